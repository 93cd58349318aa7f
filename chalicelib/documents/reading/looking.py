"""One look at a page: its lines of text, read; and a closer one at the part where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import ImageOps

from chalicelib.documents.reading.straight import corners_of, cut, moved, projection, sides_of
from chalicelib.documents.reading.texts import Slant, placed, slant

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

    from chalicelib.documents.reading.engine import Engine
    from chalicelib.documents.reading.texts import Text

#: A closer look is this many pixels wide, what it frames this much wider and higher than the text on it.
CLOSER_WIDTH, AROUND = 1280, 0.06
#: Fewer lines than this frame nothing.
FEWEST_LINES = 4
SURE_ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class Look:
    """A picture with the lines read on it."""

    picture: Image
    texts: tuple[Text, ...]
    leaning: Slant


def look(engine: Engine, picture: Image, boxes: NDArray[Any]) -> Look:
    """Read the lines in these boxes of an upright picture."""
    leaning = slant(boxes)
    read = ((box, engine.read(picture, box)) for box in boxes)
    return Look(
        picture, placed(((box, one.text, one.sure) for box, one in read if one.text), leaning), leaning
    )


def closer(engine: Engine, before: Look) -> tuple[Look, NDArray[Any]]:
    """A look at the part with the text, straightened, enlarged and lit evenly.

    With it comes the projective map (3, 3) from the closer picture back to the one before.
    """
    frame = _frame(before)
    width, height = sides_of(frame)
    size = (CLOSER_WIDTH, max(1, round(CLOSER_WIDTH * height / width)))
    picture = ImageOps.autocontrast(cut(before.picture, frame, size), cutoff=1)
    found = look(engine, picture, engine.find(picture, longest=max(size)))
    return found, projection(corners_of(*size), frame)


def back(texts: tuple[Text, ...], through: NDArray[Any], leaning: Slant) -> tuple[Text, ...]:
    """Lines of a closer look at their places in the picture before."""
    return placed(((moved(one.box, through), one.text, one.sure) for one in texts), leaning)


def _frame(before: Look) -> NDArray[Any]:
    """The corners (4, 2) around the lines, leaning as they do; the whole picture where they are too few."""
    lines = [one for one in before.texts if one.score > SURE_ENOUGH and len(one.text) > 1]
    if len(lines) < FEWEST_LINES:
        return corners_of(*before.picture.size)
    left, right = min(one.left for one in lines), max(one.right for one in lines)
    top, bottom = min(one.row for one in lines), max(one.row for one in lines)
    across = (right - left) * AROUND
    down = (bottom - top) * AROUND + max(one.height for one in lines)
    leaning = before.leaning
    return np.array(
        [
            leaning.point(left - across, top - down),
            leaning.point(right + across, top - down),
            leaning.point(right + across, bottom + down),
            leaning.point(left - across, bottom + down),
        ]
    )
