"""The visit day over HTTP: what citizens, the room and officers get."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app import app
from tests.builders.city import a_request, at, proven
from tests.builders.documents import Drawer
from tests.builders.visits import KIOSK, MANAGER, OFFICER, STRANGER, Day
from tests.fakes.gateway import Answer, Gateway

if TYPE_CHECKING:
    from chalicelib.core.officer import Officer

CITIZEN = Gateway(app)


@pytest.fixture
def day() -> Day:
    return Day()


def desk(path: str, body: object = None, *, by: Officer = OFFICER, **headers: str) -> Answer:
    gateway = Gateway(app, by)
    if body is None:
        return gateway.get(f"/v1/desk/mpp/{path}", **headers)
    return gateway.post(f"/v1/desk/mpp/{path}", body, **headers)


def step(step: str, *, counter: str = "A1", by: Officer = OFFICER, **body: object) -> Answer:
    return desk(f"counters/{counter}/steps", {"step": step, **body}, by=by)


def test_a_citizen_checks_in_and_follows_their_ticket(day: Day) -> None:
    day.at(7)
    made = day.city.bookings.book(a_request(1))
    day.at(8, 55)
    reference, proof = made.booking.reference, proven(made, 1).proof
    answer = CITIZEN.post(f"/v1/bookings/{reference}/check-in", {}, **{"X-Proof": proof})
    assert answer.status == 200
    page = answer.json
    assert (page["number"], page["state"], page["ahead"]) == ("A001", "waiting", 0)
    assert page["promised"] == {"starts": "2026-11-23T09:00:00+08:00", "ends": "2026-11-23T09:30:00+08:00"}
    again = CITIZEN.post(f"/v1/bookings/{reference}/check-in", {}, **{"X-Proof": proof})
    assert again.json == page
    ticket, secret = page["reference"], page["secret"]
    step("open")
    step("call")
    seen = CITIZEN.get(f"/v1/tickets/{ticket}", **{"X-Proof": secret}).json
    assert (seen["state"], seen["counter"], seen["calls"]) == ("called", "A1", 1)
    assert "secret" not in seen
    told = CITIZEN.get(f"/v1/status/{ticket}?language=en", **{"X-Proof": secret}).json
    assert (told["kind"], told["status"]) == ("ticket", "called")
    assert "counter A1" in told["summary"]


def test_a_ticket_cannot_be_found_by_guessing(day: Day) -> None:
    page = desk("tickets", {"services": ["d000"]}, by=KIOSK).json
    known = CITIZEN.get(f"/v1/tickets/{page['reference']}", **{"X-Proof": "WRONG"})
    unknown = CITIZEN.get("/v1/tickets/TAAAAAAAAA", **{"X-Proof": "WRONG"})
    for answer in (known, unknown):
        assert (answer.status, answer.code) == (404, "not-found")
    assert {**known.json, "request_id": ""} == {**unknown.json, "request_id": ""}
    assert CITIZEN.get(f"/v1/tickets/{page['reference']}").code == "proof-missing"


def test_too_early_is_said_with_the_time_and_only_to_who_proved_themselves(day: Day) -> None:
    day.at(7)
    made = day.city.bookings.book(a_request(1))
    path = f"/v1/bookings/{made.booking.reference}/check-in?language=en"
    early = CITIZEN.post(path, {}, **{"X-Proof": proven(made, 1).proof})
    assert (early.status, early.code) == (409, "too-early")
    assert "08:30" in early.json["detail"]
    assert CITIZEN.post(path, {}, **{"X-Proof": "0000"}).code == "not-found"


def test_the_board_shows_who_is_called_who_waits_and_how_long_it_takes(day: Day) -> None:
    for _ in range(3):
        desk("tickets", {"services": ["d000"]}, by=KIOSK)
    day.clock.passes(seconds=3)
    step("open")
    step("call")
    day.clock.passes(seconds=3)
    board = CITIZEN.get("/v1/offices/mpp/board").json
    assert board["open"] is True
    assert [(one["number"], one["counter"], one["state"]) for one in board["called"]] == [
        ("A001", "A1", "called")
    ]
    assert [one["number"] for one in board["waiting"]] == ["A002", "A003"]
    assert all(one["expected"]["starts"] <= one["expected"]["ends"] for one in board["waiting"])
    ktp, tax = board["families"]
    assert (ktp["letter"], ktp["counters"], ktp["waiting"]) == ("A", 1, 2)
    assert 50 <= ktp["wait_minutes"] <= 65
    assert (tax["counters"], tax["wait_minutes"], tax["late_minutes"]) == (0, None, None)


def test_a_board_that_has_not_changed_is_not_sent_again(day: Day) -> None:
    first = CITIZEN.get("/v1/offices/mpp/board")
    assert first.headers["Cache-Control"] == "public, max-age=3"
    same = CITIZEN.get("/v1/offices/mpp/board", **{"If-None-Match": first.headers["ETag"]})
    assert (same.status, same.body) == (304, "")
    desk("tickets", {"services": ["d000"]}, by=KIOSK)
    day.clock.passes(seconds=3)
    changed = CITIZEN.get("/v1/offices/mpp/board", **{"If-None-Match": first.headers["ETag"]})
    assert changed.status == 200


def test_however_many_look_at_the_board_the_day_is_read_once(day: Day) -> None:
    CITIZEN.get("/v1/offices/mpp/board")
    day.clock.passes(seconds=3)
    day.city.dynamodb.calls.clear()
    for _ in range(20):
        CITIZEN.get("/v1/offices/mpp/board")
    assert day.city.dynamodb.operations == ["query"]


def test_no_board_names_anything_but_numbers(day: Day) -> None:
    issued = day.booked()
    day.clock.passes(seconds=3)
    board = CITIZEN.get("/v1/offices/mpp/board").body
    assert issued.ticket.number in board
    booking = issued.ticket.stops[0].booking
    for secret in (issued.ticket.reference, issued.secret, issued.ticket.person, booking):
        assert str(secret) not in board


def test_an_office_publishes_how_it_kept_its_promises(day: Day) -> None:
    step("open")
    for minutes in (0, 40):
        desk("tickets", {"services": ["d000"]}, by=KIOSK)
        day.clock.passes(minutes=minutes)
        for one in ("call", "start", "finish"):
            step(one)
    page = CITIZEN.get("/v1/offices/mpp/promise").json
    assert (page["called"], page["kept"], page["rate"]) == (2, 1, 50)
    assert page["error_minutes"] == 20
    nobody = CITIZEN.get("/v1/offices/mpp/promise?from=2026-01-01&to=2026-01-31").json
    assert (nobody["called"], nobody["rate"], nobody["error_minutes"]) == (0, None, None)


@pytest.mark.parametrize(
    "query", ["from=soon", "to=2026-1-1", "from=2026-02-01&to=2026-01-01", "from=2020-01-01"]
)
def test_days_that_are_none_are_refused(day: Day, query: str) -> None:
    answer = CITIZEN.get(f"/v1/offices/mpp/promise?{query}")
    assert (answer.status, answer.code) == (422, "invalid-fields")


def test_an_officer_sees_the_desks_of_their_own_agency(day: Day) -> None:
    desk("tickets", {"services": ["d000"]}, by=KIOSK)
    desk("tickets", {"services": ["t000"]}, by=KIOSK)
    day.clock.passes(seconds=3)
    page = desk("queue").json
    assert [counter["counter"] for counter in page["counters"]] == ["A1", "A2"]
    assert [ticket["number"] for ticket in page["waiting"]] == ["A001"]
    assert [one["number"] for one in desk("queue", by=STRANGER).json["waiting"]] == ["B001"]


def test_a_step_answers_with_the_counter_and_who_is_at_it(day: Day) -> None:
    desk("tickets", {"services": ["d000", "d001"]}, by=KIOSK)
    opened = step("open").json
    assert (opened["mode"], opened["mine"], opened["ticket"], opened["can_undo"]) == (
        "open",
        True,
        None,
        False,
    )
    called = step("call").json
    assert (called["ticket"]["number"], called["ticket"]["more_stops"], called["can_undo"]) == (
        "A001",
        1,
        True,
    )


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "step"),
        ({"step": "dance"}, "step"),
        ({"step": "call", "number": "A" * 9}, "number"),
        ({"step": "call", "wish": 1}, "wish"),
    ],
)
def test_a_step_that_is_none_names_its_field(day: Day, body: object, field: str) -> None:
    answer = desk("counters/A1/steps", body)
    assert (answer.status, answer.json["field"]) == (422, field)


@pytest.mark.parametrize(
    "body", [{"services": []}, {"services": ["d000"] * 7}, {"services": ["d000"], "priority": "vip"}]
)
def test_a_ticket_for_nothing_for_too_much_or_for_a_friend_is_refused(day: Day, body: object) -> None:
    assert desk("tickets", body, by=KIOSK).status == 422


def test_a_ticket_for_an_unknown_service_is_refused(day: Day) -> None:
    assert desk("tickets", {"services": ["d999"]}, by=KIOSK).code == "unknown-service"


def test_who_finds_no_walk_in_place_is_shown_free_times(day: Day) -> None:
    answers = [desk("tickets", {"services": ["s001"]}, by=KIOSK) for _ in range(5)]
    assert [answer.status for answer in answers] == [201, 201, 201, 409, 409]
    assert answers[-1].code == "no-walk-ins-left"
    assert answers[-1].json["alternatives"][0]["places_left"] > 0


def test_an_officer_opens_the_record_of_the_citizen_at_the_desk_and_is_noted(day: Day) -> None:
    day.at(8, 55)
    issued = day.booked()
    page = desk(f"tickets/{issued.ticket.number}").json
    assert page["name"] == "I Made Rai"
    assert page["nik"].startswith("517101****")
    assert page["phone"] == "…0001"
    noted = [entry for entry in day.city.people.accesses("mpp", at(9).date()) if entry.what == "visitor"]
    assert [(entry.officer, entry.person) for entry in noted] == [("officer-1", issued.ticket.person)]
    assert desk(f"tickets/{issued.ticket.number}", by=STRANGER).status == 403
    assert desk("tickets/A099").code == "unknown-number"


def test_a_walk_in_has_no_name_at_the_desk(day: Day) -> None:
    number = desk("tickets", {"services": ["d000"]}, by=KIOSK).json["number"]
    assert desk(f"tickets/{number}").json["name"] is None


def test_everybody_expected_today_is_listed_without_names(day: Day) -> None:
    day.at(7)
    made = day.city.bookings.book(a_request(1))
    page = desk("day").json
    assert [one["reference"] for one in page["bookings"]] == [made.booking.reference]
    assert "Rai" not in str(page)
    assert desk("day", by=STRANGER).json["bookings"] == []
    assert desk("day?date=2026-11-24").json["bookings"] == []
    assert desk("day?date=tomorrow").code == "invalid-fields"


def test_an_alarm_is_seen_by_everybody_until_somebody_ends_it(day: Day) -> None:
    assert desk("alarm", {"counter": "A2"}).json["counter"] == "A2"
    day.clock.passes(seconds=3)
    assert desk("queue", by=STRANGER).json["alarm"]["counter"] == "A2"
    assert desk("alarm", {"counter": None}, by=MANAGER).json["counter"] is None
    assert desk("alarm", {"counter": "Z9"}).code == "unknown-counter"


def test_the_access_record_is_for_managers(day: Day) -> None:
    step("open")
    assert desk("access-record").status == 403
    (entry,) = desk("access-record", by=MANAGER).json["entries"]
    assert (entry["officer"], entry["what"]) == ("officer-1", "open@A1")


def test_an_officer_checks_somebody_in_without_their_proof(day: Day) -> None:
    day.at(7)
    made = day.city.bookings.book(a_request(1))
    day.at(8, 55)
    page = desk("check-in", {"reference": made.booking.reference}).json
    assert (page["number"], page["came"]) == ("A001", "booked")
    assert desk("check-in", {"reference": "BAAAAAAAAA"}).code == "not-found"


def test_an_officer_sees_which_documents_the_called_citizen_sent_ahead(day: Day) -> None:
    drawer = Drawer(day.city)
    day.at(7)
    made = day.city.bookings.book(a_request(1))
    sent = drawer.send(made)
    day.at(8, 55)
    day.arrivals.check_in(proven(made, 1))
    step("open")
    step("call")
    (document,) = desk("tickets/A001").json["documents"]
    assert document == {"reference": sent.reference, "kind": "ktp", "name": "KTP", "state": "accepted"}


def test_a_walk_ins_page_asks_for_no_documents(day: Day) -> None:
    desk("tickets", {"services": ["d000"]}, by=KIOSK)
    day.city.dynamodb.calls.clear()
    assert desk("tickets/A001").json["documents"] == []
    assert not [call for call in day.city.dynamodb.calls if "OWNER#" in str(call.request)]
