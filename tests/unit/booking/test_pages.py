from __future__ import annotations

from chalicelib.booking.offer import Offer
from chalicelib.booking.offers import Alternative, Day, Listing
from chalicelib.booking.pages import BookingPage, SlotsPage
from chalicelib.booking.service import Made
from chalicelib.core.errors import Fault
from chalicelib.core.rendering import plain
from chalicelib.core.text import Text
from tests.builders.bookings import REFERENCE, a_booking
from tests.builders.city import a_small_office, at
from tests.builders.slots import a_slot
from tests.unit.offices.builders import MONDAY, a_standard

STANDARD = a_standard(name=Text("KTP-el", "ID card"))


def test_a_booking_tells_its_citizen_everything_and_nothing_about_them() -> None:
    page = plain(BookingPage.of(a_booking(), a_small_office(), STANDARD), "en")
    assert page == {
        "reference": REFERENCE,
        "status": "confirmed",
        "office": "mpp",
        "office_name": "Mal in English",
        "address": "Jalan in English",
        "service": "d000",
        "service_name": "ID card",
        "family": "ktp",
        "starts": "2026-11-23T09:00:00+08:00",
        "ends": "2026-11-23T09:30:00+08:00",
        "minutes": 20,
        "checklist": [
            {"text": "KK in English", "document": "kk"},
            {"text": "KTP in English", "document": "ktp"},
            {"text": "Formulir in English", "document": None},
        ],
        "move_until": "2026-11-23T07:00:00+08:00",
        "cancel_until": "2026-11-23T08:00:00+08:00",
        "language": "id",
    }


def test_the_answer_that_made_it_tells_the_secret_and_the_doubts() -> None:
    booking = a_booking()
    made = Made(booking, "23456789", (Fault("citizen.nik", "nik-region"),))
    page = plain(BookingPage.of(booking, a_small_office(), STANDARD, made), "en")
    assert page["secret"] == "23456789"
    assert [(doubt["field"], doubt["code"]) for doubt in page["warnings"]] == [("citizen.nik", "nik-region")]


def test_a_listing_marks_what_it_recommends() -> None:
    name = Text("Dinas", "Department")
    listing = Listing(
        offers=[Offer(a_slot(at(8)), 1), Offer(a_slot(at(8, 30), left=0), 0)],
        recommended=frozenset({at(8)}),
        alternatives=[Alternative("dukcapil", name, at(9), at(9, 30), 2)],
        lead_time_days=None,
        days=[Day(MONDAY, "open", None, 1)],
    )
    assert plain(SlotsPage.of(listing), "id") == {
        "slots": [
            {
                "starts": "2026-11-23T08:00:00+08:00",
                "ends": "2026-11-23T08:30:00+08:00",
                "places_left": 1,
                "recommended": True,
            },
            {
                "starts": "2026-11-23T08:30:00+08:00",
                "ends": "2026-11-23T09:00:00+08:00",
                "places_left": 0,
                "recommended": False,
            },
        ],
        "alternatives": [
            {
                "office": "dukcapil",
                "office_name": "Dinas",
                "starts": "2026-11-23T09:00:00+08:00",
                "ends": "2026-11-23T09:30:00+08:00",
                "places_left": 2,
            }
        ],
        "lead_time_days": None,
        "days": [{"date": "2026-11-23", "state": "open", "reason": None, "places_left": 1}],
    }
