"""The office's promise in working days: its last day, and how it moves while a case waits for its citizen."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# No standard promises more; a calendar with no working day in it must end somewhere.
LONGEST_WAIT = timedelta(days=3 * 366)
ONE_DAY = timedelta(days=1)


def promised_day(received: date, working_days: int, works: Callable[[date], bool]) -> date | None:
    """The last of so many working days after the day of receipt, which does not count; zero means the same day.

    ``works`` says whether the office works on a day. None when no such day comes within three years.
    """
    day, left = received, working_days
    while left and day - received < LONGEST_WAIT:
        day += ONE_DAY
        left -= works(day)
    return None if left else day


def working_days(after: date, until: date, works: Callable[[date], bool]) -> int:
    """How many working days come after a day up to another, which is counted; 0 where there is none between."""
    return sum(works(after + timedelta(days=ahead)) for ahead in range(1, (until - after).days + 1))


def moved(day: date | None, since: date, until: date, works: Callable[[date], bool]) -> date | None:
    """The promised day after the case waited for its citizen from one day until another.

    It moves by the working days of the pause: what was left of the promise on the day it began is left from the day it
    ended, which counts as little as the day of receipt does. A pause that began after the promised day moves nothing:
    the office was late before. A citizen who answers on a closed day does not make the office late.
    """
    if day is None or since > day or since == until:
        return day
    left = working_days(since, day, works)
    if not left and works(until):
        return max(day, until)
    after = promised_day(until, max(left, 1), works)
    return max(day, after) if after else None
