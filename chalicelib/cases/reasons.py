"""Why a case waits for its citizen, or is refused: a code with its sentence, and an officer's own words beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.core.catalogue import both
from chalicelib.core.text import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.cases.case import Case

#: The reason that is nothing but the officer's words.
WORDS = "words"
PAUSES = ("documents", "payment", "visit", WORDS)
REFUSALS = ("requirements", "withdrawn", "no-answer", "elsewhere", WORDS)
OF_REFUSAL = "refused"


def of_pause(place: int) -> str:
    """What the words of a case's pause are named by; the first pause is 0."""
    return f"pause-{place}"


def fields_of(name: str, words: Text) -> dict[str, str]:
    """Words as fields to be sealed with a case: an officer may name somebody in them."""
    return {f"{name}-{language}": words.inn(language) for language in LANGUAGES}


def sealed_words(case: Case) -> dict[str, bytes]:
    """Those of a case's sealed fields that are words of officers."""
    return {
        field: sealed
        for field, sealed in case.sealed.items()
        if field.startswith((of_pause(0)[:-1], f"{OF_REFUSAL}-"))
    }


def words_in(fields: Mapping[str, str]) -> dict[str, Text]:
    """The words by what they are named by, from fields in the clear."""
    names = {field.rpartition("-")[0] for field in fields}
    return {name: Text(*(fields[f"{name}-{language}"] for language in LANGUAGES)) for name in names}


def explained(why: str, words: Text | None) -> Text:
    """The reason as its citizen is told it; words that nobody can open any more are left out."""
    if why == WORDS:
        return words or both("why.words")
    told = both(f"why.{why}")
    return Text(f"{told.id} {words.id}", f"{told.en} {words.en}") if words else told
