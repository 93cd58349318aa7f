"""Timed work when it is doubled, skipped, killed in the middle, poisoned or failing."""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.booking.service import Bookings
from chalicelib.jobs import queue
from chalicelib.jobs.service import LATE_AFTER, LEASE, Jobs
from tests.cloud.citizen import a_form
from tests.cloud.fairness import all_at_once, consistent
from tests.cloud.town import OFFICE, TUESDAY, a_request, at, proof_of

if TYPE_CHECKING:
    from tests.cloud.town import Town

pytestmark = pytest.mark.cloud

JOBS = [
    "close-day",
    "forget-documents",
    "forget-letters",
    "horizon",
    "reconcile-guards",
    "reconcile-places",
    "watch-cases",
    "watch-complaints",
]
DUE = "2026-11-24T16:30:00+00:00"
POISON = (
    "no json",
    "[]",
    "null",
    "{}",
    f'{{"job": "unknown", "office": "mpp", "due": "{DUE}"}}',
    '{"job": 5}',
)


def last_day(town: Town) -> date:
    """The last day with slots."""
    windows = [item["sk"] for item in town.items("diary") if item["pk"].startswith("SLOTS#")]
    return date.fromisoformat(max(windows)[:10])


def health(town: Town) -> dict[str, Any]:
    """The health page's jobs by name."""
    page = town.citizen().get("/v1/health").ok()
    return {"status": page["status"], **{job["job"]: job for job in page["jobs"]}}


def test_a_doubled_tick_has_each_job_done_once(town: Town) -> None:
    assert town.tick() == town.tick() == len(JOBS)
    messages = [queue.read(message) for message in town.messages()]
    assert sorted(one.job for one in messages) == sorted(JOBS * 2)
    jobs = town.get(Jobs)
    assert sum(jobs.work(one) for one in messages) == len(JOBS)
    assert town.tick() == 0
    assert {name: health(town)[name]["outcome"] for name in JOBS} == dict.fromkeys(JOBS, "ok")
    assert health(town)["status"] == "ok"


def test_of_many_workers_at_once_one_does_the_job(town: Town) -> None:
    town.clock.passes(days=1)
    town.tick()
    jobs = town.get(Jobs)
    for assignment in [queue.read(message) for message in town.messages()]:
        assert all_at_once([partial(jobs.work, assignment)] * 8).count(True) == 1
    assert last_day(town) == TUESDAY + timedelta(days=8)
    consistent(town.items("diary"))


class Killed(BaseException):
    """What no code of ours catches, as it could not catch the end of its process."""


def test_a_worker_killed_in_the_middle_is_followed_by_another_when_its_lease_ends(town: Town) -> None:
    town.clock.passes(days=4)
    town.tick()
    horizon = next(message for message in town.messages() if queue.read(message).job == "horizon")
    writes = iter(range(2))

    def kill(**_: object) -> None:
        if next(writes, None) is None:
            raise Killed

    events = town.client("dynamodb").meta.events
    events.register("before-call.dynamodb.TransactWriteItems", kill)
    with pytest.raises(Killed):
        town.work(horizon)
    events.unregister("before-call.dynamodb.TransactWriteItems", kill)
    assert health(town)["horizon"]["outcome"] == "underway"

    town.clock.passes(seconds=LEASE.total_seconds() - 1)
    assert town.get(Jobs).work(queue.read(horizon)) is False
    town.clock.passes(seconds=2)
    assert town.work(horizon) == []
    assert health(town)["horizon"]["outcome"] == "ok"
    assert health(town)["horizon"]["counts"]["added"] > 0
    assert last_day(town) == TUESDAY + timedelta(days=10)
    assert town.work(horizon) == [], "brought again by the queue, it is done already"


def test_the_horizon_grows_with_the_days_also_with_those_that_were_skipped(town: Town) -> None:
    citizen = town.citizen()
    for days, window in ((1, "2026-12-01T09:00:00+08:00"), (2, "2026-12-03T09:00:00+08:00")):
        citizen.book(a_form(OFFICE, "five", window)).refuses(422, "invalid-fields", field="starts")
        town.clock.passes(days=days)
        assert town.tick() == len(JOBS), "what was skipped is due once, not once for each day"
        assert town.work(*town.messages()) == []
        citizen.book(a_form(OFFICE, "five", window)).ok(201)
    assert last_day(town) == TUESDAY + timedelta(days=10)


def test_visits_whose_day_is_over_lapse_and_their_citizens_may_book_again(town: Town) -> None:
    asked = a_request("one")
    visitor = proof_of(asked, town.book(asked))
    town.clock.passes(days=5)
    town.tick()
    assert town.work(*town.messages()) == []
    assert health(town)["reconcile-places"]["counts"]["lapsed"] == 1
    assert town.get(Bookings).find(visitor).status == "lapsed"
    again = a_request("one", at(TUESDAY + timedelta(days=7), "09:00"), citizen=asked.citizen)
    assert town.book(again).booking.is_open
    consistent(town.items("diary"))


def test_a_poison_message_spoils_none_of_the_others(town: Town) -> None:
    town.tick()
    good = town.messages()
    assert town.work(*good[:1], *POISON, *good[1:]) == list(POISON)
    assert {name: health(town)[name]["outcome"] for name in JOBS} == dict.fromkeys(JOBS, "ok")


def test_a_job_that_fails_comes_again_and_the_health_page_tells(town: Town) -> None:
    town.tick()
    horizon = next(message for message in town.messages() if queue.read(message).job == "horizon")
    plans, table = town.environment["TABLE_DEMAND"], "tanpa-antre-nowhere-demand"
    town.wire(TABLE_DEMAND=table)
    assert town.work(horizon) == [horizon]
    assert health(town)["horizon"]["outcome"] == "failed"
    assert health(town)["status"] == "late"
    town.wire(TABLE_DEMAND=plans)
    assert town.work(horizon) == []
    assert health(town)["horizon"]["outcome"] == "ok"


def test_the_health_page_says_what_is_late(town: Town) -> None:
    assert health(town)["status"] == "late", "nothing has run since the offices opened"
    town.tick()
    town.work(*town.messages())
    assert health(town)["status"] == "ok"
    town.clock.time = at(TUESDAY, "00:30") + LATE_AFTER
    assert health(town)["status"] == "ok"
    town.clock.passes(seconds=1)
    late = health(town)
    assert late["status"] == "late"
    assert [name for name in JOBS if late[name]["late"]] == ["horizon"]


def test_the_queue_holds_nothing_but_job_office_and_moment(town: Town) -> None:
    town.tick()
    assert {frozenset(json.loads(message)) for message in town.messages()} == {
        frozenset({"job", "office", "due"})
    }
