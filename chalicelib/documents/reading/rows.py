"""Which value of an identity card belongs to which label, also where a label was lost or a value wraps."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from chalicelib.documents.reading.labels import LABELS, ROW_OF
from chalicelib.documents.reading.values import (
    FOR_LIFE,
    MARITAL,
    NATIONALITIES,
    RELIGIONS,
    SEXES,
    Piece,
    alike,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from chalicelib.documents.reading.labels import Label
    from chalicelib.documents.reading.texts import Text

# Beside each other: closer in row than this part of a line's height.
SAME_ROW = 0.6
# Parts of one value are no further apart than this many heights; the photo and what is printed below it are.
NEXT_TO = 3.0
# Values begin in one column, give or take this many heights; the number's begins further left.
COLUMN = 2.5
NUMBER_COLUMN = 6.0
#: Values so long that they may go on in a second line.
MAY_WRAP = {"name", "birth", "address", "village", "district", "occupation"}
FIRST_OF_ROW = {row: name for name, _, row in reversed(LABELS)}
#: What a value can only be by its looks, in the order in which it is tried.
_LOOKS = (
    (0, re.compile(r"^\W*(?:\d[\s.]?){15,17}\W*$")),
    (2, re.compile(r"^\W*[A-Z][A-Z .()'-]+\W{1,3}\d\d-\d\d-\d{4}\W*$")),
    (5, re.compile(r"^\W*\d{3}\s?/\s?\d{3}\W*$")),
)
_WORDS = (
    (3, tuple(SEXES)),
    (8, RELIGIONS),
    (9, MARITAL),
    (11, NATIONALITIES),
    (12, (FOR_LIFE,)),
)


def values(texts: Sequence[Text], labels: Collection[Label]) -> Mapping[str, list[Piece]]:
    """The pieces of each label's value, in reading order."""
    taken = {id(one.on) for one in labels}
    free = [one for one in texts if id(one) not in taken]
    pieces: dict[str, list[Piece]] = defaultdict(list)
    rows: dict[int, float] = {}
    for label in sorted(labels, key=lambda one: one.on.left):
        rows.setdefault(ROW_OF[label.name], label.on.row)
        if label.rest:
            pieces[label.name].append(Piece(label.rest, label.sure))
    lefts = []
    for label, beside in _beside(free, labels):
        pieces[label.name] += [Piece(one.text, one.sure) for one in beside]
        taken.update(id(one) for one in beside)
        if label.name not in {"nik", "blood_type"}:
            lefts.append(beside[0].left)
    loose = [one for one in free if id(one) not in taken]
    named = {label.name for label in labels}
    lost = {row for row, name in FIRST_OF_ROW.items() if name not in named}
    for row, one in _by_looks(loose, lost):
        rows[row] = one.row
        lefts.append(one.left if row else one.left + NUMBER_COLUMN / 2 * one.height)
        pieces[FIRST_OF_ROW[row]].append(Piece(one.text, one.sure))
        taken.add(id(one))
    if lefts:
        column = median(lefts)
        for one in loose:
            if id(one) not in taken and abs(one.left - column) < COLUMN * one.height:
                name = _by_place(one, rows)
                if name:
                    pieces[name].append(Piece(one.text, one.sure))
    return pieces


def _beside(free: Sequence[Text], labels: Collection[Label]) -> list[tuple[Label, list[Text]]]:
    """What stands right of each label on its line, up to the next label or a gap."""
    found = []
    starts = [
        one.left
        for label in labels
        for one in free
        if label.name not in {"nik", "blood_type"}
        and _same_row(one, label.on)
        and one.left > label.on.right - one.height
    ]
    column = median(starts) if starts else None
    for label in labels:
        ends = [
            other.on.left
            for other in labels
            if other.on.left > label.on.right and _same_row(other.on, label.on)
        ]
        row = sorted(
            (
                one
                for one in free
                if _same_row(one, label.on)
                and label.on.right - one.height < one.left < min(ends, default=float("inf"))
            ),
            key=lambda one: one.left,
        )
        chain: list[Text] = []
        for one in row:
            reach = chain[-1].right if chain else _reach(label, column)
            if one.left - reach > NEXT_TO * one.height:
                break
            chain.append(one)
        if chain:
            found.append((label, chain))
    return found


def _reach(label: Label, column: float | None) -> float:
    """Up to where a value may begin, less the gap."""
    if label.rest.strip(" :.") or label.name == "blood_type" or column is None:
        return label.on.right + (
            0 if label.name == "blood_type" or label.rest.strip(" :.") else 8 * label.on.height
        )
    return max(column, label.on.right)


def _same_row(one: Text, other: Text) -> bool:
    return abs(one.row - other.row) < SAME_ROW * min(one.height, other.height)


def _by_looks(loose: Sequence[Text], lost: Collection[int]) -> list[tuple[int, Text]]:
    """Values whose label is lost but which can be nothing else."""
    found: dict[int, Text] = {}
    for one in loose:
        row = next((row for row, looks in _LOOKS if looks.match(one.text)), None)
        if row is None:
            row = next((row for row, choices in _WORDS if alike(one.text, choices)), None)
        if row is not None and row in lost:
            found.setdefault(row, one)
    return list(found.items())


def _by_place(one: Text, rows: Mapping[int, float]) -> str | None:
    """The label that a value without one belongs to, by the lines above and below it."""
    above = max((row for row, at in rows.items() if at <= one.row), default=None)
    if above is None:
        return None
    below = min((row for row, at in rows.items() if at > one.row), default=None)
    lost = range(above + 1, (below if below is not None else len(FIRST_OF_ROW)))
    if not lost:
        return FIRST_OF_ROW[above] if FIRST_OF_ROW[above] in MAY_WRAP else None
    if below is not None:
        part = (one.row - rows[above]) / (rows[below] - rows[above])
        row = above + round(part * (below - above))
    else:
        pitch = _pitch(rows)
        if not pitch:
            return None
        row = above + round((one.row - rows[above]) / pitch)
    return FIRST_OF_ROW[row] if row in lost else None


def _pitch(rows: Mapping[int, float]) -> float | None:
    """From one printed line to the next, in pixels; the number's line stands further off."""
    known = sorted((row, at) for row, at in rows.items() if row)
    steps = [(below - above) / (other - row) for (row, above), (other, below) in pairwise(known)]
    return median(steps) if steps else None
