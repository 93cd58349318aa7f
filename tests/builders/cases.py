"""Cases for tests: say what matters, the rest is filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from chalicelib.cases.case import Case, LetterOf, Milestone
from tests.builders.city import at

REFERENCE = "KQG2BQKT3B"


def a_case(**changes: Any) -> Case:
    """A case that was received on Monday at eight and is promised for the next day."""
    case = Case(
        reference=REFERENCE,
        office="mpp",
        service="d000",
        milestones=(Milestone("received", at(8)),),
        due=date(2026, 11, 24),
        person="k1.aa",
        proof=b"proof",
        sealed={"name": b"sealed"},
        language="id",
    )
    return replace(case, **changes)


def a_letter(**changes: Any) -> LetterOf:
    """A letter that was issued on Monday at ten."""
    letter = LetterOf(code="ABCDEFGHJK", key="letters/" + "0" * 32, sha256="ab" * 32, issued=at(10))
    return replace(letter, **changes)
