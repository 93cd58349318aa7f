"""What is read of each kind of document: its parser, what its number must be, and which fields must be there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chalicelib.documents.finding import Finding
from chalicelib.documents.rules import business, expiry, family_card, mrz, numbers, passport, tax_card
from chalicelib.documents.rules.agreement import SURE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from chalicelib.documents.reading.seen import Field
    from chalicelib.documents.rules.rows import Row

# Fields that must have been read, surely, before a machine may accept a document of the kind. Those without a NIK
# in their list never are: nothing on them equals the booking's.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "ktp": ("nik", "name", "birth_date", "sex"),
    "kk": ("number", "nik", "name", "birth_date", "sex"),
    "npwp": ("number", "name"),
    "nib": ("number", "name"),
    "passport": ("number", "name", "birth_date", "sex", "valid_until"),
}
# Kinds that do not always bear a NIK, so that its absence is no bad reading.
WITHOUT_NIK = frozenset({"npwp", "nib", "passport"})


@dataclass(frozen=True, slots=True)
class Content:
    """What was read of a document, and what its own parser has to say of it."""

    fields: Mapping[str, Field]
    findings: tuple[Finding, ...] = field(default=())


def content_of(kind: str, rows: Sequence[Row], *, nik: str | None, today: date) -> Content:
    """Read rows of text as a document of the kind; a KTP's fields come from the reader, which knows its place."""
    match kind:
        case "kk":
            return Content(family_card.fields(rows, nik=nik))
        case "npwp":
            return Content(tax_card.fields(rows))
        case "nib":
            return Content(business.fields(rows))
        case "passport":
            fields, findings = passport.fields(rows, today=today)
            return Content(fields, tuple(findings))
    return Content({})


def kinds_of(rows: Sequence[Row], *, today: date) -> frozenset[str]:
    """The kinds of document whose own words stand in these rows; a KTP is known by the reader."""
    titles = (("kk", family_card.TITLE), ("nib", business.TITLE), ("npwp", tax_card.TITLE))
    kinds = {kind for kind, title in titles if any(title.search(row.text) for row in rows)}
    return frozenset(
        kinds | ({"passport"} if mrz.zone_in([row.text for row in rows], today=today) else set())
    )


def structure(kind: str, fields: Mapping[str, Field], *, today: date) -> Finding | None:
    """Whether the document's own number can be one."""
    number = fields.get("number")
    if number is None:
        return None
    match kind:
        case "kk":
            return numbers.of_kk(number.text, today=today)
        case "npwp":
            return numbers.of_npwp(number.text)
        case "nib":
            return numbers.of_nib(number.text)
    return None


def number_of(kind: str, fields: Mapping[str, Field]) -> str | None:
    """What identifies the document itself, in one form however it was printed; None when it was not surely read.

    It is compared with other people's documents: a misread one would accuse somebody.
    """
    if kind == "ktp":
        number = fields.get("nik")
    elif kind == "npwp":
        # A resident's NIK is their number as a taxpayer (PMK 112/PMK.03/2022).
        number = fields.get("nik") or fields.get("number")
    else:
        number = fields.get("number")
    if number is None or number.score < SURE:
        return None
    return numbers.sixteen_digits(number.text) if kind == "npwp" else number.text


def completeness(kind: str, fields: Mapping[str, Field]) -> list[Finding]:
    """What must be there and is not, or was not read surely; one finding for all fields of which that is so."""
    needed = NEEDED[kind]
    missing = [name for name in needed if name not in fields]
    missing += [] if expiry.bound(kind, fields) else ["valid_until"]
    read = dict.fromkeys(name for name in (*needed, "nik") if name in fields)
    unsure = [name for name in read if fields[name].score < SURE]
    said = (("field-missing", missing), ("field-unsure", unsure))
    return [Finding(code, {"fields": ", ".join(names)}) for code, names in said if names]
