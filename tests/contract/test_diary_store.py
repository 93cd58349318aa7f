"""One contract for the diary: slots, bookings with their guards, and the one writer of plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib.booking.booking import Status
from chalicelib.booking.changes import ended
from chalicelib.booking.outcomes import Guard, Held, Refused
from chalicelib.booking.slot import Slot
from chalicelib.booking.store import Diary
from chalicelib.booking.store.guards import Guards
from chalicelib.booking.store.plan import BUNDLE, PlanStore
from chalicelib.core.table import Key, Tables, Write
from tests.builders.bookings import REFERENCE, a_booking
from tests.builders.city import at
from tests.builders.slots import WINDOW, slots_in_a_row
from tests.unit.offices.builders import MONDAY

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.booking.booking import Booking

TUESDAY = MONDAY + timedelta(days=1)
OTHER = "BAAAAAAAA2"


@pytest.fixture
def diary(tables: Tables, table: str) -> Diary:
    """Monday's windows from eight to ten are laid, thirty minutes each."""
    diary = Diary(tables, table)
    PlanStore(tables, table).put_new("mpp", "ktp", slots_in_a_row(30, 30, 30, 30))
    return diary


@pytest.fixture
def plans(tables: Tables, table: str, diary: Diary) -> PlanStore:
    return PlanStore(tables, table)


@pytest.fixture
def guards(tables: Tables, table: str, diary: Diary) -> Guards:
    return Guards(tables, table)


@pytest.fixture
def record_key(table: str) -> Write:
    """The write that adds a record's key to its person."""
    return Write(key=Key(table, "SOMEWHERE#ELSE", f"KEY#{REFERENCE}"), item={"record_key": b"key"})


@pytest.fixture
def holds(table: str) -> Write:
    """A check that holds, as a citizen's admission does."""
    return Write(key=Key(table, "TRIES#", "1"), when="attribute_not_exists(wrong)")


@pytest.fixture
def fails(table: str) -> Write:
    """A check that does not."""
    return Write(key=Key(table, "TRIES#", "1"), when="attribute_exists(wrong)")


def slot(diary: Diary, starts: datetime | None = None) -> Slot:
    wanted = starts or at(9)
    day = wanted.date()
    return next(one for one in diary.slots("mpp", "ktp", day, day, consistent=True) if one.starts == wanted)


def book(
    diary: Diary, record_key: Write, booking: Booking | None = None, person: int = 3, phone: int = 5
) -> None:
    diary.book(booking or a_booking(), record_key, per_person=person, per_phone=phone)


def refused(diary: Diary, record_key: Write, booking: Booking, person: int = 3, phone: int = 5) -> Refused:
    with pytest.raises(Refused) as refusal:
        book(diary, record_key, booking, person, phone)
    return refusal.value


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
