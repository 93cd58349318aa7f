"""The rule of the national identity number, by examples and by numbers put together from their parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.errors import Fault
from chalicelib.people.nik import Nik, Sex, districts, read

TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Bearer:
    """Somebody invented, from whom a number follows."""

    district: str
    birth: date
    sex: Sex
    serial: int

    @property
    def nik(self) -> str:
        day = self.birth.day + (40 if self.sex == "female" else 0)
        return f"{self.district}{day:02}{self.birth:%m%y}{self.serial:04}"


bearers = st.builds(
    Bearer,
    district=st.sampled_from(sorted(districts())),
    birth=st.dates(date(1927, 1, 1), TODAY),
    sex=st.sampled_from(["female", "male"]),
    serial=st.integers(1, 9999),
)


def fault(typed: str, today: date = TODAY, birth_date: date | None = None, sex: Sex | None = None) -> str:
    """The code of what is wrong; the fault never quotes the number."""
    found = read(typed, today=today, birth_date=birth_date, sex=sex)
    assert isinstance(found, Fault)
    assert found == Fault("nik", found.code)
    return found.code


@given(bearers)
def test_every_number_that_can_be_issued_is_read(bearer: Bearer) -> None:
    nik = read(bearer.nik, today=TODAY, birth_date=bearer.birth, sex=bearer.sex)
    assert isinstance(nik, Nik)
    assert (nik.digits, nik.district, nik.sex) == (bearer.nik, bearer.district, bearer.sex)
    assert bearer.birth in nik.births
    assert nik.region_known


@given(bearers, st.dates(date(1900, 1, 1), TODAY))
def test_another_birth_date_disagrees_unless_it_is_a_century_away(bearer: Bearer, other: date) -> None:
    same_digits = f"{other:%d%m%y}" == f"{bearer.birth:%d%m%y}"
    found = read(bearer.nik, today=TODAY, birth_date=other)
    assert isinstance(found, Nik) if same_digits else found == Fault("nik", "nik-birth-date")


@given(bearers)
def test_the_other_sex_disagrees(bearer: Bearer) -> None:
    other: Sex = "male" if bearer.sex == "female" else "female"
    assert fault(bearer.nik, sex=other) == "nik-sex"


@given(bearers, st.sampled_from(["", " ", ".", "-"]))
def test_what_stands_between_the_digits_makes_no_difference(bearer: Bearer, between: str) -> None:
    digits = bearer.nik
    typed = between.join((digits[:6], digits[6:12], digits[12:]))
    assert read(typed, today=TODAY) == read(digits, today=TODAY)


@given(bearers)
def test_only_the_region_and_two_digits_of_a_number_are_shown(bearer: Bearer) -> None:
    nik = read(bearer.nik, today=TODAY)
    assert isinstance(nik, Nik)
    assert nik.masked == f"{bearer.nik[:6]}********{bearer.nik[14:]}"


@given(st.text(max_size=20))
def test_whatever_is_typed_is_a_number_or_a_fault(typed: str) -> None:
    found = read(typed, today=TODAY)
    assert isinstance(found, Nik | Fault)
    assert isinstance(found, Fault) or found.digits.isascii()


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "517101010190000",
        "51710101019000011",
        "517101010190000a",
        "5171O10101900001",
        "\uff15" * 16,
        "½" * 16,
    ],
)
def test_anything_but_sixteen_digits_is_refused(typed: str) -> None:
    assert fault(typed) == "nik-length"


@pytest.mark.parametrize(
    "digits",
    ["000190", "320190", "310490", "300290", "011390", "010090", "400190", "720190", "810190", "990190"],
)
def test_a_birth_date_that_no_calendar_has_is_refused(digits: str) -> None:
    assert fault(f"517101{digits}0001") == "nik-date"


@pytest.mark.parametrize(
    ("digits", "births"),
    [("290296", [1996]), ("290200", [2000]), ("290224", [1924, 2024]), ("290228", [1928])],
)
def test_a_leap_day_is_a_birth_date_in_the_centuries_that_have_it(digits: str, births: list[int]) -> None:
    nik = read(f"517101{digits}0001", today=TODAY)
    assert isinstance(nik, Nik)
    assert [birth.year for birth in nik.births] == births


def test_a_leap_day_of_no_leap_year_is_refused() -> None:
    assert fault("5171012902230001") == "nik-date"


def test_two_digits_of_a_year_may_mean_either_century() -> None:
    nik = read("5171010101200001", today=TODAY)
    assert isinstance(nik, Nik)
    assert nik.births == (date(1920, 1, 1), date(2020, 1, 1))
    for birth in nik.births:
        assert isinstance(read(nik.digits, today=TODAY, birth_date=birth), Nik)


def test_somebody_may_be_born_today_but_not_tomorrow() -> None:
    newborn, unborn = (Bearer("517101", TODAY + timedelta(days=day), "female", 1) for day in (0, 1))
    assert isinstance(read(newborn.nik, today=TODAY, birth_date=TODAY), Nik)
    read_unborn = read(unborn.nik, today=TODAY)
    assert isinstance(read_unborn, Nik)
    assert read_unborn.births == (date(1926, 11, 24),)
    assert fault(unborn.nik, birth_date=TODAY + timedelta(days=1)) == "nik-future"


def test_a_number_whose_leap_day_is_only_to_come_is_refused() -> None:
    # There was no 29 February 1900, and on this day 2000 is still to come.
    assert fault("5171012902000001", today=date(1999, 12, 31)) == "nik-future"


def test_there_is_no_serial_of_zero() -> None:
    assert fault("5171010101900000") == "nik-serial"


def test_a_region_that_is_not_in_the_list_is_noticed_and_not_refused() -> None:
    nik = read("9999990101900001", today=TODAY)
    assert isinstance(nik, Nik)
    assert not nik.region_known


def test_the_list_of_districts_holds_those_in_force_and_those_retired() -> None:
    assert len(districts()) > 7_285
    assert "517101" in districts()


def test_a_fault_stands_at_the_field_that_is_asked_for() -> None:
    assert read("", today=TODAY, field="citizen.nik") == Fault("citizen.nik", "nik-length")
