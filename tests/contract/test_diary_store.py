"""One contract for the diary: slots and bookings, made whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.booking.outcomes import Guard, Held
from tests.builders.bookings import REFERENCE, a_booking
from tests.builders.city import at
from tests.builders.slots import slots_in_a_row
from tests.contract.diary import OTHER, book, refused, slot
from tests.unit.offices.builders import MONDAY

if TYPE_CHECKING:
    from chalicelib.booking.store import Diary
    from chalicelib.booking.store.guards import Guards
    from chalicelib.booking.store.plan import PlanStore
    from chalicelib.core.table import Tables, Write

TUESDAY = MONDAY + timedelta(days=1)


class TestReading:
    def test_slots_come_back_as_they_were_laid_in_order(self, diary: Diary) -> None:
        assert diary.slots("mpp", "ktp", MONDAY, MONDAY) == slots_in_a_row(30, 30, 30, 30)

    def test_only_the_days_asked_for_of_that_pool_and_office(self, diary: Diary, plans: PlanStore) -> None:
        plans.put_new("mpp", "ktp", slots_in_a_row(30, first=at(8, day=TUESDAY)))
        plans.put_new("mpp", "kk", slots_in_a_row(30))
        plans.put_new("dukcapil", "ktp", slots_in_a_row(30))
        assert len(diary.slots("mpp", "ktp", MONDAY, TUESDAY)) == 5
        assert len(diary.slots("mpp", "ktp", TUESDAY, TUESDAY)) == 1
        assert diary.slots("mpp", "ktp", TUESDAY + timedelta(days=1), TUESDAY + timedelta(days=9)) == []

    def test_a_booking_is_found_as_it_was_made(self, diary: Diary, record_key: Write) -> None:
        booking = a_booking(ended=at(8))
        book(diary, record_key, booking)
        assert diary.bookings([REFERENCE, OTHER]) == {REFERENCE: booking}

    def test_a_booking_is_found_where_it_is_said_to_lie(
        self, diary: Diary, tables: Tables, record_key: Write
    ) -> None:
        book(diary, record_key)
        item = tables.get(diary.where(REFERENCE))
        assert item is not None
        assert item["proof"] == b"proof"
        assert diary.booking_of(item) == a_booking()


class TestBooking:
    def test_a_booking_is_made_whole(
        self, diary: Diary, guards: Guards, tables: Tables, record_key: Write
    ) -> None:
        book(diary, record_key)
        assert (slot(diary).left, slot(diary).holders) == (10, {REFERENCE: 20})
        held = Held(REFERENCE, "2026-11-23", "k1.bb")
        assert ("k1.aa", Guard({"d000": held})) in list(guards.person_guards())
        assert list(guards.phone_guards()) == [("k1.bb", frozenset({REFERENCE}))]
        assert tables.get(record_key.key) is not None

    def test_without_a_phone_there_is_no_guard_of_one(
        self, diary: Diary, guards: Guards, record_key: Write
    ) -> None:
        book(diary, record_key, a_booking(phone=None))
        assert list(guards.phone_guards()) == []

    def test_a_long_booking_takes_from_every_window_or_from_none(
        self, diary: Diary, record_key: Write
    ) -> None:
        long = a_booking(windows={"2026-11-23T09:00": 30, "2026-11-23T09:30": 15})
        book(diary, record_key, long)
        assert (slot(diary).left, slot(diary, at(9, 30)).left) == (0, 15)
        other = a_booking(
            reference=OTHER,
            person="k1.cc",
            windows={"2026-11-23T08:30": 30, "2026-11-23T09:00": 15},
        )
        assert refused(diary, record_key, other).slots
        assert slot(diary, at(8, 30)).left == 30

    def test_a_slot_gives_what_it_has_and_no_minute_more(self, diary: Diary, record_key: Write) -> None:
        book(diary, record_key)
        other = a_booking(reference=OTHER, person="k1.cc", windows={"2026-11-23T09:00": 11})
        refusal = refused(diary, record_key, other)
        assert (refusal.slots, refusal.slots_missing, refusal.person, refusal.booking) == (
            True,
            False,
            None,
            None,
        )
        book(diary, record_key, replace(other, windows={"2026-11-23T09:00": 10}))
        assert slot(diary).left == 0

    def test_a_window_that_is_not_there_is_missing(self, diary: Diary, record_key: Write) -> None:
        refusal = refused(diary, record_key, a_booking(windows={"2026-11-23T13:00": 20}))
        assert (refusal.slots, refusal.slots_missing) == (True, True)

    def test_a_closed_window_gives_nothing(self, diary: Diary, plans: PlanStore, record_key: Write) -> None:
        plans.change("mpp", "ktp", slot(diary), replace(slot(diary), open=False))
        assert refused(diary, record_key, a_booking()).slots

    def test_a_reference_is_given_once_and_its_holder_is_told(self, diary: Diary, record_key: Write) -> None:
        book(diary, record_key)
        refusal = refused(diary, record_key, a_booking(service="d001"))
        assert refusal.booking == a_booking()

    def test_one_open_booking_per_person_and_service(self, diary: Diary, record_key: Write) -> None:
        book(diary, record_key)
        refusal = refused(diary, record_key, a_booking(reference=OTHER))
        assert refusal.person == Guard({"d000": Held(REFERENCE, "2026-11-23", "k1.bb")})
        assert not refusal.slots_missing

    def test_no_more_than_the_limit_per_person(self, diary: Diary, record_key: Write) -> None:
        book(diary, record_key)
        another = a_booking(reference=OTHER, service="d001", windows={"2026-11-23T08:00": 10})
        refusal = refused(diary, record_key, another, person=1)
        assert refusal.person is not None
        assert refusal.person.count == 1
        book(diary, record_key, another, person=2)

    def test_no_more_than_the_limit_per_phone(self, diary: Diary, record_key: Write) -> None:
        book(diary, record_key)
        another = a_booking(reference=OTHER, person="k1.cc", windows={"2026-11-23T08:00": 10})
        refusal = refused(diary, record_key, another, phone=1)
        assert (refusal.phone, refusal.person) == (True, None)
        book(diary, record_key, another, phone=2)

    def test_every_reason_is_told_at_once_and_nothing_is_changed(
        self, diary: Diary, tables: Tables, record_key: Write
    ) -> None:
        book(diary, record_key)
        refusal = refused(diary, record_key, a_booking(), person=1, phone=1)
        assert refusal.booking == a_booking()
        assert (refusal.person is not None, refusal.phone, refusal.slots) == (True, True, True)
        assert slot(diary).left == 10
