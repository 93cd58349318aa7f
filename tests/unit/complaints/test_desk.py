"""Complaints over HTTP, for officers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app import app
from chalicelib.complaints.desk import forms
from chalicelib.complaints.reasons import CLOSURES, DISMISSALS, OPENINGS
from chalicelib.complaints.service import Identity, State
from chalicelib.core.officer import Role
from tests.builders.city import City, a_small_office
from tests.builders.officers import an_officer
from tests.fakes.gateway import Answer, Gateway
from tests.unit.complaints.keeping import TEXT, kept
from tests.unit.offices.builders import MONDAY, an_offered

if TYPE_CHECKING:
    from chalicelib.complaints.service import Complaint
    from chalicelib.core.officer import Officer

ALL = "/v1/desk/offices/mpp/complaints"
HEAD = an_officer(id="manager-1", role=Role.MANAGER)
SERVICES = (an_offered("d000"), an_offered("d001"), an_offered("s001", agency_id="pajak"))


@pytest.fixture
def city() -> City:
    return City(a_small_office(services=SERVICES))


def get(path: str = "", *, by: Officer | None = None) -> Answer:
    return Gateway(app, by or an_officer()).get(f"{ALL}{path}")


def post(path: str, body: object, *, by: Officer | None = None) -> Answer:
    return Gateway(app, by or an_officer()).post(f"{ALL}{path}", body)


def done(complaint: Complaint, act: str, version: int = 1, *, by: Officer | None = None, **body: Any) -> Any:
    answer = post(f"/{complaint.reference}/{act}", {"version": version, **body}, by=by)
    assert answer.status == 200, answer.body
    return answer.json


@pytest.mark.parametrize("asked", ["?mine=false", "?mine=", "?state=nowhere"])
def test_a_filter_that_is_none_is_named(city: City, asked: str) -> None:
    answer = get(asked)
    assert answer.status == 422
    assert answer.json["errors"][0]["field"] == asked.strip("?").partition("=")[0]


def test_the_list_names_nobody(city: City) -> None:
    kept()
    answer = get()
    line = answer.json["complaints"][0]
    assert (line["reference"], line["state"], line["level"], line["excerpt"]) == (
        "A000000001",
        "received",
        "fine",
        TEXT,
    )
    assert line["due"].endswith("+08:00")
    assert "Contoh" not in answer.body


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?state=received", 1),
        ("?state=confirmed", 0),
        ("?mine=true", 0),
        ("?category=other", 0),
        ("?level=fine", 1),
    ],
)
def test_the_list_is_filtered_by_the_address(city: City, query: str, found: int) -> None:
    kept()
    assert len(get(query).json["complaints"]) == found


def test_a_state_that_there_is_not_is_named(city: City) -> None:
    answer = get("?state=lost")
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "state")


def test_a_complaint_comes_with_all_that_was_said_and_what_can_be_done(city: City) -> None:
    page = get(f"/{kept().reference}").json
    assert (page["text"], page["citizen"], page["version"]) == (TEXT, {"name": "Ni Luh Contoh"}, 1)
    assert "verify" in page["may"]
    assert {one["state"] for one in page["templates"]} == set(State)
    assert all(one["text"]["id"] != one["text"]["en"] for one in page["templates"])


@pytest.mark.parametrize("identity", [Identity.HIDDEN, Identity.ANONYMOUS])
def test_the_page_says_nothing_of_who_is_not_named(city: City, identity: Identity) -> None:
    answer = get(f"/{kept(identity=identity).reference}")
    assert answer.json["citizen"] is None
    assert "Contoh" not in answer.body
    assert "1234500001" not in answer.body


def test_a_complaint_goes_its_way_step_by_step(city: City) -> None:
    complaint = kept()
    assert done(complaint, "verify", title="Antrean loket")["title"] == "Antrean loket"
    assert done(complaint, "assign", 2, officer="me")["mine"] is True
    assert done(complaint, "start", 3)["state"] == "in-work"
    assert done(complaint, "ask", 4, text="Di loket mana?")["paused"] is True
    assert done(complaint, "answer", 5, text="Loket tiga.")["state"] == "in-work"
    done(complaint, "note", 6, text="Sudah dicek.")
    said = done(complaint, "reply", 7, text="Kami tambah petugas.")["messages"]
    assert {(one["voice"], one["text"]) for one in said} == {
        ("office", "Di loket mana?"),
        ("citizen", "Loket tiga."),
        ("note", "Sudah dicek."),
        ("office", "Kami tambah petugas."),
    }
    assert done(complaint, "reclassify", 8, by=HEAD, days=14, sort="information")["days"] == 14
    page = done(complaint, "propose", 9, text="Ada petugas tambahan.")
    assert (page["state"], page["proposal"]["text"]) == ("proposed", "Ada petugas tambahan.")
    assert [step["act"] for step in page["steps"]][1:4] == ["verify", "assign", "start"]


def test_two_officers_at_once_are_told(city: City) -> None:
    complaint = kept()
    done(complaint, "verify")
    answer = post(
        f"/{complaint.reference}/assign", {"version": 1, "officer": "me"}, by=an_officer(id="other")
    )
    assert (answer.status, answer.code) == (409, "complaint-changed")


def test_what_cannot_happen_now_says_in_which_state_it_is(city: City) -> None:
    answer = post(f"/{kept().reference}/start", {"version": 1})
    assert (answer.status, answer.code, answer.json["state"]) == (409, "not-in-this-state", "received")


def test_a_foreign_complaint_is_a_missing_one(city: City) -> None:
    foreign = kept(agency="pajak")
    for answer in (
        get(f"/{foreign.reference}"),
        get("/A999999999"),
        post(f"/{foreign.reference}/note", {"version": 1, "text": "?"}),
    ):
        assert (answer.status, answer.code) == (404, "not-found")


def test_it_is_passed_on_inside_or_outside_and_not_both(city: City) -> None:
    complaint = kept()
    for body in ({}, {"outside": "PLN", "agency": "pajak"}):
        assert post(f"/{complaint.reference}/pass-on", {"version": 1, **body}).json["field"] == "outside"
    assert done(complaint, "assign", agency="pajak")["agency"] == "pajak"
    theirs = an_officer(agency="pajak")
    page = done(complaint, "pass-on", 2, by=theirs, outside="Hubungi PLN.")
    assert (page["state"], page["messages"][-1]["text"]) == ("not-responsible", "Hubungi PLN.")


def test_a_reason_that_is_nothing_without_words_asks_for_them(city: City) -> None:
    complaint = kept()
    answer = post(f"/{complaint.reference}/dismiss", {"version": 1, "reason": "words"})
    assert (answer.status, answer.json["field"]) == (422, "text")
    page = done(complaint, "dismiss", reason="not-public")
    assert page["steps"][-1]["reason"] == "Ini bukan tentang pelayanan publik."


def test_one_is_merged_into_another_by_the_id_that_everybody_knows(city: City) -> None:
    one, other = kept(1), kept(2)
    assert done(one, "merge", into=other.public, text="Sama.")["merged"] == other.reference
    assert get(f"/{other.reference}").json["followers"] == 1


def test_closing_is_for_supervisors_and_not_before_its_time(city: City) -> None:
    complaint = kept(state=State.PROPOSED, proposed=city.clock())
    body = {"version": 1, "reason": "silent"}
    assert post(f"/{complaint.reference}/close", body).code == "forbidden"
    assert post(f"/{complaint.reference}/close", body, by=HEAD).code == "silence-not-over"


def test_a_hidden_identity_is_opened_for_a_supervisor_and_the_phone_is_masked(city: City) -> None:
    complaint = kept(identity=Identity.HIDDEN)
    body = {"version": 1, "reason": "danger"}
    assert post(f"/{complaint.reference}/identity", body).code == "forbidden"
    answer = post(f"/{complaint.reference}/identity", body, by=HEAD)
    assert answer.json == {
        "reference": complaint.reference,
        "version": 2,
        "name": "Ni Luh Contoh",
        "phone_masked": "…0001",
    }
    anonymous = kept(2, identity=Identity.ANONYMOUS)
    assert post(f"/{anonymous.reference}/identity", body, by=HEAD).code == "nothing-hidden"


def test_many_at_once_are_answered_one_by_one(city: City) -> None:
    fresh, begun, target = kept(1), kept(2, state=State.IN_WORK), kept(3)
    items = [{"reference": one.reference, "version": 1} for one in (fresh, begun)]
    answer = post("/bulk", {"act": "verify", "items": items}).json
    assert answer["done"] == [fresh.reference]
    assert answer["refused"] == [{"reference": begun.reference, "code": "not-in-this-state"}]
    given = post("/bulk", {"act": "assign", "officer": "me", "items": items}).json
    assert (given["done"], given["refused"][0]["code"]) == ([begun.reference], "complaint-changed")
    begun_now = [{"reference": begun.reference, "version": 2}]
    assert post("/bulk", {"act": "merge", "items": begun_now}).json["field"] == "into"
    merged = post("/bulk", {"act": "merge", "items": begun_now, "into": target.public}).json
    assert merged["done"] == [begun.reference]


def test_the_forms_take_the_reasons_that_have_sentences() -> None:
    for form, reasons in (
        (forms.DismissForm, DISMISSALS),
        (forms.CloseComplaintForm, CLOSURES),
        (forms.IdentityForm, OPENINGS),
    ):
        for reason in reasons:
            form.model_validate({"version": 1, "reason": reason, "text": "x"})


def test_every_look_and_every_act_is_in_the_access_record(city: City) -> None:
    one, other = kept(1), kept(2, identity=Identity.HIDDEN)
    get(f"/{one.reference}")
    done(one, "verify")
    done(one, "assign", 2, officer="me")
    done(one, "start", 3)
    done(one, "reclassify", 4, by=HEAD, days=9)
    done(one, "ask", 5, text="Kapan?")
    done(one, "answer", 6, text="Senin.")
    done(one, "reply", 7, text="Baik.")
    done(one, "note", 8, text="Cek.")
    done(one, "propose", 9, text="Beres.", without_photo="-")
    done(other, "identity", by=HEAD, reason="court")
    done(other, "dismiss", 2, reason="spam")
    noted = [entry.what for entry in city.people.accesses("mpp", MONDAY)]
    acts = [
        "verify",
        "assign",
        "start",
        "reclassify",
        "ask",
        "answer",
        "reply",
        "note",
        "propose",
        "open-identity",
        "dismiss",
    ]
    assert sorted(noted) == sorted(["complaint", *(f"complaint {act}" for act in acts)])
