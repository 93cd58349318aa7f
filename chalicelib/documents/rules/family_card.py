"""The fields of a family card (KK): its number, its head, and the member who made the booking.

Only that member's line is taken; what it says of the others stays on the card.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.documents.reading.seen import Field
from chalicelib.documents.rules import numbers, rows
from chalicelib.documents.rules.agreement import apart
from chalicelib.documents.rules.dates import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chalicelib.documents.rules.rows import Row

TITLE = re.compile(r"KARTU\s*KELUARGA", re.IGNORECASE)
_NUMBER = re.compile(r"\bN[O0]\s*[.:]?", re.IGNORECASE)
_HEAD = re.compile(r"NAMA\s*KEPALA\s*KELUARGA", re.IGNORECASE)
# Behind the head's name on the same line of the form.
_BESIDE_HEAD = re.compile(r"\s*(?:DESA|KELURAHAN|ALAMAT|RT\s*/?\s*RW).*", re.IGNORECASE)
_TABLE = re.compile(r"NAMA\s*LENGKAP", re.IGNORECASE)
# The heading of the second table, whose dates are of weddings.
_SECOND_TABLE = re.compile(r"STATUS\s*(?:PERKAWINAN|HUBUNGAN)|TANGGAL\s*PERKAWINAN", re.IGNORECASE)
_SEXES = (("M", re.compile(r"LAKI\W*LAKI", re.IGNORECASE)), ("F", re.compile(r"PEREMPUAN", re.IGNORECASE)))
_NAME = re.compile(r"[A-Z][A-Z.,' -]*[A-Z.]", re.IGNORECASE)
_NIK = re.compile(r"(?<![0-9A-Z])[0-9OQDILZSB|]{15,17}(?![0-9A-Z])")


@dataclass(frozen=True, slots=True, repr=False)
class Member:
    """A line of the family's table."""

    nik: Field
    name: Field | None
    birth_date: Field | None
    sex: Field | None


def fields(read: Sequence[Row], *, nik: str | None) -> dict[str, Field]:
    """Number, head, and of the member whose NIK is nearest to this one: NIK, name, birth date and sex."""
    table = next((place for place, row in enumerate(read) if _TABLE.search(row.text)), len(read))
    below = (place for place, row in enumerate(read[table:], start=table) if _SECOND_TABLE.search(row.text))
    end = next(below, len(read))
    found: dict[str, Field] = {}
    number = _number(read[:table])
    if number:
        found["number"] = number
    head = rows.after_label(read, _HEAD)
    if head and (name := _BESIDE_HEAD.sub("", head.text).strip(" :")):
        found["head"] = Field(name, head.score)
    members = [one for one in _members(read[table:end]) if number is None or one.nik.text != number.text]
    if nik is None or not members:
        return found
    nearest = min(members, key=lambda one: apart(one.nik.text, nik))
    said = {"nik": nearest.nik, "name": nearest.name, "birth_date": nearest.birth_date, "sex": nearest.sex}
    return found | {field: value for field, value in said.items() if value is not None}


def _number(heading: Sequence[Row]) -> Field | None:
    """The card's number: the sixteen digits above the table, first where "No." stands before them."""
    labelled = [row for row in heading if _NUMBER.search(row.text)]
    for row in (*labelled, *heading):
        for run in numbers.runs(_NUMBER.sub(" ", row.text)):
            return Field(run, row.score)
    return None


def _members(table: Sequence[Row]) -> Iterator[Member]:
    """Every line with a NIK; in a PDF's text the cells of a line may stand below each other."""
    places = [(place, found) for place, row in enumerate(table) for found in _NIK.finditer(row.text.upper())]
    for index, (place, found) in enumerate(places):
        row = table[place]
        end = places[index + 1][0] if index + 1 < len(places) else len(table)
        start = places[index - 1][0] + 1 if index else 0
        behind = " ".join([row.text[found.end() :], *(below.text for below in table[place + 1 : end])])
        before = [row.text[: found.start()], *(above.text for above in reversed(table[start:place]))]
        yield Member(
            Field(found.group().translate(numbers.LOOKALIKES), row.score),
            _first_name(before, row.score),
            _field(day.isoformat() if (day := day_of(behind)) else None, row.score),
            _field(_sex(behind), row.score),
        )


def _first_name(texts: Sequence[str], score: float) -> Field | None:
    """The first of these texts that holds a name, without the line's own number before it."""
    names = (found.group() for text in texts if (found := _NAME.search(text)))
    return _field(next(names, None), score)


def _sex(text: str) -> str | None:
    stands = [(found.start(), sex) for sex, word in _SEXES if (found := word.search(text))]
    return min(stands)[1] if stands else None


def _field(text: str | None, score: float) -> Field | None:
    return None if text is None else Field(text, score)
