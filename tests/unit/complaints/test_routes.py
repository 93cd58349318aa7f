"""Complaints over HTTP, as citizens and everybody ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app import app
from chalicelib.complaints import acts
from chalicelib.complaints.acts import Doing
from chalicelib.complaints.store import ComplaintStore
from chalicelib.core.registry import get
from tests.builders.city import City, at
from tests.builders.complaints import SECOND_TEXT, TEXT
from tests.fakes.gateway import Answer, Gateway

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.complaints.complaint import Complaint

ANYBODY = Gateway(app)
FORM: dict[str, Any] = {
    "office": "mpp",
    "text": TEXT,
    "identity": "hidden",
    "category": "waiting",
    "place": {"words": "Loket 3", "lat": -8.6537123, "long": 115.2191234},
    "contact": {"name": "Ni Luh Ayu", "phone": "0812-3999-8877"},
    "language": "id",
}


@pytest.fixture
def city() -> City:
    return City()


def post(path: str, body: object, **headers: str) -> Answer:
    return ANYBODY.post(path, body, **headers)


@pytest.fixture
def filed(city: City) -> dict[str, Any]:
    answer = post("/v1/complaints", FORM, **{"Idempotency-Key": "complaint-0001"})
    assert answer.status == 201
    return answer.json


def ask(filed: dict[str, Any], act: str = "", body: object = None, **headers: str) -> Answer:
    path = f"/v1/complaints/{filed['reference']}"
    proof = {"X-Proof": filed["secret"], **headers}
    return ANYBODY.get(path, **proof) if not act else post(f"{path}/{act}", body, **proof)


def officers_did(filed: dict[str, Any], *steps: Callable[[Complaint, Doing], Complaint]) -> None:
    store = get(ComplaintStore)
    for step in steps:
        before = store.get(filed["reference"])
        assert before
        assert store.change(before, step(before, Doing(at=at(9), by="officer-1")))


def test_a_complaint_comes_back_with_reference_secret_and_when_it_is_due(filed: dict[str, Any]) -> None:
    assert {name: filed[name] for name in ("category", "category_name", "state", "office", "flags_told")} == {
        "category": "waiting",
        "category_name": "Antrean dan waktu tunggu",
        "state": "received",
        "office": "mpp",
        "flags_told": [],
    }
    assert (filed["due"], len(filed["secret"])) == ("2026-11-27T15:00:00+08:00", 8)
    again = post("/v1/complaints", FORM, **{"Idempotency-Key": "complaint-0001"})
    assert again.json == filed
    other = post("/v1/complaints", {**FORM, "text": SECOND_TEXT}, **{"Idempotency-Key": "complaint-0001"})
    assert (other.status, other.code) == (422, "key-reused")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": ""}, "text"),
        ({"identity": "secret"}, "identity"),
        ({"office": "nowhere"}, "office"),
        ({"place": {"lat": 1.0}}, "place"),
        ({"place": {"lat": 91, "long": 0}}, "place.lat"),
        ({"contact": {"phone": "12"}}, "contact.phone"),
        ({"answers": {"x": "y" * 201}}, "answers.x"),
        ({"more": 1}, "more"),
    ],
)
def test_what_cannot_be_used_is_named(city: City, changes: dict[str, Any], field: str) -> None:
    answer = post("/v1/complaints", {**FORM, **changes})
    assert (answer.status, answer.json["field"]) == (422, field)


def test_the_page_tells_how_it_stands_without_repeating_who_brought_it(filed: dict[str, Any]) -> None:
    answer = ask(filed)
    page = answer.json
    assert (page["state"], page["state_name"], page["may"]) == ("received", "Diterima", ["message"])
    assert page["clock"]["level"] == "fine"
    assert page["clock"]["explained"][-1].startswith("Kantor memverifikasi paling lambat")
    assert [step["said"] for step in page["steps"]] == ["Pengaduan diterima."]
    assert page["text"] == TEXT
    for word in ("Ni Luh", "0812", "8877", "Loket 3", "8.653"):
        assert word not in answer.body
    assert ask(filed, **{"If-None-Match": answer.headers["ETag"]}).status == 304


def test_a_wrong_proof_is_like_an_unknown_reference(filed: dict[str, Any]) -> None:
    assert ask(filed, **{"X-Proof": "8877"}).code == "not-found"
    assert ask({**filed, "reference": "A234567892"}).code == "not-found"


def test_a_whole_conversation(filed: dict[str, Any]) -> None:
    assert ask(filed, "confirm", {}).code == "not-in-this-state"
    officers_did(filed, acts.verified, acts.asked)
    page = ask(filed, "messages", {"text": "Loket 3"}).json
    assert (page["state"], page["clock"]["paused"]) == ("verified", False)
    assert [(one["from"], one["text"]) for one in page["messages"]] == [("citizen", "Loket 3")]
    officers_did(filed, acts.proposed)
    assert ask(filed).json["proposal"]["photos"] == []
    assert ask(filed, "dispute", {"text": "Masih"}).json["state"] == "disputed"
    officers_did(filed, acts.proposed)
    confirmed = ask(filed, "confirm", {}).json
    assert ask(filed, "confirm", {}).json == confirmed
    assert (confirmed["state"], confirmed["may"]) == ("confirmed", ["message", "reopen"])
    assert ask(filed, "reopen", {"text": "Lagi"}).json["state"] == "disputed"


def test_the_one_look_up_tells_it_too(filed: dict[str, Any]) -> None:
    told = ANYBODY.get(f"/v1/status/{filed['reference']}", **{"X-Proof": filed["secret"]}).json
    assert TEXT not in str(told)
    assert (told["kind"], told["status"], told["due"]) == ("complaint", "received", filed["due"])
    assert told["summary"].startswith("Pengaduan Anda tentang Antrean dan waktu tunggu di Mal: Diterima.")
    officers_did(filed, acts.verified, acts.proposed)
    ask(filed, "confirm", {})
    told = ANYBODY.get(f"/v1/status/{filed['reference']}?language=en", **{"X-Proof": filed["secret"]}).json
    assert (told["status"], told["due"]) == ("confirmed", None)


def test_those_of_one_matter_are_shown_before_another_is_sent(filed: dict[str, Any]) -> None:
    found = post("/v1/complaints/suggest", {"text": SECOND_TEXT, "office": "mpp"}).json
    assert "waiting" in {one["id"] for one in found["categories"]}
    (alike,) = found["alike"]
    assert (alike["id"], alike["title"], alike["metres"]) == (
        filed["public"],
        "Antrean dan waktu tunggu",
        None,
    )
    joined = post("/v1/complaints", {**FORM, "contact": None, "join": filed["public"], "text": SECOND_TEXT})
    page = ask(joined.json).json
    assert (page["state"], page["joined_to"], page["followers"]) == ("received", filed["public"], 1)
    officers_did(filed, acts.verified)
    assert ask(joined.json).json["steps"][-1]["act"] == "verify"


def test_who_joined_another_is_not_told_what_lies_between_its_citizen_and_the_office(
    filed: dict[str, Any],
) -> None:
    joined = post("/v1/complaints", {**FORM, "contact": None, "join": filed["public"], "text": SECOND_TEXT})
    done = (acts.verified, acts.noted, acts.started, acts.asked, acts.answered, acts.replied)
    officers_did(filed, *done, acts.identity_opened, acts.proposed)
    told, ours = ask(joined.json).json, ask(filed).json
    assert [step["act"] for step in told["steps"]] == ["receive", "join", "verify", "start", "propose"]
    assert (told["messages"], told["proposal"], told["identity_opened"]) == ([], None, [])
    assert {"ask", "answer", "reply", "open-identity"} <= {step["act"] for step in ours["steps"]}
    status = ANYBODY.get(f"/v1/status/{joined.json['reference']}", **{"X-Proof": joined.json["secret"]}).json
    assert [step["name"] for step in status["steps"]] == [step["said"] for step in told["steps"]]


def test_categories_are_told_with_their_questions(city: City) -> None:
    found = ANYBODY.get("/v1/complaints/categories?language=en").json["categories"]
    assert found[-1]["id"] == "other"
    assert {"id", "name", "group", "notice", "days", "questions", "sorts"} <= found[0].keys()


def test_who_posts_too_much_is_told_when_to_come_again(city: City) -> None:
    answers = [post("/v1/complaints", FORM) for _ in range(7)]
    assert [answer.status for answer in answers] == [201] * 6 + [429]
    assert (answers[-1].code, answers[-1].headers["Retry-After"]) == ("posted-too-much", "3600")


class TestThePublicList:
    def test_only_what_is_verified_is_listed_and_nothing_of_its_citizen(self, filed: dict[str, Any]) -> None:
        assert ANYBODY.get("/v1/public/complaints").json["complaints"] == []
        assert ANYBODY.get(f"/v1/public/complaints/{filed['public']}").status == 404
        officers_did(
            filed, lambda one, doing: acts.verified(one, doing, title="Antrean panjang di loket KTP")
        )
        answer = ANYBODY.get("/v1/public/complaints?office=mpp")
        (one,) = answer.json["complaints"]
        assert (one["title"], one["place"]) == (
            "Antrean panjang di loket KTP",
            {"lat": -8.654, "long": 115.219},
        )
        assert ANYBODY.get(f"/v1/public/complaints/{filed['public']}").json == one
        for word in (filed["reference"], "Ni Luh", "Loket 3", TEXT, "hidden"):
            assert word not in answer.body
        assert ANYBODY.get("/v1/public/complaints?state=confirmed").json["complaints"] == []

    def test_its_figure_is_what_citizens_confirmed(self, filed: dict[str, Any]) -> None:
        officers_did(filed, acts.verified)
        figures = ANYBODY.get("/v1/public/complaints").json["figures"]
        assert (figures["open"], figures["confirmed_percent"]) == (1, None)
        officers_did(filed, acts.proposed)
        ask(filed, "confirm", {})
        assert ANYBODY.get("/v1/public/complaints").json["figures"] == {
            "received": 1,
            "confirmed": 1,
            "ended": 1,
            "open": 0,
            "overdue": 0,
            "confirmed_percent": 100,
        }

    @pytest.mark.parametrize("query", ["state=nothing", "from=yesterday", "from="])
    def test_what_is_asked_wrongly_is_named(self, city: City, query: str) -> None:
        answer = ANYBODY.get(f"/v1/public/complaints?{query}")
        assert (answer.status, answer.json["field"]) == (422, query.partition("=")[0])
