"""The day ends once, however often it is closed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.booking.service import Status
from chalicelib.visits.ticket import State
from tests.builders.city import a_request, at
from tests.builders.visits import Day


@pytest.fixture
def day() -> Day:
    return Day()


def the_next_night(day: Day) -> None:
    day.clock.time = at(1) + timedelta(days=1)


def test_who_never_came_was_absent_and_who_still_waited_has_left(day: Day) -> None:
    day.at(7)
    absent = day.city.bookings.book(a_request(2, starts=at(10))).booking.reference
    day.at(8, 55)
    waits = day.booked(1)
    the_next_night(day)
    closed = day.closing.close("mpp")
    assert (closed.left, closed.absent) == (1, 1)
    assert day.city.booking(absent).status is Status.NO_SHOW
    assert day.ticket(waits).standing.state is State.LEFT
    assert day.city.booking(waits.ticket.stops[0].booking or "").status is Status.LAPSED
    assert day.counts()["absent"] == 1


def test_closing_again_changes_nothing(day: Day) -> None:
    day.walk_in()
    the_next_night(day)
    assert day.closing.close("mpp").left == 1
    before = day.city.kept()
    assert day.closing.close("mpp").left == 0
    assert day.city.kept() == before


def test_a_day_without_any_ticket_was_not_run_with_this_system(day: Day) -> None:
    day.at(7)
    reference = day.city.bookings.book(a_request(1)).booking.reference
    the_next_night(day)
    assert day.closing.close("mpp").absent == 0
    assert day.city.booking(reference).status is Status.CONFIRMED


def test_today_is_not_closed(day: Day) -> None:
    day.walk_in()
    day.at(23, 59)
    assert day.closing.close("mpp").left == 0


def test_a_night_that_was_skipped_is_caught_up(day: Day) -> None:
    day.walk_in()
    day.clock.passes(days=3)
    assert day.closing.close("mpp").left == 1
