"""References: short, readable over a phone, self-checking, and not to be guessed.

A reference is ten characters: the letter of its kind, eight that carry 39 bits of keyed hash, and a check
character. The alphabet has 31 signs, none of which is taken for another by eye (no 0, O, 1, I, L). As 31 is
prime and every position has a weight of its own, any one misread character and any two swapped neighbours
are noticed (the rule of ISBN-10, modulo 31).
"""

from __future__ import annotations

import re
from enum import StrEnum

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 10
BODY = 8
# No reference and no proof is as long, and DynamoDB takes no key of any length.
LONGEST_TYPED = 64
_VALUE = {sign: value for value, sign in enumerate(ALPHABET)}
_KINDS = frozenset("BKADWT")
_BETWEEN = re.compile(r"[\s\-_.#*]+")


class Reference(StrEnum):
    """The kinds of record a citizen can hold a reference to; the value is the first letter."""

    BOOKING = "B"
    CASE = "K"
    COMPLAINT = "A"
    DOCUMENT = "D"
    WAITLIST = "W"
    TICKET = "T"


def make(kind: Reference, entropy: bytes) -> str:
    """The reference of that kind for at least eight bytes of entropy; the same bytes give the same one."""
    number = int.from_bytes(entropy[:8], "big")
    return checked(kind.value + spelled(number, BODY))


def checked(body: str) -> str:
    """Nine signs of the alphabet with the one that checks them."""
    return body + _check(body)


def spelled(number: int, length: int) -> str:
    """The last ``length`` digits of a number, written in the alphabet."""
    signs = ""
    for _ in range(length):
        number, value = divmod(number, len(ALPHABET))
        signs += ALPHABET[value]
    return signs


def normalised(typed: str) -> str:
    """What somebody typed or dictated, without the spaces and hyphens, in capitals; no longer than a key may be."""
    return _BETWEEN.sub("", typed).upper()[:LONGEST_TYPED]


def valid(reference: str) -> bool:
    """Whether a normalised reference has the right length, alphabet, kind and check character."""
    if len(reference) != LENGTH or any(sign not in _VALUE for sign in reference):
        return False
    return reference[0] in _KINDS and _sum(reference) == 0


def _check(body: str) -> str:
    short = _sum(body)
    return next(sign for sign in ALPHABET if (short + LENGTH * _VALUE[sign]) % len(ALPHABET) == 0)


def _sum(reference: str) -> int:
    return sum(place * _VALUE[sign] for place, sign in enumerate(reference, 1)) % len(ALPHABET)


def grouped(reference: str) -> str:
    """A reference as it is shown and read aloud: ``B7KM 2QXR 9T``."""
    return " ".join(reference[at : at + 4] for at in range(0, len(reference), 4))
