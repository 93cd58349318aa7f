"""Whether two complaints are of one matter: by their words, as keyed hashes, and by where they are.

A signature is the smallest keyed hashes of a text's words, so that of two signatures the share of common words can be
told, and of one nothing that anybody without the key could read.
"""

from __future__ import annotations

import re
from math import cos, hypot, radians
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.complaints.complaint import Place

HASH_BYTES = 4
MOST_HASHES = 48
WORD = re.compile(r"[^\W\d_]{3,}|\d{2,}")
#: Words that say nothing of the matter: the most frequent ones of both languages, polite ones, and short forms.
FILLING = """
ada adalah agar akan anda apa atau bagi bahwa banyak bapak belum bisa dalam dan dari dengan dia dulu gak hari hanya
harus ibu ini itu jadi juga kak kalau kami kan karena kasih kepada kita lagi lebih malam maka masih min mohon nya oleh
pada pagi pak para saat saja sampai sangat saya sebagai sedang sekali selamat seperti siang sore sudah supaya tapi
telah terima tetapi tidak tolong tsb untuk yang
and are but can for from has have its not our please that the there they this very was were with you your
"""
EMPTY = frozenset(FILLING.split())
METRES_IN_A_DEGREE = 111_320
#: As far from each other two people may stand who mean the same hole in the road.
NEAR_METRES = 300
#: So much of the words in common makes two complaints alike where both are near each other, or are not told to be
#: anywhere; the second is what two people have in common who describe one matter of an office in their own words.
ALIKE_NEAR = 0.12
ALIKE = 0.3
#: The same text again, word for word or nearly.
SAME = 0.8


def signature(text: str, hashed: Callable[[str], bytes]) -> bytes:
    """The signature of a text; ``hashed`` gives at least four bytes of keyed hash for a word."""
    words = {word for word in WORD.findall(text.casefold()) if word not in EMPTY}
    return b"".join(sorted(hashed(word)[:HASH_BYTES] for word in words)[:MOST_HASHES])


def likeness(one: bytes, other: bytes) -> float:
    """The share of words that two texts have in common, of all that either has (0 to 1)."""
    first, second = _hashes(one), _hashes(other)
    smallest = sorted(first | second)[:MOST_HASHES]
    return sum(each in first and each in second for each in smallest) / len(smallest) if smallest else 0.0


def metres(one: Place | None, other: Place | None) -> int | None:
    """How far apart two places are, on the plane, which is right to a thousandth at such distances; None if unknown."""
    if one is None or other is None:
        return None
    east = (one.long - other.long) * cos(radians((one.lat + other.lat) / 2))
    return round(hypot(one.lat - other.lat, east) * METRES_IN_A_DEGREE)


def alike(words: float, apart: int | None) -> bool:
    """Whether two complaints of a category may be of one matter."""
    if apart is None:
        return words >= ALIKE
    return apart <= NEAR_METRES and words >= ALIKE_NEAR


def _hashes(signed: bytes) -> set[bytes]:
    return {signed[at : at + HASH_BYTES] for at in range(0, len(signed), HASH_BYTES)}
