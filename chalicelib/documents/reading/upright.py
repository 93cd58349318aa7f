"""Which way up a page is: a quarter turn by the shape of its lines, upside down by how they read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from chalicelib.documents.reading.straight import sides_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from chalicelib.documents.reading.engine import Engine, Reading

#: A box this many times longer than high shows which way its line runs.
LINE = 2.5
#: How many lines are read both ways round, and how sure of them the reader is of text that stands upright.
TRIED = 4
SURE = 0.93

_TURNS = {
    90: Image.Transpose.ROTATE_270,  # Pillow turns the other way
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


def turned(picture: Image.Image, degrees: int) -> Image.Image:
    """A picture turned clockwise by 0, 90, 180 or 270 degrees."""
    return picture.transpose(_TURNS[degrees]) if degrees else picture


def runs_down(boxes: NDArray[Any]) -> bool:
    """Whether most lines run from top to bottom, so that the page lies on its side."""
    down = across = 0.0
    for box in boxes:
        width, height = float(np.ptp(box[:, 0])), float(np.ptp(box[:, 1]))
        if max(width, height) > LINE * min(width, height):
            down, across = (down + height, across) if height > width else (down, across + width)
    return down > across


def upside_down(engine: Engine, picture: Image.Image, boxes: NDArray[Any]) -> bool:
    """Whether the page's longest lines read better from the other side."""
    longest = sorted(boxes, key=lambda box: -sides_of(box)[0])[:TRIED]
    straight = [engine.read(picture, box) for box in longest]
    if not straight or sum(one.score for one in straight) >= SURE * len(straight):
        return False
    return _read(engine.read(picture, np.roll(box, 2, axis=0)) for box in longest) > _read(straight)


def _read(readings: Iterable[Reading]) -> float:
    """How many characters were read, each counting by how sure the reader is of it."""
    return sum(sum(one.sure) for one in readings)
