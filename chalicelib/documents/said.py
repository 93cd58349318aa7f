"""What a document says: a born-digital PDF by itself, everything else by recognition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.core import telemetry
from chalicelib.documents.finding import Finding
from chalicelib.documents.reading.seen import ReaderMissing
from chalicelib.documents.rules import content
from chalicelib.documents.rules.rows import rows_of_lines, rows_of_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from chalicelib.documents.files.opened import Opened
    from chalicelib.documents.reading.seen import Field, Reader, Seen
    from chalicelib.documents.rules.rows import Row

# Pages that are recognised; what identifies a document stands on its first two.
MOST_PAGES_READ = 2
OF_ANOTHER_KIND = frozenset({"not-a-document", "other-kind"})
OF_THE_KIND = OF_ANOTHER_KIND | {"kind-unsure"}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Said:
    """Fields and what was found on the way to them. ``own`` is whether a PDF said it by its own text."""

    fields: Mapping[str, Field]
    findings: tuple[Finding, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class _Page:
    """A page that was read, with the kinds that it may be."""

    seen: Seen
    rows: tuple[Row, ...]
    kinds: frozenset[str]


def what_it_says(
    opened: Opened, kind: str, reader: Reader | None, *, nik: str | None, today: date
) -> Said | None:
    """Read a document as the kind it is said to be; None when that takes recognition and there is none."""
    own = _by_itself(opened, kind, nik=nik, today=today)
    if own is not None:
        return own
    if reader is None:
        return None
    try:
        return _together(_recognised(opened, kind, reader, today=today), kind, nik=nik, today=today)
    except ReaderMissing:
        return None
    except Exception as error:  # noqa: BLE001 - whatever reading stumbles over, an officer can look
        telemetry.trouble("reading a document failed", error=error, kind=kind)
        return None


def _by_itself(opened: Opened, kind: str, *, nik: str | None, today: date) -> Said | None:
    """A PDF's own text, if it is that of the kind; a scan's hidden text, or a KTP's, is not relied upon."""
    rows = rows_of_text(opened.text or ())
    if kind not in content.kinds_of(rows, today=today):
        return None
    read = content.content_of(kind, rows, nik=nik, today=today)
    if "number" not in read.fields:
        return None
    return Said(fields=read.fields, findings=read.findings, own=True)


def _recognised(opened: Opened, kind: str, reader: Reader, *, today: date) -> list[_Page]:
    pages = []
    for picture in opened.pages[:MOST_PAGES_READ]:
        seen = reader.read(picture, kind)
        rows = rows_of_lines(seen.lines)
        kinds = content.kinds_of(rows, today=today) | ({seen.kind} if seen.kind else set())
        pages.append(_Page(seen, rows, kinds))
    return pages


def _together(pages: list[_Page], kind: str, *, nik: str | None, today: date) -> Said:
    """The pages of the asked kind as one document; all of them where none is."""
    fitting = [page for page in pages if kind in page.kinds]
    used = fitting or pages
    read = content.content_of(kind, [row for page in used for row in page.rows], nik=nik, today=today)
    fields = dict(read.fields)
    for page in used:
        # What a reader makes of a page that is something else is nothing; of a KTP it may be too little to be sure of.
        if page.seen.kind == kind or (kind == "ktp" and page.seen.kind is None):
            fields = {**page.seen.fields, **fields}
    findings = [finding for page in used for finding in page.seen.findings]
    if fitting:
        findings = [finding for finding in findings if finding.code not in OF_THE_KIND]
    elif not any(finding.code in OF_THE_KIND for finding in findings):
        other = any(page.kinds for page in used)
        findings.append(Finding("other-kind" if other else "kind-unsure"))
    if any(finding.code in OF_ANOTHER_KIND for finding in findings):
        fields = {}  # what was taken for fields of this kind is none
    return Said(fields=fields, findings=(*findings, *read.findings))
