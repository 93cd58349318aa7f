"""What is read of a family card, a taxpayer's card, a business's number and a passport, from lines and from text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.documents.reading.seen import Line
from chalicelib.documents.rules.content import NEEDED, content_of, kinds_of, number_of
from chalicelib.documents.rules.rows import rows_of_lines, rows_of_text
from tests.unit.documents.rules.specimens import (
    BUSINESS,
    FAMILY,
    NAME,
    NIK,
    NPWP,
    PASSPORT,
    TAX_CARD,
    TODAY,
    lines,
)

if TYPE_CHECKING:
    from chalicelib.documents.rules.rows import Row

PAGES = {"kk": FAMILY, "npwp": TAX_CARD, "nib": BUSINESS, "passport": PASSPORT}


def read(kind: str, text: str, nik: str | None = NIK) -> dict[str, str]:
    content = content_of(kind, rows_of_text([text]), nik=nik, today=TODAY)
    return {name: field.text for name, field in content.fields.items()}


@pytest.mark.parametrize("kind", PAGES)
def test_lines_and_a_pdfs_text_say_the_same(kind: str) -> None:
    of_lines = content_of(kind, rows_of_lines(lines(PAGES[kind])), nik=NIK, today=TODAY).fields
    assert {name: field.text for name, field in of_lines.items()} == read(kind, PAGES[kind])


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_known_by_its_own_words(kind: str) -> None:
    assert kind in kinds_of(rows_of_text([PAGES[kind]]), today=TODAY)
    assert kinds_of(rows_of_text(["Halo dunia"]), today=TODAY) == frozenset()


def test_of_a_family_card_only_the_line_of_the_one_who_booked_is_taken() -> None:
    assert read("kk", FAMILY) == {
        "number": "5171011203150007",
        "head": "I MADE ARTANA",
        "nik": NIK,
        "name": NAME,
        "birth_date": "1990-07-01",
        "sex": "F",
    }
    assert set(read("kk", FAMILY, nik=None)) == {"number", "head"}


def test_a_family_card_whose_cells_stand_below_each_other_is_read_as_well() -> None:
    rows = FAMILY.strip().splitlines()
    cells = (
        "\n".join(rows[:6])
        + "\n"
        + "\n".join(rows[6:]).replace(f" {NIK} ", f"\n{NIK}\n").replace(" DENPASAR", "\nDENPASAR\n")
    )
    assert read("kk", cells) == read("kk", FAMILY)


def test_a_wedding_is_no_birth_date() -> None:
    unread = FAMILY.replace("15-05-2015", "tak terbaca")
    assert "birth_date" not in read("kk", unread, nik="5171011505150001")


def test_cells_side_by_side_are_one_row_from_left_to_right() -> None:
    def cell(text: str, left: float, top: float) -> Line:
        return Line(text, 0.9, ((left, top), (left + 90, top), (left + 90, top + 20), (left, top + 20)))

    rows = rows_of_lines((cell("B", 100, 4), cell("A", 0, 0), cell("C", 0, 40), cell(" ", 200, 0)))
    assert [row.text for row in rows] == ["A B", "C"]
    level = rows_of_lines((cell("B", 100, 0), cell("A", 0, 0)))
    assert [row.text for row in level] == ["A B"]


def test_cells_of_a_slanting_page_are_one_row_all_the_same() -> None:
    def cell(text: str, left: int, row: int) -> Line:
        corners = ((left, 0), (left + 180, 0), (left + 180, 20), (left, 20))
        return Line(text, 0.9, tuple((x, y + row * 40 + x * 0.1) for x, y in corners))

    rows = rows_of_lines([cell(f"{row}{left}", left, row) for left in (0, 400, 800) for row in range(3)])
    assert [row.text for row in rows] == ["00 0400 0800", "10 1400 1800", "20 2400 2800"]


def test_a_taxpayers_card_gives_number_name_and_nik() -> None:
    assert read("npwp", TAX_CARD) == {"number": NPWP, "nik": NIK, "name": NAME}


def test_a_new_taxpayers_card_bears_the_nik_as_its_number() -> None:
    card = f"KEMENTERIAN KEUANGAN\nNPWP16 : {NIK[:4]} {NIK[4:8]} {NIK[8:12]} {NIK[12:]}\n{NAME}\nKPP PRATAMA"
    assert read("npwp", card) == {"number": NIK, "nik": NIK, "name": NAME}


def test_a_companys_sixteen_digits_are_no_nik() -> None:
    card = f"NPWP : 0{NPWP}\nPT MAJU SENTOSA\nKPP PRATAMA"
    assert read("npwp", card) == {"number": f"0{NPWP}", "name": "PT MAJU SENTOSA"}


def test_a_business_number_comes_with_its_holder_its_codes_and_the_highest_risk() -> None:
    assert read("nib", BUSINESS) == {
        "number": "1203000123456",
        "name": NAME,
        "kbli": "56103, 10710",
        "risk": "medium-low",
    }


def test_a_passport_says_what_its_zone_says() -> None:
    assert read("passport", PASSPORT) == {
        "number": "X1234567",
        "name": NAME,
        "birth_date": "1990-07-01",
        "sex": "F",
        "nationality": "IDN",
        "valid_until": "2029-05-20",
    }


@pytest.mark.parametrize(
    ("kind", "number"),
    [("kk", "5171011203150007"), ("npwp", NIK), ("nib", "1203000123456"), ("passport", "X1234567")],
)
def test_what_identifies_a_document_is_its_own_number(kind: str, number: str) -> None:
    rows = rows_of_text([PAGES[kind]])
    assert number_of(kind, content_of(kind, rows, nik=NIK, today=TODAY).fields) == number


def test_one_taxpayer_is_one_number_old_or_new() -> None:
    def number(card: str) -> str | None:
        return number_of("npwp", content_of("npwp", rows_of_text([card]), nik=None, today=TODAY).fields)

    assert number("NPWP 09.312.678.7-901.000\nPT MAJU") == number(f"NPWP 0{NPWP}\nPT MAJU") == f"0{NPWP}"


@given(st.sampled_from(sorted(NEEDED)), st.lists(st.text(max_size=60), max_size=12))
def test_whatever_the_rows_say_something_is_made_of_them(kind: str, texts: list[str]) -> None:
    rows: tuple[Row, ...] = rows_of_text(texts)
    content = content_of(kind, rows, nik=NIK, today=TODAY)
    assert all(field.text for field in content.fields.values())
    assert kinds_of(rows, today=TODAY) <= set(PAGES)
