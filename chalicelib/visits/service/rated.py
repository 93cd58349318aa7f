"""Visits as the survey sees them: who was served may rate it, by the reference of the appointment or of the ticket.

An appointment and the ticket that it became are one visit: both lead to the appointment's reference, so that it is
rated once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.booking.service import Status
from chalicelib.ratings.service import Subject
from chalicelib.visits.served import served

if TYPE_CHECKING:
    from chalicelib.booking.service import Bookings
    from chalicelib.core.table import Item, Key
    from chalicelib.visits.service.ports import DayStore


class BookedVisit:
    """A visit by its appointment."""

    def __init__(self, store: DayStore, bookings: Bookings) -> None:
        """Take the store of tickets, and booking's service."""
        self._store = store
        self._bookings = bookings

    def where(self, reference: str) -> Key:
        """Where the appointment lies."""
        return self._bookings.where(reference)

    def subject_of(self, item: Item) -> Subject:
        """What the survey needs to know of it; two reads more, for the counter, once it is finished."""
        booking = self._bookings.booking_of(item)
        finished = booking.status is Status.FINISHED
        return Subject(
            reference=booking.reference,
            office=booking.office,
            service=booking.service,
            counter=self._counter(booking.reference) if finished else "",
            person=booking.person,
            ended=booking.ended if finished else None,
        )

    def _counter(self, reference: str) -> str:
        """The counter that served it; "" once the ticket is no longer kept."""
        pointer = self._store.arrival(reference)
        ticket = self._store.ticket(pointer) if pointer else None
        stops = served(ticket) if ticket else []
        return next((one.counter for one in reversed(stops) if one.stop.booking == reference), "")


class TicketedVisit:
    """A visit by its ticket: for the service that was served last."""

    def __init__(self, store: DayStore) -> None:
        """Take the store of tickets."""
        self._store = store

    def where(self, reference: str) -> Key:
        """Where is said which ticket a reference means."""
        return self._store.where(reference)

    def subject_of(self, item: Item) -> Subject:
        """What the survey needs to know of it; one read more."""
        pointer = self._store.pointer_of(item)
        ticket = self._store.ticket(pointer)
        stops = served(ticket) if ticket and ticket.standing.is_final else []
        last = stops[-1] if stops else None
        reference = item["pk"].partition("#")[2]
        return Subject(
            reference=(last.stop.booking if last else None) or reference,
            office=pointer.office,
            service=last.stop.service if last else "",
            counter=last.counter if last else "",
            person=item["person"],
            ended=last.at if last else None,
        )
