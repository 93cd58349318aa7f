"""What each thing a citizen does costs, one at a time on a warm function."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.measuring.citizens import citizens, request
from benchmarks.measuring.places import Place, places
from chalicelib.booking.offers import Offers
from chalicelib.booking.service import Bookings
from chalicelib.core.errors import Refusal
from chalicelib.core.registry import get
from chalicelib.offices.service import Offices
from chalicelib.people.service import Asker

if TYPE_CHECKING:
    from datetime import datetime

    from benchmarks.measuring.counting import Bill, Meter
    from chalicelib.booking.service import Booking, Request
    from chalicelib.people.forms import CitizenForm

# How often each is done; the dearest counts.
SAMPLES = 5
# A hundred letters of three bytes each, which is more than any alphabet of the region needs.
LONGEST_NAME = "\ua984" * 100
Scenario = Callable[[], "Bill"]


@dataclass(slots=True)
class Desk:
    """Somebody who books, moves and cancels, with a meter beside them."""

    meter: Meter
    people: Iterator[CitizenForm]
    free: Iterator[Place]

    @classmethod
    def opened(cls, meter: Meter, people: Iterator[CitizenForm] | None = None) -> Desk:
        """One whose first booking has fetched secret and data key."""
        desk = cls(meter, people or citizens(), places())
        get(Bookings).book(desk.request())
        return desk

    def warm(self) -> None:
        """Let the function know what it knows for a minute at a time: offices and what their services promise."""
        offices = get(Offices)
        for brief in offices.all():
            for service in brief.services:
                offices.standard(offices.office(brief.id).id, service)

    def request(self, citizen: CitizenForm | None = None, place: Place | None = None) -> Request:
        """A request for a place, of somebody new if not said otherwise."""
        return request(citizen or next(self.people), place or next(self.free))

    def other_place(self, service: str) -> Place:
        """A free place for another service."""
        return next(place for place in self.free if place.service != service)

    def booked(self) -> tuple[Booking, CitizenForm]:
        """Somebody new with a booking."""
        citizen = next(self.people)
        return get(Bookings).book(self.request(citizen)).booking, citizen

    def bill(self, asked: Request) -> Bill:
        """What booking costs, refused or not."""
        return self.meter.of(lambda: _tried(asked))


def _tried(asked: Request) -> None:
    with suppress(Refusal):
        get(Bookings).book(asked)


def costs(desk: Desk) -> dict[str, Bill]:
    """The dearest of a few samples of each."""
    scenarios: dict[str, Scenario] = {
        "booking, new citizen": lambda: desk.bill(desk.request()),
        "booking, has another booking": lambda: _returning(desk),
        "booking, cancelled one before": lambda: _after_cancelling(desk),
        "booking, no phone": lambda: desk.bill(desk.request(_other(desk, phone=None))),
        "booking, longest name": lambda: desk.bill(desk.request(_other(desk, name=LONGEST_NAME))),
        "booking, service of two windows": lambda: desk.bill(desk.request(place=_of_two_windows())),
        "the same request again": lambda: _again(desk),
        "refusal, slot full": lambda: _full(desk),
        "refusal, already booked": lambda: _already(desk),
        "move": lambda: _move(desk),
        "cancel": lambda: _cancel(desk),
        "look-up": lambda: _look_up(desk),
    }
    return {
        name: max((_sample(desk, one) for _ in range(SAMPLES)), key=_dear) for name, one in scenarios.items()
    }


def _sample(desk: Desk, scenario: Scenario) -> Bill:
    desk.warm()
    return scenario()


def _dear(bill: Bill) -> tuple[int, float]:
    return sum(bill.requests.values()), bill.write_units


def _returning(desk: Desk) -> Bill:
    booking, citizen = desk.booked()
    return desk.bill(desk.request(citizen, desk.other_place(booking.service)))


def _after_cancelling(desk: Desk) -> Bill:
    booking, citizen = desk.booked()
    get(Bookings).cancel(_asker(booking, citizen))
    return desk.bill(desk.request(citizen))


def _again(desk: Desk) -> Bill:
    asked = desk.request()
    get(Bookings).book(asked)
    return desk.bill(asked)


def _already(desk: Desk) -> Bill:
    booking, citizen = desk.booked()
    another = next(
        place for place in desk.free if (place.office, place.service) == (booking.office, booking.service)
    )
    return desk.bill(desk.request(citizen, another))


def _full(desk: Desk) -> Bill:
    """Fill a slot; then one more."""
    place = next(desk.free)
    with suppress(Refusal):
        while True:
            get(Bookings).book(desk.request(place=place))
    return desk.bill(desk.request(place=place))


def _move(desk: Desk) -> Bill:
    booking, citizen = desk.booked()
    goal = _elsewhere(booking)
    return desk.meter.of(lambda: get(Bookings).move(_asker(booking, citizen), goal))


def _cancel(desk: Desk) -> Bill:
    booking, citizen = desk.booked()
    return desk.meter.of(lambda: get(Bookings).cancel(_asker(booking, citizen)))


def _look_up(desk: Desk) -> Bill:
    booking, citizen = desk.booked()
    return desk.meter.of(lambda: get(Bookings).find(_asker(booking, citizen)))


def _other(desk: Desk, **changed: str | None) -> CitizenForm:
    return next(desk.people).model_copy(update=changed)


def _asker(booking: Booking, citizen: CitizenForm) -> Asker:
    return Asker(booking.reference, (citizen.phone or "")[-4:], "203.0.113.7")


def _elsewhere(booking: Booking) -> datetime:
    """A free window for the same service on another day."""
    listing = get(Offers).search(booking.office, booking.service, None, 31, None)
    return next(
        offer.slot.starts
        for offer in listing.offers
        if offer.places and offer.slot.day > booking.starts.date()
    )


def _of_two_windows() -> Place:
    """A free place of a service that is longer than a window."""
    for brief in get(Offices).all():
        office = get(Offices).office(brief.id)
        for offered in office.services:
            if office.rules.window_minutes < offered.minutes <= 2 * office.rules.window_minutes:
                listing = get(Offers).search(office.id, offered.id, None, 31, None)
                starts = next(offer.slot.starts for offer in listing.offers if offer.places)
                return Place(office.id, offered.id, starts)
    raise LookupError("no office offers a service of two windows")
