"""The tick, the worker and the health of timed work; safe when doubled, skipped or broken."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib.core import registry
from chalicelib.core.table import Tables
from chalicelib.jobs.job import CITY, Assignment, Job
from chalicelib.jobs.queue import JobsQueue, read
from chalicelib.jobs.service import LATE_AFTER, LEASE, Jobs, UnknownJobError
from chalicelib.jobs.store import RunStore
from tests.builders.city import City, a_small_office, at, the_other_office
from tests.unit.offices.builders import MONDAY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.unit.conftest import LogLines

HALF_PAST_MIDNIGHT = time(0, 30)
#: The same hour in Makassar and in Jakarta, on Monday.
IN_MAKASSAR = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)
IN_JAKARTA = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
MPP = Assignment("count", "mpp", IN_MAKASSAR)


class Work:
    """A job that notes where it was done, and fails where a test says so."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.fails = False

    def __call__(self, office: str) -> Mapping[str, int]:
        if self.fails:
            raise RuntimeError("5171010101900001")
        self.done.append(office)
        return {"added": len(self.done)}


@pytest.fixture
def city() -> City:
    return City(a_small_office(), the_other_office(), now=at(0, 30))


@pytest.fixture
def work() -> Work:
    return Work()


@pytest.fixture
def jobs(city: City, work: Work) -> Jobs:
    runs = RunStore(registry.get(Tables), "jobs")
    queue = JobsQueue(lambda: city.sqs, "queue")  # type: ignore[arg-type,return-value]  # a queue in memory
    timed = (
        Job("count", HALF_PAST_MIDNIGHT, work),
        Job("city-count", HALF_PAST_MIDNIGHT, work, per_office=False),
    )
    return Jobs(runs, queue, city.offices, timed, city.clock)


def outcomes(jobs: Jobs) -> dict[tuple[str, str], tuple[str, bool]]:
    return {(one.run.job, one.run.office): (one.run.outcome, one.late) for one in jobs.health()}


class TestTick:
    def test_what_is_due_is_sent_for_each_office_in_its_own_time(self, jobs: Jobs, city: City) -> None:
        sent = jobs.tick()
        yesterday_in_jakarta = IN_JAKARTA - timedelta(days=1)
        assert sent[:2] == [Assignment("count", "dukcapil", yesterday_in_jakarta), MPP]
        assert [read(message) for message in city.sqs.messages] == sent

    def test_the_citys_own_work_is_sent_once(self, jobs: Jobs) -> None:
        assert [one.office for one in jobs.tick() if one.job == "city-count"] == [CITY]

    def test_what_was_done_is_not_sent_again_until_it_is_due_again(self, jobs: Jobs, city: City) -> None:
        for one in jobs.tick():
            jobs.work(one)
        city.clock.passes(minutes=15)
        assert jobs.tick() == []
        city.clock.passes(days=1)
        assert len(jobs.tick()) == 3

    def test_what_was_skipped_is_due_still(self, jobs: Jobs, city: City) -> None:
        city.clock.passes(days=3)
        assert MPP.due + timedelta(days=3) in [one.due for one in jobs.tick()]

    def test_many_assignments_are_sent_ten_at_a_time(self, city: City, work: Work) -> None:
        runs = RunStore(registry.get(Tables), "jobs")
        queue = JobsQueue(lambda: city.sqs, "queue")  # type: ignore[arg-type,return-value]  # as above
        timed = [Job(f"job-{number}", HALF_PAST_MIDNIGHT, work) for number in range(6)]
        Jobs(runs, queue, city.offices, timed, city.clock).tick()
        assert [len(batch) for batch in city.sqs.batches] == [10, 2]

    def test_a_city_without_offices_has_nothing_due(self, work: Work, city: City) -> None:
        city.dynamodb.items.clear()
        city.clock.passes(minutes=2)
        runs = RunStore(registry.get(Tables), "jobs")
        queue = JobsQueue(lambda: city.sqs, "queue")  # type: ignore[arg-type,return-value]  # as above
        timed = [Job("city-count", HALF_PAST_MIDNIGHT, work, per_office=False)]
        assert Jobs(runs, queue, city.offices, timed, city.clock).tick() == []


