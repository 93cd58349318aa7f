"""The tick that sends what is due, the worker that does it, and what the health page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Protocol

from chalicelib.core import telemetry
from chalicelib.jobs.job import CITY, TICK, Assignment, Job, Run, due_since

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from chalicelib.offices.service import Offices

__all__ = ["CITY", "Assignment", "Health", "Job", "Jobs", "Run", "UnknownJobError"]

# The worker's function is stopped after five minutes; a lease that outlives it by one is never held by two.
LEASE = timedelta(minutes=6)
# What is due is sent within a tick and done within another; after four it is late.
LATE_AFTER = 4 * TICK


class UnknownJobError(Exception):
    """A message names a job that this version does not have."""


class Runs(Protocol):
    """What jobs need of a table."""

    def runs(self) -> list[Run]:
        """Every record."""

    def lease(self, assignment: Assignment, now: datetime, until: datetime) -> bool:
        """Take a job for oneself."""

    def finish(
        self,
        assignment: Assignment,
        until: datetime,
        now: datetime,
        milliseconds: int,
        counts: Mapping[str, int],
    ) -> bool:
        """Note that a job was done."""

    def fail(self, assignment: Assignment, until: datetime, now: datetime, milliseconds: int) -> bool:
        """Note that a job failed."""


class Sender(Protocol):
    """What jobs need of a queue."""

    def send(self, assignments: Sequence[Assignment]) -> None:
        """Send assignments to the worker."""


@dataclass(frozen=True, slots=True)
class Health:
    """A job's last run for an office, and whether it should have run since."""

    run: Run
    late: bool


class Jobs:
    """Timed work of all rooms; they register theirs in ``wiring``."""

    def __init__(
        self, runs: Runs, queue: Sender, offices: Offices, jobs: Sequence[Job], now: Callable[[], datetime]
    ) -> None:
        """Take the store, the queue, the offices, the registered jobs and the clock."""
        self._runs = runs
        self._queue = queue
        self._offices = offices
        self._jobs = {job.name: job for job in jobs}
        self._now = now

    def tick(self) -> list[Assignment]:
        """Send everything that is due and not done; sending twice is harmless. What was skipped is due still."""
        due = [one for one, run in self._timetable() if run.needs(one.due)]
        self._queue.send(due)
        telemetry.event("tick", sent=len(due))
        return due

    def work(self, assignment: Assignment) -> bool:
        """Do a job under a lease and keep its record; False when it is done already or underway elsewhere.

        Raises what the job raised (the queue brings it again), or UnknownJobError.
        """
        job = self._jobs.get(assignment.job)
        if job is None:
            raise UnknownJobError
        started = self._now()
        until = started + LEASE
        if not self._runs.lease(assignment, started, until):
            return False
        try:
            counts = job.run(assignment.office)
        except Exception as error:
            self._runs.fail(assignment, until, self._now(), self._since(started))
            telemetry.trouble("job failed", error=error, job=assignment.job, office=assignment.office)
            telemetry.count("JobFailed")
            raise
        self._runs.finish(assignment, until, self._now(), self._since(started), counts)
        telemetry.event("job done", job=assignment.job, office=assignment.office, counts=dict(counts))
        telemetry.count("JobDone")
        return True

    def health(self) -> list[Health]:
        """Every job of every office with its last run, also those that never ran."""
        now = self._now()
        return [
            Health(run, run.needs(one.due) and now - one.due > LATE_AFTER) for one, run in self._timetable()
        ]

    def _timetable(self) -> list[tuple[Assignment, Run]]:
        """Each job and office with the moment it last became due, and its record."""
        now = self._now()
        known = {(run.job, run.office): run for run in self._runs.runs()}
        offices = [(brief.id, brief.time_zone) for brief in self._offices.all()]
        table = []
        for job in self._jobs.values():
            # The city's own work follows the clock of its first office.
            places = offices if job.per_office else [(CITY, zone) for _, zone in offices[:1]]
            for office, zone in places:
                assignment = Assignment(job.name, office, due_since(job, zone, now))
                table.append((assignment, known.get((job.name, office), Run(job.name, office))))
        return table

    def _since(self, started: datetime) -> int:
        return int((self._now().astimezone(UTC) - started).total_seconds() * 1000)
