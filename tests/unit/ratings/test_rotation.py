"""Every element gets its share of the questions, and a reference always the same ones."""

from __future__ import annotations

from collections import Counter

from chalicelib.core.references import Reference, make
from chalicelib.ratings.element import ELEMENTS
from chalicelib.ratings.rotation import PAIRS, asked
from tests.builders.ratings import REFERENCE

VISITS = 9000


def references(count: int) -> list[str]:
    """References as visits get them, from numbers that follow each other."""
    return [make(Reference.TICKET, number.to_bytes(8, "big")) for number in range(count)]


def test_two_different_elements_are_asked_in_the_order_of_the_regulation() -> None:
    first, second = asked(REFERENCE)
    assert ELEMENTS.index(first) < ELEMENTS.index(second)
    assert asked(REFERENCE) == (first, second)


def test_every_element_and_every_pair_is_asked_about_as_often() -> None:
    pairs = Counter(asked(reference) for reference in references(VISITS))
    elements = Counter(element for pair in pairs.elements() for element in pair)
    expected = VISITS * 2 / len(ELEMENTS)
    assert set(elements) == set(ELEMENTS)
    assert all(abs(times - expected) < 0.08 * expected for times in elements.values())
    assert set(pairs) == set(PAIRS)
    assert all(abs(times - VISITS / 36) < 0.25 * VISITS / 36 for times in pairs.values())


def test_hundred_visits_leave_no_element_out() -> None:
    visits = references(VISITS)
    for first in range(0, VISITS, 900):
        some = visits[first : first + 100]
        elements = Counter(element for reference in some for element in asked(reference))
        assert min(elements[element] for element in ELEMENTS) >= 10
