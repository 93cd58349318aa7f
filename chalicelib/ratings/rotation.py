"""Which questions a citizen is asked: two of the nine, by the reference of their visit.

Every pair of elements is as likely as every other, so each element gets the same share of any service's answers; the
same reference is always asked the same, whoever asks and however often, without anything being written. An office
cannot choose what a citizen is asked, nor a citizen what they rate.
"""

from __future__ import annotations

from hashlib import sha256
from itertools import combinations
from typing import TYPE_CHECKING

from chalicelib.ratings.element import ELEMENTS

if TYPE_CHECKING:
    from chalicelib.ratings.element import Element

PAIRS: tuple[tuple[Element, Element], ...] = tuple(combinations(ELEMENTS, 2))


def asked(reference: str) -> tuple[Element, Element]:
    """The two elements that somebody with this reference is asked about, in the order of the regulation.

    A reference is a keyed hash and spread evenly already; hashed once more, it stays so whatever the way it is spelled
    in. Of 2^64 numbers 36 pairs get the same share, but for a part in 10^18.
    """
    return PAIRS[int.from_bytes(sha256(reference.encode()).digest()[:8], "big") % len(PAIRS)]
