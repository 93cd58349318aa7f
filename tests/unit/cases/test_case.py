"""What becomes of a case."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from chalicelib.cases.case import Milestone, Pause, Steps, advanced, lettered, paused, refused, resumed
from chalicelib.cases.errors import (
    CaseClosed,
    CaseWaits,
    MilestoneOutOfOrder,
    NothingToResume,
    UnknownMilestone,
)
from tests.builders.cases import a_case, a_letter
from tests.builders.city import at
from tests.unit.offices.builders import MONDAY

STEPS = Steps(["received", "verified", "ready", "handed-over"], frozenset({"ready"}))
DUE = date(2026, 11, 24)


def test_a_case_reaches_its_next_milestone() -> None:
    case = advanced(a_case(), "verified", STEPS, at(9))
    assert (case.status, case.reached("verified"), case.version) == ("verified", at(9), 2)
    assert case.reached("received") == at(8)
    assert case.reached("ready") is None


def test_a_milestone_may_be_left_out() -> None:
    assert advanced(a_case(), "ready", STEPS, at(9)).status == "ready"


def test_a_milestone_that_was_reached_is_noted_once() -> None:
    case = advanced(a_case(), "verified", STEPS, at(9))
    assert advanced(case, "verified", STEPS, at(10)) is case
    assert advanced(case, "received", STEPS, at(10)) is case


def test_after_a_later_milestone_an_earlier_one_is_out_of_order() -> None:
    case = advanced(a_case(), "ready", STEPS, at(9))
    with pytest.raises(MilestoneOutOfOrder) as refused:
        advanced(case, "verified", STEPS, at(10))
    assert refused.value.field == "milestone"


def test_a_milestone_that_the_standard_does_not_have_is_unknown_and_those_it_has_are_told() -> None:
    with pytest.raises(UnknownMilestone) as refused:
        advanced(a_case(), "lost", STEPS, at(9))
    assert refused.value.facts["known"] == "received, verified, ready, handed-over"


def test_a_case_whose_milestone_left_the_standard_can_go_on() -> None:
    case = a_case(milestones=(Milestone("scanned", at(8)),))
    assert advanced(case, "verified", STEPS, at(9)).status == "verified"


def test_with_the_milestone_of_being_ready_the_promise_is_kept_and_with_the_last_the_case_ends() -> None:
    ready = advanced(a_case(), "ready", STEPS, at(9))
    assert (ready.met, ready.ended, ready.is_open, ready.watched) == (True, False, True, None)
    over = advanced(ready, "handed-over", STEPS, at(10))
    assert (over.met, over.ended, over.is_open) == (True, True, False)


def test_a_standard_without_such_milestones_keeps_its_promise_with_the_last() -> None:
    case = advanced(a_case(), "paid", Steps(["received", "paid"]), at(9))
    assert (case.met, case.ended) == (True, True)


class TestWaiting:
    def test_a_case_that_waits_for_its_citizen_stands_still(self) -> None:
        case = paused(a_case(), "documents", at(9), MONDAY)
        assert case.pauses == (Pause("documents", at(9), MONDAY),)
        assert (case.status, case.stage, case.version, case.watched) == ("paused", "received", 2, None)
        with pytest.raises(CaseWaits):
            advanced(case, "verified", STEPS, at(10))
        with pytest.raises(CaseWaits):
            paused(case, "visit", at(10), MONDAY)
        with pytest.raises(CaseWaits):
            lettered(case, a_letter())

    def test_a_promise_that_was_broken_before_the_wait_is_watched_on(self) -> None:
        late = paused(a_case(due=DUE), "documents", at(9), DUE + timedelta(days=1))
        assert late.watched == DUE

    def test_it_goes_on_with_its_days_moved(self) -> None:
        case = paused(a_case(due=DUE, deemed=DUE), "documents", at(9), MONDAY)
        again = resumed(case, at(9), MONDAY + timedelta(days=2), lambda _: True)
        assert (again.status, again.pauses[0].until) == ("received", at(9))
        assert (again.due, again.deemed) == (DUE + timedelta(days=2), DUE + timedelta(days=2))
        assert advanced(again, "verified", STEPS, at(10)).status == "verified"

    def test_what_does_not_wait_cannot_go_on(self) -> None:
        for case in (a_case(), refused(paused(a_case(), "visit", at(9), MONDAY), "withdrawn", at(10))):
            with pytest.raises(NothingToResume):
                resumed(case, at(11), MONDAY, lambda _: True)

    def test_what_is_ready_or_closed_waits_for_nobody(self) -> None:
        ready = advanced(a_case(), "ready", STEPS, at(9))
        for case in (ready, refused(a_case(), "withdrawn", at(9))):
            with pytest.raises(CaseClosed):
                paused(case, "documents", at(10), MONDAY)


class TestRefusing:
    def test_a_refused_case_is_closed_and_ends_its_wait(self) -> None:
        case = refused(paused(a_case(), "documents", at(9), MONDAY), "no-answer", at(10))
        assert (case.status, case.is_open, case.pause, case.watched) == ("refused", False, None, None)
        assert case.pauses[0].until == at(10)
        assert case.refused
        assert (case.refused.why, case.refused.at) == ("no-answer", at(10))

    def test_nothing_can_be_done_with_it_any_more(self) -> None:
        case = refused(a_case(), "requirements", at(9))
        with pytest.raises(CaseClosed):
            advanced(case, "verified", STEPS, at(10))
        with pytest.raises(CaseClosed):
            refused(case, "requirements", at(10))
        with pytest.raises(CaseClosed):
            lettered(case, a_letter())

    def test_what_was_promised_and_done_is_not_refused(self) -> None:
        with pytest.raises(CaseClosed):
            refused(advanced(a_case(), "ready", STEPS, at(9)), "requirements", at(10))


def test_the_day_to_watch_is_the_earlier_of_the_promise_and_the_law() -> None:
    assert a_case(due=DUE, deemed=DUE + timedelta(days=1)).watched == DUE
    assert a_case(due=None, deemed=DUE).watched == DUE
    assert a_case(due=None).watched is None
