"""Chromium from the system, a window per test, and the pages of the running system in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser.city import City
from tests.browser.visitor import SIZES, Visitor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from tests.browser.counter import Counter
    from tests.cloud.running import Running

CHROMIUM = Path("/usr/bin/chromium")
# How long anything is waited for: nothing here asserts a time, and a machine that runs two cities at once can be slow.
PATIENCE_MS = 60_000
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser; without one these tests skip, except under CI."""
    if not CHROMIUM.exists():
        absent = f"{CHROMIUM} is missing; on Debian: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(absent)
        pytest.skip(absent)
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415 - only where there is a browser

    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def city(chromium: Browser, running: Running) -> City:
    """The seeded offices. Asks for the browser first, so that without one nothing is started."""
    return City(running)


@pytest.fixture(scope="session")
def open_counter(chromium: Browser, running: Running) -> Counter:
    """A counter of an office that is always open."""
    from tests.browser.counter import opened  # noqa: PLC0415 - most tests need none

    return opened(running)


@pytest.fixture
def counter(open_counter: Counter) -> Counter:
    """An open counter where citizens can be called, with nobody at it."""
    open_counter.clear()
    return open_counter


@pytest.fixture
def visit(chromium: Browser, city: City) -> Iterator[Callable[..., Visitor]]:
    """Opens a window: ``visit(language="id", size="phone")``. Faults seen nowhere fail the test at its end.

    ``keeps=False`` is a browser without service workers, so that the test sees every request of the page.
    """
    visitors: list[Visitor] = []

    def opened(
        language: str = "id", size: str = "phone", site: str = city.site, *, keeps: bool = True
    ) -> Visitor:
        workers: Literal["allow", "block"] = "allow" if keeps else "block"
        context = chromium.new_context(**SIZES[size], locale="id-ID", service_workers=workers)
        context.set_default_timeout(PATIENCE_MS)
        visitors.append(Visitor(context, site, language))
        return visitors[-1]

    yield opened
    for visitor in visitors:
        visitor.leave()
    assert [fault for visitor in visitors for fault in visitor.faults] == []
