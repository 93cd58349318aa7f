"""The shipped model: what it suggests, when it is unsure, that it is read late, and is what the examples give."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from chalicelib.complaints.categories import OTHER, categories
from chalicelib.complaints.model.suggestion import MOST_GUESSES, SHIPPED, chosen, suggestion
from chalicelib.core.textmodel.artefact import made_from, packed, unpacked
from infra.training.complaints import made_of
from infra.training.history import EXAMPLES, written
from infra.training.learning import Examples, Way, learned
from infra.training.spelling import also_as_typed

if TYPE_CHECKING:
    from chalicelib.complaints.model import Suggestion

ROOT = Path(__file__).parents[3]
MODEL = unpacked(SHIPPED.read_bytes())
#: Of each category.
LEAST_EXAMPLES = 40
LARGEST_KB = 1_000
LATE = """
import sys
import app
import chalicelib.complaints.model
print(*(name for name in sys.modules if name.startswith("chalicelib.core.textmodel")))
"""


def suggested(text: str) -> Suggestion:
    return suggestion(text, MODEL)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Dengan hormat, jalan di depan kantor kami berlubang dan sudah memakan korban.", "road"),
        ("jln berlubang pak tlg ditambal", "road"),
        ("The road in front of our school is full of potholes.", "road"),
        ("An officer asked us for money without a receipt.", "extra-fees"),
        ("lampu jalan mati gelap bgt", "street-light"),
        ("sampah blm diangkut semingguuuu", "waste"),
        ("diminta uang sama petugas biar cepat", "extra-fees"),
        ("Petugas membentak ibu saya", "officer-behaviour"),
        ("KTP saya belum jadi sudah tiga bulan", "late-case"),
        ("nama saya di kk salah ketik", "data-error"),
        ("pohon tumbang di jalan", "trees"),
        ("AIR PDAM MATI!!!", "water"),
        ("got mampet banjir terus", "flooding"),
    ],
)
def test_a_plain_complaint_is_told(text: str, category: str) -> None:
    assert suggested(text).guesses[0].category == category


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "🙂🙂🙂",
        "....",
        "_ _ _",
        "x" * 5_000,
        "z q " * 1_250,
        "Bonjour, je voudrais porter plainte contre mon voisin.",
        "Ich möchte mich beschweren, weil der Bus nicht kam.",
        "我要投诉这个办公室的服务",
        "أريد تقديم شكوى",
        "halo",
        "resep rendang",
    ],
)
def test_what_is_no_complaint_is_unsure(text: str) -> None:
    assert not suggested(text).sure


def test_a_text_of_five_thousand_signs_is_told_by_what_it_says_first() -> None:
    long = suggested("sampah menumpuk di depan gang, baunya busuk. " * 120)
    assert long.guesses[0].category == "waste"


def test_no_text_gives_more_guesses_than_fit_and_scores_fall() -> None:
    found = suggested("Saya menunggu lama dan petugasnya kasar")
    scores = [guess.score for guess in found.guesses]
    assert len(scores) == MOST_GUESSES
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert suggested("").guesses == ()


def test_other_is_never_suggested_but_every_other_category_can_be() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.txt")} == {*categories()}
    assert set(MODEL.labels) == {*categories()} - {OTHER}


def test_every_category_has_examples_enough_and_none_twice() -> None:
    examples = written()
    assert all(examples.labels.count(label) >= LEAST_EXAMPLES for label in {*examples.labels})
    assert len(set(examples.texts)) == len(examples)


def test_the_shipped_model_was_made_from_these_examples() -> None:
    assert made_from(SHIPPED.read_bytes()) == made_of(written(), Way()), "Run make train-complaints."


@pytest.mark.slow
def test_the_shipped_model_is_what_the_examples_give() -> None:
    again = learned(also_as_typed(written()), Way())
    # Another machine may round the last digit otherwise.
    differing = sum(abs(one - other) > 1 for one, other in zip(again.weights, MODEL.weights, strict=True))
    assert (again.labels, again.rarity, differing) == (MODEL.labels, MODEL.rarity, 0)


def test_an_offices_own_model_takes_the_place_of_the_shipped_one_unless_it_cannot_be_read(
    tmp_path: Path,
) -> None:
    own = tmp_path / "own.model"
    assert chosen(own, SHIPPED).labels == MODEL.labels
    own.write_bytes(
        packed(learned(Examples(texts=("a b", "c d"), labels=("road", "waste")), Way(rounds=1)), {})
    )
    assert chosen(own, SHIPPED).labels == ("road", "waste")
    own.write_bytes(own.read_bytes()[:-4])
    assert chosen(own, SHIPPED).labels == MODEL.labels


def test_the_shipped_model_is_small() -> None:
    assert SHIPPED.stat().st_size < LARGEST_KB * 1024


def test_importing_the_app_and_the_model_reads_no_model() -> None:
    fresh = subprocess.run(
        [sys.executable, "-c", LATE],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert fresh.stdout.split() == []
