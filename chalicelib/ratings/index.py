"""The index of satisfaction (IKM) with its band: the sum of the elements' means, each times 1/9, times 25.

The weight is exactly one ninth (the 0.11 of the regulation's example makes 99 of the best answers), and the band is
decided on the value rounded to two decimals, so that no value lies between two bands (Permenpan RB 14/2017).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from chalicelib.ratings.element import ELEMENTS
from chalicelib.ratings.interval import Interval, interval

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.ratings.element import Element
    from chalicelib.ratings.tally import Tally

WEIGHT = Fraction(1, len(ELEMENTS))
SCALE = 25
HUNDREDTHS = 100
#: Below so many citizens no figure is told: it would say what single ones have answered.
FEWEST_TOLD = 5
#: An element with fewer answers than this makes the sample a small one.
FEW_ANSWERS = 30


class Band(StrEnum):
    """How good a value is."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


#: The lowest value of each band, best first.
BANDS: tuple[tuple[Decimal, Band], ...] = (
    (Decimal("88.31"), Band.A),
    (Decimal("76.61"), Band.B),
    (Decimal("65.00"), Band.C),
    (Decimal("25.00"), Band.D),
)


@dataclass(frozen=True, slots=True)
class Mean:
    """An element's mean, exact; None while nobody has rated it."""

    value: Fraction | None
    sample: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a survey says of an office, a service or a counter.

    ``index`` is None as long as an element is missing, ``interval`` as long as it cannot be computed. ``few``: so few
    citizens answered that their figures are nobody's business; ``small``: the figures say little.
    """

    citizens: int
    means: Mapping[Element, Mean]
    index: Decimal | None
    interval: Interval | None

    @property
    def missing(self) -> tuple[Element, ...]:
        """The elements that nobody has rated."""
        return tuple(element for element, mean in self.means.items() if mean.value is None)

    @property
    def few(self) -> bool:
        """Whether no figure may be told."""
        return self.citizens < FEWEST_TOLD

    @property
    def small(self) -> bool:
        """Whether some element has too few answers to say much."""
        return any(mean.sample < FEW_ANSWERS for mean in self.means.values())

    @property
    def band(self) -> Band | None:
        """The band of the index."""
        return None if self.index is None else band(self.index)


def result(tally: Tally) -> Result:
    """What the counted answers say."""
    means = {element: _mean(tally, element) for element in ELEMENTS}
    index = index_of({element: mean.value for element, mean in means.items()})
    return Result(
        citizens=tally.citizens,
        means=means,
        index=None if index is None else rounded(index),
        interval=None if index is None else interval(tally, float(index)),
    )


def index_of(means: Mapping[Element, Fraction | None]) -> Fraction | None:
    """The index for the means of all nine elements, exact: 25 to 100; None where one is missing."""
    known = [mean for mean in means.values() if mean is not None]
    if len(known) < len(ELEMENTS):
        return None
    return sum((mean * WEIGHT for mean in known), Fraction(0)) * SCALE


def rounded(value: Fraction) -> Decimal:
    """A value with two decimals, halves upwards."""
    hundredths = (value * HUNDREDTHS + Fraction(1, 2)).__floor__()
    return Decimal(hundredths) / HUNDREDTHS


def band(index: Decimal) -> Band:
    """The band of a value that was rounded to two decimals."""
    return next(name for lowest, name in BANDS if index >= lowest)


def _mean(tally: Tally, element: Element) -> Mean:
    sample = tally.sample(element)
    return Mean(Fraction(tally.total(element), sample) if sample else None, sample)
