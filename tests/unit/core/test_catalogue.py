"""The catalogue against the code: nothing is said that has no sentence, and no sentence is never said."""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from chalicelib.booking.booking import Status
from chalicelib.cases.reasons import PAUSES, REFUSALS
from chalicelib.complaints.explaining import CODES as CLOCK_CODES
from chalicelib.complaints.noticing import Notice
from chalicelib.complaints.reasons import REASONS as COMPLAINT_REASONS
from chalicelib.complaints.service.intake import NOT_KEPT
from chalicelib.complaints.sheets import COLUMNS
from chalicelib.complaints.states import Act, Identity
from chalicelib.complaints.states import State as ComplaintState
from chalicelib.complaints.suspicion import TOLD
from chalicelib.complaints.templates import TEMPLATES
from chalicelib.core import forms
from chalicelib.core.catalogue import say, words
from chalicelib.core.problems import CODE_OF, STATUS_OF
from chalicelib.core.text import LANGUAGES
from chalicelib.documents.document import State as DocumentState
from chalicelib.documents.finding import FINDINGS
from chalicelib.documents.kinds import KINDS
from chalicelib.documents.sentences import REASONS
from chalicelib.ratings.element import ELEMENTS, VALUES
from chalicelib.ratings.index import Band
from chalicelib.ratings.report import TITLES
from chalicelib.visits.ticket import State
from tests.unit.core.source import faults, findings, refusals, refusals_raised, sentences_said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.unit.core.source import Said

#: Said by the web itself, of a request or of a failure of ours.
OF_THE_WEB = {*CODE_OF.values(), "internal"}


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def problem_codes() -> set[str]:
    return {refusal.code for refusal in refusals()} | OF_THE_WEB


def fault_codes() -> set[str]:
    return {fault.code for fault in faults()} | set(forms.FAULT_OF.values()) | {"wrong-type"}


def lacking(part: str, said: Iterable[Said]) -> list[str]:
    """Where something is said without a fact that its sentence needs."""
    return [
        f"{one.where}: {one.code}"
        for one in said
        if not placeholders(words("id")[f"{part}.{one.code}"]) <= one.facts
    ]


def counted() -> set[str]:
    """What is said with a number or a state that is known only at run time."""
    return (
        {f"weekday.{day}" for day in range(1, 8)}
        | {f"month.{month}" for month in range(1, 13)}
        | {f"status.booking.{status.value}" for status in Status}
        | {f"step.{status.value}" for status in Status if status not in {Status.CONFIRMED, Status.ARRIVED}}
        | {f"status.ticket.{state.value}" for state in State}
        | {f"status.case.{state}" for state in ("promised", "open", "ready", "done", "paused", "refused")}
        | {f"status.case.left-{amount}" for amount in ("some", "none")}
        | {f"why.{why}" for why in (*PAUSES, *REFUSALS)}
        | {f"document.{kind}" for kind in KINDS}
        | {f"status.document.{state.value}" for state in DocumentState}
        | {f"status.picture.{state.value}" for state in DocumentState}
        | {f"finding.{code}" for code in FINDINGS}
        | {f"reason.{code}" for code in REASONS}
        | {f"open311.identity-{identity.value}" for identity in Identity}
        | {f"complaint-state.{state.value}" for state in ComplaintState}
        | {f"complaint-act.{act}" for act in (*Act, *Notice)}
        | {f"complaint-clock.{code}" for code in CLOCK_CODES}
        | {f"complaint-column.{column}" for column in COLUMNS}
        | {f"complaint-told.{code}" for code in (*TOLD, NOT_KEPT)}
        | {f"complaint-reason.{code}" for code in COMPLAINT_REASONS}
        | {f"complaint-template.{name}" for name in TEMPLATES}
        | {f"{part}.{element}" for element in ELEMENTS for part in ("element", "ask")}
        | {f"answer.{element}.{value}" for element in ELEMENTS for value in VALUES}
        | {f"band.{band}" for band in Band}
        | {f"report.{title}" for title in TITLES}
    )


def test_both_languages_say_the_same_things() -> None:
    assert list(words("id")) == list(words("en"))


def test_a_sentence_has_the_same_facts_in_both_languages() -> None:
    facts = [{key: placeholders(said) for key, said in words(language).items()} for language in LANGUAGES]
    assert facts[0] == facts[1]


def test_no_sentence_is_empty() -> None:
    assert all(said.strip() for language in LANGUAGES for said in words(language).values())


def test_every_refusal_has_a_code_of_its_own_kind_and_its_sentences() -> None:
    assert len(refusals()) > 10
    for refusal in refusals():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", refusal.code)
        assert {f"title.{refusal.code}", f"problem.{refusal.code}"} <= words("id").keys()
        assert refusal.kind in STATUS_OF


def test_every_fault_of_a_field_has_its_sentence() -> None:
    assert {f"field.{code}" for code in fault_codes()} <= words("id").keys()


def test_a_fault_is_found_with_the_facts_of_its_sentence() -> None:
    assert lacking("field", faults()) == []


def test_a_refusal_is_raised_with_the_facts_of_its_sentence() -> None:
    assert lacking("problem", refusals_raised()) == []


def test_a_finding_is_made_with_the_facts_of_its_sentence() -> None:
    assert lacking("finding", findings()) == []


def test_no_sentence_is_unused() -> None:
    used = counted() | {key for key in sentences_said() if ".+" not in key}
    used |= {f"{part}.{code}" for part in ("title", "problem") for code in problem_codes()}
    used |= {f"field.{code}" for code in fault_codes()}
    assert set(words("id")) == used


def test_what_is_said_with_something_filled_in_is_known_to_this_test() -> None:
    filled = {pattern for pattern in sentences_said() if ".+" in pattern}
    families = {key.partition(".")[0] for key in counted()} | {"title", "problem", "field"}
    assert {pattern.partition(".")[0] for pattern in filled} == families


def test_a_sentence_is_filled_with_its_facts_and_a_missing_fact_is_no_sentence() -> None:
    assert say("en", "field.too-long", limit=100) == "Too long; at most 100 characters."
    with pytest.raises(KeyError):
        say("en", "field.too-long")
    with pytest.raises(KeyError):
        say("id", "no.such.key")
