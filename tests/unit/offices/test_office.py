from __future__ import annotations

from datetime import time

import pytest

from chalicelib.offices.errors import UnknownService
from chalicelib.offices.hours import Window
from chalicelib.offices.pool import FewerCounters, Pool
from tests.unit.offices.builders import FRIDAY, MONDAY, an_office

MORNING = Window(time(8), time(8, 30))


def test_the_minutes_of_a_window_are_the_counters_times_its_length_less_the_walk_ins_share() -> None:
    assert Pool("ktp", 3, ("d000",), 80).minutes_at(1, MORNING) == 72
    assert Pool("ktp", 3, ("d000",)).minutes_at(1, MORNING) == 90


def test_fewer_counters_count_on_their_weekdays_and_hours_only() -> None:
    fewer = FewerCounters((1, 5), time(8, 15), time(9), 1)
    pool = Pool("ktp", 3, ("d000",), fewer=(fewer,))
    assert pool.counters_at(1, MORNING) == 1
    assert pool.counters_at(2, MORNING) == 3
    assert pool.counters_at(1, Window(time(9), time(9, 30))) == 3


def test_of_two_plans_for_fewer_counters_the_smaller_number_counts() -> None:
    two = FewerCounters((1,), time(8), time(12), 2)
    none = FewerCounters((1,), time(8), time(9), 0)
    assert Pool("ktp", 3, ("d000",), fewer=(two, none)).counters_at(1, MORNING) == 0


def test_the_minutes_of_a_day_differ_by_weekday_and_window() -> None:
    pool = an_office().pool("ktp")
    afternoon = Window(time(13), time(13, 30))
    assert pool.minutes_at(MONDAY.isoweekday(), afternoon) == 72
    assert pool.minutes_at(FRIDAY.isoweekday(), afternoon) == 24


def test_a_service_is_found_with_its_pool() -> None:
    office = an_office()
    assert office.service("d001").minutes == 10
    assert office.pool_of("d001").counters == 3


def test_a_service_that_is_not_offered_is_unknown() -> None:
    with pytest.raises(UnknownService):
        an_office().service("s257")


def test_the_brief_lists_what_the_office_offers() -> None:
    assert an_office().brief.services == ("d000", "d001")