class TestWork:
    def test_a_job_is_done_and_its_run_recorded(self, jobs: Jobs, work: Work, log_lines: LogLines) -> None:
        assert jobs.work(MPP)
        assert work.done == ["mpp"]
        run = next(one.run for one in jobs.health() if one.run.office == "mpp")
        assert (run.outcome, run.done, run.counts) == ("ok", IN_MAKASSAR, {"added": 1})
        assert [line["message"] for line in log_lines()] == ["job done"]

    def test_a_doubled_message_is_done_once(self, jobs: Jobs, work: Work) -> None:
        jobs.work(MPP)
        assert not jobs.work(MPP)
        assert work.done == ["mpp"]

    def test_a_second_worker_leaves_it_to_the_first(self, jobs: Jobs, work: Work, city: City) -> None:
        runs = RunStore(registry.get(Tables), "jobs")
        runs.lease(MPP, city.clock(), city.clock() + LEASE)
        assert not jobs.work(MPP)
        assert work.done == []

    def test_a_worker_that_died_is_followed_by_another_once_its_lease_is_over(
        self, jobs: Jobs, work: Work, city: City
    ) -> None:
        runs = RunStore(registry.get(Tables), "jobs")
        runs.lease(MPP, city.clock(), city.clock() + LEASE)
        city.clock.passes(seconds=LEASE.total_seconds() + 1)
        assert jobs.work(MPP)

    def test_a_job_that_fails_is_told_and_may_be_done_again_at_once(
        self, jobs: Jobs, work: Work, log_lines: LogLines
    ) -> None:
        work.fails = True
        with pytest.raises(RuntimeError):
            jobs.work(MPP)
        assert outcomes(jobs)["count", "mpp"] == ("failed", False)
        (line,) = log_lines()
        assert (line["message"], line["error"], line["job"]) == ("job failed", "RuntimeError", "count")
        assert "5171010101900001" not in json.dumps(line)
        work.fails = False
        assert jobs.work(MPP)
        assert outcomes(jobs)["count", "mpp"] == ("ok", False)

    def test_a_job_that_this_version_does_not_have_is_unknown(self, jobs: Jobs) -> None:
        with pytest.raises(UnknownJobError):
            jobs.work(Assignment("forgotten", "mpp", IN_MAKASSAR))

    def test_how_long_it_took_is_kept(self, city: City) -> None:
        def slow(_: str) -> Mapping[str, int]:
            city.clock.passes(seconds=1.5)
            return {}

        runs = RunStore(registry.get(Tables), "jobs")
        queue = JobsQueue(lambda: city.sqs, "queue")  # type: ignore[arg-type,return-value]  # as above
        Jobs(runs, queue, city.offices, [Job("slow", HALF_PAST_MIDNIGHT, slow)], city.clock).work(
            Assignment("slow", "mpp", IN_MAKASSAR)
        )
        assert runs.runs()[0].milliseconds == 1500


class TestHealth:
    def test_a_job_that_never_ran_is_told_of_and_late_after_four_ticks(self, jobs: Jobs, city: City) -> None:
        city.clock.time = IN_MAKASSAR + LATE_AFTER
        assert outcomes(jobs)["count", "mpp"] == ("never", False)
        city.clock.passes(seconds=1)
        assert outcomes(jobs)["count", "mpp"] == ("never", True)

    def test_what_was_done_in_time_is_not_late(self, jobs: Jobs, city: City) -> None:
        jobs.work(MPP)
        city.clock.passes(hours=12)
        assert outcomes(jobs)["count", "mpp"] == ("ok", False)

    def test_what_ran_yesterday_and_not_today_is_late(self, jobs: Jobs, city: City) -> None:
        jobs.work(MPP)
        city.clock.passes(days=1, hours=2)
        assert outcomes(jobs)["count", "mpp"] == ("ok", True)

    def test_what_fails_all_along_is_late(self, jobs: Jobs, work: Work, city: City) -> None:
        work.fails = True
        city.clock.passes(hours=2)
        with pytest.raises(RuntimeError):
            jobs.work(MPP)
        assert outcomes(jobs)["count", "mpp"] == ("failed", True)


class TestTheRealJobs:
    """Those that wiring hands over, on a city of the tests."""

    def test_a_night_lays_the_next_day_and_sweeps_what_is_over(self, city: City) -> None:
        made = city.book()
        city.clock.time = at(2, day=MONDAY + timedelta(days=1))
        for one in city.jobs.tick():
            assert city.jobs.work(one)
        assert max(slot.day for slot in city.slots()) == MONDAY + timedelta(days=16)
        assert city.booking(made.booking.reference).status.value == "lapsed"
        counts = {(one.run.job, one.run.office): one.run.counts for one in city.jobs.health()}
        assert counts["reconcile-places", "mpp"] == {"lapsed": 1, "places": 0}
        assert counts["horizon", "mpp"] == {"added": 12, "changed": 0, "overdrawn": 0}
        assert counts["reconcile-guards", CITY] is not None

    def test_after_that_nothing_is_due(self, city: City) -> None:
        city.clock.time = at(3)
        for one in city.jobs.tick():
            city.jobs.work(one)
        assert city.jobs.tick() == []
