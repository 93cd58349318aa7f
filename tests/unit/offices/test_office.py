from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.offices.errors import UnknownCounter, UnknownService
from chalicelib.offices.hours import Window
from chalicelib.offices.pool import FewerCounters, Pool
from tests.unit.offices.builders import FRIDAY, MONDAY, SATURDAY, an_offered, an_office

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


def test_a_counter_is_found_with_its_pool() -> None:
    family = Pool("kk", 2, ("d004",), names=("B1", "B2"), letter="B")
    office = an_office(pools=(*an_office().pools, family))
    assert office.pool_of_counter("B2") is family
    assert office.pool_of_counter("A3").letter == "A"


def test_a_counter_the_office_does_not_have_is_unknown() -> None:
    with pytest.raises(UnknownCounter) as refused:
        an_office().pool_of_counter("a1")
    assert (refused.value.code, refused.value.field) == ("unknown-counter", "counter")


def test_the_agencies_of_a_pool_are_those_of_its_services_alone() -> None:
    pools = (Pool("satu", 1, ("d000", "s000")), Pool("dua", 1, ("s008",)))
    services = (
        an_offered("d000", pool="satu"),
        an_offered("s000", pool="satu", agency_id="pajak"),
        an_offered("s008", pool="dua", agency_id="imigrasi"),
    )
    office = an_office(pools=pools, services=services)
    assert [office.agencies_of(pool) for pool in pools] == [{"dukcapil", "pajak"}, {"imigrasi"}]


def _walk_in_minutes(day: date, planned: int) -> int:
    office = an_office()
    return office.walk_in_minutes(office.pool("ktp"), day, planned)


def test_walk_ins_have_the_minutes_of_the_open_counters_that_bookings_do_not_take() -> None:
    assert _walk_in_minutes(MONDAY, 0) == 3 * 12 * 30
    assert _walk_in_minutes(MONDAY, 864) == 216
    assert _walk_in_minutes(FRIDAY, 0) == 3 * 8 * 30 + 1 * 4 * 30


def test_a_closed_day_has_no_minutes_for_walk_ins() -> None:
    assert _walk_in_minutes(SATURDAY, 0) == 0


@given(planned=st.integers(0, 5_000))
def test_walk_in_minutes_are_never_negative_and_fill_the_day_with_what_is_planned(planned: int) -> None:
    left = _walk_in_minutes(MONDAY, planned)
    assert left == max(0, 1_080 - planned)


def test_the_brief_lists_what_the_office_offers() -> None:
    assert an_office().brief.services == ("d000", "d001")
