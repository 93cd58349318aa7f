"""Whether a document agrees with what its citizen typed, and with itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.core.errors import Fault
from chalicelib.documents.finding import Finding
from chalicelib.documents.rules import names
from chalicelib.documents.rules.dates import day_of
from chalicelib.people.service import nik_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from chalicelib.documents.reading.seen import Field

# A field read less surely than this is a guess. A NIK and a date are as sure as their least sure digit, a name is as
# sure as its letters are on average: wrong ones can be above it, and are caught beside the typed one.
SURE = 0.80
# Up to this many digits apart (two neighbours that changed places are two), or lost or doubled, it may be the reading.
NEAR = 2
_SEX = {"F": "female", "M": "male"}


def nik_agreement(read: Field, typed: str, *, today: date) -> Finding | None:
    """Nothing when the numbers are equal; ``nik-near`` when it may be a slip of reading or typing.

    ``nik-other`` only for a number that was surely read and could be somebody's: what is badly read accuses nobody.
    """
    if read.text == typed:
        return None
    if apart(read.text, typed) <= NEAR:
        return Finding("nik-near")
    if isinstance(nik_of(read.text, today=today), Fault):
        return Finding("nik-structure")
    return Finding("nik-other" if read.score >= SURE else "field-unsure", {"fields": "nik"})


def apart(one: str, other: str) -> int:
    """In how many digits two numbers differ; digits lost or doubled count each."""
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True))
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - heavy: only for a number of a wrong length

    return Levenshtein.distance(one, other)


def name_agreement(read: str, typed: str) -> Finding | None:
    """Whether the name is close enough to the one that was typed."""
    return None if names.close_enough(read, typed) else Finding("name-differs")


def consistency(fields: Mapping[str, Field], nik: str, *, today: date) -> list[Finding]:
    """A NIK by its own structure, and beside the birth date and the sex that stand near it."""
    number = nik_of(nik, today=today)
    if isinstance(number, Fault):
        return [Finding("nik-structure")]
    found = []
    if not number.region_known:
        found.append(Finding("nik-region"))
    birth = fields.get("birth_date")
    if birth is not None and day_of(birth.text) not in number.births:
        found.append(Finding("birth-date-differs"))
    sex = fields.get("sex")
    if sex is not None and _SEX.get(sex.text) != number.sex:
        found.append(Finding("sex-differs"))
    return found
