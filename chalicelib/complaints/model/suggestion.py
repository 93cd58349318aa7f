"""The suggestion for a text. The model is read from its file when the first text comes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.core.textmodel.linear import Linear

HERE = Path(__file__).parent
#: Made from the examples written for this project.
SHIPPED = HERE / "shipped.model"
#: Made from an office's own history too, where it has been; it takes the shipped one's place.
OWN = HERE / "own.model"
#: As many as fit a small screen without scrolling.
MOST_GUESSES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A category's id and how likely it is, between 0 and 1."""

    category: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """At most three guesses, the best first; where they are not ``sure`` a person looks at the text."""

    guesses: tuple[Guess, ...]
    sure: bool


def suggest(text: str) -> Suggestion:
    """What the text seems to be about; a text without words gives no guess."""
    return suggestion(text, _model())


def suggestion(text: str, model: Linear) -> Suggestion:
    """As `suggest`, by a given model."""
    found = model.ranked(text)
    guesses = (Guess(category=label, score=round(likely, 4)) for label, likely in found.labels[:MOST_GUESSES])
    return Suggestion(guesses=tuple(guesses), sure=found.sure)


def chosen(own: Path, shipped: Path) -> Linear:
    """The office's own model; the shipped one where there is none, or one of another version: complaints go on."""
    from chalicelib.core.textmodel.artefact import (  # noqa: PLC0415 - only who asks for it waits for it
        ModelUnreadable,
        unpacked,
    )

    if own.is_file():
        with suppress(ModelUnreadable):
            return unpacked(own.read_bytes())
    return unpacked(shipped.read_bytes())


@cache
def _model() -> Linear:
    return chosen(OWN, SHIPPED)
