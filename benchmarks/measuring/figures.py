"""Figures as they are printed: a table for people, one line of JSON for programs."""

from __future__ import annotations

import json
import statistics
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows in columns, numbers to the right."""
    cells = [[_shown(cell) for cell in row] for row in (head, *rows) if any(row)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(head))]
    print(f"\n{title}")
    for row in cells:
        first, *rest = (
            cell.rjust(width) if at else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  " + "  ".join([first, *rest]).rstrip())


def spread(values: Sequence[float], digits: int = 0) -> str:
    """Median, and least and most in brackets."""
    least, middle, most = min(values), statistics.median(values), max(values)
    return f"{middle:.{digits}f} ({least:.{digits}f} to {most:.{digits}f})"


def notes(*lines: str) -> None:
    """Print what the figures rest on."""
    print("\nAssumptions")
    for line in lines:
        print(f"  - {line}")


def last_line(figures: Mapping[str, object]) -> None:
    """Print the one line that programs read."""
    print("\n" + json.dumps(figures), flush=True)


def _shown(cell: object) -> str:
    return f"{cell:,.2f}".rstrip("0").rstrip(".") if isinstance(cell, float) else str(cell)
