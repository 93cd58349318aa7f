"""Days played through with the queue's own rule, and what each citizen was told of their wait when they came.

Arrivals and open counters are those of a real day. How long a visit takes is drawn: its mean is the real service's,
times a factor of the day, and the office's plan knows it only roughly. Nothing here looks at how the estimate is made.
"""

from __future__ import annotations

import heapq
import random
import statistics
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from itertools import count
from typing import TYPE_CHECKING

from benchmarks.measuring.real_days import SIGMA, visit_minutes
from chalicelib.offices.service import Rules
from chalicelib.visits import effects, queue
from chalicelib.visits.counter import Counter, Mode
from chalicelib.visits.day import Day, Pace
from chalicelib.visits.estimate import Expected, estimates
from chalicelib.visits.ticket import Act, Came, Event, Priority, Span, Stop, Ticket, happened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.measuring.real_days import RealDay

POOL = "counters"
SERVICE = "service"
RULES = Rules()
WINDOW = timedelta(minutes=30)
# How well a plan knows its services: the standard deviation of the logarithm of real mean over plan.
PLAN_DEVIATION = 0.25
BOOKED_SHARE = 0.4
ABSENT_SHARE = 0.15
PRIORITY_SHARE = 0.08
# Who is called has to come to the counter.
WALK_SECONDS = (20, 60)
LEFT_SHARE = 0.03
NO_SHOW_SECONDS = 180
# Citizens with an appointment come a little before it: minutes, and their standard deviation.
EARLY_MINUTES, EARLY_DEVIATION = -6, 8
SEED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody was told when they came, in minutes from then on, and what came of it.

    ``average`` is people ahead * planned minutes / counters; ``running`` the same with the mean of today's visits.
    """

    came: Came
    expected: float
    average: float
    running: float
    waited: float
    in_range: bool


@dataclass(frozen=True, slots=True)
class _Given:
    expected: timedelta
    earliest: datetime
    latest: datetime
    average: float
    running: float


def played(days: Sequence[RealDay], *, seed: int = SEED) -> list[Told]:
    """Everybody who came to a service on its days while a counter was open, and was called.

    The plan is the mean of all days' visits, as far as it is known; each day has the mean that its real queue shows.
    """
    minutes = [visit_minutes(day, seed) for day in days]
    knows = random.Random(f"{seed}|{days[0].service}").lognormvariate(0, PLAN_DEVIATION)  # noqa: S311 - as there
    plan = max(1, round(statistics.mean(minutes) * knows))
    return [
        told for day, mean in zip(days, minutes, strict=True) for told in _Office(day, plan, mean, seed).run()
    ]


class _Office:
    """One pool of counters, as the visit day sees it, moment by moment."""

    def __init__(self, real: RealDay, plan: int, mean: float, seed: int) -> None:
        self._rng = random.Random(f"{seed}|{real.service}|{real.day}|visits")  # noqa: S311 - as above
        self._real = real
        self._plan = plan
        # The way to the counter is a part of what a visit takes of it.
        self._mean = max(mean * 60 - sum(WALK_SECONDS) / 2, mean * 60 / 2)
        self._midnight = datetime.combine(real.day, time(), UTC)
        self._events: list[tuple[datetime, int, Callable[[], None]]] = []
        self._order, self._numbers = count(), count(1)
        self._day = Day(counters={}, paces={POOL: Pace()})
        self._live: dict[str, Ticket] = {}
        self._counters: dict[str, Counter] = {}
        self._wanted = 0
        self._finished: list[int] = []
        self._given: dict[str, _Given] = {}
        self._told: list[Told] = []
        self._coming: dict[str, Expected] = {}
        self._now = self._midnight

    def run(self) -> list[Told]:
        for hour in self._real.hours:
            self._at(self._hour(hour.hour), lambda counters=hour.counters: self._open(counters))  # type: ignore[misc]
            for _ in range(hour.arrivals):
                self._somebody(hour.hour)
        self._at(self._hour(self._real.hours[-1].hour + 1), lambda: self._open(1))
        while self._events:
            self._now, _, happens = heapq.heappop(self._events)
            happens()
            self._call()
        return self._told

    def _hour(self, hour: int) -> datetime:
        return self._midnight + timedelta(hours=hour)

    def _at(self, moment: datetime, happens: Callable[[], None]) -> None:
        heapq.heappush(self._events, (moment, next(self._order), happens))

    def _somebody(self, hour: int) -> None:
        """A citizen of that hour; for those with an appointment who come there are some who do not."""
        moment = self._hour(hour) + timedelta(seconds=self._rng.randrange(3600))
        if self._rng.random() >= BOOKED_SHARE:
            elderly = Priority.ELDERLY if self._rng.random() < PRIORITY_SHARE else None
            self._at(moment, lambda: self._arrive(None, elderly, ""))
            return
        starts = moment.replace(minute=moment.minute // 30 * 30, second=0)
        booked = f"B{next(self._order)}"
        self._coming[booked] = Expected(POOL, self._plan, starts)
        minutes = self._rng.gauss(EARLY_MINUTES, EARLY_DEVIATION)
        arrives = starts + timedelta(minutes=max(minutes, -RULES.grace_before_minutes))
        self._at(arrives.replace(microsecond=0), lambda: self._arrive(starts, None, booked))
        if self._rng.random() < ABSENT_SHARE:
            self._coming[f"absent {booked}"] = Expected(POOL, self._plan, starts)

    def _open(self, counters: int) -> None:
        """So many counters from now on."""
        self._wanted = counters
        for place in range(max(self._wanted, len(self._counters))):
            name = f"C{place}"
            counter = self._counters.get(name, Counter(name=name))
            mode = Mode.OPEN if place < self._wanted else Mode.CLOSED
            self._counters[name] = replace(counter, mode=mode)

    def _arrive(self, starts: datetime | None, priority: Priority | None, booked: str) -> None:
        self._coming.pop(booked, None)
        came, due = Came.WALK_IN, queue.due_of_walk_in(self._now, priority, RULES)
        if starts is not None:
            came = queue.came(self._now, starts, starts + WINDOW, RULES)
            due = starts if came is Came.BOOKED else due
        ticket = Ticket(
            reference="",
            office="",
            day=self._real.day,
            number=f"{next(self._numbers):04}",
            came=came,
            priority=priority,
            arrived=self._now,
            due=due,
            promised=Span(self._now, due),
            told=due,
            stops=(Stop(SERVICE, POOL, self._plan),),
            person=None,
            language="id",
        )
        self._tell(ticket)
        self._live[ticket.number] = ticket

    def _tell(self, ticket: Ticket) -> None:
        """What the ticket's citizen is told, by the room's own estimate and by the usual one."""
        waiting = queue.waiting([*self._live.values(), ticket])
        day = replace(self._day, tickets=tuple(self._live.values()), counters=self._counters)
        pools = {POOL: tuple(self._counters)}
        found = estimates(waiting, day, pools, self._now, list(self._coming.values()))[ticket.number]
        if found is None:
            return
        ahead, counters = waiting.index(ticket), len(day.at_work())
        free = sum(counter.number is None for counter in day.at_work())
        people = ahead if not free else 0
        running = sum(self._finished) / len(self._finished) / 60 if self._finished else self._plan
        self._given[ticket.number] = _Given(
            found.expected - self._now,
            found.earliest,
            found.latest,
            people * self._plan / counters,
            people * running / counters,
        )

    def _call(self) -> None:
        for counter in list(self._counters.values()):
            if counter.mode is not Mode.OPEN or counter.number is not None:
                continue
            called = queue.next_for(self._live.values(), counter.name, {SERVICE})
            if called is None:
                return
            self._happens(called, Act.CALLED, counter.name)
            self._note(called)
            if self._rng.random() < LEFT_SHARE:
                seconds, then = NO_SHOW_SECONDS, self._no_show
            else:
                seconds, then = self._rng.randint(*WALK_SECONDS), self._start
            number, name = called.number, counter.name
            self._at(self._now + timedelta(seconds=seconds), lambda then=then, n=number, c=name: then(n, c))  # type: ignore[misc]

    def _note(self, called: Ticket) -> None:
        told = self._given.get(called.number)
        if told is None:
            return
        self._told.append(
            Told(
                came=called.came,
                expected=told.expected.total_seconds() / 60,
                average=told.average,
                running=told.running,
                waited=(self._now - called.arrived).total_seconds() / 60,
                in_range=told.earliest <= self._now <= told.latest,
            )
        )

    def _start(self, number: str, counter: str) -> None:
        self._happens(self._live[number], Act.STARTED, counter)
        seconds = max(10, round(self._mean * self._rng.lognormvariate(-SIGMA * SIGMA / 2, SIGMA)))
        self._at(self._now + timedelta(seconds=seconds), lambda: self._end(number, counter, Act.SERVED))

    def _no_show(self, number: str, counter: str) -> None:
        self._end(number, counter, Act.NO_SHOW)

    def _end(self, number: str, counter: str, act: Act) -> None:
        before = self._live[number]
        self._happens(before, act, counter)
        del self._live[number]
        self._counters[counter] = replace(self._counters[counter], number=None)

    def _happens(self, ticket: Ticket, act: Act, counter: str) -> None:
        """The event, with what it adds to today's pace."""
        event = Event(act=act, at=self._now, counter=counter)
        self._live[ticket.number] = happened(ticket, event)
        self._counters[counter] = replace(self._counters[counter], number=ticket.number)
        effect = effects.of(ticket, event)
        if effect and effect.pace:
            _, visits, percent = effect.pace
            pace = self._day.paces[POOL]
            self._day = replace(self._day, paces={POOL: Pace(pace.visits + visits, pace.percent + percent)})
            self._finished.append(effect.counts["served_seconds"])


def mean_error(told: Sequence[Told], named: Callable[[Told], float]) -> float:
    """The mean absolute difference, in minutes, of what was told and how long was waited."""
    return sum(abs(named(one) - one.waited) for one in told) / len(told)
