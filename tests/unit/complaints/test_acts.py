"""What can happen to a complaint, in every state that it can be in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.complaints import acts, closing
from chalicelib.complaints.acts import Doing
from chalicelib.complaints.complaint import Pause, Step
from chalicelib.complaints.errors import NotInThisState, NotToBeMerged, SilenceNotOver, TooLateToReopen
from chalicelib.complaints.states import AT_WORK, ENDED, MAY, OPEN, Act, Sort, State
from tests.builders.complaints import a_complaint as any_complaint

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chalicelib.complaints.complaint import Complaint

MONDAY = datetime(2026, 11, 23, 1, tzinfo=UTC)
NOW = MONDAY + timedelta(days=20)
NI_MADE = Doing(at=NOW, by="officer-1")
CITIZEN = Doing(at=NOW)
#: Where a complaint stands besides its state when it stands there for long.
STANDING: Mapping[State, Mapping[str, Any]] = {
    State.WAITING: {"pauses": (Pause(since=MONDAY),)},
    State.PROPOSED: {"proposed": MONDAY, "asked_again": MONDAY + closing.ASK_AGAIN_AFTER},
    **{state: {"ended": MONDAY} for state in ENDED},
    State.DUPLICATE: {
        "ended": MONDAY,
        "merged": "AAAAAAAAAA",
        "steps": (Step(act=Act.MERGE.value, at=MONDAY, state=State.DUPLICATE),),
    },
}


def a_complaint(state: State = State.RECEIVED, **changes: Any) -> Complaint:
    return any_complaint(state=state, **{"received": MONDAY, **STANDING.get(state, {}), **changes})


OTHER = a_complaint(State.IN_WORK, reference="AAAAAAAAAA")
DO: Mapping[Act, Callable[[Complaint, Doing], Complaint]] = {
    Act.VERIFY: acts.verified,
    Act.RECLASSIFY: partial(acts.reclassified, category="road", days=14, sort=Sort.ASPIRATION),
    Act.ASSIGN: partial(acts.assigned, officer="officer-2"),
    Act.START: acts.started,
    Act.ASK: acts.asked,
    Act.ANSWER: acts.answered,
    Act.REPLY: acts.replied,
    Act.NOTE: acts.noted,
    Act.PROPOSE: acts.proposed,
    Act.CONFIRM: acts.confirmed,
    Act.DISPUTE: acts.disputed,
    Act.REOPEN: acts.reopened,
    Act.CLOSE: acts.closed,
    Act.PASS_ON: partial(acts.passed_on, to="outside"),
    Act.DISMISS: acts.dismissed,
    Act.MERGE: lambda one, doing: acts.merged(one, doing, into=OTHER)[0],
    Act.OPEN_IDENTITY: acts.identity_opened,
}
#: The state after an act, where it is the same from wherever it began.
LEADS_TO = {
    Act.VERIFY: State.VERIFIED,
    Act.START: State.IN_WORK,
    Act.ASK: State.WAITING,
    Act.PROPOSE: State.PROPOSED,
    Act.CONFIRM: State.CONFIRMED,
    Act.DISPUTE: State.DISPUTED,
    Act.CLOSE: State.CLOSED,
    Act.PASS_ON: State.NOT_RESPONSIBLE,
    Act.DISMISS: State.NOT_ACTIONABLE,
    Act.MERGE: State.DUPLICATE,
}
STAYS = (Act.RECLASSIFY, Act.REPLY, Act.NOTE, Act.OPEN_IDENTITY)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", DO)
def test_an_act_happens_where_the_table_says_and_nowhere_else(act: Act, state: State) -> None:
    before = a_complaint(state)
    # Brought back within its time, everything else after long.
    doing = replace(NI_MADE, at=MONDAY) if act is Act.REOPEN else NI_MADE
    if state not in MAY[act]:
        with pytest.raises(NotInThisState) as refused:
            DO[act](before, doing)
        assert refused.value.facts["state"] == state.value
        return
    after = DO[act](before, doing)
    assert (after.version, after.steps[-1].act, after.steps[-1].state) == (2, act.value, after.state)
    assert after.steps[:-1] == before.steps
    assert after.received == before.received, "no act makes the clock start again"
    if act in LEADS_TO:
        assert after.state is LEADS_TO[act]
    if act in STAYS:
        assert after.state is state
    assert (after.ended is not None) == (after.state in ENDED)
    assert after.is_open == (after.state in OPEN)


def test_what_an_officer_merged_is_brought_back_for_itself_on_its_own_clock() -> None:
    verified = acts.verified(a_complaint(officer="officer-1"), Doing(at=MONDAY))
    merged, into = acts.merged(verified, Doing(at=MONDAY, by="officer-1"), into=replace(OTHER, followers=2))
    back = acts.reopened(merged, Doing(at=MONDAY + closing.REOPEN_WITHIN))
    assert (back.state, back.merged, back.ended, back.officer) == (State.VERIFIED, "", None, "")
    assert back.received == verified.received
    assert acts.reopened(acts.merged(a_complaint(), NI_MADE, into=OTHER)[0], CITIZEN).state is State.RECEIVED
    assert (into.followers, acts.left(into, merged).followers) == (3, 2)


def test_who_joined_another_by_themselves_brings_nothing_back() -> None:
    joined = a_complaint(State.DUPLICATE, steps=(Step(act="join", at=MONDAY, state=State.DUPLICATE),))
    assert (joined.can(Act.REOPEN), closing.reopen_until(joined)) == (False, None)
    with pytest.raises(NotInThisState):
        acts.reopened(joined, Doing(at=MONDAY))


@pytest.mark.parametrize("state", [State.PROPOSED, State.DISPUTED])
def test_a_merge_takes_nobodys_second_key_away(state: State) -> None:
    with pytest.raises(NotInThisState):
        acts.merged(a_complaint(state), NI_MADE, into=OTHER)


@pytest.mark.parametrize("act", [act for act in DO if act is not Act.ASK])
@pytest.mark.parametrize("state", State)
def test_only_a_question_lets_the_clock_stand(act: Act, state: State) -> None:
    if state in MAY[act] and act is not Act.REOPEN:
        after = DO[act](a_complaint(state), NI_MADE)
        running = [one for one in after.pauses if one.until is None]
        assert bool(running) == (after.state is State.WAITING)


def test_a_question_lets_the_clock_stand_until_the_answer() -> None:
    asked = acts.asked(a_complaint(State.IN_WORK), Doing(at=MONDAY, by="officer-1"))
    assert asked.pauses == (Pause(since=MONDAY),)
    assert acts.answered(asked, CITIZEN).pauses == (Pause(since=MONDAY, until=NOW),)


@pytest.mark.parametrize("state", sorted(AT_WORK))
def test_an_answer_lets_it_go_on_where_the_question_was_asked(state: State) -> None:
    officer = "officer-1" if state is State.ASSIGNED else ""
    before = a_complaint(state, officer=officer, steps=(Step(act="some", at=MONDAY, state=state),))
    waiting = acts.noted(acts.asked(before, NI_MADE), NI_MADE)
    assert acts.answered(waiting, CITIZEN).state is state


def test_who_gets_it_while_it_waits_has_it_after_the_answer() -> None:
    before = a_complaint(State.VERIFIED, steps=(Step(act="verify", at=MONDAY, state=State.VERIFIED),))
    waiting = acts.assigned(acts.asked(before, NI_MADE), NI_MADE, officer="officer-2")
    assert waiting.state is State.WAITING
    after = acts.answered(waiting, CITIZEN)
    assert (after.state, after.officer) == (State.ASSIGNED, "officer-2")


def test_verifying_makes_it_known_by_an_officers_words() -> None:
    after = acts.verified(a_complaint(), NI_MADE, title="Antre lama")
    assert (after.verified, after.title) == (NOW, "Antre lama")


@pytest.mark.parametrize(
    ("state", "officer", "then"),
    [
        (State.RECEIVED, "officer-2", State.RECEIVED),
        (State.VERIFIED, "officer-2", State.ASSIGNED),
        (State.ASSIGNED, "", State.VERIFIED),
        (State.IN_WORK, "officer-2", State.ASSIGNED),
        (State.IN_WORK, "officer-1", State.IN_WORK),
        (State.IN_WORK, "", State.VERIFIED),
        (State.DISPUTED, "officer-2", State.DISPUTED),
        (State.PROPOSED, "officer-2", State.PROPOSED),
    ],
)
def test_it_goes_from_hand_to_hand(state: State, officer: str, then: State) -> None:
    after = acts.assigned(a_complaint(state, officer="officer-1"), NI_MADE, officer=officer)
    assert (after.state, after.officer) == (then, officer)


def test_what_was_given_to_somebody_before_it_was_verified_is_theirs_afterwards() -> None:
    given = acts.assigned(a_complaint(), NI_MADE, officer="officer-2")
    assert acts.verified(given, NI_MADE).state is State.ASSIGNED


def test_who_begins_has_it_unless_somebody_has() -> None:
    assert acts.started(a_complaint(State.VERIFIED), NI_MADE).officer == "officer-1"
    assert acts.started(a_complaint(State.ASSIGNED, officer="officer-2"), NI_MADE).officer == "officer-2"


@pytest.mark.parametrize("act", [Act.REPLY, Act.ASK, Act.PROPOSE])
def test_whatever_the_office_says_to_the_citizen_is_a_reply(act: Act) -> None:
    assert DO[act](a_complaint(State.IN_WORK), NI_MADE).replied == NOW


def test_a_note_is_no_reply() -> None:
    assert acts.noted(a_complaint(State.IN_WORK), NI_MADE).replied is None


def test_silence_is_asked_about_once_and_lets_a_supervisor_close() -> None:
    proposed = acts.proposed(a_complaint(State.IN_WORK), Doing(at=MONDAY, by="officer-1"))
    again = MONDAY + closing.ASK_AGAIN_AFTER
    assert (closing.ask_again_from(proposed), closing.close_from(proposed)) == (again, None)
    with pytest.raises(SilenceNotOver):
        acts.closed(proposed, NI_MADE)
    asked = acts.asked_again(proposed, again)
    assert (asked.state, asked.steps[-1].act) == (State.PROPOSED, "asked-again")
    assert (closing.ask_again_from(asked), closing.close_from(asked)) == (None, again + closing.CLOSE_AFTER)
    with pytest.raises(SilenceNotOver):
        acts.closed(asked, Doing(at=again + closing.CLOSE_AFTER - timedelta(seconds=1)))
    ended = acts.closed(asked, Doing(at=again + closing.CLOSE_AFTER, by="manager-1", why="silent"))
    assert (ended.state, ended.steps[-1].why) == (State.CLOSED, "silent")


def test_nobody_is_asked_again_who_was_not_asked() -> None:
    with pytest.raises(NotInThisState):
        acts.asked_again(a_complaint(State.IN_WORK), NOW)


def test_a_new_proposal_gives_the_citizen_their_time_anew() -> None:
    disputed = acts.disputed(a_complaint(State.PROPOSED), CITIZEN)
    assert (disputed.proposed, disputed.asked_again) == (None, None)
    again = acts.proposed(disputed, NI_MADE)
    assert (again.proposed, again.asked_again) == (NOW, None)


def test_what_a_supervisor_closed_the_citizen_may_still_confirm() -> None:
    assert acts.confirmed(a_complaint(State.CLOSED), CITIZEN).state is State.CONFIRMED


@pytest.mark.parametrize(
    ("state", "verified", "then"),
    [
        (State.CONFIRMED, MONDAY, State.DISPUTED),
        (State.CLOSED, MONDAY, State.DISPUTED),
        (State.NOT_RESPONSIBLE, MONDAY, State.VERIFIED),
        (State.NOT_ACTIONABLE, None, State.RECEIVED),
    ],
)
def test_it_is_brought_back_with_its_history_and_its_clock(
    state: State, verified: datetime | None, then: State
) -> None:
    before = a_complaint(
        state, verified=verified, passed_to="words", pauses=(Pause(since=MONDAY, until=NOW),)
    )
    after = acts.reopened(before, Doing(at=MONDAY + closing.REOPEN_WITHIN))
    assert (after.state, after.ended, after.passed_to) == (then, None, "")
    assert (after.received, after.pauses) == (before.received, before.pauses)
    with pytest.raises(TooLateToReopen):
        acts.reopened(before, Doing(at=MONDAY + closing.REOPEN_WITHIN + timedelta(seconds=1)))


@pytest.mark.parametrize(
    ("state", "then"),
    [
        (State.RECEIVED, State.RECEIVED),
        (State.VERIFIED, State.VERIFIED),
        (State.IN_WORK, State.VERIFIED),
        (State.DISPUTED, State.DISPUTED),
    ],
)
def test_another_agency_gets_it_with_its_clock_and_in_nobodys_hands(state: State, then: State) -> None:
    before = a_complaint(state, officer="officer-1")
    after = acts.handed_over(before, NI_MADE, office="dukcapil", agency="pajak")
    assert (after.office, after.agency, after.officer, after.state) == ("dukcapil", "pajak", "", then)
    assert (after.received, after.days, after.ended) == (before.received, before.days, None)


def test_what_waits_for_an_answer_is_not_dismissed_before_the_citizen_had_their_time() -> None:
    waiting = a_complaint(State.WAITING)
    with pytest.raises(SilenceNotOver):
        acts.dismissed(waiting, Doing(at=MONDAY + closing.ANSWER_WITHIN - timedelta(seconds=1)))
    after = acts.dismissed(waiting, Doing(at=MONDAY + closing.ANSWER_WITHIN, why="no-answer"))
    assert after.pauses[-1].until == after.ended


def test_a_duplicate_brings_its_citizens_and_the_earlier_start() -> None:
    earlier = a_complaint(
        State.IN_WORK,
        reference="ABBBBBBBBB",
        received=MONDAY - timedelta(days=9),
        followers=2,
        pauses=(
            Pause(since=MONDAY - timedelta(days=8), until=MONDAY - timedelta(days=7)),
            Pause(since=MONDAY - timedelta(days=1), until=NOW),
            Pause(since=NOW),
        ),
    )
    target = a_complaint(State.ASSIGNED, followers=1, pauses=(Pause(since=MONDAY, until=NOW),))
    one, into = acts.merged(earlier, NI_MADE, into=target)
    assert (one.state, one.merged) == (State.DUPLICATE, target.reference)
    assert (into.received, into.followers, into.state) == (earlier.received, 4, State.ASSIGNED)
    assert into.pauses == (
        earlier.pauses[0],
        Pause(since=MONDAY - timedelta(days=1), until=MONDAY),
        *target.pauses,
    )
    assert into.steps[-1].act == "join"


def test_a_later_duplicate_moves_no_clock() -> None:
    later = a_complaint(reference="ABBBBBBBBB", received=NOW, pauses=(Pause(since=NOW),))
    target = a_complaint(State.ASSIGNED)
    _, into = acts.merged(later, NI_MADE, into=target)
    assert (into.received, into.pauses) == (target.received, ())


@pytest.mark.parametrize("state", sorted(ENDED))
def test_nothing_is_merged_into_what_has_ended(state: State) -> None:
    with pytest.raises(NotToBeMerged):
        acts.merged(a_complaint(), NI_MADE, into=replace(a_complaint(state), reference="ABBBBBBBBB"))


def test_nothing_is_a_duplicate_of_itself() -> None:
    with pytest.raises(NotToBeMerged):
        acts.merged(a_complaint(), NI_MADE, into=a_complaint())
