"""A case: what a citizen handed in, where it stands, and when it is promised."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from chalicelib.cases.errors import (
    CaseClosed,
    CaseWaits,
    MilestoneOutOfOrder,
    NothingToResume,
    UnknownMilestone,
)
from chalicelib.cases.promise import moved

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from chalicelib.core.text import Language

REFUSED, PAUSED = "refused", "paused"
#: Reasons whose pause ends when the citizen sends a document; the others end when an officer says so.
ENDED_BY_DOCUMENT = frozenset({"documents", "words"})


@dataclass(frozen=True, slots=True)
class Milestone:
    """A stage that was reached, by the key that the service standard gives it."""

    key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which the case waits for its citizen; ``until`` is None while it does.

    ``why`` is a reason's code, ``day`` the office's day on which it began.
    """

    why: str
    since: datetime
    day: date
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """That the office says no; ``why`` is a reason's code."""

    why: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterOf:
    """The finished letter of a case: the code it is verified by, where its file lies, and the file's fingerprint.

    ``key`` is None once the file is gone.
    """

    code: str
    key: str | None
    sha256: str
    issued: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A file without anything that names its citizen in the clear; ``due`` is the office's promised day.

    ``deemed`` is the day after which it counts as granted, where the law has one. ``met``: the office has done what it
    promised; ``ended``: the last milestone is reached. Words that explain a pause or a refusal are among ``sealed``.
    """

    reference: str
    office: str
    service: str
    milestones: tuple[Milestone, ...]
    due: date | None
    person: str
    proof: bytes
    sealed: Mapping[str, bytes]
    language: Language
    agency: str = ""
    deemed: date | None = None
    pauses: tuple[Pause, ...] = ()
    refused: Refused | None = None
    letter: LetterOf | None = None
    met: bool = False
    ended: bool = False
    version: int = 1

    @property
    def stage(self) -> str:
        """The key of the last milestone reached."""
        return self.milestones[-1].key

    @property
    def status(self) -> str:
        """Refused, paused, or the key of the last milestone reached."""
        if self.refused:
            return REFUSED
        return PAUSED if self.pause else self.stage

    @property
    def pause(self) -> Pause | None:
        """The pause that the case is in, or None."""
        return self.pauses[-1] if self.pauses and self.pauses[-1].until is None else None

    @property
    def is_open(self) -> bool:
        """Whether the office still has something to do for it."""
        return not (self.refused or self.ended)

    @property
    def watched(self) -> date | None:
        """The next day on which somebody must look at it: the earlier of the promised day and that of the law.

        None once there is nothing more to promise. While it waits for its citizen only a day counts that was over
        before the wait began: no pause makes good what was late.
        """
        if not self.is_open or self.met:
            return None
        days = [day for day in (self.due, self.deemed) if day]
        if self.pause:
            days = [day for day in days if day < self.pause.day]
        return min(days, default=None)

    def reached(self, key: str) -> datetime | None:
        """When a milestone was reached, or None."""
        return next((milestone.at for milestone in self.milestones if milestone.key == key), None)


@dataclass(frozen=True, slots=True)
class Steps:
    """The milestones of a standard in order, and those of them with which the promise is kept."""

    keys: Sequence[str]
    keeping: frozenset[str] = field(default_factory=frozenset)

    @property
    def last(self) -> str:
        """The milestone that ends a case."""
        return self.keys[-1]


def advanced(case: Case, key: str, steps: Steps, now: datetime) -> Case:
    """The case with one more milestone; the same case when it was reached already.

    UnknownMilestone; MilestoneOutOfOrder when a later one has been reached; CaseClosed when it was refused; CaseWaits
    while it waits for its citizen.
    """
    if key not in steps.keys:
        raise UnknownMilestone(field="milestone", known=", ".join(steps.keys))
    if case.reached(key):
        return case
    if case.refused:
        raise CaseClosed
    if case.pause:
        raise CaseWaits
    if case.stage in steps.keys and steps.keys.index(key) < steps.keys.index(case.stage):
        raise MilestoneOutOfOrder(field="milestone")
    return replace(
        case,
        milestones=(*case.milestones, Milestone(key, now)),
        met=case.met or key in steps.keeping or key == steps.last,
        ended=key == steps.last,
        version=case.version + 1,
    )


def paused(case: Case, why: str, now: datetime, day: date) -> Case:
    """The case, waiting for its citizen; CaseClosed when nothing is left to do, CaseWaits when it does already."""
    if not case.is_open or case.met:
        raise CaseClosed
    if case.pause:
        raise CaseWaits
    return replace(case, pauses=(*case.pauses, Pause(why, now, day)), version=case.version + 1)


def resumed(case: Case, now: datetime, day: date, works: Callable[[date], bool]) -> Case:
    """The case at work again, its days moved by the working days it waited; NothingToResume when it did not wait.

    ``day`` is the office's, ``works`` says whether the office works on one.
    """
    pause = case.pause
    if pause is None or case.refused:
        raise NothingToResume
    return replace(
        case,
        pauses=(*case.pauses[:-1], replace(pause, until=now)),
        due=moved(case.due, pause.day, day, works),
        deemed=moved(case.deemed, pause.day, day, works),
        version=case.version + 1,
    )


def refused(case: Case, why: str, now: datetime) -> Case:
    """The case, refused; CaseClosed when there is nothing to refuse any more: refused, ended, or its promise kept."""
    if not case.is_open or case.met:
        raise CaseClosed
    pauses = (*case.pauses[:-1], replace(case.pause, until=now)) if case.pause else case.pauses
    return replace(case, refused=Refused(why, now), pauses=pauses, version=case.version + 1)


def lettered(case: Case, letter: LetterOf | None) -> Case:
    """The case with its finished letter, or without one again.

    CaseClosed when it was refused, CaseWaits while it waits for its citizen.
    """
    if case.refused:
        raise CaseClosed
    if case.pause:
        raise CaseWaits
    return replace(case, letter=letter, version=case.version + 1)
