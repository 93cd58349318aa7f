"""One open booking per service and person, no more than the office allows in all, and which reason is told first."""

from __future__ import annotations

import pytest

from chalicelib.booking.errors import AlreadyBooked, SlotFull, TooManyBookings
from chalicelib.offices.service import Rules
from tests.builders.city import City, a_small_office, at, proven, the_other_office
from tests.builders.people import a_citizen


@pytest.fixture
def city() -> City:
    return City()


def test_a_second_booking_for_a_service_is_refused_with_the_first_ones_reference(city: City) -> None:
    first = city.book()
    with pytest.raises(AlreadyBooked) as refused:
        city.book(starts=at(10), key="another-key")
    assert refused.value.facts["reference"] == first.booking.reference
    assert city.slot(at(10)).left == 30


@pytest.mark.parametrize("phone", [None, "+6281999999999"])
def test_the_reference_is_told_only_to_the_same_phone(city: City, phone: str | None) -> None:
    city.book()
    with pytest.raises(AlreadyBooked) as refused:
        city.book(starts=at(10), key="another-key", citizen=a_citizen(phone=phone))
    assert refused.value.facts["reference"] is None


def test_without_a_phone_then_and_now_the_reference_is_not_told(city: City) -> None:
    city.book(citizen=a_citizen(phone=None))
    with pytest.raises(AlreadyBooked) as refused:
        city.book(starts=at(10), key="another-key", citizen=a_citizen(phone=None))
    assert refused.value.facts["reference"] is None


def test_another_service_is_another_booking(city: City) -> None:
    city.book()
    assert city.book(service="d001", key="another-key").booking.service == "d001"


def test_the_limit_of_a_person_counts_over_offices_and_names_the_field() -> None:
    city = City(a_small_office(rules=Rules(open_per_person=2)), the_other_office())
    city.book(service="s001")
    city.book(office="dukcapil", starts=at(9, zone="Asia/Jakarta"), key="key-other")
    with pytest.raises(TooManyBookings) as refused:
        city.book(service="d001", key="key-three")
    assert (refused.value.field, refused.value.facts["limit"]) == ("citizen.nik", 2)


def test_the_limit_of_a_phone_counts_over_persons() -> None:
    city = City(a_small_office(rules=Rules(open_per_phone=2)))
    phone = "+6281234567890"
    for number in (1, 2):
        city.book(number, starts=at(8 + number), citizen=a_citizen(number, phone=phone))
    with pytest.raises(TooManyBookings) as refused:
        city.book(3, starts=at(13), citizen=a_citizen(3, phone=phone))
    assert (refused.value.field, refused.value.facts["limit"]) == ("citizen.phone", 2)
    assert city.book(4, starts=at(13)).booking.is_open


def test_a_cancelled_booking_frees_its_guards() -> None:
    city = City(a_small_office(rules=Rules(open_per_person=1, open_per_phone=1)))
    city.bookings.cancel(proven(city.book()))
    again = city.book(key="another-key")
    assert again.booking.is_open


def test_who_is_booked_already_is_told_that_before_that_the_slot_is_full(city: City) -> None:
    city.book(1)
    city.book(2, service="d001")
    with pytest.raises(AlreadyBooked):
        city.book(1, key="another-key")


def test_the_person_comes_before_the_phone_and_the_phone_before_the_slot() -> None:
    city = City(a_small_office(rules=Rules(open_per_person=1, open_per_phone=1)))
    city.book(1)
    city.book(2, service="d001", starts=at(9))
    with pytest.raises(TooManyBookings) as refused:
        city.book(1, service="d001", key="another-key")
    assert refused.value.field == "citizen.nik"
    shared = a_citizen(3, phone=a_citizen(1).phone)
    with pytest.raises(TooManyBookings) as refused:
        city.book(3, citizen=shared)
    assert refused.value.field == "citizen.phone"
    with pytest.raises(SlotFull):
        city.book(3)
