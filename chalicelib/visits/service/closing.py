"""The day ends: who still waited has left, who never came was absent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.booking.service import Status
from chalicelib.core.clock import office_time
from chalicelib.visits.outcomes import Kept, Refused
from chalicelib.visits.ticket import Act, Event, happened

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from chalicelib.booking.service import Attendance, Booking
    from chalicelib.demand.service import Demand
    from chalicelib.offices.service import Office, Offices
    from chalicelib.visits.service.ports import DayStore
    from chalicelib.visits.ticket import Ticket

# A night that was skipped is caught up by the next ones.
LOOK_BACK_DAYS = 3


@dataclass(frozen=True, slots=True)
class Closed:
    """What closing a day found: tickets whose turn never came, and appointments that nobody came for."""

    left: int
    absent: int


class Closing:
    """Closes the days that are over; repeatable, and safe beside itself."""

    def __init__(
        self,
        store: DayStore,
        *,
        offices: Offices,
        attendance: Attendance,
        demand: Demand,
        now: Callable[[], datetime],
    ) -> None:
        """Take the store, the rooms below and the clock."""
        self._store = store
        self._offices = offices
        self._attendance = attendance
        self._demand = demand
        self._now = now

    def close(self, office_id: str) -> Closed:
        """Close every day of the last few that is over in the office.

        A day on which nobody took a ticket was not run with this system: its bookings are left to lapse.
        """
        office = self._offices.office(office_id)
        now = office_time(self._now(), office.time_zone)
        left = absent = 0
        for back in range(1, LOOK_BACK_DAYS + 1):
            day = now.date() - timedelta(days=back)
            live = self._store.live(office.id, day)
            if not live.last:
                continue
            left += sum(self._leave(ticket, now) for ticket in live.tickets)
            absent += self._absent(office, day, now)
        return Closed(left, absent)

    def _leave(self, ticket: Ticket, now: datetime) -> bool:
        event = Event(act=Act.LEFT, at=now.replace(microsecond=0))
        standing = ticket.standing
        waited = [stop.booking for stop in standing.stops[standing.at :] if stop.booking]
        bookings = self._attendance.bookings(waited).values()
        writes = self._attendance.ending(bookings, Status.LAPSED)
        try:
            self._store.settle(Kept(ticket, happened(ticket, event)), writes)
        except Refused:
            return False
        return True

    def _absent(self, office: Office, day: date, now: datetime) -> int:
        missed = [
            booking
            for booking in self._attendance.of_day(office, day)
            if booking.status is Status.CONFIRMED and booking.starts < now
        ]
        return sum(self._miss(booking) for booking in missed)

    def _miss(self, booking: Booking) -> bool:
        writes = self._attendance.ending([booking], Status.NO_SHOW)
        writes.append(self._demand.counting(booking.office, booking.service, booking.starts, absent=1))
        try:
            self._store.settle(None, writes)
        except Refused:
            return False
        return True
