"""The main job over HTTP: from finding an office to a cancelled appointment, through the site as a citizen goes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.core.references import grouped, valid
from tests.cloud.citizen import ZONE, Citizen, a_citizen, a_form, today

if TYPE_CHECKING:
    from chalicelib.core.text import Language
    from tests.cloud.running import Running

pytestmark = pytest.mark.cloud

OFFICE, ELSEWHERE, SERVICE = "dukcapil", "mpp", "d000"
# Other tests may have opened offices in the same city; they come after those of the seed.
SEEDED = 2


def places(citizen: Citizen, office: str, starts: str, service: str = SERVICE) -> int:
    """The places left in one window."""
    listed = citizen.slots(office, service, from_=starts[:10], days=1)["slots"]
    left: int = next(slot["places_left"] for slot in listed if slot["starts"] == starts)
    return left


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("with_phone", [True, False], ids=["with a phone", "without a phone"])
def test_a_citizen_books_looks_up_moves_and_cancels(
    running: Running, language: Language, *, with_phone: bool
) -> None:
    citizen = Citizen(running.site, language)
    first, second = citizen.free(OFFICE, SERVICE, places=2)[:2]
    before = places(citizen, OFFICE, first["starts"]), places(citizen, OFFICE, second["starts"])

    person = a_citizen(phone=with_phone)
    answer = citizen.book(
        a_form(OFFICE, SERVICE, first["starts"], citizen=person, language=language),
        idempotency_key=f"journey-{language}-{with_phone}",
    )
    booked = answer.ok(201)
    proof = person["phone"][-4:] if with_phone else booked["secret"]
    assert ("secret" in booked) == (not with_phone)
    assert answer.headers["Content-Language"] == booked["language"] == language
    assert answer.headers["Cache-Control"] == "no-store"
    assert valid(booked["reference"])
    assert booked["reference"].startswith("B")
    assert (booked["status"], booked["starts"], booked["ends"]) == (
        "confirmed",
        first["starts"],
        first["ends"],
    )
    assert places(citizen, OFFICE, first["starts"]) == before[0] - 1

    shown = citizen.look_up(grouped(booked["reference"]).lower(), proof).ok()
    assert shown == {name: value for name, value in booked.items() if name != "secret"}

    moved = citizen.move(booked["reference"], proof, second["starts"]).ok()
    assert (moved["reference"], moved["starts"]) == (booked["reference"], second["starts"])
    assert citizen.move(booked["reference"], proof, second["starts"]).ok() == moved
    assert places(citizen, OFFICE, first["starts"]) == before[0]
    assert places(citizen, OFFICE, second["starts"]) == before[1] - 1

    told = citizen.status(booked["reference"], proof).ok()
    assert (told["kind"], told["status"], told["due"]) == ("booking", "confirmed", second["starts"])
    assert moved["office_name"] in told["summary"]

    cancelled = citizen.cancel(booked["reference"], proof).ok()
    assert cancelled["status"] == "cancelled"
    assert citizen.cancel(booked["reference"], proof).ok() == cancelled
    assert places(citizen, OFFICE, second["starts"]) == before[1]
    assert citizen.status(booked["reference"], proof).ok()["status"] == "cancelled"
    citizen.move(booked["reference"], proof, first["starts"]).refuses(
        409, "booking-closed", language=language
    )


def test_texts_differ_by_language_and_facts_do_not(running: Running) -> None:
    told = {
        language: Citizen(running.site, language).get(f"/v1/offices/{OFFICE}/services/{SERVICE}").ok()
        for language in ("id", "en")
    }
    assert told["id"]["id"] == told["en"]["id"] == SERVICE
    assert told["id"]["version"] == told["en"]["version"]
    assert told["id"]["name"] != told["en"]["name"]
    assert told["id"]["requirements"] != told["en"]["requirements"]
    assert [office["id"] for office in told["id"]["offices"]][:SEEDED] == [OFFICE, ELSEWHERE]
    asked = Citizen(running.site, "en").get(f"/v1/offices/{OFFICE}/services/{SERVICE}?language=id")
    assert asked.ok() == told["id"], "what is asked in the address comes before the browser's own language"


def test_offices_say_when_they_are_open_and_what_they_offer(running: Running) -> None:
    citizen = Citizen(running.site)
    offices = citizen.get("/v1/offices").ok()["offices"][:SEEDED]
    assert [office["id"] for office in offices] == [OFFICE, ELSEWHERE]
    offered = [citizen.get(f"/v1/offices/{office['id']}").ok() for office in offices]
    assert len({service["id"] for office in offered for service in office["services"]}) >= 30
    assert len({service["agency"] for office in offered for service in office["services"]}) >= 8
    for office in offered:
        assert {opening["weekday"] for opening in office["hours"]} <= {1, 2, 3, 4, 5, 6}
        assert all(closure["reason"] for closure in office["closures"])
        assert all(opening["breaks"] for opening in office["hours"] if opening["closes"] > "13:00")


def test_a_listing_shows_days_places_and_what_to_take(running: Running) -> None:
    citizen = Citizen(running.site)
    listing = citizen.slots(OFFICE, SERVICE, from_=today() - timedelta(days=1), days=31, near="09:00")
    days = {day["date"]: day for day in listing["days"]}
    assert len(days) == 31
    assert days[str(today() - timedelta(days=1))]["state"] == "past"
    for day in days.values():
        held = [slot for slot in listing["slots"] if slot["starts"].startswith(day["date"])]
        assert day["places_left"] == sum(slot["places_left"] for slot in held)
        assert bool(held) == (day["state"] in {"open", "full"}) or day["date"] == str(today())
        recommended = [slot for slot in held if slot["recommended"]]
        assert len(recommended) <= 2
        assert all(slot["places_left"] for slot in recommended)
        if day["state"] == "open" and day["date"] != str(today()):
            assert recommended
            assert all("07:30" <= slot["starts"][11:16] <= "10:30" for slot in recommended)
    assert listing["lead_time_days"] in range(31)
    assert listing["alternatives"] == []


def test_a_day_without_a_place_names_other_days_and_the_other_office(running: Running) -> None:
    citizen = Citizen(running.site, "en")
    sunday = today() + timedelta(days=7 - today().weekday() + 6)
    listing = citizen.slots(OFFICE, SERVICE, from_=sunday, days=1)
    assert listing["slots"] == []
    assert [day["state"] for day in listing["days"]] == ["closed"]
    offices = {one["office"] for one in listing["alternatives"]}
    assert offices >= {OFFICE, ELSEWHERE}
    one = next(one for one in listing["alternatives"] if one["office"] == ELSEWHERE)
    booked = citizen.book(a_form(ELSEWHERE, SERVICE, one["starts"], language="en")).ok(201)
    assert booked["office_name"] == one["office_name"]


def test_a_full_window_is_refused_with_alternatives_and_free_again_after_a_cancellation(
    running: Running,
) -> None:
    citizen = Citizen(running.site)
    slot = citizen.free(OFFICE, "d009", places=1)[-1]
    forms = [a_form(OFFICE, "d009", slot["starts"]) for _ in range(slot["places_left"] + 1)]
    booked = [citizen.book(form).ok(201) for form in forms[:-1]]
    refused = citizen.book(forms[-1]).refuses(409, "slot-full", field="starts")
    assert 1 <= len(refused["alternatives"]) <= 5
    assert slot["starts"] not in {one["starts"] for one in refused["alternatives"]}
    assert citizen.cancel(booked[0]["reference"], forms[0]["citizen"]["phone"][-4:]).ok()
    again = citizen.book(forms[-1]).ok(201)
    assert again["starts"] == slot["starts"]


def test_a_repeat_with_the_same_key_is_the_same_booking_and_another_body_is_refused(running: Running) -> None:
    citizen = Citizen(running.site)
    slot, other = citizen.free(OFFICE, SERVICE)[:2]
    form = a_form(OFFICE, SERVICE, slot["starts"], citizen=a_citizen(phone=False))
    first = citizen.book(form, idempotency_key="the-same-key").ok(201)
    assert citizen.book(form, idempotency_key="the-same-key").ok(201) == first
    changed = {**form, "starts": other["starts"]}
    citizen.book(changed, idempotency_key="the-same-key").refuses(422, "key-reused", field="Idempotency-Key")
    citizen.book(form, idempotency_key="another-key").refuses(409, "already-booked", field="service")


def test_an_existing_reference_is_told_only_to_the_same_phone(running: Running) -> None:
    citizen = Citizen(running.site)
    slot = citizen.free(OFFICE, SERVICE)[0]
    form = a_form(OFFICE, SERVICE, slot["starts"])
    booked = citizen.book(form).ok(201)
    assert citizen.book(form).refuses(409, "already-booked")["reference"] == booked["reference"]
    other = {**form, "citizen": {**form["citizen"], "phone": a_citizen()["phone"]}}
    assert "reference" not in citizen.book(other).refuses(409, "already-booked")
    without = {**form, "citizen": {name: form["citizen"][name] for name in ("name", "nik")}}
    assert "reference" not in citizen.book(without).refuses(409, "already-booked")


def test_the_calendar_file_holds_the_visit_in_office_time(running: Running) -> None:
    from icalendar import Calendar  # noqa: PLC0415 - a runtime library that is slow to load

    citizen = Citizen(running.site, "en")
    slot = citizen.free(OFFICE, SERVICE)[0]
    form = a_form(OFFICE, SERVICE, slot["starts"], language="en")
    booked = citizen.book(form).ok(201)
    proof = form["citizen"]["phone"][-4:]
    answer = citizen.get(f"/v1/bookings/{booked['reference']}/calendar", x_proof=proof)
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert f"{booked['reference']}.ics" in answer.headers["Content-Disposition"]
    event: Any = Calendar.from_ical(answer.text).walk("VEVENT")[0]
    assert event["DTSTART"].dt == datetime.fromisoformat(booked["starts"])
    assert event["DTEND"].dt.astimezone(ZONE) == datetime.fromisoformat(booked["ends"])
    assert booked["office_name"] in event["LOCATION"]
    assert form["citizen"]["name"] not in answer.text


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_file_tells_its_milestones_to_whoever_holds_its_proof(running: Running, language: Language) -> None:
    citizen = Citizen(running.site, language)
    files = open_files(running)
    assert len(files) >= 4
    for reference, proof in files.items():
        told: dict[str, Any] = citizen.status(reference, proof).ok()
        assert (told["reference"], told["kind"]) == (reference.replace(" ", ""), "case")
        reached = [step for step in told["steps"] if step["at"]]
        assert reached
        assert told["summary"]
        citizen.status(reference, "0000").refuses(404, "not-found", language=language)


def open_files(running: Running) -> dict[str, str]:
    """The seed's files, reference → proof, as `make run` prints them."""
    lines = (running.cloud.folder / "what-to-try.txt").read_text("utf-8").splitlines()
    files = [line.strip() for line in lines if "proof " in line and line.strip().startswith("K")]
    return {line[:12]: line.split("proof ")[1][:4] for line in files}
