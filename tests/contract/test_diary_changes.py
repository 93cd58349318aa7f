"""One contract for the diary: bookings moved and ended, whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib.booking.booking import Booking, Status
from chalicelib.booking.changes import ended
from chalicelib.booking.outcomes import Guard, Refused
from tests.builders.bookings import REFERENCE, a_booking
from tests.builders.city import at
from tests.builders.slots import WINDOW, slots_in_a_row
from tests.contract.diary import OTHER, book, slot
from tests.unit.offices.builders import MONDAY

if TYPE_CHECKING:
    from chalicelib.booking.store import Diary
    from chalicelib.booking.store.guards import Guards
    from chalicelib.booking.store.plan import PlanStore
    from chalicelib.core.table import Write

TUESDAY = MONDAY + timedelta(days=1)


class TestMoving:
    def to(self, *windows: tuple[str, int], **changes: object) -> Booking:
        """Where the booking goes."""
        held = {f"2026-11-23T{start}": minutes for start, minutes in windows}
        return replace(a_booking(), windows=held, version=2, **changes)  # type: ignore[arg-type]  # any field

    def test_the_old_place_is_freed_with_the_new_one_taken(
        self, diary: Diary, guards: Guards, record_key: Write, holds: Write
    ) -> None:
        book(diary, record_key)
        day = at(9, day=TUESDAY)
        moved = self.to(("08:00", 20), starts=day, ends=day + WINDOW)
        diary.move(a_booking(), moved, holds)
        assert diary.bookings([REFERENCE]) == {REFERENCE: moved}
        assert (slot(diary).holders, slot(diary, at(8)).holders) == ({}, {REFERENCE: 20})
        assert dict(guards.person_guards())["k1.aa"].services["d000"].day == "2026-11-24"

    def test_a_window_held_before_and_after_gives_and_takes_the_difference(
        self, diary: Diary, record_key: Write, holds: Write
    ) -> None:
        long = a_booking(windows={"2026-11-23T08:30": 30, "2026-11-23T09:00": 15})
        book(diary, record_key, long)
        later = self.to(("09:00", 30), ("09:30", 15))
        diary.move(long, later, holds)
        assert [one.left for one in diary.slots("mpp", "ktp", MONDAY, MONDAY)] == [30, 30, 0, 15]
        diary.move(later, replace(long, version=3), holds)
        assert [one.left for one in diary.slots("mpp", "ktp", MONDAY, MONDAY)] == [30, 0, 15, 30]

    def test_a_window_that_is_held_already_gives_no_more_than_it_has(
        self, diary: Diary, record_key: Write, holds: Write
    ) -> None:
        long = a_booking(windows={"2026-11-23T08:30": 30, "2026-11-23T09:00": 15})
        book(diary, record_key, long)
        book(diary, record_key, a_booking(reference=OTHER, person="k1.cc", windows={"2026-11-23T09:00": 10}))
        with pytest.raises(Refused) as refusal:
            diary.move(long, self.to(("09:00", 30), ("09:30", 15)), holds)
        assert refusal.value.slots
        assert (slot(diary).left, slot(diary, at(9, 30)).left) == (5, 30)

    def test_a_window_of_the_same_hour_in_another_pool_is_another_window(
        self, diary: Diary, plans: PlanStore, record_key: Write, holds: Write
    ) -> None:
        plans.put_new("mpp", "kk", slots_in_a_row(30, 30, 30, 30))
        long = a_booking(windows={"2026-11-23T08:30": 30, "2026-11-23T09:00": 15})
        book(diary, record_key, long)
        diary.move(long, self.to(("09:00", 30), ("09:30", 15), pool="kk"), holds)
        assert {one.left for one in diary.slots("mpp", "ktp", MONDAY, MONDAY)} == {30}
        assert [one.left for one in diary.slots("mpp", "kk", MONDAY, MONDAY)] == [30, 30, 0, 15]

    def test_a_booking_whose_guard_is_not_its_own_any_more_does_not_move(
        self, diary: Diary, guards: Guards, record_key: Write, holds: Write
    ) -> None:
        book(diary, record_key)
        guards.free_person("k1.aa", "d000", REFERENCE)
        with pytest.raises(Refused) as refusal:
            diary.move(a_booking(), self.to(("08:00", 20)), holds)
        assert refusal.value.record
        assert slot(diary).holders == {REFERENCE: 20}

    def test_a_window_that_is_held_already_may_be_closed_where_nothing_more_is_taken(
        self, diary: Diary, plans: PlanStore, record_key: Write, holds: Write
    ) -> None:
        long = a_booking(windows={"2026-11-23T08:30": 15, "2026-11-23T09:00": 30})
        book(diary, record_key, long)
        plans.change("mpp", "ktp", slot(diary), replace(slot(diary), open=False))
        diary.move(long, self.to(("09:00", 30), ("09:30", 15)), holds)
        assert slot(diary, at(9, 30)).holders == {REFERENCE: 15}

    def test_where_there_is_no_place_nothing_moves(
        self, diary: Diary, record_key: Write, holds: Write
    ) -> None:
        book(diary, record_key)
        book(diary, record_key, a_booking(reference=OTHER, person="k1.cc", windows={"2026-11-23T08:00": 30}))
        with pytest.raises(Refused) as refusal:
            diary.move(a_booking(), self.to(("08:00", 20)), holds)
        assert (refusal.value.slots, refusal.value.record, refusal.value.tries) == (True, False, False)
        assert slot(diary).holders == {REFERENCE: 20}

    def test_a_booking_that_is_not_as_it_was_read_does_not_move(
        self, diary: Diary, record_key: Write, holds: Write
    ) -> None:
        book(diary, record_key)
        diary.move(a_booking(), self.to(("08:00", 20)), holds)
        with pytest.raises(Refused) as refusal:
            diary.move(a_booking(), self.to(("08:30", 20)), holds)
        assert refusal.value.record
        assert slot(diary, at(8)).holders == {REFERENCE: 20}

    def test_a_check_that_does_not_hold_stops_it(self, diary: Diary, record_key: Write, fails: Write) -> None:
        book(diary, record_key)
        with pytest.raises(Refused) as refusal:
            diary.move(a_booking(), self.to(("08:00", 20)), fails)
        assert (refusal.value.tries, refusal.value.record, refusal.value.slots) == (True, False, False)
        assert slot(diary).holders == {REFERENCE: 20}


class TestClosing:
    def test_everything_it_held_is_free(
        self, diary: Diary, guards: Guards, record_key: Write, holds: Write
    ) -> None:
        book(diary, record_key)
        closed = ended(a_booking(), Status.CANCELLED, at(8))
        diary.close(a_booking(), closed, holds)
        assert diary.bookings([REFERENCE]) == {REFERENCE: closed}
        assert (slot(diary).left, slot(diary).holders) == (30, {})
        assert dict(guards.person_guards())["k1.aa"] == Guard()
        assert dict(guards.phone_guards()) == {"k1.bb": frozenset()}
        book(diary, record_key, a_booking(reference=OTHER), person=1, phone=1)

    def test_only_the_minutes_that_it_really_holds_are_given_back(
        self, diary: Diary, record_key: Write, holds: Write
    ) -> None:
        book(diary, record_key)
        mistaken = a_booking(windows={"2026-11-23T09:00": 30})
        with pytest.raises(Refused):
            diary.close(mistaken, ended(mistaken, Status.CANCELLED, at(8)), holds)
        assert slot(diary).left == 10

    def test_a_sweep_closes_without_a_citizens_check(self, diary: Diary, record_key: Write) -> None:
        book(diary, record_key)
        diary.close(a_booking(), ended(a_booking(), Status.LAPSED, at(8)), None)
        assert diary.bookings([REFERENCE])[REFERENCE].status is Status.LAPSED

    def test_it_is_closed_once(self, diary: Diary, record_key: Write, holds: Write) -> None:
        book(diary, record_key)
        closed = ended(a_booking(), Status.CANCELLED, at(8))
        diary.close(a_booking(), closed, holds)
        with pytest.raises(Refused) as refusal:
            diary.close(a_booking(), closed, holds)
        assert (refusal.value.record, refusal.value.slots) == (True, False)
        assert slot(diary).left == 30

    def test_a_check_that_does_not_hold_stops_it(self, diary: Diary, record_key: Write, fails: Write) -> None:
        book(diary, record_key)
        with pytest.raises(Refused) as refusal:
            diary.close(a_booking(), ended(a_booking(), Status.CANCELLED, at(8)), fails)
        assert (refusal.value.tries, refusal.value.record) == (True, False)
        assert slot(diary).left == 10
