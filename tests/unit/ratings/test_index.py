"""The index of satisfaction: exact, in its band, and said only when it can be."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from chalicelib.ratings.element import ELEMENTS, HIGHEST, LOWEST, VALUES, Element
from chalicelib.ratings.index import Band, band, index_of, result, rounded
from chalicelib.ratings.tally import Tally
from tests.builders.ratings import a_tally, all_alike

ratings = some.fixed_dictionaries(
    {element: some.lists(some.sampled_from(VALUES), min_size=1, max_size=12) for element in ELEMENTS}
)


@pytest.mark.parametrize(("value", "index"), [(1, "25.00"), (2, "50.00"), (3, "75.00"), (4, "100.00")])
def test_answers_that_are_all_alike_make_exactly_their_quarter(value: int, index: str) -> None:
    assert result(all_alike(value)).index == Decimal(index)


def test_the_best_answers_make_a_hundred_and_not_ninety_nine() -> None:
    found = result(all_alike(4))
    assert (found.index, found.band) == (Decimal(100), Band.A)


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        ("100.00", Band.A),
        ("88.31", Band.A),
        ("88.30", Band.B),
        ("76.61", Band.B),
        ("76.60", Band.C),
        ("65.00", Band.C),
        ("64.99", Band.D),
        ("25.00", Band.D),
    ],
)
def test_a_band_begins_and_ends_where_the_regulation_says(index: str, expected: Band) -> None:
    assert band(Decimal(index)) is expected


@pytest.mark.parametrize(
    ("exact", "expected", "in_band"),
    [
        (Fraction(88305, 1000), "88.31", Band.A),
        (Fraction(883049, 10000), "88.30", Band.B),
        (Fraction(76605, 1000), "76.61", Band.B),
        (Fraction(649951, 10000), "65.00", Band.C),
        (Fraction(649949, 10000), "64.99", Band.D),
    ],
)
def test_a_value_between_two_bands_is_rounded_first(exact: Fraction, expected: str, in_band: Band) -> None:
    assert rounded(exact) == Decimal(expected)
    assert band(rounded(exact)) is in_band


def test_an_element_weighs_a_ninth_however_many_rated_it() -> None:
    values = {element: [4] for element in ELEMENTS} | {Element.FEE: [1] * 1000}
    assert result(a_tally(values)).index == rounded(Fraction(25 * (8 * 4 + 1), 9)) == Decimal("91.67")


def test_without_an_answer_for_every_element_there_is_no_index_and_it_is_said_which_lack() -> None:
    values = {element: [3] for element in ELEMENTS}
    del values[Element.FEE], values[Element.TIME]
    found = result(a_tally(values))
    assert (found.index, found.band, found.interval) == (None, None, None)
    assert found.missing == (Element.TIME, Element.FEE)
    assert found.means[Element.PRODUCT].value == 3


def test_nobody_has_answered() -> None:
    found = result(Tally())
    assert (found.citizens, found.index, found.missing) == (0, None, ELEMENTS)
    assert found.few
    assert found.small


def test_few_citizens_are_nobodys_business_and_few_answers_say_little() -> None:
    assert result(a_tally({Element.FEE: [4] * 4})).few
    assert not result(a_tally({Element.FEE: [4] * 5})).few
    assert result(all_alike(4, times=29)).small
    assert not result(all_alike(4, times=30)).small


@given(ratings)
def test_an_index_lies_between_25_and_100_and_in_one_band(values: dict[Element, list[int]]) -> None:
    found = result(a_tally(values))
    assert found.index is not None
    assert Decimal(25) <= found.index <= Decimal(100)
    assert found.band in set(Band)


@given(ratings, some.sampled_from(ELEMENTS))
def test_a_better_answer_never_makes_the_index_lower(
    values: dict[Element, list[int]], element: Element
) -> None:
    before = result(a_tally(values)).index
    better = [min(HIGHEST, value + 1) for value in values[element]]
    after = result(a_tally(values | {element: better})).index
    assert before is not None
    assert after is not None
    assert after >= before


@given(ratings)
def test_the_index_is_what_plain_arithmetic_says(values: dict[Element, list[int]]) -> None:
    means = {element: Fraction(sum(given), len(given)) for element, given in values.items()}
    assert result(a_tally(values)).index == rounded(index_of(means) or Fraction(0))
    assert abs(float(index_of(means) or 0) - sum(float(mean) for mean in means.values()) / 9 * 25) < 1e-9


def test_the_scale_is_of_four() -> None:
    assert (LOWEST, HIGHEST, len(ELEMENTS)) == (1, 4, 9)
