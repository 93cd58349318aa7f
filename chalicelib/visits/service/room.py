"""What is shown of a day: to the room, to an officer, to the one who waits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.core.clock import office_time
from chalicelib.core.errors import NotFound
from chalicelib.core.references import Reference
from chalicelib.people.service import Access
from chalicelib.visits import queue
from chalicelib.visits.estimate import estimates
from chalicelib.visits.service.coming import Coming
from chalicelib.visits.ticket import Came, Span, Stop, Ticket

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from chalicelib.booking.service import Attendance, Booking
    from chalicelib.cases.service import Cases
    from chalicelib.core.officer import Officer
    from chalicelib.core.table import Item, Key
    from chalicelib.core.text import Text
    from chalicelib.documents.service import Document, Documents
    from chalicelib.offices.service import Office, Offices
    from chalicelib.people.service import Asker, Citizen, People
    from chalicelib.visits.day import Day
    from chalicelib.visits.estimate import Estimate, Expected
    from chalicelib.visits.service.ports import DayStore

# However many look at a board, a warm function reads the day at most this often.
REMEMBERED = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Wait:
    """How many minutes somebody would wait who came to a pool now: with an appointment of now, and without one."""

    booked_minutes: int
    walk_in_minutes: int


@dataclass(frozen=True, slots=True)
class File:
    """A file (berkas) of a visitor, in brief."""

    reference: str
    name: Text
    status: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Visitor:
    """The citizen at a counter: who they are, where they said so, their files, and the documents they sent ahead."""

    ticket: Ticket
    citizen: Citizen | None
    files: list[File]
    documents: list[Document]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenery:
    """A day as it stands at a moment of the office's time, with the queue in the order of turns."""

    office: Office
    day: Day
    now: datetime
    waiting: list[Ticket]
    estimates: Mapping[str, Estimate | None]
    waits: Mapping[str, Wait]

    def ahead(self, ticket: Ticket) -> int:
        """How many of the waiting go before a ticket."""
        return queue.ahead_of(self.waiting, ticket)

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
        cases: Cases,
        documents: Documents,
        now: Callable[[], datetime],
    ) -> None:
        """Take the store, the rooms below and the clock."""
        self._store = store
        self._offices = offices
        self._people = people
        self._attendance = attendance
        self._cases = cases
        self._documents = documents
        self._now = now
        self._coming = Coming(attendance)
        self._remembered: dict[str, Scenery] = {}

    def scenery(self, office_id: str, *, fresh: bool = False) -> Scenery:
        """The day of an office; one Query, or none within two seconds of the last unless it must be ``fresh``.

        Every minute one Query more for each pool at work, which says whose appointments are still to come.
        """
        office = self._offices.office(office_id)
        now = office_time(self._now(), office.time_zone).replace(microsecond=0)
        kept = self._remembered.get(office_id)
        if kept is not None and not fresh and timedelta(0) <= now - kept.now < REMEMBERED:
            return kept
        day = self._store.live(office_id, now.date())
        waiting = queue.waiting(day.tickets)
        coming = self._coming.of(office, day, now)
        # What is foreseen is told to the minute; foreseen anew with every second, an unchanged queue would look new.
        minute = now.replace(second=0)
        seen = Scenery(
            office=office,
            day=day,
            now=now,
            waiting=waiting,
            estimates=estimates(waiting, day, _pools(office), minute, coming),
            waits=_waits(office, day, minute, coming),
        )
        self._remembered[office_id] = seen
        return seen

    def ticket(self, asker: Asker) -> tuple[Ticket, Scenery]:
        """A citizen's ticket and the day around it; NotFound for an unknown reference and a wrong proof alike."""
        item = self._people.confirm(self._people.admit(asker, self.where(asker.reference)))
        found = self.ticket_of(item)
        return found, self.scenery(found.office)

    def where(self, reference: str) -> Key:
        """Where is said which ticket a reference means, for the one look-up over everything that has a reference."""
        return self._store.where(reference)

    def ticket_of(self, item: Item) -> Ticket:
        """The ticket that an item means which was read with its proof; one request. NotFound when it is gone."""
        found = self._store.ticket(self._store.pointer_of(item))
        if found is None:
            raise NotFound
        return found

    def visitor(self, officer: Officer, office_id: str, number: str) -> Visitor:
        """Who is at a counter; the look is noted in the access record before anything is told.

        Documents cost one Query for each appointment of the visit, and one read more where any were sent.

        Raises UnknownNumber, or NotAllowed for a ticket of another agency.
        """
        office = self._offices.office(office_id)
        ticket = self.scenery(office_id, fresh=True).day.ticket(number)
        pool = office.pool(ticket.standing.stop.pool)
        officer.must_serve(office.id, office.agencies_of(pool))
        access = self._access(officer, office, "visitor")
        self._people.note(replace(access, reference=ticket.reference, person=ticket.person))
        if ticket.person is None:
            return Visitor(ticket, None, [], [])
        bookings = list(dict.fromkeys(stop.booking for stop in ticket.standing.stops if stop.booking))
        citizen = self._attendance.citizen(self._people, bookings[0]) if bookings else None
        sent = [document for booking in bookings for document in self._documents.of_owner(booking)]
        return Visitor(ticket, citizen, self._files(ticket.person), sent)

    def _files(self, person: str) -> list[File]:
        """A person's files, the newest first as far as references tell; one Query and one read."""
        references = [one for one in self._people.references(person) if one[0] == Reference.CASE.value]
        found = self._cases.many(references)
        return [
            File(
                case.reference, self._offices.standard(case.office, case.service).name, case.status, case.due
            )
            for case in found
        ]

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


def _pools(office: Office) -> dict[str, tuple[str, ...]]:
    return {pool.id: pool.names for pool in office.pools}


def _waits(office: Office, day: Day, now: datetime, coming: Sequence[Expected]) -> dict[str, Wait]:
    """What somebody who came to each pool now would wait; pools without an open counter are left out."""
    found = {}
    for came, due in (
        (Came.BOOKED, now),
        (Came.WALK_IN, queue.due_of_walk_in(now, None, office.rules)),
    ):
        newcomers = [_newcomer(office, pool.id, came, now, due) for pool in office.pools]
        waiting = queue.waiting([*day.tickets, *newcomers])
        foreseen = estimates(waiting, day, _pools(office), now, coming)
        found[came] = {
            one.number: int((estimate.expected - now).total_seconds()) // 60
            for one in newcomers
            if (estimate := foreseen[one.number]) is not None
        }
    booked, walk_in = found[Came.BOOKED], found[Came.WALK_IN]
    return {pool: Wait(minutes, walk_in[pool]) for pool, minutes in booked.items()}


def _newcomer(office: Office, pool: str, came: Came, now: datetime, due: datetime) -> Ticket:
    """Somebody who could come now; the pool's id stands for a number, which no ticket looks like."""
    offered = next(one for one in office.services if one.pool == pool)
    return Ticket(
        reference="",
        office=office.id,
        day=now.date(),
        number=pool,
        came=came,
        priority=None,
        arrived=now,
        due=due,
        promised=Span(now, now),
        told=now,
        stops=(Stop(offered.id, pool, offered.minutes),),
        person=None,
        language="id",
    )
