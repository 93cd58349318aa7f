from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.text import LANGUAGES, Text, preferred


def test_a_text_is_told_in_the_language_asked_for() -> None:
    assert [Text("rumah", "house").inn(language) for language in LANGUAGES] == ["rumah", "house"]


@pytest.mark.parametrize(
    ("asked", "accepted", "answered"),
    [
        (None, None, "id"),
        ("en", None, "en"),
        ("id", "en", "id"),
        ("fr", "en", "en"),
        ("", "en", "en"),
        (None, "en", "en"),
        (None, "en-GB,en;q=0.9", "en"),
        (None, "EN", "en"),
        (None, "fr,de;q=0.8", "id"),
        (None, "id-ID,en;q=0.5", "id"),
        (None, "en;q=0.5, id;q=0.4", "en"),
        (None, "id;q=0.4,en;q=0.5", "en"),
        (None, "en;q=0.5,id;q=0.5", "id"),
        (None, "in", "id"),
        (None, "en;q=0", "id"),
        (None, "en;q=often", "id"),
        (None, "*", "id"),
    ],
)
def test_the_language_is_the_one_asked_for_else_the_browsers_else_indonesian(
    asked: str | None, accepted: str | None, answered: str
) -> None:
    assert preferred(asked, accepted) == answered


@given(st.none() | st.text(max_size=40), st.none() | st.text(max_size=80))
def test_whatever_is_sent_there_is_a_language(asked: str | None, accepted: str | None) -> None:
    assert preferred(asked, accepted) in LANGUAGES
