"""The whole life of a complaint on the running system: filed, worked on, proposed, disputed, confirmed, reopened."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.core.officer import Officer, Role
from tests.cloud.citizen import Answer, Citizen, a_phone
from tests.cloud.insider import Insider
from tests.cloud.open_office import STRANGERS, OpenOffice, open_office
from tests.cloud.town import AGENCY, MONDAY, OFFICE, at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.cloud.running import Running
    from tests.cloud.town import Town

pytestmark = pytest.mark.cloud

NAME = "Ni Luh Ayu Contoh"
TEXT = "Sudah dua jam antre di loket tiga, padahal nomor saya sudah dipanggil."


@pytest.fixture(scope="module")
def opened(running: Running) -> OpenOffice:
    """An office of these tests' own."""
    return open_office(running, "uji-aduan")


class Desk:
    """An officer's hand on complaints."""

    def __init__(self, opened: OpenOffice, **who: Any) -> None:
        """Sign in."""
        self._api = Citizen(opened.running.api)
        self._all = f"/v1/desk/offices/{opened.id}/complaints"
        self._head = {"authorization": f"Bearer {opened.token(**who)}"}

    def get(self, path: str = "") -> Answer:
        return self._api.get(self._all + path, **self._head)

    def post(self, path: str, body: Mapping[str, Any]) -> Answer:
        return self._api.post(self._all + path, body, **self._head)

    def does(self, reference: str, act: str, **body: Any) -> Any:
        """An act on the version as it is now; the page after it."""
        version = self.get(f"/{reference}").ok()["version"]
        return self.post(f"/{reference}/{act}", {"version": version, **body}).ok()

    def listed(self, query: str = "") -> list[str]:
        return [one["reference"] for one in self.get(query).ok()["complaints"]]


class Complainant:
    """Somebody with a complaint, and the proof that it is theirs."""

    def __init__(self, opened: OpenOffice, **form: Any) -> None:
        """Bring it."""
        self._api = Citizen(opened.running.api)
        phone = a_phone(secrets.choice(STRANGERS))
        body = {
            "office": opened.id,
            "text": TEXT,
            "identity": "named",
            "category": "waiting",
            "contact": {"name": NAME, "phone": phone},
            "language": "id",
            **form,
        }
        self.filed = self._api.post("/v1/complaints", body, idempotency_key=uuid.uuid4().hex).ok(201)
        self.reference: str = self.filed["reference"]
        self._proof = self.filed["secret"]

    def looks(self) -> Any:
        return self._api.get(f"/v1/complaints/{self.reference}", x_proof=self._proof).ok()

    def says(self, what: str, **body: str) -> Answer:
        return self._api.post(f"/v1/complaints/{self.reference}/{what}", body, x_proof=self._proof)


@pytest.fixture
def desk(opened: OpenOffice) -> Desk:
    return Desk(opened)


def test_a_complaint_is_filed_worked_on_disputed_confirmed_and_reopened(
    running: Running, desk: Desk, opened: OpenOffice
) -> None:
    ayu = Complainant(opened)
    reference = ayu.reference
    assert reference in desk.listed("?state=received")
    desk.does(reference, "verify", title="Antrean loket tiga")
    public = Citizen(running.api).get(f"/v1/public/complaints/{ayu.filed['public']}").ok()
    assert (public["title"], public["state"]) == ("Antrean loket tiga", "verified")
    desk.does(reference, "assign", officer="me")
    assert reference in desk.listed("?mine=true")
    desk.does(reference, "start")
    assert desk.does(reference, "ask", text="Jam berapa kejadiannya?")["paused"] is True
    assert ayu.looks()["state"] == "waiting"
    ayu.says("messages", text="Jam sembilan pagi.").ok()
    page = desk.get(f"/{reference}").ok()
    assert (page["state"], page["paused"], page["messages"][-1]["text"]) == (
        "in-work",
        False,
        "Jam sembilan pagi.",
    )
    start, due = page["received"], page["due"]
    desk.does(reference, "propose", text="Loket empat dibuka.", without_photo="Antrean tidak difoto.")
    assert ayu.looks()["proposal"]["text"] == "Loket empat dibuka."
    ayu.says("dispute", text="Loket empat masih tutup.").ok()
    assert desk.get(f"/{reference}").ok()["state"] == "disputed"
    desk.does(reference, "propose", text="Sekarang benar dibuka.", without_photo="Antrean tidak difoto.")
    assert ayu.says("confirm").ok()["state"] == "confirmed"
    assert ayu.says("confirm").ok()["state"] == "confirmed", "said twice, it is said"
    assert reference not in desk.listed()
    assert reference in desk.listed("?state=confirmed")
    assert ayu.says("reopen", text="Hari ini tutup lagi.").ok()["state"] == "disputed"
    page = desk.get(f"/{reference}").ok()
    assert (page["received"], page["due"]) == (start, due), "the clock is the one it had"
    acts = [step["act"] for step in page["steps"]]
    assert acts[-5:] == ["propose", "dispute", "propose", "confirm", "reopen"]
    told = Citizen(running.api).get(f"/v1/status/{reference}", x_proof=ayu.filed["secret"]).ok()
    assert (told["kind"], told["status"]) == ("complaint", "disputed")


def test_of_two_officers_at_once_one_is_told_to_look_again(desk: Desk, opened: OpenOffice) -> None:
    reference = Complainant(opened).reference
    colleague = Desk(opened, number=2)
    version = desk.get(f"/{reference}").ok()["version"]
    mine = {"version": version, "officer": "me"}
    first = desk.post(f"/{reference}/assign", mine).ok()
    assert desk.post(f"/{reference}/assign", mine).ok() == first, "sent again, it is the same"
    colleague.post(f"/{reference}/assign", mine).refuses(409, "complaint-changed")
    assert colleague.get(f"/{reference}").ok()["mine"] is False


