"""What the digits of KK, NPWP and NIB must be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.documents.rules import numbers
from tests.unit.documents.rules.specimens import NIK, NPWP, TODAY

LUHN_KNOWN = ["79927398713", "4111111111111111", "0"]


@pytest.mark.parametrize("digits", LUHN_KNOWN)
def test_numbers_known_to_check_do(digits: str) -> None:
    assert numbers.luhn(digits)


@given(st.text("0123456789", min_size=8, max_size=8), st.integers(0, 8), st.integers(1, 9))
def test_one_changed_digit_of_an_old_npwp_is_noticed(first: str, place: int, by: int) -> None:
    checked = next(first + digit for digit in "0123456789" if numbers.luhn(first + digit))
    wrong = f"{checked[:place]}{(int(checked[place]) + by) % 10}{checked[place + 1 :]}"
    assert numbers.of_npwp(f"{checked}901000") is None
    assert numbers.of_npwp(f"{wrong}901000") is not None


@pytest.mark.parametrize("number", [NPWP, f"0{NPWP}", NIK])
def test_a_taxpayers_number_is_the_old_one_or_that_with_a_zero_or_a_nik(number: str) -> None:
    assert numbers.of_npwp(number) is None


@pytest.mark.parametrize("number", ["", NPWP[:-1], f"{NPWP}00", f"0{NPWP[:8]}0{NPWP[9:]}"])
def test_anything_else_is_no_taxpayers_number(number: str) -> None:
    assert numbers.of_npwp(number) is not None


def test_the_old_number_becomes_the_new_one_by_a_zero() -> None:
    assert numbers.sixteen_digits(NPWP) == f"0{NPWP}"
    assert numbers.sixteen_digits(NIK) == NIK


@pytest.mark.parametrize(
    ("number", "fine"),
    [
        ("5171011203150007", True),
        ("5171012411260001", True),
        ("5171012511260001", False),  # tomorrow
        ("5171013002150007", False),  # no calendar's day
        ("5171011203150000", False),  # no serial
        ("517101120315007", False),
    ],
)
def test_a_kk_number_holds_a_day_that_was_and_a_serial(number: str, *, fine: bool) -> None:
    assert (numbers.of_kk(number, today=TODAY) is None) == fine


@pytest.mark.parametrize(
    ("number", "fine"), [("1203000123456", True), ("120300012345", False), ("0" * 13, False)]
)
def test_a_nib_has_thirteen_digits(number: str, *, fine: bool) -> None:
    assert (numbers.of_nib(number) is None) == fine


def test_a_run_of_digits_is_found_however_it_is_written() -> None:
    assert list(numbers.runs("NPWP : 09.312.678.7-901.000")) == [NPWP]
    assert list(numbers.runs("No. 5171 0112 0315 0007")) == ["5171011203150007"]
    assert list(numbers.runs("51710112O3I50007")) == ["5171011203150007"]
    assert list(numbers.runs("BOILS BOOZED SOLOIST 12345")) == []
