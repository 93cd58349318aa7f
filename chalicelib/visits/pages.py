"""What the room and the one who waits are shown of a day; nothing here names a citizen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from chalicelib.core.text import Text
from chalicelib.visits.ticket import State

if TYPE_CHECKING:
    from chalicelib.offices.service import Office
    from chalicelib.visits.estimate import Estimate
    from chalicelib.visits.service import Issued, Kept, Scenery
    from chalicelib.visits.ticket import Standing, Ticket

PERCENT = 100
SECONDS = 60


@dataclass(frozen=True, slots=True)
class SpanPage:
    """From a moment to a moment."""

    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class StopPage:
    """A service of the visit; ``done`` once it was served."""

    service: str
    name: Text
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketPage:
    """A ticket as its citizen sees it; ``secret`` only in the answer that made it.

    ``expected`` is the range in which it will probably be called, null while nobody can say; ``ahead`` is how many go
    before it. ``promised`` is the time in which its citizen was told to be called.
    """

    OMIT_NONE: ClassVar[tuple[str, ...]] = ("secret",)

    reference: str
    number: str
    office: str
    office_name: Text
    came: str
    priority: str | None
    state: str
    counter: str | None
    calls: int
    arrived: datetime
    promised: SpanPage
    expected: SpanPage | None
    ahead: int | None
    stops: list[StopPage]
    secret: str | None = None

    @classmethod
    def of(cls, ticket: Ticket, seen: Scenery, issued: Issued | None = None) -> TicketPage:
        """The page of a ticket; ``issued`` where this answer is to the request that made it."""
        standing = ticket.standing
        return cls(
            reference=ticket.reference,
            number=ticket.number,
            office=seen.office.id,
            office_name=seen.office.name,
            came=ticket.came.value,
            priority=ticket.priority.value if ticket.priority else None,
            state=standing.state.value,
            counter=standing.counter or None,
            calls=standing.calls,
            arrived=ticket.arrived,
            promised=SpanPage(ticket.promised.starts, ticket.promised.ends),
            expected=_span(seen.estimates.get(ticket.number)),
            ahead=seen.ahead(ticket) if standing.state is State.WAITING else None,
            stops=_stops(standing, seen.office),
            secret=issued.secret if issued else None,
        )


@dataclass(frozen=True, slots=True)
class CalledPage:
    """A number that is called or served, and where."""

    number: str
    counter: str
    state: str
    calls: int
    since: datetime


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """A number that waits for a family of services; ``expected`` is the range of its call."""

    number: str
    family: str
    expected: SpanPage | None


@dataclass(frozen=True, slots=True)
class FamilyPage:
    """What one family of services looks like now.

    ``wait_minutes`` is how long somebody without an appointment would wait who came now, ``late_minutes`` how late an
    appointment of now would be called; null while no counter is open.
    """

    family: str
    letter: str
    name: Text
    counters: int
    waiting: int
    wait_minutes: int | None
    late_minutes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPage:
    """What the board in the room shows, and every live page; no answer tells more than the board does."""

    office: str
    name: Text
    day: dt.date
    open: bool
    called: list[CalledPage]
    waiting: list[WaitingPage]
    families: list[FamilyPage]

    @classmethod
    def of(cls, seen: Scenery) -> BoardPage:
        """The board of a day."""
        called = [
            CalledPage(
                one.number,
                one.standing.counter,
                one.standing.state.value,
                one.standing.calls,
                one.standing.since,
            )
            for one in seen.day.at_counters()
        ]
        return cls(
            office=seen.office.id,
            name=seen.office.name,
            day=seen.now.date(),
            open=seen.is_open,
            called=called,
            waiting=[
                WaitingPage(one.number, one.standing.stop.pool, _span(seen.estimates.get(one.number)))
                for one in seen.waiting
            ],
            families=_families(seen),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisePage:
    """How promises were kept: of those called, how many within the time they were told.

    ``rate`` is that share in percent and ``error_minutes`` the mean absolute error of the first estimate; both null
    where nobody was called.
    """

    office: str
    first: dt.date
    last: dt.date
    called: int
    kept: int
    rate: int | None
    error_minutes: float | None

    @classmethod
    def of(cls, office: str, kept: Kept) -> PromisePage:
        """The page of an office's promises."""
        error = kept.error_seconds
        return cls(
            office=office,
            first=kept.first,
            last=kept.last,
            called=kept.called,
            kept=kept.kept,
            rate=kept.kept * PERCENT // kept.called if kept.called else None,
            error_minutes=None if error is None else round(error / SECONDS, 1),
        )


def _span(estimate: Estimate | None) -> SpanPage | None:
    """A range to the minute: what changes with every second cannot be kept by anybody."""
    if estimate is None:
        return None
    return SpanPage(_minute(estimate.earliest), _minute(estimate.latest))


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _stops(standing: Standing, office: Office) -> list[StopPage]:
    return [
        StopPage(stop.service, office.service(stop.service).name, at < standing.at)
        for at, stop in enumerate(standing.stops)
    ]


def _families(seen: Scenery) -> list[FamilyPage]:
    office = seen.office
    at_work = {counter.name for counter in seen.day.at_work()}
    agencies = {offered.pool: offered.agency for offered in office.services}
    found = []
    for pool in office.pools:
        wait = seen.waits.get(pool.id)
        found.append(
            FamilyPage(
                pool.id,
                pool.letter,
                agencies[pool.id],
                sum(name in at_work for name in pool.names),
                sum(one.standing.stop.pool == pool.id for one in seen.waiting),
                wait.walk_in_minutes if wait else None,
                wait.booked_minutes if wait else None,
            )
        )
    return found
