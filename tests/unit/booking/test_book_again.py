"""The same request, sent again by a bad network or on a bad day of the table: the same answer."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.booking.service import Status
from chalicelib.core.errors import Busy, KeyReused, Unsure
from chalicelib.core.table import ATTEMPTS
from tests.builders.city import City, a_small_office, at, proven
from tests.builders.people import a_citizen
from tests.fakes.dynamodb import refusal
from tests.fakes.faults import conflict, throttled
from tests.unit.offices.builders import MONDAY


@pytest.fixture
def city() -> City:
    return City()


def test_the_same_key_and_body_find_the_booking_and_change_nothing(city: City) -> None:
    first = city.book()
    before = city.kept()
    city.clock.passes(minutes=10)
    assert city.book() == first
    assert city.kept() == before


def test_it_is_known_for_a_repeat(city: City) -> None:
    assert [city.book().repeated, city.book().repeated] == [False, True]
    city.clock.passes(hours=3)
    assert city.book().repeated


def test_the_secret_is_told_again(city: City) -> None:
    first = city.book(citizen=a_citizen(phone=None))
    assert first.secret
    assert city.book(citizen=a_citizen(phone=None)).secret == first.secret


def test_also_when_the_window_is_full_by_now(city: City) -> None:
    first = city.book()
    city.book(2, service="d001")
    assert city.slot(at(9)).left == 0
    assert city.book() == first


def test_also_when_the_window_has_passed(city: City) -> None:
    first = city.book()
    city.clock.passes(hours=3)
    assert city.book() == first


def test_also_when_the_day_was_closed_meanwhile(city: City) -> None:
    first = city.book()
    city.publish(a_small_office(closures={MONDAY: a_small_office().name}))
    assert city.book() == first


def test_a_booking_that_was_cancelled_meanwhile_is_found_as_it_is(city: City) -> None:
    first = city.book()
    city.bookings.cancel(proven(first))
    assert city.book().booking.status is Status.CANCELLED
    assert city.slot(at(9)).left == 30


@pytest.mark.parametrize(
    "other",
    [
        {"starts": at(10)},
        {"service": "d001"},
        {"language": "en"},
        {"citizen": a_citizen(name="I Made")},
        {"citizen": a_citizen(phone=None)},
        {"stated": ("1990-01-01", "")},
    ],
    ids=lambda other: next(iter(other)),
)
def test_the_same_key_with_another_body_is_refused_and_changes_nothing(
    city: City, other: dict[str, Any]
) -> None:
    city.book()
    before = city.kept()
    with pytest.raises(KeyReused) as refused:
        city.book(**other)
    assert refused.value.field == "Idempotency-Key"
    assert city.kept() == before


def test_the_same_key_of_another_person_is_another_booking(city: City) -> None:
    first, second = city.book(1, key="the-same-key"), city.book(2, starts=at(10), key="the-same-key")
    assert first.booking.reference != second.booking.reference


def test_a_past_window_asked_for_with_another_body_is_still_a_reused_key(city: City) -> None:
    city.book()
    city.clock.passes(hours=3)
    with pytest.raises(KeyReused):
        city.book(language="en")


class TestTrouble:
    """What the table does on a bad day, injected at the client."""

    def test_what_the_answer_will_tell_is_in_hand_before_anything_is_written(self, city: City) -> None:
        city.faults.will("get_item", throttled(), times=2 * ATTEMPTS)
        with pytest.raises(Busy):
            city.book()
        assert "transact_write_items" not in city.dynamodb.operations

    def test_a_conflict_is_waited_out(self, city: City) -> None:
        city.faults.will("transact_write_items", conflict(), times=3)
        assert city.book().booking.is_open

    def test_a_table_that_stays_in_conflict_is_busy_and_nothing_was_booked(self, city: City) -> None:
        before = city.kept()
        city.faults.will("transact_write_items", conflict(), times=ATTEMPTS)
        with pytest.raises(Busy):
            city.book()
        assert city.kept() == before

    def test_a_booking_whose_answer_was_lost_is_found_by_its_own_next_try(self, city: City) -> None:
        city.faults.will("transact_write_items", refusal("InternalServerError"), done=True)
        made = city.book()
        assert city.slot(at(9)).holders == {made.booking.reference: 20}

    def test_who_cannot_be_told_for_sure_asks_again_and_is_told(self, city: City) -> None:
        city.faults.will("transact_write_items", refusal("InternalServerError"), done=True)
        city.faults.will("transact_write_items", conflict(), times=ATTEMPTS - 1)
        with pytest.raises(Unsure):
            city.book()
        made = city.book()
        assert city.slot(at(9)).holders == {made.booking.reference: 20}
