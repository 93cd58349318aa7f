"""A change of days: looked at it changes nothing, confirmed it moves everybody who can be moved, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.booking import affected as rules
from chalicelib.booking.affected import Affected
from chalicelib.booking.booking import Status
from chalicelib.booking.errors import PreviewStale
from chalicelib.booking.service import Attendance
from chalicelib.booking.step import Outcome
from chalicelib.core import registry
from chalicelib.core.errors import InvalidFields, KeyReused, NotAllowed
from chalicelib.offices.errors import UnknownCounter
from chalicelib.offices.service import Kind, Pool
from tests.builders.changes import ADMIN, FLOOD, MANAGER, TUESDAY, a_decision
from tests.builders.city import MINUTES, City, a_small_office, at, proven, the_other_office
from tests.fakes.faults import throttled
from tests.unit.offices.builders import CHRISTMAS, MONDAY, an_offered

if TYPE_CHECKING:
    from chalicelib.booking.booking import Booking
    from chalicelib.booking.service import Made
    from chalicelib.booking.step import Step
    from chalicelib.core.officer import Officer
    from chalicelib.offices.service import Decision, Office

WEDNESDAY = TUESDAY + timedelta(days=1)
TWO = ("A1", "A2")


class Hall:
    """The small city with a manager in it."""

    def __init__(self, *offices: Office) -> None:
        self.city = City(*offices)
        self.affected = registry.get(Affected)
        self.made: dict[int, Made] = {}

    def book(self, number: int, starts: datetime | None = None, **changes: Any) -> str:
        self.city.clock.passes(seconds=1)
        made = self.city.book(number, starts=starts or at(9, day=TUESDAY), **changes)
        self.made[number] = made
        return made.booking.reference

    def look(self, decision: Decision | None = None, officer: Officer = MANAGER) -> Step:
        return self.affected.preview(officer, "mpp", decision or a_decision())

    def confirm(self, step: Step, officer: Officer = MANAGER, key: str | None = None) -> Step:
        return self.affected.confirm(officer, "mpp", step.token, key)

    def booking(self, number: int = 1) -> Booking:
        return self.city.booking(self.made[number].booking.reference)

    def consistent(self) -> None:
        """Every window gives what it has, and the sweep finds nothing to mend."""
        for slot in self.city.slots():
            assert slot.left == slot.capacity - slot.held
        later = self.city.clock.time + timedelta(minutes=10)
        now, self.city.clock.time = self.city.clock.time, later
        assert self.city.reconciler.sweep_office("mpp").places == 0
        assert self.city.reconciler.sweep_guards().guards == 0
        self.city.clock.time = now


def two_counters(**changes: Any) -> Office:
    return a_small_office(pools=(Pool("ktp", 2, tuple(MINUTES), names=TWO, letter="A"),), **changes)


@pytest.fixture
def hall() -> Hall:
    return Hall(two_counters())


class TestLooking:
    def test_the_bookings_of_a_closed_day_are_listed_each_with_a_new_place(self, hall: Hall) -> None:
        references = [hall.book(1), hall.book(2, at(10, day=TUESDAY), service="s001")]
        step = hall.look()
        assert [one.reference for one in step.listed] == references
        assert [one.to and one.to.starts for one in step.listed] == [
            at(9, day=WEDNESDAY),
            at(10, day=WEDNESDAY),
        ]
        assert [one.minutes for one in step.listed] == [20, 75]

    def test_it_changes_nothing(self, hall: Hall) -> None:
        hall.book(1)
        before = hall.city.kept().items
        hall.look()
        after = hall.city.kept().items
        remembered = {place for place in after if place[1].startswith("CHANGE#")}
        assert {place: item for place, item in after.items() if place not in remembered} == before
        assert len(remembered) == 1
        hall.look()
        assert len(hall.city.kept().items) == len(after)

    def test_a_lost_counter_lists_who_booked_last(self, hall: Hall) -> None:
        for number in (1, 2, 3):
            hall.book(number)
        step = hall.look(a_decision(Kind.COUNTERS_OUT, counters=("A1",)))
        last = {hall.made[number].booking.reference for number in (2, 3)}
        assert {one.reference for one in step.listed} == last
        assert step.kept == 1
        # What is too much runs on into the window that follows, until it is moved.
        assert {one.to.starts for one in step.listed if one.to} == {
            at(8, 30, day=TUESDAY),
            at(10, day=TUESDAY),
        }

    def test_shorter_hours_list_only_what_lies_outside(self, hall: Hall) -> None:
        hall.book(1)
        late = hall.book(2, at(14, day=TUESDAY))
        step = hall.look(a_decision(Kind.HOURS, starts=time(8), ends=time(12)))
        assert [one.reference for one in step.listed] == [late]
        assert step.listed[0].to is not None
        assert step.listed[0].to.starts.date() == TUESDAY

    def test_the_other_office_is_the_last_resort(self) -> None:
        hall = Hall(two_counters(), the_other_office())
        hall.book(1)
        everything = a_decision(last=MONDAY + timedelta(days=15))
        step = hall.look(everything)
        assert step.listed[0].to is not None
        # Monday itself is left, but a day's notice of an earlier time is not.
        assert step.listed[0].to.office == "dukcapil"

    def test_where_nothing_is_left_nothing_is_proposed(self, hall: Hall) -> None:
        hall.book(1)
        step = hall.look(a_decision(last=MONDAY + timedelta(days=15)))
        assert [one.to for one in step.listed] == [None]

    def test_who_has_come_is_not_listed(self, hall: Hall) -> None:
        hall.book(1)
        attendance = registry.get(Attendance)
        hall.city.diary._tables.transact([attendance.arriving(hall.booking())])
        assert hall.look().listed == ()

    def test_what_an_earlier_change_left_is_found_as_is(self, hall: Hall) -> None:
        reference = hall.book(1)
        closed = two_counters(closures={TUESDAY: FLOOD})
        hall.city.publish(closed)
        assert [one.reference for one in hall.look(a_decision(Kind.AS_IS)).listed] == [reference]

    def test_hours_on_a_holiday_are_refused(self, hall: Hall) -> None:
        with pytest.raises(InvalidFields) as refused:
            hall.look(a_decision(Kind.HOURS, CHRISTMAS, starts=time(8), ends=time(12)))
        assert refused.value.faults[0].code == "holiday"

    @pytest.mark.parametrize(
        ("first", "days", "code"), [(-1, 0, "day-past"), (1, -1, "days"), (1, 31, "days")]
    )
    def test_days_that_are_over_or_too_many_are_refused(
        self, hall: Hall, first: int, days: int, code: str
    ) -> None:
        begins = MONDAY + timedelta(days=first)
        with pytest.raises(InvalidFields) as refused:
            hall.look(a_decision(first=begins, last=begins + timedelta(days=days)))
        assert refused.value.faults[0].code == code

    def test_a_counter_that_is_not_there_is_refused(self, hall: Hall) -> None:
        with pytest.raises(UnknownCounter):
            hall.look(a_decision(Kind.COUNTERS_OUT, counters=("Z9",)))


class TestRights:
    @pytest.fixture
    def hall(self) -> Hall:
        """Two agencies, each with counters of its own."""
        return Hall(
            a_small_office(
                pools=(
                    Pool("ktp", 1, ("d000",), names=("A1",), letter="A"),
                    Pool("tax", 1, ("t000",), names=("B1",), letter="B"),
                ),
                services=(an_offered("d000"), an_offered("t000", pool="tax", agency_id="pajak")),
            )
        )

    @pytest.mark.parametrize("kind", [Kind.CLOSE, Kind.HOURS, Kind.USUAL])
    def test_a_building_of_several_agencies_is_closed_by_the_city_only(self, hall: Hall, kind: Kind) -> None:
        decision = a_decision(kind, starts=time(8), ends=time(9))
        with pytest.raises(NotAllowed):
            hall.look(decision)
        assert hall.look(decision, ADMIN).listed == ()

    def test_a_manager_answers_for_their_own_counters(self, hall: Hall) -> None:
        hall.look(a_decision(Kind.COUNTERS_OUT, counters=("A1",)))
        for counters in (("B1",), ("A1", "B1")):
            with pytest.raises(NotAllowed):
                hall.look(a_decision(Kind.COUNTERS_OUT, counters=counters))

    def test_a_manager_sees_their_own_agencys_bookings_only(self, hall: Hall) -> None:
        mine = hall.book(1)
        hall.book(2, service="t000")
        hall.city.publish(replace(hall.city.offices.office("mpp"), closures={TUESDAY: FLOOD}))
        assert [one.reference for one in hall.look(a_decision(Kind.AS_IS)).listed] == [mine]

    def test_nobody_confirms_what_they_have_no_right_to(self, hall: Hall) -> None:
        step = hall.look(officer=ADMIN)
        hall.confirm(step, ADMIN)
        with pytest.raises(NotAllowed):
            hall.confirm(step)


class TestConfirming:
    def test_the_day_is_closed_and_its_bookings_are_where_it_was_proposed(self, hall: Hall) -> None:
        hall.book(1)
        hall.book(2, at(10, day=TUESDAY), service="s001")
        step = hall.look()
        done = hall.confirm(step)
        assert done.finished
        assert set(done.outcomes.values()) == {Outcome.MOVED}
        assert [hall.booking(number).starts for number in (1, 2)] == [
            one.to.starts for one in step.listed if one.to
        ]
        assert [hall.booking(number).minutes for number in (1, 2)] == [20, 75]
        assert hall.city.offices.office("mpp").closure(TUESDAY) == FLOOD
        assert not any(slot.open or slot.holders for slot in hall.city.slots(TUESDAY, TUESDAY))
        hall.consistent()

    def test_until_then_a_booking_keeps_its_time(self, hall: Hall) -> None:
        hall.book(1)
        before = hall.booking()
        hall.look()
        assert hall.booking() == before

    def test_the_citizen_is_told_where_they_were_and_why(self, hall: Hall) -> None:
        hall.book(1)
        done = hall.confirm(hall.look())
        shifted = hall.booking().shifted
        assert shifted is not None
        assert (shifted.starts, shifted.reason, shifted.change) == (
            at(9, day=TUESDAY),
            FLOOD,
            done.token,
        )

    def test_no_cut_off_holds_against_the_moved(self, hall: Hall) -> None:
        hall.book(1)
        hall.confirm(hall.look())
        hall.city.clock.time = at(8, 59, day=WEDNESDAY)
        asker = proven(hall.made[1])
        moved = hall.city.bookings.move(asker, at(13, day=WEDNESDAY))
        assert (moved.starts, moved.shifted) == (at(13, day=WEDNESDAY), None)

    def test_the_moved_may_still_cancel(self, hall: Hall) -> None:
        hall.book(1)
        hall.confirm(hall.look())
        hall.city.clock.time = at(8, 59, day=WEDNESDAY)
        assert hall.city.bookings.cancel(proven(hall.made[1])).status is Status.CANCELLED
        hall.consistent()

    def test_confirming_twice_moves_once(self, hall: Hall) -> None:
        hall.book(1)
        step = hall.look()
        first = hall.confirm(step, key="the-same-key")
        before = hall.city.kept()
        assert hall.confirm(step, key="the-same-key") == first
        assert hall.confirm(step, key="another-key") == first
        assert hall.city.kept() == before
        assert hall.booking().version == 2

    def test_a_key_that_stands_for_another_step_is_refused(self, hall: Hall) -> None:
        hall.confirm(hall.look(), key="the-same-key")
        other = hall.look(a_decision(first=WEDNESDAY, last=WEDNESDAY))
        with pytest.raises(KeyReused):
            hall.confirm(other, key="the-same-key")
        assert hall.city.offices.latest("mpp").closure(WEDNESDAY) is None

    def test_what_somebody_else_looked_at_or_an_older_list_is_stale(self, hall: Hall) -> None:
        older = hall.look()
        newer = hall.look()
        with pytest.raises(PreviewStale):
            hall.confirm(older)
        with pytest.raises(PreviewStale):
            hall.confirm(newer, ADMIN)
        hall.city.clock.passes(minutes=61)
        with pytest.raises(PreviewStale):
            hall.confirm(newer)

    def test_a_list_of_an_office_that_has_changed_since_is_stale(self, hall: Hall) -> None:
        step = hall.look()
        hall.confirm(hall.look(a_decision(Kind.COUNTERS_OUT, counters=("A1",)), ADMIN), ADMIN)
        with pytest.raises(PreviewStale):
            hall.confirm(step)

    def test_a_place_that_was_taken_meanwhile_leaves_the_booking_as_it_is(self, hall: Hall) -> None:
        hall.book(1)
        step = hall.look()
        for number in (2, 3, 4):
            hall.book(number, at(9, day=WEDNESDAY))
        before = hall.booking()
        done = hall.confirm(step)
        assert done.outcomes == {before.reference: Outcome.TAKEN}
        assert hall.booking() == before
        again = hall.look(a_decision(Kind.AS_IS))
        assert [one.reference for one in again.listed] == [before.reference]
        assert set(hall.confirm(again).outcomes.values()) == {Outcome.MOVED}
        hall.consistent()

    def test_a_citizen_who_moved_or_cancelled_meanwhile_is_left_alone(self, hall: Hall) -> None:
        hall.book(1)
        hall.book(2)
        step = hall.look()
        hall.city.bookings.move(proven(hall.made[1], 1), at(14, day=WEDNESDAY))
        hall.city.bookings.cancel(proven(hall.made[2], 2))
        done = hall.confirm(step)
        assert set(done.outcomes.values()) == {Outcome.CHANGED}
        assert hall.booking(1).starts == at(14, day=WEDNESDAY)
        assert hall.booking(1).shifted is None

    def test_who_booked_meanwhile_is_listed_as_new(self, hall: Hall) -> None:
        step = hall.look()
        reference = hall.book(1)
        done = hall.confirm(step)
        assert done.outcomes == {reference: Outcome.NEW}
        assert [one.reference for one in done.listed] == [reference]
        assert hall.booking().starts == at(9, day=TUESDAY)

    def test_a_move_to_the_other_office_frees_and_takes(self) -> None:
        hall = Hall(two_counters(), the_other_office())
        hall.book(1)
        hall.confirm(hall.look(a_decision(last=MONDAY + timedelta(days=15))))
        moved = hall.booking()
        assert moved.office == "dukcapil"
        assert moved.shifted is not None
        assert moved.shifted.office == "mpp"
        assert hall.city.slot(moved.starts, "dukcapil").holders == {moved.reference: 20}
        assert not any(slot.holders for slot in hall.city.slots())
        assert hall.city.bookings.find(proven(hall.made[1])) == moved
        hall.consistent()

    def test_a_lost_counter_moves_who_came_last_and_gives_back_what_they_left(self, hall: Hall) -> None:
        for number in (1, 2, 3):
            hall.book(number)
        done = hall.confirm(hall.look(a_decision(Kind.COUNTERS_OUT, counters=("A2",))))
        assert list(done.outcomes.values()) == [Outcome.MOVED] * 2
        slot = hall.city.slot(at(9, day=TUESDAY))
        assert (slot.capacity, slot.left) == (30, 10)
        following = hall.city.slot(at(9, 30, day=TUESDAY))
        assert (following.capacity, following.left) == (30, 30)
        hall.consistent()

    def test_it_is_noted_who_did_it_and_whose_booking_it_was(self, hall: Hall) -> None:
        reference = hall.book(1)
        hall.confirm(hall.look())
        noted = hall.city.people.accesses("mpp", MONDAY)
        assert sorted((one.what, one.reference, one.officer) for one in noted) == sorted(
            [("change-close", None, "manager-1"), ("move-booking", reference, "manager-1")],
            key=str,
        )
        assert [one.person for one in noted if one.reference] == [hall.booking().person]

    def test_a_day_that_is_as_usual_again_is_open_again(self, hall: Hall) -> None:
        before = hall.city.slots()
        hall.confirm(hall.look())
        hall.confirm(hall.look(a_decision(Kind.USUAL)))
        assert hall.city.slots() == before

    def test_a_longer_day_is_open_as_long_as_it_says(self, hall: Hall) -> None:
        hall.confirm(hall.look(a_decision(Kind.HOURS, starts=time(6), ends=time(20))))
        starts = [slot.starts for slot in hall.city.slots(TUESDAY, TUESDAY) if slot.open]
        assert (starts[0], starts[-1]) == (at(6, day=TUESDAY), at(19, 30, day=TUESDAY))

    def test_the_nightly_job_lays_what_was_decided(self, hall: Hall) -> None:
        hall.confirm(hall.look())
        before = hall.city.slots()
        assert hall.city.planner.lay("mpp").changed == 0
        assert hall.city.slots() == before


class TestCarryingOn:
    @pytest.mark.parametrize("done", [False, True], ids=["before it was done", "after it was done"])
    @pytest.mark.parametrize("nth", range(4))
    def test_a_step_that_breaks_off_anywhere_is_taken_up_again(
        self, hall: Hall, nth: int, *, done: bool
    ) -> None:
        for number in (1, 2, 3):
            hall.book(number)
        step = hall.look()
        transactions = 0
        inner = hall.city.dynamodb.transact_write_items

        def breaks(**request: Any) -> Any:
            nonlocal transactions
            transactions += 1
            if transactions != nth + 1:
                return inner(**request)
            if done:
                inner(**request)
            raise RuntimeError("the function was stopped")

        hall.city.dynamodb.transact_write_items = breaks  # type: ignore[method-assign]
        with pytest.raises(RuntimeError):
            hall.confirm(step, key="the-same-key")
        hall.city.dynamodb.transact_write_items = inner  # type: ignore[method-assign]
        finished = hall.confirm(step, key="the-same-key")
        assert finished.finished
        assert set(finished.outcomes.values()) == {Outcome.MOVED}
        assert [hall.booking(number).version for number in (1, 2, 3)] == [2, 2, 2]
        assert len(hall.city.offices._store.office("mpp").special) == 1  # type: ignore[union-attr]
        hall.consistent()

    def test_many_are_moved_some_at_a_time(self, hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(rules, "MOVES_AT_ONCE", 2)
        for number in (1, 2, 3):
            hall.book(number)
        step = hall.look()
        first = hall.confirm(step)
        assert (first.finished, len(first.outcomes)) == (False, 2)
        second = hall.confirm(step)
        assert (second.finished, len(second.outcomes)) == (True, 3)
        assert hall.confirm(step) == second

    def test_a_lost_answer_to_a_move_is_recognised(self, hall: Hall) -> None:
        hall.book(1)
        step = hall.look()
        hall.confirm(hall.look(a_decision(Kind.AS_IS), ADMIN), ADMIN)
        hall.city.faults.will("transact_write_items", throttled(), times=2, done=True)
        assert set(hall.confirm(step).outcomes.values()) == {Outcome.MOVED}
        assert hall.booking().version == 2

    def test_two_who_confirm_the_same_at_once_move_once(self, hall: Hall) -> None:
        hall.book(1)
        hall.book(2)
        step = hall.look()
        hall.city.faults.before("batch_get_item", lambda: hall.confirm(step))
        done = hall.confirm(step)
        assert set(done.outcomes.values()) == {Outcome.MOVED}
        assert [hall.booking(number).version for number in (1, 2)] == [2, 2]
        hall.consistent()


ASKED = st.lists(st.tuples(st.sampled_from(sorted(MINUTES)), st.integers(0, 7)), min_size=1, max_size=10)
DECISIONS = st.sampled_from(
    [
        a_decision(),
        a_decision(last=MONDAY + timedelta(days=15)),
        a_decision(Kind.COUNTERS_OUT, counters=("A1",)),
        a_decision(Kind.COUNTERS_OUT, counters=TWO, starts=time(9), ends=time(10)),
        a_decision(Kind.HOURS, starts=time(8, 45), ends=time(11)),
        a_decision(Kind.HOURS, starts=time(10), ends=time(16)),
    ]
)


@pytest.mark.slow
@settings(max_examples=40)
@given(asked=ASKED, decision=DECISIONS)
def test_whatever_changes_no_window_is_sold_twice_and_nobody_loses_a_minute(
    asked: list[tuple[str, int]], decision: Decision
) -> None:
    hall = Hall(two_counters())
    for number, (service, window) in enumerate(asked, start=1):
        starts = at(8, day=TUESDAY) + timedelta(minutes=30) * window
        try:
            hall.book(number, starts, service=service)
        except Exception:  # noqa: BLE001, S112 - a full window is no matter here
            continue
    step = hall.look(decision)
    done = hall.confirm(step)
    assert done.finished
    assert {one.reference for one in step.listed if one.to} <= set(done.outcomes)
    for one in step.listed:
        assert done.outcomes[one.reference] is (Outcome.MOVED if one.to else Outcome.NO_PLACE)
    for number in hall.made:
        booking = hall.booking(number)
        assert sum(booking.windows.values()) == booking.minutes == hall.made[number].booking.minutes
        if booking.shifted is None:
            assert booking == hall.made[number].booking
    overdrawn = [slot for slot in hall.city.slots() if slot.open and slot.left < 0]
    if all(one.to for one in step.listed):
        assert overdrawn == []
        assert hall.look(replace(decision, kind=Kind.AS_IS)).listed == ()
    hall.consistent()
