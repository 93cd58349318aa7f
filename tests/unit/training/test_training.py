from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from chalicelib.core.textmodel.artefact import packed
from infra.errors import Stopped
from infra.training.doubting import Held, Wish, doubting, found, interleaved, later
from infra.training.history import history
from infra.training.learning import NONE, Examples, Way, learned
from infra.training.spelling import also_as_typed, as_typed

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = ("jalan rusak", "jalan berlubang", "aspal jalan", "sampah bau", "sampah menumpuk", "angkut sampah")
FEW = Examples(texts=TEXTS, labels=("road",) * 3 + ("waste",) * 3)
QUICK = Way(rounds=3)


def test_what_was_learned_is_told() -> None:
    model = learned(FEW, Way())
    assert [model.ranked(text).labels[0][0] for text in FEW.texts] == list(FEW.labels)


def test_the_same_examples_give_the_same_file() -> None:
    assert packed(learned(FEW, QUICK), {}) == packed(learned(FEW, QUICK), {})


def test_what_belongs_to_no_label_is_taught_to_all() -> None:
    strange = Examples(texts=(*FEW.texts, "kucing saya hilang"), labels=(*FEW.labels, NONE))
    model = learned(strange, Way())
    assert model.labels == ("road", "waste")
    assert max(model.margins("kucing saya hilang")) < max(learned(FEW, Way()).margins("kucing saya hilang"))


def test_splits_in_time_never_learn_from_what_comes_later() -> None:
    for inside, outside in later(100, first=10):
        assert max(inside) < min(outside)
    assert [len(outside) for _, outside in later(100, first=10)] == [20, 20]
    assert later(100, first=10)[-1][1][-1] == 109


def test_every_text_is_held_out_once_without_time() -> None:
    splits = interleaved(23)
    assert sorted(at for _, outside in splits for at in outside) == list(range(23))
    assert all(set(inside).isdisjoint(outside) for inside, outside in splits)


def test_a_doubt_keeps_as_much_as_is_as_right_as_wished() -> None:
    near = np.array([[0.1, 0.0], [0.0, 0.1]] * 10)
    clear = np.array([[1.0, -1.0]] * 80)
    held = Held(margins=np.concatenate([clear, near]), truths=np.array([0] * 80 + [0] * 20))
    told = held.told(found(held, Wish(right=0.95, sent=0.5)))
    assert (told.top1, told.deferred, told.top1_kept) == (0.9, 0.2, 1.0)
    assert held.told(found(held, Wish(right=0.85, sent=0.5))).deferred == 0


def test_a_doubt_sends_no_more_than_it_may() -> None:
    held = Held(margins=np.array([[0.5, 0.0], [0.4, 0.0]] * 20), truths=np.array([1, 0] * 20))
    assert held.told(found(held, Wish(right=0.99, sent=0.1))).deferred <= 0.1


def test_doubting_learns_from_everything_in_the_end() -> None:
    model, told = doubting(FEW, QUICK, interleaved(len(FEW), parts=3), Wish(right=0.5, sent=0.5))
    assert model.weights == learned(FEW, QUICK).weights
    assert 0 <= told.top1 <= 1


def test_spellings_are_always_the_same_and_no_words_are_lost() -> None:
    text = "Mohon sampah yang tidak diangkut dengan truk segera dibersihkan"
    assert as_typed(text) == as_typed(text) != text
    assert len(as_typed(text).split()) == len(text.split())
    assert also_as_typed(FEW).labels[:2] == ("road", "road")


def test_a_history_is_read_and_its_faults_are_told_by_line(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": "jalan rusak sekali", "category": "road"}),
        "not json",
        "[]",
        "",
        json.dumps({"text": "kecil", "category": "road"}),
        json.dumps({"text": 5, "category": "road"}),
        json.dumps({"text": "Rahasia Budi hilang", "category": "secret-service"}),
        json.dumps({"text": "tanpa kategori saja"}),
        json.dumps({"text": "Jalan rusak sekali", "category": "waste", "more": 1}),
        json.dumps({"text": "tidak tahu ke mana", "category": "other"}),
    ]
    path = tmp_path / "history.jsonl"
    path.write_bytes("\n".join(lines).encode() + b"\n\xff\xfe broken")
    read = history(path, {"road", "waste", "other"})
    assert read.labels == ["road", "waste", "other"]
    assert read.faults["no JSON"] == [2, 11]
    assert read.faults["a category that this city does not have"] == [7]
    told = "\n".join(read.report())
    assert "line 5, 6" in told
    assert "other (1), road (1), waste (1)" in told
    assert "1 texts stand in more than one category" in told
    assert "Budi" not in told


def test_a_missing_history_stops_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Stopped, match="cannot be read"):
        history(tmp_path / "none.jsonl")
