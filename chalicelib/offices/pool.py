"""Counters that can serve the same services, and the minutes of them that may be booked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import time

    from chalicelib.offices.hours import Window

PERCENT = 100


@dataclass(frozen=True, slots=True)
class FewerCounters:
    """On these weekdays, from one hour until another, only so many counters of the pool are open."""

    weekdays: tuple[int, ...]
    starts: time
    ends: time
    counters: int

    def touches(self, weekday: int, window: Window) -> bool:
        """Whether any of the window's minutes fall into it."""
        return weekday in self.weekdays and self.starts < window.ends and window.starts < self.ends


@dataclass(frozen=True, slots=True)
class Pool:
    """Interchangeable counters of an office. A counter is in one pool, a service has one pool.

    ``booking_share`` is the percentage of the counters' time that may be booked; the rest is kept for those
    who come without an appointment. ``names`` are the counters' names, as many as there are counters, or none in
    what was published before counters had names. ``letter`` begins the ticket numbers of this family of services.
    """

    id: str
    counters: int
    services: tuple[str, ...]
    booking_share: int = PERCENT
    fewer: tuple[FewerCounters, ...] = ()
    names: tuple[str, ...] = ()
    letter: str = ""

    def counters_at(self, weekday: int, window: Window) -> int:
        """The counters open throughout the window."""
        planned = (less.counters for less in self.fewer if less.touches(weekday, window))
        return min(planned, default=self.counters)

    def minutes_at(self, weekday: int, window: Window) -> int:
        """The counter minutes of the window that may be booked, rounded down."""
        return self.bookable(self.counters_at(weekday, window), window)

    def bookable(self, counters: int, window: Window) -> int:
        """The minutes of the window that may be booked at so many open counters, rounded down."""
        return counters * window.minutes * self.booking_share // PERCENT
