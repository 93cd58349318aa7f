"""Managers change their office's days over HTTP; nobody else does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from app import app
from chalicelib.core.officer import Officer, Role
from tests.builders.changes import ADMIN, MANAGER, TUESDAY
from tests.builders.city import City, at, proven
from tests.fakes.gateway import Answer, Gateway

if TYPE_CHECKING:
    from chalicelib.booking.service import Made

CHANGES = "/v1/desk/mpp/changes"
CLOSE = {"kind": "close", "first": str(TUESDAY), "reason": {"id": "Banjir.", "en": "A flood."}}
REFUSED = {
    "an officer": replace(MANAGER, role=Role.OFFICER),
    "a kiosk": Officer(id="kiosk-1", role=Role.KIOSK, office="mpp", agency=""),
    "a manager of another office": replace(MANAGER, office="dukcapil"),
    "a manager of another agency": replace(MANAGER, agency="pajak"),
}


@pytest.fixture
def city() -> City:
    return City()


@pytest.fixture
def made(city: City) -> Made:
    return city.book(starts=at(9, day=TUESDAY))


def desk(officer: Officer = MANAGER) -> Gateway:
    return Gateway(app, officer)


def look(officer: Officer = MANAGER, **changes: Any) -> Answer:
    return desk(officer).post(f"{CHANGES}/preview", {**CLOSE, **changes})


def confirm(token: str, officer: Officer = MANAGER, key: str = "a-key-of-mine") -> Answer:
    return desk(officer).post(f"{CHANGES}/confirm", {"token": token}, **{"Idempotency-Key": key})


def test_a_change_is_looked_at_and_confirmed(city: City, made: Made) -> None:
    seen = look()
    assert seen.status == 200
    (line,) = seen.json["bookings"]
    assert (line["reference"], line["starts"], line["outcome"]) == (
        made.booking.reference,
        "2026-11-24T09:00:00+08:00",
        None,
    )
    assert line["to"]["starts"] == "2026-11-25T09:00:00+08:00"
    assert (seen.json["finished"], seen.json["moved"], seen.json["left"]) == (False, 0, 1)
    done = confirm(seen.json["token"])
    assert done.status == 200
    assert (done.json["finished"], done.json["moved"], done.json["left"]) == (True, 1, 0)
    assert done.json["bookings"][0]["outcome"] == "moved"
    assert confirm(seen.json["token"]).json == done.json


def test_the_citizen_sees_the_new_time_and_why(city: City, made: Made) -> None:
    confirm(look().json["token"])
    proof = proven(made).proof
    reference = made.booking.reference
    page = Gateway(app).get(f"/v1/bookings/{reference}?language=en", **{"X-Proof": proof}).json
    assert page["starts"] == page["move_until"] == page["cancel_until"] == "2026-11-25T09:00:00+08:00"
    assert page["moved_by_office"]["reason"] == "A flood."
    assert page["moved_by_office"]["starts"] == "2026-11-24T09:00:00+08:00"
    status = Gateway(app).get(f"/v1/status/{reference}?language=en", **{"X-Proof": proof}).json
    assert "moved this appointment from Tuesday" in status["summary"]
    assert "A flood." in status["summary"]
    assert [step["name"] for step in status["steps"]][1] == "Moved by the office"


def test_a_booking_that_nobody_moved_says_nothing_of_it(city: City, made: Made) -> None:
    proof = proven(made).proof
    page = Gateway(app).get(f"/v1/bookings/{made.booking.reference}", **{"X-Proof": proof}).json
    assert "moved_by_office" not in page


@pytest.mark.parametrize("who", REFUSED)
def test_who_may_not_change_this_office_changes_nothing(city: City, made: Made, who: str) -> None:
    token = look(ADMIN).json["token"]
    before = city.kept()
    for answer in (look(REFUSED[who]), confirm(token, REFUSED[who])):
        assert (answer.status, answer.code) in {(403, "forbidden"), (409, "preview-stale")}
    assert look(REFUSED[who]).status == 403
    assert city.kept() == before


def test_nobody_without_a_token_gets_in(city: City) -> None:
    assert Gateway(app).post(f"{CHANGES}/preview", CLOSE).status == 401
    assert Gateway(app, MANAGER, lasts=-1).post(f"{CHANGES}/preview", CLOSE).status == 401


def test_the_days_that_are_not_as_usual_are_listed(city: City) -> None:
    confirm(look().json["token"])
    out: dict[str, Any] = {
        "kind": "counters-out",
        "counters": ["A1"],
        "starts": "09:00",
        "first": "2026-11-25",
    }
    confirm(look(**out, reason=None).json["token"], key="another-key")
    page = desk().get(f"{CHANGES}?language=en").json
    assert page["counters"] == ["A1"]
    assert [(day["date"], day["closed"], day["reason"]) for day in page["days"]] == [
        ("2026-11-24", True, "A flood."),
        ("2026-11-25", False, "The office's hours or counters have changed."),
    ]
    assert page["days"][1]["out"] == [{"counter": "A1", "starts": "09:00", "ends": "23:59"}]


def test_words_of_one_language_serve_for_both(city: City) -> None:
    assert look(reason={"id": "Banjir."}).json["reason"] == "Banjir."
    page = desk().post(f"{CHANGES}/preview?language=en", {**CLOSE, "reason": {"id": "Banjir."}})
    assert page.json["reason"] == "Banjir."


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"reason": None}, "reason", "missing"),
        ({"kind": "hours", "starts": "08:00"}, "ends", "missing"),
        ({"kind": "hours", "starts": "08:00", "ends": "08:00"}, "ends", "hours-order"),
        (
            {
                "kind": "hours",
                "starts": "08:00",
                "ends": "12:00",
                "breaks": [{"starts": "11:00", "ends": "13:00"}],
            },
            "ends",
            "hours-order",
        ),
        ({"kind": "counters-out"}, "counters", "missing"),
        ({"kind": "sleep"}, "kind", "one-of"),
        ({"first": "2026-02-30"}, "first", "date"),
        ({"first": "2026-11-22"}, "first", "day-past"),
        ({"last": "2026-11-23"}, "last", "days"),
        ({"starts": "8"}, "starts", "wrong-type"),
    ],
)
def test_what_is_wrong_in_the_form_stands_at_its_field(
    city: City, changes: dict[str, Any], field: str, code: str
) -> None:
    answer = look(**changes)
    assert answer.status == 422
    assert (answer.json["errors"][0]["field"], answer.json["errors"][0]["code"]) == (field, code)


def test_a_stale_list_is_a_conflict(city: City) -> None:
    look()
    answer = confirm("0" * 32)
    assert (answer.status, answer.code) == (409, "preview-stale")
