"""What the visit day asks of bookings: who is expected, that somebody has come, and how it ended.

The day keeps tickets of its own; what it does to a booking is handed over as writes, so that ticket and booking change
in one transaction or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chalicelib.booking import changes
from chalicelib.booking.booking import Booking, Status
from chalicelib.core.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date, datetime

    from chalicelib.booking.ports import DiaryStore
    from chalicelib.core.table import Write
    from chalicelib.offices.service import Office
    from chalicelib.people.service import Citizen, People


@dataclass(frozen=True, slots=True)
class Awaited:
    """An appointment as its slot knows it: the pool's minutes that it holds, and when its turn begins."""

    reference: str
    pool: str
    minutes: int
    starts: datetime


class Attendance:
    """Bookings as the visit day sees them."""

    def __init__(self, store: DiaryStore, now: Callable[[], datetime]) -> None:
        """Take the store and the clock."""
        self._store = store
        self._now = now

    def booking(self, reference: str) -> Booking:
        """A booking for somebody who may see it without a proof: an officer. Raises NotFound."""
        found = self._store.bookings([reference]).get(reference)
        if found is None:
            raise NotFound
        return found

    def bookings(self, references: Sequence[str]) -> dict[str, Booking]:
        """Those of the bookings that exist; one request."""
        return self._store.bookings(references) if references else {}

    def of_day(self, office: Office, day: date) -> list[Booking]:
        """Every booking that holds a window of that day in order of time; one Query a pool, and one read of them."""
        references = {
            holder
            for pool in office.pools
            for slot in self._store.slots(office.id, pool.id, day, day)
            for holder in slot.holders
        }
        found = self._store.bookings(sorted(references)).values()
        return sorted(found, key=lambda booking: (booking.starts, booking.reference))

    def same_visit(self, booking: Booking) -> list[Booking]:
        """The same person's other confirmed bookings in that office on that day, in order of time.

        One read, and one more if there are any.
        """
        held = [one.reference for one in self._store.guard(booking.person).held if one.day == booking.day]
        others = self._store.bookings([one for one in held if one != booking.reference]) if held else {}
        here = [
            one
            for one in others.values()
            if one.office == booking.office and one.status is Status.CONFIRMED and one.day == booking.day
        ]
        return sorted(here, key=lambda one: one.starts)

    def citizen(self, people: People, reference: str) -> Citizen | None:
        """Who made a booking, for an officer's eyes; None once they were erased. Raises NotFound."""
        found = self.booking(reference)
        return people.open(
            dict(found.sealed), table=self._store.table, reference=found.reference, person=found.person
        )

    def arriving(self, booking: Booking) -> Write:
        """The write that notes that the citizen has come; it holds only while the booking is as it was read."""
        return self._store.changing(booking, changes.arrived(booking))

    def ending(self, bookings: Iterable[Booking], status: Status) -> list[Write]:
        """The writes that end those of the bookings that are open, as finished or missed; none when none is."""
        now = self._now()
        return self._store.closing(
            [(one, changes.ended(one, status, now)) for one in bookings if one.is_open]
        )

    def reopening(self, bookings: Iterable[Booking], *, limit: int) -> list[Write]:
        """The writes that open bookings again which were ended by mistake; none for those that are open."""
        closed = [(one, changes.reopened(one)) for one in bookings if not one.is_open]
        return self._store.reopening(closed, limit=limit)

    def awaited(self, office: Office, pool: str, day: date) -> list[Awaited]:
        """Bookings that hold windows of a pool on that day, those that have come among them; one Query."""
        found: dict[str, Awaited] = {}
        for slot in self._store.slots(office.id, pool, day, day):
            for reference, minutes in slot.holders.items():
                # A service longer than a window holds the following ones as well.
                first = found.get(reference, Awaited(reference, pool, 0, slot.starts))
                found[reference] = replace(first, minutes=first.minutes + minutes)
        return list(found.values())
