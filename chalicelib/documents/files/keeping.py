"""What is kept of a file: its pages, encoded anew, so that nothing of the file itself but its pixels is in it."""

from __future__ import annotations

import io
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

    from chalicelib.documents.files.opened import Opened

QUALITY = 90
JPEG, PDF = "image/jpeg", "application/pdf"
# The longer side of a page of the PDF that is kept, in points: that of A4.
PAGE_POINTS = 842


def with_kept(opened: Opened) -> Opened:
    """The same with what may be kept of it, and with the hash of its pixels when it is a picture; pages as they are."""
    if not opened.pages:
        return opened
    if opened.content_type == PDF:
        return replace(opened, kept=(PDF, as_pdf(opened.pages)))
    (page,) = opened.pages
    return replace(opened, pixels=pixel_hash(page), kept=(JPEG, as_jpeg(page)))


def pixel_hash(page: Image) -> str:
    """The same for files that show the same pixels, however they are packed; another for any other picture."""
    return sha256(f"{page.width}x{page.height}:".encode() + page.tobytes()).hexdigest()


def as_jpeg(page: Image) -> bytes:
    """A page as a JPEG without any metadata."""
    out = io.BytesIO()
    page.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def as_pdf(pages: tuple[Image, ...]) -> bytes:
    """Pages as a PDF with a picture for each and nothing else (ISO 32000-1, 7.5): no date, no program, no text."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    for page in pages:
        objects += _page(page, len(objects) + 1)
    kids = b" ".join(b"%d 0 R" % (3 + 3 * number) for number in range(len(pages)))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages))
    return _file(objects)


def _page(page: Image, number: int) -> tuple[bytes, bytes, bytes]:
    """A page's three objects, the first of which gets this number: itself, what is drawn on it, and the picture."""
    scale = PAGE_POINTS / max(page.size)
    width, height = round(page.width * scale), round(page.height * scale)
    drawn, picture = b"q %d 0 0 %d 0 0 cm /P Do Q" % (width, height), as_jpeg(page)
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R "
        b"/Resources << /XObject << /P %d 0 R >> >> >>" % (width, height, number + 1, number + 2),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 "
        b"/Filter /DCTDecode /Length %d >>\nstream\n%s\nendstream"
        % (page.width, page.height, len(picture), picture),
    )


def _file(objects: list[bytes]) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table))
    return out.getvalue()
