"""When two spellings are one name: pairs as they occur on cards and in bookings, all invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.documents.rules.names import CLOSE_ENOUGH, close_enough, similarity

SAME = [
    ("MUHAMMAD RIZKI PRATAMA, S.E.", "M. Rizky Pratama"),
    ("MOCH. YUSUF", "Muhammad Yusuf"),
    ("M.NUR HIDAYAT", "Muhammad Nur Hidayat"),
    ("H. AHMAD FAUZI", "Ahmad Fauzi"),
    ("Hj. Siti Aminah S.Pd", "SITI AMINAH"),
    ("Dr. Ir. Dewi Lestari, M.T., Ph.D.", "DEWI LESTARI"),
    ("SITI NURHALIZA", "ST. NURHALIZA"),
    ("ABDUL RAHMAN", "ABDURRAHMAN"),
    ("NI LUH PUTU AYU", "Luh Putu Ayu"),
    ("I GST AGUNG MADE PUTRA WIJAYA", "I Gusti Agung Made Putra Wijaya"),
    ("SOEKARNO", "Sukarno"),
    ("DJOKO SUSILO", "Joko Susilo"),
    ("BUDI SANTOSO", "Santoso Budi"),
    ("SRI WAHYUNI", "SRIWAHYUNI"),
    ("RIZKY SETIAWAN", "Rizki Setyawan"),
    ("YUSUF GUNAWAN PERMATA", "Yusuf G. Permata"),
    ("YUSUF GUNAWAN PERMATA", "Yusuf Gunawan P."),
    ("MARIA GORETTI KUSUMANINGTYAS WIDYA", "Maria Goretti Kusumaningtyas Widyaningrum"),
    # One letter that was misread or mistyped; the NIK has agreed before names are compared.
    ("AHMAD DHANI", "AHMAD DHANl"),
    ("FITRI SAPUTRA", "FITR SAPUTRA"),
    ("RENÉ SIMANJUNTAK", "Rene Simanjuntak"),
]
OTHERS = [
    ("BUDI SANTOSO", "BUDI SETIAWAN"),
    ("SITI AMINAH", "SITI AISYAH"),
    ("DEWI LESTARI", "DEWI LISTIANI"),
    ("AHMAD FAUZI", "AHMAD FAUZAN"),
    ("RINA MARLINA", "RINI MARLINI"),
    ("YUSUF SIREGAR", "YUSUF GUNAWAN PERMATA"),
    ("NI KADEK AYU", "NI KOMANG AYU"),
    ("I WAYAN SUDANA", "I MADE SUDANA"),
    # A part that is missing altogether is for an officer to see.
    ("BUDI", "BUDI SANTOSO"),
    ("SITI RAHAYU WULANDARI", "SITI RAHAYU"),
    # Initials alone name nobody.
    ("M", "MUHAMMAD"),
    ("Y. G. P.", "YUSUF GUNAWAN PERMATA"),
    ("", "BUDI SANTOSO"),
    ("", ""),
    ("-", "-"),
]
names = st.text("ABCDEGHIKLMNOPRSTUWY ", min_size=3).filter(lambda name: len(name.split()) > 1)


@pytest.mark.parametrize(("card", "typed"), SAME)
def test_two_spellings_of_one_name_are_close_enough(card: str, typed: str) -> None:
    assert close_enough(card, typed)
    assert close_enough(typed, card)


@pytest.mark.parametrize(("card", "typed"), OTHERS)
def test_two_names_are_not_close_enough(card: str, typed: str) -> None:
    assert not close_enough(card, typed)
    assert not close_enough(typed, card)


def test_the_threshold_stands_clear_of_both() -> None:
    alike = min(similarity(*pair) for pair in SAME)
    unlike = max(similarity(*pair) for pair in OTHERS)
    assert unlike + 0.02 < CLOSE_ENOUGH < alike - 0.02


@given(names)
def test_a_name_is_itself_in_any_case_and_with_any_spaces(name: str) -> None:
    assert similarity(name, f"  {name.lower()} ") in {0.0, 1.0}


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    assert 0.0 <= similarity(one, other) <= 1.0
