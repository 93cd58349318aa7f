from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from chalicelib.demand.service import Demand
from chalicelib.demand.store import DemandStore
from tests.fakes.dynamodb import DynamoInMemory
from tests.fakes.dynamodb import tables as tables_over
from tests.unit.offices.builders import FRIDAY, MONDAY, RAMADAN, an_office

MORNING, AFTERNOON = time(8), time(13)


@pytest.fixture
def store() -> DemandStore:
    return DemandStore(tables_over(DynamoInMemory()), "demand")


@pytest.fixture
def demand(store: DemandStore) -> Demand:
    return Demand(store)


def test_an_office_that_plans_nothing_gives_what_its_counters_can(demand: Demand) -> None:
    office = an_office()
    demand.adopt(office, MONDAY, MONDAY + timedelta(days=30))
    plan = demand.plan("mpp", "ktp")
    # Three counters for thirty minutes, of which a fifth is kept for those who come without an appointment.
    assert plan.minutes(MONDAY, MORNING) == 72
    assert plan.minutes(FRIDAY, AFTERNOON) == 24
    assert plan.minutes(MONDAY, time(12)) == 0
    assert plan.days == {}


def test_the_days_of_a_season_are_planned_by_their_own_hours(demand: Demand) -> None:
    demand.adopt(an_office(), MONDAY, date(2027, 12, 31))
    plan = demand.plan("mpp", "ktp")
    assert min(plan.days) == RAMADAN.first
    assert max(plan.days) == RAMADAN.last
    assert plan.minutes(RAMADAN.first, time(12)) == 72
    assert plan.minutes(RAMADAN.first, time(14)) == 0


def test_only_the_days_asked_for_are_planned(demand: Demand) -> None:
    day = RAMADAN.first + timedelta(days=1)
    demand.adopt(an_office(), day, day)
    assert list(demand.plan("mpp", "ktp").days) == [day]


def test_adopting_twice_is_adopting_once(demand: Demand) -> None:
    demand.adopt(an_office(), MONDAY, date(2027, 12, 31))
    before = demand.plan("mpp", "ktp")
    demand.adopt(an_office(), MONDAY, date(2027, 12, 31))
    assert demand.plan("mpp", "ktp") == before


def test_a_season_that_was_moved_leaves_its_old_days_to_their_weekday(demand: Demand) -> None:
    demand.adopt(an_office(), MONDAY, date(2027, 12, 31))
    later = replace(RAMADAN, first=RAMADAN.first + timedelta(days=7))
    demand.adopt(an_office(seasons=(later,)), MONDAY, date(2027, 12, 31))
    assert min(demand.plan("mpp", "ktp").days) == later.first


def test_a_plan_of_the_offices_own_stands_for_its_day_or_weekday(demand: Demand) -> None:
    demand.plan_weekday("mpp", "ktp", 1, {MORNING: 45})
    demand.plan_day("mpp", "ktp", FRIDAY, {MORNING: 15})
    plan = demand.plan("mpp", "ktp")
    assert (plan.minutes(MONDAY, MORNING), plan.minutes(FRIDAY, MORNING)) == (45, 15)


@pytest.mark.parametrize(
    ("minute", "quarter"), [(0, "01:00"), (14, "01:00"), (15, "01:15"), (44, "01:30"), (59, "01:45")]
)
def test_a_search_that_found_nothing_counts_in_its_quarter(
    demand: Demand, store: DemandStore, minute: int, quarter: str
) -> None:
    now = datetime(2026, 11, 23, 1, minute, 59, 999, tzinfo=UTC)
    demand.found_nothing("mpp", "d000", now)
    demand.found_nothing("mpp", "d000", now)
    assert store.unmet("mpp", "d000") == {f"2026-11-23T{quarter}": 2}


def test_a_season_that_was_dropped_leaves_no_plan_and_a_plan_made_by_hand_stays(demand: Demand) -> None:
    demand.adopt(an_office(), MONDAY, date(2027, 12, 31))
    demand.plan_day("mpp", "ktp", MONDAY, {MORNING: 15})
    demand.adopt(an_office(seasons=()), MONDAY, date(2027, 12, 31))
    assert set(demand.plan("mpp", "ktp").days) == {MONDAY}
