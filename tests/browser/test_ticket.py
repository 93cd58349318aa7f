"""A citizen follows their own number: from waiting to the call to the end, and from the appointment by checking in."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.browser.counter import COUNTER
from tests.cloud.open_office import RULES, open_office

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Route

    from tests.browser.counter import Counter
    from tests.browser.visitor import Visitor
    from tests.cloud.open_office import OpenOffice
    from tests.cloud.running import Running

pytestmark = pytest.mark.browser

FEEL = "navigator.vibrate = (pattern) => { window.felt = (window.felt ?? 0) + 1; return true; };"


def _follow(visitor: Visitor, counter: Counter) -> str:
    ticket = counter.ticket()
    visitor.page.add_init_script(FEEL)
    visitor.open(f"#/ticket/{ticket['reference']}.{ticket['secret']}")
    return str(ticket["number"])


@pytest.mark.parametrize(("language", "size"), [("id", "phone"), ("en", "desktop"), ("en", "phone")])
def test_a_live_page_follows_its_number_from_waiting_to_called_to_finished(
    visit: Callable[..., Visitor], counter: Counter, language: str, size: str
) -> None:
    visitor = visit(language, size)
    number = _follow(visitor, counter)
    assert visitor.find("h1").inner_text() == number
    visitor.find(".standing.is-waiting .expected").wait_for()
    visitor.check()
    visitor.find(".number-card").click()
    counter.takes("call", number=number)
    visitor.find(f".call-banner .call-counter:text-is('{COUNTER}')").wait_for()
    assert COUNTER in visitor.page.title()
    assert visitor.page.evaluate("window.felt") == 1
    visitor.check()
    counter.takes("recall")
    visitor.find(".call-again").wait_for()
    assert visitor.page.evaluate("window.felt") == 2
    counter.takes("start")
    visitor.find(".standing.is-serving").wait_for()
    visitor.check()
    counter.takes("finish")
    visitor.find(".standing.is-finished").wait_for()
    visitor.check()


def test_the_page_survives_a_reload_and_keeps_its_secret_out_of_the_address(
    visit: Callable[..., Visitor], counter: Counter
) -> None:
    visitor = visit()
    number = _follow(visitor, counter)
    assert re.search(r"#/ticket/T\w{9}$", visitor.page.url)
    visitor.page.reload()
    visitor.settle()
    assert visitor.find("h1").inner_text() == number
    visitor.open()
    visitor.press(f".saved-ticket:has-text('{number}')")
    assert visitor.find("h1").inner_text() == number


def test_a_wrong_secret_opens_nothing(visit: Callable[..., Visitor], counter: Counter) -> None:
    reference = counter.ticket()["reference"]
    visitor = visit("en")
    visitor.open(f"#/ticket/{reference}.222222")
    visitor.find(".notice-wrong").wait_for()
    visitor.check()
    assert visitor.page.evaluate("localStorage.getItem('tickets')") is None


def test_many_looks_at_a_number_ask_for_the_ticket_once(
    visit: Callable[..., Visitor], counter: Counter
) -> None:
    visitor = visit(keeps=False)
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url.split("?")[0].rsplit("/", 1)[-1]))
    _follow(visitor, counter)
    visitor.page.wait_for_timeout(7_000)
    assert asked.count("board") >= 2
    assert len([name for name in asked if re.fullmatch(r"T\w{9}", name)]) == 1


def test_a_live_page_without_a_network_says_so_and_goes_on(
    visit: Callable[..., Visitor], counter: Counter
) -> None:
    visitor = visit()
    number = _follow(visitor, counter)
    visitor.context.set_offline(True)
    visitor.find(".pulse.is-lost").wait_for()
    visitor.check()
    counter.takes("call", number=number)
    visitor.context.set_offline(False)
    visitor.find(".call-banner").wait_for()


def test_a_paused_visit_and_a_missed_call_are_told(visit: Callable[..., Visitor], counter: Counter) -> None:
    visitor = visit("en")
    number = _follow(visitor, counter)
    counter.takes("call", number=number)
    visitor.find(".call-banner").wait_for()
    counter.takes("park")
    visitor.find(".standing.is-parked").wait_for()
    visitor.check()
    counter.takes("resume", number=number)
    visitor.find(".standing.is-serving").wait_for()


def _open_booking(visitor: Visitor, office: OpenOffice, ahead: int = 0) -> str:
    reference, proof = office.booking(ahead=ahead)
    visitor.open(f"#/status/{reference}")
    visitor.page.fill("#proof", proof)
    visitor.press("form.form button[type=submit]")
    visitor.find(".arrival button").wait_for()
    return reference


@pytest.mark.parametrize(("language", "size"), [("id", "phone"), ("en", "desktop")])
def test_a_citizen_checks_in_from_the_appointment_and_comes_to_the_number(
    visit: Callable[..., Visitor], counter: Counter, language: str, size: str
) -> None:
    visitor = visit(language, size)
    reference = _open_booking(visitor, counter.office)
    visitor.check()
    visitor.press(".arrival button")
    visitor.find(".number-card").wait_for()
    number = visitor.find("h1").inner_text()
    assert re.fullmatch(r"A\d{3}", number)
    # The appointment leads back to the same number.
    visitor.page.go_back()
    visitor.find(".badge.is-arrived").wait_for()
    visitor.check()
    visitor.press(".arrival button")
    visitor.find(".number-card").wait_for()
    assert visitor.find("h1").inner_text() == number, reference


def test_who_comes_too_early_is_told_from_when(visit: Callable[..., Visitor], running: Running) -> None:
    # Half-hour windows: the third from now begins in an hour or more, and the day has that many left at any hour.
    strict = open_office(running, "uji-dini", rules=replace(RULES, grace_before_minutes=15))
    visitor = visit("en")
    _open_booking(visitor, strict, ahead=2)
    visitor.find(".arrival button").click()
    visitor.find(".arrival .notice-wrong").wait_for()
    assert re.search(r"from \d\d:\d\d", visitor.find(".arrival .notice-wrong").inner_text())
    visitor.check()


def test_when_the_day_runs_late_the_appointment_says_when_to_come(
    visit: Callable[..., Visitor], counter: Counter
) -> None:
    visitor = visit("id", keeps=False)

    def late(route: Route) -> None:
        answer = route.fetch()
        board = answer.json()
        for family in board["families"]:
            family["late_minutes"] = 25
        route.fulfill(response=answer, json=board)

    visitor.page.route("**/board?**", late)
    _open_booking(visitor, counter.office, ahead=1)
    visitor.find(".visit-today .notice-warning").wait_for()
    starts = visitor.find(".ticket-time").inner_text()[:5]
    hours, minutes = starts.split(".")
    later = (int(hours) * 60 + int(minutes) + 25) % (24 * 60)
    assert f"{later // 60:02}.{later % 60:02}" in visitor.find(".visit-today .notice-title").inner_text()
    visitor.check()


def test_a_number_opened_by_reference_and_code_is_told_like_any_other_record(
    visit: Callable[..., Visitor], counter: Counter
) -> None:
    ticket = counter.ticket()
    visitor = visit("en")
    visitor.open(f"#/status/{ticket['reference']}")
    visitor.page.fill("#proof", ticket["secret"])
    visitor.press("form.form button[type=submit]")
    visitor.find(".file .button").wait_for()
    assert ticket["number"] in visitor.find(".file .lead").inner_text()
    visitor.check()
    visitor.press(".file .button")
    assert visitor.find("h1").inner_text() == ticket["number"]


def test_the_office_publishes_how_it_kept_its_promises(
    visit: Callable[..., Visitor], counter: Counter
) -> None:
    counter.takes("call", number=counter.ticket()["number"])
    visitor = visit("en")
    visitor.open(f"#/office/{counter.office.id}")
    visitor.find(".promise").wait_for()
    assert re.search(r"\d+% called on time", visitor.find(".promise").inner_text())
    visitor.check()
