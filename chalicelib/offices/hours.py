"""When an office is open: weekdays, breaks, seasons with other hours, and the windows citizens arrive in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from chalicelib.core.text import Text

MINUTES_PER_HOUR = 60


@dataclass(frozen=True, slots=True)
class Break:
    """A pause within a day, in the office's own time."""

    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of one day in which a citizen is asked to arrive, in the office's own time."""

    starts: time
    ends: time

    @property
    def minutes(self) -> int:
        """How long it is."""
        return minute_of(self.ends) - minute_of(self.starts)


@dataclass(frozen=True, slots=True)
class OpeningDay:
    """The hours of one weekday (1 Monday … 7 Sunday, as ISO 8601 counts)."""

    weekday: int
    opens: time
    closes: time
    breaks: tuple[Break, ...] = ()

    def windows(self, minutes: int) -> tuple[Window, ...]:
        """The day cut into windows of that length, each wholly inside one open stretch.

        A rest shorter than a window, before a break or before closing, is left to those who are still being
        served.
        """
        return _cut(self, minutes)

    def stretches(self) -> Iterator[tuple[int, int]]:
        """The open stretches between the breaks, in minutes of the day."""
        opens = minute_of(self.opens)
        for pause in sorted(self.breaks, key=lambda pause: pause.starts):
            yield opens, minute_of(pause.starts)
            opens = minute_of(pause.ends)
        yield opens, minute_of(self.closes)


@dataclass(frozen=True, slots=True)
class Season:
    """Days, first and last included, with hours of their own, such as Ramadan."""

    first: date
    last: date
    reason: Text
    hours: tuple[OpeningDay, ...]

    def holds(self, day: date) -> bool:
        """Whether the day falls into it."""
        return self.first <= day <= self.last


@lru_cache(maxsize=256)
def _cut(day: OpeningDay, minutes: int) -> tuple[Window, ...]:
    """Cut once: every booking asks for the windows of its day, and an office has few different days."""
    return tuple(
        Window(time_of(start), time_of(start + minutes))
        for opens, closes in day.stretches()
        for start in range(opens, closes - minutes + 1, minutes)
    )


def hours_of(hours: tuple[OpeningDay, ...], day: date) -> OpeningDay | None:
    """The hours of that day's weekday, or None when the office does not open on it."""
    return next((opening for opening in hours if opening.weekday == day.isoweekday()), None)


def minute_of(clock_time: time) -> int:
    """The minute of the day, 0 at midnight."""
    return clock_time.hour * MINUTES_PER_HOUR + clock_time.minute


def time_of(minute: int) -> time:
    """The clock time of a minute of the day; the inverse of ``minute_of``."""
    return time(*divmod(minute, MINUTES_PER_HOUR))
