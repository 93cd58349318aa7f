"""The text of a document in rows, from top to bottom, alike whether it was recognised or is a PDF's own."""

from __future__ import annotations

from dataclasses import dataclass
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
    """The rows of one page's recognised lines, put together by where they stand."""
    placed = sorted((line for line in lines if line.text.strip() and line.box), key=_middle)
    height = median(map(_height, placed)) if placed else 0.0
    rows: list[list[Line]] = []
    last = 0.0
    for line in placed:
        middle = _middle(line)
        if rows and middle - last <= SAME_ROW * height:
            rows[-1].append(line)
        else:
            rows.append([line])
        last = middle
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


def _middle(line: Line) -> float:
    return sum(y for _, y in line.box) / len(line.box)


def _height(line: Line) -> float:
    down = [y for _, y in line.box]
    return max(down) - min(down)


def _left(line: Line) -> float:
    return min(x for x, _ in line.box)
