"""Take the pictures that the README shows: ``python -m tests.browser.pictures`` while ``make run`` is running."""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.visitor import SIZES, Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "pictures"


def main() -> None:
    """Photograph the first page and the choice of a time, on a phone and on a desktop."""
    site = (
        sys.argv[1] if len(sys.argv) > 1 else json.loads((ROOT / ".local/addresses.json").read_text())["site"]
    )
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        for size in ("phone", "desktop"):
            _photograph(browser, site, size)
        browser.close()


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
