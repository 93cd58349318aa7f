"""The fields of a taxpayer's card (NPWP): number, name, and the NIK where it is printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chalicelib.documents.reading.seen import Field
from chalicelib.documents.rules import numbers, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.documents.rules.rows import Row

TITLE = re.compile(r"\bNPWP|NOMOR\s*POKOK\s*WAJIB\s*PAJAK|DIREKTORAT\s*JENDERAL\s*PAJAK", re.IGNORECASE)
_NIK = re.compile(r"\bN[I1L]K\b", re.IGNORECASE)
_NAMED = re.compile(r"\bNAMA\b(?!\s*(?:KPP|KANTOR))", re.IGNORECASE)
# Rows that are no name: what the card is, its office, its labels.
_PRINTED = re.compile(
    r"NPWP|NIK\b|NITKU|KEMENTERIAN|REPUBLIK|DIREKTORAT|PAJAK|KPP|KANTOR|TERDAFTAR|TANGGAL|ALAMAT|NOMOR",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[A-Z][A-Z.,' -]{2,}", re.IGNORECASE)


def fields(read: Sequence[Row]) -> dict[str, Field]:
    """Number as digits, 15 or 16; the name; the NIK, which is also the number where that has sixteen digits."""
    found: dict[str, Field] = {}
    place_of_number = None
    for place, row in enumerate(read):
        for run in numbers.runs(row.text):
            if len(run) == numbers.SIXTEEN and not run.startswith("0"):
                found.setdefault("nik", Field(run, row.score))
            elif "number" not in found and len(run) <= numbers.SIXTEEN:
                found["number"] = Field(run, row.score)
            place_of_number = place if place_of_number is None else place_of_number
    if "nik" in found:
        found.setdefault("number", found["nik"])
    name = _name(read, place_of_number)
    return found | {"name": name} if name else found


def _name(read: Sequence[Row], number: int | None) -> Field | None:
    """What stands behind "Nama", else the first words below the number."""
    labelled = rows.after_label(read, _NAMED)
    if labelled:
        return labelled
    if number is None:
        return None
    below = (row for row in read[number + 1 :] if not _PRINTED.search(row.text))
    return next((Field(row.text, row.score) for row in below if _WORDS.fullmatch(row.text)), None)
