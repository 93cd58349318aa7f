"""A manager closes a day: sees first whom it concerns, then confirms once, and sees everybody moved."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.office import check, show, sign_in
from tests.cloud.citizen import Citizen, a_form, a_nik, a_phone
from tests.cloud.open_office import open_office

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Route

    from tests.browser.visitor import Visitor
    from tests.cloud.open_office import OpenOffice
    from tests.cloud.running import Running

pytestmark = pytest.mark.browser

CONFIRM = re.compile(r"/changes/confirm")


@pytest.fixture(scope="module")
def opened(running: Running) -> OpenOffice:
    """An office of one agency, whose manager answers for the whole building."""
    both = open_office(running, "uji-hari")
    pools = both.office.pools[:1]
    services = tuple(one for one in both.office.services if one.pool == pools[0].id)
    return open_office(running, "uji-hari", pools=pools, services=services)


@pytest.fixture
def plan(opened: OpenOffice, visit: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Opens the page with the manager signed in."""

    def signed_in(language: str = "id", size: str = "desktop") -> Visitor:
        visitor = visit(language, size)
        show(visitor, "plan")
        sign_in(visitor, opened, "manager")
        visitor.find(".plan-form").wait_for()
        return visitor

    return signed_in


def _tomorrow(opened: OpenOffice) -> str:
    """The day after today at the office, which has all of its windows before it."""
    listed = Citizen(opened.running.api).slots(opened.id, "d000", days=1)["slots"]
    return (date.fromisoformat(listed[0]["starts"][:10]) + timedelta(days=1)).isoformat()


def _book(opened: OpenOffice, day: str, number: int) -> str:
    """Somebody books a window of the day; the reference."""
    citizen = Citizen(opened.running.api)
    listed = citizen.slots(opened.id, "d000", from_=day, days=1)["slots"]
    form = a_form(opened.id, "d000", next(one["starts"] for one in listed if one["places_left"]))
    form["citizen"] |= {"nik": a_nik(number), "phone": a_phone(number)}
    return str(citizen.book(form).ok(201)["reference"])


def _grouped(reference: str) -> str:
    """The text of a reference on the page, whatever stands between its groups."""
    return r"\s?".join(reference)


def _fill(visitor: Visitor, day: str, kind: str = "close") -> None:
    visitor.page.fill("#first", day)
    visitor.find(f"input[name=kind][value={kind}]").check(force=True)


def _confirm(visitor: Visitor) -> None:
    visitor.find("[data-key=confirm]").click()
    visitor.find("dialog .button").first.wait_for()
    check(visitor)
    visitor.find("dialog .button").first.click()
    visitor.find(".outlook.is-done").wait_for()


@pytest.mark.parametrize(("language", "size"), [("id", "phone"), ("en", "desktop")])
def test_a_manager_closes_a_day_and_sees_everybody_moved(
    plan: Callable[..., Visitor], opened: OpenOffice, language: str, size: str
) -> None:
    day, first = _tomorrow(opened), 275_000 if size == "phone" else 275_010
    references = [_book(opened, day, first + nth) for nth in range(3)]
    visitor = plan(language, size)
    check(visitor)
    _fill(visitor, day)
    visitor.find(".plan-form button[type=submit]").click()
    visitor.find("#reason-error:not([hidden])").wait_for()
    check(visitor)
    visitor.page.fill("#reason", "Gedung kebanjiran.")
    visitor.page.fill("#reason-en", "The building is flooded.")
    visitor.find(".plan-form button[type=submit]").click()
    visitor.find(".outlook").wait_for()
    assert visitor.find(".affected").count() >= len(references)
    for reference in references:
        expect(visitor.find(".outlook")).to_contain_text(re.compile(_grouped(reference)))
    check(visitor)
    assert opened.ask(opened.token("manager"), "/changes")["days"] == [], "a look changes nothing"
    _confirm(visitor)
    assert visitor.find(".outcome.is-moved").count() >= len(references)
    expect(visitor.find(".decided")).to_have_count(1)
    check(visitor)
    visitor.find(".decided button").click()
    visitor.find("[data-key=confirm]").wait_for()
    _confirm(visitor)
    expect(visitor.find(".decided")).to_have_count(0)


def test_a_lost_answer_is_asked_for_again_with_the_same_key_and_moves_nobody_twice(
    plan: Callable[..., Visitor], opened: OpenOffice
) -> None:
    day = _tomorrow(opened)
    _book(opened, day, 275_020)
    visitor = plan("en", "phone")
    _fill(visitor, day)
    visitor.page.fill("#reason", "Gedung kebanjiran.")
    visitor.page.fill("#reason-en", "The building is flooded.")
    visitor.find(".plan-form button[type=submit]").click()
    visitor.find("[data-key=confirm]").wait_for()
    keys: list[str] = []

    def lose(route: Route) -> None:
        """The change is carried out, and its answer does not arrive, until the page is loaded again."""
        keys.append(route.request.headers["idempotency-key"])
        if len(keys) == 1:
            route.fetch()
        route.abort()

    visitor.page.route(CONFIRM, lose)
    visitor.find("[data-key=confirm]").click()
    visitor.find("dialog .button").first.click()
    visitor.find(".result .notice-warning").wait_for()
    check(visitor)
    visitor.page.unroute(CONFIRM)
    with visitor.page.expect_request(CONFIRM) as last:
        visitor.page.reload()
    visitor.find(".outlook.is-done .outcome.is-moved").first.wait_for()
    assert {*keys, last.value.headers["idempotency-key"]} == {keys[0]}
    visitor.faults.clear()  # the aborted requests
    visitor.find(".decided button").click()
    visitor.find("[data-key=confirm]").wait_for()
    _confirm(visitor)


