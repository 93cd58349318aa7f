"""An officer's day at the desk: with the keyboard, through double clicks, lost answers, reloads and wrong passwords."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from infra.accounts import Accounts
from infra.package import LOCAL
from infra.seed.models import OfficerEntry
from tests.browser.office import check, show, sign_in
from tests.cloud.open_office import open_office

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Route

    from tests.browser.visitor import Visitor
    from tests.cloud.open_office import OpenOffice
    from tests.cloud.running import Running

pytestmark = pytest.mark.browser

STEPS = re.compile(r"/counters/[^/]+/steps")


@pytest.fixture(scope="module")
def opened(running: Running) -> OpenOffice:
    """An office of these tests' own."""
    return open_office(running, "uji-loket")


@pytest.fixture
def desk(opened: OpenOffice, visit: Callable[..., Visitor]) -> Iterator[Callable[..., Visitor]]:
    """Opens a window with the first officer signed in; counters are closed and the room is empty afterwards."""

    def signed_in(language: str = "id", size: str = "desktop", role: str = "officer") -> Visitor:
        visitor = visit(language, size)
        show(visitor, "desk")
        sign_in(visitor, opened, role)
        visitor.find(".counter-pick, .panel .act").first.wait_for()
        return visitor

    yield signed_in
    _clear(opened)


def _clear(opened: OpenOffice) -> None:
    token = opened.token("manager")
    queue = opened.ask(token, "/queue")
    for counter in queue["counters"]:
        if counter["mode"] != "closed":
            opened.step(token, "open", counter["counter"])
            _end(opened, token, counter["counter"], (counter["ticket"] or {}).get("state"))
    opened.step(token, "open")
    for ticket in queue["parked"]:
        opened.step(token, "resume", number=ticket["number"])
        _end(opened, token, "A1", "serving", closes=False)
    while opened.step(token, "call")["ticket"]:
        _end(opened, token, "A1", "called", closes=False)
    opened.step(token, "close")


def _end(opened: OpenOffice, token: str, counter: str, state: str | None, *, closes: bool = True) -> None:
    if state == "called":
        opened.step(token, "start", counter)
    if state:
        opened.step(token, "finish", counter)
    if closes:
        opened.step(token, "close", counter)


def _open_counter(visitor: Visitor, name: str = "A1") -> None:
    visitor.find(f"[data-key=pick-{name}]").click()
    visitor.find("[data-step=call]").first.wait_for()


def _number(visitor: Visitor) -> str:
    return visitor.find(".present-number").inner_text()


@pytest.mark.parametrize(("language", "wrong"), [("id", "salah"), ("en", "is wrong")])
@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_a_wrong_login_is_told_at_its_field(
    visit: Callable[..., Visitor], opened: OpenOffice, language: str, wrong: str, size: str
) -> None:
    visitor = visit(language, size)
    show(visitor, "desk")
    check(visitor)
    visitor.find("form button[type=submit]").click()
    assert visitor.find("#email-error").is_visible()
    visitor.page.fill("#email", opened.email())
    visitor.page.fill("#password", "Salah-sekali-1234")
    visitor.find("form button[type=submit]").click()
    expect(visitor.find("#password-error")).to_contain_text(wrong)
    check(visitor)
    sign_in(visitor, opened)
    visitor.find(".counter-pick").first.wait_for()
    kept = visitor.page.evaluate("[JSON.stringify({...localStorage}), location.href].join()")
    assert opened.password not in kept
    assert "eyJ" not in kept, "a token stays in the tab"


def test_an_invited_officer_chooses_a_password_of_their_own(
    visit: Callable[..., Visitor], opened: OpenOffice
) -> None:
    email = f"baru-{uuid.uuid4().hex[:8]}@uji.example"
    cloud = opened.running.cloud
    accounts = Accounts(cloud.client("cognito-idp"), cloud.export(f"tanpa-antre-{LOCAL}-UserPoolId"))
    entry = OfficerEntry.model_validate(
        {"email": email, "role": "officer", "office": opened.id, "agency": "dukcapil"}
    )
    accounts.invite(entry, temporary="Undangan-1234-x")
    visitor = visit("en", "desktop")
    show(visitor, "desk")
    visitor.page.fill("#email", email)
    visitor.page.fill("#password", "Undangan-1234-x")
    visitor.find("form button[type=submit]").click()
    visitor.find("#new-password").wait_for()
    check(visitor)
    visitor.page.fill("#new-password", "weak")
    visitor.find("form button[type=submit]").click()
    visitor.find("#new-password-error:not([hidden])").wait_for()
    visitor.page.fill("#new-password", "Milik-sendiri-5678")
    visitor.find("form button[type=submit]").click()
    visitor.find(".counter-pick").first.wait_for()


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_a_visit_goes_from_waiting_to_finished_by_keys_alone(
    desk: Callable[..., Visitor], opened: OpenOffice, language: str, size: str
) -> None:
    number = opened.walk_in(opened.token("kiosk"))["number"]
    visitor = desk(language, size)
    check(visitor)
    _open_counter(visitor)
    visitor.page.locator(".row-number", has_text=number).wait_for()
    check(visitor)
    visitor.page.keyboard.press("n")
    visitor.find("[data-step=start]").wait_for()
    assert _number(visitor) == number
    check(visitor)
    visitor.page.keyboard.press("x")
    visitor.find(".told .notice").wait_for()
    assert "2" in visitor.find(".told").inner_text(), "the server says after how many calls"
    visitor.page.keyboard.press("s")
    visitor.find("[data-step=finish]").wait_for()
    check(visitor)
    visitor.page.keyboard.press("p")
    visitor.find(".list-parked .row").wait_for()
    check(visitor)
    visitor.find("[data-step=resume]").click()
    visitor.find("[data-step=finish]").wait_for()
    visitor.page.keyboard.press("f")
    visitor.find("[data-step=call]").first.wait_for()
    visitor.page.keyboard.press("u")
    visitor.find("[data-step=finish]").wait_for()
    visitor.page.keyboard.press("f")
    visitor.find("[data-step=call]").first.wait_for()
    visitor.page.keyboard.press("b")
    visitor.find(".mode.is-paused").wait_for()
    check(visitor)


