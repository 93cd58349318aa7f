"""Lines of text where they stand on a page, and which of them stand beside or below each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from chalicelib.documents.reading.seen import Line
from chalicelib.documents.reading.straight import sides_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

# A word's box leans by a pixel either way, so short ones say nothing about the lines' slant.
LONG_ENOUGH_TO_LEAN = 4.0
FEWEST_FOR_SPREAD = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A line of text: ``sure`` is the probability of each character, ``box`` its corners (4, 2) from the top left.

    ``row`` is how far down its line begins, ``left`` and ``right`` how far across it reaches; in pixels, measured along
    the lines' own slant, so that what stands beside each other has the same row.
    """

    text: str
    sure: tuple[float, ...]
    box: NDArray[Any]
    row: float
    left: float
    right: float
    height: float

    @property
    def score(self) -> float:
        """The mean probability of its characters."""
        return sum(self.sure) / len(self.sure) if self.sure else 0.0

    def line(self, scale: float = 1.0) -> Line:
        """As it is handed on, for a picture so many times larger."""
        corners = tuple((round(float(x) * scale, 1), round(float(y) * scale, 1)) for x, y in self.box)
        return Line(self.text, round(self.score, 4), corners)


@dataclass(frozen=True, slots=True)
class Slant:
    """How the lines of a page lean: a slope at its middle row, and how much more per pixel further down.

    Foreshortened lines converge, so one slope for all is not enough.
    """

    slope: float
    spread: float
    middle: tuple[float, float]

    def row(self, x: float, y: float) -> float:
        """Where the line through a point crosses the middle column."""
        across, down = x - self.middle[0], y - self.middle[1]
        return y - (self.slope + self.spread * down) * across

    def point(self, x: float, row: float) -> tuple[float, float]:
        """The point of a row at this column."""
        across, down = x - self.middle[0], row - self.middle[1]
        return x, row + across * (self.slope + self.spread * down) / (1 - self.spread * across)


def slant(boxes: NDArray[Any]) -> Slant:
    """How the lines in these boxes (n, 4, 2) lean, each counting by its length."""
    if not len(boxes):
        return Slant(0.0, 0.0, (0.0, 0.0))
    centres = boxes.mean(axis=1)
    middle = centres.mean(axis=0)
    along = boxes[:, 1] + boxes[:, 2] - boxes[:, 0] - boxes[:, 3]
    sides = np.array([sides_of(box) for box in boxes])
    long = (sides[:, 0] > LONG_ENOUGH_TO_LEAN * sides[:, 1]) & (np.abs(along[:, 0]) > np.abs(along[:, 1]))
    if not long.any():
        return Slant(0.0, 0.0, (float(middle[0]), float(middle[1])))
    slopes, weights = along[long, 1] / along[long, 0], sides[long, 0]
    # Half of the weight on either side: one box that leans wrongly moves nothing.
    order = np.argsort(slopes)
    median = float(slopes[order][np.searchsorted(np.cumsum(weights[order]), weights.sum() / 2)])
    spread = 0.0
    if long.sum() >= FEWEST_FOR_SPREAD:
        rows = centres[long, 1] - middle[1]
        near = np.abs(slopes - median) < 0.15  # noqa: PLR2004 - a slope beyond this is no neighbour's
        if near.sum() >= FEWEST_FOR_SPREAD and np.ptp(rows[near]) > 0:
            spread, median = np.polyfit(rows[near], slopes[near], 1, w=np.sqrt(weights[near]))
    return Slant(float(median), float(spread), (float(middle[0]), float(middle[1])))


def placed(read: Iterable[tuple[NDArray[Any], str, Sequence[float]]], leaning: Slant) -> tuple[Text, ...]:
    """Lines as read, with their place along the page's slant, from top to bottom and left to right."""
    texts = []
    for box, text, sure in read:
        x, y = box.mean(axis=0)
        texts.append(
            Text(
                text=text,
                sure=tuple(sure),
                box=box,
                row=leaning.row(float(x), float(y)),
                left=float(box[[0, 3], 0].min()),
                right=float(box[[1, 2], 0].max()),
                height=sides_of(box)[1],
            )
        )
    return tuple(sorted(texts, key=lambda one: (one.row, one.left)))
