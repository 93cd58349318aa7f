"""Invented citizens, as many as asked for, each with a NIK and a phone of their own, and what they ask for."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from chalicelib.booking import requests
from chalicelib.booking.forms import BookingForm
from chalicelib.booking.service import Bookings
from chalicelib.core.registry import get
from chalicelib.people.forms import CitizenForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.measuring.places import Place
    from chalicelib.booking.service import Request

# South Denpasar, men born in 1990. The serials have four digits, so the birth date counts on.
DISTRICT = "517101"
YEAR = "90"
SERIALS = 9_999
DAYS_OF_EVERY_MONTH = 28
NAMES = (
    "Ni Luh Putu Ayu Lestari",
    "I Made Wirawan",
    "Siti Nurhaliza binti Ahmad",
    "Budi",
    "Maria Goreti da Costa",
)


def citizens() -> Iterator[CitizenForm]:
    """No two alike."""
    for number in count():
        born, serial = divmod(number, SERIALS)
        month, day = divmod(born, DAYS_OF_EVERY_MONTH)
        nik = f"{DISTRICT}{day + 1:02}{month + 1:02}{YEAR}{serial + 1:04}"
        yield CitizenForm(name=NAMES[number % len(NAMES)], nik=nik, phone=f"+62812{number + 10_000_000}")


def request(citizen: CitizenForm, place: Place) -> Request:
    """What somebody asks for, as the route hands it to the service; the same again has the same key."""
    form = BookingForm(
        office=place.office, service=place.service, starts=place.starts.isoformat(), citizen=citizen
    )
    key = f"{citizen.nik}-{place.service}-{place.starts:%m%dT%H%M}"
    return requests.request(form, key=key, today=get(Bookings).today(place.office))
