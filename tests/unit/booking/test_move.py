"""Moving a booking: the old place is freed if and only if the new one was taken."""

from __future__ import annotations

from datetime import timedelta
from itertools import cycle
from typing import TYPE_CHECKING

import pytest

from chalicelib.booking.errors import BookingClosed, SlotFull, TooLate
from chalicelib.core.errors import Busy, InvalidFields, NotFound
from chalicelib.offices.service import Pool
from tests.builders.city import City, a_small_office, at, proven
from tests.builders.people import an_asker
from tests.fakes.dynamodb import refusal
from tests.fakes.faults import conflict
from tests.unit.offices.builders import MONDAY, SATURDAY, an_offered

if TYPE_CHECKING:
    from chalicelib.booking.service import Made

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def city() -> City:
    return City()


def left(city: City) -> list[int]:
    """Minutes left in the first windows of Monday, from eight o'clock."""
    return [slot.left for slot in city.slots(last=MONDAY)]


def held(city: City, made: Made) -> int:
    """Minutes that the booking holds anywhere."""
    return sum(slot.holders.get(made.booking.reference, 0) for slot in city.slots())


def test_a_moved_booking_has_its_new_place_and_its_old_one_is_free(city: City) -> None:
    made = city.book()
    moved = city.bookings.move(proven(made), at(10))
    assert (moved.starts, moved.reference) == (at(10), made.booking.reference)
    assert city.booking(moved.reference) == moved
    assert (city.slot(at(9)).left, city.slot(at(10)).left) == (30, 10)


def test_a_move_is_one_read_and_one_transaction(city: City) -> None:
    made = city.book()
    city.dynamodb.calls.clear()
    city.bookings.move(proven(made), at(10))
    assert city.dynamodb.operations == ["batch_get_item", "transact_write_items"]


def test_a_move_that_finds_no_place_leaves_the_old_one_as_it_is(city: City) -> None:
    made = city.book(1)
    city.book(2, starts=at(10))
    before = city.kept()
    with pytest.raises(SlotFull) as refused:
        city.bookings.move(proven(made), at(10))
    assert city.kept() == before
    alternatives = refused.value.facts["alternatives"]
    assert isinstance(alternatives, list)
    assert at(10, 30) in [one.starts for one in alternatives]


def test_moving_to_where_it_is_changes_nothing_so_that_a_repeat_is_safe(city: City) -> None:
    made = city.book()
    moved = city.bookings.move(proven(made), at(10))
    before = city.kept()
    assert city.bookings.move(proven(made), at(10)) == moved
    assert city.kept() == before


@pytest.mark.parametrize("hour", [(8, 30), (9, 30), (10, 0)])
def test_a_long_booking_moves_into_windows_that_it_holds_already(city: City, hour: tuple[int, int]) -> None:
    made = city.book(service="s001", starts=at(9))
    moved = city.bookings.move(proven(made), at(*hour))
    assert held(city, made) == 75
    assert city.slot(moved.starts).left == 0
    assert sum(left(city)) == 12 * 30 - 75
    assert dict(moved.windows) == {
        f"{slot.starts:%Y-%m-%dT%H:%M}": slot.holders[moved.reference]
        for slot in city.slots()
        if slot.holders
    }


def test_a_long_booking_stays_where_one_of_its_new_windows_is_full(city: City) -> None:
    made = city.book(1, service="s001", starts=at(9))
    city.book(2, starts=at(10, 30))
    before = city.kept()
    with pytest.raises(SlotFull):
        city.bookings.move(proven(made), at(9, 30))
    assert city.kept() == before


def test_a_part_of_a_window_that_it_gives_up_can_be_taken_by_another(city: City) -> None:
    made = city.book(1, service="s001", starts=at(9))
    city.bookings.move(proven(made), at(8, 30))
    assert city.slot(at(9, 30)).left == 15
    assert city.book(2, service="d001", starts=at(9, 30)).booking.is_open


def test_it_moves_to_another_day_and_its_guard_with_it(city: City) -> None:
    made = city.book()
    city.bookings.move(proven(made), at(9, day=TUESDAY))
    guard = city.dynamodb.items["diary", f"PERSON#{made.booking.person}", "GUARD"]
    assert (guard["service_d000"]["day"], guard["count"]) == ("2026-11-24", 1)


