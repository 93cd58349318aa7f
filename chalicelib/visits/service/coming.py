"""Who is still expected today: appointments go before walk-ins who were here first, so waits are told with them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.visits.estimate import Expected

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from chalicelib.booking.service import Attendance, Awaited
    from chalicelib.offices.service import Office
    from chalicelib.visits.day import Day

# Few book or cancel for the very same day; an estimate may be a minute behind them.
REMEMBERED = timedelta(minutes=1)


class Coming:
    """Today's appointments, remembered by a warm function for a minute."""

    def __init__(self, attendance: Attendance) -> None:
        """Take the room of bookings."""
        self._attendance = attendance
        self._remembered: dict[tuple[str, str, date], tuple[datetime, Sequence[Awaited]]] = {}

    def of(self, office: Office, day: Day, now: datetime) -> list[Expected]:
        """Who has not come yet, at pools where a counter is open (``now`` in office time).

        One Query for each such pool when they are not remembered.
        """
        here = {stop.booking for ticket in day.tickets for stop in ticket.standing.stops}
        at_work = {counter.name for counter in day.at_work()}
        return [
            Expected(one.pool, one.minutes, one.starts, one.reference)
            for pool in office.pools
            if at_work.intersection(pool.names)
            for one in self._awaited(office, pool.id, now)
            if one.reference not in here
        ]

    def _awaited(self, office: Office, pool: str, now: datetime) -> Sequence[Awaited]:
        kept = self._remembered.get((office.id, pool, now.date()))
        if kept is not None and timedelta(0) <= now - kept[0] < REMEMBERED:
            return kept[1]
        self._remembered = {key: one for key, one in self._remembered.items() if key[2] == now.date()}
        found = self._attendance.awaited(office, pool, now.date())
        self._remembered[office.id, pool, now.date()] = (now, found)
        return found