def test_another_agency_finds_nothing_until_it_is_passed_on(desk: Desk, opened: OpenOffice) -> None:
    reference = Complainant(opened).reference
    other = Desk(opened, agency="pajak")
    other.get(f"/{reference}").refuses(404, "not-found")
    assert reference not in other.listed()
    page = desk.does(reference, "pass-on", agency="pajak")
    assert reference in other.listed()
    assert other.get(f"/{reference}").ok()["received"] == page["received"]
    desk.get(f"/{reference}").refuses(404, "not-found")


def test_a_hidden_citizen_is_named_to_nobody_until_a_supervisor_has_a_reason_and_then_they_know(
    desk: Desk, opened: OpenOffice
) -> None:
    hidden = Complainant(opened, identity="hidden")
    path = f"/{hidden.reference}"
    for answer in (desk.get(), desk.get(path)):
        assert NAME not in answer.text
    body = {"version": desk.get(path).ok()["version"], "reason": "danger"}
    desk.post(f"{path}/identity", body).refuses(403, "forbidden")
    head = Desk(opened, role="manager")
    assert head.post(f"{path}/identity", body).ok()["name"] == NAME
    assert [one["reason"] for one in hidden.looks()["identity_opened"]]
    assert NAME not in desk.get(path).text


def test_a_duplicate_goes_the_way_of_the_other_one(desk: Desk, opened: OpenOffice) -> None:
    first, second = Complainant(opened), Complainant(opened)
    desk.does(second.reference, "merge", into=first.filed["public"])
    assert desk.get(f"/{first.reference}").ok()["followers"] == 1
    desk.does(first.reference, "verify")
    desk.does(first.reference, "propose", text="Selesai.", without_photo="Tidak ada.")
    assert second.looks()["joined_to"]
    first.says("confirm").ok()


def test_many_are_verified_at_once(desk: Desk, opened: OpenOffice) -> None:
    brought = [Complainant(opened).reference for _ in range(2)]
    items = [{"reference": one, "version": 1} for one in brought]
    answer = desk.post("/bulk", {"act": "verify", "items": items}).ok()
    assert (answer["done"], answer["refused"]) == (brought, [])
    again = desk.post("/bulk", {"act": "start", "items": items}).ok()
    assert {one["code"] for one in again["refused"]} == {"complaint-changed"}


OFFICER = Officer(id="officer-1", role=Role.OFFICER, office=OFFICE, agency=AGENCY)
HEAD = replace(OFFICER, id="manager-1", role=Role.MANAGER)


class InTown:
    """A complaint in a town whose clock moves, brought on Monday morning; its citizen and its officers."""

    def __init__(self, town: Town) -> None:
        """Bring it."""
        self._citizen = town.citizen()
        body = {"office": OFFICE, "text": TEXT, "identity": "anonymous", "category": "waiting"}
        filed = self._citizen.post("/v1/complaints", body).ok(201)
        self.reference: str = filed["reference"]
        self._proof = filed["secret"]

    def looks(self) -> Any:
        return self._citizen.get(f"/v1/complaints/{self.reference}", x_proof=self._proof).ok()

    def says(self, what: str, **body: str) -> Answer:
        return self._citizen.post(f"/v1/complaints/{self.reference}/{what}", body, x_proof=self._proof)

    def does(self, act: str, *, by: Officer = OFFICER, **body: Any) -> Answer:
        asker, path = Insider(base="", officer=by), f"/v1/desk/offices/{OFFICE}/complaints/{self.reference}"
        version = asker.get(path).ok()["version"]
        return asker.post(f"{path}/{act}", {"version": version, **body})

    def steps(self) -> list[str]:
        path = f"/v1/desk/offices/{OFFICE}/complaints/{self.reference}"
        return [step["act"] for step in Insider(base="", officer=OFFICER).get(path).ok()["steps"]]


def night(town: Town, *, done: int = 1) -> None:
    """The tick sends what is due, and the worker gets it so many times."""
    town.tick()
    messages = [body for body in town.messages() if "watch-complaints" in body]
    assert messages
    for _ in range(done):
        assert town.work(*messages) == []


def test_the_job_run_twice_or_not_at_all_for_three_days_tells_everything_once(town: Town) -> None:
    late, silent = InTown(town), InTown(town)
    late.does("verify").ok()
    late.does("reclassify", days=2).ok()
    silent.does("propose", text="Selesai.", without_photo="Tidak ada.").ok()
    # Due when Tuesday closes; nobody runs anything until Friday morning.
    town.clock.time = at(MONDAY + timedelta(days=4), "06:00")
    night(town, done=2)
    told = late.steps()
    assert told.count("overdue") == 1
    assert "escalated" in told
    town.clock.time = at(MONDAY + timedelta(days=7), "07:30")
    night(town, done=2)
    assert late.steps().count("overdue") == 1
    assert silent.steps().count("asked-again") == 1
    silent.does("close", by=HEAD, reason="silent").refuses(409, "silence-not-over")
    town.clock.time = at(MONDAY + timedelta(days=18), "06:00")
    night(town, done=2)
    assert silent.steps().count("asked-again") == 1
    assert silent.does("close", by=HEAD, reason="silent").ok()["state"] == "closed"
    assert silent.says("confirm").ok()["state"] == "confirmed", "the citizen's word still counts"
    town.clock.passes(days=31)
    silent.says("reopen", text="Rusak lagi.").refuses(409, "too-late-to-reopen")
