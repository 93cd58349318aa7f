"""The promised day, and how it moves while a case waits for its citizen."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.cases.promise import LONGEST_WAIT, moved, promised_day, working_days
from tests.builders.city import a_small_office
from tests.unit.offices.builders import CHRISTMAS, FRIDAY, MONDAY

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


def slowly_moved(due: date, waits: list[tuple[date, date]], holidays: set[date]) -> date:
    """The obvious way: for each day of a wait on which the office works, the promise goes to its next working day."""

    def next_day(day: date) -> date:
        day += timedelta(days=1)
        while day.isoweekday() > 5 or day in holidays:
            day += timedelta(days=1)
        return day

    for since, until in waits:
        if since > due:
            continue
        day = since
        while day < until:
            day += timedelta(days=1)
            if day.isoweekday() <= 5 and day not in holidays:
                due = next_day(due)
        # Who answers on a closed day answers on the next working day.
        while due < until or (since < until and (due.isoweekday() > 5 or due in holidays)):
            due += timedelta(days=1)
    return due


@given(
    days,
    st.integers(0, 30),
    st.lists(st.tuples(st.integers(0, 25), st.integers(0, 25)), max_size=4),
    st.sets(st.integers(0, 200), max_size=40),
)
def test_a_promise_moves_by_the_working_days_that_the_office_waited(
    received: date, number: int, spans: list[tuple[int, int]], offsets: set[int]
) -> None:
    holidays = {received + timedelta(days=offset) for offset in offsets}
    works = lambda day: day.isoweekday() <= 5 and day not in holidays  # noqa: E731 - as the service hands it over
    due = promised_day(received, number, works)
    assert due
    waits, at = [], received
    for after, long in spans:
        since = at + timedelta(days=after)
        at = since + timedelta(days=long)
        waits.append((since, at))
    found: date | None = due
    for since, until in waits:
        found = moved(found, since, until, works)
    assert found is not None
    assert found == slowly_moved(due, waits, holidays)
    assert found >= due


def test_a_wait_within_a_day_moves_nothing() -> None:
    assert moved(FRIDAY, FRIDAY, FRIDAY, lambda _: True) == FRIDAY


def test_a_wait_that_began_too_late_moves_nothing() -> None:
    assert moved(MONDAY, MONDAY + timedelta(days=1), FRIDAY, lambda _: True) == MONDAY


def test_who_answers_on_a_closed_day_makes_nobody_late() -> None:
    saturday = FRIDAY + timedelta(days=1)
    assert moved(FRIDAY, FRIDAY, saturday, lambda day: day.isoweekday() <= 5) == FRIDAY + timedelta(days=3)


def test_nothing_promised_stays_nothing_promised() -> None:
    assert moved(None, MONDAY, FRIDAY, lambda _: True) is None


def test_an_office_that_closes_for_good_promises_no_day_any_more() -> None:
    assert moved(FRIDAY, MONDAY, FRIDAY, lambda day: day <= FRIDAY) is None


def test_working_days_are_counted_after_one_day_up_to_another() -> None:
    assert working_days(FRIDAY, FRIDAY + timedelta(days=3), lambda day: day.isoweekday() <= 5) == 1
    assert working_days(FRIDAY, MONDAY, lambda _: True) == 0
