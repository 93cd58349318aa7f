"""Whatever happens to a complaint, in whatever order: what must hold all its life."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.complaints import acts
from chalicelib.complaints.acts import Doing
from chalicelib.complaints.closing import ask_again_from, close_from
from chalicelib.complaints.errors import NotInThisState, SilenceNotOver, TooLateToReopen
from chalicelib.complaints.states import ENDED, OPEN, State
from tests.unit.complaints.test_acts import DO, MONDAY, a_complaint

if TYPE_CHECKING:
    from chalicelib.complaints.states import Act

DAYS = st.integers(min_value=0, max_value=20)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([*DO]), DAYS), max_size=25))
def test_no_life_loses_its_start_its_history_or_a_pause(happens: list[tuple[Act, int]]) -> None:
    complaint, now = a_complaint(), MONDAY
    for act, days in happens:
        now += timedelta(days=days)
        before = complaint
        try:
            complaint = DO[act](before, Doing(at=now, by="officer-1"))
        except (NotInThisState, SilenceNotOver, TooLateToReopen):
            continue
        asked = ask_again_from(complaint)
        if asked and asked <= now:
            complaint = acts.asked_again(complaint, now)
        assert complaint.received == MONDAY
        assert complaint.steps[: len(before.steps)] == before.steps
        assert complaint.version > before.version
        running = [one for one in complaint.pauses if one.until is None]
        assert len(running) == (complaint.state is State.WAITING)
        assert all(one.since <= (one.until or now) for one in complaint.pauses)
        assert (complaint.ended is not None) == (complaint.state in ENDED)
        assert (complaint.state in OPEN) == complaint.is_open
        if complaint.state is State.CLOSED and before.state is State.PROPOSED:
            since = close_from(before)
            assert since
            assert since <= now
