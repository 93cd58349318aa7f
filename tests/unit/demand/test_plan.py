from __future__ import annotations

from datetime import time, timedelta

from chalicelib.demand.plan import PoolPlan
from tests.unit.offices.builders import MONDAY

TUESDAY = MONDAY + timedelta(days=1)
PLAN = PoolPlan({1: {time(8): 60}, 2: {time(8): 30, time(9): 30}}, {TUESDAY: {time(9): 15}})


def test_a_window_has_the_minutes_of_its_weekday() -> None:
    assert PLAN.minutes(MONDAY, time(8)) == 60
    assert PLAN.minutes(MONDAY + timedelta(days=7), time(8)) == 60


def test_a_days_own_plan_replaces_its_weekdays_altogether() -> None:
    assert PLAN.minutes(TUESDAY, time(9)) == 15
    assert PLAN.minutes(TUESDAY, time(8)) == 0
    assert PLAN.minutes(TUESDAY + timedelta(days=7), time(8)) == 30


def test_what_was_never_planned_gives_nothing() -> None:
    assert PLAN.minutes(MONDAY, time(9)) == 0
    assert PLAN.minutes(MONDAY + timedelta(days=2), time(8)) == 0
    assert PoolPlan().minutes(MONDAY, time(8)) == 0


def test_a_day_that_is_planned_empty_gives_nothing() -> None:
    assert PoolPlan({1: {time(8): 60}}, {MONDAY: {}}).minutes(MONDAY, time(8)) == 0
