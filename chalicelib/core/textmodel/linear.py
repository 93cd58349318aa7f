"""A linear model over what a text was cut into: one row of small whole weights for each label."""

from __future__ import annotations

import math
from dataclasses import dataclass
from operator import mul
from typing import TYPE_CHECKING

from chalicelib.core.textmodel.pieces import counted

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

    from chalicelib.core.textmodel.pieces import Cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """When a model is not sure, found on texts that it had not learned from.

    ``steepness`` turns margins into probabilities. A model is sure from a probability of ``likely`` on, and only if
    the best label's own margin is at least ``margin``: what belongs to no label lies far from all of them.
    """

    steepness: float
    likely: float
    margin: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Labels with their probabilities, the best first, and whether that is sure."""

    labels: tuple[tuple[str, float], ...]
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Linear:
    """Weights for labels.

    ``rarity`` holds one byte for each bucket, in steps of ``rarity_step`` (inverse document frequency); ``weights`` one
    signed byte for each label and bucket, label by label, in steps of ``steps[label]``; ``biases`` is added.
    """

    labels: tuple[str, ...]
    cut: Cut
    doubt: Doubt
    rarity_step: float
    steps: tuple[float, ...]
    biases: tuple[float, ...]
    rarity: memoryview
    weights: memoryview

    def ranked(self, text: str) -> Ranked:
        """All labels for a text; none, and not sure, when it has no words."""
        buckets, values = vector(text, self.cut, self.rarity, self.rarity_step)
        if not buckets:
            return Ranked(labels=(), sure=False)
        return _ranking(self.labels, self._weighed(buckets, values), self.doubt)

    def margins(self, text: str) -> list[float]:
        """How far a text lies on each label's side: about 1 where it surely belongs, about -1 where it does not."""
        return self._weighed(*vector(text, self.cut, self.rarity, self.rarity_step))

    def _weighed(self, buckets: Sequence[int], values: Sequence[float]) -> list[float]:
        size = len(self.rarity)
        margins = []
        for at, (step, bias) in enumerate(zip(self.steps, self.biases, strict=True)):
            row = self.weights[at * size : (at + 1) * size]
            margins.append(step * sum(map(mul, map(row.__getitem__, buckets), values)) + bias)
        return margins


def _ranking(labels: Sequence[str], margins: Sequence[float], doubt: Doubt) -> Ranked:
    most = max(margins)
    shares = [math.exp(doubt.steepness * (margin - most)) for margin in margins]
    total = sum(shares)
    order = sorted(range(len(labels)), key=lambda at: -margins[at])
    best = shares[order[0]] / total
    return Ranked(
        labels=tuple((labels[at], shares[at] / total) for at in order),
        sure=best >= doubt.likely and most >= doubt.margin,
    )


def vector(text: str, cut: Cut, rarity: memoryview, step: float) -> tuple[list[int], list[float]]:
    """Buckets of a text and their values: words and runs of letters each have the length 1, whatever the text's.

    A bucket may be named twice, once by each; values add up.
    """
    buckets: list[int] = []
    values: list[float] = []
    for met in counted(text, cut):
        found, weighed = _weighed(met, rarity, step)
        buckets += found
        values += weighed
    return buckets, values


def _weighed(met: Counter[int], rarity: memoryview, step: float) -> tuple[list[int], list[float]]:
    raw = [(1 + math.log(times)) * rarity[bucket] * step for bucket, times in met.items()]
    length = math.sqrt(sum(map(mul, raw, raw)))
    return list(met), [value / length for value in raw] if length else raw
