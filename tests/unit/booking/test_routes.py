"""Citizens' routes of booking, from the request as the gateway sends it to the answer as it hands it on."""

from __future__ import annotations

from typing import Any

import pytest
from icalendar import Calendar

from app import app
from tests.builders.city import City, a_small_office, at, the_other_office
from tests.builders.people import a_nik
from tests.fakes.gateway import Answer, Gateway

SLOTS = "/v1/offices/mpp/services/d000/slots"
PROOF = {"X-Proof": "7890"}


@pytest.fixture
def city() -> City:
    return City(a_small_office(), the_other_office())


@pytest.fixture
def gateway(city: City) -> Gateway:
    return Gateway(app)


def a_body(**changes: Any) -> dict[str, Any]:
    """What a citizen's browser sends; a change to None leaves the field out."""
    body = {
        "office": "mpp",
        "service": "d000",
        "starts": "2026-11-23T09:00:00+08:00",
        "citizen": {"name": "Ni Luh Ayu", "nik": a_nik(), "phone": "0812 3456 7890"},
        "language": "en",
        **changes,
    }
    return {field: value for field, value in body.items() if value is not None}


def book(gateway: Gateway, key: str = "key-00001", **changes: Any) -> Answer:
    return gateway.post("/v1/bookings", a_body(**changes), **{"Idempotency-Key": key})


def citizen(**changes: Any) -> dict[str, Any]:
    person = {**a_body()["citizen"], **changes}
    return {field: value for field, value in person.items() if value is not None}


class TestSlots:
    def test_a_search_shows_slots_days_and_the_lead_time(self, gateway: Gateway) -> None:
        page = gateway.get(f"{SLOTS}?from=2026-11-23&days=1").json
        assert page.keys() == {"slots", "alternatives", "lead_time_days", "days"}
        assert page["slots"][0] == {
            "starts": "2026-11-23T08:00:00+08:00",
            "ends": "2026-11-23T08:30:00+08:00",
            "places_left": 1,
            "recommended": True,
        }
        assert [(day["date"], day["state"]) for day in page["days"]] == [("2026-11-23", "open")]

    def test_seven_days_from_today_are_shown_where_nothing_is_asked(self, gateway: Gateway) -> None:
        days = gateway.get(SLOTS).json["days"]
        assert [day["date"] for day in days] == [f"2026-11-{day}" for day in range(23, 30)]

    def test_who_asks_for_an_hour_is_recommended_what_is_near_it(self, gateway: Gateway) -> None:
        page = gateway.get(f"{SLOTS}?days=1&near=14:00").json
        marked = [slot["starts"][11:16] for slot in page["slots"] if slot["recommended"]]
        assert marked == ["13:30", "14:00"]

    @pytest.mark.parametrize(
        ("query", "field"),
        [
            ("from=besok", "from"),
            ("from=", "from"),
            ("from=2026-02-30", "from"),
            ("from=9999-12-31&days=2", "from"),
            ("days=0", "days"),
            ("days=32", "days"),
            ("days=-1", "days"),
            ("days=1.5", "days"),
            ("days=", "days"),
            ("days=9999999999", "days"),
            ("days=%EF%BC%91", "days"),
            ("near=siang", "near"),
            ("near=25:00", "near"),
            ("near=", "near"),
            ("near=09", "near"),
            ("near=09:00:00", "near"),
            ("from=20261123", "from"),
            ("from=2026-W48-1", "from"),
        ],
    )
    def test_a_question_that_cannot_be_answered_names_its_field(
        self, gateway: Gateway, query: str, field: str
    ) -> None:
        answer = gateway.get(f"{SLOTS}?{query}")
        assert (answer.status, answer.code, answer.json["field"]) == (422, "invalid-fields", field)

    def test_every_fault_of_a_question_is_told_at_once(self, gateway: Gateway) -> None:
        answer = gateway.get(f"{SLOTS}?from=x&days=x&near=x")
        assert [fault["field"] for fault in answer.json["errors"]] == ["from", "days", "near"]

    @pytest.mark.parametrize(
        ("path", "code"),
        [
            ("/v1/offices/nowhere/services/d000/slots", "unknown-office"),
            ("/v1/offices/mpp/services/s257/slots", "unknown-service"),
            ("/v1/offices/mpp/services/%F0%9F%99%82/slots", "unknown-service"),
        ],
    )
    def test_unknown_offices_and_services_are_not_found(self, gateway: Gateway, path: str, code: str) -> None:
        answer = gateway.get(path)
        assert (answer.status, answer.code) == (404, code)


