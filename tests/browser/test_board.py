"""The board of a room: calls are shown and announced, without a network it says so, and it comes back by itself."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest

from tests.browser.counter import COUNTER

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Route

    from tests.browser.counter import Counter
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

# A television is bigger than what citizens hold.
TELEVISION = "television"
# Keeps what would have been said, and says that it was at once.
VOICE = """
window.said = [];
window.SpeechSynthesisUtterance = class { constructor(words) { this.text = words; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  speak: (one) => { window.said.push([one.lang, one.text]); setTimeout(() => one.onend()); },
  cancel: () => {},
  getVoices: () => [],
} });
"""
# Capitals of 30 mm on a 43-inch screen can be read from eight metres; a capital is 0.7 of its letter's size.
SMALLEST_NUMBER_PIXELS = 86
# A function remembers a board this long.
STALE_SECONDS = 3
# A function remembers the list of offices for a minute, and the board asks for one that it lacks every 15 seconds.
KNOWN_EVERYWHERE_MS = 90_000


def _board(
    visit: Callable[..., Visitor], counter: Counter, language: str = "id", size: str = TELEVISION
) -> Visitor:
    visitor = visit(language, size)
    visitor.page.add_init_script(VOICE)
    site = visitor.home.split("?")[0]
    visitor.page.goto(f"{site}board.html?language={language}#/{counter.office.id}")
    visitor.find(".newest").wait_for(timeout=KNOWN_EVERYWHERE_MS)
    visitor.settle()
    return visitor


def _said(visitor: Visitor) -> list[list[str]]:
    said: list[list[str]] = visitor.page.evaluate("window.said")
    return said


def _hear(visitor: Visitor, count: int) -> None:
    """Wait until so many sentences were said. The page's policy forbids Playwright's own way of waiting for a value."""
    for _ in range(150):
        if len(_said(visitor)) >= count:
            return
        visitor.page.wait_for_timeout(100)
    pytest.fail(f"said only {_said(visitor)}")


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("size", [TELEVISION, "desktop", "phone"])
def test_everybody_can_read_the_board(
    visit: Callable[..., Visitor], counter: Counter, language: str, size: str
) -> None:
    waiting, called = counter.ticket(), counter.ticket()
    counter.takes("call", number=called["number"])
    visitor = _board(visit, counter, language, size)
    visitor.find(f".newest-number:text-is('{called['number']}')").wait_for()
    assert visitor.find(".newest-counter strong").inner_text() == COUNTER
    assert visitor.find(".families").count() == 1, waiting["number"]
    assert re.fullmatch(r"\d\d[.:]\d\d", visitor.find(".clock-time").inner_text())
    visitor.check()
    if size == TELEVISION:
        sizes = visitor.page.evaluate(
            "[...document.querySelectorAll('.newest-number, .newest-counter strong, .other-calls li')]"
            ".map((one) => parseFloat(getComputedStyle(one).fontSize))"
        )
        assert min(sizes) >= SMALLEST_NUMBER_PIXELS
        assert visitor.page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0


def test_a_call_appears_and_is_announced_once_in_both_languages_and_again_when_recalled(
    visit: Callable[..., Visitor], counter: Counter
) -> None:
    visitor = _board(visit, counter)
    visitor.find(".sound").click()
    assert visitor.find(".sound").get_attribute("aria-pressed") == "true"
    visitor.page.evaluate("window.said.length = 0")
    number = counter.ticket()["number"]
    counter.takes("call", number=number)
    visitor.find(f".newest.is-new .newest-number:text-is('{number}')").wait_for()
    _hear(visitor, 2)
    words = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
    spelled = " ".join(words[int(sign)] if sign.isdecimal() else sign for sign in number)
    assert _said(visitor)[0] == ["id-ID", f"Nomor {spelled}, silakan ke loket A tiga."]
    accent, english = _said(visitor)[1]
    assert accent == "en-GB"
    assert english.startswith("Number A ")
    assert english.endswith(", please go to counter A three.")
    # Two more answers of the board, at least one of them with another queue, announce nothing.
    counter.ticket()
    visitor.page.wait_for_timeout(7_000)
    assert len(_said(visitor)) == 2
    counter.takes("recall")
    _hear(visitor, 4)
    assert _said(visitor)[2:] == _said(visitor)[:2]


def test_calls_made_before_the_board_was_opened_are_shown_but_not_announced(
    visit: Callable[..., Visitor], counter: Counter
) -> None:
    number = counter.ticket()["number"]
    counter.takes("call", number=number)
    time.sleep(STALE_SECONDS)
    visitor = _board(visit, counter)
    visitor.find(".sound").click()
    visitor.find(f".newest-number:text-is('{number}')").wait_for()
    visitor.page.wait_for_timeout(4_000)
    assert [words for _, words in _said(visitor) if "loket A" in words] == []


def test_who_wants_no_motion_sees_no_flash(visit: Callable[..., Visitor], counter: Counter) -> None:
    visitor = _board(visit, counter)
    visitor.page.emulate_media(reduced_motion="reduce")
    counter.takes("call", number=counter.ticket()["number"])
    visitor.find(".newest.is-new .newest-call").wait_for()
    name = "getComputedStyle(document.querySelector('.newest-number')).animationName"
    assert visitor.page.evaluate(name) == "none"
    visitor.page.emulate_media(reduced_motion="no-preference")
    assert visitor.page.evaluate(name) == "flash"


def test_without_a_network_the_board_goes_on_says_so_and_comes_back(
    visit: Callable[..., Visitor], counter: Counter
) -> None:
    first = counter.ticket()["number"]
    counter.takes("call", number=first)
    visitor = _board(visit, counter)
    visitor.find(f".newest-number:text-is('{first}')").wait_for()
    visitor.context.set_offline(True)
    visitor.find(".board-lost").wait_for()
    assert re.search(r"pukul \d\d\.\d\d\.\d\d", visitor.find(".board-lost .first").inner_text())
    assert visitor.find(".newest-number").inner_text() == first, "the last numbers stay"
    visitor.check()
    counter.takes("start")
    counter.takes("finish")
    second = counter.ticket()["number"]
    counter.takes("call", number=second)
    visitor.context.set_offline(False)
    visitor.find(f".newest-number:text-is('{second}')").wait_for()
    assert not visitor.find(".board-lost").is_visible()


def test_a_board_that_starts_without_a_network_shows_what_was_kept_and_waits(
    visit: Callable[..., Visitor], counter: Counter
) -> None:
    visitor = _board(visit, counter)
    visitor.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    visitor.page.wait_for_load_state("networkidle")
    visitor.page.reload()
    visitor.settle()
    visitor.context.set_offline(True)
    visitor.page.reload()
    visitor.find(".board-lost").wait_for()
    visitor.context.set_offline(False)
    visitor.find(".newest h2").wait_for()


def test_an_unchanged_board_is_not_sent_again(visit: Callable[..., Visitor], counter: Counter) -> None:
    visitor = visit("id", TELEVISION, keeps=False)
    answers: list[int] = []
    visitor.page.on(
        "response",
        lambda answer: answers.append(answer.status) if answer.url.split("?")[0].endswith("/board") else None,
    )
    visitor.page.goto(f"{visitor.home.split('?')[0]}board.html#/{counter.office.id}")
    visitor.find(".newest").wait_for(timeout=KNOWN_EVERYWHERE_MS)
    visitor.page.wait_for_timeout(10_000)
    assert answers[0] == 200
    assert 304 in answers
    assert len(answers) <= 5, "a board asks every three seconds, not more often"


def test_without_an_office_in_its_address_the_board_offers_them(
    visit: Callable[..., Visitor], counter: Counter
) -> None:
    visitor = visit("en", "phone")
    visitor.page.goto(f"{visitor.home.split('?')[0]}board.html?language=en#/nowhere")
    visitor.find(f".board-choice a[href='#/{counter.office.id}']").wait_for(timeout=KNOWN_EVERYWHERE_MS)
    visitor.settle()
    visitor.check()
    visitor.find(f".board-choice a[href='#/{counter.office.id}']").click()
    visitor.find(".newest").wait_for()


def test_a_board_that_is_set_up_before_its_office_is_known_gets_there_by_itself(
    visit: Callable[..., Visitor], counter: Counter
) -> None:
    visitor = visit("id", TELEVISION, keeps=False)
    early: list[str] = []

    def lacks_the_office(route: Route) -> None:
        early.append(route.request.url)
        route.fulfill(json={"offices": []}) if len(early) == 1 else route.continue_()

    visitor.page.route("**/v1/offices?*", lacks_the_office)
    visitor.page.goto(f"{visitor.home.split('?')[0]}board.html#/{counter.office.id}")
    visitor.find(".board-choice [role=alert]").wait_for()
    visitor.find(".newest").wait_for(timeout=KNOWN_EVERYWHERE_MS)
    assert len(early) > 1
