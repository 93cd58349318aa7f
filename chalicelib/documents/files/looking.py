"""Looking into a file: one check after the other, until one says that there is no need to go on."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from PIL import Image

from chalicelib.documents.files import metadata, picture, stowaway
from chalicelib.documents.files.layout import Locked, Malformed
from chalicelib.documents.files.metadata import BROKEN
from chalicelib.documents.files.pixels import SHORTEST_SIDE, size_findings, too_small
from chalicelib.documents.finding import Finding

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

    from chalicelib.documents.files.opened import Opened


def look(body: bytes, seen: Opened, *, name: str, most_pages: int) -> Opened:
    """Look into a file whose outside was found well; ``name`` is its signature's. Nothing is raised, whatever is in it.

    What is given back is ``seen`` with pages, text, the time it was taken and findings; without anything to keep.
    """
    try:
        return _pdf(body, seen, most_pages) if name == "PDF" else _picture(body, seen, name)
    except Locked:
        return replace(seen, findings=(Finding("encrypted"),))
    except (Malformed, Image.DecompressionBombError, *BROKEN):
        return replace(seen, findings=(Finding("damaged"),))
    except Exception:  # noqa: BLE001 - the last net: parsers of strangers' bytes throw what nobody wrote down
        return replace(seen, findings=(Finding("damaged"),))


def _picture(body: bytes, seen: Opened, name: str) -> Opened:
    layout = picture.LAYOUTS[name](body)
    findings = [
        *size_findings(layout.width, layout.height, name),
        *_other(stowaway.in_picture(body, layout.end)),
    ]
    if findings:
        return replace(seen, findings=tuple(findings))
    image = picture.decode(body, name, layout)
    return replace(
        seen,
        pages=(picture.normalised(image),),
        taken=metadata.taken(image),
        findings=tuple(metadata.edited(image)),
    )


def _pdf(body: bytes, seen: Opened, most_pages: int) -> Opened:
    from chalicelib.documents.files import actions, pdf  # noqa: PLC0415 - heavy: pictures need neither pypdf nor pypdfium2

    findings = [*_other(stowaway.in_pdf(body, pdf.end(body)))]
    with closing(pdf.document(body)) as document:
        count = len(document)
        if count == 0:
            raise Malformed
        if count > most_pages:
            findings.append(Finding("too-many-pages", {"pages": count, "most": most_pages}))
        acting = actions.acting(body)
        if acting is not None:
            findings.append(Finding("scripted", {"found": acting}))
        return replace(seen, findings=tuple(findings)) if findings else _drawn(document, seen)


def _drawn(document: PdfDocument, seen: Opened) -> Opened:
    from chalicelib.documents.files import pdf  # noqa: PLC0415 - as above

    pages, texts = zip(*pdf.pages(document), strict=True)
    for page in pages:
        if min(page.size) < SHORTEST_SIDE:
            return replace(seen, findings=(too_small(*page.size),))
    editor = metadata.editor(pdf.programs(document))
    return replace(
        seen,
        pages=pages,
        text=texts if None not in texts and any(text.strip() for text in texts) else None,
        findings=() if editor is None else (Finding("edited", {"with": editor}),),
    )


def _other(name: str | None) -> tuple[Finding, ...]:
    return () if name is None else (Finding("two-files-in-one", {"found": name}),)
