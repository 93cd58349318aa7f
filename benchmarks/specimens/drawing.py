"""What every drawn specimen is made of: a letter in a size, paper with a pattern, digits as on identity cards."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    import random

    from PIL.ImageFont import FreeTypeFont

INK = (25, 25, 30)
RED = (170, 40, 45)
# Digits of the number, as strokes over a cell one wide and one high: square, with open corners, like OCR-A.
_STROKES: dict[str, list[list[tuple[float, float]]]] = {
    "0": [[(0.1, 0), (0.9, 0), (1, 0.1), (1, 0.9), (0.9, 1), (0.1, 1), (0, 0.9), (0, 0.1), (0.1, 0)]],
    "1": [[(0.1, 0.05), (0.5, 0.05), (0.5, 1)], [(0.05, 1), (1, 1), (1, 0.75)]],
    "2": [[(0, 0), (0.9, 0), (1, 0.1), (1, 0.5), (0, 0.5), (0, 1), (1, 1)]],
    "3": [[(0, 0), (1, 0), (1, 1), (0, 1)], [(0.3, 0.5), (1, 0.5)]],
    "4": [[(0.1, 0), (0, 0.6), (1, 0.6)], [(0.75, 0.3), (0.75, 1)]],
    "5": [[(1, 0), (0, 0), (0, 0.45), (0.9, 0.45), (1, 0.55), (1, 0.9), (0.9, 1), (0, 1)]],
    "6": [[(0.3, 0), (0, 0.4), (0, 1), (1, 1), (1, 0.5), (0, 0.5)]],
    "7": [[(0, 0.15), (0, 0), (1, 0), (1, 0.25), (0.45, 0.6), (0.45, 1)]],
    "8": [
        [(0.15, 0.45), (0.15, 0), (0.85, 0), (0.85, 0.45), (0, 0.45), (0, 1), (1, 1), (1, 0.45), (0.85, 0.45)]
    ],
    "9": [[(1, 0.5), (0, 0.5), (0, 0), (1, 0), (1, 1)]],
}


@cache
def font(size: float) -> FreeTypeFont:
    """The letter that comes with Pillow, so that a drawing is the same on every machine."""
    letter = ImageFont.load_default(size)
    if not isinstance(letter, ImageFont.FreeTypeFont):
        raise TypeError("Pillow was built without FreeType")
    return letter


def write(
    draw: ImageDraw.ImageDraw,
    at: tuple[float, float],
    text: str,
    size: float,
    *,
    bold: bool = False,
    colour: tuple[int, int, int] = INK,
    anchor: str = "ls",
) -> None:
    """Text with its base line at this height."""
    draw.text(at, text, colour, font(size), anchor=anchor, stroke_width=size / 45 if bold else 0)


def number(draw: ImageDraw.ImageDraw, at: tuple[float, float], digits: str, height: float) -> None:
    """Digits in the typeface of identity numbers, their base line at this height."""
    wide, step = height * 0.58, height * 0.94
    for place, digit in enumerate(digits):
        left, top = at[0] + place * step, at[1] - height
        for stroke in _STROKES[digit]:
            points = [(left + x * wide, top + y * height) for x, y in stroke]
            draw.line(points, INK, round(height / 8), joint="curve")


def paper(size: tuple[int, int], colour: tuple[int, int, int], chance: random.Random) -> Image.Image:
    """Coloured paper with the fine wavy lines of a document that is hard to copy."""
    width, height = size
    across = np.linspace(0, 1, width)[None, :]
    down = np.linspace(0, 1, height)[:, None]
    phase = chance.random() * math.tau
    waves = np.sin(across * 7 + phase) * np.cos(down * 5 + phase) * 14
    page = np.clip(
        np.array(colour, dtype=np.float64) + np.stack([waves, -waves / 2, waves / 2], axis=2), 0, 255
    )
    picture = Image.fromarray(page.astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    tint = (colour[0] - 35, colour[1] - 15, colour[2] - 15)
    for line in range(14):
        points = [
            (
                x,
                height
                * (0.5 + 0.3 * math.sin(x / width * math.tau * 2 + line / 4 + phase) * math.cos(line / 5)),
            )
            for x in range(0, width + 8, 8)
        ]
        draw.line(points, tint, 1)
    return picture


def portrait(
    draw: ImageDraw.ImageDraw, box: tuple[float, float, float, float], chance: random.Random
) -> None:
    """A face that is nobody's: an oval on shoulders."""
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    draw.rectangle(box, chance.choice(((190, 60, 50), (60, 90, 170))))
    draw.ellipse(
        (left + width * 0.22, top + height * 0.18, right - width * 0.22, top + height * 0.65), (226, 190, 165)
    )
    draw.rectangle((left + width * 0.14, top + height * 0.69, right - width * 0.14, bottom), (60, 60, 90))
