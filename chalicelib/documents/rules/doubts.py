"""Everything that the fields of a document leave in doubt: by themselves, together, and beside the booking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.documents.finding import Finding
from chalicelib.documents.rules import agreement, business, content, expiry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from chalicelib.documents.reading.seen import Field
    from chalicelib.documents.said import Said

# With one of these it is somebody else's document, and that its name differs is no news.
OF_ANOTHER = frozenset({"nik-other", "not-in-family"})


def doubts_about(
    said: Said, kind: str, *, nik: str | None, name: str | None, today: date, needed_on: date
) -> list[Finding]:
    """All findings about what a document says; ``nik`` and ``name`` are what the citizen typed."""
    fields = said.fields
    found = content.completeness(kind, fields)
    wrong = content.structure(kind, fields, today=today)
    found += [wrong] if wrong else []
    found += expiry.expiry(kind, fields, today=today, needed_on=needed_on)
    if nik is None or name is None:
        found.append(Finding("nothing-typed"))
    whose = _whose(said, kind, nik, today=today)
    found += whose
    if not any(finding.code in OF_ANOTHER for finding in whose):
        near = any(finding.code == "nik-near" for finding in whose)
        # A digit that was misread in the NIK says nothing of the birth date: then the typed number is what to compare.
        number = None if near or "nik" not in fields else fields["nik"].text
        found += _beside(fields, kind, name, nik, number=number, today=today)
    return found


def proves(fields: Mapping[str, Field], kind: str, *, nik: str | None) -> bool:
    """Whether everything needed was read surely, and the NIK is the very one of the booking."""
    read = fields.get("nik")
    return (
        nik is not None and read is not None and read.text == nik and not content.completeness(kind, fields)
    )


def _whose(said: Said, kind: str, nik: str | None, *, today: date) -> list[Finding]:
    """Whether the document's NIK is the booking's."""
    read = said.fields.get("nik")
    if read is None:
        return [Finding("no-nik")] if kind in content.WITHOUT_NIK else []
    if nik is None:
        return []
    differs = agreement.nik_agreement(read, nik, today=today)
    if differs and differs.code == "nik-other" and kind == "kk" and not said.own:
        # The nearest line that was read is another's; the citizen's own may not have been read.
        differs = Finding("not-in-family")
    return [differs] if differs else []


def _beside(
    fields: Mapping[str, Field],
    kind: str,
    name: str | None,
    nik: str | None,
    *,
    number: str | None,
    today: date,
) -> list[Finding]:
    """Birth date and sex beside the document's NIK (``number``), else the typed one, and the name beside the typed."""
    found: list[Finding] = []
    if number is not None:
        found += agreement.consistency(fields, number, today=today)
    elif nik is not None:
        # Its structure was checked when it was typed.
        found += [
            finding
            for finding in agreement.consistency(fields, nik, today=today)
            if finding.code not in {"nik-structure", "nik-region"}
        ]
    named = fields.get("name")
    if name and named and not (kind == "nib" and business.COMPANY.search(named.text)):
        differs = agreement.name_agreement(named.text, name)
        found += [differs] if differs else []
    return found
