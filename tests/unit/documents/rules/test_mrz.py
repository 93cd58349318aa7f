"""The machine-readable zone: ICAO's own specimen, and zones put together from their parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.documents.rules.mrz import LENGTH, Zone, check_digit, zone_in
from tests.unit.documents.rules.specimens import TODAY

# Doc 9303 part 4, appendix B.
UTOPIA = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
)


@dataclass(frozen=True)
class Bearer:
    """Somebody invented, from whom a zone follows."""

    surname: str
    given: str
    number: str
    birth: date
    sex: str
    expires: date
    personal: str

    @property
    def lines(self) -> tuple[str, str]:
        names = f"{self.surname}<<{self.given}".replace(" ", "<")
        number = f"{self.number:<<9}" + check_digit(f"{self.number:<<9}")
        birth = f"{self.birth:%y%m%d}" + check_digit(f"{self.birth:%y%m%d}")
        expires = f"{self.expires:%y%m%d}" + check_digit(f"{self.expires:%y%m%d}")
        personal = f"{self.personal:<<14}" + check_digit(f"{self.personal:<<14}")
        composite = check_digit(number + birth + expires + personal)
        return f"P<IDN{names:<<39}", f"{number}IDN{birth}{self.sex}{expires}{personal}{composite}"


words = st.lists(st.text("ABCDEFGHIJKLMNOPRSTUWY", min_size=2, max_size=8), min_size=1, max_size=2).map(
    " ".join
)
bearers = st.builds(
    Bearer,
    surname=words,
    given=words,
    number=st.from_regex(r"[A-Z][0-9]{7}", fullmatch=True),
    birth=st.dates(date(1930, 1, 1), TODAY),
    sex=st.sampled_from("FM"),
    expires=st.dates(date(2020, 1, 1), date(2036, 12, 31)),
    personal=st.from_regex(r"[0-9A-Z]{0,14}", fullmatch=True),
)


def zone(*texts: str) -> Zone:
    found = zone_in(texts, today=TODAY)
    assert found is not None
    return found


def test_the_specimen_of_the_standard_is_read() -> None:
    found = zone("Utopia passport", *UTOPIA)
    assert found == Zone(
        number="L898902C3",
        issuer="UTO",
        surname="ERIKSSON",
        given="ANNA MARIA",
        nationality="UTO",
        birth_date=date(1974, 8, 12),
        sex="F",
        expires=date(2012, 4, 15),
        holds=True,
    )


@pytest.mark.parametrize(("text", "digit"), [("520727", "3"), ("AB2134<<<", "5"), ("", "0")])
def test_check_digits_are_those_of_the_standard(text: str, digit: str) -> None:
    assert check_digit(text) == digit


@given(bearers)
def test_every_zone_that_can_be_issued_is_read(bearer: Bearer) -> None:
    found = zone(*bearer.lines)
    assert found.holds
    assert (found.number, found.birth_date, found.expires) == (bearer.number, bearer.birth, bearer.expires)
    assert (found.sex, found.name) == (bearer.sex, f"{bearer.given} {bearer.surname}")


@given(bearers, st.sampled_from([*range(1, 9), *range(13, 19), *range(21, 27)]), st.integers(1, 9))
def test_a_zone_with_one_wrong_digit_does_not_hold(bearer: Bearer, place: int, by: int) -> None:
    first, second = bearer.lines
    if second[place].isdecimal():
        wrong = str((int(second[place]) + by) % 10)
        found = zone(first, second[:place] + wrong + second[place + 1 :])
        assert not found.holds


@given(bearers)
def test_digits_read_as_the_letters_they_resemble_are_mended_where_only_digits_stand(bearer: Bearer) -> None:
    first, second = bearer.lines
    read = second[:13] + second[13:20].translate(str.maketrans("0158", "OISB")) + second[20:]
    assert zone(first, read) == zone(first, second)


@pytest.mark.parametrize(
    ("read", "holds"),
    [
        ("XI234567<7", True),
        ("X1Z34S67<7", True),
        ("X12345G7<7", True),
        ("X1234557<7", False),
        ("X123456Z<7", False),
    ],
)
def test_an_indonesian_number_is_mended_only_where_its_check_digits_then_hold(
    read: str, *, holds: bool
) -> None:
    bearer = Bearer("LESTARI", "AYU", "X1234567", date(1990, 7, 1), "F", date(2029, 5, 20), "")
    first, second = bearer.lines
    found = zone(first, read + second[10:])
    assert found.holds == holds
    assert not holds or found.number == "X1234567"


def test_no_other_countrys_number_is_mended() -> None:
    read = UTOPIA[1].replace("L898902C", "L8989O2C")
    assert not zone(UTOPIA[0], read).holds


def test_fillers_that_were_lost_or_read_as_something_else_are_put_back() -> None:
    bearer = Bearer("LESTARI", "AYU", "X1234567", date(1990, 7, 1), "F", date(2029, 5, 20), "")
    first, second = bearer.lines
    short = second[:28] + "<<<<<<" + second[-2:]
    assert zone(first.rstrip("<"), short) == zone(first, second)
    assert zone(first.replace("<<AYU", "\u00abAYU"), second) == zone(first, second)
    assert zone(f"{first[:20]} {first[20:]}", second.lower()) == zone(first, second)


@given(st.lists(st.text("P<ABC0123456789 ", max_size=50), max_size=4))
def test_whatever_was_read_is_a_zone_or_none(texts: list[str]) -> None:
    found = zone_in(texts, today=TODAY)
    assert found is None or isinstance(found, Zone)


def test_a_page_without_a_zone_has_none() -> None:
    assert zone_in(["PASPOR", "REPUBLIK INDONESIA"], today=TODAY) is None
    assert LENGTH == len(UTOPIA[0]) == len(UTOPIA[1])
