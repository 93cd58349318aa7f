"""The service clock: when a complaint is due, how late it is, and why, in the working time of its office.

A class promises whole working days. Each working day weighs one day however long it is, spread evenly over its open
minutes, so that a day of Ramadan is a day too. A complaint that comes before the office opens has that day counted; one
that comes later has the next working day as its first, and the rest of the day is a gift. It is due when the last of
them closes. What is waited for the citizen in working time is given back, fraction of a day by fraction of a day; what
is waited at night or on a holiday moves nothing. Nothing else ever moves the clock: it runs from the moment of receipt
through every change of class, office and officer, and through a proposal that the citizen disputes or a reopening: what
was not solved gains no time. While a proposal or an end stands, the clock shows how it stood at that moment.

The time to look at a new complaint (verification) is not moved by pauses: who asks the citizen back has looked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from fractions import Fraction
from math import ceil, floor
from types import MappingProxyType
from typing import TYPE_CHECKING

from chalicelib.complaints.classes import (
    ESCALATED,
    FINE,
    OVERDUE,
    VERIFY,
    VERIFY_DAYS,
    WARNING,
    class_of,
    rank,
    rung_of,
)
from chalicelib.complaints.states import State
from chalicelib.complaints.worktime import (
    MINUTE,
    TICK,
    Calendar,
    NeverOpen,
    free_days,
    free_time,
    is_whole,
    to_the_minute,
    weight_of,
)
from chalicelib.core.clock import office_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from chalicelib.complaints.classes import Class
    from chalicelib.complaints.complaint import Complaint, Pause
    from chalicelib.complaints.worktime import Span

__all__ = [
    "VERIFY_DAYS",
    "Calendar",
    "Clock",
    "NeverOpen",
    "Reason",
    "Standing",
    "clock_of",
    "due",
    "standing",
    "starts",
    "verify_by",
]

#: Where the due time stands among the marks of a class: the warning, the due time, the rungs of the ladder.
DUE = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What the clock knows of a complaint. ``days`` is the class; ``zone`` the IANA name of the office's time zone.

    ``answered`` is when the office first looked or wrote back, through whatever channel. ``stopped`` is when it
    proposed its solution or ended the complaint, None while there is something to do.
    """

    received: datetime
    days: int
    zone: str
    pauses: tuple[Pause, ...] = ()
    answered: datetime | None = None
    stopped: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the clock stands as it does: a code and its facts, for a sentence (``explaining.py``)."""

    code: str
    facts: Mapping[str, datetime | int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a clock stands at one moment.

    ``left`` is in working minutes and ``left_days`` in working days (one decimal, cut off), negative when overdue.
    ``level`` is fine, warning, overdue or escalated-<rung>, the worse of what is due and of what waits to be looked at.
    """

    starts: datetime
    due: datetime
    verify_by: datetime
    paused: bool
    left: int
    left_days: float
    level: str
    explained: tuple[Reason, ...]

    @property
    def rung(self) -> int:
        """Of the escalation ladder; 0 before its first."""
        return rung_of(self.level)


def clock_of(complaint: Complaint, zone: str) -> Clock:
    """The clock of a complaint in the office that has it now."""
    looked = [complaint.verified, complaint.replied, complaint.proposed, complaint.ended]
    looked += [pause.since for pause in complaint.pauses]
    return Clock(
        received=complaint.received,
        days=complaint.days,
        zone=zone,
        pauses=complaint.pauses,
        answered=min((moment for moment in looked if moment), default=None),
        stopped=_stopped(complaint),
    )


def _stopped(complaint: Complaint) -> datetime | None:
    if complaint.state in {State.PROPOSED, State.CONFIRMED, State.CLOSED}:
        return complaint.proposed or complaint.ended
    return None if complaint.is_open else complaint.ended


def starts(clock: Clock, calendar: Calendar) -> datetime:
    """The first working moment at or after receipt."""
    return _local(next(free_time(calendar, clock.zone, clock.received)).starts, clock)


def due(clock: Clock, calendar: Calendar, now: datetime) -> datetime:
    """When the promise is over; a pause that lasts counts up to now, or until the clock stopped."""
    now = min(now, clock.stopped or now)
    return _local(_marks(clock, calendar, class_of(clock.days), _waits(clock, now))[DUE], clock)


