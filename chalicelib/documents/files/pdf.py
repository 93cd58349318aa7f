"""A PDF looked into: whether it can be read and does nothing, its pages as pictures, and what it says by itself."""

from __future__ import annotations

import re
from contextlib import closing
from math import ceil, sqrt
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from chalicelib.documents.files import visible
from chalicelib.documents.files.layout import Locked, Malformed
from chalicelib.documents.files.pixels import LONGEST_SIDE, MOST_PIXELS, PAGE_PIXELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfDocument, PdfPage

POINTS_PER_INCH = 72
DOTS_PER_INCH = 200
# Enough of the name of a program, in characters.
MOST_NAME = 90
# More than a closely written page has, in characters.
MOST_TEXT = 50_000
END = re.compile(rb"%%EOF")
OBJECT = re.compile(rb"\d{1,10} \d{1,5} obj\b")
# A file made for slow lines says in its first object how long it is (ISO 32000-1, annex F), and has an end near its
# beginning too.
LENGTH = re.compile(rb"/Linearized\b[^>]{0,200}?/L (\d{1,12})\b|/L (\d{1,12})\b[^>]{0,200}?/Linearized\b")
HEAD = 2048
# Sides are rounded up to whole pixels, by which a page may come out too large.
ROUNDING = 0.99


def end(body: bytes) -> int:
    """One past the end of the last revision; raise Malformed when the file ends before it is over."""
    last = body.rfind(b"%%EOF")
    length = LENGTH.search(body[:HEAD])
    if last < 0 or (length is not None and int(length.group(1) or length.group(2)) > len(body)):
        raise Malformed
    if OBJECT.search(body, last):
        raise Malformed
    return last + len(b"%%EOF")


def document(body: bytes) -> PdfDocument:
    """The document, for the caller to close; raise Locked where it asks for a password, Malformed where it is none."""
    try:
        return pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as refusal:
        # The library's last error may be of a document before this one.
        if refusal.err_code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY} and b"/Encrypt" in body:
            raise Locked from refusal
        raise Malformed from refusal


def programs(document: PdfDocument) -> str:
    """The programs that a document says it was made with, as it spells them."""
    return " ".join(document.get_metadata_value(key)[:MOST_NAME] for key in ("Creator", "Producer"))


def pages(document: PdfDocument) -> Iterator[tuple[Image.Image, str | None]]:
    """Each page as a picture, with its text, which is None where it is not what the page shows.

    All together have at most MOST_PIXELS. Raise Malformed when one is damaged.
    """
    document.init_forms()  # what is filled in and signed is drawn; nothing runs, the library is built without scripts
    most = min(PAGE_PIXELS, MOST_PIXELS // max(1, len(document)))
    try:
        for number in range(len(document)):
            with closing(document[number]) as page:
                picture = _picture(page, most)
                yield picture, _text(page, picture)
    except pypdfium2.PdfiumError as refusal:
        raise Malformed from refusal


def _picture(page: PdfPage, most: int) -> Image.Image:
    width, height = page.get_size()
    with closing(page.render(scale=_scale(width, height, most), rev_byteorder=True)) as bitmap:
        seen = bitmap.to_pil()
        picture = Image.new("RGB", seen.size)
        picture.paste(seen)
        return picture


def _scale(width: float, height: float, most: float) -> float:
    """Pixels per point for a page of this size in points: as many as reading wants, fewer where that is too much."""
    if not (0 < width < LONGEST_SIDE and 0 < height < LONGEST_SIDE):
        raise Malformed
    scale = min(
        DOTS_PER_INCH / POINTS_PER_INCH, sqrt(most / (width * height)), LONGEST_SIDE / max(width, height)
    )
    while ceil(width * scale) * ceil(height * scale) > most:
        scale *= ROUNDING
    return scale


def _text(page: PdfPage, picture: Image.Image) -> str | None:
    with closing(page.get_textpage()) as text:
        said: str = text.get_text_bounded()[:MOST_TEXT]
        return said if not said.strip() or visible.shows(page, text, picture) else None
