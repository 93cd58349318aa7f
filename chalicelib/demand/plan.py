"""A capacity plan: how many minutes of counter time a pool gives to bookings in each window of a day."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, time

    from chalicelib.offices.service import Office, Pool


@dataclass(frozen=True, slots=True)
class PoolPlan:
    """The plan of one pool: by weekday (1 Monday … 7 Sunday), and for single days that differ.

    Minutes are by the window's start in office time. A day's own entry replaces its weekday's; a window that neither
    names gives nothing, so that what was never planned is never offered.
    """

    weekdays: Mapping[int, Mapping[time, int]] = field(default_factory=dict)
    days: Mapping[date, Mapping[time, int]] = field(default_factory=dict)

    def minutes(self, day: date, starts: time) -> int:
        """Minutes of counter time planned for the window of that day."""
        planned = self.days.get(day)
        if planned is None:
            planned = self.weekdays.get(day.isoweekday(), {})
        return planned.get(starts, 0)

    def decided(self, office: Office, pool: Pool, day: date) -> PoolPlan:
        """The plan with what the office's managers decided for a day.

        A day with other hours is planned by its counters alone, as a season's is: the plan knows other windows. On a
        day that lacks counters a window keeps what was planned as far as the others can give it. The stored plan stays
        as it is, so that a decision taken back leaves no trace.
        """
        special = office.special.get(day)
        if special is None:
            return self
        minutes = {
            window.starts: pool.bookable(office.counters_at(pool, day, window), window)
            for window in office.windows(day)
        }
        if special.opening is None:
            minutes = {starts: min(most, self.minutes(day, starts)) for starts, most in minutes.items()}
        return replace(self, days={**self.days, day: minutes})
