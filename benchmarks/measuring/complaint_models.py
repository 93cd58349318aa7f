"""What the model of complaints is compared with, and how an answer is judged."""

from __future__ import annotations

import math
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.complaints.model.suggestion import MOST_GUESSES, suggestion
from chalicelib.core.textmodel.pieces import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chalicelib.core.textmodel.linear import Linear
    from infra.training.learning import Examples

#: Words of a category in a plain list, and texts that a word must stand in to be listed.
LISTED, MET = 20, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What was suggested for a text, and what it was."""

    category: str
    guesses: tuple[str, ...]
    sure: bool = True
    ms: float = 0.0

    @property
    def at_once(self) -> bool:
        """Whether the first guess is right."""
        return self.guesses[:1] == (self.category,)

    @property
    def among(self) -> bool:
        """Whether it is among those that are shown."""
        return self.category in self.guesses


def suggested(model: Linear, examples: Examples) -> list[Judged]:
    """Every text as the running system would suggest it, with the processor time that took."""
    judged = []
    for text, category in zip(examples.texts, examples.labels, strict=True):
        began = time.process_time()
        found = suggestion(text, model)
        took = (time.process_time() - began) * 1000
        guesses = tuple(guess.category for guess in found.guesses)
        judged.append(Judged(category=category, guesses=guesses, sure=found.sure, ms=took))
    return judged


def ranked(rank: Callable[[str], Sequence[str]], examples: Examples) -> list[Judged]:
    """Every text as `rank` orders the categories for it."""
    return [
        Judged(category=category, guesses=tuple(rank(text)[:MOST_GUESSES]))
        for text, category in zip(examples.texts, examples.labels, strict=True)
    ]


def most_frequent(learned_from: Examples) -> Callable[[str], Sequence[str]]:
    """The same for every text: the categories by how often they came."""
    order = [label for label, _ in Counter(learned_from.labels).most_common()]
    return lambda _: order


def keyword_list(learned_from: Examples) -> Callable[[str], Sequence[str]]:
    """Categories by how many words of their lists a text has; the more frequent first where it is the same.

    A list has the words that tell a category best (log odds of a text with the word), found in the same texts.
    """
    frequent = most_frequent(learned_from)("")
    lists = _lists(learned_from)

    def rank(text: str) -> Sequence[str]:
        own = set(words(text))
        return sorted(frequent, key=lambda label: -len(own & lists[label]))

    return rank


def _lists(learned_from: Examples) -> dict[str, set[str]]:
    met: dict[str, Counter[str]] = defaultdict(Counter)
    for text, label in zip(learned_from.texts, learned_from.labels, strict=True):
        met[label].update(set(words(text)))
    everywhere: Counter[str] = sum(met.values(), Counter())
    texts = Counter(learned_from.labels)

    def tells(word: str, label: str) -> float:
        inside, outside = met[label][word], everywhere[word] - met[label][word]
        rest = len(learned_from) - texts[label]
        return math.log((inside + 0.5) / (texts[label] + 1)) - math.log((outside + 0.5) / (rest + 1))

    return {
        label: set(
            sorted(
                (word for word, count in found.items() if count >= MET),
                key=lambda word, label=label: (-tells(word, label), word),  # type: ignore[misc] # bound early
            )[:LISTED]
        )
        for label, found in met.items()
    }
