"""Citizens' routes of the visit day: check in, one's ticket, the board, and how promises were kept."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.booking.errors import BookingClosed
from chalicelib.core import registry
from chalicelib.core.clock import read_day
from chalicelib.core.errors import Busy, Fault, InvalidFields, NotFound, ProofMissing, TooManyTries
from chalicelib.core.references import normalised
from chalicelib.core.settings import Settings
from chalicelib.core.web import Web
from chalicelib.offices.errors import UnknownOffice
from chalicelib.visits.errors import OfficeClosed, OtherDay, TooEarly

if TYPE_CHECKING:
    from datetime import date

    from chalicelib.people.service import Asker
    from chalicelib.visits.forms import ArriveForm
    from chalicelib.visits.pages import BoardPage, PromisePage, TicketPage

web = Web(__name__)

# A board that is three seconds old is as good as new; a distribution answers all viewers meanwhile.
BOARD_FRESH = 3
PROMISE_FRESH = 300
PROMISE_DAYS = timedelta(days=27)
MOST_DAYS = timedelta(days=366)
PROVEN = (ProofMissing, NotFound, TooManyTries)


@web.serves(
    "POST",
    "/v1/bookings/{reference}/check-in",
    takes="visits.forms:ArriveForm",
    gives="visits.pages:TicketPage",
    counts="CheckedIn",
    proof=True,
    refuses=(*PROVEN, OtherDay, TooEarly, OfficeClosed, BookingClosed, Busy),
)
def check_in(reference: str, form: ArriveForm) -> TicketPage:  # noqa: ARG001 - an empty form, checked to be empty
    """Check in for an appointment, at the door."""
    from chalicelib.visits.pages import TicketPage  # noqa: PLC0415 - other answers do without
    from chalicelib.visits.service import Arrivals, Room  # noqa: PLC0415 - as above

    issued = registry.get(Arrivals).check_in(_asker(reference))
    return TicketPage.of(issued.ticket, registry.get(Room).scenery(issued.ticket.office, fresh=True), issued)


@web.serves(
    "GET",
    "/v1/tickets/{reference}",
    gives="visits.pages:TicketPage",
    proof=True,
    refuses=(*PROVEN, Busy),
)
def ticket(reference: str) -> TicketPage:
    """A ticket, with its place in the queue."""
    from chalicelib.visits.pages import TicketPage  # noqa: PLC0415 - as above
    from chalicelib.visits.service import Room  # noqa: PLC0415 - as above

    return TicketPage.of(*registry.get(Room).ticket(_asker(reference)))


@web.serves(
    "GET",
    "/v1/offices/{office}/board",
    gives="visits.pages:BoardPage",
    fresh_seconds=BOARD_FRESH,
    tagged=True,
    refuses=(UnknownOffice, Busy),
)
def board(office: str) -> BoardPage:
    """What the board in the room shows."""
    from chalicelib.visits.pages import BoardPage  # noqa: PLC0415 - as above
    from chalicelib.visits.service import Room  # noqa: PLC0415 - as above

    return BoardPage.of(registry.get(Room).scenery(office))


@web.serves(
    "GET",
    "/v1/offices/{office}/promise",
    gives="visits.pages:PromisePage",
    query=(("from", {"type": "string", "format": "date"}), ("to", {"type": "string", "format": "date"})),
    fresh_seconds=PROMISE_FRESH,
    refuses=(UnknownOffice, InvalidFields, Busy),
)
def promise(office: str) -> PromisePage:
    """How many citizens were called within the time they were told; four weeks where nothing is asked."""
    from chalicelib.visits.pages import PromisePage  # noqa: PLC0415 - as above
    from chalicelib.visits.service import Room  # noqa: PLC0415 - as above

    room = registry.get(Room)
    last = _day("to") or room.today(office)
    first = _day("from") or max(last, type(last).min + PROMISE_DAYS) - PROMISE_DAYS
    if not timedelta(0) <= last - first <= MOST_DAYS:
        raise InvalidFields(Fault("from", "date"))
    return PromisePage.of(office, room.kept(office, first, last))


def _day(name: str) -> date | None:
    asked = web.asked(name)
    if asked is None:
        return None
    day = read_day(asked)
    if day is None:
        raise InvalidFields(Fault(name, "date"))
    return day


def _asker(reference: str) -> Asker:
    from chalicelib.people.service import Asker  # noqa: PLC0415 - as above

    settings = registry.get(Settings)
    address = web.address(settings.forwarded_hops, settings.origin_key)
    return Asker(normalised(reference), web.proof, address)
