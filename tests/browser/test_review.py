"""An officer reviews documents with the keyboard: accepts, corrects, sends back, and meets somebody who was quicker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.office import check, show, sign_in
from tests.browser.papers import BY_OFFICER, booked, photographed
from tests.cloud.citizen import Citizen
from tests.cloud.open_office import open_office

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.browser.papers import Booked
    from tests.browser.visitor import Visitor
    from tests.cloud.open_office import OpenOffice
    from tests.cloud.running import Running

pytestmark = pytest.mark.browser

# The decisions can be pressed once the image stands there.
READY = ".review-acts:has([data-waits]:not([aria-disabled]))"


@pytest.fixture(scope="module")
def opened(running: Running) -> OpenOffice:
    """An office of these tests' own; certificates are no work for a machine and wait for an officer."""
    return open_office(running, "uji-periksa", asks={"d000": (BY_OFFICER,), "d001": ("ktp",)})


@pytest.fixture
def review(visit: Callable[..., Visitor], opened: OpenOffice) -> Iterator[Callable[..., Visitor]]:
    """Opens the page with an officer signed in, who sees what waits."""

    def signed_in(language: str = "id", size: str = "desktop") -> Visitor:
        visitor = visit(language, size)
        show(visitor, "review")
        check(visitor)
        sign_in(visitor, opened)
        return visitor

    yield signed_in
    _send_back_all(opened)


def _send_back_all(opened: OpenOffice) -> None:
    """Leave nothing waiting for the next test."""
    desk = Citizen(opened.running.api)
    address, token = f"/v1/desk/offices/{opened.id}/documents", f"Bearer {opened.token()}"
    for one in desk.get(address, authorization=token).ok()["documents"]:
        paper = desk.get(f"{address}/{one['reference']}", authorization=token).ok()
        wanted = {"version": paper["version"], "reasons": ["incomplete"]}
        desk.post(f"{address}/{one['reference']}/reject", wanted, authorization=token).ok()


def _certificate(opened: OpenOffice, folder: Path) -> tuple[Booked, str]:
    """Somebody's certificate that waits for an officer."""
    somebody = booked(opened)
    return somebody, somebody.send(BY_OFFICER, photographed(somebody.holder, folder))


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_an_officer_accepts_and_the_next_one_opens(
    review: Callable[..., Visitor], opened: OpenOffice, tmp_path: Path, size: str
) -> None:
    first, reference = _certificate(opened, tmp_path)
    second, other = _certificate(opened, tmp_path)
    visitor = review("id", size)
    visitor.find(READY).wait_for()
    assert visitor.find(".paper-row").count() == 2
    assert visitor.page.evaluate("document.querySelector('.sheet-image').naturalWidth") > 0
    check(visitor)
    visitor.page.keyboard.press("a")
    visitor.find(".done-words").wait_for()
    visitor.find(READY).wait_for()
    expect(visitor.find(".paper-row")).to_have_count(1)
    check(visitor)
    visitor.page.keyboard.press("a")
    visitor.find(".review-done").wait_for()
    check(visitor)
    assert first.document(reference)["state"] == second.document(other)["state"] == "accepted"


def test_the_image_is_enlarged_turned_and_shown_whole_by_keys(
    review: Callable[..., Visitor], opened: OpenOffice, tmp_path: Path
) -> None:
    _certificate(opened, tmp_path)
    visitor = review("en")
    visitor.find(READY).wait_for()
    image = visitor.find(".sheet-image")

    def width() -> float:
        return float(image.evaluate("(one) => parseFloat(one.style.width)"))

    whole = width()
    visitor.page.keyboard.press("z")
    visitor.page.keyboard.press("z")
    assert width() > 1.9 * whole
    visitor.page.keyboard.press("t")
    assert "90deg" in str(image.get_attribute("style"))
    check(visitor)
    visitor.page.keyboard.press("0")
    assert width() == pytest.approx(whole)
    visitor.page.keyboard.press("?")
    visitor.find(".help-keys").wait_for()
    check(visitor)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_document_goes_back_with_reasons_that_its_citizen_reads(
    review: Callable[..., Visitor], opened: OpenOffice, tmp_path: Path, language: str
) -> None:
    somebody, reference = _certificate(opened, tmp_path)
    visitor = review(language)
    visitor.find(READY).wait_for()
    visitor.page.keyboard.press("r")
    visitor.find("dialog button[type=submit]").click()
    visitor.find("dialog .field-error").wait_for()
    check(visitor)
    visitor.page.keyboard.press("Space")
    visitor.page.fill("#reject-words", "Halaman kedua belum ada.")
    visitor.find("dialog button[type=submit]").click()
    visitor.find(".review-done").wait_for()
    document = somebody.document(reference)
    assert document["state"] == "rejected"
    assert "Halaman kedua belum ada." in [one["message"] for one in document["findings"]]
    assert document["may_send_again"]


def test_a_digit_that_was_read_wrong_is_marked_and_corrected(
    review: Callable[..., Visitor], opened: OpenOffice, tmp_path: Path
) -> None:
    somebody = booked(opened, digits_off=1, service="d001")
    reference = somebody.send("ktp", photographed(somebody.holder, tmp_path))
    visitor = review("en")
    visitor.find(READY).wait_for()
    nik = visitor.page.locator(".read", has=visitor.page.get_by_role("heading", name="NIK", exact=True))
    assert nik.locator("mark").count() == 2, "the same place in what was read and in what was typed"
    check(visitor)
    visitor.page.keyboard.press("e")
    assert visitor.focused() == "value-nik"
    visitor.page.keyboard.type(somebody.nik)
    visitor.page.keyboard.press("Enter")
    visitor.find(".done-words").wait_for()
    expect(nik.locator("mark")).to_have_count(0)
    assert visitor.page.evaluate("document.activeElement.dataset.key") == "edit-nik"
    check(visitor)
    visitor.find(READY).wait_for()
    visitor.page.keyboard.press("a")
    visitor.find(".review-done").wait_for()
    assert somebody.document(reference)["state"] == "accepted"


def test_who_was_slower_is_told_and_shown_how_things_stand(
    review: Callable[..., Visitor], opened: OpenOffice, tmp_path: Path
) -> None:
    _certificate(opened, tmp_path)
    visitor = review("id", "phone")
    visitor.find(READY).wait_for()
    _send_back_all(opened)
    visitor.page.keyboard.press("a")
    visitor.find(".told .notice-warning").wait_for()
    visitor.find(".review-done").wait_for()
    check(visitor)


def test_two_quick_presses_decide_one_document(
    review: Callable[..., Visitor], opened: OpenOffice, tmp_path: Path
) -> None:
    _certificate(opened, tmp_path)
    _certificate(opened, tmp_path)
    visitor = review()
    visitor.find(READY).wait_for()
    for _ in range(3):
        visitor.page.keyboard.press("a")
    visitor.find(".done-words").wait_for()
    visitor.find(READY).wait_for()
    expect(visitor.find(".paper-row")).to_have_count(1)


def test_the_desk_leads_to_the_documents_and_back(visit: Callable[..., Visitor], opened: OpenOffice) -> None:
    visitor = visit()
    show(visitor, "desk")
    sign_in(visitor, opened)
    visitor.find(".counter-pick").first.wait_for()
    visitor.page.keyboard.press("k")
    visitor.find(".review-done").wait_for()
    visitor.find("a.back").click()
    visitor.find(".counter-pick").first.wait_for()
