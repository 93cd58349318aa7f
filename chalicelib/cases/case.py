"""A case: what a citizen handed in, where it stands, and when it is promised."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.cases.errors import MilestoneOutOfOrder, UnknownMilestone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from chalicelib.core.text import Language

# No standard promises more; a calendar with no working day in it must end somewhere.
LONGEST_WAIT = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class Milestone:
    """A stage that was reached, by the key that the service standard gives it."""

    key: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A file without anything that names its citizen in the clear; ``due`` is the office's promised day."""

    reference: str
    office: str
    service: str
    milestones: tuple[Milestone, ...]
    due: date | None
    person: str
    proof: bytes
    sealed: Mapping[str, bytes]
    language: Language
    version: int = 1

    @property
    def status(self) -> str:
        """The key of the last milestone reached."""
        return self.milestones[-1].key

    def reached(self, key: str) -> datetime | None:
        """When a milestone was reached, or None."""
        return next((milestone.at for milestone in self.milestones if milestone.key == key), None)


def advanced(case: Case, key: str, steps: Sequence[str], now: datetime) -> Case:
    """The case with one more milestone; the same case when it was reached already.

    ``steps`` are the standard's milestones in order. UnknownMilestone, or MilestoneOutOfOrder when a later one has
    been reached.
    """
    if key not in steps:
        raise UnknownMilestone(field="milestone", known=", ".join(steps))
    if case.reached(key):
        return case
    if case.status in steps and steps.index(key) < steps.index(case.status):
        raise MilestoneOutOfOrder(field="milestone")
    return replace(case, milestones=(*case.milestones, Milestone(key, now)), version=case.version + 1)


def promised_day(received: date, working_days: int, works: Callable[[date], bool]) -> date | None:
    """The last of so many working days after the day of receipt, which does not count; zero means the same day.

    ``works`` says whether the office works on a day. None when no such day comes within three years.
    """
    day, left = received, working_days
    while left and day - received < LONGEST_WAIT:
        day += timedelta(days=1)
        left -= works(day)
    return None if left else day
