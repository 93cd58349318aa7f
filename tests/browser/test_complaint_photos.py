"""Photographs of a complaint in the browser: what was there, what was done, and what is odd about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.office import check
from tests.browser.test_complaints import brought, signed_in
from tests.builders.places import a_place, as_file
from tests.cloud.open_office import OpenOffice, open_office

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.visitor import Visitor
    from tests.cloud.running import Running

pytestmark = pytest.mark.browser

PATIENCE = 40_000


@pytest.fixture(scope="module")
def opened(running: Running) -> OpenOffice:
    """An office of these tests' own."""
    return open_office(running, "uji-foto-layar")


def test_a_photograph_of_what_was_there_sent_back_as_proof_is_flagged_to_both_sides(
    visit: Callable[..., Visitor], opened: OpenOffice, tmp_path: Path
) -> None:
    photo = tmp_path / "lubang.jpg"
    photo.write_bytes(as_file(a_place(41)))
    citizen = visit()
    reference, secret = brought(citizen, opened.id)
    citizen.find(".photo-part [data-photo=plus]").set_input_files(photo)
    expect(citizen.find(".photo-part .photo")).to_contain_text("Sudah sampai", timeout=PATIENCE)
    citizen.check()
    officer = visit("id", "desktop")
    signed_in(officer, opened, "officer", reference)
    expect(officer.find(".brought img")).to_be_visible()
    officer.page.keyboard.press("p")
    officer.find("dialog #text").fill("Sudah ditambal.")
    officer.find("dialog #proof").set_input_files(photo)
    officer.find("dialog .photo-words .icon").wait_for()
    check(officer)
    officer.find("dialog button[type=submit]").click()
    officer.find(".told .done-words").wait_for()
    row = officer.find(f"[data-key=row-{reference}]")
    for _ in range(20):
        officer.page.reload()
        row.click()
        officer.find(".complaint-view .proposal").wait_for()
        if officer.find(".proposal img").count():
            break
    expect(officer.find(".proposal .finding").first).to_contain_text("hampir sama dengan foto yang dikirim")
    check(officer)
    citizen.page.reload()
    citizen.page.fill("#proof", secret)
    citizen.press("form button[type=submit]")
    expect(citizen.find(".proposal img")).to_be_visible()
    expect(citizen.find(".proposal .finding").first).to_contain_text(
        "hampir sama dengan foto yang Anda kirim"
    )
    citizen.check()
