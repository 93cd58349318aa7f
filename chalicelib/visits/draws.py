"""How single visits differ, as a fixed set of draws: the same question always has the same answer.

A visit at a counter is about Erlang of shape 2 (two exponential halves): its standard deviation is 0.7 of its mean.
Draws are stratified: those of one place are the middle of ``DRAWS`` equally likely parts, in an order of its own.
"""

from __future__ import annotations

import random
from functools import cache
from math import exp, log1p
from statistics import NormalDist

#: How often a day is played forward; odd, so that there is a middle one.
DRAWS = 25
# Places in the queue that have draws of their own; the next ones begin again.
PLACES = 64
HALVINGS = 40
LONGEST = 30.0


@cache
def lengths(place: int) -> tuple[float, ...]:
    """Per draw, how long the visit of that place takes, in parts of its mean; their mean is 1."""
    if place >= PLACES:
        return lengths(place % PLACES)
    values = [_erlang_quantile(part) / 2 for part in _parts()]
    mean = sum(values) / DRAWS
    return _shuffled([value / mean for value in values], f"length {place}")


@cache
def rests(counter: str) -> tuple[tuple[float, float, float], ...]:
    """Per draw, three numbers for the rest of a counter's present visit.

    Which half it is in (a number from 0 to 1), and how long each half takes, in parts of the mean of the whole.
    """
    halves = [-log1p(-part) / 2 for part in _parts()]
    mean = sum(halves) / DRAWS * 2
    halves = [half / mean for half in halves]
    return tuple(
        zip(
            _shuffled(_parts(), f"half {counter}"),
            _shuffled(halves, f"first {counter}"),
            _shuffled(halves, f"second {counter}"),
            strict=True,
        )
    )


@cache
def doubts() -> tuple[float, ...]:
    """Per draw, how far what is believed of today's pace is off, in standard deviations."""
    return _shuffled([NormalDist().inv_cdf(part) for part in _parts()], "doubt")


def _parts() -> list[float]:
    return [(part + 0.5) / DRAWS for part in range(DRAWS)]


def _shuffled(values: list[float], name: str) -> tuple[float, ...]:
    shuffled = list(values)
    random.Random(name).shuffle(shuffled)  # noqa: S311 - draws that never change, not a secret
    return tuple(shuffled)


def _erlang_quantile(part: float) -> float:
    """Where the distribution function of Erlang with shape 2 and rate 1 reaches ``part``."""
    low, high = 0.0, LONGEST
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if 1 - exp(-middle) * (1 + middle) < part:
            low = middle
        else:
            high = middle
    return (low + high) / 2
