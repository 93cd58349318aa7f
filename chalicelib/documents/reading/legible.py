"""Why a page could not be read, so that the citizen is told the one thing that helps; and what it is not.

Measures of light and sharpness reject nothing by themselves: many blurred cards are read without fault, and these say
only where to look for the cause when a card was not read (docs/decisions/text-recognition.md).
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from chalicelib.documents.finding import Finding
from chalicelib.documents.reading.labels import ROW_OF
from chalicelib.documents.reading.values import NIK_DIGITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

    from chalicelib.documents.reading.ktp import Card
    from chalicelib.documents.reading.light import Light
    from chalicelib.documents.reading.texts import Text

#: An identity card was read when the number and this many of its 14 fields were.
READ_FROM = 9
#: Lines of at least three characters, read this surely: with fewer, a page bears no text.
WORD, SURE, FEWEST_LINES = 3, 0.75, 4
DARK, DIM = 60.0, 90.0
WASHED_FROM, WHITE_PAPER = 0.004, 235.0
BLURRED = 0.17
#: Lines lower than this many pixels are too small to be read.
SMALL = 12.0
#: The part of the picture's side that counts as its edge, and how many lines must end there.
EDGE, AT_EDGE = 0.006, 2
# A screenshot is as long as a phone's screen, and rows of one colour surround the picture on it.
SCREEN, BARS = 1.7, 0.25
GREY = 0.004
LIT = 60.0


def was_read(card: Card) -> bool:
    """Whether a card's number and most of its fields were read, however surely."""
    number = card.fields.get("nik")
    return number is not None and len(number.text) == NIK_DIGITS and card.complete >= READ_FROM


def bears_text(texts: Sequence[Text]) -> bool:
    """Whether there is more on the page than what the reader takes for letters in a pattern."""
    return sum(len(one.text) >= WORD and one.score >= SURE for one in texts) >= FEWEST_LINES


def why_not_read(picture: Image, texts: Sequence[Text], card: Card | None, light: Light) -> list[Finding]:
    """What to mend on a page that was not read, what helps most first; nothing if no cause shows."""
    if light.bright < DARK:
        return [Finding("dark")]
    causes = {
        "cut-edges": _cut(picture, texts, card),
        "far-away": _small(texts),
        "glare": light.washed > WASHED_FROM and light.paper < WHITE_PAPER,
        "blurred": light.sharp < BLURRED,
    }
    return [Finding(code) for code, found in causes.items() if found]


def hints(picture: Image, light: Light, *, coloured: bool) -> list[Finding]:
    """What the picture is of: a screen, or a copy of something that has ``coloured`` paper."""
    found = []
    if picture.height > SCREEN * picture.width and light.bars > BARS and light.washed < light.bars:
        found.append(Finding("screenshot"))
    if coloured and light.colour < GREY and light.bright > LIT:
        found.append(Finding("photocopy"))
    return found


def _small(texts: Sequence[Text]) -> bool:
    return bool(texts) and median(one.height for one in texts) < SMALL


def _cut(picture: Image, texts: Sequence[Text], card: Card | None) -> bool:
    """Whether lines end at the picture's edge, or there is no room for the row of the number above the others."""
    near_x, near_y = EDGE * picture.width, EDGE * picture.height
    touching = sum(
        one.left <= near_x
        or one.right >= picture.width - near_x
        or one.box[:, 1].min() <= near_y
        or one.box[:, 1].max() >= picture.height - near_y
        for one in texts
        if len(one.text) >= WORD
    )
    if touching >= AT_EDGE:
        return True
    if card is None or len(card.rows) < WORD or "nik" in card.rows:
        return False
    known = sorted((ROW_OF[name], row) for name, row in card.rows.items())
    (first, top), (last, bottom) = known[0], known[-1]
    pitch = (bottom - top) / max(1, last - first)
    return top - (first + 1) * pitch < 0
