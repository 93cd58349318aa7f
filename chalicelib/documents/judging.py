"""From bytes to a verdict: the file, its legibility, its text, its fields, and what the booking says. No network."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chalicelib.documents.files.opening import open_file
from chalicelib.documents.finding import Finding, Weight
from chalicelib.documents.kinds import KINDS
from chalicelib.documents.likeness import likeness_of
from chalicelib.documents.rules import content, expiry
from chalicelib.documents.rules.doubts import doubts_about, proves
from chalicelib.documents.rules.verdict import Verdict, told, verdict_of
from chalicelib.documents.said import what_it_says

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from chalicelib.documents.files.opened import Opened
    from chalicelib.documents.reading.seen import Field, Reader
    from chalicelib.documents.said import Said

__all__ = ["Asked", "Judgement", "Verdict", "judge", "judged"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Asked:
    """What a document is judged against: what it should be, and what its citizen typed in the booking.

    ``needed_on`` is the day of the visit (else today), on which it must not have expired; ``today`` is the office's.
    """

    kind: str
    content_type: str
    name: str | None
    nik: str | None
    today: date
    needed_on: date


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Judgement:
    """A verdict with all that led to it.

    ``number`` is what identifies the document itself (NIK, NIB, …), or None; ``likeness`` what a picture of a place
    looks like, None for anything else.
    """

    verdict: Verdict
    findings: tuple[Finding, ...]
    fields: Mapping[str, Field]
    opened: Opened
    number: str | None = None
    expires: date | None = None
    likeness: str | None = None


def judge(body: bytes, asked: Asked, *, reader: Reader | None) -> Judgement:
    """Judge an upload; without a reader whatever has to be read goes to an officer."""
    opened = open_file(body, declared=asked.content_type, kind=KINDS[asked.kind])
    return judged(opened, asked, reader=reader)


def judged(opened: Opened, asked: Asked, *, reader: Reader | None) -> Judgement:
    """Judge a file that has been looked into."""
    kind = KINDS[asked.kind]
    if any(finding.weight is Weight.MEND for finding in opened.findings):
        return _of_the_file(opened)
    if kind.place:  # a picture of anything, there is nothing to read
        likeness = likeness_of(opened.pages[0]) if opened.pages else None
        return replace(_of_the_file(opened, proved=True), likeness=likeness)
    if not kind.read:
        return _of_the_file(opened, Finding("read-by-officer"))
    said = what_it_says(opened, kind.id, reader, nik=asked.nik, today=asked.today)
    return _of_what_it_says(opened, said, asked) if said else _of_the_file(opened, Finding("reader-missing"))


def _of_the_file(opened: Opened, *more: Finding, proved: bool = False) -> Judgement:
    findings = told(opened.findings, more, sure=False)
    verdict = verdict_of(findings, proved=proved)
    return Judgement(verdict=verdict, findings=findings, fields={}, opened=opened)


def _of_what_it_says(opened: Opened, said: Said, asked: Asked) -> Judgement:
    doubts = doubts_about(
        said, asked.kind, nik=asked.nik, name=asked.name, today=asked.today, needed_on=asked.needed_on
    )
    proved = proves(said.fields, asked.kind, nik=asked.nik)
    findings = told((*opened.findings, *said.findings), doubts, sure=proved)
    return Judgement(
        verdict=verdict_of(findings, proved=proved),
        findings=findings,
        fields=said.fields,
        opened=opened,
        number=content.number_of(asked.kind, said.fields),
        expires=expiry.expires(asked.kind, said.fields),
    )
