"""What a step does to a complaint."""

from __future__ import annotations

from datetime import UTC

import pytest

from chalicelib.complaints.complaint import Pause, Step, stepped
from chalicelib.complaints.errors import NotInThisState
from chalicelib.complaints.states import GOAL, MAY, Act, State
from tests.builders.city import at
from tests.builders.complaints import a_complaint

NINE, TEN, ELEVEN = (at(hour).astimezone(UTC) for hour in (9, 10, 11))


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("state", list(State))
def test_an_act_happens_in_the_states_of_the_table_and_in_no_other(act: Act, state: State) -> None:
    # A duplicate is brought back only where an officer made it one.
    complaint = a_complaint(state=state, steps=(Step(act=Act.MERGE.value, at=NINE, state=state),))
    if state not in MAY[act]:
        with pytest.raises(NotInThisState):
            stepped(complaint, act, NINE)
        return
    after = stepped(complaint, act, NINE, by="officer-1", why="why")
    last = after.steps[-1]
    assert (last.act, last.at, last.state, last.by, last.why) == (act, NINE, after.state, "officer-1", "why")
    assert after.version == 2
    if act is not Act.ANSWER:
        assert after.state == GOAL.get(act, state)
    assert after.is_open == (after.ended is None)


def test_a_question_stops_the_clock_until_it_is_answered_and_leads_back_to_where_it_was_asked() -> None:
    working = stepped(stepped(a_complaint(), Act.VERIFY, NINE), Act.START, NINE)
    asked = stepped(working, Act.ASK, TEN)
    assert (asked.state, asked.pauses) == (State.WAITING, (Pause(since=TEN),))
    noted = stepped(asked, Act.NOTE, TEN)
    answered = stepped(noted, Act.ANSWER, ELEVEN)
    assert (answered.state, answered.pauses) == (State.IN_WORK, (Pause(since=TEN, until=ELEVEN),))


def test_what_ends_a_complaint_ends_its_pause_and_bringing_it_back_keeps_the_start() -> None:
    asked = stepped(a_complaint(), Act.ASK, NINE)
    merged = stepped(asked, Act.MERGE, TEN)
    assert (merged.pauses, merged.ended) == ((Pause(since=NINE, until=TEN),), TEN)
    closed = a_complaint(state=State.CLOSED, ended=NINE)
    again = stepped(closed, Act.REOPEN, TEN)
    assert (again.state, again.ended, again.received) == (State.DISPUTED, None, closed.received)
    assert stepped(closed, Act.CONFIRM, TEN).ended == NINE
