"""A ticket is issued: once for each request, with the next free number, in one transaction with all that it takes."""

from __future__ import annotations

from collections import Counter as Counts
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from chalicelib.booking.errors import BookingClosed
from chalicelib.booking.service import Status
from chalicelib.core.clock import office_time
from chalicelib.core.errors import Busy, KeyReused, TooManyTries
from chalicelib.core.references import Reference
from chalicelib.visits import queue
from chalicelib.visits.day import number
from chalicelib.visits.errors import NoWalkInsLeft, OfficeClosed
from chalicelib.visits.estimate import estimates
from chalicelib.visits.outcomes import Issue, Refused
from chalicelib.visits.service.coming import Coming
from chalicelib.visits.service.contingent import Contingents
from chalicelib.visits.ticket import Came, Span, Stop, Ticket

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from chalicelib.booking.service import Attendance, Booking, Offers
    from chalicelib.core.table import Write
    from chalicelib.core.text import Language
    from chalicelib.demand.service import Demand
    from chalicelib.offices.service import Office
    from chalicelib.people.service import People
    from chalicelib.visits.day import Day
    from chalicelib.visits.estimate import Expected
    from chalicelib.visits.outcomes import Pointer
    from chalicelib.visits.service.ports import DayStore
    from chalicelib.visits.ticket import Priority

# Kiosks that draw the same number look again. At three that print without a pause, eight looks were once too few.
LOOKS = 16
# A letter for a family that has none of its own.
NO_LETTER = "Z"


