"""What is shown of a day: to the room, to an officer, to the one who waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.core.clock import office_time
from chalicelib.core.errors import NotFound
from chalicelib.people.service import Access
from chalicelib.visits import queue
from chalicelib.visits.estimate import estimates

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from chalicelib.booking.service import Attendance, Booking
    from chalicelib.core.officer import Officer
    from chalicelib.offices.service import Office, Offices
    from chalicelib.people.service import Asker, People
    from chalicelib.visits.day import Day
    from chalicelib.visits.estimate import Estimate
    from chalicelib.visits.service.ports import DayStore
    from chalicelib.visits.ticket import Ticket

# However many look at a board, a warm function reads the day at most this often.
REMEMBERED = timedelta(seconds=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenery:
    """A day as it stands at a moment of the office's time, with the queue in the order of turns."""

    office: Office
    day: Day
    now: datetime
    waiting: list[Ticket]
    estimates: Mapping[str, Estimate | None]

    @property
    def is_open(self) -> bool:
        """Whether the office serves at this moment."""
        opening = self.office.opening(self.now.date())
        return opening is not None and opening.opens <= self.now.time() < opening.closes


@dataclass(frozen=True, slots=True)
class Kept:
    """How promises were kept from one day to another: how many were called, how many of them in time.

    ``error_seconds`` is the mean absolute error of the first estimate told, None where nobody was called.
    """

    first: date
    last: date
    called: int
    kept: int
    error_seconds: int | None


class Room:
    """The day as people see it."""

    def __init__(
        self,
        store: DayStore,
        *,
        offices: Offices,
        people: People,
        attendance: Attendance,
        now: Callable[[], datetime],
    ) -> None:
        """Take the store, the rooms below and the clock."""
        self._store = store
        self._offices = offices
        self._people = people
        self._attendance = attendance
        self._now = now
        self._remembered: dict[str, Scenery] = {}

    def scenery(self, office_id: str, *, fresh: bool = False) -> Scenery:
        """The day of an office; one Query, or none within two seconds of the last unless it must be ``fresh``."""
        office = self._offices.office(office_id)
        now = office_time(self._now(), office.time_zone).replace(microsecond=0)
        kept = self._remembered.get(office_id)
        if kept is not None and not fresh and timedelta(0) <= now - kept.now < REMEMBERED:
            return kept
        day = self._store.live(office_id, now.date())
        waiting = queue.waiting(day.tickets)
        pools = {pool.id: pool.names for pool in office.pools}
        seen = Scenery(
            office=office, day=day, now=now, waiting=waiting, estimates=estimates(waiting, day, pools, now)
        )
        self._remembered[office_id] = seen
        return seen

    def ticket(self, asker: Asker) -> tuple[Ticket, Scenery]:
        """A citizen's ticket and the day around it; NotFound for an unknown reference and a wrong proof alike."""
        item = self._people.confirm(self._people.admit(asker, self._store.where(asker.reference)))
        found = self._store.ticket(self._store.pointer_of(item))
        if found is None:
            raise NotFound
        return found, self.scenery(found.office)

    def bookings(self, officer: Officer, office_id: str, day: date) -> list[Booking]:
        """Everybody who is expected on a day, in order of time; the look is noted in the access record."""
        office = self._offices.office(office_id)
        found = self._attendance.of_day(office, day)
        self._people.note(self._access(officer, office, f"day {day.isoformat()}"))
        return [
            booking
            for booking in found
            if officer.may_serve(office.id, office.agencies_of(office.pool(booking.pool)))
        ]

    def sound(self, officer: Officer, office_id: str, counter: str | None) -> None:
        """Tell the manager that a counter needs help at once; None ends the alarm. Raises UnknownCounter."""
        office = self._offices.office(office_id)
        if counter is not None:
            office.pool_of_counter(counter)
        now = office_time(self._now(), office.time_zone)
        what = f"alarm@{counter}" if counter else "alarm ended"
        noting = self._people.noting(self._access(officer, office, what))
        self._store.sound(office.id, now.date(), counter, now, noting)

    def kept(self, office_id: str, first: date, last: date) -> Kept:
        """How promises were kept on those days; one Query."""
        office = self._offices.office(office_id)
        days = self._store.promises(office.id, first, last).values()
        called = sum(day["called"] for day in days)
        error = sum(day["error_seconds"] for day in days) // called if called else None
        return Kept(first, last, called, sum(day["kept"] for day in days), error)

    def today(self, office_id: str) -> date:
        """The day it is in the office."""
        office = self._offices.office(office_id)
        return office_time(self._now(), office.time_zone).date()

    def _access(self, officer: Officer, office: Office, what: str) -> Access:
        at = office_time(self._now(), office.time_zone)
        return Access(office=office.id, at=at, officer=officer.id, what=what)
