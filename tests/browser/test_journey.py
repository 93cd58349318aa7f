"""A citizen finds a service, books, keeps the reference, moves and cancels: in both languages, at both sizes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.city import Citizen, City, a_phone

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

# CSS pixels
LARGEST_BUTTON = 80


@pytest.mark.parametrize("size", ["phone", "desktop"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_citizen_books_moves_and_cancels(
    visit: Callable[..., Visitor], city: City, language: str, size: str
) -> None:
    visitor = visit(language, size)
    citizen = Citizen(phone=a_phone() if size == "phone" else "")
    _find_service(visitor, city, language)
    _choose_time(visitor)
    reference = _give_details(visitor, citizen)
    _keep(visitor, reference)
    _move(visitor)
    _cancel(visitor)


def _find_service(visitor: Visitor, city: City, language: str) -> None:
    service = city.shared_service(language)
    visitor.open()
    assert visitor.page.get_attribute("html", "lang") == language
    visitor.check()
    visitor.page.fill("#wish", service["name"])
    visitor.find(
        ".found .service-name",
    ).filter(has_text=service["name"]).first.wait_for()
    visitor.check()
    visitor.press(f".found a[href='#/service/{service['id']}']")
    assert visitor.find("h1").inner_text() == service["name"]
    offering = [one for one in city.offices() if service["id"] in {each["id"] for each in one["services"]}]
    assert visitor.find(".choice").count() == len(offering) >= 2
    visitor.check()
    visitor.press(".choice a.button")


def _choose_time(visitor: Visitor) -> None:
    visitor.press(".day.is-closed")
    assert visitor.find(".times-panel .alternative").count() > 0, "a closed day leads to other days"
    visitor.check()
    visitor.find(".day.is-open").nth(3).click()
    assert visitor.find(".slot.is-recommended").count() > 0
    visitor.check()
    visitor.press("a.slot")


def _give_details(visitor: Visitor, citizen: Citizen) -> str:
    visitor.check()
    visitor.type_citizen(citizen)
    visitor.press("form.form button[type=submit]")
    visitor.find(".ticket").wait_for()
    visitor.settle()
    found = re.search(r"#/booked/(B\w{9})$", visitor.page.url)
    assert found, visitor.page.url
    assert visitor.find(".secret").count() == (0 if citizen.phone else 1)
    assert citizen.nik not in visitor.page.content()
    assert visitor.find(".bring-list li").count() > 0
    assert visitor.find("svg.qr").is_visible()
    visitor.check()
    return found[1]


def _keep(visitor: Visitor, reference: str) -> None:
    visitor.press(".tools .button:has(.icon-keep)")
    with visitor.page.expect_download() as download:
        visitor.press(".tools .button:has(.icon-calendar)")
    assert download.value.suggested_filename == f"{reference}.ics"
    assert "BEGIN:VEVENT" in download.value.path().read_text("utf-8")
    kept = visitor.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert reference in kept
    assert not re.search(r"\d{16}|7890|Contoh", kept), "only the reference is kept, and the language"


def _move(visitor: Visitor) -> None:
    visitor.press(".next-steps a")
    visitor.find(".timeline").wait_for()
    visitor.check()
    before = visitor.find(".ticket-time").inner_text()
    visitor.press(".changes a.button")
    visitor.find(".day.is-open").nth(4).click()
    visitor.check()
    visitor.press("li:last-child > a.slot")
    visitor.check()
    visitor.press(".column > .button-large")
    visitor.find(".notice-good").wait_for()
    assert visitor.find(".ticket-time").inner_text() != before
    visitor.check()


def _cancel(visitor: Visitor) -> None:
    visitor.find(".changes .button-danger").click()
    visitor.check()
    visitor.find("dialog .is-full").click()
    visitor.find(".badge.is-cancelled").wait_for()
    visitor.settle()
    visitor.check()


def test_a_booking_is_opened_again_with_the_reference_as_people_type_it(
    visit: Callable[..., Visitor], city: City
) -> None:
    office, service, starts = city.free_slot()
    visitor = visit()
    visitor.open(f"#/book/{office}/{service}/details?starts={starts.replace('+', '%2B')}")
    visitor.type_citizen(Citizen(phone=a_phone("4321")))
    visitor.press("form.form button[type=submit]")
    visitor.find(".ticket").wait_for()
    reference = visitor.page.url[-10:]
    visitor.page.reload()
    visitor.settle()
    assert visitor.find("#proof").is_visible(), "after a reload the proof is asked for again"
    visitor.page.fill("#reference", f" {reference[:4]}-{reference[4:8]} {reference[8:]}".lower())
    visitor.page.fill("#proof", "4321")
    visitor.press("form.form button[type=submit]")
    visitor.find(".ticket").wait_for()
    assert visitor.page.url.endswith(f"#/status/{reference}")


def test_a_file_shows_its_milestones(visit: Callable[..., Visitor], city: City) -> None:
    reference, proof = city.open_file()
    visitor = visit("en", "desktop")
    visitor.open("#/status")
    visitor.check()
    visitor.page.fill("#reference", reference)
    visitor.page.fill("#proof", proof)
    visitor.press("form.form button[type=submit]")
    visitor.find(".timeline .is-done").first.wait_for()
    visitor.check()


def test_an_office_says_when_it_is_open(visit: Callable[..., Visitor], city: City) -> None:
    visitor = visit("en")
    for office in city.offices("en"):
        visitor.open(f"#/office/{office['id']}")
        assert visitor.find("h1").inner_text() == office["name"]
        assert visitor.find(".split-side > .hours tr").count() == 7
        visitor.check()


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_the_pages_can_be_read_in_the_dark(visit: Callable[..., Visitor], city: City, size: str) -> None:
    visitor = visit("id", size)
    visitor.page.emulate_media(color_scheme="dark")
    office, service, starts = city.free_slot()
    for address in (
        "",
        f"#/service/{service}",
        f"#/book/{office}/{service}",
        f"#/book/{office}/{service}/details?starts={starts.replace('+', '%2B')}",
        "#/status",
    ):
        visitor.open(address)
        visitor.check()


def test_the_language_is_switched_in_place_and_remembered(visit: Callable[..., Visitor]) -> None:
    visitor = visit("id")
    visitor.open()
    visitor.press(".language")
    assert visitor.page.get_attribute("html", "lang") == "en"
    assert "language=en" in visitor.page.url
    assert visitor.page.evaluate("document.activeElement.className") == "language"
    visitor.page.goto(visitor.page.url.split("?")[0])
    visitor.settle()
    assert visitor.page.get_attribute("html", "lang") == "en"


def test_a_file_that_does_not_exist_leads_home_too(visit: Callable[..., Visitor], city: City) -> None:
    visitor = visit()
    answer = visitor.page.goto(f"{city.site}/not/here")
    assert answer
    assert answer.status == 404
    visitor.check()
    assert visitor.find(".lost a").all_inner_texts() == ["Ke halaman depan", "To the home page"]
    box = visitor.find("a.button").first.bounding_box()
    assert box
    assert box["height"] < LARGEST_BUTTON, "a button, not a block that fills the page"
    visitor.press("a.button")
    visitor.find("#wish").wait_for()


@pytest.mark.parametrize(("language", "words"), [("id", "Ke halaman depan"), ("en", "To the home page")])
def test_a_file_that_does_not_exist_is_told_in_the_language_asked_for(
    visit: Callable[..., Visitor], city: City, language: str, words: str
) -> None:
    visitor = visit()
    visitor.page.goto(f"{city.site}/not/here?language={language}")
    visitor.find(f"html[lang={language}] a:visible").wait_for()
    assert visitor.find(".lost a:visible").all_inner_texts() == [words]
    visitor.check()


def test_an_address_that_leads_nowhere_leads_home(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.open("#/no/such/page")
    visitor.check()
    visitor.press(".lost a.button")
    assert visitor.find("#wish").is_visible()
