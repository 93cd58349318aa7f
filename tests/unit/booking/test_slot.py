from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.booking.slot import Slot, places_left, shares
from tests.builders.city import at
from tests.builders.slots import a_slot, slots_in_a_row

minutes = st.integers(1, 240)
windows = st.sampled_from([10, 15, 20, 30, 60])


@given(minutes, windows)
def test_a_service_takes_its_minutes_in_whole_windows_and_a_rest(service: int, window: int) -> None:
    taken = shares(service, window)
    assert sum(taken) == service
    assert set(taken[:-1]) <= {window}
    assert 0 < taken[-1] <= window


def test_a_service_longer_than_a_window_takes_the_rest_from_the_next() -> None:
    assert shares(20, 30) == (20,)
    assert shares(30, 30) == (30,)
    assert shares(75, 30) == (30, 30, 15)


@given(st.lists(st.tuples(st.integers(-60, 120), st.booleans()), min_size=1, max_size=6), minutes, st.data())
def test_places_are_never_negative_and_never_more_than_the_minutes_hold(
    given_slots: list[tuple[int, bool]], service: int, data: st.DataObject
) -> None:
    row = slots_in_a_row(*(left for left, _ in given_slots), capacity=120)
    slots = [replace(slot, open=is_open) for slot, (_, is_open) in zip(row, given_slots, strict=True)]
    place = data.draw(st.integers(0, len(slots) - 1))
    places = places_left(slots, place, service)
    assert places >= 0
    free = [max(0, slot.left) if slot.open else 0 for slot in slots]
    for ahead, share in enumerate(shares(service, 30) if places else ()):
        assert places * share <= free[place + ahead]


@given(st.integers(0, 300), st.integers(1, 30))
def test_places_left_are_the_minutes_left_divided_by_the_services(left: int, service: int) -> None:
    assert places_left([a_slot(left=left, capacity=300)], 0, service) == left // service


def test_a_long_service_has_the_places_of_its_fullest_window() -> None:
    slots = slots_in_a_row(90, 60, 90)
    assert places_left(slots, 0, 75) == 2
    assert places_left(slots, 0, 45) == 3
    assert places_left(slots_in_a_row(90, 60, 44), 0, 75) == 2
    assert places_left(slots_in_a_row(90, 60, 14), 0, 75) == 0


def test_a_long_service_does_not_reach_beyond_the_end_of_the_day() -> None:
    slots = slots_in_a_row(30, 30)
    assert places_left(slots, 0, 60) == 1
    assert places_left(slots, 1, 60) == 0


def test_a_break_ends_what_can_be_taken() -> None:
    slots = [*slots_in_a_row(30, first=at(11, 30)), *slots_in_a_row(30, first=at(13))]
    assert places_left(slots, 0, 30) == 1
    assert places_left(slots, 0, 31) == 0


def test_a_closed_window_ends_what_can_be_taken() -> None:
    first, second = slots_in_a_row(30, 30)
    assert places_left([first, replace(second, open=False)], 0, 45) == 0


@pytest.mark.parametrize(("left", "is_open", "free"), [(30, True, 30), (-10, True, 0), (30, False, 0)])
def test_free_is_what_can_still_be_given_away(left: int, is_open: bool, free: int) -> None:  # noqa: FBT001
    assert a_slot(left=left, is_open=is_open).free == free


def test_the_free_share_of_a_window_that_was_never_planned_is_nothing() -> None:
    assert a_slot(left=0, capacity=0).free_share == 0
    assert a_slot(left=15).free_share == 0.5


def test_a_slot_knows_its_day_its_length_and_what_is_held() -> None:
    slot = Slot(at(8), at(8, 30), 60, 30, holders={"A": 20, "B": 10})
    assert (slot.day, slot.minutes, slot.held) == (at(8).date(), 30, 30)