def test_it_keeps_its_length_when_the_service_takes_longer_by_now(city: City) -> None:
    made = city.book()
    longer = a_small_office(services=(an_offered("d000", minutes=30), *a_small_office().services[1:]))
    city.publish(longer)
    city.bookings.move(proven(made), at(10))
    assert (held(city, made), city.slot(at(10)).left) == (20, 10)


def test_it_moves_to_the_pool_that_serves_the_service_by_now(city: City) -> None:
    made = city.book()
    new = (Pool("ktp", 1, ("d001", "s001")), Pool("kk", 1, ("d000",)))
    services = (an_offered("d000", pool="kk"), *a_small_office().services[1:])
    city.publish(a_small_office(pools=new, services=services))
    assert city.bookings.move(proven(made), at(10)).pool == "kk"
    assert city.slot(at(9)).left == 30
    assert city.slot(at(10), pool="kk").left == 10
    # Where it was the same window of another pool, it is a move too.
    with pytest.raises(SlotFull):
        city.book(2, starts=at(10))


def test_it_can_be_moved_until_the_cut_off_and_not_later(city: City) -> None:
    made = city.book(starts=at(10))
    city.clock.time = at(8)
    assert city.bookings.move(proven(made), at(11)).starts == at(11)
    city.clock.time = at(9) + timedelta(seconds=1)
    with pytest.raises(TooLate):
        city.bookings.move(proven(made), at(13))
    assert city.booking(made.booking.reference).starts == at(11)


def test_what_was_cancelled_cannot_be_moved(city: City) -> None:
    made = city.book()
    city.bookings.cancel(proven(made))
    with pytest.raises(BookingClosed):
        city.bookings.move(proven(made), at(10))


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (at(6), "starts-past"),
        (at(9, day=SATURDAY), "starts-closed"),
        (at(12, 15), "starts-not-offered"),
        (at(9, day=MONDAY + timedelta(days=28)), "starts-beyond-horizon"),
    ],
)
def test_where_no_visit_can_begin_it_does_not_move(city: City, wanted: object, code: str) -> None:
    made = city.book()
    with pytest.raises(InvalidFields) as refused:
        city.bookings.move(proven(made), wanted)  # type: ignore[arg-type]  # moments, named so for the table above
    assert refused.value.faults[0].code == code


def test_without_the_proof_nothing_moves(city: City) -> None:
    made = city.book()
    with pytest.raises(NotFound):
        city.bookings.move(an_asker(made.booking.reference, "0000"), at(10))
    assert city.booking(made.booking.reference).starts == at(9)


class TestWhileOthersMoveIt:
    def test_a_booking_that_changed_meanwhile_is_looked_at_again(self, city: City) -> None:
        made = city.book()
        city.faults.before("transact_write_items", lambda: city.bookings.move(proven(made), at(13)))
        assert city.bookings.move(proven(made), at(10)).starts == at(10)
        assert (city.slot(at(9)).left, city.slot(at(13)).left, city.slot(at(10)).left) == (30, 30, 10)

    def test_a_booking_that_was_cancelled_meanwhile_is_closed(self, city: City) -> None:
        made = city.book()
        city.faults.before("transact_write_items", lambda: city.bookings.cancel(proven(made)))
        with pytest.raises(BookingClosed):
            city.bookings.move(proven(made), at(10))
        assert sum(left(city)) == 12 * 30

    def test_a_booking_that_keeps_changing_is_busy_in_the_end(self, city: City) -> None:
        made = city.book()
        places = cycle([at(13), at(14)])

        def somebody_moves_it() -> None:
            city.bookings.move(proven(made), next(places))
            city.faults.before("transact_write_items", somebody_moves_it)

        city.faults.before("transact_write_items", somebody_moves_it)
        with pytest.raises(Busy):
            city.bookings.move(proven(made), at(10))
        assert held(city, made) == 20

    def test_a_move_whose_answer_was_lost_is_recognised(self, city: City) -> None:
        made = city.book()
        city.faults.will("transact_write_items", refusal("InternalServerError"), done=True)
        assert city.bookings.move(proven(made), at(10)).starts == at(10)
        assert held(city, made) == 20

    def test_a_conflict_is_waited_out(self, city: City) -> None:
        made = city.book()
        city.faults.will("transact_write_items", conflict(), times=2)
        assert city.bookings.move(proven(made), at(10)).starts == at(10)
