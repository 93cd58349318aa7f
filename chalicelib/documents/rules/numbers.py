"""The numbers of documents besides the NIK: what their digits must be.

KK: 16 digits, district, day of recording (DDMMYY), serial from 0001. NPWP: 15 digits, of which the ninth checks the
first eight (Luhn), then tax office and branch; since PMK 112/PMK.03/2022 16 digits: a resident's NIK, for all others
the old number with a zero before it. NIB: 13 digits (PP 5/2021), drawn at random, no check digit.
Sources and what is not known: docs/decisions/document-verdicts.md.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.documents.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

SIXTEEN = 16
OLD_NPWP = 15
# Of an old NPWP: kind of taxpayer, number, check digit. What follows is the tax office and the branch.
CHECKED_BY_NINTH = 9
NIB = 13
NO_SERIAL = "0000"
#: What recognition takes for a digit, and the digit.
LOOKALIKES = str.maketrans("OQDILZSB|", "000112581")
# A run that may be a number, written with dots, spaces or hyphens between groups.
_RUN = re.compile(r"(?<![0-9A-Za-z])[0-9OQDILZSB|](?:[ .\-]{0,2}[0-9OQDILZSB|]){9,23}(?![0-9A-Za-z])")
# A run with more lookalikes than this is a word.
MOST_LOOKALIKES = 3


def runs(text: str) -> Iterator[str]:
    """Every run of ten digits or more in a text, lookalikes taken for digits."""
    for found in _RUN.finditer(text.upper()):
        run = re.sub(r"[ .\-]", "", found.group())
        if sum(not letter.isdecimal() for letter in run) <= MOST_LOOKALIKES:
            yield run.translate(LOOKALIKES)


def luhn(digits: str) -> bool:
    """Whether the last digit checks the others (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 - the two digits of the double, added
    return total % 10 == 0


def of_kk(number: str, *, today: date) -> Finding | None:
    """A family card's number: sixteen digits with a day that was, and a serial."""
    if len(number) != SIXTEEN or number.endswith(NO_SERIAL) or not _was(number[6:12], today):
        return Finding("kk-structure")
    return None


def of_npwp(number: str) -> Finding | None:
    """A taxpayer's number: the old one by its check digit; the new one with a zero before it, or a NIK's length."""
    if len(number) == SIXTEEN and not number.startswith("0"):
        return None  # a NIK, which is judged as one
    old = number.removeprefix("0") if len(number) == SIXTEEN else number
    if len(old) != OLD_NPWP or not luhn(old[:CHECKED_BY_NINTH]):
        return Finding("npwp-structure")
    return None


def of_nib(number: str) -> Finding | None:
    """A business's number: thirteen digits, not all the same."""
    return None if len(number) == NIB and len(set(number)) > 1 else Finding("nib-structure")


def sixteen_digits(npwp: str) -> str:
    """A taxpayer's number in today's form."""
    return f"0{npwp}" if len(npwp) == OLD_NPWP else npwp


def _was(ddmmyy: str, today: date) -> bool:
    """Whether six digits are a day that has been; a KK's number is of this century or the last years of the other."""
    try:
        recorded = datetime.strptime(ddmmyy, "%d%m%y").date()  # noqa: DTZ007 - a day, no instant
    except ValueError:
        return False
    return recorded <= today
