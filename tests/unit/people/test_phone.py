from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.errors import Fault
from chalicelib.people.phone import read

NUMBER = "+6281234567890"


@pytest.mark.parametrize(
    "typed",
    [
        "081234567890",
        "6281234567890",
        "+6281234567890",
        "+62 812-3456-7890",
        "0812 3456 7890",
        "0812.3456.7890",
        "(0812) 3456-7890",
        "  +62 (812) 3456 7890  ",
        "62 812 3456 7890",
        "+62 0812 3456 7890",
        "\uff10812 3456 7890",
    ],
)
def test_however_a_number_is_written_it_is_one_number(typed: str) -> None:
    assert read(typed) == NUMBER


def test_a_number_of_another_country_needs_its_plus() -> None:
    assert read("+60 12-345 6789") == "+60123456789"
    assert read("60123456789") == Fault("phone", "phone")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "08",
        "nomor saya",
        "0812-ABC-DEFG",
        "0812x34567890",
        "+",
        "62",
        "0" * 33,
        "+999 123456789",
        "🙂",
        "0812 3456 7890 #12",
    ],
)
def test_what_is_no_number_is_a_fault_that_does_not_quote_it(typed: str) -> None:
    assert read(typed, field="citizen.phone") == Fault("citizen.phone", "phone")


@given(st.text("0123456789+-. ()", max_size=40))
def test_whatever_digits_are_typed_the_answer_is_e164_or_a_fault(typed: str) -> None:
    found = read(typed)
    assert isinstance(found, Fault) or (found.startswith("+") and found[1:].isdecimal())
