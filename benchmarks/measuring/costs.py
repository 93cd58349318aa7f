"""What each thing a citizen does costs, one at a time on a warm function."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from benchmarks.measuring.citizens import citizens
from benchmarks.measuring.places import Place, places
from chalicelib.booking.offers import Offers
from chalicelib.booking.service import Booking, Bookings, Request
from chalicelib.core.errors import Refusal
from chalicelib.core.registry import get
from chalicelib.offices.service import Offices
from chalicelib.people.service import Asker, Citizen

if TYPE_CHECKING:
    from datetime import datetime

    from benchmarks.measuring.counting import Bill, Meter

# How often each is done; the dearest counts.
SAMPLES = 5
# A hundred letters of three bytes each, which is more than any alphabet of the region needs.
LONGEST_NAME = "\ua984" * 100
Scenario = Callable[[], "Bill"]


@dataclass(slots=True)
class Desk:
    """Somebody who books, moves and cancels, with a meter beside them."""

    meter: Meter
    people: Iterator[Citizen]
    free: Iterator[Place]

    @classmethod
    def opened(cls, meter: Meter, people: Iterator[Citizen] | None = None) -> Desk:
        """A warm one: office, secret and data key have been fetched."""
        desk = cls(meter, people or citizens(), places())
        for brief in get(Offices).all():
            place = next(place for place in desk.free if place.office == brief.id)
            get(Bookings).book(desk.request(place=place))
        return desk

    def request(self, citizen: Citizen | None = None, place: Place | None = None) -> Request:
        """A request for a place, of somebody new if not said otherwise."""
        citizen, place = citizen or next(self.people), place or next(self.free)
        key = f"{citizen.nik}-{place.service}-{place.starts:%m%dT%H%M}"
        return Request(place.office, place.service, place.starts, citizen, "id", key)

    def other_place(self, service: str) -> Place:
        """A free place for another service."""
        return next(place for place in self.free if place.service != service)

    def booked(self) -> tuple[Booking, Request]:
        """Somebody new with a booking."""
        request = self.request()
        return get(Bookings).book(request).booking, request

    def bill(self, request: Request) -> Bill:
        """What booking costs, refused or not."""
        return self.meter.of(lambda: _tried(request))


def _tried(request: Request) -> None:
    with suppress(Refusal):
        get(Bookings).book(request)


def costs(desk: Desk) -> dict[str, Bill]:
    """The dearest of a few samples of each."""
    scenarios: dict[str, Scenario] = {
        "booking, new citizen": lambda: desk.bill(desk.request()),
        "booking, has another booking": lambda: _returning(desk),
        "booking, cancelled one before": lambda: _after_cancelling(desk),
        "booking, no phone": lambda: desk.bill(desk.request(replace(next(desk.people), phone=None))),
        "booking, longest name": lambda: desk.bill(
            desk.request(replace(next(desk.people), name=LONGEST_NAME))
        ),
        "booking, service of two windows": lambda: desk.bill(desk.request(place=_of_two_windows())),
        "the same request again": lambda: _again(desk),
        "refusal, slot full": lambda: _full(desk),
        "refusal, already booked": lambda: _already(desk),
        "move": lambda: _move(desk),
        "cancel": lambda: _cancel(desk),
        "look-up": lambda: _look_up(desk),
    }
    return {name: max((one() for _ in range(SAMPLES)), key=_dear) for name, one in scenarios.items()}


def _dear(bill: Bill) -> tuple[int, float]:
    return sum(bill.requests.values()), bill.write_units


def _returning(desk: Desk) -> Bill:
    booking, request = desk.booked()
    return desk.bill(desk.request(request.citizen, desk.other_place(booking.service)))


def _after_cancelling(desk: Desk) -> Bill:
    booking, request = desk.booked()
    get(Bookings).cancel(_asker(booking, request))
    return desk.bill(desk.request(request.citizen))


def _again(desk: Desk) -> Bill:
    _, request = desk.booked()
    return desk.bill(request)


def _already(desk: Desk) -> Bill:
    booking, request = desk.booked()
    another = next(
        place for place in desk.free if (place.office, place.service) == (booking.office, booking.service)
    )
    return desk.bill(desk.request(request.citizen, another))


def _full(desk: Desk) -> Bill:
    """Fill a slot; then one more."""
    place = next(desk.free)
    with suppress(Refusal):
        while True:
            get(Bookings).book(desk.request(place=place))
    return desk.bill(desk.request(place=place))


def _move(desk: Desk) -> Bill:
    booking, request = desk.booked()
    goal = _elsewhere(booking)
    return desk.meter.of(lambda: get(Bookings).move(_asker(booking, request), goal))


def _cancel(desk: Desk) -> Bill:
    booking, request = desk.booked()
    return desk.meter.of(lambda: get(Bookings).cancel(_asker(booking, request)))


def _look_up(desk: Desk) -> Bill:
    booking, request = desk.booked()
    return desk.meter.of(lambda: get(Bookings).find(_asker(booking, request)))


def _asker(booking: Booking, request: Request) -> Asker:
    return Asker(booking.reference, (request.citizen.phone or "")[-4:], "203.0.113.7")


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
