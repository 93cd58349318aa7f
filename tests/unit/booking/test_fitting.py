"""Who has no place in a plan any more: closed days, windows that are gone, minutes that are not enough."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.booking.booking import Booking, Status
from chalicelib.booking.fitting import unfit
from tests.builders.bookings import a_booking
from tests.builders.city import NOW, at
from tests.builders.slots import WINDOW, a_slot

if TYPE_CHECKING:
    from chalicelib.booking.slot import Slot


def booked(number: int, starts: datetime | None = None, minutes: int = 20, **changes: object) -> Booking:
    """The booking made so many minutes after the others."""
    starts = starts or at(9)
    windows = {}
    for nth, left in enumerate(range(minutes, 0, -30)):
        windows[f"{starts + nth * WINDOW:%Y-%m-%dT%H:%M}"] = min(left, 30)
    return a_booking(
        reference=f"B{number}",
        person=f"k1.{number}",
        starts=starts,
        ends=starts + WINDOW,
        minutes=minutes,
        windows=windows,
        made=NOW - timedelta(days=2) + timedelta(minutes=number),
        **changes,
    )


def planned(*minutes: int, first: datetime | None = None) -> list[Slot]:
    """Windows from nine on with these minutes; 0 is a window that is not there."""
    first = first or at(9)
    return [a_slot(first + nth * WINDOW, more, more) for nth, more in enumerate(minutes) if more]


def gone(slots: list[Slot], *bookings: Booking, now: datetime = NOW) -> list[str]:
    return [one.reference for one in unfit(slots, bookings, now)]


def test_on_a_closed_day_nobody_fits() -> None:
    assert gone([], booked(1), booked(2, at(10))) == ["B1", "B2"]


def test_where_there_is_room_everybody_stays() -> None:
    assert gone(planned(40), booked(1), booked(2)) == []


def test_a_window_that_is_gone_takes_its_bookings_along() -> None:
    assert gone(planned(60, 0, 60), booked(1), booked(2, at(9, 30)), booked(3, at(10))) == ["B2"]


def test_a_long_visit_needs_every_window_it_holds() -> None:
    assert gone(planned(30, 30, 0), booked(1, minutes=75)) == ["B1"]
    assert gone(planned(30, 30, 30), booked(1, minutes=75)) == []


def test_whoever_booked_last_goes_first() -> None:
    assert gone(planned(40), booked(3), booked(1), booked(2)) == ["B3"]


def test_nobody_goes_who_fits_beside_all_that_were_made_before() -> None:
    assert gone(planned(30), booked(1), booked(2), booked(3, minutes=10)) == ["B2"]


def test_who_is_here_or_on_the_way_stays_and_takes_what_they_hold() -> None:
    here = booked(9, status=Status.ARRIVED)
    assert gone(planned(20), booked(1), here) == ["B1"]
    assert gone([], booked(1), booked(2, at(10)), now=at(9)) == ["B2"]


def test_a_window_that_moved_a_little_keeps_who_arrives_within_it() -> None:
    assert gone(planned(30, 30, first=at(8, 45)), booked(1), booked(2, at(10))) == ["B2"]


BOOKINGS = st.lists(st.tuples(st.integers(0, 3), st.integers(5, 75)), max_size=12)


@given(capacities=st.lists(st.integers(0, 90), min_size=4, max_size=4), asked=BOOKINGS)
def test_those_who_stay_never_overdraw_a_window_and_none_goes_without_need(
    capacities: list[int], asked: list[tuple[int, int]]
) -> None:
    slots = planned(*capacities)
    bookings = [booked(nth, at(9) + where * WINDOW, minutes) for nth, (where, minutes) in enumerate(asked)]
    leaving = unfit(slots, bookings, NOW)
    staying = [one for one in bookings if one not in leaving]
    room = {f"{slot.starts:%Y-%m-%dT%H:%M}": slot.capacity for slot in slots}
    for booking in staying:
        for window, minutes in booking.windows.items():
            room[window] -= minutes
    assert all(left >= 0 for left in room.values())
    for booking in leaving:
        assert any(room.get(window, 0) < minutes for window, minutes in booking.windows.items())
