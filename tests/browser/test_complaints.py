"""Complaints in the browser: the form and its suggestions, what waits for a network, a whole life with an officer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.complaint_answers import REFERENCE, Answers

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

WORDS = "Saya diminta uang Rp50.000 di loket 3 saat mengurus KTP."
NAME = "Ni Luh Ayu Contoh"
EVERYTHING_KEPT = "() => JSON.stringify({...localStorage, ...sessionStorage})"


def kept(visitor: Visitor) -> str:
    """What the browser keeps of this site."""
    return str(visitor.page.evaluate(EVERYTHING_KEPT))


def written(visitor: Visitor, identity: str = "anonymous") -> None:
    """The form, filled in as far as it must be."""
    visitor.page.fill("#text", WORDS)
    visitor.find(".alike").wait_for()
    visitor.page.fill("[id='answers.amount']", "50.000")
    visitor.find(f"#identity-{identity}").check()


def test_a_complaint_is_brought_by_keyboard_with_what_its_category_asks(
    visit: Callable[..., Visitor],
) -> None:
    citizen = visit(keeps=False)
    answers = Answers(citizen.page)
    citizen.open("#/complain")
    citizen.check()
    citizen.find("#text").focus()
    citizen.page.keyboard.type(WORDS)
    expect(citizen.find("#category")).to_have_value("extra-fees")
    expect(citizen.find(".category-more")).to_contain_text("112")
    citizen.find(".alike button").focus()
    citizen.page.keyboard.press("Enter")
    expect(citizen.find(".alike button")).to_have_attribute("aria-pressed", "true")
    citizen.find("#identity-hidden").focus()
    citizen.page.keyboard.press("Space")
    citizen.find("[id='contact.name']").wait_for()
    citizen.page.keyboard.press("Enter")
    expect(citizen.find(".form-messages a")).to_have_count(1)
    citizen.check()
    citizen.page.fill("[id='answers.amount']", "50.000")
    citizen.page.fill("[id='contact.name']", NAME)
    citizen.page.keyboard.press("Enter")
    expect(citizen.find(".secret")).to_have_text("K7QG 2MXR")
    citizen.check()
    [(body, _)] = answers.sent
    assert body == {
        "office": None,
        "text": WORDS,
        "identity": "hidden",
        "sort": "complaint",
        "category": "extra-fees",
        "answers": {"amount": "50.000"},
        "contact": {"name": NAME},
        "language": "id",
        "join": "P7KQ2M",
    }
    assert WORDS not in kept(citizen)
    assert NAME not in kept(citizen)
    citizen.page.reload()
    citizen.settle()
    expect(citizen.find(".secret")).to_have_count(0)


def test_what_is_written_without_a_network_is_kept_and_sent_once_it_is_back(
    visit: Callable[..., Visitor],
) -> None:
    citizen = visit("en", keeps=False)
    answers = Answers(citizen.page)
    citizen.open("#/complain")
    written(citizen)
    citizen.page.reload()
    citizen.settle()
    expect(citizen.find("#text")).to_have_value(WORDS)
    answers.reachable = False
    citizen.context.set_offline(True)
    citizen.find("form .button-large").click()
    citizen.find(".waits-text").wait_for()
    citizen.check()
    assert answers.sent == []
    answers.reachable = True
    citizen.context.set_offline(False)
    citizen.find(".secret").wait_for()
    assert len(answers.sent) == 1
    assert WORDS not in kept(citizen)


def test_an_answer_that_was_lost_is_asked_for_again_with_the_same_key(visit: Callable[..., Visitor]) -> None:
    citizen = visit(keeps=False)
    answers = Answers(citizen.page, answers=False)
    citizen.open("#/complain")
    written(citizen)
    citizen.find("form .button-large").click()
    citizen.find(".waits-text").wait_for()
    answers.answers = True
    # Another page of the site leads to the number, too.
    citizen.open("#/")
    citizen.page.reload()
    citizen.find("a[href='#/complain/sent']").click()
    expect(citizen.find(".reference .spoken")).to_contain_text(" ".join(REFERENCE[:4]))
    assert len({key for _, key in answers.sent}) == 1
    citizen.faults = [fault for fault in citizen.faults if "ERR_CONNECTION_RESET" not in fault]
