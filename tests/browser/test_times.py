"""The choice of a time begins where one has been: at the day asked for, and near the appointment to be moved."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.browser.city import Citizen, City, a_phone

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

# The strip shows fourteen days; this lies outside it, and within every office's horizon.
FAR = 16
# CSS pixels; two lines of the smallest letters are higher.
ONE_LINE = 30
CHOSEN = ".day[aria-pressed=true]"


def _chosen(visitor: Visitor) -> str | None:
    """The date that the strip marks."""
    visitor.find(CHOSEN).wait_for()
    return visitor.find(CHOSEN).get_attribute("data-date")


def test_a_day_beyond_the_first_strip_is_shown_when_it_is_asked_for(
    visit: Callable[..., Visitor], city: City
) -> None:
    office, service, starts = city.free_slot(FAR)
    visitor = visit()
    visitor.open(f"#/book/{office}/{service}?day={starts[:10]}")
    assert _chosen(visitor) == starts[:10]
    assert visitor.find(f"a.slot[href*='{starts[:10]}']").count() > 0
    assert re.fullmatch(r"dalam \d\d hari", visitor.find(".times-near").inner_text())
    visitor.check()
    visitor.press(".pager button")
    assert _chosen(visitor) != starts[:10], "the days before it are one press away"


def test_a_day_that_nobody_can_book_yet_shows_the_first_ones(
    visit: Callable[..., Visitor], city: City
) -> None:
    office, service, _ = city.free_slot()
    visitor = visit()
    visitor.open(f"#/book/{office}/{service}?day=2199-01-01")
    assert visitor.find("a.slot").count() > 0


def test_changing_the_time_leads_back_to_the_day_that_was_chosen(
    visit: Callable[..., Visitor], city: City
) -> None:
    office, service, starts = city.free_slot(FAR)
    visitor = visit("en", "desktop")
    visitor.open(f"#/book/{office}/{service}/details?starts={starts.replace('+', '%2B')}")
    visitor.press(".summary > a")
    assert _chosen(visitor) == starts[:10]


def test_moving_begins_at_the_day_of_the_booking(visit: Callable[..., Visitor], city: City) -> None:
    visitor = visit()
    starts = _booked(visitor, city, FAR)
    visitor.press(".next-steps a")
    visitor.press(".changes a.button")
    assert _chosen(visitor) == starts[:10]
    visitor.press("li:last-child > a.slot")
    visitor.press("a.back")
    assert _chosen(visitor) == starts[:10]


def test_who_books_too_late_to_change_it_is_told_so_and_sent_nowhere_in_vain(
    visit: Callable[..., Visitor], city: City
) -> None:
    visitor = visit("en")
    # The office's clock does not move with the page's, so it books all the same.
    _booked(visitor, city, 3, minutes_before=30)
    assert visitor.find(".next-steps a").count() == 1
    visitor.check()
    reference = visitor.page.url.rpartition("/")[2]
    visitor.page.evaluate(f"location.hash = '#/move/{reference}'")
    visitor.settle()
    assert visitor.find("h1").inner_text() == "It is too late to move this booking."
    assert visitor.find("a.slot").count() == 0
    visitor.check()


def _booked(visitor: Visitor, city: City, days_ahead: int, minutes_before: int | None = None) -> str:
    """Book; when that was, by the page's clock, may be shortly before the visit. Returns when the visit starts."""
    office, service, starts = city.free_slot(days_ahead)
    if minutes_before is not None:
        visitor.page.clock.set_fixed_time(datetime.fromisoformat(starts) - timedelta(minutes=minutes_before))
    visitor.open(f"#/book/{office}/{service}/details?starts={starts.replace('+', '%2B')}")
    assert visitor.find(".summary .notice").count() == (0 if minutes_before is None else 1)
    visitor.check()
    visitor.type_citizen(Citizen(phone=a_phone()))
    visitor.press("form.form button[type=submit]")
    visitor.find(".ticket").wait_for()
    visitor.settle()
    return starts


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_mark_of_a_recommended_time_is_one_word_on_one_line(
    visit: Callable[..., Visitor], city: City, language: str
) -> None:
    office, service, starts = city.free_slot()
    visitor = visit(language)
    visitor.open(f"#/book/{office}/{service}?day={starts[:10]}")
    heights = visitor.find(".slot-star").evaluate_all(
        "(marks) => marks.map((mark) => mark.getBoundingClientRect().height)"
    )
    assert heights
    assert max(heights) < ONE_LINE
