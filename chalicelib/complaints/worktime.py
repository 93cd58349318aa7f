"""Working time between two moments, without what was waited in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import count
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from chalicelib.core.clock import office_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

Span: TypeAlias = tuple[datetime, datetime]

ONE_DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: What time is counted in.
TICK = timedelta(microseconds=1)
#: Whoever does not open for so many days will not open any more.
LONGEST_CLOSED = 366


class NeverOpen(Exception):  # noqa: N818 - named for what happened
    """The office has no working time within a year: its hours are missing."""


class Calendar(Protocol):
    """An office's working time."""

    def stretches(self, day: date) -> tuple[Span, ...]:
        """The stretches of that day in which the office works, aware, in order, whole minutes; () when closed."""


class Stretch(NamedTuple):
    """Free working time, in UTC, within a day that has ``day`` of it altogether."""

    starts: datetime
    ends: datetime
    day: timedelta

    @property
    def length(self) -> timedelta:
        """How long it is."""
        return self.ends - self.starts

    @property
    def weight(self) -> Fraction:
        """What share of its day it is."""
        return Fraction(self.length // TICK, self.day // TICK)


def free_time(
    calendar: Calendar,
    zone: str,
    since: datetime,
    waits: Sequence[Span] = (),
    until: datetime | None = None,
) -> Iterator[Stretch]:
    """The working time from one moment until another, without what was waited for the citizen."""
    for day in free_days(calendar, zone, since, waits, until):
        yield from day


def free_days(
    calendar: Calendar,
    zone: str,
    since: datetime,
    waits: Sequence[Span] = (),
    until: datetime | None = None,
) -> Iterator[tuple[Stretch, ...]]:
    """The same by the days of the office. Endless without ``until``; NeverOpen where no day comes."""
    first, closed = office_time(since, zone).date(), 0
    last = office_time(until, zone).date() if until else None
    begins, stops = since.astimezone(UTC), until.astimezone(UTC) if until else None
    for ahead in count():
        today = first + ahead * ONE_DAY
        if last and today > last:
            return
        decided = calendar.stretches(today)
        closed = 0 if decided else closed + 1
        if closed > LONGEST_CLOSED:
            raise NeverOpen
        stretches = [(opens.astimezone(UTC), closes.astimezone(UTC)) for opens, closes in decided]
        day = sum((closes - opens for opens, closes in stretches), timedelta())
        yield tuple(
            Stretch(left, right, day)
            for opens, closes in stretches
            for left, right in _without(max(opens, begins), min(closes, stops or closes), waits)
        )


def is_whole(day: Sequence[Stretch]) -> bool:
    """Whether it is a working day of which nothing is missing."""
    return bool(day) and sum((one.length for one in day), timedelta()) == day[0].day


def weight_of(day: Sequence[Stretch]) -> Fraction:
    """What share of a working day is there, which is nothing on a closed one."""
    return Fraction(1) if is_whole(day) else sum((one.weight for one in day), Fraction(0))


def _without(begins: datetime, ends: datetime, waits: Sequence[Span]) -> Iterator[Span]:
    """What is left of a stretch between the waits, which are in order; nothing of one that is over before it begins."""
    for since, until in waits:
        if begins < min(since, ends):
            yield begins, min(since, ends)
        begins = max(begins, until)
    if begins < ends:
        yield begins, ends


def to_the_minute(moment: datetime) -> datetime:
    """The whole minute at or after a moment: what is promised is never cut short by seconds."""
    return -(-(moment - EPOCH) // MINUTE) * MINUTE + EPOCH
