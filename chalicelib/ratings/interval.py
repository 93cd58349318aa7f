"""How far off the index may be: a 95 % confidence interval.

The index is a sum of nine means, each over its own sample of answers; its variance is the sum of the means' variances,
s²/n (stratified sampling: Cochran, Sampling Techniques, 3rd ed. 1977, section 5.4), and of the covariances between two
means that the same citizens answered for, who tend to rate both alike. Both follow at once from what each citizen adds
to the index's error, (x - mean) / sqrt(n (n - 1)) for each of their answers: the variance is the sum of the squares
(linearisation, Woodruff, Journal of the American Statistical Association 66, 1971). Degrees of freedom are those of
Welch and Satterthwaite (Biometrics Bulletin 2, 1946), and Student's quantile is the expansion of Abramowitz and Stegun,
Handbook of Mathematical Functions, 26.7.5.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

from chalicelib.ratings.element import ELEMENTS, HIGHEST, LOWEST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.ratings.element import Element
    from chalicelib.ratings.tally import Said, Tally

CONFIDENCE = 0.95
#: What a mean of one element weighs in the index.
WEIGHT = 25 / len(ELEMENTS)
BOUNDS = (25.0 * LOWEST, 25.0 * HIGHEST)
#: Student's quantiles at 0.975 where the expansion is too coarse: one and two degrees of freedom.
EXACT = {1: 12.7062, 2: 4.3027}


@dataclass(frozen=True, slots=True)
class Interval:
    """From a value of the index to another, both included."""

    low: float
    high: float


def interval(tally: Tally, index: float) -> Interval | None:
    """The interval around an index; None where an element has a single answer, or where no two answers differ.

    Then nothing can be said of the error: answers that are all alike are no proof that the next will be.
    """
    means, samples = {}, {}
    for element in ELEMENTS:
        samples[element] = tally.sample(element)
        if samples[element] < 2:  # noqa: PLR2004 - one answer has no spread
            return None
        means[element] = tally.total(element) / samples[element]
    variance = sum(times * _share(given, means, samples) ** 2 for given, times in tally.counts.items())
    if variance <= 0:
        return None
    half = WEIGHT * sqrt(variance) * quantile(_freedom(tally, means, samples))
    return Interval(max(BOUNDS[0], index - half), min(BOUNDS[1], index + half))


def quantile(freedom: float) -> float:
    """Student's t at 0.975 for so many degrees of freedom, rounded down; within 0.1 % of the tables."""
    degrees = max(1, floor(freedom))
    if degrees in EXACT:
        return EXACT[degrees]
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    terms = (
        z,
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return sum(term / float(degrees) ** power for power, term in enumerate(terms))


def _share(given: Said, means: Mapping[Element, float], samples: Mapping[Element, int]) -> float:
    """What one citizen adds to the error of the sum of means."""
    return sum(
        (value - means[element]) / sqrt(samples[element] * (samples[element] - 1)) for element, value in given
    )


def _freedom(tally: Tally, means: Mapping[Element, float], samples: Mapping[Element, int]) -> float:
    """Degrees of freedom of the sum, from each mean's own variance and sample."""
    variances = dict.fromkeys(ELEMENTS, 0.0)
    for given, times in tally.counts.items():
        for element, value in given:
            variances[element] += times * _share(((element, value),), means, samples) ** 2
    below = sum(one**2 / (samples[element] - 1) for element, one in variances.items())
    return sum(variances.values()) ** 2 / below if below else 1
