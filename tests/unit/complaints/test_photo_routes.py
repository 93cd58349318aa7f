"""Photographs of complaints over HTTP, as pages rely on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app import app
from chalicelib.complaints import acts
from chalicelib.complaints.acts import Doing
from chalicelib.complaints.states import State
from tests.builders.officers import an_officer
from tests.builders.photos import SECRET, Darkroom
from tests.builders.places import a_place, as_file
from tests.fakes.gateway import Answer, Gateway

if TYPE_CHECKING:
    from chalicelib.complaints.complaint import Complaint

CITIZEN, OFFICER = Gateway(app), Gateway(app, an_officer())
DESK = "/v1/desk/offices/mpp/complaints"
WANTED = {"content_type": "image/jpeg", "size": 1000}
BEFORE, AFTER = as_file(a_place(1), taken="2026:11:23 06:50:00"), as_file(a_place(2))


@pytest.fixture
def room() -> Darkroom:
    return Darkroom()


@pytest.fixture
def complaint(room: Darkroom) -> Complaint:
    return room.complaint(state=State.IN_WORK, officer="officer-1")


def followed(complaint: Complaint) -> Any:
    return CITIZEN.get(f"/v1/complaints/{complaint.reference}", **{"X-Proof": SECRET}).json


def opened(complaint: Complaint) -> Any:
    return OFFICER.get(f"{DESK}/{complaint.reference}").json


def attach(complaint: Complaint, *, key: str = "proof-0001", **changes: Any) -> Answer:
    place = f"{DESK}/{complaint.reference}/proof"
    return OFFICER.post(place, {**WANTED, **changes}, **{"Idempotency-Key": key})


def test_an_officer_is_given_a_form_for_a_photograph(room: Darkroom, complaint: Complaint) -> None:
    answer = attach(complaint)
    assert answer.status == 201
    page = answer.json
    assert (page["state"], page["expires"]) == ("waiting", "2026-11-23T07:15:00+08:00")
    assert page["fields"]["Content-Type"] == "image/jpeg"
    assert attach(complaint).json["reference"] == page["reference"]
    assert attach(complaint, key="proof-0002").json["reference"] != page["reference"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"content_type": "application/pdf"}, "content_type"), ({"size": 9_000_000}, "size")],
)
def test_what_cannot_be_a_photograph_is_said_at_its_field(
    room: Darkroom, complaint: Complaint, changes: dict[str, Any], field: str
) -> None:
    answer = attach(complaint, **changes)
    assert (answer.status, answer.json["field"]) == (422, field)


def test_nobody_but_officers_of_the_complaint_attaches(room: Darkroom, complaint: Complaint) -> None:
    place = f"{DESK}/{complaint.reference}/proof"
    assert CITIZEN.post(place, WANTED).status in {401, 403}
    assert Gateway(app, an_officer(agency="pajak")).post(place, WANTED).code == "not-found"
    body = {"for": complaint.reference, "kind": "proof", **WANTED}
    answer = CITIZEN.post("/v1/uploads", body, **{"X-Proof": SECRET})
    assert (answer.status, answer.json["field"]) == (422, "kind")


def test_before_and_after_are_in_front_of_the_officer(room: Darkroom, complaint: Complaint) -> None:
    sent = room.send(complaint, BEFORE)
    room.clock.passes(minutes=5)
    proof = room.attach(complaint, AFTER)
    page = opened(complaint)
    (photo,), (shown,) = page["photos"], page["proofs"]
    assert (photo["reference"], photo["by"], photo["findings"]) == (sent.reference, None, [])
    assert photo["taken"] == "2026-11-23T06:50:00+08:00"
    assert photo["url"].startswith("https://documents.example/kept/")
    assert (shown["reference"], shown["by"], shown["taken"]) == (proof.reference, "officer-1", None)
    (found,) = shown["findings"]
    assert (found["code"], found["complaint"]) == ("proof-without-time", None)
    assert found["message"] == "Foto ini tidak menyebut kapan diambil."
    assert page["proposal"] is None


def test_the_citizen_sees_what_was_done_once_it_is_proposed(room: Darkroom, complaint: Complaint) -> None:
    sent = room.send(complaint, BEFORE)
    room.attach(complaint, AFTER)
    page = followed(complaint)
    assert [(one["reference"], one["state"]) for one in page["photos"]] == [(sent.reference, "accepted")]
    assert page["photos"][0]["url"].startswith("https://documents.example/kept/")
    assert page["proposal"] is None
    answer = OFFICER.post(f"{DESK}/{complaint.reference}/propose", {"version": 1, "text": "Sudah ditambal."})
    assert answer.status == 200, answer.body
    (photo,) = followed(complaint)["proposal"]["photos"]
    assert photo["url"].startswith("https://documents.example/kept/")
    assert [(one["code"], one["message"]) for one in photo["findings"]] == [
        ("proof-without-time", "Foto ini tidak menyebut kapan diambil.")
    ]


def test_a_proposal_needs_a_photograph_that_comes_or_words_why(room: Darkroom, complaint: Complaint) -> None:
    place, body = f"{DESK}/{complaint.reference}/propose", {"version": 1, "text": "Sudah ditambal."}
    room.attach(complaint, b"no picture", "proof-0002")
    attach(complaint)
    room.clock.passes(minutes=15)
    answer = OFFICER.post(place, body)
    assert (answer.status, answer.json["field"]) == (422, "without_photo"), (
        "one was no picture, one never came"
    )
    attach(complaint, key="proof-0003")
    assert OFFICER.post(place, body).status == 200, "this one may be on its way"
    assert followed(complaint)["proposal"]["photos"] == []


def test_a_citizen_is_told_what_to_mend_about_a_photograph(room: Darkroom, complaint: Complaint) -> None:
    room.send(complaint, b"no picture")
    (photo,) = followed(complaint)["photos"]
    assert (photo["state"], photo["url"]) == ("rejected", None)
    assert [one["code"] for one in photo["findings"]] == ["type-unknown"]


def test_a_photograph_that_ended_a_wait_is_new_to_the_desk(room: Darkroom, complaint: Complaint) -> None:
    asked = acts.asked(complaint, Doing(at=room.clock(), by="officer-1"))
    assert room.store.change(complaint, asked)
    room.send(asked, BEFORE)
    page = opened(complaint)
    assert (page["state"], page["paused"], page["flags"]) == ("in-work", False, ["new-message"])


def test_the_status_of_a_photograph_speaks_of_the_complaint(room: Darkroom, complaint: Complaint) -> None:
    sent = room.send(complaint, BEFORE)
    told = CITIZEN.get(f"/v1/status/{sent.reference}", **{"X-Proof": SECRET}).json
    assert (told["kind"], told["status"]) == ("document", "accepted")
    assert told["summary"].startswith("Foto untuk pengaduan Anda sudah diterima.")
