"""The text of a document in rows, from top to bottom, alike whether it was recognised or is a PDF's own."""

from __future__ import annotations

from dataclasses import dataclass
from math import dist
from statistics import median
from typing import TYPE_CHECKING

from chalicelib.documents.reading.seen import Field

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence

    from chalicelib.documents.reading.seen import Line

# A PDF's own text is not guessed.
CERTAIN = 1.0
# Two lines stand in one row when their middles are closer than this share of a line's height.
SAME_ROW = 0.6
CORNERS = 4


@dataclass(frozen=True, slots=True)
class Row:
    """What stands side by side: its pieces from left to right."""

    cells: tuple[Field, ...]

    @property
    def text(self) -> str:
        """The pieces in one string."""
        return " ".join(cell.text for cell in self.cells)

    @property
    def score(self) -> float:
        """How sure the least sure piece is."""
        return min(cell.score for cell in self.cells)


def rows_of_text(pages: Iterable[str]) -> tuple[Row, ...]:
    """The rows of a PDF's own text, one string per page."""
    return tuple(
        Row((Field(" ".join(line.split()), CERTAIN),))
        for page in pages
        for line in page.splitlines()
        if line.strip()
    )


def rows_of_lines(lines: Sequence[Line]) -> tuple[Row, ...]:
    """The rows of one page's recognised lines, put together by where they stand along the page's own slant."""
    standing = [line for line in lines if line.text.strip() and len(line.box) == CORNERS]
    if not standing:
        return ()
    import numpy as np  # noqa: PLC0415 - heavy: a PDF's own text needs none of it

    from chalicelib.documents.reading.texts import slant  # noqa: PLC0415 - as above

    leaning = slant(np.array([line.box for line in standing], dtype=float))
    placed = sorted(((leaning.row(*_middle(line)), line) for line in standing), key=lambda pair: pair[0])
    apart = SAME_ROW * median(map(_height, standing))
    rows: list[list[Line]] = []
    last = 0.0
    for down, line in placed:
        if rows and down - last <= apart:
            rows[-1].append(line)
        else:
            rows.append([line])
        last = down
    return tuple(
        Row(tuple(Field(" ".join(line.text.split()), line.score) for line in sorted(row, key=_left)))
        for row in rows
    )


def after_label(rows: Sequence[Row], label: re.Pattern[str]) -> Field | None:
    """What is written behind a label, or under it where nothing is behind it."""
    for place, row in enumerate(rows):
        found = label.search(row.text)
        if not found:
            continue
        behind = row.text[found.end() :].strip(" :.;=-")
        if behind:
            return Field(behind, row.score)
        if place + 1 < len(rows):
            return Field(rows[place + 1].text.strip(" :"), rows[place + 1].score)
    return None


def _middle(line: Line) -> tuple[float, float]:
    return sum(x for x, _ in line.box) / CORNERS, sum(y for _, y in line.box) / CORNERS


def _height(line: Line) -> float:
    return dist(line.box[0], line.box[3])


def _left(line: Line) -> float:
    return min(x for x, _ in line.box)
