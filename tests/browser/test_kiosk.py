"""The kiosk at the door: an appointment or none, a ticket, and everything forgotten for the next."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.office import check, show, sign_in
from tests.cloud.open_office import open_office

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.visitor import Visitor
    from tests.cloud.open_office import OpenOffice
    from tests.cloud.running import Running

pytestmark = pytest.mark.browser

MINUTE = 60_000


@pytest.fixture(scope="module")
def opened(running: Running) -> OpenOffice:
    """An office of these tests' own."""
    return open_office(running, "uji-kios")


@pytest.fixture
def kiosk(opened: OpenOffice, visit: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Opens the page of a device that has signed in."""

    def signed_in(language: str = "id", size: str = "desktop", at: OpenOffice = opened) -> Visitor:
        visitor = visit(language, size)
        visitor.page.clock.install()
        show(visitor, "kiosk")
        sign_in(visitor, at, "kiosk")
        visitor.find(".kiosk-start").first.wait_for()
        return visitor

    return signed_in


def _tap(visitor: Visitor, signs: str) -> None:
    for sign in signs:
        visitor.page.get_by_role("button", name=sign, exact=True).click()


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_who_has_an_appointment_checks_in_on_the_screens_own_keys(
    kiosk: Callable[..., Visitor], opened: OpenOffice, language: str, size: str
) -> None:
    reference, proof = opened.booking()
    visitor = kiosk(language, size)
    check(visitor)
    visitor.find("[data-way=have]").click()
    _tap(visitor, reference[:5])
    visitor.find("form button[type=submit]").click()
    assert visitor.find("#reference-error").is_visible()
    check(visitor)
    _tap(visitor, reference[5:])
    visitor.find("form button[type=submit]").click()
    _tap(visitor, "0000" if proof != "0000" else "1111")
    visitor.find("form button[type=submit]").click()
    visitor.find("#proof-error:not([hidden])").wait_for()
    check(visitor)
    for _ in range(4):
        visitor.find(".pad-erase").click()
    _tap(visitor, proof)
    visitor.find("form button[type=submit]").click()
    visitor.find(".slip-number").wait_for()
    visitor.find(".slip .qr").wait_for()
    assert re.search(r"\d\d[.:]\d\d\u2013\d\d[.:]\d\d", visitor.find(".slip-turn").inner_text())
    check(visitor)
    assert reference not in visitor.page.url


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_who_has_none_chooses_services_and_takes_a_ticket(
    kiosk: Callable[..., Visitor], opened: OpenOffice, language: str, size: str
) -> None:
    visitor = kiosk(language, size)
    visitor.find("[data-way=none]").click()
    check(visitor)
    visitor.page.fill("#wish", "ktp hilang" if language == "id" else "lost id card")
    visitor.find(".kiosk-found .kiosk-service").first.click()
    visitor.find("summary").nth(1).click()
    visitor.find("details[open] .kiosk-service").first.click()
    expect(visitor.find(".kiosk-bar")).to_contain_text("2")
    check(visitor)
    visitor.find(".kiosk-bar button").click()
    check(visitor)
    visitor.find("[data-need=elderly]").click()
    number = visitor.find(".slip-number").inner_text()
    visitor.find(".slip .qr").wait_for()
    check(visitor)
    waiting = {one["number"]: one for one in opened.ask(opened.token(), "/queue")["waiting"]}
    assert waiting[number]["priority"] == "elderly"
    assert waiting[number]["more_stops"] == 1


def test_a_ticket_fits_a_58_millimetre_printer(kiosk: Callable[..., Visitor]) -> None:
    visitor = kiosk()
    _take(visitor)
    visitor.page.emulate_media(media="print")
    width = visitor.find(".slip").evaluate("(one) => one.getBoundingClientRect().width")
    assert width <= 48 / 25.4 * 96 + 1
    assert visitor.find(".slip-number").is_visible()
    assert not visitor.find(".kiosk-slip button").first.is_visible()


def test_two_taps_on_the_last_question_give_one_ticket(kiosk: Callable[..., Visitor]) -> None:
    visitor = kiosk()
    sent: list[str] = []
    visitor.page.on("request", lambda one: sent.append(one.url) if "/tickets" in one.url else None)
    _take(visitor, double=True)
    assert len(sent) == 1


def test_the_ticket_goes_by_itself_and_the_next_begins_in_the_usual_language(
    kiosk: Callable[..., Visitor],
) -> None:
    visitor = kiosk()
    visitor.find(".language").click()
    expect(visitor.find("h1")).to_have_text("Welcome")
    _take(visitor)
    visitor.page.clock.run_for(41_000)
    expect(visitor.find("h1")).to_have_text("Selamat datang")
    assert visitor.find(".slip").count() == 0
    visitor.find("[data-way=have]").click()
    assert visitor.page.input_value("#reference") == ""


def test_who_walks_away_is_asked_and_then_forgotten(kiosk: Callable[..., Visitor]) -> None:
    visitor = kiosk("en")
    visitor.find("[data-way=have]").click()
    visitor.page.fill("#reference", "B222")
    visitor.page.clock.run_for(MINUTE + 1_000)
    visitor.find("dialog.still").wait_for()
    check(visitor)
    visitor.find("dialog.still button").click()
    assert visitor.page.input_value("#reference") == "B222"
    visitor.page.clock.run_for(MINUTE + 21_000)
    visitor.find(".kiosk-start").first.wait_for()


def test_when_walk_ins_are_gone_the_free_times_are_shown(
    running: Running, kiosk: Callable[..., Visitor], opened: OpenOffice
) -> None:
    pools = tuple(replace(pool, booking_share=100) for pool in opened.office.pools)
    full = open_office(running, "uji-penuh", pools=pools)
    visitor = kiosk("en", "phone", full)
    visitor.find("[data-way=none]").click()
    visitor.find("summary").first.click()
    visitor.find("details[open] .kiosk-service").first.click()
    visitor.find(".kiosk-bar button").click()
    visitor.find("[data-need=none]").click()
    visitor.find(".free-times li").first.wait_for()
    visitor.find(".slip-code .qr").wait_for()
    check(visitor)


def test_an_officers_account_does_not_run_a_kiosk(visit: Callable[..., Visitor], opened: OpenOffice) -> None:
    visitor = visit("en", "phone")
    show(visitor, "kiosk")
    check(visitor)
    sign_in(visitor, opened)
    visitor.find(".notice-warning").wait_for()
    check(visitor)
    assert visitor.page.evaluate("sessionStorage.getItem('officer')") is None


def _take(visitor: Visitor, *, double: bool = False) -> None:
    visitor.find("[data-way=none]").click()
    visitor.find("summary").first.click()
    visitor.find("details[open] .kiosk-service").first.click()
    visitor.find(".kiosk-bar button").click()
    no = visitor.find("[data-need=none]")
    if double:
        no.dblclick()
    else:
        no.click()
    visitor.find(".slip .qr").wait_for()
