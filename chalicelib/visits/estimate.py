"""When somebody who waits will be called: the queue played forward over the counters that are open.

Each counter is free again when its present visit ends; the tickets are taken in the order of the queue by the first
counter of their pool that is free. How long a visit takes is what the office plans for the service, times today's pace
of the pool: the mean of today's visits in percent of plan, drawn towards 100 % as long as there are few of them
(shrinkage with a prior of ``PRIOR_VISITS`` visits). The range around the mean follows from the spread of a single visit
and the number of visits that have to end before.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt
from typing import TYPE_CHECKING

from chalicelib.visits.ticket import State, seconds_served

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from chalicelib.visits.day import Day, Pace
    from chalicelib.visits.ticket import Standing, Ticket

PRIOR_VISITS = 5
PERCENT = 100
SECONDS = 60
# Standard deviation of a visit's length as a part of its mean. Visits at counters are about gamma with shape 4.
SPREAD = 0.5
# How wide a range is told: most people are called within it, and it can still be read as a time.
DEVIATIONS = 1.3
NARROWEST = timedelta(minutes=4)
# Who is served longer than planned needs, on average, a good part of a visit more.
REST_OF_LONG_VISITS = 0.4


@dataclass(frozen=True, slots=True)
class Estimate:
    """When a citizen will probably be called."""

    earliest: datetime
    expected: datetime
    latest: datetime


def pace(measured: Pace | None) -> float:
    """How long visits take today, as a multiple of what is planned."""
    if measured is None:
        return 1.0
    return (PRIOR_VISITS * PERCENT + measured.percent) / (PRIOR_VISITS + measured.visits) / PERCENT


def visit_seconds(minutes: int, factor: float) -> float:
    """How long a visit of so many planned minutes takes at today's pace."""
    return minutes * SECONDS * factor


def rest_seconds(standing: Standing, factor: float, now: datetime) -> float:
    """How much longer who is at a counter will probably take."""
    whole = visit_seconds(standing.stop.minutes, factor)
    if standing.state is not State.SERVING:
        return whole
    return max(whole - seconds_served(standing, now), whole * REST_OF_LONG_VISITS)


def free_counters(
    day: Day, pools: Mapping[str, Collection[str]], now: datetime
) -> dict[str, list[tuple[float, str]]]:
    """Per pool, the seconds until each of its open counters is free; ``pools`` says which counters a pool has."""
    held = {ticket.number: ticket.standing for ticket in day.at_counters()}
    free: dict[str, list[tuple[float, str]]] = {pool: [] for pool in pools}
    of = {counter: pool for pool, counters in pools.items() for counter in counters}
    for counter in day.at_work():
        pool = of.get(counter.name)
        if pool is None:
            continue
        standing = held.get(counter.number or "")
        factor = pace(day.paces.get(pool))
        free[pool].append((rest_seconds(standing, factor, now) if standing else 0.0, counter.name))
    return free


def estimates(
    queue: Sequence[Ticket], day: Day, pools: Mapping[str, Collection[str]], now: datetime
) -> dict[str, Estimate | None]:
    """For every waiting ticket, by number, when it will be called; None while no counter of its pool is open.

    ``queue`` is in the order of turns.
    """
    free = free_counters(day, pools, now)
    for counters in free.values():
        heapq.heapify(counters)
    found: dict[str, Estimate | None] = {}
    ahead: dict[str, int] = dict.fromkeys(pools, 0)
    for ticket in queue:
        stop = ticket.standing.stop
        counters = free.get(stop.pool, [])
        if not counters:
            found[ticket.number] = None
            continue
        seconds, name = heapq.heappop(counters)
        mean = visit_seconds(stop.minutes, pace(day.paces.get(stop.pool)))
        heapq.heappush(counters, (seconds + mean, name))
        ahead[stop.pool] += 1
        found[ticket.number] = _range(seconds, mean, ahead[stop.pool], len(counters), now)
    return found


def _range(seconds: float, mean: float, place: int, counters: int, now: datetime) -> Estimate:
    """The range around a mean wait: the spread of the visits that have to end before, shared by the counters."""
    visits_before = max(place / counters, 1.0)
    deviation = SPREAD * mean * sqrt(visits_before) * min(1.0, seconds / mean if mean else 0.0)
    half = max(timedelta(seconds=DEVIATIONS * deviation), NARROWEST / 2)
    expected = now + timedelta(seconds=seconds)
    return Estimate(max(now, expected - half), expected, expected + half)
