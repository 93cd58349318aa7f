from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.booking.ask import visit
from chalicelib.booking.booking import Status
from chalicelib.booking.changes import cancel_until, ended, move_until, moved, reopened, still_open
from chalicelib.booking.errors import AlreadyArrived, BookingClosed, TooLate
from chalicelib.offices.service import Rules
from tests.builders.bookings import a_booking
from tests.builders.city import a_small_office, at

PHONE = "+62 361 000111"
RULES = Rules(move_cutoff_minutes=120, cancel_cutoff_minutes=60)


def test_the_cut_offs_are_counted_back_from_the_visit() -> None:
    booking = a_booking(starts=at(9))
    assert move_until(booking, RULES) == at(7)
    assert cancel_until(booking, RULES) == at(8)


def test_a_booking_can_be_changed_up_to_its_last_moment_and_not_a_second_longer() -> None:
    booking = a_booking()
    still_open(booking, until=at(7), now=at(7), phone=PHONE)
    with pytest.raises(TooLate) as refused:
        still_open(booking, until=at(7), now=at(7) + timedelta(seconds=1), phone=PHONE)
    assert refused.value.facts == {"phone": PHONE}


@pytest.mark.parametrize("status", [one for one in Status if one not in {Status.CONFIRMED, Status.ARRIVED}])
def test_a_booking_that_is_over_is_closed_rather_than_late(status: Status) -> None:
    with pytest.raises(BookingClosed):
        still_open(a_booking(status=status), until=at(7), now=at(8), phone=PHONE)


def test_who_has_checked_in_is_told_so_rather_than_that_it_is_late() -> None:
    with pytest.raises(AlreadyArrived):
        still_open(a_booking(status=Status.ARRIVED), until=at(7), now=at(8), phone=PHONE)


def test_a_booking_that_was_closed_by_mistake_is_open_again_and_holds_nothing() -> None:
    closed = ended(a_booking(status=Status.ARRIVED), Status.FINISHED, at(10))
    again = reopened(closed)
    assert (again.status, again.ended, dict(again.windows)) == (Status.ARRIVED, None, {})
    assert again.version == closed.version + 1


def test_a_moved_booking_keeps_its_length_whatever_the_service_takes_by_now() -> None:
    office = a_small_office()
    booking = a_booking(minutes=40, starts=at(9))
    goal = visit(office, office.service("d000"), at(10), at(7), minutes=booking.minutes)
    after = moved(booking, office.service("d000"), goal, booking.minutes)
    assert (after.starts, after.minutes, sum(after.windows.values())) == (at(10), 40, 40)
    assert after.version == booking.version + 1


def test_an_ended_booking_holds_nothing() -> None:
    after = ended(a_booking(), Status.CANCELLED, at(8))
    assert (after.status, after.windows, after.ended, after.version) == (Status.CANCELLED, {}, at(8), 2)
