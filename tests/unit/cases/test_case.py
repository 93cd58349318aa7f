"""What becomes of a case, and the day that is promised for it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.cases.case import LONGEST_WAIT, Milestone, advanced, promised_day
from chalicelib.cases.errors import MilestoneOutOfOrder, UnknownMilestone
from tests.builders.cases import a_case
from tests.builders.city import a_small_office, at
from tests.unit.offices.builders import CHRISTMAS, FRIDAY, MONDAY

STEPS = ["received", "verified", "ready"]
days = st.dates(date(2024, 1, 1), date(2030, 1, 1))


def slowly_promised(received: date, working_days: int, holidays: set[date]) -> date:
    """The obvious way: walk on day by day and count those on which the office works."""
    day = received
    counted = 0
    while counted < working_days:
        day += timedelta(days=1)
        if day.isoweekday() <= 5 and day not in holidays:
            counted += 1
    return day


@given(days, st.integers(0, 90), st.sets(st.integers(0, 200), max_size=40))
def test_a_promise_counts_the_days_on_which_the_office_works(
    received: date, working_days: int, offsets: set[int]
) -> None:
    holidays = {received + timedelta(days=offset) for offset in offsets}
    promised = promised_day(received, working_days, lambda day: day.isoweekday() <= 5 and day not in holidays)
    assert promised == slowly_promised(received, working_days, holidays)


@given(days, st.integers(1, 90))
def test_one_more_working_day_is_never_an_earlier_promise(received: date, working_days: int) -> None:
    first, second = (
        promised_day(received, number, lambda day: day.isoweekday() <= 5)
        for number in (working_days, working_days + 1)
    )
    assert first
    assert second
    assert received < first < second


def test_the_same_day_is_promised_also_when_the_office_is_closed() -> None:
    assert promised_day(FRIDAY, 0, lambda _: False) == FRIDAY


def test_a_weekend_and_a_holiday_do_not_count() -> None:
    office = a_small_office()
    works = lambda day: office.opening(day) is not None  # noqa: E731 - as the service hands it over
    assert promised_day(FRIDAY, 1, works) == FRIDAY + timedelta(days=3)
    # Christmas 2026 is a Friday.
    assert promised_day(CHRISTMAS - timedelta(days=1), 1, works) == CHRISTMAS + timedelta(days=3)


def test_an_office_that_never_works_promises_no_day() -> None:
    asked: list[date] = []

    def never(day: date) -> bool:
        asked.append(day)
        return False

    assert promised_day(MONDAY, 1, never) is None
    assert len(asked) == LONGEST_WAIT.days


def test_a_case_reaches_its_next_milestone() -> None:
    case = advanced(a_case(), "verified", STEPS, at(9))
    assert (case.status, case.reached("verified"), case.version) == ("verified", at(9), 2)
    assert case.reached("received") == at(8)
    assert case.reached("ready") is None


def test_a_milestone_may_be_left_out() -> None:
    assert advanced(a_case(), "ready", STEPS, at(9)).status == "ready"


def test_a_milestone_that_was_reached_is_noted_once() -> None:
    case = advanced(a_case(), "verified", STEPS, at(9))
    assert advanced(case, "verified", STEPS, at(10)) is case
    assert advanced(case, "received", STEPS, at(10)) is case


def test_after_a_later_milestone_an_earlier_one_is_out_of_order() -> None:
    case = advanced(a_case(), "ready", STEPS, at(9))
    with pytest.raises(MilestoneOutOfOrder) as refused:
        advanced(case, "verified", STEPS, at(10))
    assert refused.value.field == "milestone"


def test_a_milestone_that_the_standard_does_not_have_is_unknown_and_those_it_has_are_told() -> None:
    with pytest.raises(UnknownMilestone) as refused:
        advanced(a_case(), "lost", STEPS, at(9))
    assert refused.value.facts["known"] == "received, verified, ready"


def test_a_case_whose_milestone_left_the_standard_can_go_on() -> None:
    case = a_case(milestones=(Milestone("scanned", at(8)),))
    assert advanced(case, "verified", STEPS, at(9)).status == "verified"
