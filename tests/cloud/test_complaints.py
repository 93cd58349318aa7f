"""The whole life of a complaint on the running system: filed, worked on, proposed, disputed, confirmed, reopened."""

from __future__ import annotations

import urllib.request
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.cloud.citizen import Citizen
from tests.cloud.complainants import HEAD, NAME, TEXT, Complainant, Desk, InTown
from tests.cloud.open_office import OpenOffice, open_office
from tests.cloud.town import MONDAY, at

if TYPE_CHECKING:
    from tests.cloud.running import Running
    from tests.cloud.town import Town

pytestmark = pytest.mark.cloud


@pytest.fixture(scope="module")
def opened(running: Running) -> OpenOffice:
    """An office of these tests' own."""
    return open_office(running, "uji-aduan")


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


def test_heads_see_the_figures_and_save_a_file_without_anybody_in_it(desk: Desk, opened: OpenOffice) -> None:
    named, head = Complainant(opened), Desk(opened, role="manager")
    assert head.get("/figures").ok()["received"] >= 1
    desk.get("/figures").refuses(403, "forbidden")
    files = {form: fetched(head.post("/export", {"format": form}).ok()["url"]) for form in ("csv", "xlsx")}
    text = files["csv"].decode()
    assert named.filed["public"] in text
    assert not [hidden for hidden in (NAME, TEXT, named.reference) if hidden in text]
    assert files["xlsx"].startswith(b"PK")


def fetched(url: str) -> bytes:
    """What lies behind a short-lived address."""
    with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 - loopback
        body: bytes = answer.read()
    return body


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
    late.does("reclassify", by=HEAD, days=2).ok()
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
