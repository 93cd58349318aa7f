"""Answers to the survey for tests; say what matters, the rest is filled in."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from chalicelib.ratings.element import ELEMENTS
from chalicelib.ratings.rating import Rating
from chalicelib.ratings.tally import Said, Tally, said
from tests.builders.city import at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.ratings.element import Answers, Element

REFERENCE = "T234567892"


def a_rating(answers: Answers | None = None, **changes: Any) -> Rating:
    """Somebody served with ``d000`` at counter A1 has answered, on Monday at ten."""
    given: dict[str, Any] = {
        "reference": REFERENCE,
        "office": "mpp",
        "service": "d000",
        "counter": "A1",
        "day": at(10).date(),
        "at": at(10),
        "answers": answers or {ELEMENTS[0]: 4, ELEMENTS[1]: 3},
        "mark": b"mark",
    }
    return Rating(**(given | changes))


def a_tally(values: Mapping[Element, list[int]]) -> Tally:
    """Each value given by a citizen of its own."""
    return Tally(Counter(said({element: value}) for element, given in values.items() for value in given))


def all_alike(value: int, times: int = 5) -> Tally:
    """So many citizens gave every element this value."""
    return a_tally({element: [value] * times for element in ELEMENTS})


def pairs(given: Mapping[Said, int]) -> Tally:
    """What citizens said, as it is counted."""
    return Tally(dict(given))


def days(number: int) -> timedelta:
    """So many days."""
    return timedelta(days=number)
