"""The survey over HTTP: questions, answers, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app import app
from chalicelib.core import registry
from chalicelib.core.table import Write
from chalicelib.ratings.element import ELEMENTS
from chalicelib.ratings.rotation import asked
from chalicelib.ratings.store import RatingStore
from tests.builders.officers import an_officer
from tests.builders.ratings import a_rating
from tests.builders.visits import MANAGER, Day
from tests.fakes.gateway import Answer, Gateway
from tests.unit.ratings.test_ratings import served

if TYPE_CHECKING:
    from chalicelib.ratings.element import Element
    from chalicelib.visits.service import Issued

ANYBODY = Gateway(app)
SATISFACTION = "/v1/offices/mpp/satisfaction"
REMARKS = "/v1/desk/offices/mpp/satisfaction/remarks"


@pytest.fixture
def day() -> Day:
    """The office is open and counter A1 at work."""
    day = Day()
    day.step("open")
    return day


@pytest.fixture
def issued(day: Day) -> Issued:
    """Somebody was served there."""
    return served(day)


def proof(issued: Issued) -> dict[str, str]:
    return {"X-Proof": issued.secret}


def body(issued: Issued, value: object = 4, **more: object) -> dict[str, Any]:
    reference = issued.ticket.reference
    return {"for": reference, "answers": dict.fromkeys(asked(reference), value), **more}


def rate(issued: Issued, given: object, **headers: str) -> Answer:
    return ANYBODY.post("/v1/ratings", given, **(proof(issued) | headers))


def kept(day: Day, *values: dict[Element, int], counter: str = "A1", service: str = "d000") -> None:
    """So many citizens have answered on Monday."""
    store = registry.get(RatingStore)
    for number, answers in enumerate(values):
        check = Write(key=store._where("nobody"), when="attribute_not_exists(pk)")
        rating = a_rating(answers, reference=f"T{service}{counter}{number}", counter=counter, service=service)
        store.keep(rating, None, check)


def everything(value: int) -> list[dict[Element, int]]:
    """Every element gets this value, by five citizens."""
    pairs = [*zip(ELEMENTS[0:8:2], ELEMENTS[1:8:2], strict=True), (ELEMENTS[8], ELEMENTS[0])]
    return [dict.fromkeys(pair, value) for pair in pairs]


def test_the_questions_are_asked_in_words(issued: Issued) -> None:
    sheet = ANYBODY.get(f"/v1/ratings/{issued.ticket.reference}?language=en", **proof(issued)).json
    assert (sheet["for"], sheet["office"], sheet["rated"]) == (issued.ticket.reference, "mpp", False)
    assert [question["element"] for question in sheet["questions"]] == list(asked(issued.ticket.reference))
    for question in sheet["questions"]:
        assert question["question"].endswith("?")
        assert [choice["value"] for choice in question["choices"]] == [1, 2, 3, 4]


def test_an_answer_is_kept_and_the_same_again_is_the_same(issued: Issued) -> None:
    first = rate(issued, body(issued, words="Bagus"))
    assert (first.status, first.json["answers"]) == (201, body(issued)["answers"])
    assert rate(issued, body(issued, words="Bagus")).json == first.json
    assert (rate(issued, body(issued, 1)).status, rate(issued, body(issued, 1)).code) == (
        409,
        "already-rated",
    )
    sheet = ANYBODY.get(f"/v1/ratings/{issued.ticket.reference}", **proof(issued)).json
    assert (sheet["rated"], sheet["questions"]) == (True, [])


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({}, "answers"),
        ({"breakfast": 4}, "answers.breakfast.[key]"),
        ("4", "answers"),
        (None, "answers"),
    ],
)
def test_what_is_no_answer_is_told_at_its_field(issued: Issued, answers: object, field: str) -> None:
    answer = rate(issued, {"for": issued.ticket.reference, "answers": answers})
    assert answer.status == 422
    assert answer.json["errors"][0]["field"].startswith(field.partition(".")[0])


@pytest.mark.parametrize("value", [0, 5, "4", 2.5, None, True])
def test_the_scale_is_from_one_to_four(issued: Issued, value: object) -> None:
    assert rate(issued, body(issued, value)).status == 422


def test_what_was_not_asked_stands_at_its_field(issued: Issued) -> None:
    other = next(element for element in ELEMENTS if element not in asked(issued.ticket.reference))
    answer = rate(issued, {"for": issued.ticket.reference, "answers": {other: 4}})
    assert (answer.status, answer.json["field"]) == (422, f"answers.{other}")


def test_a_wrong_proof_is_answered_as_a_missing_reference(issued: Issued) -> None:
    wrong = rate(issued, body(issued), **{"X-Proof": "99999999"})
    missing = rate(issued, body(issued) | {"for": "T234567892"})
    assert (wrong.status, wrong.body) == (missing.status, missing.body)
    assert wrong.status == 404
    assert ANYBODY.post("/v1/ratings", body(issued)).status == 401


def test_before_the_visit_ends_there_is_nothing_to_rate(day: Day) -> None:
    waiting = day.walk_in()
    answer = ANYBODY.get(f"/v1/ratings/{waiting.ticket.reference}", **proof(waiting))
    assert (answer.status, answer.code) == (409, "nothing-to-rate")


def test_the_index_of_an_office_and_of_each_service_is_for_everybody(day: Day) -> None:
    kept(day, *everything(4))
    kept(day, *everything(3), counter="A2", service="d001")
    page = ANYBODY.get(f"{SATISFACTION}?language=en").json
    assert (page["index"], page["band"], page["sample"], page["few"], page["small"]) == (
        87.5,
        "B",
        10,
        False,
        True,
    )
    assert (page["first"], page["last"]) == ("2026-08-26", "2026-11-23")
    assert page["interval"]["low"] < 87.5 < page["interval"]["high"]
    assert page["missing"] == []
    assert [(one["service"], one["index"], one["band"], one["sample"]) for one in page["services"]] == [
        ("d000", 100.0, "A", 5),
        ("d001", 75.0, "C", 5),
    ]
    assert [one["mean"] for one in page["elements"]] == [3.5] * 9
    of_service = ANYBODY.get(f"{SATISFACTION}?service=d000").json
    assert (of_service["service"], of_service["index"], of_service["interval"]) == ("d000", 100.0, None)


def test_figures_of_so_few_that_they_name_somebody_are_not_told(day: Day) -> None:
    kept(day, *everything(4)[:4])
    page = ANYBODY.get(SATISFACTION).json
    assert (page["sample"], page["few"], page["index"]) == (4, True, None)
    assert {one["mean"] for one in page["elements"]} == {None}
    assert page["services"][0]["index"] is None


def test_an_element_that_nobody_rated_is_said_and_there_is_no_index(day: Day) -> None:
    kept(day, *({ELEMENTS[0]: 4} for _ in range(6)))
    page = ANYBODY.get(SATISFACTION).json
    assert (page["index"], page["band"], page["band_name"], page["few"]) == (None, None, None, False)
    assert page["missing"] == list(ELEMENTS[1:])
    assert page["elements"][0]["mean"] == 4.0


def test_a_service_without_an_answer_and_complaints_about_none_have_their_places(day: Day) -> None:
    kept(day, {ELEMENTS[0]: 4}, service="", counter="")
    page = ANYBODY.get(f"{SATISFACTION}?service=s001&language=en").json
    assert (page["sample"], page["index"]) == (0, None)
    assert page["services"][0]["service"] is None
    assert "no particular service" in page["services"][0]["name"]
    assert ANYBODY.get(f"{SATISFACTION}?service=x000").status == 404
    assert ANYBODY.get("/v1/offices/nowhere/satisfaction").status == 404


@pytest.mark.parametrize(
    ("period", "code"),
    [
        ("from=2026-11-24", "period-order"),
        ("from=2026-11-23&to=2026-11-22", "period-order"),
        ("from=2020-01-01&to=2026-01-01", "period-long"),
        ("from=tomorrow", "date"),
        ("to=2026-W01-1", "date"),
    ],
)
def test_a_period_is_in_order_and_at_most_a_year(day: Day, period: str, code: str) -> None:
    answer = ANYBODY.get(f"{SATISFACTION}?{period}")
    assert (answer.status, answer.code) == (422, "invalid-fields")
    assert answer.json["errors"][0]["code"] == code


def test_a_period_holds_its_days_and_the_first_day_of_all_is_no_failure(day: Day) -> None:
    kept(day, *everything(4))
    for asked_for, sample in (
        ("from=2026-11-23&to=2026-11-23", 5),
        ("from=2026-11-20&to=2026-11-22", 0),
        ("to=0001-01-01", 0),
    ):
        assert ANYBODY.get(f"{SATISFACTION}?{asked_for}").json["sample"] == sample


def test_only_heads_read_citizens_words(day: Day, issued: Issued) -> None:
    rate(issued, body(issued, words="Kursi tunggu kurang."))
    (remark,) = Gateway(app, MANAGER).get(REMARKS).json["remarks"]
    assert (remark["text"], remark["day"]) == ("Kursi tunggu kurang.", "2026-11-23")
    assert issued.ticket.reference not in repr(remark)
    assert Gateway(app, an_officer()).get(REMARKS).status == 403
    assert "Kursi" not in ANYBODY.get(SATISFACTION).body
