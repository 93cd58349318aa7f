"""Cases and letters over HTTP: what officers, citizens and anybody get."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app import app
from chalicelib.core import registry
from chalicelib.documents.storage import Storage
from chalicelib.offices.service import Step
from tests.builders.city import City, a_small_office
from tests.builders.letters import a_pdf
from tests.builders.officers import an_officer
from tests.builders.people import a_nik
from tests.fakes.bucket import BucketInMemory
from tests.fakes.gateway import Answer, Gateway
from tests.unit.offices.builders import a_standard, a_text

if TYPE_CHECKING:
    from chalicelib.core.officer import Officer

CASES = "/v1/desk/offices/mpp/cases"
STEPS = tuple(Step(key, a_text(key)) for key in ("received", "verified", "ready", "handed-over"))
CITIZEN: dict[str, Any] = {"name": "I Made Rai", "nik": a_nik(1), "phone": "0812 3450 0001"}
ANYBODY = Gateway(app)


@pytest.fixture
def city() -> City:
    city = City()
    standards = [a_standard(service, milestones=STEPS) for service in ("d000", "d001", "s001")]
    city.offices.publish([a_small_office()], standards)
    return city


@pytest.fixture
def bucket(city: City) -> BucketInMemory:
    bucket = BucketInMemory()
    registry.offer(Storage, lambda: bucket)  # type: ignore[arg-type, return-value]  # as the real one
    return bucket


@pytest.fixture
def reference(city: City) -> str:
    opened = post("", {"service": "d000", "citizen": CITIZEN})
    assert opened.status == 201
    reference: str = opened.json["reference"]
    return reference


def get(path: str = "", *, by: Officer | None = None) -> Answer:
    return Gateway(app, by or an_officer()).get(f"{CASES}{path}")


def post(path: str, body: object, *, by: Officer | None = None, key: str = "case-00001") -> Answer:
    return Gateway(app, by or an_officer()).post(f"{CASES}{path}", body, **{"Idempotency-Key": key})


def status(reference: str) -> dict[str, Any]:
    return ANYBODY.get(f"/v1/status/{reference}", **{"X-Proof": "0001"}).json


def test_a_file_is_opened_at_the_counter_listed_and_looked_at(reference: str) -> None:
    (line,) = get().json["cases"]
    assert (line["reference"], line["status"], line["due"], line["alarm"]) == (
        reference,
        "received",
        "2026-11-24",
        None,
    )
    assert "name" not in line
    page = get(f"/{reference}").json
    assert page["citizen"] == {"name": "I Made Rai", "nik": "517101********01", "phone": "…0001"}
    assert (page["version"], page["open"], page["ready"], page["letter"]) == (1, True, False, None)
    assert [(one["key"], one["role"], bool(one["at"])) for one in page["milestones"]] == [
        ("received", "received", True),
        ("verified", "verified", False),
        ("ready", "ready", False),
        ("handed-over", "handed-over", False),
    ]


def test_without_a_phone_the_citizen_is_given_a_secret(city: City) -> None:
    body = {"service": "d000", "citizen": {"name": "I Made Rai", "nik": a_nik(1)}, "language": "en"}
    opened = post("", body).json
    assert len(opened["secret"]) == 8
    told = ANYBODY.get(f"/v1/status/{opened['reference']}", **{"X-Proof": opened["secret"]})
    assert told.status == 200


def test_what_is_wrong_with_the_form_stands_at_its_fields(city: City) -> None:
    answer = post("", {"service": "d000", "citizen": {"name": "1", "nik": "12"}})
    assert answer.status == 422
    assert {one["field"] for one in answer.json["errors"]} == {"citizen.name", "citizen.nik"}


def test_a_file_goes_its_way_and_its_citizen_reads_each_step(city: City, reference: str) -> None:
    city.clock.passes(hours=1)
    page = post(f"/{reference}/pause", {"version": 1, "reason": "words", "words": {"id": "Bawa KK."}}).json
    assert page["status"] == "paused"
    assert page["pauses"][0]["told"] == "Bawa KK."
    told = status(reference)
    assert (told["status"], told["due"]) == ("paused", None)
    assert "Bawa KK." in told["summary"]
    assert told["case"]["pauses"][0]["until"] is None
    assert post(f"/{reference}/advance", {"version": 2, "milestone": "verified"}).code == "case-waits"
    city.clock.passes(hours=1)
    assert post(f"/{reference}/resume", {"version": 2}).json["status"] == "received"
    city.clock.passes(hours=1)
    assert post(f"/{reference}/advance", {"version": 3, "milestone": "verified"}).json["version"] == 4
    assert [step["name"] for step in status(reference)["steps"]] == [
        "received",
        "Menunggu Anda: Bawa KK.",
        "Dilanjutkan",
        "verified",
        "ready",
        "handed-over",
    ]


def test_the_second_of_two_officers_is_told(reference: str) -> None:
    post(f"/{reference}/advance", {"version": 1, "milestone": "verified"})
    answer = post(f"/{reference}/pause", {"version": 1, "reason": "visit"})
    assert (answer.status, answer.code) == (409, "case-changed")


def test_a_refusal_reaches_its_citizen(reference: str) -> None:
    body = {"version": 1, "reason": "requirements", "words": {"en": "The map is missing."}}
    page = post(f"/{reference}/refuse", body).json
    assert (page["status"], page["open"]) == ("refused", False)
    told = status(reference)
    assert told["case"]["refused"]["told"] == "Persyaratan tidak terpenuhi. The map is missing."
    assert get().json["cases"] == []


@pytest.mark.parametrize(
    ("step", "body", "field"),
    [
        ("pause", {"version": 1, "reason": "words"}, "words"),
        ("pause", {"version": 1, "reason": "withdrawn"}, "reason"),
        ("refuse", {"version": 1, "reason": "words", "words": {}}, "words"),
        ("advance", {"milestone": "verified"}, "version"),
        ("resume", {"version": 0}, "version"),
    ],
)
def test_a_step_says_what_it_lacks(reference: str, step: str, body: dict[str, Any], field: str) -> None:
    answer = post(f"/{reference}/{step}", body)
    assert (answer.status, answer.json["field"]) == (422, field)


def test_another_agencys_file_is_not_for_this_officer(reference: str) -> None:
    stranger = an_officer(agency="pajak")
    assert get(f"/{reference}", by=stranger).status == 403
    assert get(by=stranger).json["cases"] == []
    for step, body in (
        ("advance", {"version": 1, "milestone": "verified"}),
        ("pause", {"version": 1, "reason": "visit"}),
        ("resume", {"version": 1}),
        ("refuse", {"version": 1, "reason": "withdrawn"}),
        ("letter", {"version": 1}),
        ("letter/issue", {"version": 1}),
        ("letter/revoke", {"version": 1}),
    ):
        assert post(f"/{reference}/{step}", body, by=stranger).status == 403, step


def test_a_letter_is_uploaded_issued_downloaded_and_verified(bucket: BucketInMemory, reference: str) -> None:
    form = post(f"/{reference}/letter", {"version": 1})
    assert form.status == 201
    assert form.json["expires"]
    bucket.put(form.json["fields"]["key"], a_pdf(), "application/pdf")
    page = post(f"/{reference}/letter/issue", {"version": 1}).json
    code = page["letter"]["code"]
    assert (page["status"], page["ready"], page["letter"]["kept"]) == ("ready", True, True)
    assert status(reference)["case"]["letter"]["code"] == code
    link = ANYBODY.get(f"/v1/cases/{reference}/letter", **{"X-Proof": "0001"})
    assert link.json["url"].startswith("https://bucket.example/letters/")
    assert ANYBODY.get(f"/v1/cases/{reference}/letter", **{"X-Proof": "0002"}).status == 404
    assert ANYBODY.get(f"/v1/cases/{reference}/letter").status == 401
    assert get(f"/{reference}/letter").json["url"]
    verified = ANYBODY.get(f"/v1/letters/{code}").json
    assert (verified["valid"], verified["office"], verified["sha256"]) == (
        True,
        "mpp",
        page["letter"]["sha256"],
    )
    assert reference not in repr(verified)
    post(f"/{reference}/letter/revoke", {"version": 2})
    verified = ANYBODY.get(f"/v1/letters/{code}").json
    assert (verified["valid"], bool(verified["revoked"])) == (False, True)


def test_a_code_of_no_letter_has_an_answer_of_the_same_shape(bucket: BucketInMemory, reference: str) -> None:
    answer = ANYBODY.get("/v1/letters/ABCDEFGHJK")
    assert answer.status == 200
    assert answer.json["valid"] is False
    assert {value for name, value in answer.json.items() if name != "valid"} == {None}


def test_a_letter_that_is_none_is_told_to_the_officer(bucket: BucketInMemory, reference: str) -> None:
    assert post(f"/{reference}/letter/issue", {"version": 1}).code == "letter-not-sent"
    key = post(f"/{reference}/letter", {"version": 1}).json["fields"]["key"]
    bucket.put(key, b"GIF89a", "application/pdf")
    assert post(f"/{reference}/letter/issue", {"version": 1}).code == "letter-unusable"
