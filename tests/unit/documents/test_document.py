"""What can become of a document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.documents import document as documents
from chalicelib.documents.document import MAY, Act, Outcome, State, worst
from chalicelib.documents.finding import FINDINGS, Finding, Weight
from tests.builders.city import NOW
from tests.builders.documents import a_document, an_attempt


def a_rejected_one() -> documents.Document:
    arrived = documents.arrived(a_document(), "v1", "1", NOW)
    outcome = Outcome(
        state=State.REJECTED, findings=(Finding("blurred"),), at=NOW, sha256="aa", kept="kept/1"
    )
    return documents.judged(arrived, outcome, sweep=date(2026, 12, 7), day=date(2026, 11, 23))


def test_only_what_waits_or_was_rejected_is_sent() -> None:
    assert MAY[Act.BEGIN] == {State.WAITING, State.REJECTED}


def test_no_state_is_a_dead_end_for_its_citizen() -> None:
    """Accepted is the goal; from everywhere else something leads on, and an officer is reachable."""
    leads_on = set().union(*MAY.values())
    assert set(State) - {State.ACCEPTED} <= leads_on
    assert State.REJECTED in MAY[Act.ASK]


def test_a_file_that_came_is_checked_and_then_has_its_result() -> None:
    document = a_rejected_one()
    assert document.state is State.REJECTED
    assert document.judged_version("v1")
    assert not document.judged_version("v2")
    assert document.version == 3


def test_a_rejected_one_is_sent_again_and_the_first_attempt_is_remembered_by_its_hash() -> None:
    document = documents.again(a_rejected_one(), an_attempt(key="quarantine/2"))
    assert document.state is State.WAITING
    assert [(one.key, one.sha256) for one in document.attempts] == [
        ("quarantine/1", "aa"),
        ("quarantine/2", None),
    ]
    assert document.judged_version("v1")


def test_an_attempt_that_never_came_leaves_no_trace() -> None:
    document = documents.again(a_document(), an_attempt(content_type="application/pdf"))
    assert document.history == ()
    assert document.attempt.content_type == "application/pdf"


def test_a_later_file_under_the_same_key_after_a_rejection_is_another_attempt() -> None:
    document = documents.arrived(a_rejected_one(), "v2", "2", NOW)
    assert (document.state, document.attempt.object_version) == (State.CHECKING, "v2")
    assert [one.object_version for one in document.history] == ["v1"]


def test_a_file_that_is_gone_is_waited_for_again() -> None:
    document = documents.lost(documents.arrived(a_document(), "v1", "1", NOW))
    assert document.attempt == an_attempt()


def test_what_never_came_is_rejected_with_a_reason_and_can_be_sent_again() -> None:
    document = documents.expired(a_document(), NOW + timedelta(days=2), date(2026, 12, 7))
    assert [one.code for one in document.attempt.findings] == ["not-received"]
    assert document.may(Act.BEGIN)


def test_the_pictures_of_earlier_attempts_are_not_kept() -> None:
    again = documents.arrived(
        documents.again(a_rejected_one(), an_attempt(key="quarantine/2")), "v2", "2", NOW
    )
    assert again.history[0].kept == "kept/1"
    outcome = Outcome(state=State.ACCEPTED, findings=(), at=NOW, kept="kept/2")
    accepted = documents.judged(again, outcome, sweep=date(2026, 12, 7), day=None)
    assert [one.kept for one in accepted.attempts] == [None, "kept/2"]


def test_what_is_forgotten_keeps_what_was_found_and_of_which_bytes() -> None:
    document = documents.forgotten(replace(a_rejected_one(), sealed={"read.nik": b"sealed"}))
    assert (document.sealed, document.scores, document.sweep) == ({}, {}, date.max)
    assert (document.attempt.kept, document.attempt.sha256) == (None, "aa")
    assert document.attempt.findings == (Finding("blurred"),)


@pytest.mark.parametrize(
    ("codes", "state", "outcome"),
    [
        ((), State.ACCEPTED, State.ACCEPTED),
        (("screenshot",), State.ACCEPTED, State.ACCEPTED),
        (("used-by-another",), State.ACCEPTED, State.NEEDS_OFFICER),
        (("same-file-again",), State.ACCEPTED, State.REJECTED),
        (("same-file-again", "used-by-another"), State.NEEDS_OFFICER, State.REJECTED),
        (("used-by-another",), State.REJECTED, State.REJECTED),
    ],
)
def test_the_worst_finding_decides(codes: tuple[str, ...], state: State, outcome: State) -> None:
    assert worst(tuple(map(Finding, codes)), state) is outcome


@given(st.lists(st.sampled_from(sorted(FINDINGS))), st.sampled_from([State.NEEDS_OFFICER, State.REJECTED]))
def test_no_finding_ever_makes_a_verdict_better(codes: list[str], state: State) -> None:
    found = tuple(map(Finding, codes))
    assert worst(found, state) is not State.ACCEPTED
    if any(one.weight is Weight.MEND for one in found):
        assert worst(found, State.ACCEPTED) is State.REJECTED
