"""One contract for the store of plans and counts."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib.demand.plan import PoolPlan
from chalicelib.demand.store import DemandStore

if TYPE_CHECKING:
    from chalicelib.core.table import Tables

QUARTER = datetime(2026, 11, 23, 1, 15, tzinfo=UTC)
TUESDAY = date(2026, 11, 24)


@pytest.fixture
def store(tables: Tables, table: str) -> DemandStore:
    return DemandStore(tables, table)


def test_what_was_never_planned_is_an_empty_plan(store: DemandStore) -> None:
    assert store.plan("mpp", "ktp") == PoolPlan()


def test_weekdays_and_single_days_are_kept_side_by_side(store: DemandStore) -> None:
    store.put_weekday("mpp", "ktp", 1, {time(8): 60, time(8, 30): 45})
    store.put_weekday("mpp", "ktp", 2, {})
    store.put_day("mpp", "ktp", TUESDAY, {time(9): 30})
    assert store.plan("mpp", "ktp") == PoolPlan(
        {1: {time(8): 60, time(8, 30): 45}, 2: {}}, {TUESDAY: {time(9): 30}}
    )


def test_a_plan_is_of_its_office_and_pool(store: DemandStore) -> None:
    store.put_weekday("mpp", "ktp", 1, {time(8): 60})
    assert store.plan("mpp", "kk") == store.plan("dukcapil", "ktp") == PoolPlan()


def test_a_new_plan_replaces_the_old_one(store: DemandStore) -> None:
    store.put_weekday("mpp", "ktp", 1, {time(8): 60})
    store.put_weekday("mpp", "ktp", 1, {time(9): 30})
    assert store.plan("mpp", "ktp").weekdays == {1: {time(9): 30}}


def test_days_that_were_adopted_are_told_from_those_planned_by_hand_and_can_be_dropped(
    store: DemandStore,
) -> None:
    store.put_weekday("mpp", "ktp", 1, {})
    store.put_day("mpp", "ktp", TUESDAY, {time(9): 30}, adopted=True)
    store.put_day("mpp", "ktp", TUESDAY + timedelta(days=1), {time(9): 30})
    assert store.adopted_days("mpp", "ktp") == {TUESDAY}
    store.drop_day("mpp", "ktp", TUESDAY)
    assert store.adopted_days("mpp", "ktp") == set()
    assert list(store.plan("mpp", "ktp").days) == [TUESDAY + timedelta(days=1)]


def test_searches_without_a_place_are_counted_by_service_and_quarter(store: DemandStore) -> None:
    for _ in range(2):
        store.count_unmet("mpp", "d000", QUARTER)
    store.count_unmet("mpp", "d000", QUARTER.replace(minute=30))
    store.count_unmet("mpp", "d0001", QUARTER)
    store.count_unmet("dukcapil", "d000", QUARTER)
    assert store.unmet("mpp", "d000") == {"2026-11-23T01:15": 2, "2026-11-23T01:30": 1}
    assert store.unmet("mpp", "d001") == {}