class TestBooking:
    def test_a_booking_is_made_and_told(self, gateway: Gateway) -> None:
        answer = book(gateway)
        assert (answer.status, answer.headers["Content-Language"]) == (201, "en")
        page = answer.json
        assert (page["status"], page["starts"]) == ("confirmed", "2026-11-23T09:00:00+08:00")
        assert page["checklist"][0] == {"text": "KK in English", "document": "kk"}
        assert "secret" not in page
        assert "warnings" not in page

    def test_the_answer_names_nobody(self, gateway: Gateway) -> None:
        body = book(gateway).body
        assert not any(text in body for text in ("Ayu", a_nik(), "34567890"))

    def test_who_gives_no_phone_is_told_a_secret_that_proves(self, gateway: Gateway) -> None:
        page = book(gateway, citizen=citizen(phone=None)).json
        where = f"/v1/bookings/{page['reference']}?language=en"
        found = gateway.get(where, **{"X-Proof": page["secret"]})
        assert found.json == {field: value for field, value in page.items() if field != "secret"}

    def test_a_doubt_is_told_and_refuses_nothing(self, gateway: Gateway) -> None:
        answer = book(gateway, citizen=citizen(nik="9999990101900001"))
        assert answer.status == 201
        (doubt,) = answer.json["warnings"]
        assert (doubt["field"], doubt["code"]) == ("citizen.nik", "nik-region")

    def test_a_booking_is_counted_once_however_often_it_is_sent(
        self, gateway: Gateway, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for _ in range(3):
            book(gateway)
        assert capsys.readouterr().out.count('"BookingMade":') == 1

    def test_without_a_key_every_request_is_a_booking_of_its_own(self, gateway: Gateway) -> None:
        gateway.post("/v1/bookings", a_body())
        assert gateway.post("/v1/bookings", a_body()).code == "already-booked"

    def test_the_same_key_again_is_the_same_answer_and_another_body_is_refused(
        self, gateway: Gateway
    ) -> None:
        first = book(gateway)
        assert book(gateway) == first
        answer = book(gateway, starts="2026-11-23T10:00:00+08:00")
        assert (answer.status, answer.code, answer.json["field"]) == (422, "key-reused", "Idempotency-Key")

    def test_a_full_slot_is_answered_with_alternatives(self, gateway: Gateway) -> None:
        book(gateway)
        answer = book(gateway, "key-00002", citizen=citizen(nik=a_nik(2), phone=None))
        assert (answer.status, answer.code) == (409, "slot-full")
        first = answer.json["alternatives"][0]
        assert first.keys() == {"office", "office_name", "starts", "ends", "places_left"}
        assert first["office_name"] == "Mal in English"

    @pytest.mark.parametrize("key", ["short", "x" * 65, "with a space"])
    def test_a_key_of_another_form_is_a_fault(self, gateway: Gateway, key: str) -> None:
        answer = book(gateway, key)
        assert (answer.status, answer.json["errors"][0]["code"]) == (422, "idempotency-key")

    @pytest.mark.parametrize(
        ("changes", "field", "code"),
        [
            ({"office": None}, "office", "missing"),
            ({"office": ""}, "office", "missing"),
            ({"office": "x" * 65}, "office", "too-long"),
            ({"office": 1}, "office", "wrong-type"),
            ({"service": None}, "service", "missing"),
            ({"starts": None}, "starts", "missing"),
            ({"starts": "besok"}, "starts", "starts-format"),
            ({"starts": "2026-11-23T09:00:00"}, "starts", "starts-format"),
            ({"starts": "2026-11-20T09:00:00+08:00"}, "starts", "starts-past"),
            ({"starts": "2026-11-28T09:00:00+08:00"}, "starts", "starts-closed"),
            ({"starts": "2026-11-23T09:07:00+08:00"}, "starts", "starts-not-offered"),
            ({"starts": "2027-11-23T09:00:00+08:00"}, "starts", "starts-beyond-horizon"),
            ({"starts": "9999-12-31T23:59:59-12:00"}, "starts", "starts-format"),
            ({"citizen": None}, "citizen", "missing"),
            ({"citizen": []}, "citizen", "wrong-type"),
            ({"citizen": citizen(name=None)}, "citizen.name", "missing"),
            ({"citizen": citizen(name="Ayu 🙂")}, "citizen.name", "name-characters"),
            ({"citizen": citizen(name="x" * 101)}, "citizen.name", "too-long"),
            ({"citizen": citizen(nik="5171013002900001")}, "citizen.nik", "nik-date"),
            ({"citizen": citizen(nik="517101010190001")}, "citizen.nik", "nik-length"),
            ({"citizen": citizen(sex="female")}, "citizen.nik", "nik-sex"),
            ({"citizen": citizen(birth_date="1991-01-01")}, "citizen.nik", "nik-birth-date"),
            ({"citizen": citizen(phone="nomor saya")}, "citizen.phone", "phone"),
            ({"language": "fr"}, "language", "one-of"),
            ({"note": "hello"}, "note", "unknown-field"),
        ],
        ids=lambda value: value if isinstance(value, str) else None,
    )
    def test_what_is_wrong_names_its_field_and_changes_nothing(
        self, gateway: Gateway, city: City, changes: dict[str, Any], field: str, code: str
    ) -> None:
        before = city.kept()
        answer = book(gateway, **changes)
        assert (answer.status, answer.code) == (422, "invalid-fields")
        assert [(fault["field"], fault["code"]) for fault in answer.json["errors"]] == [(field, code)]
        assert answer.json["errors"][0]["detail"] == answer.json["detail"]
        assert city.kept() == before

    @pytest.mark.parametrize(
        ("changes", "code"),
        [({"office": "nowhere"}, "unknown-office"), ({"service": "s257"}, "unknown-service")],
    )
    def test_unknown_offices_and_services_are_not_found(
        self, gateway: Gateway, changes: dict[str, str], code: str
    ) -> None:
        answer = book(gateway, **changes)
        assert (answer.status, answer.code) == (404, code)


class TestTheirBooking:
    @pytest.fixture
    def where(self, gateway: Gateway) -> str:
        return f"/v1/bookings/{book(gateway).json['reference']}"

    def test_it_is_found_however_its_reference_is_written(self, gateway: Gateway, where: str) -> None:
        reference = where.rpartition("/")[2]
        typed = f"{reference[:4].lower()}%20{reference[4:8]}-{reference[8:]}"
        assert gateway.get(f"/v1/bookings/{typed}", **PROOF).json["reference"] == reference

    def test_it_moves(self, gateway: Gateway, where: str) -> None:
        answer = gateway.post(f"{where}/move", {"starts": "2026-11-23T02:00:00Z"}, **PROOF)
        assert (answer.status, answer.json["starts"]) == (200, "2026-11-23T10:00:00+08:00")

    def test_it_is_cancelled_and_once_more(self, gateway: Gateway, where: str) -> None:
        bodies: tuple[dict[str, Any] | None, ...] = ({}, None)
        for body in bodies:
            answer = gateway.post(f"{where}/cancel", body, **PROOF)
            assert (answer.status, answer.json["status"]) == (200, "cancelled")
        assert gateway.post(f"{where}/move", {"starts": at(10).isoformat()}, **PROOF).code == "booking-closed"

    def test_a_cancellation_takes_no_fields(self, gateway: Gateway, where: str) -> None:
        answer = gateway.post(f"{where}/cancel", {"reason": "sakit"}, **PROOF)
        assert answer.json["errors"][0]["code"] == "unknown-field"
        assert gateway.get(where, **PROOF).json["status"] == "confirmed"

    def test_after_the_cut_off_it_is_too_late(self, gateway: Gateway, city: City, where: str) -> None:
        city.clock.time = at(8, 30)
        move = gateway.post(f"{where}/move", {"starts": at(13).isoformat()}, **PROOF)
        cancel = gateway.post(f"{where}/cancel", {}, **PROOF)
        assert (move.status, move.code) == (cancel.status, cancel.code) == (409, "too-late")
        assert a_small_office().phone in move.json["detail"]

    def test_its_calendar_file_is_one_event(self, gateway: Gateway, where: str) -> None:
        answer = gateway.get(f"{where}/calendar", **PROOF)
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert answer.headers["Content-Disposition"].endswith('.ics"')
        (event,) = Calendar.from_ical(answer.body).walk("VEVENT")
        assert event.decoded("dtstart") == at(9)

    @pytest.mark.parametrize("action", ["", "/calendar"])
    def test_without_a_proof_one_is_asked_for_and_a_wrong_one_finds_nothing(
        self, gateway: Gateway, where: str, action: str
    ) -> None:
        assert gateway.get(f"{where}{action}").code == "proof-missing"
        answer = gateway.get(f"{where}{action}", **{"X-Proof": "0000"})
        assert (answer.status, answer.code) == (404, "not-found")

    def test_after_too_many_wrong_proofs_the_right_one_waits_an_hour(
        self, gateway: Gateway, where: str
    ) -> None:
        for _ in range(3):
            gateway.get(where, **{"X-Proof": "0000"})
        answer = gateway.get(where, **PROOF)
        assert (answer.status, answer.code, answer.headers["Retry-After"]) == (429, "too-many-tries", "3600")
