"""What citizens said, counted: how often each pair of answers was given together. Nothing here says who gave them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from chalicelib.ratings.element import ELEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from chalicelib.ratings.element import Answers, Element

#: The answers of one citizen, in the order of the elements.
Said: TypeAlias = "tuple[tuple[Element, int], ...]"


def said(answers: Answers) -> Said:
    """Answers in their order."""
    return tuple((element, answers[element]) for element in ELEMENTS if element in answers)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many citizens said what; two answers of one citizen stay together, for the interval's sake."""

    counts: Mapping[Said, int] = field(default_factory=dict)

    @property
    def citizens(self) -> int:
        """How many have answered."""
        return sum(self.counts.values())

    def sample(self, element: Element) -> int:
        """How many have rated an element."""
        return sum(times for given, times in self.counts.items() for one, _ in given if one is element)

    def total(self, element: Element) -> int:
        """The sum of all its ratings."""
        return sum(
            times * value for given, times in self.counts.items() for one, value in given if one is element
        )


def together(tallies: Iterable[Tally]) -> Tally:
    """Several tallies as one."""
    counts: Counter[Said] = Counter()
    for tally in tallies:
        counts.update(tally.counts)
    return Tally(dict(counts))
