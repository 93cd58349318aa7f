"""What nightly sweeps mend, and what they leave alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.booking.reconciler import GUARDS_AT_ONCE, LOOK_BACK, SETTLED_AFTER, Reconciled
from chalicelib.booking.service import Status
from tests.builders.city import City, at, proven
from tests.builders.people import a_citizen
from tests.unit.offices.builders import MONDAY

NINE = ("diary", "SLOTS#mpp#ktp", "2026-11-23T09:00")
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def city() -> City:
    return City()


def item(city: City, *place: str) -> dict[str, Any]:
    """An item as it lies in the table, to be spoilt by a test."""
    return city.dynamodb.items[place[0], place[1], place[2]]


def long_enough(city: City) -> None:
    """Until what was just made counts as settled."""
    city.clock.passes(seconds=SETTLED_AFTER.total_seconds())


def test_a_city_in_order_is_left_as_it_is(city: City) -> None:
    city.book(1)
    city.bookings.move(proven(city.book(2, starts=at(10)), 2), at(11))
    city.bookings.cancel(proven(city.book(3, starts=at(13)), 3))
    long_enough(city)
    before = city.kept()
    assert city.reconciler.sweep_office("mpp") == Reconciled()
    assert city.reconciler.sweep_guards() == Reconciled()
    assert city.kept() == before


class TestLapse:
    def test_a_booking_of_a_day_that_is_over_lapses_and_frees_its_guards(self, city: City) -> None:
        made = city.book()
        city.clock.time = at(0, 30, day=TUESDAY)
        assert city.reconciler.sweep_office("mpp") == Reconciled(lapsed=1)
        assert city.booking(made.booking.reference).status is Status.LAPSED
        assert city.book(starts=at(9, day=TUESDAY), key="another-key").booking.is_open

    def test_until_midnight_in_the_office_the_day_is_not_over(self, city: City) -> None:
        made = city.book()
        city.clock.time = at(23, 59)
        assert city.reconciler.sweep_office("mpp") == Reconciled()
        assert city.booking(made.booking.reference).is_open

    def test_a_second_sweep_finds_nothing_more(self, city: City) -> None:
        city.book()
        city.clock.time = at(0, 30, day=TUESDAY)
        city.reconciler.sweep_office("mpp")
        assert city.reconciler.sweep_office("mpp") == Reconciled()

    def test_a_sweep_that_was_skipped_for_a_week_still_finds_it(self, city: City) -> None:
        city.book()
        city.clock.time = at(0, 30, day=MONDAY + timedelta(days=8))
        assert city.reconciler.sweep_office("mpp").lapsed == 1

    def test_one_that_was_forgotten_for_longer_lapses_with_the_guards(self, city: City) -> None:
        made = city.book()
        city.clock.time = at(9) + LOOK_BACK + timedelta(days=1)
        assert city.reconciler.sweep_office("mpp").lapsed == 0
        assert city.reconciler.sweep_guards().lapsed == 1
        assert city.booking(made.booking.reference).status is Status.LAPSED

    def test_a_booking_that_moves_meanwhile_is_left_alone(self, city: City) -> None:
        made = city.book()
        city.clock.time = at(0, 30, day=TUESDAY)
        where = ("diary", f"BOOKING#{made.booking.reference}", "BOOKING")

        def somebody_changes_it() -> None:
            item(city, *where)["version"] += 1

        city.faults.before("transact_write_items", somebody_changes_it)
        assert city.reconciler.sweep_office("mpp") == Reconciled()
        assert city.booking(made.booking.reference).is_open


class TestPlaces:
    def test_a_hold_without_a_booking_is_given_back(self, city: City) -> None:
        made = city.book(1)
        slot = item(city, *NINE)
        slot["holders"]["BLOST"] = 10
        slot["left"] -= 10
        long_enough(city)
        assert city.reconciler.sweep_office("mpp").places == 1
        assert (city.slot(at(9)).left, city.slot(at(9)).holders) == (10, {made.booking.reference: 20})

    def test_a_hold_of_a_booking_that_is_elsewhere_is_given_back(self, city: City) -> None:
        made = city.book()
        lost = item(city, *NINE[:2], "2026-11-23T10:00")
        lost["holders"][made.booking.reference] = 20
        lost["left"] -= 20
        long_enough(city)
        assert city.reconciler.sweep_office("mpp").places == 1
        assert city.slot(at(10)).left == 30
        assert city.slot(at(9)).left == 10

    @pytest.mark.parametrize("change", [{"status": "finished"}, {"pool": "kk"}, {"office": "dukcapil"}])
    def test_a_hold_of_a_booking_that_is_over_or_of_other_counters_is_given_back(
        self, city: City, change: dict[str, str]
    ) -> None:
        made = city.book()
        item(city, "diary", f"BOOKING#{made.booking.reference}", "BOOKING").update(change)
        long_enough(city)
        assert city.reconciler.sweep_office("mpp").places == 1
        assert city.slot(at(9)).left == 30

    def test_minutes_that_do_not_add_up_are_counted_anew(self, city: City) -> None:
        city.book()
        item(city, *NINE)["left"] = 25
        long_enough(city)
        assert city.reconciler.sweep_office("mpp").places == 1
        assert city.slot(at(9)).left == 10

    def test_an_open_bookings_place_is_never_taken(self, city: City) -> None:
        made = city.book()
        city.demand.plan_weekday("mpp", "ktp", 1, {})
        city.planner.lay("mpp")
        long_enough(city)
        assert city.reconciler.sweep_office("mpp").places == 0
        assert city.slot(at(9)).holders == {made.booking.reference: 20}

    def test_a_booking_just_made_is_left_alone(self, city: City) -> None:
        made = city.book()
        where = f"BOOKING#{made.booking.reference}"
        # As when the slot was read before the booking moved on.
        item(city, "diary", where, "BOOKING")["windows"] = {"2026-11-23T10:00": 20}
        assert city.reconciler.sweep_office("mpp").places == 0
        long_enough(city)
        assert city.reconciler.sweep_office("mpp").places == 1

    def test_a_slot_that_is_booked_meanwhile_is_left_to_the_next_sweep(self, city: City) -> None:
        item(city, *NINE)["left"] = 25
        city.faults.before("update_item", lambda: city.book(service="d001"))
        assert city.reconciler.sweep_office("mpp").places == 0
        assert city.slot(at(9)).held == 10

    def test_slots_of_days_that_are_over_are_left_as_they_are(self, city: City) -> None:
        item(city, *NINE)["left"] = 25
        city.clock.time = at(9, day=TUESDAY)
        assert city.reconciler.sweep_office("mpp") == Reconciled()


class TestGuards:
    def test_a_guard_whose_booking_is_gone_is_freed(self, city: City) -> None:
        made = city.book()
        del city.dynamodb.items["diary", f"BOOKING#{made.booking.reference}", "BOOKING"]
        assert city.reconciler.sweep_guards() == Reconciled(guards=2)
        guard = item(city, "diary", f"PERSON#{made.booking.person}", "GUARD")
        assert guard == {"pk": guard["pk"], "sk": "GUARD", "count": 0}

    def test_a_guard_whose_booking_is_over_is_freed(self, city: City) -> None:
        made = city.book(citizen=a_citizen(phone=None))
        item(city, "diary", f"BOOKING#{made.booking.reference}", "BOOKING")["status"] = "finished"
        assert city.reconciler.sweep_guards().guards == 1
        assert city.book(starts=at(10), key="another-key").booking.is_open

    def test_guards_of_open_bookings_stay(self, city: City) -> None:
        city.book()
        before = city.kept()
        assert city.reconciler.sweep_guards() == Reconciled()
        assert city.kept() == before

    def test_a_guard_that_was_taken_anew_meanwhile_stays(self, city: City) -> None:
        made = city.book()
        guard = item(city, "diary", f"PERSON#{made.booking.person}", "GUARD")
        city.bookings.cancel(proven(made))
        # The sweep read the guard before it was freed; by now the next booking holds it.
        stale = {**guard, "service_d000": {"reference": made.booking.reference, "day": "", "phone": None}}
        place = ("diary", guard["pk"], "GUARD")
        city.dynamodb.items[place] = stale

        def booked_again() -> None:
            city.dynamodb.items[place] = {"pk": guard["pk"], "sk": "GUARD", "count": 0}
            city.book(starts=at(10), key="another-key")

        city.faults.before("update_item", booked_again)
        assert city.reconciler.sweep_guards().guards == 0
        assert item(city, *place)["count"] == 1

    def test_many_guards_are_read_with_few_requests(self, city: City) -> None:
        for number in range(GUARDS_AT_ONCE + 1):
            day = MONDAY + timedelta(days=number // 36)
            slot = number % 36
            city.book(number + 1, service="d001", starts=city.slots(day, day)[slot // 3].starts)
        city.dynamodb.calls.clear()
        assert city.reconciler.sweep_guards() == Reconciled()
        assert city.dynamodb.operations.count("batch_get_item") == 4
