"""The fields of a passport: what its machine-readable zone says, as far as its check digits bear it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.documents.finding import Finding
from chalicelib.documents.reading.seen import Field
from chalicelib.documents.rules import mrz

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from chalicelib.documents.rules.rows import Row

# A field whose check digit holds is right but for one misreading in ten that cancels out, and two must hold.
CHECKED = 0.99
# What a zone says that contradicts itself is for an officer to see, and sure of nothing.
UNCHECKED = 0.3


def fields(rows: Sequence[Row], *, today: date) -> tuple[dict[str, Field], list[Finding]]:
    """Number, name, birth date, sex, nationality and validity, and what is to be said of them."""
    zone = mrz.zone_in([row.text for row in rows], today=today)
    if zone is None:
        return {}, []
    score = CHECKED if zone.holds else UNCHECKED
    said = {
        "number": zone.number,
        "name": zone.name,
        "birth_date": zone.birth_date.isoformat() if zone.birth_date else "",
        "sex": zone.sex or "",
        "nationality": zone.nationality,
        "valid_until": zone.expires.isoformat() if zone.expires else "",
    }
    found = [] if zone.holds else [Finding("mrz-check-digit")]
    return {name: Field(text, score) for name, text in said.items() if text}, found
