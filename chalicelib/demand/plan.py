"""A capacity plan: how many minutes of counter time a pool gives to bookings in each window of a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, time


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
