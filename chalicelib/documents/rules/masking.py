"""The fields of a document as its citizen's page may show them: enough to recognise, not enough to use.

The page is opened with a reference and four digits, and lies open on telephones that are lent and sold.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chalicelib.documents.rules import expiry
from chalicelib.documents.rules.dates import day_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chalicelib.documents.reading.seen import Field

STAR = "*"
# A number shows its region and two digits, if enough of it stays hidden; a shorter one only its last two.
FIRST, LAST = 6, 2
LEAST_HIDDEN = 6


def masked(kind: str, fields: Mapping[str, Field]) -> dict[str, str]:
    """The fields that a citizen is shown of their document, masked; those that are not listed here are not shown."""
    shown = _SHOWN.get(kind, {})
    return {name: shown[name](field.text) for name, field in fields.items() if name in shown}


def number(text: str) -> str:
    """The first six and the last two of a long number, the last two of a short one."""
    if len(text) < FIRST + LAST + LEAST_HIDDEN:
        return STAR * max(len(text) - LAST, 0) + text[-LAST:]
    return text[:FIRST] + STAR * (len(text) - FIRST - LAST) + text[-LAST:]


def name(text: str) -> str:
    """The first name and the initials of the others; of a single name its first letter."""
    first, *others = re.findall(r"[^\W\d_]+", text) or [""]
    if not others:
        return f"{first[:1]}."
    return " ".join([first, *(f"{other[:1]}." for other in others)])


def year(text: str) -> str:
    """The year of a day; a validity for life in words."""
    day = day_of(text)
    if day is None:
        return text if text == expiry.FOR_LIFE else STAR
    return str(day.year)


def _plain(text: str) -> str:
    return text


_PERSON: Mapping[str, Callable[[str], str]] = {"nik": number, "name": name, "birth_date": year, "sex": _plain}
_SHOWN: Mapping[str, Mapping[str, Callable[[str], str]]] = {
    "ktp": {**_PERSON, "valid_until": year},
    "kk": {**_PERSON, "number": number, "head": name},
    "npwp": {**_PERSON, "number": number},
    "nib": {"number": number, "name": name, "nik": number, "kbli": _plain, "risk": _plain},
    "passport": {**_PERSON, "number": number, "valid_until": year},
}
