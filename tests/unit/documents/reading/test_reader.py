"""The engine at work: slow, so `make check` leaves these out."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from benchmarks.specimens.camera import LOST, READABLE
from benchmarks.specimens.cards import identity_card
from benchmarks.specimens.holders import holder
from benchmarks.specimens.other_papers import NOTHING, PAPERS
from chalicelib.documents.reading import models
from chalicelib.documents.reading.engine import Engine
from chalicelib.documents.reading.reader import ModelReader
from chalicelib.documents.reading.seen import ReaderMissing

if TYPE_CHECKING:
    from chalicelib.documents.reading.seen import Seen

SPECIMENS = Path(__file__).parents[3] / "specimens"
SHIPPED = {
    "lowres_640_01.jpg": ("1905021102679533", "YUSUF SIREGAR", "1967-02-11"),
    "phone_bad_00.jpg": ("5305041810849776", "RIZKY SETIAWAN", "1984-10-18"),
    "ktp.jpg": ("5305041810849776", "RIZKY SETIAWAN", "1984-10-18"),
}
# Each of the others is measured by the benchmark.
TRIED = ("turned-20", "upside-down", "perspective", "low-light", "screenshot")


@pytest.fixture(scope="module")
def reader() -> ModelReader:
    return ModelReader(threads=1)


def deciding(seen: Seen) -> tuple[str, ...]:
    return tuple(seen.fields[name].text for name in ("nik", "name", "birth_date"))


def codes(seen: Seen) -> set[str]:
    return {finding.code for finding in seen.findings}


@pytest.mark.slow
@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_specimens_are_read_without_fault(reader: ModelReader, name: str) -> None:
    seen = reader.read(Image.open(SPECIMENS / name), "ktp")
    assert deciding(seen) == SHIPPED[name]
    assert all(seen.fields[field].score >= 0.8 for field in ("nik", "name", "birth_date", "sex"))
    assert (seen.kind, codes(seen)) == ("ktp", set())


@pytest.mark.slow
@pytest.mark.parametrize("condition", TRIED)
def test_drawn_cards_are_read_in_hard_conditions(reader: ModelReader, condition: str) -> None:
    chance = random.Random(condition)  # noqa: S311 - specimens are no secrets
    whose = holder(chance)
    seen = reader.read(READABLE[condition](identity_card(whose, chance), chance), "ktp")
    assert deciding(seen) == (whose.nik, whose.name, whose.birth_date.isoformat())
    assert codes(seen) <= {"screenshot"}


@pytest.mark.slow
@pytest.mark.parametrize("condition", ["blur-9", "glare-on-number", "cut-left"])
def test_who_sends_a_card_that_cannot_be_read_is_told_why(reader: ModelReader, condition: str) -> None:
    chance = random.Random(condition)  # noqa: S311 - specimens are no secrets
    change, advice = LOST[condition]
    seen = reader.read(change(identity_card(holder(chance), chance), chance), "ktp")
    assert codes(seen) == set(advice)


@pytest.mark.slow
def test_what_is_no_identity_card_is_seen(reader: ModelReader) -> None:
    chance = random.Random(3)  # noqa: S311 - specimens are no secrets
    assert codes(reader.read(NOTHING["cat"](chance), "ktp")) == {"not-a-document"}
    licence = reader.read(PAPERS["driving-licence"](holder(chance), chance), "ktp")
    assert (licence.kind, codes(licence), licence.fields) == (None, {"other-kind"}, {})
    tax_card = reader.read(PAPERS["npwp"](holder(chance), chance), "ktp")
    assert (tax_card.kind, codes(tax_card)) == ("npwp", {"other-kind"})


def test_without_its_models_there_is_no_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "WHEEL", "a_wheel_that_is_not_there")
    with pytest.raises(ReaderMissing):
        ModelReader(threads=1).read(Image.new("RGB", (64, 64)), "ktp")


def test_a_model_that_is_none_is_no_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / models.DETECTOR).write_bytes(b"not a network")
    monkeypatch.setattr(models, "folder", lambda: tmp_path)
    with pytest.raises(ReaderMissing):
        Engine(threads=1).find(Image.new("RGB", (64, 64)), longest=64)
