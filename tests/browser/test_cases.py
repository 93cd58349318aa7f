"""Files at the desk, on the citizen's page, and letters that anybody verifies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.city import Citizen, a_phone
from tests.browser.office import check, show, sign_in
from tests.builders.letters import a_pdf
from tests.cloud.open_office import OpenOffice, open_office

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.visitor import Visitor
    from tests.cloud.running import Running

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def opened(running: Running) -> OpenOffice:
    """An office of these tests' own."""
    return open_office(running, "uji-berkas")


@pytest.fixture
def desk(opened: OpenOffice, visit: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Opens the page of files with an officer signed in."""

    def signed_in(language: str = "id", size: str = "desktop") -> Visitor:
        visitor = visit(language, size)
        show(visitor, "cases")
        sign_in(visitor, opened)
        visitor.find(".file-none").wait_for()
        return visitor

    return signed_in


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """The finished letter, as a word processor saved it."""
    path = tmp_path / "surat.pdf"
    path.write_bytes(a_pdf())
    return path


def handed_in(officer: Visitor) -> tuple[str, str]:
    """Somebody hands in a file, by the keyboard; reference and proof."""
    citizen = Citizen(phone=a_phone())
    officer.page.keyboard.press("n")
    officer.find("#name").wait_for()
    officer.type_citizen(citizen)
    officer.find("dialog button[type=submit]").click()
    reference = officer.find("dialog .made-code").first.inner_text().replace(" ", "")
    officer.page.keyboard.press("Enter")
    expect(officer.find(".file-head .file-code")).to_have_text(
        re.compile(r"\s?".join(reference)), use_inner_text=True
    )
    return reference, citizen.phone[-4:]


def looked_up(citizen: Visitor, reference: str, proof: str) -> None:
    """The citizen opens their file."""
    citizen.open(f"#/status/{reference}")
    citizen.page.fill("#proof", proof)
    citizen.press("form button[type=submit]")


def test_a_file_waits_goes_on_and_becomes_a_letter_that_anybody_can_verify(
    desk: Callable[..., Visitor], visit: Callable[..., Visitor], letter: Path, tmp_path: Path
) -> None:
    officer = desk()
    reference, proof = handed_in(officer)
    check(officer)
    officer.page.keyboard.press("p")
    officer.find("#why-documents").check()
    officer.page.fill("#words-id", "KK Anda buram.")
    check(officer)
    officer.find("dialog button[type=submit]").click()
    expect(officer.find(".file-view .notice-warning")).to_contain_text("KK Anda buram.")
    citizen = visit()
    looked_up(citizen, reference, proof)
    expect(citizen.find(".notice-warning")).to_contain_text("KK Anda buram.")
    expect(citizen.find(".timeline")).to_contain_text("Menunggu Anda")
    citizen.check()
    officer.page.keyboard.press("r")
    officer.find("[data-key=act-L]").wait_for()
    officer.page.keyboard.press("l")
    officer.find("#letter-file").set_input_files(letter)
    officer.find("dialog button[type=submit]").click()
    officer.find(".letter-box").wait_for()
    check(officer)
    code = officer.find(".letter-box .made-code").inner_text().replace(" ", "")
    citizen.page.reload()
    looked_up(citizen, reference, proof)
    citizen.check()
    with citizen.page.expect_download() as saving:
        citizen.find(".letter-card button").click()
    saved = tmp_path / saving.value.suggested_filename
    saving.value.save_as(saved)
    assert saved.name == f"surat-{code}.pdf"
    anybody = visit()
    anybody.open(f"#/verify/{code.lower()}")
    expect(anybody.find(".verify-card .notice-good")).to_be_visible()
    anybody.find("#letter-file").set_input_files(saved)
    expect(anybody.find(".verify-card [role=status]")).to_contain_text("sama persis")
    anybody.find("#letter-file").set_input_files(letter)
    expect(anybody.find(".verify-card [role=status]")).to_contain_text("berbeda")
    anybody.check()
    officer.find("[data-key=letter-revoke]").click()
    officer.find("dialog .button-danger").click()
    officer.find(".letter-box").wait_for(state="detached")
    anybody.page.reload()
    anybody.settle()
    expect(anybody.find(".verify-card .notice-wrong")).to_contain_text("dicabut")
    anybody.check()


def test_a_refusal_on_a_phone_in_english_reaches_its_citizen(
    desk: Callable[..., Visitor], visit: Callable[..., Visitor]
) -> None:
    officer = desk("en", "phone")
    reference, proof = handed_in(officer)
    check(officer)
    officer.find("[data-key=act-X]").click()
    officer.find("dialog button[type=submit]").click()
    expect(officer.find("dialog .field-error")).to_be_visible()
    officer.find("#why-requirements").check()
    officer.find("dialog button[type=submit]").click()
    expect(officer.find(".file-view .notice-wrong")).to_contain_text("The requirements are not met.")
    expect(officer.find(f"[data-key=file-{reference}]")).to_have_count(0)
    check(officer)
    citizen = visit("en", "desktop")
    looked_up(citizen, reference, proof)
    expect(citizen.find(".notice-wrong")).to_contain_text("The requirements are not met.")
    citizen.check()


def test_the_second_of_two_officers_sees_what_the_first_has_done(
    desk: Callable[..., Visitor], opened: OpenOffice
) -> None:
    first, second = desk(), desk()
    reference, _ = handed_in(first)
    second.page.fill("#find", reference)
    second.page.keyboard.press("Enter")
    second.find(".file-view h1").wait_for()
    first.page.keyboard.press("a")
    expect(first.find(".told")).to_contain_text("Tahap tercatat")
    second.page.keyboard.press("p")
    second.find("#why-visit").check()
    second.find("dialog button[type=submit]").click()
    expect(second.find(".told .notice-warning")).to_be_visible()
    expect(second.find(".file-view .timeline .is-done")).to_have_count(2)


def test_a_code_of_no_letter_is_told_kindly(visit: Callable[..., Visitor]) -> None:
    anybody = visit("en", "desktop")
    anybody.open("#/verify")
    anybody.find("form button[type=submit]").click()
    assert anybody.find("#code-error").is_visible()
    anybody.page.fill("#code", "abcd efgh jk")
    anybody.press("form button[type=submit]")
    expect(anybody.find(".verify-card .notice-wrong")).to_be_visible()
    anybody.check()
