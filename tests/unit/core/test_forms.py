from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from pydantic import AfterValidator, Field

from chalicelib.core.errors import Fault, InvalidFields
from chalicelib.core.forms import Form, Wrong, validated


def even(number: int) -> int:
    if number % 2:
        raise Wrong("days", most=2)
    return number


class Inner(Form):
    nik: Annotated[str, Field(max_length=3)]


class Outer(Form):
    name: Annotated[str, Field(min_length=2, max_length=4)]
    town: Annotated[str, Field(min_length=1)] = "Denpasar"
    kind: Literal["a", "b"] = "a"
    pair: Annotated[int, AfterValidator(even)] = 0
    inner: Inner | None = None
    many: tuple[Inner, ...] | None = None


def faults(body: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(InvalidFields) as refused:
        validated(Outer, body)
    return [(fault.field, fault.code) for fault in refused.value.faults]


def only_fault(body: dict[str, Any]) -> Fault:
    with pytest.raises(InvalidFields) as refused:
        validated(Outer, body)
    (fault,) = refused.value.faults
    return fault


def test_a_right_body_is_a_form_with_the_spaces_around_words_dropped() -> None:
    assert validated(Outer, {"name": "  Rai "}).name == "Rai"


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({}, "name", "missing"),
        ({"name": "   "}, "name", "too-short"),
        ({"name": "Wayan"}, "name", "too-long"),
        ({"name": "Rai", "town": ""}, "town", "missing"),
        ({"name": "Rai", "town": "  "}, "town", "missing"),
        ({"name": None}, "name", "wrong-type"),
        ({"name": 4}, "name", "wrong-type"),
        ({"name": ["Rai"]}, "name", "wrong-type"),
        ({"name": "\ud800"}, "name", "wrong-type"),
        ({"name": "Rai", "kind": "c"}, "kind", "one-of"),
        ({"name": "Rai", "pair": "2"}, "pair", "wrong-type"),
        ({"name": "Rai", "pair": 3}, "pair", "days"),
        ({"name": "Rai", "inner": {}}, "inner.nik", "missing"),
        ({"name": "Rai", "inner": "text"}, "inner", "wrong-type"),
        ({"name": "Rai", "inner": {"nik": "5171"}}, "inner.nik", "too-long"),
        ({"name": "Rai", "many": ({"nik": "1"}, {})}, "many.1.nik", "missing"),
        ({"name": "Rai", "more": 1}, "more", "unknown-field"),
    ],
)
def test_what_is_wrong_stands_at_its_field(body: dict[str, Any], field: str, code: str) -> None:
    assert faults(body) == [(field, code)]


def test_every_fault_is_told_at_once() -> None:
    assert faults({"kind": "c", "pair": 3}) == [("name", "missing"), ("kind", "one-of"), ("pair", "days")]


def test_a_fault_carries_the_facts_of_its_sentence() -> None:
    assert only_fault({"name": "Wayan"}).facts["limit"] == 4
    assert only_fault({"name": "W"}).facts["limit"] == 2
    assert only_fault({"name": "Rai", "kind": "c"}).facts["expected"] == "a, b"
    assert only_fault({"name": "Rai", "pair": 3}).facts == {"most": 2}


@pytest.mark.parametrize("name", ["I Made Rai", "5171010101900001", "+62812", "Rai", "é", "x" * 25, "", "🙂"])
def test_an_unknown_fields_name_that_is_the_clients_own_text_is_not_quoted(name: str) -> None:
    assert faults({"name": "Rai", name: 1}) == [("?", "unknown-field")]
