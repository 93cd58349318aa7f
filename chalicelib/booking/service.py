"""Booking: one verb each for what citizens do with appointments."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from chalicelib.booking import ask, changes
from chalicelib.booking.affected import Affected
from chalicelib.booking.attendance import Attendance, Awaited
from chalicelib.booking.booking import Booking, Status
from chalicelib.booking.draft import Identity, Request, draft, identity
from chalicelib.booking.errors import AlreadyBooked, SlotFull, TooManyBookings
from chalicelib.booking.length import Length
from chalicelib.booking.offers import Offers
from chalicelib.booking.outcomes import Guard, Refused
from chalicelib.core.errors import Busy, Fault, InvalidFields, Refusal, TooManyTries

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from chalicelib.booking.ports import Cleared, DiaryStore
    from chalicelib.core.table import Item, Key
    from chalicelib.offices.service import Office, Offices
    from chalicelib.people.service import Admission, Asker, People

__all__ = ["Affected", "Attendance", "Awaited", "Booking", "Bookings", "Made", "Offers", "Request", "Status"]

# A booking that keeps changing under its mover is being moved by somebody else; after a few looks give up.
LOOKS = 4
# Among a million bookings about one pair shares a reference; two collisions in a row are not to be expected.
TURNS = 3


@dataclass(frozen=True, slots=True)
class Made:
    """A booking, the secret to prove oneself by where no phone was given, and what the citizen may want to check.

    ``repeated`` when an earlier request had made it already.
    """

    booking: Booking
    secret: str | None
    doubts: tuple[Fault, ...] = ()
    repeated: bool = field(default=False, compare=False)


class Bookings:
    """Book, look up, move, cancel."""

    def __init__(
        self,
        store: DiaryStore,
        offices: Offices,
        people: People,
        offers: Offers,
        now: Callable[[], datetime],
        *,
        cleared: Cleared,
    ) -> None:
        """Take the store, the rooms below, what is offered instead, the clock, and who knows what is cleared."""
        self._store = store
        self._offices = offices
        self._people = people
        self._offers = offers
        self._now = now
        self._length = Length(cleared)

    def book(self, request: Request) -> Made:
        """Book in one write; a repeat with the same key finds its own booking, even when its window is full.

        Only a service that takes less time with its documents checked costs a read before: whether they are.

        Raises InvalidFields, KeyReused, AlreadyBooked, TooManyBookings, SlotFull (with alternatives) or Busy.
        """
        office = self._offices.office(request.office)
        offered = office.service(request.service)
        self._offices.standard(office.id, offered.id)  # see _office_of
        rules = office.rules
        now = self._now()
        for turn in range(TURNS):
            whose = identity(self._people, request, turn)
            try:
                length = self._length.of(office, offered, request.starts, now, person=whose.person)
            except InvalidFields:
                earlier = self._earlier(whose, request)
                if earlier is None:
                    raise
                return earlier
            booking, record_key = draft(
                self._people, request, whose, offered, length, table=self._store.table, now=now
            )
            try:
                self._store.book(
                    booking, record_key, per_person=rules.open_per_person, per_phone=rules.open_per_phone
                )
            except Refused as refusal:
                there = refusal.booking
                if there is None:
                    self._say_why(office, booking, refusal)
                if whose.owns(there):
                    return Made(there, whose.secret, request.citizen.doubts, repeated=True)
            else:
                return Made(booking, whose.secret, request.citizen.doubts)
        raise Busy

    def find(self, asker: Asker) -> Booking:
        """The citizen's booking; NotFound for an unknown reference and a wrong proof alike."""
        return self._confirmed(self._people.admit(asker, self.where(asker.reference)))

    def move(self, asker: Asker, wanted: datetime) -> Booking:
        """Move to another window; the old place is freed if and only if the new one was taken.

        A booking keeps its length, but for a shorter one that its documents have been checked for meanwhile.

        Moving to where the booking already is changes nothing and succeeds, so a repeat is safe. Raises NotFound,
        BookingClosed, TooLate, InvalidFields, SlotFull (with alternatives) or Busy.
        """
        for _ in range(LOOKS):
            admission = self._people.admit(asker, self.where(asker.reference))
            held = self._store.booking_of(admission.item)
            if held.is_open and held.starts == wanted:
                return self._confirmed(admission)
            office = self._office_of(held)
            try:
                goal = self._goal(office, held, wanted)
            except Refusal:
                self._people.confirm(admission)
                raise
            try:
                self._store.move(held, goal, admission.check)
            except Refused as refusal:
                self._look_again(office, goal, refusal)
            else:
                return goal
        raise Busy

    def cancel(self, asker: Asker) -> Booking:
        """Give the place back; cancelling what is cancelled succeeds. Raises NotFound, BookingClosed, TooLate, Busy."""
        for _ in range(LOOKS):
            admission = self._people.admit(asker, self.where(asker.reference))
            held = self._store.booking_of(admission.item)
            if held.status is Status.CANCELLED:
                return self._confirmed(admission)
            office = self._office_of(held)
            try:
                changes.still_open(held, changes.cancel_until(held, office.rules), self._now(), office.phone)
            except Refusal:
                self._people.confirm(admission)
                raise
            closed = changes.ended(held, Status.CANCELLED, self._now())
            try:
                self._store.close(held, closed, admission.check)
            except Refused as refusal:
                self._look_again(office, closed, refusal)
            else:
                return closed
        raise Busy

    def today(self, office: str) -> date:
        """The day it is in an office. Raises UnknownOffice."""
        return ask.today(self._offices.office(office), self._now())

    def where(self, reference: str) -> Key:
        """Where a booking lies, for the one look-up over everything that has a reference."""
        return self._store.where(reference)

    def booking_of(self, item: Item) -> Booking:
        """The booking in an item that was read with its proof."""
        return self._store.booking_of(item)

    def _confirmed(self, admission: Admission) -> Booking:
        return self._store.booking_of(self._people.confirm(admission))

    def _office_of(self, held: Booking) -> Office:
        """The booking's office.

        Its standard is looked up as well, and remembered: what the answer will tell is in hand before anything is
        written, so that no trouble afterwards can deny what was done.
        """
        self._offices.standard(held.office, held.service)
        return self._offices.office(held.office)

    def _goal(self, office: Office, held: Booking, wanted: datetime) -> Booking:
        now = self._now()
        changes.still_open(held, changes.move_until(held, office.rules), now, office.phone)
        offered = office.service(held.service)
        length = self._length.of(office, offered, wanted, now, person=held.person, usual=held.minutes)
        return changes.moved(held, offered, length.visit, length.minutes)

    def _earlier(self, whose: Identity, request: Request) -> Made | None:
        """The booking that this very request made while its window could still be booked."""
        there = self._store.bookings([whose.reference]).get(whose.reference)
        if there is None or not whose.owns(there):
            return None
        return Made(there, whose.secret, request.citizen.doubts, repeated=True)

    def _say_why(self, office: Office, booking: Booking, refusal: Refused) -> NoReturn:
        """Raise the refusal that comes first in the order of answers: person, phone, slot."""
        if refusal.person is not None:
            raise self._guarded(booking, refusal.person)
        if refusal.phone:
            raise TooManyBookings(field="citizen.phone", limit=office.rules.open_per_phone)
        self._full(office, booking, refusal, elsewhere=True)

    def _guarded(self, booking: Booking, guard: Guard) -> Refusal:
        held = guard.services.get(booking.service)
        if held is None:
            return TooManyBookings(field="citizen.nik", limit=guard.count)
        theirs = booking.phone is not None and held.phone == booking.phone
        return AlreadyBooked(field="service", reference=held.reference if theirs else None)

    def _full(self, office: Office, booking: Booking, refusal: Refused, *, elsewhere: bool) -> NoReturn:
        if refusal.slots_missing:
            raise InvalidFields(Fault(ask.FIELD, "starts-not-offered"))
        raise SlotFull(
            field=ask.FIELD,
            alternatives=self._offers.instead(
                office, booking.service, booking.starts, self._now(), elsewhere=elsewhere
            ),
        )

    def _look_again(self, office: Office, goal: Booking, refusal: Refused) -> None:
        """Decide after a refused change: a record that changed is read again, everything else is an answer."""
        if refusal.tries:
            raise TooManyTries
        if refusal.slots and not refusal.record:
            # A booking stays in its office when it moves.
            self._full(office, goal, refusal, elsewhere=False)
