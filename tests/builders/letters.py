"""Letters as an office makes them: small PDF files, and some that are no letters."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject

if TYPE_CHECKING:
    from collections.abc import Callable

A4 = (595, 842)


def a_pdf(pages: int = 2, *, rotated: int = 0, change: Callable[[PdfWriter], Any] | None = None) -> bytes:
    """A letter of some pages; ``change`` makes it something else."""
    writer = PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(*A4)
        contents = StreamObject()
        contents.set_data(b"0.9 g 72 700 200 20 re f")
        page[NameObject("/Contents")] = writer._add_object(contents)
        if rotated:
            page.rotate(rotated)
    if change:
        change(writer)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def locked(writer: PdfWriter) -> None:
    writer.encrypt("rahasia", algorithm="RC4-128")


def scripted(writer: PdfWriter) -> None:
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript")})
    action[NameObject("/JS")] = TextStringObject("app.alert('halo')")
    writer._root_object[NameObject("/OpenAction")] = writer._add_object(action)


def with_script_in_a_direct_object(writer: PdfWriter) -> None:
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript")})
    writer.pages[0][NameObject("/PieceInfo")] = DictionaryObject({NameObject("/Deep"): ArrayObject([action])})


def with_attachment(writer: PdfWriter) -> None:
    writer.add_attachment("lampiran.exe", b"MZ")


def signed(writer: PdfWriter) -> None:
    field = DictionaryObject(
        {NameObject("/FT"): NameObject("/Sig"), NameObject("/T"): TextStringObject("ttd")}
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([field])
