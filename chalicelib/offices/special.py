"""What an office's managers decide for single days: closed, other hours, a counter out of service.

Such a day holds above weekday and season and never above a closure of the office's file: no exception opens a holiday.
It is kept apart from what the file says, so that publishing the file again takes nothing back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from chalicelib.offices.hours import OpeningDay

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from chalicelib.core.text import Text
    from chalicelib.offices.hours import Break, Window

# No window ends later.
MIDNIGHT = time(23, 59)


@dataclass(frozen=True, slots=True)
class OutOfService:
    """A counter serves nobody from one hour until another: its officer is not there, or it is broken."""

    counter: str
    starts: time
    ends: time

    def touches(self, window: Window) -> bool:
        """Whether any of the window's minutes fall into it."""
        return self.starts < window.ends and window.starts < self.ends


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialDay:
    """A day as its managers want it; ``reason`` is told to citizens. ``opening`` None: the usual hours."""

    reason: Text
    closed: bool = False
    opening: OpeningDay | None = None
    out: tuple[OutOfService, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether anything of the day is not as usual."""
        return self.closed or self.opening is not None or bool(self.out)

    def lacking(self, counters: tuple[str, ...], window: Window) -> int:
        """How many of these counters are out of service in some of the window's minutes."""
        return len({one.counter for one in self.out if one.counter in counters and one.touches(window)})


class Kind(StrEnum):
    """What is decided.

    ``usual`` takes back everything that was decided for the days; ``as-is`` decides nothing, for those who only want to
    know whom an earlier change has left without a place.
    """

    CLOSE = "close"
    HOURS = "hours"
    COUNTERS_OUT = "counters-out"
    COUNTERS_BACK = "counters-back"
    USUAL = "usual"
    AS_IS = "as-is"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision for the days from ``first`` to ``last``, both included.

    ``starts`` and ``ends`` are the hours of the office, or those without the ``counters``; None: all day.
    """

    kind: Kind
    first: date
    last: date
    reason: Text
    starts: time | None = None
    ends: time | None = None
    breaks: tuple[Break, ...] = ()
    counters: tuple[str, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """The days it is about."""
        return tuple(self.first + timedelta(days=ahead) for ahead in range((self.last - self.first).days + 1))

    @property
    def whole_office(self) -> bool:
        """Whether it is about everybody in the building, and not about some counters only."""
        return self.kind in {Kind.CLOSE, Kind.HOURS, Kind.USUAL}

    def applied(self, special: Mapping[date, SpecialDay]) -> dict[date, SpecialDay]:
        """The special days of an office once this is decided; deciding it twice is deciding it once."""
        decided = dict(special)
        for day in self.days:
            wanted = self._day(day, decided.get(day))
            decided.pop(day, None)
            if wanted is not None and wanted.differs:
                decided[day] = wanted
        return dict(sorted(decided.items()))

    def _day(self, day: date, there: SpecialDay | None) -> SpecialDay | None:
        before = there or SpecialDay(reason=self.reason)
        match self.kind:
            case Kind.CLOSE:
                return replace(before, closed=True, reason=self.reason)
            case Kind.HOURS if self.starts is not None and self.ends is not None:
                opening = OpeningDay(day.isoweekday(), self.starts, self.ends, self.breaks)
                return replace(before, closed=False, opening=opening, reason=self.reason)
            case Kind.COUNTERS_OUT:
                more = tuple(
                    OutOfService(counter, self.starts or time.min, self.ends or MIDNIGHT)
                    for counter in self.counters
                )
                return replace(before, out=(*before.out, *(one for one in more if one not in before.out)))
            case Kind.COUNTERS_BACK:
                return replace(
                    before, out=tuple(one for one in before.out if one.counter not in self.counters)
                )
            case Kind.USUAL:
                return None
        return there
