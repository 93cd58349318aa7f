"""What managers decide for single days: it holds above weekday and season, and opens no holiday."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from chalicelib.core.text import Text
from chalicelib.demand.plan import PoolPlan
from chalicelib.offices.pages import OfficePage
from chalicelib.offices.record import office_body, office_from
from chalicelib.offices.service import Break, Decision, Kind, Office, Offices, OutOfService, Window
from tests.builders.changes import FLOOD, TUESDAY, a_decision
from tests.builders.city import NOW
from tests.fakes.clock import Clock
from tests.fakes.offices import OfficesInMemory
from tests.unit.offices.builders import CHRISTMAS, MONDAY, RAMADAN, SATURDAY, a_standard, an_office

STANDARDS = [a_standard("d000"), a_standard("d001")]
NINE = Window(time(9), time(9, 30))


def hours(first: date = TUESDAY, **changes: Any) -> Decision:
    return a_decision(Kind.HOURS, first, **{"starts": time(10), "ends": time(12), **changes})


def out(*counters: str, **changes: Any) -> Decision:
    return a_decision(Kind.COUNTERS_OUT, counters=counters, **changes)


def decided(*decisions: Decision, office: Office | None = None) -> Office:
    office = office or an_office()
    for decision in decisions:
        office = replace(office, special=decision.applied(office.special))
    return office


def test_a_closed_day_has_no_windows_and_says_why() -> None:
    office = decided(a_decision())
    assert (office.windows(TUESDAY), office.closure(TUESDAY)) == ((), FLOOD)
    assert office.opening(MONDAY) is not None


def test_other_hours_hold_above_the_weekday_and_the_season() -> None:
    for day in (TUESDAY, RAMADAN.first, SATURDAY):
        opening = decided(hours(day)).opening(day)
        assert opening is not None
        assert (opening.opens, opening.closes) == (time(10), time(12))


def test_other_hours_never_open_a_holiday() -> None:
    office = decided(hours(CHRISTMAS))
    assert office.opening(CHRISTMAS) is None
    assert office.windows(CHRISTMAS) == ()
    assert office.closure(CHRISTMAS) == Text("Natal", "Christmas")


def test_hours_open_a_day_again_that_was_closed_by_a_manager() -> None:
    assert decided(a_decision(), hours()).opening(TUESDAY) is not None


def test_breaks_are_kept() -> None:
    office = decided(hours(starts=time(8), breaks=(Break(time(9), time(10)),)))
    assert [window.starts for window in office.windows(TUESDAY)] == [
        time(8), time(8, 30), time(10), time(10, 30), time(11), time(11, 30),
    ]  # fmt: skip


def test_a_counter_out_of_service_is_missing_in_the_windows_it_touches() -> None:
    office = decided(out("A1", starts=time(9, 15), ends=time(10)))
    pool = office.pool("ktp")
    at = [office.counters_at(pool, TUESDAY, window) for window in office.windows(TUESDAY)[1:5]]
    assert at == [3, 2, 2, 3]
    assert office.counters_at(pool, MONDAY, NINE) == 3


def test_counters_lost_one_after_the_other_add_up_and_one_lost_twice_counts_once() -> None:
    office = decided(out("A1"), out("A2"), out("A1"))
    assert office.counters_at(office.pool("ktp"), TUESDAY, NINE) == 1
    assert len(office.special[TUESDAY].out) == 2


def test_those_in_service_do_the_work_of_a_quiet_hour() -> None:
    friday = date(2026, 11, 27)
    office = decided(out("A1", first=friday, last=friday))
    quiet = Window(time(13), time(13, 30))
    assert office.counters_at(office.pool("ktp"), friday, quiet) == 1


def test_counters_that_are_back_leave_no_trace() -> None:
    back = a_decision(Kind.COUNTERS_BACK, counters=("A1",))
    assert decided(out("A1"), back) == an_office()
    assert decided(out("A1", "A2"), back).special[TUESDAY].out[0].counter == "A2"


def test_what_is_taken_back_leaves_no_trace() -> None:
    assert decided(a_decision(), out("A1"), a_decision(Kind.USUAL)) == an_office()


def test_as_is_decides_nothing() -> None:
    assert decided(a_decision(Kind.AS_IS)) == an_office()


@pytest.mark.parametrize("decision", [a_decision(), hours(), out("A1"), a_decision(Kind.USUAL)])
def test_deciding_twice_is_deciding_once(decision: Decision) -> None:
    assert decided(decision, decision) == decided(decision)


def test_several_days_are_decided_at_once() -> None:
    office = decided(a_decision(last=TUESDAY + timedelta(days=2)))
    assert [day.day for day in office.special] == [24, 25, 26]


def test_an_office_is_read_back_as_it_was_decided() -> None:
    office = decided(hours(), out("A1", starts=time(9)), a_decision(first=SATURDAY, last=SATURDAY))
    assert office_from(office_body(office), 0) == office


def test_citizens_see_closed_days_and_other_hours() -> None:
    wednesday = TUESDAY + timedelta(days=1)
    page = OfficePage.of(decided(a_decision(), hours(wednesday)), MONDAY)
    assert next((one.date, one.reason) for one in page.closures) == (TUESDAY, FLOOD)
    season = page.seasons[0]
    assert (season.first, season.last, season.hours[0].opens) == (wednesday, wednesday, "10:00")


class TestPublishing:
    @pytest.fixture
    def offices(self) -> Offices:
        offices = Offices(OfficesInMemory(), Clock(NOW))
        offices.publish([an_office()], STANDARDS)
        return offices

    def test_a_decision_is_a_new_version(self, offices: Offices) -> None:
        office = offices.decide(a_decision(), "mpp", MONDAY)
        assert (office.version, office.closure(TUESDAY)) == (2, FLOOD)
        assert offices.office("mpp") == office

    def test_a_decision_that_stands_already_is_not_written_again(self, offices: Offices) -> None:
        offices.decide(a_decision(), "mpp", MONDAY)
        assert offices.decide(a_decision(), "mpp", MONDAY).version == 2

    def test_publishing_the_file_again_takes_no_decision_back(self, offices: Offices) -> None:
        offices.decide(a_decision(), "mpp", MONDAY)
        assert offices.publish([an_office()], STANDARDS).offices == 0
        offices.publish([an_office(phone="+62 361 1")], STANDARDS)
        assert (offices.office("mpp").closure(TUESDAY), offices.office("mpp").phone) == (FLOOD, "+62 361 1")

    def test_two_decisions_at_once_both_stand(self) -> None:
        store = OfficesInMemory()
        offices, others = Offices(store, Clock(NOW)), Offices(store, Clock(NOW))
        offices.publish([an_office()], STANDARDS)
        wednesday = TUESDAY + timedelta(days=1)
        put = store.put_office

        def later(office: Office) -> None:
            store.put_office = put  # type: ignore[method-assign]
            others.decide(a_decision(), "mpp", MONDAY)
            put(office)

        store.put_office = later  # type: ignore[method-assign]
        assert set(offices.decide(hours(wednesday), "mpp", MONDAY).special) == {TUESDAY, wednesday}

    def test_days_that_are_over_are_forgotten(self, offices: Offices) -> None:
        offices.decide(a_decision(), "mpp", MONDAY)
        wednesday = TUESDAY + timedelta(days=1)
        assert set(offices.decide(hours(wednesday), "mpp", wednesday).special) == {wednesday}


class TestPlanOfASpecialDay:
    PLAN = PoolPlan({2: {time(9): 40, time(9, 30): 72}})

    def minutes(self, office: Office, starts: time) -> int:
        return self.PLAN.decided(office, office.pool("ktp"), TUESDAY).minutes(TUESDAY, starts)

    def test_a_usual_day_is_planned_as_it_was(self) -> None:
        office = an_office()
        assert self.PLAN.decided(office, office.pool("ktp"), TUESDAY) is self.PLAN

    def test_a_window_keeps_what_was_planned_as_far_as_the_counters_left_can_give_it(self) -> None:
        office = decided(out("A1"))
        # Two counters, of whose time 80 % may be booked, give 48 minutes of half an hour.
        assert (self.minutes(office, time(9)), self.minutes(office, time(9, 30))) == (40, 48)
        assert self.minutes(office, time(10)) == 0

    def test_a_day_with_other_hours_is_planned_by_its_counters(self) -> None:
        office = decided(hours(starts=time(16), ends=time(17)))
        assert (self.minutes(office, time(16)), self.minutes(office, time(9))) == (72, 0)

    def test_a_closed_day_gives_nothing(self) -> None:
        assert self.minutes(decided(a_decision()), time(9)) == 0


def test_an_outage_ends_where_it_ends() -> None:
    outage = OutOfService("A1", time(9), time(10))
    assert not outage.touches(Window(time(10), time(10, 30)))
    assert not outage.touches(Window(time(8, 30), time(9)))
