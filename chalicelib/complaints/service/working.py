"""The working time of an office as the service clock asks for it."""

from __future__ import annotations

from datetime import UTC, time, timedelta
from typing import TYPE_CHECKING

from chalicelib.core.clock import at_office

if TYPE_CHECKING:
    from datetime import date

    from chalicelib.complaints.worktime import Span
    from chalicelib.offices.service import Office


class OfficeHours:
    """The hours of an office with its breaks, closures, seasons and special days; each day is looked up once.

    A counter out of service closes no office: complaints are worked on behind the counters.
    """

    def __init__(self, office: Office) -> None:
        """Take the office as it is now."""
        self._office = office
        self._known: dict[date, tuple[Span, ...]] = {}

    def stretches(self, day: date) -> tuple[Span, ...]:
        """The stretches of that day in which the office works; () when it is closed."""
        if day not in self._known:
            self._known[day] = self._looked_up(day)
        return self._known[day]

    def _looked_up(self, day: date) -> tuple[Span, ...]:
        opening = self._office.opening(day)
        if opening is None:
            return ()
        # In UTC, once: the clock counts in it.
        midnight = at_office(day, time.min, self._office.time_zone).astimezone(UTC)
        return tuple(
            (midnight + timedelta(minutes=opens), midnight + timedelta(minutes=closes))
            for opens, closes in opening.stretches()
            if opens < closes
        )
