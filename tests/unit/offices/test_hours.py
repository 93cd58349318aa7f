from __future__ import annotations

from datetime import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.offices.hours import Break, OpeningDay, Window, minute_of, time_of
from tests.unit.offices.builders import CHRISTMAS, FRIDAY, MONDAY, RAMADAN, SATURDAY, SUNDAY, an_office

MINUTES_OF_A_DAY = 24 * 60


def test_a_day_is_cut_into_windows_around_its_break() -> None:
    day = OpeningDay(1, time(8), time(10, 30), (Break(time(9), time(9, 30)),))
    assert day.windows(30) == (
        Window(time(8), time(8, 30)),
        Window(time(8, 30), time(9)),
        Window(time(9, 30), time(10)),
        Window(time(10), time(10, 30)),
    )


def test_a_rest_shorter_than_a_window_before_break_and_closing_is_not_offered() -> None:
    day = OpeningDay(1, time(8), time(9, 50), (Break(time(8, 45), time(9)),))
    assert [window.starts for window in day.windows(30)] == [time(8), time(9)]


@st.composite
def opening_days(draw: st.DrawFn) -> OpeningDay:
    edges = draw(st.lists(st.integers(0, MINUTES_OF_A_DAY - 1), min_size=2, max_size=8, unique=True))
    edges = sorted(edges)[: len(edges) // 2 * 2]
    inner = [time_of(minute) for minute in edges[1:-1]]
    breaks = tuple(Break(*pair) for pair in zip(inner[::2], inner[1::2], strict=True))
    return OpeningDay(1, time_of(edges[0]), time_of(edges[-1]), breaks)


@given(day=opening_days(), minutes=st.sampled_from([10, 15, 20, 30, 60]))
def test_no_window_leaves_the_hours_or_touches_a_break_or_another_window(
    day: OpeningDay, minutes: int
) -> None:
    windows = day.windows(minutes)
    for window in windows:
        assert window.minutes == minutes
        assert day.opens <= window.starts
        assert window.ends <= day.closes
        assert all(window.ends <= pause.starts or pause.ends <= window.starts for pause in day.breaks)
    assert all(earlier.ends <= later.starts for earlier, later in pairwise(windows))


@given(minute=st.integers(0, MINUTES_OF_A_DAY - 1))
def test_a_minute_of_the_day_is_a_clock_time_and_back(minute: int) -> None:
    assert minute_of(time_of(minute)) == minute


def test_the_office_is_closed_on_sunday_and_on_a_holiday() -> None:
    office = an_office()
    assert office.opening(SUNDAY) is None
    assert office.windows(CHRISTMAS) == ()
    assert office.closure(CHRISTMAS) is not None
    assert office.closure(SUNDAY) is None


def test_a_season_has_its_own_hours_and_the_days_around_it_the_usual_ones() -> None:
    office = an_office()
    assert _closes(office.opening(RAMADAN.first)) == time(14)
    assert _closes(office.opening(RAMADAN.last)) == time(14)
    assert _closes(office.opening(MONDAY)) == time(15)


def test_a_season_never_opens_a_holiday_or_a_weekday_it_does_not_name() -> None:
    holiday = RAMADAN.first.replace(day=10)
    office = an_office(closures={holiday: RAMADAN.reason})
    assert office.opening(holiday) is None
    assert office.opening(RAMADAN.first.replace(day=14)) is None


def test_friday_has_windows_and_saturday_has_none() -> None:
    office = an_office()
    assert len(office.windows(FRIDAY)) == 12
    assert office.windows(SATURDAY) == ()


def _closes(opening: OpeningDay | None) -> time | None:
    return opening.closes if opening else None