def test_a_double_click_calls_once(desk: Callable[..., Visitor], opened: OpenOffice) -> None:
    kiosk = opened.token("kiosk")
    first, second = opened.walk_in(kiosk)["number"], opened.walk_in(kiosk)["number"]
    visitor = desk()
    _open_counter(visitor)
    visitor.page.locator(".row-number", has_text=second).wait_for()
    sent: list[str] = []
    visitor.page.on("request", lambda one: sent.append(one.url) if STEPS.search(one.url) else None)
    visitor.find("[data-step=call]").first.dblclick()
    visitor.find("[data-step=start]").wait_for()
    visitor.settle()
    assert len(sent) == 1
    assert _number(visitor) == first
    assert second in [one["number"] for one in opened.ask(opened.token(), "/queue")["waiting"]]


def test_a_lost_answer_is_asked_for_again_with_the_same_key_even_after_a_reload(
    desk: Callable[..., Visitor], opened: OpenOffice
) -> None:
    number = opened.walk_in(opened.token("kiosk"))["number"]
    visitor = desk("en")
    _open_counter(visitor)
    keys: list[str] = []

    def lose(route: Route) -> None:
        """The step is carried out, and its answer does not arrive."""
        keys.append(route.request.headers["idempotency-key"])
        if len(keys) < 2:
            route.fetch()
            route.abort()
        elif len(keys) == 2:
            route.abort()
        else:
            route.continue_()

    visitor.page.route(STEPS, lose)
    visitor.find("[data-step=call]").first.click()
    visitor.find(".told .notice-warning").wait_for()
    check(visitor)
    visitor.find("[data-step][aria-disabled=true]").first.wait_for()
    visitor.page.reload()
    visitor.find("[data-step=start]").wait_for()
    assert _number(visitor) == number
    visitor.find(".told .notice-warning").wait_for(state="detached")
    assert len(set(keys)) == 1
    assert len(keys) >= 2
    visitor.faults.clear()  # the aborted requests


def test_a_reload_resumes_where_the_officer_was(desk: Callable[..., Visitor], opened: OpenOffice) -> None:
    number = opened.walk_in(opened.token("kiosk"))["number"]
    visitor = desk()
    _open_counter(visitor, "A2")
    visitor.page.keyboard.press("n")
    visitor.find("[data-step=start]").wait_for()
    visitor.page.reload()
    visitor.find("[data-step=start]").wait_for()
    assert _number(visitor) == number
    assert "A2" in visitor.find("h1").inner_text()


def test_a_session_that_has_ended_leads_to_sign_in_and_back(
    desk: Callable[..., Visitor], opened: OpenOffice
) -> None:
    visitor = desk()
    _open_counter(visitor)
    visitor.page.evaluate(
        """() => {
          const kept = JSON.parse(sessionStorage.getItem("officer"));
          sessionStorage.setItem("officer", JSON.stringify({...kept, token: "gone", refresh: "gone"}));
        }"""
    )
    visitor.find("#email").wait_for()
    sign_in(visitor, opened)
    visitor.find("[data-step=call]").first.wait_for()
    assert "A1" in visitor.find("h1").inner_text()


def test_a_token_is_renewed_before_it_ends(desk: Callable[..., Visitor]) -> None:
    visitor = desk()
    with visitor.page.expect_response(re.compile("/session/refresh")) as renewed:
        visitor.page.evaluate(
            """() => {
              const kept = JSON.parse(sessionStorage.getItem("officer"));
              sessionStorage.setItem("officer", JSON.stringify({...kept, ends: Date.now() + 60_000}));
            }"""
        )
    assert renewed.value.status == 201
    visitor.find(".counter-pick").first.wait_for()


