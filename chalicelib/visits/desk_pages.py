"""What an officer is shown of a day. Only ``VisitorPage`` names a citizen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.core.text import Text
from chalicelib.documents.service import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chalicelib.booking.service import Booking
    from chalicelib.offices.service import Office
    from chalicelib.people.service import Access
    from chalicelib.visits.counter import Counter
    from chalicelib.visits.service import Scenery, Taken, Visitor
    from chalicelib.visits.ticket import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskTicketPage:
    """A ticket as officers see it in the queue."""

    number: str
    state: str
    came: str
    priority: str | None
    service: str
    service_name: Text
    more_stops: int
    arrived: datetime
    due: datetime
    counter: str | None
    calls: int
    since: datetime
    booking: str | None

    @classmethod
    def of(cls, ticket: Ticket, office: Office) -> DeskTicketPage:
        """The page of a ticket."""
        standing = ticket.standing
        stop = standing.stop
        return cls(
            number=ticket.number,
            state=standing.state.value,
            came=ticket.came.value,
            priority=ticket.priority.value if ticket.priority else None,
            service=stop.service,
            service_name=office.service(stop.service).name,
            more_stops=max(0, len(standing.stops) - standing.at - 1),
            arrived=ticket.arrived,
            due=ticket.due,
            counter=standing.counter or None,
            calls=standing.calls,
            since=standing.since,
            booking=stop.booking,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterPage:
    """A counter: who works there, whether it calls, and who is at it. ``can_undo``: its last step can be taken back."""

    counter: str
    family: str
    services: list[str]
    mode: str
    mine: bool
    since: datetime | None
    can_undo: bool
    ticket: DeskTicketPage | None

    @classmethod
    def of(cls, counter: Counter, ticket: Ticket | None, office: Office, officer: str) -> CounterPage:
        """The page of a counter, for an officer."""
        pool = office.pool_of_counter(counter.name)
        return cls(
            counter=counter.name,
            family=pool.id,
            services=list(pool.services),
            mode=counter.mode.value,
            mine=counter.officer == officer,
            since=counter.since,
            can_undo=counter.last is not None,
            ticket=DeskTicketPage.of(ticket, office) if ticket else None,
        )

    @classmethod
    def after(cls, taken: Taken, office: Office, officer: str) -> CounterPage:
        """The page of a counter after a step."""
        return cls.of(taken.counter, taken.ticket, office, officer)


@dataclass(frozen=True, slots=True)
class AlarmPage:
    """The counter that called for help, and when; both null when all is well."""

    counter: str | None
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage:
    """The day at the desks that an officer may serve: counters, who waits in the order of turns, who is parked."""

    office: str
    open: bool
    counters: list[CounterPage]
    waiting: list[DeskTicketPage]
    parked: list[DeskTicketPage]
    alarm: AlarmPage

    @classmethod
    def of(cls, seen: Scenery, pools: frozenset[str], officer: str) -> DeskPage:
        """The page of a day for an officer who may serve these pools."""
        office, day = seen.office, seen.day
        held = {one.number: one for one in day.tickets}
        counters = [
            CounterPage.of(day.counter(name), held.get(day.counter(name).number or ""), office, officer)
            for pool in office.pools
            if pool.id in pools
            for name in pool.names
        ]
        return cls(
            office=office.id,
            open=seen.is_open,
            counters=counters,
            waiting=_of_pools(seen.waiting, pools, office),
            parked=_of_pools(day.parked(), pools, office),
            alarm=AlarmPage(day.alarm.counter if day.alarm else None, day.alarm.at if day.alarm else None),
        )


@dataclass(frozen=True, slots=True)
class FilePage:
    """A file (berkas) of the citizen at the counter."""

    reference: str
    service_name: Text
    status: str
    due: dt.date | None


@dataclass(frozen=True, slots=True)
class SentPage:
    """A document that the visitor sent ahead, and where it stands; it is looked at on the page of documents."""

    reference: str
    kind: str
    name: Text
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorPage:
    """The citizen in front of an officer; the look is in the access record. Walk-ins have no name here."""

    ticket: DeskTicketPage
    name: str | None
    nik: str | None
    phone: str | None
    files: list[FilePage]
    documents: list[SentPage]

    @classmethod
    def of(cls, visitor: Visitor, office: Office) -> VisitorPage:
        """The page of a visitor; NIK and phone are masked."""
        citizen = visitor.citizen
        return cls(
            ticket=DeskTicketPage.of(visitor.ticket, office),
            name=citizen.name if citizen else None,
            nik=f"{citizen.nik[:6]}********{citizen.nik[-2:]}" if citizen else None,
            phone=f"…{citizen.phone[-4:]}" if citizen and citizen.phone else None,
            files=[FilePage(one.reference, one.name, one.status, one.due) for one in visitor.files],
            documents=[
                SentPage(one.reference, one.kind, name_of(one.kind), one.state.value)
                for one in visitor.documents
            ],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedPage:
    """An appointment of the day, without a name."""

    reference: str
    service: str
    service_name: Text
    starts: datetime
    ends: datetime
    status: str


@dataclass(frozen=True, slots=True)
class ExpectedDayPage:
    """Everybody who is expected on a day."""

    date: dt.date
    bookings: list[ExpectedPage]

    @classmethod
    def of(cls, day: dt.date, bookings: Iterable[Booking], office: Office) -> ExpectedDayPage:
        """The page of a day's appointments."""
        names = {offered.id: offered.name for offered in office.services}
        lines = [
            ExpectedPage(
                reference=one.reference,
                service=one.service,
                service_name=names.get(one.service, Text(one.service, one.service)),
                starts=one.starts,
                ends=one.ends,
                status=one.status.value,
            )
            for one in bookings
        ]
        return cls(day, lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessPage:
    """Who did what, when, with which record."""

    at: datetime
    officer: str
    what: str
    reference: str | None


@dataclass(frozen=True, slots=True)
class AccessDayPage:
    """The access record of a day."""

    date: dt.date
    entries: list[AccessPage]

    @classmethod
    def of(cls, day: dt.date, entries: Iterable[Access]) -> AccessDayPage:
        """The page of a day's record."""
        lines = [
            AccessPage(at=one.at, officer=one.officer, what=one.what, reference=one.reference)
            for one in entries
        ]
        return cls(day, lines)


def _of_pools(tickets: Iterable[Ticket], pools: frozenset[str], office: Office) -> list[DeskTicketPage]:
    return [DeskTicketPage.of(one, office) for one in tickets if one.standing.stop.pool in pools]
