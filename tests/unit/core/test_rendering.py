from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import ClassVar

from chalicelib.core.rendering import plain
from chalicelib.core.text import Text


@dataclass(frozen=True, slots=True)
class Page:
    OMIT_NONE: ClassVar[tuple[str, ...]] = ("secret",)

    name: Text
    at: datetime
    reason: str | None = None
    secret: str | None = None


PAGE = Page(Text("Mal", "Mall"), datetime(2026, 11, 23, 1, 2, 3, 999, tzinfo=UTC))


def test_a_page_is_told_in_one_language_with_times_to_the_second() -> None:
    assert plain(PAGE, "en") == {"name": "Mall", "at": "2026-11-23T01:02:03+00:00", "reason": None}


@dataclass(frozen=True, slots=True)
class Held:
    for_: str


def test_a_field_that_python_has_a_word_for_is_told_by_its_own_name() -> None:
    assert plain(Held("B234567892"), "id") == {"for": "B234567892"}


def test_pages_are_told_wherever_they_lie() -> None:
    told = plain({"pages": (PAGE,), 1: [Text("satu", "one")]}, "id")
    assert told["pages"][0]["name"] == "Mal"
    assert told["1"] == ["satu"]


def test_days_and_hours_are_written_as_iso_8601_says() -> None:
    assert plain([date(2026, 11, 23), time(8, 30)], "id") == ["2026-11-23", "08:30"]


def test_what_json_knows_stays_as_it_is() -> None:
    assert plain([1, 1.5, "text", None, True], "id") == [1, 1.5, "text", None, True]