def test_a_long_change_is_confirmed_again_until_it_is_finished(
    plan: Callable[..., Visitor], opened: OpenOffice
) -> None:
    day = _tomorrow(opened)
    _book(opened, day, 275_030)
    visitor = plan("id", "phone")
    _fill(visitor, day)
    visitor.page.fill("#reason", "Gedung kebanjiran.")
    visitor.page.fill("#reason-en", "The building is flooded.")
    visitor.find(".plan-form button[type=submit]").click()
    visitor.find("[data-key=confirm]").wait_for()
    sent: list[tuple[str, str | None]] = []
    waiting: list[Route] = []

    def halve(route: Route) -> None:
        """The first answer says that there is more to do; the second waits."""
        sent.append((route.request.headers["idempotency-key"], route.request.post_data))
        if len(sent) == 1:
            answer = route.fetch()
            route.fulfill(response=answer, json={**answer.json(), "finished": False})
        else:
            waiting.append(route)

    visitor.page.route(CONFIRM, halve)
    visitor.find("[data-key=confirm]").click()
    visitor.find("dialog .button").first.click()
    visitor.find(".outlook-bar[value]:not([value='0'])").wait_for()
    check(visitor)
    visitor.find(".language-switch").click()
    visitor.find("html[lang=en] .plan-columns[inert]").wait_for()
    waiting[0].continue_()
    visitor.find(".outlook.is-done").wait_for()
    assert len(sent) == 2
    assert sent[0] == sent[1]
    visitor.page.unroute(CONFIRM)
    visitor.find(".decided button").click()
    visitor.find("[data-key=confirm]").wait_for()
    _confirm(visitor)


def test_a_list_that_is_no_longer_true_is_looked_at_again(
    plan: Callable[..., Visitor], opened: OpenOffice
) -> None:
    day = _tomorrow(opened)
    visitor = plan("id")
    _fill(visitor, day, "counters-out")
    visitor.find("input[name=counter][value=A1]").check()
    visitor.find(".plan-form button[type=submit]").click()
    visitor.find("[data-key=confirm]").wait_for()
    # The same manager has looked at something else meanwhile, in another window.
    opened.ask(opened.token("manager"), "/changes/preview", {"kind": "as-is", "first": day})
    visitor.find("[data-key=confirm]").click()
    visitor.find("dialog .button").first.click()
    visitor.find(".result .notice-warning .button").wait_for()
    check(visitor)
    visitor.find(".result .notice-warning .button").click()
    visitor.find("[data-key=confirm]").wait_for()
    check(visitor)
    _confirm(visitor)
    expect(visitor.find(".decided")).to_contain_text("A1")
    check(visitor)
    _fill(visitor, day, "usual")
    visitor.find(".plan-form button[type=submit]").click()
    visitor.find("[data-key=confirm]").wait_for()
    _confirm(visitor)
    expect(visitor.find(".decided")).to_have_count(0)


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_officer_is_told_that_the_page_is_for_managers(
    visit: Callable[..., Visitor], opened: OpenOffice, language: str
) -> None:
    visitor = visit(language, "phone")
    show(visitor, "plan")
    check(visitor)
    sign_in(visitor, opened)
    visitor.find("h1.notice-title").wait_for()
    assert visitor.find("form").count() == 0
    check(visitor)


def test_in_a_house_of_many_agencies_a_manager_is_told_who_closes_it(
    visit: Callable[..., Visitor], opened: OpenOffice
) -> None:
    visitor = visit("en", "phone")
    show(visitor, "plan")
    _sign_in_as(visitor, "kepala.imigrasi@mpp.example", opened.password)
    visitor.find(".plan-form").wait_for()
    visitor.page.fill("#reason", "Gedung kebanjiran.")
    visitor.page.fill("#reason-en", "The building is flooded.")
    visitor.find(".plan-form button[type=submit]").click()
    expect(visitor.find(".plan-form .notice-wrong")).to_contain_text("not yours")
    check(visitor)


def test_the_administrator_chooses_the_office_first(
    visit: Callable[..., Visitor], opened: OpenOffice
) -> None:
    visitor = visit("id", "desktop")
    show(visitor, "plan")
    _sign_in_as(visitor, "admin@kota.example", opened.password)
    visitor.find(".pick").first.wait_for()
    check(visitor)
    visitor.find(".pick").first.click()
    visitor.find(".plan-form").wait_for()


def _sign_in_as(visitor: Visitor, email: str, password: str) -> None:
    visitor.page.fill("#email", email)
    visitor.page.fill("#password", password)
    visitor.find("form button[type=submit]").click()


def test_the_desk_leads_managers_here_and_nobody_else(
    visit: Callable[..., Visitor], opened: OpenOffice
) -> None:
    visitor = visit("en", "desktop")
    show(visitor, "desk")
    sign_in(visitor, opened, "manager")
    visitor.find("a[href^='plan.html']").click()
    visitor.find(".plan-form").wait_for()
    other = visit("id", "desktop")
    show(other, "desk")
    sign_in(other, opened)
    other.find(".desk-actions").wait_for()
    assert other.find("a[href^='plan.html']").count() == 0
