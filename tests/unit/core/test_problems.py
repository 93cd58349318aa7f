from __future__ import annotations

import pytest

from chalicelib.core import problems
from chalicelib.core.errors import (
    Busy,
    Fault,
    InvalidFields,
    KeyReused,
    Kind,
    NotFound,
    Refusal,
    TooManyTries,
)


class Taken(Refusal):
    code = "already-booked"
    kind = Kind.CONFLICT


def test_a_refusal_is_a_problem_with_type_title_status_and_sentence() -> None:
    assert problems.document(NotFound(), "en", "r1") == {
        "type": "/problems/not-found",
        "title": "Not found",
        "status": 404,
        "detail": "There is no record with this reference and proof. Check both and try again.",
        "request_id": "r1",
    }


def test_a_problem_speaks_the_citizens_language() -> None:
    assert problems.document(NotFound(), "id", "r1")["title"] == "Tidak ditemukan"


def test_the_field_at_fault_is_named() -> None:
    assert problems.document(KeyReused(field="Idempotency-Key"), "en", "")["field"] == "Idempotency-Key"


def test_every_fault_stands_at_its_field_and_the_first_is_the_problems_sentence() -> None:
    refusal = InvalidFields(Fault("citizen.name", "too-long", {"limit": 100}), Fault("starts", "starts-past"))
    problem = problems.document(refusal, "en", "")
    assert (problem["field"], problem["detail"]) == ("citizen.name", "Too long; at most 100 characters.")
    assert [(fault["field"], fault["code"]) for fault in problem["errors"]] == [
        ("citizen.name", "too-long"),
        ("starts", "starts-past"),
    ]


def test_only_what_may_be_told_goes_out_beside_the_sentence() -> None:
    problem = problems.document(Taken(reference="B7KM2QXR9T", alternatives=[], inner="9"), "en", "")
    assert problem["reference"] == "B7KM2QXR9T"
    assert not {"inner", "alternatives"} & problem.keys()


def test_a_reference_that_may_not_be_told_is_not_even_null() -> None:
    assert "reference" not in problems.document(Taken(reference=None), "en", "")


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_no_has_a_status(kind: Kind) -> None:
    assert 400 <= problems.STATUS_OF[kind] < 600


def test_who_may_ask_again_is_told_when() -> None:
    assert problems.headers_of(TooManyTries()) == {"Retry-After": "3600"}
    assert problems.headers_of(Busy()) == {"Retry-After": "2"}
    assert problems.headers_of(NotFound()) == {}