def test_letters_in_fields_stay_letters(desk: Callable[..., Visitor], opened: OpenOffice) -> None:
    first = opened.walk_in(opened.token("kiosk"))["number"]
    second = opened.walk_in(opened.token("kiosk"))["number"]
    visitor = desk()
    _open_counter(visitor)
    visitor.page.locator(".row-number", has_text=second).wait_for()
    visitor.page.keyboard.press("g")
    visitor.find("#number").wait_for()
    check(visitor)
    visitor.page.keyboard.type("n")
    assert visitor.page.input_value("#number") == "n"
    assert first in visitor.find(".list").first.inner_text(), "nobody was called"
    visitor.page.fill("#number", second.lower())
    visitor.page.keyboard.press("Enter")
    visitor.find("[data-step=start]").wait_for()
    assert _number(visitor) == second


def test_keys_can_be_switched_off(desk: Callable[..., Visitor]) -> None:
    visitor = desk("en")
    _open_counter(visitor)
    visitor.page.keyboard.press("?")
    visitor.find(".help-keys").wait_for()
    check(visitor)
    visitor.find("#keys-on").uncheck()
    visitor.page.keyboard.press("Escape")
    visitor.find("dialog").wait_for(state="detached")
    visitor.page.keyboard.press("b")
    assert visitor.find(".mode.is-paused").count() == 0
    assert not visitor.find(".act .key").first.is_visible()


@pytest.mark.parametrize("language", ["id", "en"])
def test_somebody_with_an_appointment_is_checked_in_seen_and_sent_on(
    desk: Callable[..., Visitor], opened: OpenOffice, language: str
) -> None:
    reference, _ = opened.booking("d007")
    visitor = desk(language)
    _open_counter(visitor)
    visitor.page.keyboard.press("t")
    visitor.find("dialog .row-act").first.wait_for()
    check(visitor)
    visitor.page.keyboard.press("Escape")
    visitor.page.keyboard.press("i")
    visitor.page.fill("#reference", "B222")
    visitor.page.keyboard.press("Enter")
    visitor.find("#reference-error:not([hidden])").wait_for()
    visitor.page.fill("#reference", reference.lower())
    visitor.page.keyboard.press("Enter")
    number = visitor.find("dialog .slip-number").inner_text()
    visitor.settle()
    check(visitor)
    visitor.page.keyboard.press("Escape")
    visitor.page.keyboard.press("g")
    visitor.page.fill("#number", number)
    visitor.page.keyboard.press("Enter")
    visitor.find("[data-step=start]").wait_for()
    visitor.page.keyboard.press("v")
    expect(visitor.find("dialog .visitor")).to_contain_text("********")
    visitor.settle()
    check(visitor)
    visitor.page.keyboard.press("Escape")
    visitor.page.keyboard.press("d")
    visitor.page.select_option("#to-counter", "A3")
    check(visitor)
    visitor.find(".redirect button").nth(1).click()
    visitor.find("[data-step=call]").first.wait_for()
    expect(visitor.page.locator(".row", has_text=number)).to_contain_text("A3")


def test_an_officer_gives_a_ticket_to_somebody_without_an_appointment(
    desk: Callable[..., Visitor],
) -> None:
    visitor = desk("en", "phone")
    visitor.find("[data-key='walk-in.open']").click()
    visitor.find("dialog button[type=submit]").click()
    visitor.find("dialog .notice-wrong").wait_for()
    visitor.page.fill("#walk-in-filter", "lost")
    visitor.find("dialog label.tick:visible input").first.check()
    visitor.page.select_option("#need", "elderly")
    check(visitor)
    visitor.find("dialog button[type=submit]").click()
    number = visitor.find("dialog .slip-number").inner_text()
    visitor.settle()
    check(visitor)
    visitor.page.keyboard.press("Escape")
    expect(visitor.find(".list").first).to_contain_text(number)


def test_an_emergency_is_seen_by_everybody_until_a_manager_ends_it(
    desk: Callable[..., Visitor], visit: Callable[..., Visitor], opened: OpenOffice
) -> None:
    visitor = desk("id", "phone")
    other = visit("en", "desktop")
    show(other, "desk")
    sign_in(other, opened, "manager")
    other.find(".counter-pick").first.wait_for()
    _open_counter(visitor)
    visitor.find(".alarm-button").click()
    check(visitor)
    visitor.find("dialog .button-danger").click()
    visitor.find(".alarm-inside").wait_for()
    assert visitor.find(".alarm-inside button").count() == 0, "officers cannot end it"
    other.find(".alarm-inside").wait_for()
    check(other)
    other.find(".alarm-inside button").click()
    other.find(".alarm-inside").wait_for(state="detached")
    visitor.find(".alarm-inside").wait_for(state="detached")


def test_a_manager_reads_who_did_what(desk: Callable[..., Visitor], opened: OpenOffice) -> None:
    opened.walk_in(opened.token())
    visitor = desk("en", "phone", role="manager")
    visitor.find("[data-key='record.open']").click()
    expect(visitor.find(".record")).to_contain_text("Ticket given")
    check(visitor)


def test_what_has_not_changed_is_not_sent_again(desk: Callable[..., Visitor]) -> None:
    visitor = desk()
    with visitor.page.expect_response(
        lambda answer: "/queue" in answer.url and answer.status == 304, timeout=15_000
    ) as answer:
        pass
    assert answer.value.request.headers["if-none-match"]
