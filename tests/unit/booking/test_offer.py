from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.booking.offer import (
    ALTERNATIVES,
    RECOMMENDED_PER_DAY,
    Offer,
    lead_time_days,
    nearest,
    offers,
    recommended,
)
from tests.builders.city import at
from tests.builders.slots import a_slot, slots_in_a_row
from tests.unit.offices.builders import MONDAY

TUESDAY = MONDAY + timedelta(days=1)


def a_day(*left: int, day: date = MONDAY, minutes: int = 10) -> list[Offer]:
    """The offers of a day from eight on, with so many minutes left in each window of thirty."""
    slots = slots_in_a_row(*left, first=at(8, day=day))
    return offers(slots, minutes, at(7, day=MONDAY))


def test_a_slot_that_has_begun_is_left_out() -> None:
    slots = slots_in_a_row(30, 30, 30)
    assert [one.slot.starts for one in offers(slots, 10, at(8, 30))] == [at(9)]
    assert len(offers(slots, 10, at(8, 29))) == 2


def test_a_full_slot_is_shown_without_places() -> None:
    assert [one.places for one in a_day(30, 5, 0)] == [3, 0, 0]


def test_the_emptiest_slots_of_a_day_are_recommended_and_of_equals_the_earlier() -> None:
    assert recommended(a_day(10, 30, 20, 30, 30), None) == {at(8, 30), at(9, 30)}


def test_the_emptiest_is_the_one_with_the_largest_share_free_not_with_the_most_places() -> None:
    busy, quiet = slots_in_a_row(45, 30, capacity=90)
    slots = [busy, replace(quiet, capacity=30), *slots_in_a_row(50, first=at(9), capacity=90)]
    assert recommended(offers(slots, 10, at(7)), None) == {at(8, 30), at(9)}


def test_a_full_slot_is_not_recommended() -> None:
    assert recommended(a_day(0, 5, 10), None) == {at(9)}
    assert recommended(a_day(0, 0), None) == frozenset()


def test_who_asks_for_an_hour_is_recommended_what_is_near_it() -> None:
    choice = a_day(10, 30, 10, 30, 10, 10, 10, 30, 10)
    assert recommended(choice, time(11)) == {at(9, 30), at(11, 30)}
    assert recommended(choice, time(8)) == {at(8, 30), at(9, 30)}


def test_who_asks_for_an_hour_with_nothing_near_is_recommended_what_there_is() -> None:
    choice = a_day(30, 30, 0, 0, 0, 0)
    assert recommended(choice, time(14)) == {at(8), at(8, 30)}


def test_each_day_has_its_own_recommendations() -> None:
    choice = [*a_day(30, 30, 30), *a_day(10, 20, 10, day=TUESDAY)]
    assert recommended(choice, None) == {at(8), at(8, 30), at(8, day=TUESDAY), at(8, 30, day=TUESDAY)}


@given(st.lists(st.integers(0, 30), max_size=12), st.none() | st.times())
def test_what_is_recommended_has_a_place_and_is_little(left: list[int], near: time | None) -> None:
    choice = a_day(*left)
    marked = recommended(choice, near)
    free = {one.slot.starts for one in choice if one.places}
    assert marked <= free
    assert len(marked) <= RECOMMENDED_PER_DAY
    assert bool(marked) == bool(free)


@pytest.mark.parametrize(
    ("left", "days"),
    [((10, 10, 10), 0), ((0, 10, 10), None), ((), None), ((30,), None)],
)
def test_the_lead_time_is_that_of_the_third_slot_with_a_place(
    left: tuple[int, ...], days: int | None
) -> None:
    assert lead_time_days(a_day(*left), MONDAY) == days


def test_the_lead_time_counts_the_days_until_the_third_free_slot() -> None:
    choice = [*a_day(10, 0, 10), *a_day(0, 10, day=TUESDAY)]
    assert lead_time_days(choice, MONDAY) == 1
    assert lead_time_days(choice, TUESDAY) == 0


def test_alternatives_are_the_nearest_with_a_place_in_order_of_time() -> None:
    choice = [*a_day(10, 0, 10, 10, 10, 10), *a_day(10, 10, day=TUESDAY)]
    found = [one.slot.starts for one in nearest(choice, at(9, 30))]
    assert found == [at(8), at(9), at(9, 30), at(10), at(10, 30)]
    assert len(found) == ALTERNATIVES


@given(st.lists(st.integers(0, 30), max_size=12), st.integers(8, 14))
def test_no_slot_with_a_place_lies_nearer_than_those_that_are_told(left: list[int], hour: int) -> None:
    choice, wanted = a_day(*left), at(hour)
    told = [one.slot.starts for one in nearest(choice, wanted)]
    others = [one.slot.starts for one in choice if one.places and one.slot.starts not in told]
    assert told == sorted(told)
    assert all(abs(other - wanted) >= max(abs(one - wanted) for one in told) for other in others)


def test_a_closed_slot_has_no_place() -> None:
    assert [one.places for one in offers([a_slot(is_open=False)], 10, at(7))] == [0]
