"""Learning a linear model: support vector machines, one label against all others, with a squared loss.

The dual coordinate descent of Hsieh et al. 2008 ("A dual coordinate descent method for large-scale linear SVM",
algorithm 1), for all labels at once. The same texts in the same order give the same model.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from chalicelib.core.textmodel.linear import Doubt, Linear, vector
from chalicelib.core.textmodel.pieces import Cut, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Row = tuple[NDArray[np.int64], Floats]

#: A text that belongs to no label: every label learns that it is none of its own.
NONE = ""
BYTE, SIGNED = 255, 127
#: Three to five letters; 2**15 buckets lose nothing that can be measured against more.
CUT = Cut(bits=15, shortest=3, longest=5, pairs=True)
#: Until a doubt is found, a model is sure of everything.
UNDOUBTING = Doubt(steepness=1.0, likely=0.0, margin=-math.inf)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How to learn.

    ``cost`` is that of an error against that of large weights. A label of few texts costs more by
    (texts / labels / its texts) ** ``evenness``. ``rounds`` is how often all texts are gone through.
    """

    cut: Cut = CUT
    cost: float = 0.3
    evenness: float = 0.5
    rounds: int = 15
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """Texts with their labels, in the order of time where they have one."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]

    def at(self, chosen: Sequence[int]) -> Examples:
        """Those at these places."""
        return Examples(
            texts=tuple(self.texts[at] for at in chosen), labels=tuple(self.labels[at] for at in chosen)
        )

    def __len__(self) -> int:
        return len(self.texts)


def learned(examples: Examples, way: Way) -> Linear:
    """The model, sure of everything. Labels stand in the order of the alphabet."""
    labels = tuple(sorted(set(examples.labels) - {NONE}))
    rarity, step = _rarity(examples, way.cut)
    rows = [_row(text, way.cut, memoryview(rarity), step) for text in examples.texts]
    weights, biases = _descended(rows, _signs(examples.labels, labels), way)
    steps = np.maximum(np.abs(weights).max(axis=0), 1e-9) / SIGNED
    small = np.rint(weights / steps).astype(np.int8).T
    return Linear(
        labels=labels,
        cut=way.cut,
        doubt=UNDOUBTING,
        rarity_step=step,
        steps=tuple(_short(steps)),
        biases=tuple(_short(biases)),
        rarity=memoryview(rarity),
        weights=memoryview(np.ascontiguousarray(small).tobytes()).cast("b"),
    )


def _rarity(examples: Examples, cut: Cut) -> tuple[bytes, float]:
    """Inverse document frequency, log((1 + texts) / (1 + texts with it)) + 1, in 255 steps."""
    met = np.zeros(1 << cut.bits)
    for text in examples.texts:
        whole, runs = counted(text, cut)
        met[sorted(whole.keys() | runs.keys())] += 1
    rarity = np.log((1 + len(examples)) / (1 + met)) + 1
    step = float(rarity.max()) / BYTE
    return np.rint(rarity / step).astype(np.uint8).tobytes(), step


def _row(text: str, cut: Cut, rarity: memoryview, step: float) -> Row:
    buckets, values = vector(text, cut, rarity, step)
    at, where = np.unique(np.array(buckets, dtype=np.int64), return_inverse=True)
    summed: Floats = np.zeros(len(at))
    np.add.at(summed, where, values)
    return at, summed


def _signs(given: Sequence[str], labels: Sequence[str]) -> Floats:
    return np.where(np.array(given)[:, None] == np.array(labels)[None, :], 1.0, -1.0)


def _descended(rows: Sequence[Row], signs: Floats, way: Way) -> tuple[Floats, Floats]:
    """Weights (buckets x labels) and biases (labels)."""
    texts, labels = signs.shape
    own = np.maximum((signs > 0).sum(axis=0), 1)
    costs = np.where(signs > 0, way.cost * (texts / labels / own) ** way.evenness, way.cost)
    ridge = 0.5 / costs
    weights, biases = np.zeros((1 << way.cut.bits, labels)), np.zeros(labels)
    alphas = np.zeros((texts, labels))
    lengths = [float(values @ values) + 1.0 for _, values in rows]
    order = np.random.default_rng(way.seed)
    for _ in range(way.rounds):
        for at in order.permutation(texts):
            buckets, values = rows[at]
            margins = (weights[buckets] * values[:, None]).sum(axis=0) + biases
            slope = signs[at] * margins - 1 + ridge[at] * alphas[at]
            after = np.maximum(alphas[at] - slope / (lengths[at] + ridge[at]), 0)
            moved = (after - alphas[at]) * signs[at]
            alphas[at] = after
            weights[buckets] += values[:, None] * moved
            biases += moved
    return weights, biases


def _short(values: Floats) -> list[float]:
    """As many digits as a header needs."""
    return [float(f"{value:.6g}") for value in values]
