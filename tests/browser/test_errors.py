"""What is wrong is said where it is wrong, in the citizen's language, and nothing typed is lost."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from tests.browser.city import Citizen, City, a_phone

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Route

    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

SUBMIT = "form.form button[type=submit]"
# CSS pixels between two faults, so that they are not read as one.
SMALLEST_GAP = 8


def _details(visitor: Visitor, city: City) -> None:
    office, service, starts = city.free_slot()
    visitor.open(f"#/book/{office}/{service}/details?starts={starts.replace('+', '%2B')}")


def _described_by_error(visitor: Visitor, field: str) -> str:
    described = visitor.page.get_attribute(f"#{field}", "aria-describedby") or ""
    assert f"{field}-error" in described
    assert visitor.page.get_attribute(f"#{field}", "aria-invalid") == "true"
    return visitor.find(f"#{field}-error").inner_text()


@pytest.mark.parametrize(
    ("language", "nik_error"),
    [("id", "Tanggal lahir di dalam NIK"), ("en", "The birth date inside this NIK")],
)
def test_each_fault_stands_at_its_field_and_the_summary_leads_there(
    visit: Callable[..., Visitor], city: City, language: str, nik_error: str
) -> None:
    visitor = visit(language)
    _details(visitor, city)
    visitor.type_citizen(Citizen(name="R2D2", nik="5171013113900001", phone="telepon"))
    visitor.press(SUBMIT)
    assert visitor.page.evaluate("document.activeElement.matches('.notice-wrong')"), "the summary is read out"
    assert nik_error in _described_by_error(visitor, "nik")
    assert _described_by_error(visitor, "name")
    assert _described_by_error(visitor, "phone")
    visitor.check()
    visitor.find(".notice-wrong a").nth(1).click()
    assert visitor.focused() == "nik"
    assert visitor.page.input_value("#name") == "R2D2"


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_only_the_server_knows_stands_at_its_field_too(
    visit: Callable[..., Visitor], city: City, language: str
) -> None:
    visitor = visit(language)
    _details(visitor, city)
    # Looks like a number, but no network has it.
    visitor.type_citizen(Citizen(phone="0000 0000 00"))
    visitor.press(SUBMIT)
    visitor.find("#phone-error").wait_for()
    assert ("Contoh" if language == "id" else "xample") in _described_by_error(visitor, "phone")
    assert visitor.page.evaluate("document.activeElement.matches('.notice-wrong')")
    visitor.check()


def test_a_second_booking_of_the_same_service_leads_to_the_first(
    visit: Callable[..., Visitor], city: City
) -> None:
    visitor, citizen = visit(), Citizen(phone=a_phone())
    _details(visitor, city)
    address = visitor.page.url
    visitor.type_citizen(citizen)
    visitor.press(SUBMIT)
    visitor.find(".ticket").wait_for()
    reference = visitor.page.url[-10:]
    visitor.page.goto(address)
    visitor.settle()
    visitor.type_citizen(citizen)
    visitor.press(SUBMIT)
    visitor.find(f".notice a[href='#/status/{reference}']").wait_for()
    visitor.check()


def test_a_lost_answer_and_a_second_press_make_one_booking(visit: Callable[..., Visitor], city: City) -> None:
    visitor = visit()
    keys: list[str | None] = []

    def swallow_the_first_answer(route: Route) -> None:
        keys.append(route.request.header_value("idempotency-key"))
        if len(keys) == 1:
            route.fetch()
            route.abort("connectionreset")
        else:
            route.continue_()

    visitor.page.route("**/v1/bookings?*", swallow_the_first_answer)
    _details(visitor, city)
    visitor.type_citizen(Citizen(phone=a_phone()))
    visitor.press(SUBMIT)
    visitor.find(".notice-wrong").wait_for()
    visitor.check()
    visitor.press(SUBMIT)
    visitor.find(".ticket").wait_for()
    assert len(keys) == 2
    assert keys[0]
    assert keys[0] == keys[1], "the retry is the same attempt, so it finds the first booking"
    visitor.faults = [fault for fault in visitor.faults if "ERR_CONNECTION_RESET" not in fault]


def test_two_presses_at_once_send_one_request(visit: Callable[..., Visitor], city: City) -> None:
    visitor = visit()
    sent: list[str] = []
    visitor.page.on(
        "request", lambda request: sent.append(request.method) if request.method == "POST" else None
    )
    _details(visitor, city)
    visitor.type_citizen(Citizen(phone=a_phone()))
    visitor.find(SUBMIT).dblclick()
    visitor.find(".ticket").wait_for()
    assert sent == ["POST"]


def test_a_full_time_offers_others(visit: Callable[..., Visitor], city: City) -> None:
    visitor = visit("en")
    _details(visitor, city)
    office, service, starts = city.free_slot()
    other = {"office": office, "office_name": "Elsewhere", "starts": starts, "ends": starts, "places_left": 1}
    problem = {
        "type": "/problems/slot-full",
        "status": 409,
        "detail": "That time is taken.",
        "alternatives": [other],
    }
    visitor.page.route("**/v1/bookings?*", lambda route: route.fulfill(status=409, json=problem))
    citizen = Citizen()
    visitor.type_citizen(citizen)
    visitor.press(SUBMIT)
    visitor.find(".alternative").first.wait_for()
    visitor.check()
    visitor.press(".alternative")
    assert service in visitor.page.url
    assert visitor.page.input_value("#nik") == citizen.nik, "what was typed is still there"


def test_a_slip_in_a_reference_is_noticed_before_a_try_is_spent(visit: Callable[..., Visitor]) -> None:
    visitor = visit("en")
    asked: list[str] = []
    visitor.page.on(
        "request", lambda request: asked.append(request.url) if "/v1/status" in request.url else None
    )
    visitor.open("#/status")
    for typed in ("", "B7KM", "B7KM 2QXR OI", "B7KM 2QXR 9T"):
        visitor.page.fill("#reference", typed)
        visitor.page.fill("#proof", "1234")
        visitor.press(SUBMIT)
        assert _described_by_error(visitor, "reference")
    assert asked == []


def test_a_wrong_proof_is_answered_like_an_unknown_reference(
    visit: Callable[..., Visitor], city: City
) -> None:
    visitor = visit("en")
    reference, _ = city.open_file()
    visitor.open("#/status")
    visitor.page.fill("#reference", reference)
    visitor.page.fill("#proof", "not it")
    visitor.press(SUBMIT)
    visitor.find(".notice-wrong").wait_for()
    assert visitor.page.input_value("#reference").replace(" ", "") == reference.replace(" ", "")
    visitor.check()


def test_how_long_to_wait_is_said_once(visit: Callable[..., Visitor], city: City) -> None:
    visitor = visit("en")
    reference, _ = city.open_file()
    detail = "Too many tries with a wrong proof. Try again in an hour."
    problem = {"type": "/problems/too-many-tries", "status": 429, "detail": detail}
    visitor.page.route(
        "**/v1/status/*",
        lambda route: route.fulfill(status=429, json=problem, headers={"Retry-After": "3600"}),
    )
    visitor.open("#/status")
    visitor.page.fill("#reference", reference)
    visitor.page.fill("#proof", "1234")
    visitor.press(SUBMIT)
    visitor.find(".notice-wrong").wait_for()
    assert visitor.find(".notice-wrong p").all_inner_texts() == [detail]


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_the_faults_of_a_form_stand_apart(visit: Callable[..., Visitor], city: City, size: str) -> None:
    visitor = visit("id", size)
    _details(visitor, city)
    visitor.page.fill("#name", "12")
    visitor.page.fill("#nik", "123")
    visitor.page.fill("#phone", "x")
    visitor.press(SUBMIT)
    boxes = [item.bounding_box() for item in visitor.find(".notice-wrong li").all()]
    assert len(boxes) == 3
    for above, below in itertools.pairwise(boxes):
        assert above
        assert below
        assert below["y"] - above["y"] - above["height"] >= SMALLEST_GAP
    visitor.check()


def test_a_step_that_nobody_noted_is_passed_once_a_later_one_is_reached(
    visit: Callable[..., Visitor],
) -> None:
    visitor = visit("en")
    visitor.open()
    marks, last, badge = visitor.page.evaluate(
        """async () => {
          const { timeline, stepBadge } = await import("/scripts/parts/timeline.js");
          const at = (hour) => `2026-01-05T${hour}:00:00+08:00`;
          const steps = [["Received", at("08")], ["Checked", null], ["Signed", at("09")], ["Ready", null]];
          const status = { kind: "case", status: "x", steps: steps.map(([name, at]) => ({ name, at })) };
          const items = [...timeline(status, "Asia/Makassar").querySelectorAll("li")];
          const finished = { ...status, steps: [...status.steps.slice(0, 3), { name: "Ready", at: at("10") }] };
          return [
            items.map((item) => item.className),
            items.map((item) => item.querySelector(".step-at").textContent).slice(1),
            stepBadge(finished).className,
          ];
        }"""
    )
    assert marks == ["is-done", "is-done", "is-done", "is-ahead"]
    assert (last[0], last[2]) == ("", "Not yet")
    assert "is-finished" in badge
