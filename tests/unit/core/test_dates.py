from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.clock import at_office, office_time
from chalicelib.core.dates import spoken_day, spoken_moment
from tests.builders.city import at

ZONES = {"Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}


def test_a_day_is_spoken_in_both_languages() -> None:
    assert spoken_day(date(2026, 12, 2), "id") == "Rabu, 2 Desember 2026"
    assert spoken_day(date(2026, 12, 2), "en") == "Wednesday, 2 December 2026"


def test_a_moment_is_spoken_with_its_hour_in_the_office() -> None:
    assert spoken_moment(at(9, 5), "id") == "Senin, 23 November 2026 pukul 09.05"
    assert spoken_moment(at(9, 5), "en") == "Monday, 23 November 2026 at 09:05"


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)), st.sampled_from(sorted(ZONES)))  # noqa: DTZ001
def test_an_office_hour_is_the_same_moment_everywhere_with_the_offices_offset(
    clock_time: datetime, zone: str
) -> None:
    moment = at_office(clock_time.date(), clock_time.time(), zone)
    assert moment.utcoffset() == timedelta(hours=ZONES[zone])
    for other in ZONES:
        assert office_time(moment, other) == moment
        assert office_time(office_time(moment, other), zone).date() == clock_time.date()