def verify_by(clock: Clock, calendar: Calendar) -> datetime:
    """Until when somebody must have looked."""
    return _local(_marks(clock, calendar, VERIFY)[DUE], clock)


def standing(clock: Clock, calendar: Calendar, now: datetime) -> Standing:
    """Everything about the clock at one moment, or at that at which it stopped."""
    now = min(now, clock.stopped or now)
    waits = _waits(clock, now)
    marks = _marks(clock, calendar, class_of(clock.days), waits)
    looked = _marks(clock, calendar, VERIFY)
    levels = [_level(marks, now)] if clock.answered else [_level(marks, now), _level(looked, now)]
    started, ends = starts(clock, calendar), marks[DUE]
    late = ends < now
    span = (ends, waits, now) if late else (now, (), ends)
    rest = tuple(free_days(calendar, clock.zone, *span))
    sign = -1 if late else 1
    return Standing(
        starts=started,
        due=_local(ends, clock),
        verify_by=_local(looked[DUE], clock),
        paused=any(pause.until is None for pause in clock.pauses),
        left=sign * (sum((one.length for day in rest for one in day), timedelta()) // MINUTE),
        left_days=sign * floor(sum(weight_of(day) for day in rest) * 10) / 10,
        level=max(levels, key=rank),
        explained=tuple(_explained(clock, started, marks[DUE], looked[DUE], now)),
    )


def _explained(
    clock: Clock, started: datetime, ends: datetime, look_by: datetime, now: datetime
) -> Iterator[Reason]:
    if started > clock.received:
        yield _reason("outside", clock, since=clock.received, starts=started)
    yield _reason("counted", clock, days=clock.days, due=ends)
    for pause in clock.pauses:
        if pause.until is None:
            yield _reason("pausing", clock, since=pause.since)
        else:
            yield _reason("paused", clock, since=pause.since, until=pause.until)
    if not clock.answered:
        yield _reason("look-late" if look_by < now else "look", clock, until=look_by)
    if ends < now:
        yield _reason("late", clock, since=ends)
    if clock.stopped:
        yield _reason("stopped", clock, since=clock.stopped)


def _reason(code: str, clock: Clock, **facts: datetime | int) -> Reason:
    told = {
        name: fact if isinstance(fact, int) else office_time(fact, clock.zone) for name, fact in facts.items()
    }
    return Reason(code, MappingProxyType(told))


def _marks(clock: Clock, calendar: Calendar, kind: Class, waits: Sequence[Span] = ()) -> list[datetime]:
    """The moments of a class, in UTC and in order: when to warn, when it is due, each rung of the ladder."""
    first = next(free_time(calendar, clock.zone, clock.received))
    opens = office_time(first.starts, clock.zone).date()
    whole = calendar.stretches(opens)[0][0] == first.starts
    gift = Fraction(0)
    if not whole:
        ends = calendar.stretches(opens)[-1][1]
        gift = sum(map(weight_of, free_days(calendar, clock.zone, first.starts, (), ends)), Fraction(0))
    allowance = gift + kind.days
    amounts = [allowance - kind.warn, allowance, *(allowance + days for days in kind.ladder)]
    marks: list[datetime] = []
    worked = Fraction(0)
    for day in free_days(calendar, clock.zone, first.starts, waits):
        if is_whole(day) and worked + 1 < amounts[len(marks)]:
            worked += 1
            continue
        for free in day:
            while worked + free.weight >= amounts[len(marks)]:
                into = ceil((amounts[len(marks)] - worked) * (free.day // TICK))
                marks.append(to_the_minute(free.starts + into * TICK))
                if len(marks) == len(amounts):
                    return marks
            worked += free.weight
    raise NeverOpen


def _level(marks: Sequence[datetime], now: datetime) -> str:
    passed = sum(mark < now for mark in marks)
    return (FINE, WARNING, OVERDUE)[passed] if passed <= DUE + 1 else f"{ESCALATED}{passed - DUE - 1}"


def _waits(clock: Clock, now: datetime) -> list[Span]:
    """The pauses in UTC and in order; one that lasts has lasted until now."""
    ended = [(pause.since, pause.until or now) for pause in clock.pauses]
    return sorted((since.astimezone(UTC), until.astimezone(UTC)) for since, until in ended if since < until)


def _local(moment: datetime, clock: Clock) -> datetime:
    return office_time(moment, clock.zone)
