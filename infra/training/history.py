"""Reading what is learned from: the examples of this project, and an office's own history with what is wrong in it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalicelib.complaints.categories import OTHER
from infra.errors import Stopped
from infra.training.learning import NONE, Examples

if TYPE_CHECKING:
    from collections.abc import Collection

#: One file for each category, one example a line.
#: Those of "other" teach what belongs to no category; nothing is ever suggested to be "other".
EXAMPLES = Path(__file__).parents[1] / "seed" / "complaints" / "examples"
#: Signs of the shortest text that says what it is about.
SHORTEST_TEXT = 8
#: Texts that a category should have before its suggestions are of use.
FEW = 20
#: Lines that are named in a report, of each fault.
NAMED_LINES = 12


@dataclass(slots=True, kw_only=True)
class History:
    """A file of complaints with their categories, oldest first: what can be learned from, and the lines that cannot.

    ``faults`` are line numbers by what is wrong with them; no text of a citizen is ever shown.
    """

    texts: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    faults: dict[str, list[int]] = field(default_factory=dict)

    @property
    def examples(self) -> Examples:
        """What can be learned from."""
        return Examples(texts=tuple(self.texts), labels=tuple(self.labels))

    def take(self, number: int, line: str, known: Collection[str] | None, shortest: int) -> None:
        """Keep a line or say what is wrong with it. Categories outside ``known`` are wrong, if it is given."""
        text, category, fault = _read(line, known, shortest)
        if fault:
            self.faults.setdefault(fault, []).append(number)
        else:
            self.texts.append(text)
            self.labels.append(category)

    def report(self) -> list[str]:
        """Sentences about what was wrong, worst first, and about categories of few texts."""
        told = [
            f"Left out {len(lines)}, {fault}: {_listed(lines)}."
            for fault, lines in sorted(self.faults.items(), key=lambda each: -len(each[1]))
        ]
        counts = Counter(self.labels)
        few = [f"{label} ({count})" for label, count in sorted(counts.items()) if count < FEW]
        if few:
            told.append(f"Fewer than {FEW} texts, seldom suggested rightly: {', '.join(few)}.")
        if twice := self._told_twice():
            told.append(f"{twice} texts stand in more than one category; all were kept.")
        return told

    def _told_twice(self) -> int:
        seen: dict[str, set[str]] = {}
        for text, label in zip(self.texts, self.labels, strict=True):
            seen.setdefault(text.casefold(), set()).add(label)
        return sum(len(labels) > 1 for labels in seen.values())


def history(path: Path, known: Collection[str] | None = None, *, shortest: int = SHORTEST_TEXT) -> History:
    """The file of JSON lines {"text", "category"}. Raises `Stopped` when it cannot be read at all."""
    read = History()
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    read.take(number, line, known, shortest)
    except OSError as error:
        raise Stopped(f"{path} cannot be read: {error.strerror}.") from error
    return read


def written() -> Examples:
    """The examples that this project ships, in the order of their files."""
    texts, labels = [], []
    for path in sorted(EXAMPLES.glob("*.txt")):
        own = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
        texts += own
        labels += [NONE if path.stem == OTHER else path.stem] * len(own)
    return Examples(texts=tuple(texts), labels=tuple(labels))


def _read(line: str, known: Collection[str] | None, shortest: int) -> tuple[str, str, str]:
    """Text, category, and what is wrong ("" when nothing is)."""
    try:
        given: Any = json.loads(line)
    except ValueError:
        return "", "", "no JSON"
    if not isinstance(given, dict):
        return "", "", "no JSON object"
    text, category = given.get("text"), given.get("category")
    if not isinstance(text, str) or len(text.strip()) < shortest:
        return "", "", f"no text of at least {shortest} signs"
    if not isinstance(category, str) or not category:
        return "", "", "no category"
    if known is not None and category not in known:
        return "", "", "a category that this city does not have"
    return text, category, ""


def _listed(lines: list[int]) -> str:
    more = f" and {len(lines) - NAMED_LINES} more" if len(lines) > NAMED_LINES else ""
    return "line " + ", ".join(map(str, lines[:NAMED_LINES])) + more
