from __future__ import annotations

import random

import pytest
from PIL import Image

from benchmarks.specimens.camera import LOST, READABLE, blurred, photocopied
from benchmarks.specimens.cards import identity_card
from benchmarks.specimens.holders import holder
from chalicelib.documents.finding import FINDINGS
from chalicelib.documents.reading import legible
from chalicelib.documents.reading.light import light
from chalicelib.documents.reading.likeness import OTHER, likeness

CARD = identity_card(holder(random.Random(1)), random.Random(1))  # noqa: S311 - specimens are no secrets


def codes(picture: Image.Image) -> list[str]:
    return [one.code for one in legible.hints(picture, light(picture), coloured=True)]


def test_blur_lowers_sharpness_and_darkness_brightness() -> None:
    assert light(blurred(CARD, 9)).sharp < legible.BLURRED < light(blurred(CARD, 1)).sharp
    night, _ = LOST["night"]
    assert light(night(CARD, random.Random(2))).bright < legible.DARK < light(CARD).bright  # noqa: S311 - as above


def test_a_photocopy_and_a_screenshot_are_seen_and_a_card_is_neither() -> None:
    chance = random.Random(3)  # noqa: S311 - specimens are no secrets
    assert codes(photocopied(CARD, chance)) == ["photocopy"]
    assert codes(READABLE["screenshot"](CARD, chance)) == ["screenshot"]
    assert codes(CARD) == []


def test_a_page_of_one_colour_has_no_sharpness() -> None:
    assert light(Image.new("RGB", (50, 50))).sharp == 0


def test_every_cause_is_a_finding() -> None:
    assert {"cut-edges", "far-away", "glare", "blurred", "dark", "screenshot", "photocopy"} <= set(FINDINGS)


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["PROVINSI BALI", "Tempat/Tg1 Lahir", "Kel/Desa", "Berlaku Hingga"], "ktp"),
        (["KARTU KELUARGA", "Nama Kepala Keluarga", "Kecamatan", "RT/RW"], "kk"),
        (["NPWP 09.123", "KPP PRATAMA DENPASAR"], "npwp"),
        (["NOMOR INDUK BERUSAHA: 1234567890123"], "nib"),
        (["P<IDNWIJAYA<<BUDI<<<<<<<<<<<<<<<<<<<<<<<<<<<"], "passport"),
        (["SURAT IZIN MENGEMUDI", "DRIVING LICENSE"], OTHER),
        (["MENU HARI INI", "NASI CAMPUR 25.000"], None),
        ([], None),
    ],
)
def test_kinds_are_told_by_words_that_only_they_bear(lines: list[str], kind: str | None) -> None:
    assert likeness(lines) == kind
