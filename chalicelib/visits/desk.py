"""Officers' routes of the visit day: the queue, steps at a counter, tickets, the citizen at the desk, the record."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from chalicelib.booking.errors import BookingClosed
from chalicelib.core import registry
from chalicelib.core.clock import read_day
from chalicelib.core.errors import Busy, Fault, InvalidFields, KeyReused, NotAllowed, NotFound
from chalicelib.core.officer import EVERYBODY, HEADS, STAFF
from chalicelib.core.web import Web
from chalicelib.offices.errors import UnknownCounter, UnknownOffice, UnknownService
from chalicelib.offices.service import Offices
from chalicelib.visits.errors import (
    CounterBusy,
    CounterNotOpen,
    CounterTaken,
    NothingToUndo,
    NotServedHere,
    NoWalkInsLeft,
    OfficeClosed,
    OtherDay,
    OutOfTurn,
    StillTime,
    TooEarly,
    UnknownNumber,
)

if TYPE_CHECKING:
    from datetime import date

    from chalicelib.visits.desk_pages import (
        AccessDayPage,
        AlarmPage,
        CounterPage,
        DeskPage,
        ExpectedDayPage,
        VisitorPage,
    )
    from chalicelib.visits.forms import AlarmForm, CheckInForm, StepForm, WalkInForm
    from chalicelib.visits.pages import TicketPage
    from chalicelib.visits.service import Room

web = Web(__name__)

DATE = (("date", {"type": "string", "format": "date"}),)
STEP_REFUSALS = (
    UnknownOffice,
    UnknownCounter,
    UnknownService,
    UnknownNumber,
    OutOfTurn,
    CounterTaken,
    CounterNotOpen,
    CounterBusy,
    NotServedHere,
    StillTime,
    NothingToUndo,
    Busy,
)


@web.serves(
    "GET",
    "/v1/desk/{office}/queue",
    gives="visits.desk_pages:DeskPage",
    officers=STAFF,
    tagged=True,
    refuses=(UnknownOffice, Busy),
)
def desk_queue(office: str) -> DeskPage:
    """The day at the desks: counters, who waits in the order of turns, who is parked."""
    from chalicelib.visits.desk_pages import DeskPage  # noqa: PLC0415 - citizens do without

    # Officers see what is, not what was two seconds ago: they act on it.
    seen = _room().scenery(office, fresh=True)
    pools = frozenset(
        pool.id
        for pool in seen.office.pools
        if web.officer.may_serve(seen.office.id, seen.office.agencies_of(pool))
    )
    return DeskPage.of(seen, pools, web.officer.id)


@web.serves(
    "POST",
    "/v1/desk/{office}/counters/{counter}/steps",
    takes="visits.forms:StepForm",
    gives="visits.desk_pages:CounterPage",
    officers=STAFF,
    idempotent=True,
    refuses=STEP_REFUSALS,
)
def counter_step(office: str, counter: str, form: StepForm) -> CounterPage:
    """Take a step at a counter: open, call, start, finish and the others."""
    from chalicelib.visits.desk_pages import CounterPage  # noqa: PLC0415 - as above
    from chalicelib.visits.service import Counters, Wish  # noqa: PLC0415 - as above

    wish = Wish(
        step=form.kind,
        key=web.idempotency_key or uuid4().hex,
        number=form.number,
        service=form.service,
        to_counter=form.counter,
    )
    taken = registry.get(Counters).step(web.officer, office, counter, wish)
    return CounterPage.after(taken, registry.get(Offices).office(office), web.officer.id)


@web.serves(
    "POST",
    "/v1/desk/{office}/tickets",
    takes="visits.forms:WalkInForm",
    gives="visits.pages:TicketPage",
    status=201,
    counts="WalkIn",
    officers=EVERYBODY,
    idempotent=True,
    refuses=(UnknownOffice, UnknownService, OfficeClosed, NoWalkInsLeft, KeyReused, Busy),
)
def issue_ticket(office: str, form: WalkInForm) -> TicketPage:
    """A ticket for somebody without an appointment."""
    from chalicelib.visits.pages import TicketPage  # noqa: PLC0415 - as above
    from chalicelib.visits.service import Arrivals  # noqa: PLC0415 - as above

    issued = registry.get(Arrivals).walk_in(
        web.officer,
        office,
        form.services,
        form.need,
        language=form.language,
        key=web.idempotency_key or uuid4().hex,
    )
    return TicketPage.of(issued.ticket, _room().scenery(office, fresh=True), issued)


@web.serves(
    "POST",
    "/v1/desk/{office}/check-in",
    takes="visits.forms:CheckInForm",
    gives="visits.pages:TicketPage",
    counts="CheckedIn",
    officers=STAFF,
    refuses=(NotFound, OtherDay, TooEarly, OfficeClosed, BookingClosed, Busy),
)
def check_in_by_officer(office: str, form: CheckInForm) -> TicketPage:
    """Check somebody in for their appointment, by its reference."""
    from chalicelib.visits.pages import TicketPage  # noqa: PLC0415 - as above
    from chalicelib.visits.service import Arrivals  # noqa: PLC0415 - as above

    issued = registry.get(Arrivals).check_in_by(web.officer, office, form.reference)
    return TicketPage.of(issued.ticket, _room().scenery(office, fresh=True), issued)


@web.serves(
    "GET",
    "/v1/desk/{office}/tickets/{number}",
    gives="visits.desk_pages:VisitorPage",
    officers=STAFF,
    refuses=(UnknownOffice, UnknownNumber, NotAllowed, Busy),
)
def visitor(office: str, number: str) -> VisitorPage:
    """The citizen at the desk: name, files; noted in the access record."""
    from chalicelib.visits.desk_pages import VisitorPage  # noqa: PLC0415 - as above

    found = _room().visitor(web.officer, office, number)
    return VisitorPage.of(found, registry.get(Offices).office(office))


@web.serves(
    "GET",
    "/v1/desk/{office}/day",
    gives="visits.desk_pages:ExpectedDayPage",
    query=DATE,
    officers=STAFF,
    refuses=(UnknownOffice, InvalidFields, Busy),
)
def expected_day(office: str) -> ExpectedDayPage:
    """Everybody who is expected on a day, today where none is asked for."""
    from chalicelib.visits.desk_pages import ExpectedDayPage  # noqa: PLC0415 - as above

    asked = _day(office)
    found = _room().bookings(web.officer, office, asked)
    return ExpectedDayPage.of(asked, found, registry.get(Offices).office(office))


@web.serves(
    "POST",
    "/v1/desk/{office}/alarm",
    takes="visits.forms:AlarmForm",
    gives="visits.desk_pages:AlarmPage",
    officers=STAFF,
    counts="AlarmSounded",
    refuses=(UnknownOffice, UnknownCounter, Busy),
)
def sound_alarm(office: str, form: AlarmForm) -> AlarmPage:
    """Call the manager to a counter at once, or end the alarm."""
    from chalicelib.visits.desk_pages import AlarmPage  # noqa: PLC0415 - as above

    room = _room()
    room.sound(web.officer, office, form.counter)
    sounding = room.scenery(office, fresh=True).day.alarm
    return AlarmPage(sounding.counter if sounding else None, sounding.at if sounding else None)


@web.serves(
    "GET",
    "/v1/desk/{office}/access-record",
    gives="visits.desk_pages:AccessDayPage",
    query=DATE,
    officers=HEADS,
    refuses=(UnknownOffice, InvalidFields, Busy),
)
def access_record(office: str) -> AccessDayPage:
    """Who of the officers did what on a day, and whose record was opened."""
    from chalicelib.people.service import People  # noqa: PLC0415 - as above
    from chalicelib.visits.desk_pages import AccessDayPage  # noqa: PLC0415 - as above

    asked = _day(office)
    return AccessDayPage.of(asked, registry.get(People).accesses(office, asked))


def _room() -> Room:
    from chalicelib.visits.service import Room  # noqa: PLC0415 - as above

    return registry.get(Room)


def _day(office: str) -> date:
    asked = web.asked("date")
    if asked is None:
        return _room().today(office)
    found = read_day(asked)
    if found is None:
        raise InvalidFields(Fault("date", "date"))
    return found
