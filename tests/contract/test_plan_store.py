"""One contract for those who mend the diary: the one writer of plans, and the guards that sweeps go through."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.booking.booking import Status
from chalicelib.booking.changes import ended
from chalicelib.booking.outcomes import Guard
from chalicelib.booking.slot import Slot
from chalicelib.booking.store.plan import BUNDLE, PlanStore
from tests.builders.bookings import REFERENCE, a_booking
from tests.builders.city import at
from tests.builders.slots import slots_in_a_row
from tests.contract.diary import OTHER, book, slot
from tests.unit.offices.builders import MONDAY

if TYPE_CHECKING:
    from chalicelib.booking.store import Diary
    from chalicelib.booking.store.guards import Guards
    from chalicelib.core.table import Write

TUESDAY = MONDAY + timedelta(days=1)


class TestPlans:
    def test_slots_are_added_once(self, diary: Diary, plans: PlanStore) -> None:
        more = slots_in_a_row(30, 30, 30, 30, 30, 30)
        assert plans.put_new("mpp", "ktp", more) == 2
        assert plans.put_new("mpp", "ktp", more) == 0
        assert diary.slots("mpp", "ktp", MONDAY, MONDAY) == more

    def test_more_slots_than_one_request_takes_are_added_in_several(
        self, diary: Diary, plans: PlanStore
    ) -> None:
        many = [
            one
            for day in range(1, 8)
            for one in slots_in_a_row(*[30] * 12, first=at(8, day=MONDAY + timedelta(days=day)))
        ]
        assert len(many) > BUNDLE
        assert plans.put_new("mpp", "ktp", many) == len(many)

    def test_an_existing_slot_is_never_overwritten(
        self, diary: Diary, plans: PlanStore, record_key: Write
    ) -> None:
        book(diary, record_key)
        plans.put_new("mpp", "ktp", slots_in_a_row(30, 30, 30, 30))
        assert slot(diary).holders == {REFERENCE: 20}

    def test_a_change_of_capacity_changes_what_is_left_by_as_much_whatever_was_booked_meanwhile(
        self, diary: Diary, plans: PlanStore, record_key: Write
    ) -> None:
        read = slot(diary)
        book(diary, record_key)
        wanted = replace(read, capacity=50, ends=at(9, 40))
        assert plans.change("mpp", "ktp", read, wanted)
        assert slot(diary) == Slot(at(9), at(9, 40), 50, 30, holders={REFERENCE: 20})

    def test_a_slot_can_be_closed_below_what_is_booked(
        self, diary: Diary, plans: PlanStore, record_key: Write
    ) -> None:
        book(diary, record_key)
        assert plans.change("mpp", "ktp", slot(diary), replace(slot(diary), capacity=0, open=False))
        assert (slot(diary).left, slot(diary).open, slot(diary).held) == (-20, False, 20)

    def test_of_two_who_change_a_capacity_the_second_does_not(self, diary: Diary, plans: PlanStore) -> None:
        read = slot(diary)
        assert plans.change("mpp", "ktp", read, replace(read, capacity=60))
        assert not plans.change("mpp", "ktp", read, replace(read, capacity=90))
        assert (slot(diary).capacity, slot(diary).left) == (60, 60)

    def test_lost_holders_are_taken_out(self, diary: Diary, plans: PlanStore, record_key: Write) -> None:
        book(diary, record_key)
        assert plans.settle("mpp", "ktp", slot(diary), lost=[REFERENCE])
        assert (slot(diary).left, slot(diary).holders) == (30, {})

    def test_a_slot_that_changed_meanwhile_is_not_settled(
        self, diary: Diary, plans: PlanStore, record_key: Write
    ) -> None:
        read = slot(diary)
        book(diary, record_key)
        assert not plans.settle("mpp", "ktp", read, lost=[REFERENCE])
        assert slot(diary).holders == {REFERENCE: 20}

    def test_nor_one_in_which_another_booking_took_the_place_of_the_first(
        self, diary: Diary, plans: PlanStore, record_key: Write, holds: Write
    ) -> None:
        book(diary, record_key)
        read = slot(diary)
        diary.close(a_booking(), ended(a_booking(), Status.CANCELLED, at(8)), holds)
        book(diary, record_key, a_booking(reference=OTHER))
        assert (read.left, read.capacity) == (slot(diary).left, slot(diary).capacity)
        assert not plans.settle("mpp", "ktp", read, lost=[REFERENCE])
        assert slot(diary).holders == {OTHER: 20}


class TestGuards:
    def test_a_persons_guard_is_freed_by_the_booking_that_holds_it_only(
        self, diary: Diary, guards: Guards, record_key: Write
    ) -> None:
        book(diary, record_key)
        assert not guards.free_person("k1.aa", "d000", OTHER)
        assert not guards.free_person("k1.zz", "d000", REFERENCE)
        assert guards.free_person("k1.aa", "d000", REFERENCE)
        assert not guards.free_person("k1.aa", "d000", REFERENCE)
        assert dict(guards.person_guards())["k1.aa"] == Guard()

    def test_a_phones_place_is_freed_by_the_booking_that_holds_it_only(
        self, diary: Diary, guards: Guards, record_key: Write
    ) -> None:
        book(diary, record_key)
        assert not guards.free_phone("k1.bb", OTHER)
        assert guards.free_phone("k1.bb", REFERENCE)
        assert not guards.free_phone("k1.bb", REFERENCE)
