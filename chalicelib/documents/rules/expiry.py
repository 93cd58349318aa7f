"""Until when a document is valid, and whether that reaches the day on which it is needed.

An identity card of a citizen is valid for life, also one on which a date is printed, if it was issued before law
24/2013 (article 64 paragraph 7 and article 101 c; circular 470/296/SJ of the Minister of Home Affairs, 2016). A
foreigner's card ends with the permit to stay.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from chalicelib.documents.finding import Finding
from chalicelib.documents.rules.dates import day_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.documents.reading.seen import Field

FOR_LIFE = "SEUMUR HIDUP"
CITIZEN, FOREIGNER = "WNI", "WNA"
# Cards of before the law were valid for five years to a birthday; no citizen's card has had a later date printed since.
LAST_PRINTED = date(2019, 12, 31)


def expires(kind: str, fields: Mapping[str, Field]) -> date | None:
    """The last day of validity; None when there is none, or none that binds."""
    field = fields.get("valid_until")
    day = day_of(field.text) if field else None
    return None if day and kind == "ktp" and _for_life(day, fields) else day


def expiry(kind: str, fields: Mapping[str, Field], *, today: date, needed_on: date) -> list[Finding]:
    """Whether the document has expired, or will have by the day on which it is needed."""
    field = fields.get("valid_until")
    day = day_of(field.text) if field else None
    if day is None or needed_on <= day:
        return []
    if kind == "ktp" and _for_life(day, fields):
        return [Finding("valid-for-life")]
    if kind == "ktp" and _nationality(fields) != FOREIGNER:
        return [Finding("date-passed")]
    return [Finding("expired" if day < today else "expires-before-visit")]


def bound(kind: str, fields: Mapping[str, Field]) -> bool:
    """Whether the validity of a KTP was understood: a day, for life, or unreadable on a citizen's card.

    Of other kinds it is either among the fields that must be there or does not end.
    """
    field = fields.get("valid_until")
    if kind != "ktp":
        return True
    if field is None:
        return _nationality(fields) == CITIZEN
    return field.text == FOR_LIFE or day_of(field.text) is not None


def _for_life(printed: date, fields: Mapping[str, Field]) -> bool:
    return _nationality(fields) == CITIZEN and printed <= LAST_PRINTED


def _nationality(fields: Mapping[str, Field]) -> str | None:
    field = fields.get("nationality")
    return field.text if field else None
