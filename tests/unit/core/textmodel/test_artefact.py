from __future__ import annotations

import json
import struct
import zlib

import pytest

from chalicelib.core.textmodel.artefact import VERSION, ModelUnreadable, made_from, packed, unpacked
from chalicelib.core.textmodel.linear import Doubt, Linear
from chalicelib.core.textmodel.pieces import Cut, counted

CUT = Cut(bits=8, shortest=3, longest=3, pairs=False)
SIZE = 1 << CUT.bits


def a_model(**others: object) -> Linear:
    """Two labels that know one word each."""
    weights = bytearray(2 * SIZE)
    for at, word in enumerate(("jalan", "sampah")):
        for bucket in counted(word, CUT)[0]:
            weights[at * SIZE + bucket] = 100
    facts: dict[str, object] = {
        "labels": ("road", "waste"),
        "cut": CUT,
        "doubt": Doubt(steepness=2.0, likely=0.6, margin=0.1),
        "rarity_step": 0.01,
        "steps": (0.01, 0.01),
        "biases": (-0.5, -0.5),
        "rarity": memoryview(b"\x64" * SIZE),
        "weights": memoryview(bytes(weights)).cast("b"),
    }
    return Linear(**{**facts, **others})  # type: ignore[arg-type] # invented


def test_a_known_word_decides() -> None:
    found = a_model().ranked("jalan")
    assert [label for label, _ in found.labels] == ["road", "waste"]
    assert found.sure
    assert sum(likely for _, likely in found.labels) == pytest.approx(1)


def test_what_lies_far_from_all_labels_is_not_sure() -> None:
    assert not a_model(doubt=Doubt(steepness=99.0, likely=0.0, margin=0.1)).ranked("kucing").sure


def test_what_lies_between_labels_is_not_sure() -> None:
    assert not a_model(doubt=Doubt(steepness=2.0, likely=0.6, margin=-1.0)).ranked("jalan sampah").sure


def test_a_text_without_words_has_no_label() -> None:
    assert a_model().ranked("🙂") == a_model().ranked("")
    assert a_model().ranked("").labels == ()


def test_a_model_comes_back_from_its_file_as_it_was() -> None:
    file = packed(a_model(), {"examples": 2})
    assert unpacked(file) == a_model()
    assert made_from(file) == {"examples": 2}
    assert packed(unpacked(file), {"examples": 2}) == file


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"TAM",
        b"PNG!" + bytes(20),
        struct.pack(">4sHI", b"TAMT", VERSION + 1, 2) + b"{}",
        struct.pack(">4sHI", b"TAMT", VERSION, 2) + b"{}",
        struct.pack(">4sHI", b"TAMT", VERSION, 9) + b"{",
        packed(a_model(), {})[:-5],
        packed(a_model(), {})[:-5] + b"12345",
        packed(a_model(steps=(1.0,)), {}),
        packed(a_model(labels=("road",)), {}),
        packed(a_model(cut=Cut(bits=9, shortest=3, longest=3, pairs=False)), {}),
        packed(a_model(cut=Cut(bits=40, shortest=3, longest=3, pairs=False)), {}),
    ],
)
def test_what_is_no_whole_model_is_refused(file: bytes) -> None:
    with pytest.raises(ModelUnreadable):
        unpacked(file)


def test_a_header_with_a_field_too_many_is_refused() -> None:
    told = json.dumps({"labels": ["a"], "cut": {"bits": 1, "size": 2}}).encode()
    with pytest.raises(ModelUnreadable):
        unpacked(struct.pack(">4sHI", b"TAMT", VERSION, len(told)) + told + zlib.compress(b""))
