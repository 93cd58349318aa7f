"""A citizen rates the visit that is over, and everybody sees what ratings add up to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Route

    from tests.browser.counter import Counter
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

ELEMENTS = ("requirements", "procedure", "time", "fee", "product", "competence", "behaviour", "complaints")
#: What the office's page is answered, beside the ninth element.
SURVEY: dict[str, Any] = {
    "first": "2026-08-26",
    "last": "2026-11-23",
    "index": 88.31,
    "band": "A",
    "band_name": "Sangat baik",
    "sample": 41,
    "interval": {"low": 84.2, "high": 92.4},
    "few": False,
    "small": True,
    "missing": [],
    "elements": [{"id": name, "name": name.title(), "mean": 3.5, "sample": 9} for name in ELEMENTS],
    "services": [
        {"service": "d000", "name": "KTP-el", "index": None, "band": None, "sample": 3, "small": True}
    ],
}


def _serve(counter: Counter) -> dict[str, Any]:
    ticket = counter.ticket()
    counter.takes("call", number=str(ticket["number"]))
    counter.takes("start")
    counter.takes("finish")
    return ticket


@pytest.mark.parametrize(("language", "size"), [("id", "phone"), ("en", "desktop")])
def test_who_was_served_rates_the_visit_from_the_ticket(
    visit: Callable[..., Visitor], counter: Counter, language: str, size: str
) -> None:
    ticket = _serve(counter)
    visitor = visit(language, size)
    visitor.open(f"#/ticket/{ticket['reference']}.{ticket['secret']}")
    visitor.press(".rate-offer a")
    visitor.find(".rate-question").first.wait_for()
    assert visitor.find(".rate-question").count() == 2
    visitor.check()
    visitor.find("form button[type=submit]").click()
    visitor.find(".form-messages .notice-wrong").wait_for()
    visitor.check()
    for question in visitor.find(".rate-question").all():
        question.locator(".rate-choice").nth(3).click()
    visitor.page.fill("#rate-words", "Petugas sabar.")
    visitor.check()
    visitor.find("form button[type=submit]").click()
    visitor.find(".rate-thanks").wait_for()
    assert visitor.focused() == "H2"
    visitor.check()
    visitor.page.reload()
    visitor.settle()
    visitor.find(".rate-thanks").wait_for()


def test_without_the_proof_it_is_asked_for_and_a_wrong_one_opens_nothing(
    visit: Callable[..., Visitor], counter: Counter
) -> None:
    ticket = _serve(counter)
    visitor = visit("en")
    visitor.open(f"#/rate/{ticket['reference']}")
    visitor.page.fill("#proof", "22222222")
    visitor.press("form button[type=submit]")
    visitor.find(".notice-wrong").wait_for()
    visitor.check()
    visitor.page.fill("#proof", ticket["secret"])
    visitor.press("form button[type=submit]")
    visitor.find(".rate-question").first.wait_for()


def test_a_visit_that_goes_on_cannot_be_rated_yet(visit: Callable[..., Visitor], counter: Counter) -> None:
    ticket = counter.ticket()
    visitor = visit("en")
    visitor.open(f"#/rate/{ticket['reference']}")
    visitor.page.fill("#proof", ticket["secret"])
    visitor.press("form button[type=submit]")
    visitor.find(".notice-info").wait_for()
    visitor.check()


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"index": None, "band": None, "band_name": None, "interval": None, "missing": ["fee", "time"]},
        {"few": True, "index": None, "band": None, "band_name": None, "interval": None, "sample": 2},
    ],
    ids=["known", "missing", "few"],
)
def test_the_office_tells_its_index_or_why_there_is_none(
    visit: Callable[..., Visitor], counter: Counter, changes: dict[str, Any]
) -> None:
    visitor = visit("id", keeps=False)

    def answer(route: Route) -> None:
        route.fulfill(body=json.dumps(SURVEY | changes), content_type="application/json")

    visitor.page.route("**/satisfaction?**", answer)
    visitor.open(f"#/office/{counter.office.id}")
    visitor.find(".survey").wait_for()
    if not changes:
        assert visitor.find(".survey-value").inner_text().endswith("88,31")
        visitor.press(".survey summary")
    else:
        assert visitor.find(".survey-note").count() >= 1
        assert visitor.find(".survey-value").count() == 0
    visitor.check()
