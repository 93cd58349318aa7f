"""Booking a place: one write, and what stands against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.booking.errors import SlotFull
from chalicelib.booking.service import Status
from chalicelib.core.errors import Fault, InvalidFields
from chalicelib.core.references import Reference, valid
from chalicelib.offices.errors import UnknownOffice, UnknownService
from tests.builders.city import City, a_request, at, proven
from tests.builders.people import a_citizen, a_nik
from tests.unit.offices.builders import MONDAY, SATURDAY


@pytest.fixture
def city() -> City:
    return City()


def test_a_booking_holds_its_minutes_and_says_when_and_where(city: City) -> None:
    booking = city.book().booking
    assert (booking.office, booking.service, booking.status) == ("mpp", "d000", Status.CONFIRMED)
    assert (booking.starts, booking.ends, booking.minutes) == (at(9), at(9, 30), 20)
    slot = city.slot(at(9))
    assert (slot.left, slot.holders) == (10, {booking.reference: 20})
    assert city.booking(booking.reference) == booking


def test_its_reference_is_well_formed_and_begins_with_its_kind(city: City) -> None:
    reference = city.book().booking.reference
    assert valid(reference)
    assert reference[0] == Reference.BOOKING.value


def test_a_booking_is_one_request_and_a_warm_one_asks_kms_nothing(city: City) -> None:
    city.book(1)
    made = city.kms.made
    city.dynamodb.calls.clear()
    city.book(2, starts=at(10))
    assert city.dynamodb.operations == ["transact_write_items"]
    assert city.kms.made == made == 1


def test_nothing_of_the_citizen_is_kept_in_the_clear(city: City) -> None:
    request = a_request()
    city.bookings.book(request)
    kept = repr(city.dynamodb.items)
    assert request.citizen.name not in kept
    assert request.citizen.nik not in kept
    assert str(request.citizen.phone) not in kept
    assert str(request.citizen.phone)[-8:] not in kept


def test_an_officer_can_read_who_comes(city: City) -> None:
    booking = city.book().booking
    opened = city.people.open(
        dict(booking.sealed), table="diary", reference=booking.reference, person=booking.person
    )
    assert opened == a_citizen()


def test_who_gives_no_phone_is_told_a_secret_and_proves_themselves_with_it(city: City) -> None:
    made = city.book(citizen=a_citizen(phone=None))
    assert made.secret
    assert city.bookings.find(proven(made)).reference == made.booking.reference


def test_who_gives_a_phone_needs_no_secret(city: City) -> None:
    made = city.book()
    assert made.secret is None
    assert city.bookings.find(proven(made)).reference == made.booking.reference


def test_a_full_slot_is_refused_with_the_nearest_alternatives(city: City) -> None:
    city.book(1)
    with pytest.raises(SlotFull) as refused:
        city.book(2)
    alternatives = refused.value.facts["alternatives"]
    assert isinstance(alternatives, list)
    assert [one.starts for one in alternatives] == [at(8), at(8, 30), at(9, 30), at(10), at(10, 30)]
    assert refused.value.field == "starts"


def test_what_is_left_beside_a_long_service_goes_to_a_short_one(city: City) -> None:
    city.book(1)
    assert city.book(2, service="d001").booking.starts == at(9)
    assert city.slot(at(9)).left == 0


def test_a_long_service_is_refused_when_one_of_its_windows_is_full(city: City) -> None:
    city.book(1, starts=at(9, 30))
    with pytest.raises(SlotFull):
        city.book(2, service="s001")
    assert [slot.left for slot in city.slots(last=MONDAY)[2:5]] == [30, 10, 30]


def test_a_window_that_was_never_planned_is_not_offered(city: City) -> None:
    del city.dynamodb.items["diary", "SLOTS#mpp#ktp", "2026-11-23T09:00"]
    with pytest.raises(InvalidFields) as refused:
        city.book()
    assert refused.value.faults == (Fault("starts", "starts-not-offered"),)


def test_what_the_hours_do_not_allow_is_refused_without_a_write(city: City) -> None:
    with pytest.raises(InvalidFields) as refused:
        city.book(starts=at(9, day=SATURDAY))
    assert refused.value.faults == (Fault("starts", "starts-closed"),)
    assert "transact_write_items" not in city.dynamodb.operations


def test_a_refusal_changes_nothing(city: City) -> None:
    city.book(1)
    before = city.kept()
    with pytest.raises(SlotFull):
        city.book(2)
    assert city.kept() == before


def test_unknown_offices_and_services_are_refused(city: City) -> None:
    with pytest.raises(UnknownOffice):
        city.book(office="nowhere")
    with pytest.raises(UnknownService):
        city.book(service="s257")


def test_a_reference_that_somebody_else_holds_is_left_aside(city: City) -> None:
    taken = city.people.keyring.reference(
        Reference.BOOKING, city.people.keyring.person(a_nik(1)), "key-0001", 0
    )
    theirs = city.book(2, starts=at(10)).booking
    where = city.bookings.where(theirs.reference)
    item = city.dynamodb.items[where.table, where.pk, where.sk]
    there = city.bookings.where(taken)
    city.dynamodb.items[there.table, there.pk, there.sk] = {
        **item,
        "pk": there.pk,
        "sk": there.sk,
        "reference": taken,
    }
    made = city.book(1)
    assert made.booking.reference != taken
    assert city.booking(taken) == replace(theirs, reference=taken)
    assert city.book(1) == made


def test_the_day_of_a_booking_is_the_offices(city: City) -> None:
    morning_in_the_office = at(8, day=MONDAY + timedelta(days=1))
    booking = city.book(starts=morning_in_the_office).booking
    assert booking.day == "2026-11-24"
