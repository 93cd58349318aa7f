"""Where a ticket stands follows from what happened to it, and from nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.visits.errors import NothingToUndo, OutOfTurn
from chalicelib.visits.ticket import (
    ALLOWED,
    FINAL,
    Act,
    State,
    Stop,
    Ticket,
    happened,
    seconds_served,
    undone,
)
from tests.builders.city import at
from tests.builders.visits import a_ticket, a_ticket_that, an_event

HAPPENS = [act for act in Act if act is not Act.UNDONE]


def after(*acts: Act, ticket: Ticket | None = None) -> Ticket:
    """A ticket after these events, a minute apart from nine o'clock on."""
    ticket = ticket or a_ticket()
    for minute, act in enumerate(acts, 1):
        ticket = happened(ticket, an_event(act, at(9, minute)))
    return ticket


def test_a_new_ticket_waits_since_its_arrival() -> None:
    standing = a_ticket().standing
    assert (standing.state, standing.since, standing.counter) == (State.WAITING, at(9), "")


@pytest.mark.parametrize(
    ("acts", "state"),
    [
        ((Act.CALLED,), State.CALLED),
        ((Act.CALLED, Act.STARTED), State.SERVING),
        ((Act.CALLED, Act.STARTED, Act.PARKED), State.PARKED),
        ((Act.CALLED, Act.STARTED, Act.PARKED, Act.RESUMED), State.SERVING),
        ((Act.CALLED, Act.STARTED, Act.SERVED), State.FINISHED),
        ((Act.CALLED, Act.NO_SHOW), State.NO_SHOW),
        ((Act.CALLED, Act.REDIRECTED), State.WAITING),
        ((Act.LEFT,), State.LEFT),
    ],
)
def test_each_event_leads_where_it_should(acts: tuple[Act, ...], state: State) -> None:
    assert after(*acts).standing.state is state


@pytest.mark.parametrize("state", list(State))
def test_what_is_not_allowed_is_out_of_turn(state: State) -> None:
    ticket = a_ticket_that(state)
    assert ticket.standing.state is state
    for act in HAPPENS:
        if act in ALLOWED[state]:
            assert happened(ticket, an_event(act, at(10))).version == ticket.version + 1
        else:
            with pytest.raises(OutOfTurn):
                happened(ticket, an_event(act, at(10)))


def test_calls_are_counted_per_stop() -> None:
    ticket = a_ticket(stops=(Stop("d000", "ktp", 20), Stop("d001", "ktp", 10)))
    ticket = after(Act.CALLED, Act.RECALLED, Act.RECALLED, ticket=ticket)
    assert ticket.standing.calls == 3
    ticket = after(Act.STARTED, Act.SERVED, Act.CALLED, ticket=ticket)
    assert (ticket.standing.calls, ticket.standing.stop.service) == (1, "d001")


def test_after_the_last_of_several_services_the_visit_is_finished() -> None:
    ticket = a_ticket(stops=(Stop("d000", "ktp", 20), Stop("t000", "tax", 20)))
    ticket = after(Act.CALLED, Act.STARTED, Act.SERVED, ticket=ticket)
    assert (ticket.standing.state, ticket.standing.stop.service) == (State.WAITING, "t000")
    assert after(Act.CALLED, Act.STARTED, Act.SERVED, ticket=ticket).standing.state is State.FINISHED


def test_a_pause_does_not_count_as_service() -> None:
    ticket = a_ticket()
    for act, minute in ((Act.CALLED, 0), (Act.STARTED, 0), (Act.PARKED, 5), (Act.RESUMED, 25)):
        ticket = happened(ticket, an_event(act, at(9, minute)))
    assert seconds_served(ticket.standing, at(9, 35)) == 15 * 60


def test_who_is_redirected_keeps_the_booking_and_changes_the_service() -> None:
    ticket = after(Act.CALLED, ticket=a_ticket(stops=(Stop("d000", "ktp", 20, "B234567892"),)))
    sent = happened(
        ticket,
        an_event(Act.REDIRECTED, at(9, 5), stop=Stop("t000", "tax", 20, "B234567892"), to_counter="B1"),
    )
    assert sent.standing.stops == (Stop("t000", "tax", 20, "B234567892"),)
    assert (sent.standing.state, sent.standing.counter) == (State.WAITING, "B1")


def test_an_undone_step_leaves_everything_as_it_was_but_the_record() -> None:
    before = after(Act.CALLED, Act.STARTED)
    ticket = happened(before, an_event(Act.SERVED, at(9, 20)))
    back = undone(ticket, at=at(9, 21), counter="A1", officer="officer-1")
    assert back.standing == before.standing
    assert [event.act for event in back.events[-2:]] == [Act.SERVED, Act.UNDONE]


def test_only_the_last_step_is_undone_once_and_by_its_own_counter() -> None:
    ticket = after(Act.CALLED, Act.STARTED)
    with pytest.raises(NothingToUndo):
        undone(ticket, at=at(10), counter="A2", officer="officer-1")
    back = undone(ticket, at=at(10), counter="A1", officer="officer-1")
    with pytest.raises(NothingToUndo):
        undone(back, at=at(10), counter="A1", officer="officer-1")
    with pytest.raises(NothingToUndo):
        undone(a_ticket(), at=at(10), counter="A1", officer="officer-1")


def test_a_call_that_was_taken_back_was_no_first_call() -> None:
    ticket = undone(after(Act.CALLED), at=at(9, 2), counter="A1", officer="officer-1")
    assert ticket.first_called is None
    assert happened(ticket, an_event(Act.CALLED, at(9, 30))).first_called == at(9, 30)


@given(st.lists(st.sampled_from(list(Act)), max_size=25))
def test_whatever_is_pressed_a_ticket_ends_once_and_undoing_goes_back_exactly(acts: list[Act]) -> None:
    ticket, moment = a_ticket(), at(9)
    for act in acts:
        moment += timedelta(minutes=1)
        before = ticket
        try:
            if act is Act.UNDONE:
                ticket = undone(ticket, at=moment, counter="A1", officer="officer-1")
            else:
                ticket = happened(ticket, an_event(act, moment))
        except (OutOfTurn, NothingToUndo):
            assert ticket == before
            continue
        assert ticket.version == before.version + 1 == len(ticket.events) + 1
        if act is not Act.UNDONE:
            assert before.standing.state not in FINAL
            back = undone(ticket, at=moment, counter="A1", officer="officer-1")
            assert back.standing == before.standing
