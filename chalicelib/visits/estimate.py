"""When somebody who waits will be called: the queue played forward over the counters that are open, several times.

Each counter is free again when its present visit ends; then it takes the next in the order of the queue whom it can
call, those with an appointment who are still to come among them, who go before walk-ins that were here first. How long
a visit takes is what the office plans for the service, times today's pace of the pool: the mean of today's visits in
percent of plan, drawn towards 100 % as long as there are few of them (shrinkage with a prior of ``PRIOR_VISITS``
visits), times how much single visits differ. The first of three busy counters is free long before any one of them is
expected to be, which arithmetic with means does not tell: so the day is played forward with each of a fixed set of
draws (``draws``); the estimate is the middle of what comes out, its range four of five.

Draws belong to places in the queue and to counters' names. So in every one of them, and hence in the estimate, nobody
is called before somebody of the same counters who goes ahead of them; and while nobody is still to come, one counter
more makes nobody later.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from math import exp, sqrt
from typing import TYPE_CHECKING

from chalicelib.visits import draws
from chalicelib.visits.queue import order
from chalicelib.visits.ticket import State, seconds_at_counter

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from chalicelib.visits.day import Day, Pace
    from chalicelib.visits.ticket import Ticket

PRIOR_VISITS = 5
PERCENT = 100
SECONDS = 60
# A visit's standard deviation as a part of its mean, and how much the pace moves while somebody waits.
SPREAD = 0.7
DRIFT = 0.15
NARROWEST = timedelta(minutes=4)
# Of the draws in their order, those between which the range lies: four of five.
LOWEST, MIDDLE, HIGHEST = draws.DRAWS // 10, draws.DRAWS // 2, draws.DRAWS - 1 - draws.DRAWS // 10
# What an appointment that is still to come takes of a counter: about one in six does not come.
COMING = 0.85
# Citizens with an appointment come a little before it; who is later than this is not waited for.
EARLY = timedelta(minutes=5)
GIVEN_UP = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Expected:
    """An appointment whose citizen has not come yet: the pool, the minutes planned, when its turn is due, reference."""

    pool: str
    minutes: int
    due: datetime
    booking: str = ""


@dataclass(frozen=True, slots=True)
class Estimate:
    """When a citizen will probably be called."""

    earliest: datetime
    expected: datetime
    latest: datetime


@dataclass(frozen=True, slots=True)
class _Turn:
    """Somebody to be called: ``comes`` is the seconds until they are here; ``number`` is None for who is to come."""

    place: int
    pool: str
    seconds: float
    comes: float
    number: str | None = None
    counter: str = ""


@dataclass(frozen=True, slots=True)
class _Desk:
    """An open counter: ``seconds`` is the mean of the visit that is there (0: none), ``passed`` what is over of it."""

    name: str
    pool: str
    seconds: float = 0.0
    passed: float = 0.0


@dataclass(slots=True)
class _Line:
    """Who waits for the same counters: those who are here in order, and those who will be."""

    here: list[_Turn] = field(default_factory=list)
    coming: list[_Turn] = field(default_factory=list)

    def ordered(self) -> _Line:
        """The same from behind, so that the first is taken off the end."""
        here = sorted(self.here, key=lambda turn: turn.place, reverse=True)
        return _Line(here, sorted(self.coming, key=lambda turn: turn.comes, reverse=True))

    def copy(self) -> _Line:
        """One that can be played with."""
        return _Line(list(self.here), list(self.coming))


def pace(measured: Pace | None) -> float:
    """How long visits take today, as a multiple of what is planned."""
    if measured is None:
        return 1.0
    return (PRIOR_VISITS * PERCENT + measured.percent) / (PRIOR_VISITS + measured.visits) / PERCENT


def doubt(measured: Pace | None) -> float:
    """The standard deviation of the logarithm of that pace: what few visits do not tell, and what will change."""
    visits = measured.visits if measured else 0
    return sqrt(SPREAD**2 / (PRIOR_VISITS + visits) + DRIFT**2)


def estimates(
    queue: Sequence[Ticket],
    day: Day,
    pools: Mapping[str, Collection[str]],
    now: datetime,
    coming: Sequence[Expected] = (),
) -> dict[str, Estimate | None]:
    """For every waiting ticket, by number, when it will be called; None while no counter that calls it is open.

    ``pools`` says which counters a pool has, ``coming`` are today's appointments whose citizens are not here.
    """
    desks = _desks(day, pools, now)
    lines = _lines(queue, day, now, coming)
    found: dict[str, list[float]] = {ticket.number: [] for ticket in queue}
    if desks and queue:
        doubts = {pool: doubt(day.paces.get(pool)) for pool in {desk.pool for desk in desks}}
        for draw in range(draws.DRAWS):
            off = {pool: exp(draws.doubts()[draw] * deviation) for pool, deviation in doubts.items()}
            for number, seconds in _played(desks, lines, draw, off).items():
                found[number].append(seconds)
    return {number: _estimate(sorted(seconds), now) if seconds else None for number, seconds in found.items()}


def _desks(day: Day, pools: Mapping[str, Collection[str]], now: datetime) -> list[_Desk]:
    held = {ticket.number: ticket.standing for ticket in day.at_counters()}
    of = {counter: pool for pool, counters in pools.items() for counter in counters}
    desks = []
    for counter in day.at_work():
        if counter.name not in of:
            continue
        desk = _Desk(counter.name, of[counter.name])
        if standing := held.get(counter.number or ""):
            seconds = standing.stop.minutes * SECONDS * pace(day.paces.get(standing.stop.pool))
            passed = seconds_at_counter(standing, now) if standing.state is State.SERVING else 0
            desk = _Desk(counter.name, desk.pool, seconds, passed)
        desks.append(desk)
    return desks


def _lines(queue: Sequence[Ticket], day: Day, now: datetime, coming: Sequence[Expected]) -> dict[str, _Line]:
    """Who is to be called by each pool, and by each counter that somebody was sent to ("@" and its name)."""
    paces = defaultdict(lambda: 1.0, {pool: pace(measured) for pool, measured in day.paces.items()})
    wanted: list[tuple[tuple[datetime, bool], Ticket | Expected]] = []
    wanted += [(order(ticket)[:2], ticket) for ticket in queue]
    wanted += [((one.due, False), one) for one in coming if one.due + GIVEN_UP >= now]
    wanted.sort(key=lambda pair: pair[0])
    lines: defaultdict[str, _Line] = defaultdict(_Line)
    for place, (_, one) in enumerate(wanted):
        if isinstance(one, Expected):
            comes = max(0.0, (one.due - EARLY - now).total_seconds())
            seconds = one.minutes * SECONDS * paces[one.pool] * COMING
            lines[one.pool].coming.append(_Turn(place, one.pool, seconds, comes))
            continue
        standing = one.standing
        seconds = standing.stop.minutes * SECONDS * paces[standing.stop.pool]
        line = f"@{standing.counter}" if standing.counter else standing.stop.pool
        lines[line].here.append(_Turn(place, standing.stop.pool, seconds, 0.0, one.number))
    return {name: line.ordered() for name, line in lines.items()}


def _played(
    desks: Sequence[_Desk], lines: Mapping[str, _Line], draw: int, off: Mapping[str, float]
) -> dict[str, float]:
    """The seconds after which each waiting ticket is called in one of the draws; ``off`` is by how much the pace is."""
    left = {name: line.copy() for name, line in lines.items()}
    arrived: defaultdict[str, list[tuple[int, _Turn]]] = defaultdict(list)
    waiting = sum(len(line.here) for line in left.values())
    free = [(_rest(desk, draw) * off[desk.pool], place) for place, desk in enumerate(desks)]
    heapq.heapify(free)
    called: dict[str, float] = {}
    nobody = _Line()
    while free and waiting:
        seconds, place = heapq.heappop(free)
        desk = desks[place]
        line, own = left.get(desk.pool, nobody), left.get(f"@{desk.name}", nobody)
        there = arrived[desk.pool]
        while line.coming and line.coming[-1].comes <= seconds:
            turn = line.coming.pop()
            heapq.heappush(there, (turn.place, turn))
        turns = [(one.here[-1].place, one.here) for one in (line, own) if one.here]
        first = min(turns, default=None, key=lambda pair: pair[0])
        if there and (first is None or there[0][0] < first[0]):
            turn = heapq.heappop(there)[1]
        elif first is not None:
            turn = first[1].pop()
            waiting -= 1
            called[turn.number or ""] = seconds
        elif line.coming:
            heapq.heappush(free, (line.coming[-1].comes, place))
            continue
        else:
            continue
        takes = turn.seconds * draws.lengths(turn.place)[draw] * off[desk.pool]
        heapq.heappush(free, (seconds + takes, place))
    return called


def _rest(desk: _Desk, draw: int) -> float:
    """The rest of the visit at a counter. Of two exponential halves, the longer it lasts the likelier it is the second.

    So it is all of a mean visit at first, and half of one however long it has been: who stays long is not about to go.
    """
    if not desk.seconds:
        return 0.0
    half, first, second = draws.rests(desk.name)[draw]
    in_first = half < 1 / (1 + 2 * desk.passed / desk.seconds)
    return desk.seconds * (second + (first if in_first else 0.0))


def _estimate(seconds: Sequence[float], now: datetime) -> Estimate:
    expected = now + timedelta(seconds=round(seconds[MIDDLE]))
    earliest = min(now + timedelta(seconds=round(seconds[LOWEST])), expected - NARROWEST / 2)
    latest = max(now + timedelta(seconds=round(seconds[HIGHEST])), expected + NARROWEST / 2)
    return Estimate(max(now, earliest), expected, latest)
