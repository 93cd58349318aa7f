"""Documents over HTTP: what citizens and officers get, exactly as their pages rely on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app import app
from chalicelib.core.references import grouped
from chalicelib.documents.judging import Verdict
from tests.builders.city import proven
from tests.builders.documents import Drawer, a_judgement
from tests.builders.officers import an_officer
from tests.builders.people import a_nik
from tests.fakes.gateway import Answer, Gateway

if TYPE_CHECKING:
    from chalicelib.booking.service import Made

CITIZEN = Gateway(app)
OFFICER = Gateway(app, an_officer())
PROOF = {"X-Proof": "0001"}
DESK = "/v1/desk/offices/mpp/documents"


@pytest.fixture
def drawer() -> Drawer:
    return Drawer()


@pytest.fixture
def made(drawer: Drawer) -> Made:
    return drawer.city.book()


def upload(made: Made, **changes: object) -> Answer:
    body = {
        "for": made.booking.reference,
        "kind": "ktp",
        "content_type": "image/jpeg",
        "size": 1000,
        **changes,
    }
    return CITIZEN.post("/v1/uploads", body, **PROOF)


def document(reference: str, language: str = "id", **headers: str) -> Answer:
    return CITIZEN.get(f"/v1/documents/{reference}?language={language}", **{**PROOF, **headers})


def test_an_upload_is_begun_with_a_form_to_post_with(drawer: Drawer, made: Made) -> None:
    answer = upload(made)
    assert answer.status == 201
    page = answer.json
    assert page["fields"]["Content-Type"] == "image/jpeg"
    assert page["url"].startswith("https://")
    assert (page["kind"], page["state"], page["expires"]) == ("ktp", "waiting", "2026-11-23T07:15:00+08:00")
    assert upload(made).json["reference"] == page["reference"]


def test_a_reference_may_be_typed_as_it_is_shown(drawer: Drawer, made: Made) -> None:
    assert upload(made, **{"for": grouped(made.booking.reference).lower()}).status == 201


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "cat"}, "kind"),
        ({"content_type": "text/html"}, "content_type"),
        ({"size": 9_000_000}, "size"),
        ({"size": "1"}, "size"),
        ({"for": ""}, "for"),
    ],
)
def test_what_cannot_be_sent_is_said_at_its_field(
    drawer: Drawer, made: Made, changes: dict[str, object], field: str
) -> None:
    answer = upload(made, **changes)
    assert (answer.status, answer.json["field"]) == (422, field)


def test_a_document_that_is_there_is_named(drawer: Drawer, made: Made) -> None:
    sent = drawer.send(made)
    answer = upload(made)
    assert (answer.status, answer.code) == (409, "document-there")
    assert (answer.json["reference"], answer.json["state"]) == (sent.reference, "accepted")


def test_nothing_is_wanted_for_what_is_over(drawer: Drawer, made: Made) -> None:
    drawer.city.bookings.cancel(proven(made))
    assert upload(made).code == "document-not-wanted"


def test_a_document_is_followed_without_a_proof_only_to_a_refusal(drawer: Drawer, made: Made) -> None:
    reference = upload(made).json["reference"]
    assert CITIZEN.get(f"/v1/documents/{reference}").code == "proof-missing"
    wrong = CITIZEN.get(f"/v1/documents/{reference}", **{"X-Proof": "0002"})
    unknown = CITIZEN.get("/v1/documents/D234567892", **{"X-Proof": "0002"})
    assert (wrong.status, {**wrong.json, "request_id": ""}) == (404, {**unknown.json, "request_id": ""})


def test_a_rejected_document_says_what_to_mend_in_the_language_asked_for(drawer: Drawer, made: Made) -> None:
    drawer.says = a_judgement(Verdict.REJECTED, "blurred", "screenshot")
    sent = drawer.send(made)
    page = document(sent.reference, "en").json
    assert page["for"] == made.booking.reference
    assert page["kind_name"] == {"id": "KTP", "en": "Identity card (KTP)"}
    assert page["state"] == "rejected"
    assert [one["code"] for one in page["findings"]] == ["blurred"], "a hint is for officers only"
    assert page["findings"][0]["message"].startswith("This photo is blurred")
    assert (page["may_send_again"], page["may_ask_officer"]) == (True, True)
    assert page["sent"] == "2026-11-23T07:00:00+08:00"
    assert a_nik() not in str(page)
    assert "MADE RAI" not in str(page)
    assert set(page["fields"]) == {"nik", "name"}
    assert document(sent.reference, "id").json["findings"][0]["message"].startswith("Foto ini buram")


def test_who_has_something_to_mend_is_told_that_and_no_more(drawer: Drawer, made: Made) -> None:
    drawer.says = a_judgement(Verdict.REJECTED, "nik-other", "number-used-by-another", "screenshot")
    page = document(drawer.send(made).reference).json
    assert [finding["code"] for finding in page["findings"]] == ["nik-other"]


def test_the_first_attempt_stays_in_the_history(drawer: Drawer, made: Made) -> None:
    drawer.says = a_judgement(Verdict.REJECTED, "blurred")
    drawer.send(made)
    drawer.says = a_judgement()
    page = document(drawer.send(made, body=b"sharp").reference).json
    assert (page["state"], page["findings"]) == ("accepted", [])
    (first,) = page["history"]
    assert (first["state"], [one["code"] for one in first["findings"]]) == ("rejected", ["blurred"])


def test_a_document_that_did_not_change_is_not_sent_twice(drawer: Drawer, made: Made) -> None:
    reference = upload(made).json["reference"]
    tag = document(reference).headers["ETag"]
    assert document(reference, **{"If-None-Match": tag}).status == 304


def test_an_officer_is_asked_over_http(drawer: Drawer, made: Made) -> None:
    drawer.says = a_judgement(Verdict.REJECTED, "blurred")
    sent = drawer.send(made)
    answer = CITIZEN.post(f"/v1/documents/{sent.reference}/officer", {}, **PROOF)
    assert (answer.status, answer.json["state"], answer.json["may_ask_officer"]) == (
        200,
        "needs-officer",
        False,
    )
    assert CITIZEN.post(f"/v1/documents/{sent.reference}/officer", {}, **PROOF).json == answer.json


def test_a_records_documents_say_what_is_missing(drawer: Drawer, made: Made) -> None:
    sent = drawer.send(made)
    page = CITIZEN.get(f"/v1/records/{made.booking.reference}/documents", **PROOF).json
    assert (page["cleared"], page["missing"], page["remind"]) == (False, ["kk"], True)
    assert page["documents"] == [
        {
            "kind": "kk",
            "kind_name": {"id": "Kartu keluarga", "en": "Family card (KK)"},
            "reference": None,
            "state": "missing",
            "findings": [],
            "served_by_earlier": False,
        },
        {
            "kind": "ktp",
            "kind_name": {"id": "KTP", "en": "Identity card (KTP)"},
            "reference": sent.reference,
            "state": "accepted",
            "findings": [],
            "served_by_earlier": False,
        },
    ]


def test_a_bookings_checklist_names_the_documents_to_send(drawer: Drawer, made: Made) -> None:
    page = CITIZEN.get(f"/v1/bookings/{made.booking.reference}", **PROOF).json
    assert [one["document"] for one in page["checklist"]] == ["kk", "ktp", None]


def desk(path: str = "", body: object = None, by: Gateway = OFFICER) -> Answer:
    target = f"{DESK}{path}"
    return by.get(target) if body is None else by.post(target, body)


def test_an_officer_lists_opens_corrects_and_accepts(drawer: Drawer, made: Made) -> None:
    drawer.says = a_judgement(Verdict.NEEDS_OFFICER, "name-differs", "screenshot")
    sent = drawer.send(made)
    (listed,) = desk().json["documents"]
    assert (listed["reference"], listed["visit"], listed["asked_by_citizen"]) == (
        sent.reference,
        "2026-11-23",
        False,
    )
    assert [one["code"] for one in listed["findings"]] == ["name-differs", "screenshot"]
    page = desk(f"/{sent.reference}").json
    assert page["fields"]["nik"] == {"read": a_nik(), "score": 0.98, "typed": None, "booked": a_nik()}
    assert page["citizen"] == {"name": "I Made Rai", "nik_masked": "517101********01"}
    assert page["images"][0]["url"].startswith("https://")
    assert page["content_type"] == "image/jpeg"
    typed = {"version": page["version"], "field": "name", "value": "I MADE RAI"}
    corrected = desk(f"/{sent.reference}/correct", typed).json
    name = corrected["fields"]["name"]
    assert (name["typed"], name["booked"]) == ("I MADE RAI", "I Made Rai")
    done = desk(f"/{sent.reference}/accept", {"version": corrected["version"]}).json
    assert done["state"] == "accepted"
    assert desk().json["documents"] == []


def test_an_officer_rejects_with_reasons_that_the_citizen_reads(drawer: Drawer, made: Made) -> None:
    drawer.says = a_judgement(Verdict.NEEDS_OFFICER, "name-differs")
    sent = drawer.send(made)
    path = f"/{sent.reference}/reject"
    assert desk(path, {"version": sent.version, "reasons": ["words"]}).json["field"] == "words"
    assert desk(path, {"version": sent.version, "reasons": []}).status == 422
    body = {"version": sent.version, "reasons": ["expired", "words"], "words": "Kartu lama."}
    assert desk(path, body).json["state"] == "rejected"
    page = document(sent.reference).json
    assert [one["code"] for one in page["findings"]] == ["expired", "words"]
    assert page["findings"][1]["message"] == "Kartu lama."
    assert (page["may_send_again"], page["may_ask_officer"]) == (True, False)
    assert desk(path, body).code == "document-changed"


def test_another_agencys_officer_is_refused(drawer: Drawer, made: Made) -> None:
    drawer.says = a_judgement(Verdict.NEEDS_OFFICER, "name-differs")
    sent = drawer.send(made)
    stranger = Gateway(app, an_officer(agency="pajak"))
    assert desk(by=stranger).json["documents"] == []
    assert desk(f"/{sent.reference}", by=stranger).status == 403
    assert desk("/D234567892").code == "not-found"
