"""A first visit is light, a second one lighter, and without a network the pages open and say so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.meter import Meter

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Route

    from tests.browser.city import City
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

FIRST_VISIT = 100_000
FILES = Path(__file__).parents[2] / "frontend"


def _keep_shell(visitor: Visitor) -> None:
    """Wait until the service worker has taken everything in."""
    visitor.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    visitor.page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_first_visit_takes_at_most_100_kilobytes(
    visit: Callable[..., Visitor], city: City, language: str
) -> None:
    with Meter(city.site) as meter:
        visitor = visit(language, site=meter.address)
        visitor.open()
        shown = meter.received
        _keep_shell(visitor)
        assert 0 < meter.received <= FIRST_VISIT, f"{shown} bytes until shown, then what is kept for later"


def test_the_whole_way_to_a_time_stays_light(visit: Callable[..., Visitor], city: City) -> None:
    service = city.shared_service()
    with Meter(city.site) as meter:
        visitor = visit(site=meter.address)
        visitor.open()
        _keep_shell(visitor)
        before = meter.received
        visitor.open(f"#/service/{service['id']}")
        visitor.press(".choice a.button")
        visitor.find("a.slot").first.wait_for()
        assert meter.received - before <= FIRST_VISIT


def test_without_a_network_the_pages_open_and_say_so(visit: Callable[..., Visitor], city: City) -> None:
    service = city.shared_service("en")
    visitor = visit("en")
    visitor.open()
    _keep_shell(visitor)
    visitor.page.reload()
    visitor.settle()
    visitor.context.set_offline(True)
    visitor.page.reload()
    visitor.find(".connection.is-lost").wait_for()
    visitor.page.fill("#wish", service["name"])
    visitor.find(f".found a[href='#/service/{service['id']}']").first.wait_for()
    visitor.check()
    visitor.page.evaluate(f"location.hash = '#/book/{city.offices()[0]['id']}/{service['id']}'")
    visitor.find(".notice-warning").wait_for()
    visitor.check()
    visitor.context.set_offline(False)
    visitor.press(".notice-warning .button")
    visitor.find(".days").wait_for()


def test_a_disturbed_service_is_named_and_can_be_tried_again(visit: Callable[..., Visitor]) -> None:
    visitor = visit("en", keeps=False)
    healthy = False

    def disturbed(route: Route) -> None:
        if healthy:
            route.continue_()
        else:
            route.fulfill(status=502, content_type="text/html", body="<h1>Bad gateway</h1>")

    visitor.page.route("**/v1/offices**", disturbed)
    visitor.page.goto(f"{visitor.home}#/")
    visitor.find(".home-offices .notice-wrong").wait_for()
    visitor.check()
    healthy = True
    visitor.press(".home-offices .notice-wrong .button")
    visitor.find(".office").first.wait_for()
    visitor.faults = [fault for fault in visitor.faults if "status of 502" not in fault]


def test_the_site_can_be_installed(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.open()
    address = visitor.page.get_attribute("link[rel=manifest]", "href") or ""
    manifest = json.loads((FILES / address).read_text("utf-8"))
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}
    for icon in manifest["icons"]:
        assert visitor.page.request.get(f"{visitor.home.split('?')[0]}{icon['src']}").ok
