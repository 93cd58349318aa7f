from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.booking.errors import BookingClosed, TooLate
from chalicelib.booking.service import Status
from chalicelib.core.errors import NotFound
from tests.builders.city import City, at, proven
from tests.builders.people import an_asker
from tests.fakes.dynamodb import refusal
from tests.unit.offices.builders import MONDAY


@pytest.fixture
def city() -> City:
    return City()


def test_a_cancelled_booking_gives_its_place_and_its_guards_back(city: City) -> None:
    made = city.book()
    assert city.bookings.cancel(proven(made)).status is Status.CANCELLED
    assert city.booking(made.booking.reference).status is Status.CANCELLED
    assert (city.slot(at(9)).left, city.slot(at(9)).holders) == (30, {})
    booking = made.booking
    guards = [
        city.dynamodb.items["diary", where, "GUARD"]
        for where in (f"PERSON#{booking.person}", f"PHONE#{booking.phone}")
    ]
    assert [{name for name in guard if "_" in name} for guard in guards] == [set(), set()]
    assert [guard["count"] for guard in guards] == [0, 0]


def test_a_long_booking_gives_every_window_back(city: City) -> None:
    made = city.book(service="s001")
    city.bookings.cancel(proven(made))
    assert {slot.left for slot in city.slots(last=MONDAY)} == {30}


def test_a_cancellation_is_one_read_and_one_transaction(city: City) -> None:
    made = city.book()
    city.dynamodb.calls.clear()
    city.bookings.cancel(proven(made))
    assert city.dynamodb.operations == ["batch_get_item", "transact_write_items"]


def test_cancelling_twice_is_cancelling_once(city: City) -> None:
    made = city.book()
    first = city.bookings.cancel(proven(made))
    before = city.kept()
    assert city.bookings.cancel(proven(made)) == first
    assert city.kept() == before


def test_it_can_be_cancelled_until_the_cut_off_and_not_later(city: City) -> None:
    late, made = city.book(1, starts=at(10)), city.book(2, starts=at(11))
    city.clock.time = at(10)
    assert city.bookings.cancel(proven(made, 2)).status is Status.CANCELLED
    with pytest.raises(TooLate):
        city.bookings.cancel(proven(late))
    assert city.booking(late.booking.reference).is_open


def test_the_last_moment_to_cancel_is_still_in_time(city: City) -> None:
    made = city.book()
    city.clock.time = at(8)
    assert city.bookings.cancel(proven(made)).status is Status.CANCELLED


def test_what_is_over_cannot_be_cancelled(city: City) -> None:
    made = city.book()
    city.clock.passes(days=1)
    city.reconciler.sweep_office("mpp")
    with pytest.raises(BookingClosed):
        city.bookings.cancel(proven(made))


def test_without_the_proof_nothing_is_cancelled(city: City) -> None:
    made = city.book()
    with pytest.raises(NotFound):
        city.bookings.cancel(an_asker(made.booking.reference, "0000"))
    assert city.booking(made.booking.reference).is_open


def test_a_booking_that_moved_meanwhile_gives_back_where_it_is(city: City) -> None:
    made = city.book()
    city.faults.before("transact_write_items", lambda: city.bookings.move(proven(made), at(13)))
    assert city.bookings.cancel(proven(made)).status is Status.CANCELLED
    assert {slot.left for slot in city.slots(last=MONDAY)} == {30}


def test_a_cancellation_whose_answer_was_lost_is_recognised(city: City) -> None:
    made = city.book()
    city.faults.will("transact_write_items", refusal("InternalServerError"), done=True)
    assert city.bookings.cancel(proven(made)).status is Status.CANCELLED
    assert {slot.left for slot in city.slots(last=MONDAY)} == {30}


def test_a_booking_is_found_as_it_stands(city: City) -> None:
    made = city.book()
    assert city.bookings.find(proven(made)) == made.booking
    cancelled = city.bookings.cancel(proven(made))
    assert city.bookings.find(proven(made)) == cancelled
    with pytest.raises(NotFound):
        city.bookings.find(an_asker(made.booking.reference, "0000"))


def test_a_place_that_was_given_back_can_be_booked_by_another(city: City) -> None:
    city.bookings.cancel(proven(city.book(1)))
    assert city.book(2).booking.starts == at(9)
    city.clock.passes(hours=timedelta(hours=1).total_seconds() / 3600)
    assert city.slot(at(9)).left == 10
