"""A timed job, and when it is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from chalicelib.core.clock import at_office, office_time

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: The office of a job that is done once for the whole city.
CITY = "city"
TICK = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Job:
    """Work to do for each office (or once for the city) at an hour of its own day.

    ``run`` takes the office's id and returns what it did, as counts; it must be safe to repeat and to interrupt.
    """

    name: str
    hour: time
    run: Callable[[str], Mapping[str, int]]
    per_office: bool = True


def due_since(job: Job, time_zone: str, now: datetime) -> datetime:
    """The last moment, not after ``now``, at which the job became due in that time zone; in UTC."""
    today = office_time(now, time_zone).date()
    moment = at_office(today, job.hour, time_zone)
    if moment > now:
        moment = at_office(today - timedelta(days=1), job.hour, time_zone)
    return moment.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Assignment:
    """One job for one office, as due at one moment: what the queue carries."""

    job: str
    office: str
    due: datetime


@dataclass(frozen=True, slots=True)
class Run:
    """The record of a job's last runs for an office; ``done`` is the due moment that was last completed."""

    job: str
    office: str
    done: datetime | None = None
    started: datetime | None = None
    finished: datetime | None = None
    outcome: str = "never"
    milliseconds: int = 0
    counts: Mapping[str, int] | None = None

    def needs(self, due: datetime) -> bool:
        """Whether what became due then has not been completed."""
        return self.done is None or self.done < due
