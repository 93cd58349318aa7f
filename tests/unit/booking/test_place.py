"""Where those are sent who lose their place: near, never two to one place, never without notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.booking.place import Free, Place, propose
from tests.builders.city import NOW, at
from tests.builders.slots import WINDOW, slots_in_a_row
from tests.unit.booking.test_fitting import booked
from tests.unit.offices.builders import MONDAY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from chalicelib.booking.booking import Booking
    from chalicelib.booking.slot import Slot

TUESDAY = MONDAY + timedelta(days=1)
LATER = MONDAY + timedelta(days=14)


def free(slots: Sequence[Slot], office: str = "mpp", *, first: datetime = NOW, last: date = LATER) -> Free:
    return Free(office, "ktp", slots, first=first, last=last)


def proposed(
    here: Free,
    *affected: Booking,
    elsewhere: Sequence[Free] = (),
    beside: Sequence[Booking] = (),
    now: datetime = NOW,
) -> dict[str, tuple[str, datetime]]:
    found = propose(affected, home=lambda _: here, elsewhere=lambda _: elsewhere, beside=beside, now=now)
    return {reference: (place.office, place.starts) for reference, place in found.items()}


def day(*left: int, on: date = MONDAY) -> list[Slot]:
    return slots_in_a_row(*left, first=at(8, day=on))


def test_the_nearest_place_of_the_same_day_is_best() -> None:
    slots = day(0, 30, 0, 0, 0, 0, 30) + day(30, 30, 30, on=TUESDAY)
    assert proposed(free(slots), booked(1, at(10))) == {"B1": ("mpp", at(11))}


def test_of_two_equally_near_the_later_one() -> None:
    slots = day(30, 0, 30)
    found = proposed(free(slots), booked(1, at(8, 30)), now=NOW - timedelta(days=3))
    assert found == {"B1": ("mpp", at(9))}


def test_another_day_comes_after_the_same_day_however_near() -> None:
    slots = day(0, *[0] * 12, 30) + day(30, on=TUESDAY)
    assert proposed(free(slots), booked(1, at(8))) == {"B1": ("mpp", at(14, 30))}


def test_the_other_office_comes_last() -> None:
    there = free(day(30, 30, 30), "dukcapil")
    assert proposed(free(day(0)), booked(1, at(8)), elsewhere=[there]) == {"B1": ("dukcapil", at(8))}
    here = free(day(30, on=TUESDAY + timedelta(days=9)))
    there = free(day(30), "dukcapil")
    assert proposed(here, booked(1, at(8)), elsewhere=[there])["B1"][0] == "mpp"


def test_where_nothing_is_left_nothing_is_proposed() -> None:
    assert proposed(free(day(10, 10)), booked(1, at(8))) == {}


def test_whoever_booked_earlier_chooses_first() -> None:
    slots = day(0, 20, 20)
    assert proposed(free(slots), booked(2, at(8)), booked(1, at(8))) == {
        "B1": ("mpp", at(8, 30)),
        "B2": ("mpp", at(9)),
    }


def test_an_earlier_time_needs_a_day_of_notice() -> None:
    slots = day(30, 0, 0) + day(0, 30, on=TUESDAY)
    assert proposed(free(slots), booked(1, at(9)))["B1"] == ("mpp", at(8, 30, day=TUESDAY))
    assert proposed(free(slots), booked(1, at(9)), now=at(7) - timedelta(days=1))["B1"] == ("mpp", at(8))


def test_nothing_is_proposed_before_the_first_moment_and_after_the_last_day() -> None:
    slots = day(30, 0, 30) + day(30, on=TUESDAY)
    assert proposed(free(slots, first=at(9), last=MONDAY), booked(1, at(8)), booked(2, at(8))) == {
        "B1": ("mpp", at(9))
    }


def test_nobody_is_asked_to_be_at_two_counters_at_once() -> None:
    slots = day(0, 60, 60)
    other = booked(2, at(8, 30))
    mine = booked(1, at(8))
    theirs = propose(
        [mine],
        home=lambda _: free(slots),
        elsewhere=lambda _: (),
        beside=[_of(other, mine.person)],
        now=NOW,
    )
    assert theirs["B1"].starts == at(9)


def test_two_visits_of_one_person_are_not_sent_to_the_same_time() -> None:
    first, second = booked(1, at(8)), booked(2, at(8, 30))
    found = proposed(free(day(0, 0, 60, 60)), first, _of(second, first.person))
    assert found == {"B1": ("mpp", at(9)), "B2": ("mpp", at(9, 30))}


def _of(booking: Booking, person: str) -> Booking:
    return replace(booking, person=person)


ASKED = st.lists(st.tuples(st.integers(0, 7), st.integers(5, 75)), max_size=15)


@given(left=st.lists(st.integers(-30, 90), min_size=8, max_size=8), asked=ASKED)
def test_proposals_never_overdraw_a_window(left: list[int], asked: list[tuple[int, int]]) -> None:
    slots = day(*left, on=TUESDAY)
    affected = [
        booked(nth, at(8, day=TUESDAY) + where * WINDOW, minutes)
        for nth, (where, minutes) in enumerate(asked)
    ]
    here = free(slots)
    found = propose(affected, home=lambda _: here, elsewhere=lambda _: (), beside=(), now=NOW)
    taken: dict[str, int] = {}
    for one in affected:
        place: Place | None = found.get(one.reference)
        if place is not None:
            assert sum(place.windows.values()) == one.minutes
            for window, minutes in place.windows.items():
                taken[window] = taken.get(window, 0) + minutes
    room = {f"{slot.starts:%Y-%m-%dT%H:%M}": slot.free for slot in slots}
    assert all(minutes <= room[window] for window, minutes in taken.items())
