"""Which visits an office's hours allow; day and hour are the office's own wherever the citizen's clock stands."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chalicelib.booking.ask import horizon, moment, today, visit, wanted
from chalicelib.core.clock import at_office
from chalicelib.core.errors import Fault, InvalidFields
from tests.builders.city import ZONE, a_small_office, at
from tests.unit.offices.builders import CHRISTMAS, MONDAY, SATURDAY

if TYPE_CHECKING:
    from chalicelib.booking.ask import Visit

OFFICE = a_small_office()
SEVEN = at(7)
ZONES = st.sampled_from(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
offsets = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


def ask_for(starts: datetime, service: str = "d000", now: datetime = SEVEN, **changes: int) -> Visit:
    return visit(OFFICE, OFFICE.service(service), starts, now, **changes)


def fault(starts: datetime, service: str = "d000", now: datetime = SEVEN) -> Fault:
    with pytest.raises(InvalidFields) as refused:
        ask_for(starts, service, now)
    (found,) = refused.value.faults
    assert found.field == "starts"
    return found


def test_a_visit_takes_its_minutes_from_its_window() -> None:
    found = ask_for(at(9))
    assert (found.starts, found.ends, found.windows) == (at(9), at(9, 30), {"2026-11-23T09:00": 20})


def test_a_long_visit_takes_from_the_windows_that_follow() -> None:
    assert ask_for(at(9), "s001").windows == {
        "2026-11-23T09:00": 30,
        "2026-11-23T09:30": 30,
        "2026-11-23T10:00": 15,
    }


def test_a_booking_that_keeps_its_length_takes_that() -> None:
    assert ask_for(at(9), minutes=40).windows == {"2026-11-23T09:00": 30, "2026-11-23T09:30": 10}


@given(ZONES, offsets, st.integers(0, 14), st.integers(0, 9))
def test_a_day_is_the_offices_day_whatever_the_clients_offset(
    zone: str, client: timezone, ahead: int, nth: int
) -> None:
    office = a_small_office(time_zone=zone)
    day = MONDAY + timedelta(days=ahead)
    windows = office.windows(day)
    assume(nth < len(windows))
    starts = at_office(day, windows[nth].starts, zone)
    now = at_office(MONDAY, time(0), zone).astimezone(client)
    found = visit(office, office.service("d000"), starts.astimezone(client), now)
    assert found.starts == starts
    assert found.starts.utcoffset() == starts.utcoffset()
    assert list(found.windows) == [f"{day.isoformat()}T{windows[nth].starts:%H:%M}"]


@given(ZONES, st.datetimes(datetime(2026, 11, 20), datetime(2026, 12, 20)), offsets)  # noqa: DTZ001
def test_today_is_the_offices_and_the_horizon_counts_from_it(
    zone: str, clock_time: datetime, client: timezone
) -> None:
    office = a_small_office(time_zone=zone)
    now = at_office(clock_time.date(), clock_time.time(), zone).astimezone(client)
    assert today(office, now) == clock_time.date()
    assert horizon(office, now) == clock_time.date() + timedelta(days=office.rules.horizon_days)


def test_at_midnight_in_the_office_the_next_day_opens() -> None:
    last_day = MONDAY + timedelta(days=15)
    before, after = at(23, 59), at(0, day=MONDAY + timedelta(days=1))
    assert fault(at(9, day=last_day), now=before).code == "starts-beyond-horizon"
    assert ask_for(at(9, day=last_day), now=after).starts == at(9, day=last_day)
    # In UTC it is still the day before, at both moments.
    assert before.astimezone(UTC).date() == after.astimezone(UTC).date() == MONDAY


def test_a_moment_that_has_come_is_past() -> None:
    assert fault(at(9), now=at(9)).code == "starts-past"
    assert fault(at(9), now=at(10)).code == "starts-past"
    assert ask_for(at(9), now=at(8, 59)).starts == at(9)


def test_beyond_the_horizon_the_fault_tells_how_far_bookings_open() -> None:
    found = fault(at(9, day=MONDAY + timedelta(days=15)))
    assert (found.code, found.facts) == ("starts-beyond-horizon", {"days": 14})


@pytest.mark.parametrize("day", [SATURDAY, CHRISTMAS])
def test_a_day_without_hours_is_closed(day: date) -> None:
    assert fault(at(9, day=day), now=at(7, day=day - timedelta(days=1))).code == "starts-closed"


@pytest.mark.parametrize(
    "starts",
    [at(7, 30), at(9, 1), at(9) + timedelta(seconds=1), at(12), at(12, 30), at(15), at(23, 30)],
)
def test_where_no_window_begins_nothing_is_offered(starts: datetime) -> None:
    assert fault(starts).code == "starts-not-offered"


@pytest.mark.parametrize("starts", [at(11), at(11, 30), at(14), at(14, 30)])
def test_a_long_visit_does_not_reach_over_a_break_or_the_end_of_the_day(starts: datetime) -> None:
    assert fault(starts, "s001").code == "starts-not-offered"


def test_a_long_visit_may_end_where_a_break_begins() -> None:
    assert ask_for(at(10, 30), "s001").starts == at(10, 30)


@pytest.mark.parametrize(
    "starts",
    [datetime.max.replace(tzinfo=timezone(-timedelta(hours=12))), datetime.min.replace(tzinfo=UTC)],
)
def test_the_edges_of_the_calendar_are_only_another_fault(starts: datetime) -> None:
    assert fault(starts).code in {"starts-format", "starts-past"}


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-23T09:00:00+08:00",
        "2026-11-23T01:00Z",
        "2026-11-22T15:00:00-10:00",
        "2026-11-23t01:00:00.000z",
    ],
)
def test_a_moment_is_read_with_its_offset(typed: str) -> None:
    assert moment(typed) == at(9)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "besok",
        "2026-11-23",
        "2026-11-23T09:00:00",
        "2026-13-01T09:00:00+08:00",
        "x" * 41,
        "9" * 40,
        "🙂",
        "2026-W48-1T09:00:00+08:00",
        "20261123T090000+0800",
        "2026-11-23 09:00:00+08:00",
    ],
)
def test_what_is_no_moment_is_a_fault(typed: str) -> None:
    with pytest.raises(InvalidFields) as refused:
        moment(typed)
    assert refused.value.faults == (Fault("starts", "starts-format"),)


@given(st.text(max_size=45))
def test_whatever_is_typed_is_a_moment_with_an_offset_or_a_fault(typed: str) -> None:
    found: datetime | Fault
    try:
        found = moment(typed)
    except InvalidFields as refused:
        found = refused.faults[0]
    assert found == Fault("starts", "starts-format") if isinstance(found, Fault) else found.tzinfo


def test_who_asks_for_a_day_means_its_beginning_and_who_names_an_hour_that() -> None:
    assert wanted(OFFICE, MONDAY, None) == at_office(MONDAY, time(0), ZONE)
    assert wanted(OFFICE, MONDAY, time(9)) == at(9)
