"""The service clock against a slow, obvious one that walks through every minute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from functools import cache
from itertools import count, pairwise
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.complaints.clock import Clock, due, standing, starts
from chalicelib.complaints.complaint import Pause
from chalicelib.core.clock import at_office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.complaints.worktime import Span

ZONE = "Asia/Makassar"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
EXAMPLES = 25
FIRST = date(2026, 11, 23)


@dataclass(frozen=True)
class Hours:
    """Open on days that repeat: for each the hours from and until, none for a closed one."""

    days: tuple[tuple[tuple[int, int], ...], ...]

    def stretches(self, day: date) -> tuple[Span, ...]:
        midnight = at_office(day, time.min, ZONE)
        hours = self.days[(day - FIRST).days % len(self.days)]
        return tuple((midnight + opens * HOUR, midnight + closes * HOUR) for opens, closes in hours)


@st.composite
def some_hours(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    edges = draw(
        st.lists(st.integers(7, 17), unique=True, max_size=4).filter(lambda some: len(some) % 2 == 0)
    )
    return tuple(list(pairwise(sorted(edges)))[::2])


moments = st.integers(0, 6 * 24 * 4).map(
    lambda quarters: at_office(FIRST, time.min, ZONE) + quarters * 15 * MINUTE
)
calendars = st.lists(some_hours(), min_size=1, max_size=5).filter(any).map(lambda days: Hours(tuple(days)))


@st.composite
def clocks(draw: st.DrawFn) -> Clock:
    edges = sorted(draw(st.lists(moments, max_size=5)))
    pauses = [Pause(since=since, until=until) for since, until in list(pairwise(edges))[::2]]
    if len(edges) % 2:
        pauses.append(Pause(since=edges[-1]))
    return Clock(received=draw(moments), days=draw(st.integers(1, 3)), zone=ZONE, pauses=tuple(pauses))


# The slow, obvious one: a minute of work weighs what it is of its day.


def working_minutes(calendar: Hours, since: datetime) -> Iterator[tuple[datetime, Fraction]]:
    for ahead in count():
        for minute, weight in minutes_of(calendar, since.date() + ahead * DAY):
            if minute >= since:
                yield minute, weight


@cache
def minutes_of(calendar: Hours, day: date) -> list[tuple[datetime, Fraction]]:
    midnight = at_office(day, time.min, ZONE)
    stretches = calendar.stretches(day)
    minutes = [midnight + number * MINUTE for number in range(24 * 60)]
    working = [minute for minute in minutes if any(opens <= minute < ends for opens, ends in stretches)]
    return [(minute, Fraction(1, len(working))) for minute in working]


def slow_due(clock: Clock, calendar: Hours, now: datetime) -> datetime:
    first, _ = next(working_minutes(calendar, clock.received))
    counted: list[date] = []
    allowance = Fraction(0)
    for minute, weight in working_minutes(calendar, first):
        is_whole = minute.date() > first.date() or calendar.stretches(first.date())[0][0] == first
        if is_whole and minute.date() not in counted:
            counted.append(minute.date())
        if len(counted) > clock.days:
            break
        allowance += weight
    for minute, weight in working_minutes(calendar, first):
        if not any(pause.since <= minute < (pause.until or now) for pause in clock.pauses):
            allowance -= weight
        if allowance <= 0:
            return minute + MINUTE
    raise AssertionError


@settings(max_examples=EXAMPLES, deadline=None)
@given(clocks(), calendars, moments)
def test_the_clock_is_the_one_that_walks_through_every_minute(
    clock: Clock, calendar: Hours, now: datetime
) -> None:
    assert starts(clock, calendar) == next(working_minutes(calendar, clock.received))[0]
    assert due(clock, calendar, now) == slow_due(clock, calendar, now)


@settings(max_examples=EXAMPLES, deadline=None)
@given(clocks(), calendars, moments, moments)
def test_time_that_passes_never_makes_a_clock_less_late_nor_its_due_time_earlier(
    clock: Clock, calendar: Hours, one: datetime, other: datetime
) -> None:
    before = standing(clock, calendar, min(one, other))
    after = standing(clock, calendar, max(one, other))
    assert before.due <= after.due
    assert before.left_days >= after.left_days
    ranks = ["fine", "warning", "overdue", "escalated-1", "escalated-2", "escalated-3"]
    assert ranks.index(before.level) <= ranks.index(after.level)


@settings(max_examples=EXAMPLES, deadline=None)
@given(clocks(), calendars, moments)
def test_a_longer_class_is_due_later_from_the_same_start(
    clock: Clock, calendar: Hours, now: datetime
) -> None:
    longer = Clock(received=clock.received, days=clock.days + 1, zone=ZONE, pauses=clock.pauses)
    assert starts(longer, calendar) == starts(clock, calendar)
    assert due(longer, calendar, now) > due(clock, calendar, now)
