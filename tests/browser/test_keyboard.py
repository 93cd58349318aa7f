"""The same journey without a mouse: everything is reached by Tab, opened by Enter, and the focus is never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.city import Citizen, City, a_phone

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

MOST_STEPS = 80


def _tab_to(visitor: Visitor, selector: str) -> None:
    for _ in range(MOST_STEPS):
        visitor.page.keyboard.press("Tab")
        if visitor.page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab never reaches {selector}")


def _enter(visitor: Visitor) -> None:
    visitor.page.keyboard.press("Enter")


def test_a_booking_is_made_with_the_keyboard_alone(visit: Callable[..., Visitor], city: City) -> None:
    visitor = visit("id", "desktop")
    citizen = Citizen(phone=a_phone())
    visitor.open()
    visitor.page.keyboard.press("Tab")
    assert visitor.find(".skip").is_visible(), "the first stop is the way past the header"
    _tab_to(visitor, "#wish")
    visitor.page.keyboard.type(city.shared_service()["name"])
    _enter(visitor)
    visitor.find(".found a:focus").wait_for()
    _enter(visitor)
    visitor.find(".choice").first.wait_for()
    assert visitor.focused() == "H1", "the reading position is the new page's heading"
    visitor.settle()
    _tab_to(visitor, ".choice a.button")
    _enter(visitor)
    visitor.find(".days").wait_for()
    _tab_to(visitor, ".day.is-open:nth-of-type(n+4)")
    visitor.page.keyboard.press("Space")
    _tab_to(visitor, "a.slot")
    _enter(visitor)
    visitor.find("#name").wait_for()
    _tab_to(visitor, "#name")
    for typed in (citizen.name, citizen.nik, citizen.phone):
        visitor.page.keyboard.type(typed)
        visitor.page.keyboard.press("Tab")
    _tab_to(visitor, "form.form button[type=submit]")
    _enter(visitor)
    visitor.find(".ticket").wait_for()
    assert visitor.focused() == "H1"


def test_the_question_before_cancelling_takes_and_gives_back_the_focus(
    visit: Callable[..., Visitor], city: City
) -> None:
    office, service, starts = city.free_slot()
    visitor = visit("en", "desktop")
    visitor.open(f"#/book/{office}/{service}/details?starts={starts.replace('+', '%2B')}")
    visitor.type_citizen(Citizen(phone=a_phone()))
    visitor.press("form.form button[type=submit]")
    visitor.find(".ticket").wait_for()
    visitor.press(".next-steps a")
    visitor.find(".changes .button-danger").focus()
    _enter(visitor)
    visitor.find("dialog[open]").wait_for()
    visitor.check()
    visitor.page.keyboard.press("Escape")
    visitor.find("dialog").wait_for(state="detached")
    assert visitor.page.evaluate("document.activeElement.matches('.changes .button-danger')")
