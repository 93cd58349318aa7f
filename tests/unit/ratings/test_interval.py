"""How far off the index may be."""

from __future__ import annotations

import random
from collections import Counter
from math import sqrt
from statistics import mean, variance

import pytest

from chalicelib.ratings.element import ELEMENTS, Element
from chalicelib.ratings.index import result
from chalicelib.ratings.interval import interval, quantile
from chalicelib.ratings.rotation import PAIRS
from chalicelib.ratings.tally import Tally, said
from tests.builders.ratings import a_tally, all_alike

# What a citizen thinks of the whole visit, and how far a single answer strays from it.
MOODS, STRAYS = (0.25, 0.75), (-1, 0, 0, 1)


@pytest.mark.parametrize(
    ("freedom", "told"),
    [(1, 12.706), (2, 4.303), (3, 3.182), (5, 2.571), (10, 2.228), (30, 2.042), (1000, 1.962)],
)
def test_students_quantile_is_that_of_the_tables(freedom: int, told: float) -> None:
    assert quantile(freedom) == pytest.approx(told, rel=0.0015)


def test_answers_of_different_citizens_have_the_variance_of_their_means() -> None:
    values = {element: [1, 2, 3, 4, 4, at % 4 + 1] for at, element in enumerate(ELEMENTS)}
    index = 25 / 9 * sum(mean(given) for given in values.values())
    spread = 25 / 9 * sqrt(sum(variance(given) / len(given) for given in values.values()))
    found = interval(a_tally(values), index)
    assert found is not None
    # Nine samples of six: between five and forty-five degrees of freedom.
    assert quantile(45) <= (found.high - found.low) / 2 / spread <= quantile(40)


def test_where_one_answered_alone_or_all_are_alike_nothing_is_said_of_the_error() -> None:
    values = {element: [1, 2] for element in ELEMENTS} | {Element.FEE: [2]}
    assert result(a_tally(values)).interval is None
    assert result(all_alike(4, times=100)).interval is None


def test_an_interval_stays_within_the_scale() -> None:
    found = result(a_tally({element: [1, 4] for element in ELEMENTS})).interval
    assert found is not None
    assert 25 <= found.low < found.high <= 100


def test_two_answers_of_one_citizen_do_not_count_as_two_citizens() -> None:
    """Who rates both elements alike makes the interval wider than two who know nothing of each other."""
    alike = Tally(Counter(said({one: value, other: value}) for one, other in PAIRS for value in (1, 2, 3, 4)))
    apart = a_tally({element: [1, 2, 3, 4] * 8 for element in ELEMENTS})
    wide, narrow = result(alike).interval, result(apart).interval
    assert wide is not None
    assert narrow is not None
    assert (wide.high - wide.low) / (narrow.high - narrow.low) == pytest.approx(sqrt(2), rel=0.05)


def test_about_nineteen_of_twenty_intervals_hold_the_true_index() -> None:
    """Surveys drawn by chance (a fixed one) of citizens whose two answers hang together."""
    drawn = random.Random(7)  # noqa: S311 - a drawing, no secret
    held = sum(_holds(drawn) for _ in range(300))
    assert 0.91 <= held / 300 <= 0.985


def _holds(drawn: random.Random) -> bool:
    counts: Counter[tuple[tuple[Element, int], ...]] = Counter()
    for _ in range(120):
        mood = 3 if drawn.random() < MOODS[1] else 2
        pair = drawn.choice(PAIRS)
        counts[said({element: mood + drawn.choice(STRAYS) for element in pair})] += 1
    found = result(Tally(dict(counts))).interval
    return found is not None and found.low <= 25 * (2 * MOODS[0] + 3 * MOODS[1]) <= found.high
