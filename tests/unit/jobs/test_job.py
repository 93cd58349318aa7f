"""When a timed job is due: at its hour of the office's own day."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.clock import office_time
from chalicelib.jobs.job import Job, Run, due_since

if TYPE_CHECKING:
    from collections.abc import Mapping

ZONES = {"Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}


def nothing(_: str) -> Mapping[str, int]:
    return {}


def a_job(hour: time) -> Job:
    return Job("job", hour, nothing)


@pytest.mark.parametrize(
    ("zone", "due"),
    [("Asia/Jakarta", (22, 17, 30)), ("Asia/Makassar", (22, 16, 30)), ("Asia/Jayapura", (22, 15, 30))],
)
def test_half_past_midnight_comes_at_another_moment_in_every_zone(
    zone: str, due: tuple[int, int, int]
) -> None:
    day, hour, minute = due
    moment = datetime(2026, 11, day, hour, minute, tzinfo=UTC)
    job = a_job(time(0, 30))
    assert due_since(job, zone, moment) == moment
    assert due_since(job, zone, moment + timedelta(hours=5)) == moment
    assert due_since(job, zone, moment - timedelta(seconds=1)) == moment - timedelta(days=1)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)),  # noqa: DTZ001 - given its zone below
    st.times(),
    st.sampled_from(sorted(ZONES)),
)
def test_the_last_moment_is_the_latest_that_is_not_to_come(now: datetime, hour: time, zone: str) -> None:
    instant = now.replace(tzinfo=UTC)
    due = due_since(a_job(hour), zone, instant)
    assert due.tzinfo is UTC
    assert due <= instant < due + timedelta(days=1)
    assert office_time(due, zone).time() == hour


def test_what_was_done_needs_doing_again_when_it_is_due_again() -> None:
    due = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)
    assert Run("job", "mpp").needs(due)
    assert not Run("job", "mpp", done=due).needs(due)
    assert Run("job", "mpp", done=due).needs(due + timedelta(days=1))
    assert not Run("job", "mpp", done=due + timedelta(days=1)).needs(due)
