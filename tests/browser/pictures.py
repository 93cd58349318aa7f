"""Take the pictures that the README shows: ``python -m tests.browser.pictures``.

The citizens' pages are those of the demonstration, the desk and the board those of an office that is open whatever the
hour; both run on a local cloud of their own.
"""

from __future__ import annotations

import base64
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.visitor import SIZES, Visitor
from tests.cloud.open_office import open_office
from tests.cloud.running import running_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.cloud.open_office import OpenOffice

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "pictures"
# Milliseconds after which desk and board show what was done.
A_FEW_POLLS = 7_000


def main() -> None:
    """Photograph the first page, the choice of a time, a desk and the board of a busy morning."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory() as folder,
        running_in(Path(folder)) as running,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        # First: lists of offices are remembered for a while.
        office = open_office(running)
        for size in ("phone", "desktop"):
            _photograph(browser, running.site, size)
        _photograph_office(browser, office)
        browser.close()


def _photograph_office(browser: Browser, office: OpenOffice) -> None:
    """A desk that has called, and the board beside it."""
    kiosk, colleague = office.token("kiosk"), office.token(number=2)
    for service in ("d000", "d001", "d007", "d000", "s000", "d001", "d000"):
        office.walk_in(kiosk, service)
    office.walk_in(kiosk, "d001", priority="elderly")
    for step in ("open", "call", "start"):
        office.step(colleague, step, "A2")
    visitor = Visitor(browser.new_context(**SIZES["desktop"], locale="id-ID"), office.running.site, "id")
    visitor.page.goto(f"{office.running.site}/desk.html?language=id")
    visitor.page.fill("input[type=email]", office.email())
    visitor.page.fill("input[type=password]", office.password)
    visitor.page.keyboard.press("Enter")
    visitor.page.get_by_role("button").filter(has_text="A1").first.click()
    visitor.page.get_by_role("button").filter(has_text="Panggil berikutnya").wait_for()
    visitor.page.wait_for_timeout(A_FEW_POLLS)
    visitor.page.keyboard.press("n")
    visitor.page.wait_for_timeout(A_FEW_POLLS)
    _keep(visitor, "desk-desktop")
    visitor.page.goto(f"{office.running.site}/board.html?language=id#/{office.id}")
    visitor.page.wait_for_timeout(A_FEW_POLLS)
    _keep(visitor, "board-desktop")
    visitor.leave()


def _photograph(browser: Browser, site: str, size: str) -> None:
    visitor = Visitor(browser.new_context(**SIZES[size], locale="id-ID"), site, "id")
    visitor.open()
    _keep(visitor, f"home-{size}")
    visitor.page.fill("#wish", "akte kelahiran")
    visitor.find(".found a").first.wait_for()
    visitor.press(".found a")
    visitor.press(".choice a.button")
    visitor.find(".day.is-open").nth(1).click()
    visitor.find(".near").evaluate("(one) => one.scrollIntoView()")
    _keep(visitor, f"times-{size}")
    visitor.leave()


def _keep(visitor: Visitor, name: str) -> None:
    """Write the window as it is seen, in the browser's own WebP, which is small."""
    session = visitor.context.new_cdp_session(visitor.page)
    picture = session.send("Page.captureScreenshot", {"format": "webp", "quality": 82})
    (FOLDER / f"{name}.webp").write_bytes(base64.b64decode(picture["data"]))


if __name__ == "__main__":
    main()
