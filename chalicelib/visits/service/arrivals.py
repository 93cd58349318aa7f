"""People come: with an appointment they check in, without one they take a ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.booking.service import Status
from chalicelib.core.clock import office_time
from chalicelib.core.errors import Busy, NotFound, Refusal, TooManyTries
from chalicelib.core.references import normalised
from chalicelib.people.service import Access
from chalicelib.visits import queue
from chalicelib.visits.errors import OtherDay, TooEarly
from chalicelib.visits.service.issuing import Issued, Issuing, Visitor
from chalicelib.visits.ticket import Came, Span, Stop

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from chalicelib.booking.service import Attendance, Booking, Bookings, Offers
    from chalicelib.core.officer import Officer
    from chalicelib.core.table import Write
    from chalicelib.core.text import Language
    from chalicelib.demand.service import Demand
    from chalicelib.offices.service import Office, Offices
    from chalicelib.people.service import Asker, People
    from chalicelib.visits.service.ports import DayStore
    from chalicelib.visits.ticket import Priority


class Arrivals:
    """Check in, and take a ticket."""

    def __init__(
        self,
        store: DayStore,
        *,
        offices: Offices,
        people: People,
        bookings: Bookings,
        attendance: Attendance,
        offers: Offers,
        demand: Demand,
        now: Callable[[], datetime],
    ) -> None:
        """Take the store, the rooms below and the clock."""
        self._offices = offices
        self._people = people
        self._bookings = bookings
        self._attendance = attendance
        self._issuing = Issuing(
            store, people=people, attendance=attendance, offers=offers, demand=demand, now=now
        )
        self._now = now

    def check_in(self, asker: Asker) -> Issued:
        """A citizen is here for their appointment; checking in twice finds the same ticket.

        Other appointments of the same person, office and day become further stops of the same visit. Raises NotFound,
        TooManyTries, OtherDay, TooEarly (with the time), OfficeClosed, BookingClosed or Busy.
        """
        admission = self._people.admit(asker, self._bookings.where(asker.reference))
        booking = self._bookings.booking_of(admission.item)
        try:
            issued = self._arrived(booking, admission.check)
        except (TooManyTries, Busy):
            raise
        except Refusal:
            # Why not is told to those only whose proof still counts.
            self._people.confirm(admission)
            raise
        if issued.repeated:
            self._people.confirm(admission)
        return issued

    def check_in_by(self, officer: Officer, office: str, reference: str) -> Issued:
        """The same by an officer, who needs no proof and is noted in the access record."""
        booking = self._attendance.booking(normalised(reference))
        if booking.office != office:
            raise NotFound
        return self._arrived(booking, self._noting(officer, "check-in", booking))

    def walk_in(
        self,
        officer: Officer,
        office_id: str,
        services: Sequence[str],
        priority: Priority | None,
        *,
        language: Language,
        key: str,
    ) -> Issued:
        """A ticket for somebody without an appointment, as long as the day's contingent holds.

        The same ``key`` gives the same ticket. Raises UnknownService, OfficeClosed, NoWalkInsLeft (with free times),
        KeyReused or Busy.
        """
        office = self._offices.office(office_id)
        stops = tuple(_stop(office, service) for service in dict.fromkeys(services))
        visitor = Visitor(
            came=Came.WALK_IN,
            stops=stops,
            priority=priority,
            person=None,
            language=language,
            origin=f"{office_id}|{key}",
        )
        access = Access(office=office_id, at=self._here(office), officer=officer.id, what="walk-in")
        return self._issuing.issue(office, visitor, self._people.noting(access))

    def _arrived(self, booking: Booking, beside: Write) -> Issued:
        office = self._offices.office(booking.office)
        now, rules = self._here(office), office.rules
        if booking.status is Status.CONFIRMED:
            if booking.starts.date() != now.date():
                raise OtherDay
            if now < queue.opens(booking.starts, rules):
                raise TooEarly(at=f"{queue.opens(booking.starts, rules):%H:%M}")
        others = self._attendance.same_visit(booking) if booking.status is Status.CONFIRMED else []
        all_booked = (booking, *others)
        visitor = Visitor(
            came=queue.came(now, booking.starts, booking.ends, rules),
            stops=tuple(Stop(one.service, one.pool, one.minutes, one.reference) for one in all_booked),
            priority=None,
            person=booking.person,
            language=booking.language,
            origin=booking.reference,
            promised=Span(booking.starts, booking.ends),
            bookings=all_booked,
        )
        return self._issuing.issue(office, visitor, beside)

    def _noting(self, officer: Officer, what: str, booking: Booking) -> Write:
        office = self._offices.office(booking.office)
        return self._people.noting(
            Access(
                office=office.id,
                at=self._here(office),
                officer=officer.id,
                what=what,
                reference=booking.reference,
                person=booking.person,
            )
        )

    def _here(self, office: Office) -> datetime:
        return office_time(self._now(), office.time_zone).replace(microsecond=0)


def _stop(office: Office, service: str) -> Stop:
    offered = office.service(service)
    return Stop(offered.id, offered.pool, offered.minutes)
