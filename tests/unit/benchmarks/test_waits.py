"""The measures of the visit day's benchmark: real days, their waiting made anew, and the error of what was told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from benchmarks.measuring.real_days import Hour, RealDay, real_days, visit_minutes, waited
from benchmarks.measuring.waits import Told, mean_error, played
from chalicelib.visits.ticket import Came

A_DAY = RealDay(
    service="office/1",
    day=date(2020, 1, 2),
    hours=tuple(
        Hour(hour=hour, arrivals=arrivals, waiting=waiting, counters=2)
        for hour, arrivals, waiting in ((8, 20, 4.0), (9, 16, 6.0), (10, 8, 2.0))
    ),
)


def test_first_come_first_served_waits_as_long_as_it_should() -> None:
    one = replace(A_DAY, hours=(Hour(hour=8, arrivals=3, waiting=0, counters=1),))
    assert waited(one, [480, 481, 482], [10, 10, 10]) == 9 + 18
    two = replace(A_DAY, hours=(Hour(hour=8, arrivals=3, waiting=0, counters=2),))
    assert waited(two, [480, 481, 482], [10, 10, 10]) == 8


def test_who_comes_before_a_counter_is_open_waits_for_it() -> None:
    late = replace(
        A_DAY,
        hours=(
            Hour(hour=8, arrivals=1, waiting=0, counters=0),
            Hour(hour=9, arrivals=0, waiting=0, counters=1),
        ),
    )
    assert waited(late, [500], [10]) == 40


def test_the_length_of_a_visit_is_the_one_that_makes_the_real_waiting() -> None:
    longer = replace(A_DAY, hours=tuple(replace(hour, waiting=hour.waiting * 3) for hour in A_DAY.hours))
    assert 1 < visit_minutes(A_DAY, 1) < visit_minutes(longer, 1) < 30


def test_every_day_of_the_file_has_somebody_who_comes_and_somebody_who_serves() -> None:
    days = real_days()
    assert len({day.service for day in days}) == 24
    assert all(any(hour.arrivals and hour.counters for hour in day.hours) for day in days)
    # Parts of counters are carried over, not lost.
    assert sum(hour.counters for day in days for hour in day.hours) > 3_000


def test_a_day_is_the_same_each_time_and_nobody_is_told_or_called_before_they_came() -> None:
    told = played([A_DAY])
    assert told == played([A_DAY])
    assert told != played([A_DAY], seed=5)
    assert 30 <= len(told) <= 44
    assert all(min(one.expected, one.average, one.running, one.waited) >= 0 for one in told)


def test_the_error_is_the_mean_distance_in_minutes() -> None:
    one = Told(came=Came.WALK_IN, expected=5, average=9, running=1, waited=6, in_range=True)
    other = replace(one, expected=9)
    assert mean_error([one, other], lambda told: told.expected) == 2
    assert mean_error([one, other], lambda told: told.average) == pytest.approx(3)
