"""When a model is not sure: found on texts that it has not learned from, never on those that will judge it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from chalicelib.core.textmodel.linear import Doubt
from infra.training.learning import NONE, Examples, Way, learned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from chalicelib.core.textmodel.linear import Linear

    Floats = NDArray[np.float64]
    #: What is learned from, and what is held out.
    Split = tuple[Sequence[int], Sequence[int]]

STEEPNESSES = np.geomspace(0.5, 20, 60)
LIKELIES = np.linspace(0.2, 0.99, 80)
#: Margins that are tried as the least, as shares of the held-out texts that lie below them.
BELOW = np.linspace(0, 0.3, 16)
#: The margin of a label that a split had no text of.
UNKNOWN_MARGIN = -2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How right the kept ones shall be, and what share may be sent to a person for it at most."""

    right: float = 0.96
    sent: float = 0.22


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Shares of texts: right at first, right among three, sent to a person, right among those that were kept.

    ``strange`` is the share that was kept of texts that belong to no label.
    """

    top1: float
    top3: float
    deferred: float
    top1_kept: float
    strange: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What models said of texts that they had not learned from.

    ``margins`` is texts x labels, ``truths`` the places of the right labels, -1 for none.
    """

    margins: Floats
    truths: NDArray[np.int64]

    def likely(self, steepness: float) -> Floats:
        """Probabilities, texts x labels."""
        raised = np.exp(steepness * (self.margins - self.margins.max(axis=1, keepdims=True)))
        shares: Floats = raised / raised.sum(axis=1, keepdims=True)
        return shares

    def told(self, doubt: Doubt) -> Told:
        """How well the texts were told with that doubt."""
        order = np.argsort(-self.margins, axis=1, kind="stable")
        hits = order == self.truths[:, None]
        kept = self.likely(doubt.steepness).max(axis=1) >= doubt.likely
        kept &= self.margins.max(axis=1) >= doubt.margin
        inside = self.truths >= 0
        return Told(
            top1=_share(hits[inside, 0]),
            top3=_share(hits[inside, :3].any(axis=1)),
            deferred=_share(~kept[inside]),
            top1_kept=_share(hits[inside & kept, 0]),
            strange=_share(kept[~inside]),
        )


def doubting(
    examples: Examples,
    way: Way,
    splits: Iterable[Split],
    wish: Wish,
    spelled: Callable[[Examples], Examples] = lambda examples: examples,
) -> tuple[Linear, Told]:
    """The model learned from all examples, with the doubt that the splits show, and how well those were told.

    ``spelled`` adds spellings to what is learned.
    """
    held = held_out(examples, way, splits, spelled)
    doubt = found(held, wish)
    return replace(learned(spelled(examples), way), doubt=doubt), held.told(doubt)


def held_out(
    examples: Examples,
    way: Way,
    splits: Iterable[Split],
    spelled: Callable[[Examples], Examples],
    read_as: Callable[[str], str] = lambda text: text,
) -> Held:
    """Every held-out text, ``read_as``, as it is told by a model that has learned from the rest of its split."""
    labels = sorted(set(examples.labels) - {NONE})
    margins: list[list[float]] = []
    truths: list[int] = []
    for inside, outside in splits:
        model = learned(spelled(examples.at(inside)), way)
        held = examples.at(outside)
        margins += [_spread(model, read_as(text), labels) for text in held.texts]
        truths += [labels.index(label) if label else -1 for label in held.labels]
    return Held(margins=np.array(margins), truths=np.array(truths))


def later(count: int, *, first: int = 0, parts: int = 2, share: float = 0.2) -> list[Split]:
    """Splits in time: each of the last ``parts`` pieces is told by all that came before it.

    The first ``first`` examples have no time and are always learned from.
    """
    edges = [first + round(count * (1 - share * left)) for left in range(parts, -1, -1)]
    return [(range(start), range(start, end)) for start, end in pairwise(edges)]


def interleaved(count: int, parts: int = 5) -> list[Split]:
    """Splits without time: every n-th text is told by all the others."""
    return [
        ([at for at in range(count) if at % parts != part], range(part, count, parts))
        for part in range(parts)
    ]


def found(held: Held, wish: Wish) -> Doubt:
    """The doubt that keeps most texts as right as wished; where that would send too many, the rightest that may be.

    What belongs to no label counts as wrong when it is kept.
    """
    steepness = min(STEEPNESSES, key=lambda steep: _surprise(held, steep))
    most, likely = held.margins.max(axis=1), held.likely(steepness).max(axis=1)
    right, inside = held.margins.argmax(axis=1) == held.truths, held.truths >= 0
    tried = []
    for least in np.quantile(most[inside], BELOW):
        for bar in LIKELIES:
            kept = (likely >= bar) & (most >= least)
            if kept[inside].mean() >= 1 - wish.sent:
                tried.append((right[kept].mean(), kept[inside].mean(), float(bar), float(least)))
    good = [each for each in tried if each[0] >= wish.right]
    chosen = max(good, key=lambda each: each[1]) if good else max(tried)
    return Doubt(steepness=round(float(steepness), 4), likely=round(chosen[2], 4), margin=round(chosen[3], 4))


def _spread(model: Linear, text: str, labels: Sequence[str]) -> list[float]:
    own = dict(zip(model.labels, model.margins(text), strict=True))
    return [own.get(label, UNKNOWN_MARGIN) for label in labels]


def _surprise(held: Held, steepness: float) -> float:
    inside = np.flatnonzero(held.truths >= 0)
    likely = held.likely(steepness)[inside, held.truths[inside]]
    return float(-np.log(np.maximum(likely, 1e-12)).mean())


def _share(of: NDArray[np.bool_]) -> float:
    return round(float(of.mean()), 4) if of.size else 0.0
