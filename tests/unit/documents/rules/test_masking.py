"""What a citizen's page shows of a document's fields."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.documents.reading.seen import Field
from chalicelib.documents.rules.masking import masked, name, number, year
from tests.unit.documents.rules.specimens import fields


def test_a_card_is_shown_so_that_it_can_be_recognised_and_not_used() -> None:
    said = {**fields(), "address": Field("JL. MELATI NO. 3", 0.9), "birth_place": Field("DENPASAR", 0.9)}
    assert masked("ktp", said) == {
        "nik": "517101********01",
        "name": "NI L. A. L.",
        "birth_date": "1990",
        "sex": "F",
        "valid_until": "SEUMUR HIDUP",
    }


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("5171011203150007", "517101********07"),
        ("X1234567", "******67"),
        ("1203000123456", "***********56"),
        ("7", "7"),
    ],
)
def test_a_number_shows_its_region_and_two_digits_if_enough_stays_hidden(text: str, shown: str) -> None:
    assert number(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"), [("SUHARTI", "S."), ("BUDI SANTOSO", "BUDI S."), ("", "."), ("4", ".")]
)
def test_a_name_shows_its_first_part_and_initials(text: str, shown: str) -> None:
    assert name(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"), [("2029-05-20", "2029"), ("tak terbaca", "*"), ("SEUMUR HIDUP", "SEUMUR HIDUP")]
)
def test_a_day_shows_its_year(text: str, shown: str) -> None:
    assert year(text) == shown


def test_a_kind_that_is_not_read_shows_nothing() -> None:
    assert masked("paper", fields()) == {}


@given(st.text("0123456789", min_size=14, max_size=16))
def test_half_of_a_long_number_stays_hidden(text: str) -> None:
    assert number(text).count("*") >= 6
    assert len(number(text)) == len(text)
