"""Laying plans: what is free follows the plan, what is booked stays."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib.booking.planner import Laid
from chalicelib.core.text import Text
from chalicelib.offices.service import OpeningDay, Pool, Rules, Season
from tests.builders.city import MINUTES, City, a_small_office, at, proven
from tests.unit.offices.builders import CHRISTMAS, MONDAY, SATURDAY, an_offered

if TYPE_CHECKING:
    from chalicelib.offices.service import Office

TUESDAY = MONDAY + timedelta(days=1)
#: Windows of a working day: eight to twelve and one to three, half an hour each.
A_DAY = 12
WORKING_DAYS = 12
MORNING = tuple(OpeningDay(weekday, time(8), time(10)) for weekday in range(1, 6))


@pytest.fixture
def city() -> City:
    return City()


def test_every_window_of_the_working_days_up_to_the_horizon_is_laid_and_one_day_more(city: City) -> None:
    days = {slot.day for slot in city.slots()}
    assert len(days) == WORKING_DAYS
    assert max(days) == MONDAY + timedelta(days=15)
    assert SATURDAY not in days
    assert len(city.slots()) == WORKING_DAYS * A_DAY


def test_a_window_has_the_minutes_that_the_plan_gives_it() -> None:
    city = City(a_small_office(pools=(Pool("ktp", 2, ("d000", "d001", "s001"), 80),)))
    slot = city.slot(at(8))
    assert (slot.capacity, slot.left, slot.open, slot.holders) == (48, 48, True, {})


def test_laying_it_again_changes_nothing(city: City) -> None:
    before = city.kept()
    assert city.planner.lay("mpp") == Laid(0, 0, 0)
    assert city.kept() == before


def test_a_new_day_is_added_when_the_day_turns(city: City) -> None:
    city.clock.passes(days=1)
    assert city.planner.lay("mpp") == Laid(A_DAY, 0, 0)


def test_a_closed_day_is_not_laid(city: City) -> None:
    city.clock.time = at(7, day=CHRISTMAS - timedelta(days=3))
    city.planner.lay("mpp")
    assert CHRISTMAS not in {slot.day for slot in city.slots()}


def test_more_counters_give_more_places_and_bookings_keep_theirs(city: City) -> None:
    made = city.book()
    city.publish(a_small_office(pools=(Pool("ktp", 2, ("d000", "d001", "s001")),)))
    slot = city.slot(at(9))
    assert (slot.capacity, slot.left) == (60, 40)
    assert slot.holders == {made.booking.reference: 20}


def test_a_plan_below_what_is_booked_takes_nothing_from_citizens_and_says_so(city: City) -> None:
    made = city.book()
    city.demand.plan_weekday("mpp", "ktp", 1, {time(9): 10})
    laid = city.planner.lay("mpp")
    assert laid.overdrawn == 1
    slot = city.slot(at(9))
    assert (slot.capacity, slot.left, slot.free) == (10, -10, 0)
    assert slot.holders == {made.booking.reference: 20}
    assert city.bookings.find(proven(made)).starts == at(9)


def test_what_is_given_back_of_an_overdrawn_window_is_not_offered_twice(city: City) -> None:
    made = city.book()
    city.demand.plan_weekday("mpp", "ktp", 1, {time(9): 10})
    city.planner.lay("mpp")
    city.bookings.cancel(proven(made))
    assert (city.slot(at(9)).left, city.planner.lay("mpp").overdrawn) == (10, 0)


def test_a_closure_closes_the_windows_and_leaves_the_bookings(city: City) -> None:
    made = city.book()
    city.publish(a_small_office(closures={MONDAY: Text("Banjir", "Flood")}))
    monday = city.slots(last=MONDAY)
    assert [slot.open for slot in monday] == [False] * A_DAY
    assert {slot.capacity for slot in monday} == {0}
    assert city.bookings.find(proven(made)).is_open
    assert city.slot(at(9)).holders == {made.booking.reference: 20}
    assert all(slot.open for slot in city.slots(TUESDAY))


def test_a_closure_that_is_lifted_opens_the_windows_as_they_were(city: City) -> None:
    city.book()
    before = city.slots()
    city.publish(a_small_office(closures={MONDAY: Text("Banjir", "Flood")}))
    city.publish(a_small_office())
    assert city.slots() == before


def test_longer_hours_add_windows_and_shorter_ones_close_them(city: City) -> None:
    longer = tuple(OpeningDay(weekday, time(8), time(16)) for weekday in range(1, 6))
    city.publish(a_small_office(hours=longer))
    assert len(city.slots(last=MONDAY)) == 16
    assert city.slot(at(15, 30)).open
    city.publish(a_small_office(hours=MORNING))
    assert [slot.starts for slot in city.slots(last=MONDAY) if slot.open] == [
        at(8),
        at(8, 30),
        at(9),
        at(9, 30),
    ]


def test_a_season_has_hours_of_its_own_on_its_days_only() -> None:
    season = Season(TUESDAY, TUESDAY, Text("Ramadan", "Ramadan"), MORNING)
    city = City(a_small_office(seasons=(season,)))
    assert len(city.slots(TUESDAY, TUESDAY)) == 4
    assert len(city.slots(MONDAY, MONDAY)) == A_DAY
    assert len(city.slots(TUESDAY + timedelta(days=1), TUESDAY + timedelta(days=1))) == A_DAY


def test_a_day_that_is_planned_by_itself_is_laid_so(city: City) -> None:
    city.demand.plan_day("mpp", "ktp", TUESDAY, {time(8): 25})
    city.planner.lay("mpp")
    assert [slot.capacity for slot in city.slots(TUESDAY, TUESDAY) if slot.open] == [25]
    assert city.slot(at(8, day=MONDAY)).capacity == 30


def test_a_booking_made_while_the_plan_is_laid_is_not_lost(city: City) -> None:
    city.demand.plan_weekday("mpp", "ktp", 1, {time(9): 60})
    city.faults.before("update_item", lambda: city.book(starts=at(9)))
    city.planner.lay("mpp")
    slot = city.slot(at(9))
    assert (slot.capacity, slot.left, slot.held) == (60, 40, 20)


def test_two_who_lay_at_once_end_in_the_same_slots(city: City) -> None:
    city.clock.passes(days=1)
    other = City()
    other.clock.passes(days=1)
    other.planner.lay("mpp")
    city.faults.before("transact_write_items", lambda: city.planner.lay("mpp"))
    assert city.planner.lay("mpp").added == 0
    assert city.slots() == other.slots()


class TestAnotherGrid:
    """The length of windows changes; old windows keep their bookings, and nobody is sold their officer again."""

    def test_longer_windows_give_less_where_old_ones_hold_bookings(self, city: City) -> None:
        city.book(starts=at(9, 30))
        city.publish(a_small_office(rules=Rules(horizon_days=14, window_minutes=60)))
        slot = city.slot(at(9))
        assert (slot.ends, slot.capacity, slot.left) == (at(10), 40, 40)
        assert not city.slot(at(9, 30)).open
        assert city.slot(at(10)).capacity == 60

    def test_and_more_again_once_the_booking_is_gone(self, city: City) -> None:
        made = city.book(starts=at(9, 30))
        city.publish(a_small_office(rules=Rules(horizon_days=14, window_minutes=60)))
        city.bookings.cancel(proven(made))
        city.planner.lay("mpp")
        assert city.slot(at(9)).left == 60

    def test_what_runs_on_ends_at_a_break(self) -> None:
        two = (Pool("ktp", 2, ("d000", "d001", "s001")),)
        city = City(a_small_office(pools=two, rules=Rules(horizon_days=14, window_minutes=60)))
        for number in range(1, 7):
            city.book(number, starts=at(11))
        city.publish(a_small_office())
        # Two hours of one officer are held before lunch, where there is only one.
        assert [city.slot(at(11, minute)).free for minute in (0, 30)] == [0, 0]
        assert city.slot(at(13)).left == 30

    def test_laying_it_again_changes_nothing(self, city: City) -> None:
        city.book(starts=at(9, 30))
        city.publish(a_small_office(rules=Rules(horizon_days=14, window_minutes=60)))
        assert city.planner.lay("mpp").changed == 0

    def test_shorter_windows_carry_what_is_held_into_the_windows_it_runs_on_in(self) -> None:
        city = City(a_small_office(rules=Rules(horizon_days=14, window_minutes=60)))
        for number in (1, 2, 3):
            city.book(number, starts=at(9))
        city.publish(a_small_office())
        first, second = city.slot(at(9)), city.slot(at(9, 30))
        assert (first.ends, first.capacity, first.left, first.held) == (at(9, 30), 30, -30, 60)
        assert (second.capacity, second.free) == (0, 0)
        assert city.slot(at(10)).free == 30
        assert city.planner.lay("mpp").changed == 0


class TestAnotherPool:
    """A booking holds the counters of its pool; they are not moved away under it."""

    @staticmethod
    def moved() -> Office:
        return a_small_office(
            pools=(Pool("ktp", 1, ("d001", "s001")), Pool("baru", 1, ("d000",))),
            services=tuple(
                an_offered(service, minutes=minutes, pool="baru" if service == "d000" else "ktp")
                for service, minutes in MINUTES.items()
            ),
        )

    def test_a_service_with_open_bookings_bars_its_move(self, city: City) -> None:
        city.book()
        assert city.planner.barred(self.moved()) == {"ktp": 1}

    def test_bookings_of_other_services_bar_nothing(self, city: City) -> None:
        city.book(service="d001")
        assert city.planner.barred(self.moved()) == {}

    def test_a_pool_that_goes_is_barred_by_any_booking_of_it(self, city: City) -> None:
        city.book(service="d001")
        renamed = a_small_office(
            pools=(Pool("baru", 1, tuple(MINUTES)),),
            services=tuple(
                an_offered(service, minutes=minutes, pool="baru") for service, minutes in MINUTES.items()
            ),
        )
        assert city.planner.barred(renamed) == {"ktp": 1}

    def test_a_cancelled_booking_and_an_unknown_office_bar_nothing(self, city: City) -> None:
        made = city.book()
        city.bookings.cancel(proven(made))
        assert city.planner.barred(self.moved()) == {}
        assert city.planner.barred(a_small_office(id="baru")) == {}

    def test_what_does_not_touch_pools_is_not_barred(self, city: City) -> None:
        city.book()
        more = a_small_office(pools=(Pool("ktp", 3, ("d000", "d001", "s001")),), hours=MORNING)
        assert city.planner.barred(more) == {}