@dataclass(frozen=True, slots=True)
class Issued:
    """A ticket, and the secret that its citizen proves themselves by; a repeated request is told the same."""

    ticket: Ticket
    secret: str
    repeated: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody who is about to get a ticket; ``origin`` names the request, so that its repeat finds the ticket."""

    came: Came
    stops: tuple[Stop, ...]
    priority: Priority | None
    person: str | None
    language: Language
    origin: str
    promised: Span | None = None
    bookings: tuple[Booking, ...] = ()


class Issuing:
    """Hands out tickets."""

    def __init__(
        self,
        store: DayStore,
        *,
        people: People,
        attendance: Attendance,
        offers: Offers,
        demand: Demand,
        now: Callable[[], datetime],
    ) -> None:
        """Take the store, the rooms below and the clock."""
        self._store = store
        self._people = people
        self._attendance = attendance
        self._offers = offers
        self._demand = demand
        self._contingents = Contingents(demand, now)
        self._coming = Coming(attendance)
        self._now = now

    def issue(self, office: Office, visitor: Visitor, beside: Write) -> Issued:
        """The visitor's ticket, new or the one that this request made before; ``beside`` is written with it.

        Raises OfficeClosed, BookingClosed, NoWalkInsLeft (with free times), KeyReused, TooManyTries or Busy.
        """
        now = office_time(self._now(), office.time_zone).replace(microsecond=0)
        keyring = self._people.keyring
        origin = keyring.short("ticket", f"{now.date()}|{visitor.origin}")
        taken = 0
        for _ in range(LOOKS):
            # The next one only where this belongs to somebody else: a request never has two tickets.
            reference = keyring.reference(Reference.TICKET, visitor.origin, f"{now.date()}", taken)
            secret = keyring.secret(reference)
            there = self._earlier(visitor, reference)
            if there is not None and not visitor.bookings and there.origin != origin:
                taken += 1
                continue
            if there is not None:
                return self._again(there, visitor)
            _may_enter(office, visitor, now)
            day = self._store.live(office.id, now.date())
            try:
                takes = self._takes(office, day, visitor, now)
            except NoWalkInsLeft:
                # The last of them may have gone to this very request, pressed twice.
                there = self._store.pointer(reference)
                if there is not None and there.origin == origin:
                    return self._again(there, visitor)
                raise
            ticket = _ticket(office, day, visitor, reference, now, self._coming.of(office, day, now))
            try:
                self._store.issue(
                    Issue(
                        ticket=ticket,
                        letter=_letter(office, visitor),
                        count=_count(office, day, visitor),
                        origin=origin,
                        proof=keyring.proof(reference, secret),
                        keyed=visitor.person or f"{keyring.current}.nobody",
                        takes=takes,
                        beside=(beside, *self._beside(office, visitor, now)),
                    )
                )
            except Refused as refusal:
                if refusal.tries:
                    raise TooManyTries from None
                there = self._store.pointer(reference) if visitor.bookings else None
                taken += there is not None and there.origin != origin
            else:
                return Issued(ticket, secret)
        raise Busy

    def _earlier(self, visitor: Visitor, reference: str) -> Pointer | None:
        """The ticket there is already: of this appointment, alone or with others, or of this press of a button."""
        if visitor.bookings:
            return self._store.arrival(visitor.bookings[0].reference)
        return self._store.pointer(reference)

    def _again(self, there: Pointer, visitor: Visitor) -> Issued:
        ticket = self._store.ticket(there)
        if ticket is None:
            raise Busy
        if visitor.came is Came.WALK_IN and _asked(ticket.stops, ticket.priority) != _asked(
            visitor.stops, visitor.priority
        ):
            raise KeyReused(field="Idempotency-Key")
        return Issued(ticket, self._people.keyring.secret(ticket.reference), repeated=True)

    def _takes(
        self, office: Office, day: Day, visitor: Visitor, now: datetime
    ) -> Mapping[str, tuple[int, int]]:
        """The walk-in minutes that a ticket takes; NoWalkInsLeft, with free times, when some pool has too few left."""
        if visitor.came is not Came.WALK_IN:
            return {}
        takes = self._contingents.takes(office, visitor.stops, visitor.priority, now.date())
        if any(day.given.get(pool, 0) + minutes > most for pool, (minutes, most) in takes.items()):
            free = self._offers.instead(office, visitor.stops[0].service, now, now)
            raise NoWalkInsLeft(alternatives=free)
        return takes

    def _beside(self, office: Office, visitor: Visitor, now: datetime) -> list[Write]:
        """What other rooms keep of an arrival."""
        arrivals = Counts(stop.service for stop in visitor.stops)
        counting = [
            self._demand.counting(office.id, service, now, arrivals=times)
            for service, times in arrivals.items()
        ]
        return [*counting, *(self._attendance.arriving(booking) for booking in visitor.bookings)]


def _may_enter(office: Office, visitor: Visitor, now: datetime) -> None:
    """Raise BookingClosed or OfficeClosed; who has an appointment may check in before the doors open."""
    if visitor.bookings and visitor.bookings[0].status is not Status.CONFIRMED:
        raise BookingClosed
    opening = office.opening(now.date())
    if opening is None or now.time() >= opening.closes:
        raise OfficeClosed
    if visitor.came is Came.WALK_IN and now.time() < opening.opens:
        raise OfficeClosed


def _ticket(
    office: Office,
    day: Day,
    visitor: Visitor,
    reference: str,
    now: datetime,
    coming: Sequence[Expected],
) -> Ticket:
    """The ticket with its number, its place in the queue, and what its citizen is told of the wait."""
    due = queue.due_of_walk_in(now, visitor.priority, office.rules)
    if visitor.came is Came.BOOKED and visitor.promised:
        due = visitor.promised.starts
    ticket = Ticket(
        reference=reference,
        office=office.id,
        day=now.date(),
        number=number(_letter(office, visitor), _count(office, day, visitor)),
        came=visitor.came,
        priority=visitor.priority,
        arrived=now,
        due=due,
        promised=Span(now, max(now, due)),
        told=max(now, due),
        stops=visitor.stops,
        person=visitor.person,
        language=visitor.language,
    )
    pools = {pool.id: pool.names for pool in office.pools}
    waiting = queue.waiting([*day.tickets, ticket])
    mine = {stop.booking for stop in visitor.stops if stop.booking}
    others = [one for one in coming if one.booking not in mine]
    foreseen = estimates(waiting, day, pools, now, others)[ticket.number]
    if foreseen is not None:
        ticket = replace(ticket, promised=Span(foreseen.earliest, foreseen.latest), told=foreseen.expected)
    if visitor.came is Came.BOOKED and visitor.promised:
        ticket = replace(ticket, promised=visitor.promised)
    return ticket


def _letter(office: Office, visitor: Visitor) -> str:
    return office.pool(visitor.stops[0].pool).letter or NO_LETTER


def _count(office: Office, day: Day, visitor: Visitor) -> int:
    return day.last.get(_letter(office, visitor), 0) + 1


def _asked(stops: Sequence[Stop], priority: Priority | None) -> tuple[object, ...]:
    return (*(stop.service for stop in stops), priority)
