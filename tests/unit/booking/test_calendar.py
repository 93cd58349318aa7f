"""The calendar file, read back as a phone would."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from chalicelib.booking.booking import Status
from chalicelib.booking.calendar import event
from chalicelib.booking.pages import BookingPage
from chalicelib.core.text import Language, Text
from tests.builders.bookings import REFERENCE, a_booking
from tests.builders.city import NOW, a_small_office, at
from tests.unit.offices.builders import a_standard


def read_back(language: Language = "id", **changes: Any) -> tuple[Any, Calendar]:
    """The one event of the file, and the file."""
    standard = a_standard(
        name=Text("Cetak KTP-el", "Print an ID card"), requirements=(Text("KK, asli; satu", "Family card"),)
    )
    booking = a_booking(**changes)
    page = BookingPage.of(booking, a_small_office(address=Text("Jl. A, B; C", "A St")), standard)
    calendar = Calendar.from_ical(event(page, language, NOW, version=booking.version))
    (visit,) = calendar.walk("VEVENT")
    return visit, calendar


def test_the_event_is_the_arrival_window() -> None:
    visit, _ = read_back()
    assert (visit.decoded("dtstart"), visit.decoded("dtend")) == (at(9), at(9, 30))
    # In UTC, so that no calendar needs to know the office's zone.
    assert visit["dtstart"].to_ical() == b"20261123T010000Z"
    assert visit.decoded("dtstamp") == NOW


def test_it_says_what_where_and_what_to_bring() -> None:
    visit, _ = read_back()
    assert visit["summary"] == "Kunjungan: Cetak KTP-el"
    assert visit["location"] == "Mal, Jl. A, B; C"
    assert visit["description"] == "Kode booking B7KM 2QXR 9T.\nYang dibawa:\n- KK, asli; satu"


def test_it_speaks_english_to_whom_english_is_spoken() -> None:
    visit, _ = read_back("en")
    assert visit["summary"] == "Visit: Print an ID card"
    assert "- Family card" in visit["description"]


def test_the_same_booking_is_the_same_event_however_often_it_is_loaded() -> None:
    before, _ = read_back()
    after, _ = read_back(starts=at(10), ends=at(10, 30), version=2)
    assert before["uid"] == after["uid"] == f"{REFERENCE}@tanpa-antre"
    # A moved one replaces what was imported before.
    assert (before["sequence"], after["sequence"]) == (0, 1)


def test_it_reminds_a_day_before() -> None:
    visit, _ = read_back()
    (alarm,) = visit.walk("VALARM")
    assert alarm.decoded("trigger") == -timedelta(hours=24)


@pytest.mark.parametrize(
    ("status", "told"),
    [(Status.CONFIRMED, "CONFIRMED"), (Status.CANCELLED, "CANCELLED"), (Status.LAPSED, "CANCELLED")],
)
def test_a_cancelled_booking_cancels_the_event(status: Status, told: str) -> None:
    visit, _ = read_back(status=status)
    assert visit["status"] == told


def test_the_file_is_a_calendar_of_version_two() -> None:
    _, calendar = read_back()
    assert (calendar["version"], calendar["prodid"]) == ("2.0", "-//Tanpa Antre//ID")
