"""Citizens' routes: slots, and bookings made, looked up, moved, cancelled and put into a calendar."""

from __future__ import annotations

import re
from datetime import date, time
from typing import TYPE_CHECKING

from chalicelib.booking import ask
from chalicelib.booking.errors import AlreadyBooked, BookingClosed, SlotFull, TooLate, TooManyBookings
from chalicelib.booking.offers import MOST_DAYS, Offers
from chalicelib.booking.pages import BookingPage, SlotsPage
from chalicelib.core import registry, telemetry
from chalicelib.core.answers import File
from chalicelib.core.clock import now, read_day
from chalicelib.core.errors import (
    Busy,
    Fault,
    InvalidFields,
    KeyReused,
    NotFound,
    ProofMissing,
    TooManyTries,
)
from chalicelib.core.references import normalised
from chalicelib.core.settings import Settings
from chalicelib.core.web import Web
from chalicelib.offices.errors import UnknownOffice, UnknownService
from chalicelib.offices.service import Offices

if TYPE_CHECKING:
    from chalicelib.booking.booking import Booking
    from chalicelib.booking.forms import BookingForm, CancelForm, MoveForm
    from chalicelib.booking.service import Bookings, Made
    from chalicelib.people.service import Asker

web = Web(__name__)

DAYS_SHOWN = 7
NEAR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
PROVEN = (ProofMissing, NotFound, TooManyTries)
ONE_BOOKING = "/v1/bookings/{reference}"


@web.serves(
    "GET",
    "/v1/offices/{office}/services/{service}/slots",
    gives="booking.pages:SlotsPage",
    query=(
        ("from", {"type": "string", "format": "date"}),
        ("days", {"type": "integer", "minimum": 1, "maximum": MOST_DAYS, "default": DAYS_SHOWN}),
        ("near", {"type": "string", "pattern": f"^{NEAR.pattern}$"}),
    ),
    refuses=(UnknownOffice, UnknownService, InvalidFields, Busy),
)
def slots(office: str, service: str) -> SlotsPage:
    """Arrival windows of a service with the places left."""
    first, count, near = _search()
    return SlotsPage.of(registry.get(Offers).search(office, service, first, count, near))


@web.serves(
    "POST",
    "/v1/bookings",
    takes="booking.forms:BookingForm",
    gives="booking.pages:BookingPage",
    status=201,
    idempotent=True,
    refuses=(UnknownOffice, UnknownService, KeyReused, AlreadyBooked, TooManyBookings, SlotFull, Busy),
)
def book(form: BookingForm) -> BookingPage:
    """Book a place."""
    from chalicelib.booking.requests import request  # noqa: PLC0415 - phone numbers' library: only to book

    bookings = _bookings()
    made = bookings.book(request(form, key=web.idempotency_key, today=bookings.today(form.office)))
    if not made.repeated:
        telemetry.count("BookingMade")
    return _page(made.booking, made)


@web.serves("GET", ONE_BOOKING, gives="booking.pages:BookingPage", proof=True, refuses=(*PROVEN, Busy))
def look_up(reference: str) -> BookingPage:
    """A booking, as it stands."""
    return _page(_bookings().find(_asker(reference)))


@web.serves(
    "POST",
    f"{ONE_BOOKING}/move",
    takes="booking.forms:MoveForm",
    counts="BookingMoved",
    gives="booking.pages:BookingPage",
    proof=True,
    refuses=(*PROVEN, UnknownService, BookingClosed, TooLate, SlotFull, Busy),
)
def move(reference: str, form: MoveForm) -> BookingPage:
    """Move a booking to another window."""
    return _page(_bookings().move(_asker(reference), ask.moment(form.starts)))


@web.serves(
    "POST",
    f"{ONE_BOOKING}/cancel",
    takes="booking.forms:CancelForm",
    counts="BookingCancelled",
    gives="booking.pages:BookingPage",
    proof=True,
    refuses=(*PROVEN, BookingClosed, TooLate, Busy),
)
def cancel(reference: str, form: CancelForm) -> BookingPage:  # noqa: ARG001 - an empty form, checked to be empty
    """Cancel a booking and give its place back."""
    return _page(_bookings().cancel(_asker(reference)))


@web.serves(
    "GET",
    f"{ONE_BOOKING}/calendar",
    gives="core.answers:File",
    media_types=("text/calendar",),
    proof=True,
    refuses=(*PROVEN, Busy),
)
def calendar(reference: str) -> File:
    """A booking as an iCalendar file."""
    from chalicelib.booking.calendar import event  # noqa: PLC0415 - iCalendar's library: only here

    booking = _bookings().find(_asker(reference))
    page = _page(booking)
    return File(
        event(page, web.language, now(), version=booking.version),
        "text/calendar; charset=utf-8",
        f"{page.reference}.ics",
    )


def _bookings() -> Bookings:
    from chalicelib.booking.service import Bookings  # noqa: PLC0415 - a search for slots does without

    return registry.get(Bookings)


def _page(booking: Booking, made: Made | None = None) -> BookingPage:
    offices = registry.get(Offices)
    standard = offices.standard(booking.office, booking.service)
    return BookingPage.of(booking, offices.office(booking.office), standard, made)


def _asker(reference: str) -> Asker:
    from chalicelib.people.service import Asker  # noqa: PLC0415 - as above

    settings = registry.get(Settings)
    address = web.address(settings.forwarded_hops, settings.origin_key)
    return Asker(normalised(reference), web.proof, address)


def _search() -> tuple[date | None, int, time | None]:
    """The query parameters of a search, all faults at once."""
    faults: list[Fault] = []
    first: date | None = None
    count: int = DAYS_SHOWN
    near: time | None = None
    if (typed := web.asked("from")) is not None:
        first = read_day(typed)
        if first is None:
            faults.append(Fault("from", "date"))
    if (typed := web.asked("days")) is not None:
        count = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 0  # noqa: PLR2004
        if not 1 <= count <= MOST_DAYS:
            faults.append(Fault("days", "days", {"most": MOST_DAYS}))
    if (typed := web.asked("near")) is not None:
        if NEAR.fullmatch(typed):
            near = time.fromisoformat(typed)
        else:
            faults.append(Fault("near", "near"))
    if faults:
        raise InvalidFields(*faults)
    return first, count, near
