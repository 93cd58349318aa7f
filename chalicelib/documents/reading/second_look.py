"""A second look at what must not be misread: an identity card's number, a passport's machine-readable zone."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image, ImageOps

from chalicelib.documents.reading.engine import Reading
from chalicelib.documents.reading.seen import Field
from chalicelib.documents.reading.straight import cut, sides_of
from chalicelib.documents.reading.texts import placed
from chalicelib.documents.reading.values import NIK_DIGITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from chalicelib.documents.reading.engine import Engine
    from chalicelib.documents.reading.looking import Look
    from chalicelib.documents.reading.texts import Text

#: What a number that was read in two ways is worth at most, and one that only the second look found whole.
DISAGREED, FOUND_LATE = 0.3, 0.6
#: The second crop is taller by this part, and twice as fine: another picture of the same digits.
TALLER, FINER = 0.16, 2
#: Below this a digit stands where there is none.
UNBELIEVED = 0.1
ZONE = string.ascii_uppercase + string.digits + "<"
#: A line of a zone by its looks: this long, or beginning as a passport's first line does.
ZONE_LINE = re.compile(r"^P[<A-Z][A-Z]{3}|<<|^[A-Z0-9<]{28,}$")
ZONE_LENGTH = 44


def number_again(engine: Engine, picture: Image.Image, number: Text, read: Field | None) -> Field | None:
    """The number as two looks see it: as sure as both are on average, and unsure where they disagree."""
    again = _seen(_digits(engine, picture, _without_words(number)))
    whole = len(again.text) == NIK_DIGITS
    least = min(again.sure, default=0.0)
    if read is None or len(read.text) != NIK_DIGITS:
        return Field(again.text, round(min(least, FOUND_LATE), 4)) if whole else read
    sure = (read.score + least) / 2 if again.text == read.text else min(read.score, DISAGREED)
    return Field(read.text, round(sure, 4))


def zone_again(engine: Engine, look: Look) -> tuple[Text, ...]:
    """The page's lines, those of a machine-readable zone read again as whole lines that hold nothing else."""
    parts = [one for one in look.texts if ZONE_LINE.search(one.text.replace(" ", ""))]
    if not parts:
        return look.texts
    left, right = min(one.left for one in parts), max(one.right for one in parts)
    height = max(one.height for one in parts)
    lines = []
    for row in _rows(parts):
        corners = [
            look.leaning.point(x, row + y * height)
            for x, y in ((left, -0.5), (right, -0.5), (right, 0.5), (left, 0.5))
        ]
        again = engine.read(look.picture, np.array(corners), among=ZONE)
        lines.append((np.array(corners), again))
    if any(len(again.text) > ZONE_LENGTH + 2 for _, again in lines):
        return look.texts
    beside = [
        one for one in look.texts if one not in parts and not _on(one, _rows(parts), left, right, height)
    ]
    read = [(box, re.sub(r"\s", "", one.text), _without_spaces(one)) for box, one in lines]
    return (*beside, *placed(read, look.leaning))


def _digits(engine: Engine, picture: Image.Image, box: NDArray[Any]) -> Reading:
    width, height = sides_of(box)
    up, down = (box[0] - box[3]) * TALLER / 2, (box[1] - box[2]) * TALLER / 2
    taller = box + np.array([up, down, -down, -up])
    size = (max(1, round(width * FINER)), max(1, round(height * (1 + TALLER) * FINER)))
    strip = ImageOps.autocontrast(cut(picture, taller, size).convert("L"), cutoff=1)
    return engine.recognise(strip.convert("RGB"), among=string.digits)


def _seen(again: Reading) -> Reading:
    """Without what is no digit: where only digits may be read, a colon becomes one that nobody believes."""
    kept = [
        (char, sure)
        for char, sure in zip(again.text, again.sure, strict=True)
        if char.isdigit() and sure > UNBELIEVED
    ]
    return Reading("".join(char for char, _ in kept), tuple(sure for _, sure in kept))


def _without_words(number: Text) -> NDArray[Any]:
    """The box without the label that may stand in it before the digits."""
    found = re.match(r"^\W*[A-Za-z]{2,}[^\d]*", number.text)
    part = max(0.0, (found.end() - 1) / len(number.text)) if found else 0.0
    box = number.box.copy()
    box[0] += (box[1] - box[0]) * part
    box[3] += (box[2] - box[3]) * part
    return box


def _rows(parts: Sequence[Text]) -> list[float]:
    """The rows of lines, several on one row counted once."""
    rows: list[float] = []
    for one in sorted(parts, key=lambda one: one.row):
        if not rows or one.row - rows[-1] > one.height / 2:
            rows.append(one.row)
    return rows


def _on(one: Text, rows: Sequence[float], left: float, right: float, height: float) -> bool:
    """Whether a line lies inside the zone: a stray piece of it."""
    return left <= one.left <= right and any(abs(one.row - row) < height / 2 for row in rows)


def _without_spaces(one: Reading) -> tuple[float, ...]:
    return tuple(sure for char, sure in zip(one.text, one.sure, strict=True) if not char.isspace())
