"""Whether the text of a PDF's page is what the eye sees on it.

A page can say one thing to a program and show another: letters that are not painted, or painted in the colour of the
paper. Scanners also lay what they believe to have read invisibly over the picture. Such text is not used: the page is
read as a picture, like any other.
"""

from __future__ import annotations

import ctypes
from itertools import islice
from typing import TYPE_CHECKING

from pypdfium2 import raw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image
    from pypdfium2 import PdfPage, PdfTextPage

# ISO 32000-1, table 106: neither filled nor stroked, and only added to the clipping path.
UNPAINTED = frozenset((raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP))
# More pieces than a closely written page has: what has more is not gone through.
MOST_PIECES = 5_000
# Of 255 steps of brightness; grey print on white paper has more than a hundred.
LEAST_CONTRAST = 40


def shows(page: PdfPage, text: PdfTextPage, picture: Image) -> bool:
    """Whether every piece of text is painted, and can be told from what is around it in the picture of the page."""
    pieces = list(islice(page.get_objects([raw.FPDF_PAGEOBJ_TEXT]), MOST_PIECES + 1))
    count = text.count_rects()
    if max(len(pieces), count) > MOST_PIECES:
        return False
    if any(raw.FPDFTextObj_GetTextRenderMode(piece) in UNPAINTED for piece in pieces):
        return False
    grey = picture.convert("L")
    return all(_contrast(grey, box) >= LEAST_CONTRAST for box in _boxes(page, text, count, picture.size))


def _boxes(
    page: PdfPage, text: PdfTextPage, count: int, size: tuple[int, int]
) -> Iterator[tuple[int, int, int, int]]:
    """Where the pieces of text on the page that are more than blanks lie in its picture: left, top, right, bottom.

    A box is wider by its rim; what lies beside the page is not said either.
    """
    for number in range(count):
        left, bottom, right, top = text.get_rect(number)
        corners = [_pixel(page, size, x, y) for x, y in ((left, bottom), (right, top))]
        (x_one, x_two), (y_one, y_two) = (sorted(sides) for sides in zip(*corners, strict=True))
        box = (max(0, x_one - 1), max(0, y_one - 1), min(size[0], x_two + 2), min(size[1], y_two + 2))
        if box[0] < box[2] and box[1] < box[3] and text.get_text_bounded(left, bottom, right, top).strip():
            yield box


def _pixel(page: PdfPage, size: tuple[int, int], x: float, y: float) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
    return across.value, down.value


def _contrast(grey: Image, box: tuple[int, int, int, int]) -> int:
    """Between the darkest and the brightest of a box."""
    steps = [brightness for brightness, count in enumerate(grey.crop(box).histogram()) if count]
    return steps[-1] - steps[0]
