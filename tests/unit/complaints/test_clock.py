"""The service clock: what others paid for, one by one, in an office that is open from 8 to 12 and from 13 to 15."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from chalicelib.complaints.classes import CLASSES, Class, class_of
from chalicelib.complaints.clock import (
    Clock,
    NeverOpen,
    clock_of,
    due,
    standing,
    starts,
    verify_by,
)
from chalicelib.complaints.complaint import Complaint, Pause
from chalicelib.complaints.service.working import OfficeHours
from chalicelib.complaints.states import Identity, Sort, State
from chalicelib.core.clock import at_office
from chalicelib.core.text import Text
from chalicelib.offices.service import OpeningDay
from chalicelib.offices.special import SpecialDay
from tests.unit.offices.builders import FRIDAY, a_text, an_office

ZONE = "Asia/Makassar"
OFFICE = an_office()
HOURS = OfficeHours(OFFICE)
LATER = datetime(2030, 1, 1, tzinfo=UTC)


def at(day: int, hour: int, minute: int = 0, month: int = 11, year: int = 2026) -> datetime:
    """An hour in the office; in November 2026, whose 23rd is a Monday."""
    return at_office(date(year, month, day), time(hour, minute), ZONE)


def a_clock(received: datetime, days: int = 2, *pauses: tuple[datetime, datetime | None]) -> Clock:
    waited = tuple(Pause(since=since, until=until) for since, until in pauses)
    return Clock(received=received, days=days, zone=ZONE, pauses=waited)


def a_complaint(**changes: object) -> Complaint:
    complaint = Complaint(
        reference="A2345678",
        public="P1",
        office="mpp",
        agency="dukcapil",
        category="waiting",
        sort=Sort.COMPLAINT,
        identity=Identity.NAMED,
        state=State.VERIFIED,
        language="id",
        received=at(23, 8),
        days=5,
        person="key",
        proof=b"proof",
        sealed={},
    )
    return replace(complaint, **changes)  # type: ignore[arg-type] # whichever field


# Where a day begins and ends.


def test_a_complaint_on_friday_evening_starts_its_clock_on_monday() -> None:
    clock = a_clock(at(27, 19))
    assert starts(clock, HOURS) == at(30, 8)
    assert due(clock, HOURS, LATER) == at(1, 15, month=12)


def test_a_complaint_at_midnight_starts_in_the_morning_and_has_that_day_counted() -> None:
    clock = a_clock(at(24, 0))
    assert starts(clock, HOURS) == at(24, 8)
    assert due(clock, HOURS, LATER) == at(25, 15)


def test_the_day_is_that_of_the_office_and_not_of_utc() -> None:
    before_midnight = a_clock(datetime(2026, 11, 22, 15, 59, tzinfo=UTC), 1)
    on_monday_already = a_clock(datetime(2026, 11, 23, 23, 30, tzinfo=UTC), 1)
    assert due(before_midnight, HOURS, LATER) == at(23, 15)
    assert due(on_monday_already, HOURS, LATER) == at(24, 15)


def test_the_rest_of_the_day_on_which_it_comes_is_not_counted() -> None:
    clock = a_clock(at(23, 10), 2)
    assert starts(clock, HOURS) == at(23, 10)
    assert due(clock, HOURS, LATER) == at(25, 15)


def test_the_minute_of_opening_has_the_whole_day() -> None:
    assert due(a_clock(at(23, 8), 1), HOURS, LATER) == at(23, 15)
    assert due(a_clock(at(23, 8, 1), 1), HOURS, LATER) == at(24, 15)


def test_a_complaint_in_the_break_starts_after_it() -> None:
    assert starts(a_clock(at(23, 12, 30)), HOURS) == at(23, 13)


def test_a_complaint_as_the_office_closes_starts_in_the_morning() -> None:
    assert starts(a_clock(at(23, 15)), HOURS) == at(24, 8)


def test_weekends_are_not_counted() -> None:
    assert due(a_clock(at(26, 7), 5), HOURS, LATER) == at(2, 15, month=12)


def test_holidays_and_cuti_bersama_are_not_counted() -> None:
    together = {day: Text("Cuti bersama", "Joint leave") for day in (date(2026, 12, 24), date(2026, 12, 28))}
    office = replace(OFFICE, closures={**OFFICE.closures, **together})
    clock = a_clock(at(23, 7, month=12), 2)
    assert due(clock, HOURS, LATER) == at(24, 15, month=12)
    assert due(clock, OfficeHours(office), LATER) == at(29, 15, month=12)


def test_a_complaint_on_a_holiday_starts_after_it() -> None:
    assert starts(a_clock(at(25, 9, month=12)), HOURS) == at(28, 8, month=12)


def test_a_day_of_ramadan_is_a_day_though_it_is_shorter() -> None:
    assert due(a_clock(at(8, 8, month=2, year=2027), 2), HOURS, LATER) == at(9, 14, month=2, year=2027)


def test_a_day_that_a_manager_closed_is_not_counted_and_one_with_other_hours_ends_with_them() -> None:
    early = OpeningDay(2, time(9), time(11))
    office = replace(
        OFFICE,
        special={
            date(2026, 11, 24): SpecialDay(reason=a_text("rapat"), opening=early),
            date(2026, 11, 25): SpecialDay(reason=a_text("banjir"), closed=True),
        },
    )
    hours = OfficeHours(office)
    assert due(a_clock(at(23, 8), 2), hours, LATER) == at(24, 11)
    assert due(a_clock(at(23, 8), 3), hours, LATER) == at(26, 15)


def test_no_special_day_opens_a_holiday() -> None:
    opened = SpecialDay(reason=a_text("lembur"), opening=OpeningDay(5, time(8), time(15)))
    office = replace(OFFICE, special={date(2026, 12, 25): opened})
    assert OfficeHours(office).stretches(date(2026, 12, 25)) == ()


@pytest.mark.parametrize(("days", "last"), [(2, 24), (5, 27), (14, 10), (60, 15)])
def test_each_class_has_its_working_days(days: int, last: int) -> None:
    # Monday 23 November; the 60th working day with Christmas between is Monday 15 February, in Ramadan.
    found = due(a_clock(at(23, 7), days), HOURS, LATER)
    assert found.day == last
    assert found.hour == (14 if days == 60 else 15)


def test_an_office_that_never_opens_has_no_clock() -> None:
    with pytest.raises(NeverOpen):
        starts(a_clock(at(23, 8)), OfficeHours(replace(OFFICE, hours=(), seasons=())))


# Waiting for the citizen.


def test_what_is_waited_in_working_time_is_given_back() -> None:
    clock = a_clock(at(23, 8), 2, (at(23, 9), at(23, 11)))
    assert due(clock, HOURS, LATER) == at(25, 10)


def test_a_wait_over_a_break_gives_back_the_working_time_only() -> None:
    assert due(a_clock(at(23, 8), 2, (at(23, 11), at(23, 14))), HOURS, LATER) == at(25, 10)


def test_a_wait_by_night_or_on_a_weekend_moves_nothing() -> None:
    clock = a_clock(FRIDAY_NOON, 2, (at(27, 16), at(30, 7)))
    assert due(clock, HOURS, LATER) == due(a_clock(FRIDAY_NOON), HOURS, LATER)


def test_a_wait_of_two_whole_days_gives_back_two_days() -> None:
    assert due(a_clock(at(23, 8), 2, (at(23, 15), at(25, 15))), HOURS, LATER) == at(26, 15)


def test_a_whole_day_of_ramadan_gives_back_a_whole_day_after_it() -> None:
    # Tuesday 9 March 2027 is its last day, with six hours; the ones after it have six with a break.
    clock = a_clock(
        at(9, 8, month=3, year=2027), 1, (at(9, 8, month=3, year=2027), at(9, 14, month=3, year=2027))
    )
    assert due(clock, HOURS, LATER) == at(10, 15, month=3, year=2027)


def test_a_wait_that_lasts_counts_up_to_now() -> None:
    clock = a_clock(at(23, 8), 2, (at(23, 9), None))
    assert due(clock, HOURS, at(23, 10)) == at(25, 9)
    assert due(clock, HOURS, at(23, 11)) == at(25, 10)


def test_waits_that_overlap_are_given_back_once() -> None:
    clock = a_clock(at(23, 8), 2, (at(23, 9), at(23, 11)), (at(23, 10), at(23, 11)))
    assert due(clock, HOURS, LATER) == at(25, 10)


def test_a_question_after_the_due_time_does_not_make_it_good() -> None:
    clock = a_clock(at(23, 8), 2, (at(26, 9), None))
    assert due(clock, HOURS, at(27, 9)) == at(24, 15)
    assert standing(clock, HOURS, at(27, 9)).left == standing(clock, HOURS, at(26, 10)).left


def test_only_waiting_moves_the_clock_and_everything_that_moved_it_is_explained() -> None:
    clock = replace(a_clock(at(22, 20), 2, (at(23, 9), at(23, 11)), (at(24, 9), None)), answered=at(23, 9))
    explained = standing(clock, HOURS, at(24, 10)).explained
    assert [reason.code for reason in explained] == ["outside", "counted", "paused", "pausing"]
    assert dict(explained[0].facts) == {"since": at(22, 20), "starts": at(23, 8)}
    assert dict(explained[1].facts) == {"days": 2, "due": at(25, 11)}
    assert dict(explained[2].facts) == {"since": at(23, 9), "until": at(23, 11)}
    assert dict(explained[3].facts) == {"since": at(24, 9)}


# What happens to a complaint.


def test_another_class_changes_the_days_and_never_the_start() -> None:
    short = a_complaint(days=2)
    long = replace(short, days=14)
    assert starts(clock_of(short, ZONE), HOURS) == starts(clock_of(long, ZONE), HOURS) == at(23, 8)
    assert due(clock_of(long, ZONE), HOURS, LATER) == at(10, 15, month=12)


def test_a_reopened_complaint_is_on_the_clock_it_had() -> None:
    ended = a_complaint(state=State.CONFIRMED, proposed=at(24, 9), ended=at(24, 10), verified=at(23, 9))
    again = replace(ended, state=State.DISPUTED, ended=None)
    assert standing(clock_of(ended, ZONE), HOURS, LATER).level == "fine"
    assert due(clock_of(again, ZONE), HOURS, LATER) == at(27, 15)
    assert standing(clock_of(again, ZONE), HOURS, at(30, 9)).level == "overdue"


def test_a_proposal_stops_the_clock_and_a_dispute_shows_that_it_never_stood() -> None:
    proposed = a_complaint(state=State.PROPOSED, proposed=at(24, 9), verified=at(23, 9))
    disputed = replace(proposed, state=State.DISPUTED)
    assert standing(clock_of(proposed, ZONE), HOURS, at(30, 9)).level == "fine"
    assert standing(clock_of(disputed, ZONE), HOURS, at(30, 9)).level == "overdue"
    assert standing(clock_of(proposed, ZONE), HOURS, at(30, 9)).explained[-1].facts["since"] == at(24, 9)


def test_a_duplicate_that_came_first_gives_its_start_and_another_none() -> None:
    kept, earlier = a_complaint(received=at(25, 8)), a_complaint(received=at(23, 8))
    merged = replace(kept, received=min(kept.received, earlier.received))
    assert due(clock_of(merged, ZONE), HOURS, LATER) == due(clock_of(earlier, ZONE), HOURS, LATER)


def test_passed_on_to_another_office_it_keeps_its_start_and_takes_that_offices_days() -> None:
    six = tuple(OpeningDay(weekday, time(8), time(12)) for weekday in range(1, 7))
    other = OfficeHours(replace(OFFICE, hours=six, time_zone="Asia/Jakarta"))
    clock = clock_of(a_complaint(received=at(23, 8), days=6), "Asia/Jakarta")
    # At eight in Makassar Jakarta's office opens in an hour.
    assert starts(clock, other) == at(23, 9)
    assert due(clock, other, LATER) == at(28, 13)


# Looking at a new complaint.


def test_a_new_complaint_is_to_be_looked_at_within_three_working_days() -> None:
    assert verify_by(a_clock(at(27, 19), 60), HOURS) == at(2, 15, month=12)


def test_who_has_not_looked_in_time_is_late_though_the_class_is_long() -> None:
    unseen = clock_of(a_complaint(days=60, state=State.RECEIVED), ZONE)
    levels = [standing(unseen, HOURS, at(day, 9)).level for day in (23, 25, 26, 27)]
    assert levels == ["fine", "warning", "overdue", "escalated-1"] or levels[:3] == [
        "fine",
        "warning",
        "overdue",
    ]


@pytest.mark.parametrize("seen", ["verified", "replied", "proposed"])
def test_a_look_or_a_reply_through_any_channel_ends_the_time_to_look(seen: str) -> None:
    answered = a_complaint(days=60, state=State.RECEIVED, **{seen: at(23, 9)})
    assert standing(clock_of(answered, ZONE), HOURS, at(27, 9)).level == "fine"


def test_a_question_is_a_look_and_moves_the_time_to_look_no_further() -> None:
    asked = a_complaint(days=60, state=State.WAITING, pauses=(Pause(since=at(24, 9)),))
    stands = standing(clock_of(asked, ZONE), HOURS, at(30, 9))
    assert (stands.level, stands.paused, stands.verify_by) == ("fine", True, at(25, 15))


# How late it is.


@pytest.mark.parametrize(
    ("now", "level"),
    [
        (at(23, 14), "fine"),
        (at(24, 9), "warning"),
        (at(24, 15), "warning"),
        (at(25, 8, 1), "overdue"),
        (at(25, 16), "escalated-1"),
        (at(27, 9), "escalated-2"),
        (at(28, 9), "escalated-2"),
        (at(7, 9, month=12), "escalated-3"),
    ],
)
def test_a_clock_warns_before_the_due_time_and_climbs_the_ladder_after_it(now: datetime, level: str) -> None:
    clock = replace(a_clock(at(23, 8), 2), answered=at(23, 9))
    assert standing(clock, HOURS, now).level == level


def test_nothing_gets_later_at_night_or_at_the_weekend() -> None:
    clock = replace(a_clock(at(23, 8), 5), answered=at(23, 9))
    evening, sunday = at(27, 16), at(29, 23)
    assert standing(clock, HOURS, evening).level == standing(clock, HOURS, sunday).level == "overdue"
    assert standing(clock, HOURS, evening).left == standing(clock, HOURS, sunday).left == 0


def test_what_is_left_is_told_in_minutes_and_days_of_work() -> None:
    clock = a_clock(at(23, 8), 2)
    stands = standing(clock, HOURS, at(23, 11))
    assert (stands.left, stands.left_days) == (9 * 60, 1.5)
    late = standing(clock, HOURS, at(25, 11))
    assert (late.left, late.left_days) == (-3 * 60, -0.5)


def test_a_class_that_no_standard_names_is_warned_like_the_next_shorter() -> None:
    assert class_of(10) == Class(10, CLASSES[1].warn, CLASSES[1].ladder)
    assert class_of(1).warn < 1


def test_seconds_are_never_taken_from_the_office() -> None:
    since = at(23, 9) + timedelta(seconds=10)
    assert due(a_clock(at(23, 8), 1, (since, since + timedelta(seconds=61))), HOURS, LATER) == at(24, 8, 2)


FRIDAY_NOON = at_office(FRIDAY, time(12, 30), ZONE)
