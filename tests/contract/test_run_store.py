"""One contract for the store of run records and leases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib.jobs.job import Assignment, Run
from chalicelib.jobs.store import RunStore

if TYPE_CHECKING:
    from chalicelib.core.table import Tables

DUE = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)
NOW = DUE + timedelta(minutes=5)
UNTIL = NOW + timedelta(minutes=6)
HORIZON = Assignment("horizon", "mpp", DUE)
TOMORROWS = Assignment("horizon", "mpp", DUE + timedelta(days=1))


@pytest.fixture
def store(tables: Tables, table: str) -> RunStore:
    return RunStore(tables, table)


def finish(store: RunStore, until: datetime = UNTIL) -> bool:
    return store.finish(HORIZON, until, NOW, 1500, {"added": 12})


def test_what_never_ran_has_no_record(store: RunStore) -> None:
    assert store.runs() == []


def test_a_leased_job_is_underway(store: RunStore) -> None:
    assert store.lease(HORIZON, NOW, UNTIL)
    assert store.runs() == [Run("horizon", "mpp", started=NOW, outcome="underway", counts={})]


def test_a_finished_job_tells_what_it_did(store: RunStore) -> None:
    store.lease(HORIZON, NOW, UNTIL)
    assert finish(store)
    assert store.runs() == [Run("horizon", "mpp", DUE, NOW, NOW, "ok", 1500, {"added": 12})]


def test_a_job_is_leased_to_one_worker_until_its_lease_is_over(store: RunStore) -> None:
    store.lease(HORIZON, NOW, UNTIL)
    assert not store.lease(HORIZON, NOW + timedelta(minutes=1), UNTIL)
    assert not store.lease(HORIZON, UNTIL, UNTIL + timedelta(minutes=6))
    assert store.lease(HORIZON, UNTIL + timedelta(seconds=1), UNTIL + timedelta(minutes=6))


def test_the_same_job_of_another_office_has_a_lease_of_its_own(store: RunStore) -> None:
    store.lease(HORIZON, NOW, UNTIL)
    assert store.lease(Assignment("horizon", "dukcapil", DUE), NOW, UNTIL)
    assert {run.office for run in store.runs()} == {"mpp", "dukcapil"}


def test_what_is_done_is_not_leased_again_but_what_is_due_next_is(store: RunStore) -> None:
    store.lease(HORIZON, NOW, UNTIL)
    finish(store)
    assert not store.lease(HORIZON, NOW, UNTIL)
    assert store.lease(TOMORROWS, NOW, UNTIL)


def test_a_late_message_of_an_earlier_day_is_not_leased(store: RunStore) -> None:
    store.lease(TOMORROWS, NOW, UNTIL)
    store.finish(TOMORROWS, UNTIL, NOW, 1, {})
    assert not store.lease(HORIZON, NOW, UNTIL)


def test_a_failed_job_may_be_tried_at_once_and_was_not_done(store: RunStore) -> None:
    store.lease(HORIZON, NOW, UNTIL)
    assert store.fail(HORIZON, UNTIL, NOW, 20)
    (run,) = store.runs()
    assert (run.outcome, run.done, run.finished) == ("failed", None, NOW)
    assert store.lease(HORIZON, NOW, UNTIL)


def test_who_lost_the_lease_notes_nothing(store: RunStore) -> None:
    store.lease(HORIZON, NOW, UNTIL)
    store.lease(HORIZON, UNTIL + timedelta(seconds=1), UNTIL + timedelta(minutes=6))
    assert not finish(store)
    assert not store.fail(HORIZON, UNTIL, NOW, 20)
    assert store.runs()[0].outcome == "underway"
    assert finish(store, UNTIL + timedelta(minutes=6))


def test_moments_of_a_part_of_a_second_are_kept_in_order(store: RunStore) -> None:
    until = NOW + timedelta(microseconds=1)
    store.lease(HORIZON, NOW, until)
    assert not store.lease(HORIZON, NOW + timedelta(microseconds=1), UNTIL)
    assert store.lease(HORIZON, NOW + timedelta(microseconds=2), UNTIL)
