"""The fields of an identity card, from lines as recognition gives them; no engine runs here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from chalicelib.documents.reading.ktp import card
from chalicelib.documents.reading.texts import placed, slant

if TYPE_CHECKING:
    from chalicelib.documents.reading.ktp import Card

# Each line: what was read, where it begins and ends across, and its base line; as on a card of 1000 pixels.
LABELS = (
    ("NIK", 28, 100, 110),
    ("Nama", 30, 104, 166),
    ("Tempat/Tgl Lahir", 33, 220, 202),
    ("Jenis kelamin", 31, 186, 237),
    ("Gol. Darah : B", 540, 710, 237),
    ("Alamat", 30, 116, 272),
    ("RT/RW", 60, 147, 308),
    ("Kel/Desa", 61, 167, 344),
    ("Kecamatan", 60, 190, 379),
    ("Agama", 31, 116, 416),
    ("Status Perkawinan", 31, 240, 452),
    ("Pekerjaan", 31, 150, 486),
    ("Kewarganegaraan", 31, 243, 523),
    ("Berlaku Hingga", 30, 208, 556),
)
VALUES = (
    (":1905021102679533", 189, 684, 112),
    (": YUSUF SIREGAR", 254, 475, 166),
    (": MAMASA, 11-02-1967", 254, 521, 202),
    (":LAKI-LAKI", 255, 389, 237),
    (": JL. DIPONEGORO NO. 30", 255, 565, 272),
    (": 009/006", 254, 364, 308),
    (": NAMROLE", 256, 396, 344),
    (": SIMPANG TERITIP", 257, 486, 379),
    (": KRISTEN", 256, 381, 416),
    (": CERAI MATI", 256, 413, 452),
    (": KARYAWAN SWASTA", 255, 518, 486),
    (":WNI", 236, 322, 523),
    (": SEUMUR HIDUP", 255, 463, 556),
)
HEADING = (("PROVINSI KEPULAUAN BANGKA BELITUNG", 136, 862, 15), ("KABUPATEN BANGKA BARAT", 253, 747, 57))
BELOW_THE_PHOTO = (("BARAT", 817, 892, 419), ("17-08-2019", 800, 911, 450), ("SPESIMEN", 780, 930, 520))
WHOLE = (*HEADING, *LABELS, *VALUES, *BELOW_THE_PHOTO)
READ = {
    "nik": "1905021102679533",
    "name": "YUSUF SIREGAR",
    "birth_place": "MAMASA",
    "birth_date": "1967-02-11",
    "sex": "M",
    "blood_type": "B",
    "address": "JL. DIPONEGORO NO. 30",
    "rt_rw": "009/006",
    "village": "NAMROLE",
    "district": "SIMPANG TERITIP",
    "religion": "KRISTEN",
    "marital_status": "CERAI MATI",
    "occupation": "KARYAWAN SWASTA",
    "nationality": "WNI",
    "valid_until": "SEUMUR HIDUP",
    "province": "PROVINSI KEPULAUAN BANGKA BELITUNG",
    "regency": "KABUPATEN BANGKA BARAT",
}


def a_card(*lines: tuple[str, int, int, int], sure: float = 0.99, lean: float = 0.0) -> Card:
    boxes = np.array(
        [
            [(x, y + lean * x) for x, y in ((left, top), (right, top), (right, top + 28), (left, top + 28))]
            for _, left, right, top in lines
        ]
    )
    read = ((box, text, [sure] * len(text)) for box, (text, *_) in zip(boxes, lines, strict=True))
    return card(placed(read, slant(boxes)))


def texts(read: Card) -> dict[str, str]:
    return {name: one.text for name, one in read.fields.items()}


def with_line(old: str, *new: tuple[str, int, int, int]) -> tuple[tuple[str, int, int, int], ...]:
    return (*(one for one in WHOLE if one[0] != old), *new)


def test_every_field_of_a_well_read_card() -> None:
    assert texts(a_card(*WHOLE)) == READ


@pytest.mark.parametrize("lean", [-0.12, 0.12])
def test_a_card_that_lies_aslant(lean: float) -> None:
    assert texts(a_card(*WHOLE, lean=lean)) == READ


def test_labels_that_lost_letters_are_still_labels() -> None:
    spoilt = {
        "Tempat/Tgl Lahir": "Tempatl Tg Lahr",
        "Kewarganegaraan": "Kewarganegaran",
        "Berlaku Hingga": "Beriaku Hinga",
    }
    lines = [(spoilt.get(text, text), left, right, top) for text, left, right, top in WHOLE]
    assert texts(a_card(*lines)) == READ


def test_values_without_their_labels_are_known_by_their_place_and_looks() -> None:
    """As on a blurred card, where the small labels are lost and the large capitals are not."""
    assert texts(a_card(*HEADING, LABELS[0], LABELS[4], *VALUES, *BELOW_THE_PHOTO)) == READ


def test_label_and_value_in_one_line() -> None:
    lines = [
        one
        for one in WHOLE
        if one[0] not in {"Status Perkawinan", ": CERAI MATI", "NIK", ":1905021102679533"}
    ]
    joined = (("Status Perkawinan : CERAI MATI", 31, 413, 452), ("NIK :1905021102679533", 28, 684, 110))
    assert texts(a_card(*lines, *joined)) == READ


def test_a_value_that_wraps_goes_on_in_the_next_line() -> None:
    below = [(text, left, right, top + 36 if top > 180 else top) for text, left, right, top in WHOLE]
    read = a_card(*below, ("KUSUMA WARDHANI", 270, 480, 202))
    assert texts(read) == READ | {"name": "YUSUF SIREGAR KUSUMA WARDHANI"}


@pytest.mark.parametrize(
    ("value", "pair"),
    [(":009/006", "009/006"), (":0091006", "009/006"), (": 9 / 6", "009/006"), (":O09/0O6", "009/006")],
)
def test_the_stroke_between_rt_and_rw_may_be_lost(value: str, pair: str) -> None:
    assert texts(a_card(*with_line(": 009/006", (value, 254, 364, 308))))["rt_rw"] == pair


def test_rt_and_rw_in_two_boxes() -> None:
    read = a_card(*with_line(": 009/006", (": 009/", 254, 310, 308), ("006", 316, 364, 309)))
    assert texts(read)["rt_rw"] == "009/006"


def test_letters_become_digits_only_where_digits_must_stand() -> None:
    read = a_card(
        *with_line(":1905021102679533", (":19O5O2II0267953B", 189, 684, 112), (": BOIS OSO", 254, 475, 700))[
            :-1
        ]
    )
    assert read.fields["nik"].text == "1905021102679538"
    assert read.fields["nik"].score < 0.8
    assert texts(a_card(*with_line(": YUSUF SIREGAR", (": OBI SOZI", 254, 475, 166))))["name"] == "OBI SOZI"


def test_a_number_of_another_length_is_never_sure() -> None:
    read = a_card(*with_line(":1905021102679533", (":190502110267953", 189, 684, 112)))
    assert read.fields["nik"].text == "190502110267953"
    assert read.fields["nik"].score <= 0.3


def test_a_date_that_is_none_is_not_a_field() -> None:
    fields = texts(a_card(*with_line(": MAMASA, 11-02-1967", (": MAMASA, 31-02-1967", 254, 521, 202))))
    assert "birth_date" not in fields
    assert fields["birth_place"] == "MAMASA"


def test_a_date_without_its_strokes() -> None:
    fields = texts(a_card(*with_line(": MAMASA, 11-02-1967", (":MAMASA11-021967", 254, 521, 202))))
    assert (fields["birth_place"], fields["birth_date"]) == ("MAMASA", "1967-02-11")


def test_what_stands_below_the_photo_is_no_value() -> None:
    """The town and the day of issue stand on the height of rows whose own value was not read."""
    lines = [one for one in WHOLE if one[0] not in {": KRISTEN", ": CERAI MATI"}]
    fields = texts(a_card(*lines))
    assert {"religion", "marital_status"}.isdisjoint(fields)


def test_a_town_that_reads_like_a_label_is_none() -> None:
    assert texts(a_card(*with_line("BARAT", ("AGAM", 817, 892, 419)))) == READ


def test_nothing_gives_nothing() -> None:
    assert not a_card(("!", 0, 10, 10)).fields
    assert not card(()).fields
