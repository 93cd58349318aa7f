"""The one rule of the queue, and that nobody starves under it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.visits import queue
from chalicelib.visits.ticket import Act, Came, Priority, Span, Stop, Ticket, happened
from tests.builders.city import at
from tests.builders.visits import RULES, a_ticket, an_event

ALL = frozenset({"d000", "t000"})
WINDOW = timedelta(minutes=30)


def a_walk_in(hour: int, minute: int = 0, number: str = "A001", priority: Priority | None = None) -> Ticket:
    arrived = at(hour, minute)
    due = queue.due_of_walk_in(arrived, priority, RULES)
    return a_ticket(arrived, number=number, priority=priority, due=due)


def an_appointment(hour: int, minute: int = 0, number: str = "A009", came_minute: int = 0) -> Ticket:
    """An appointment of that hour, whose citizen came some minutes after it (or before, if negative)."""
    starts = at(hour, minute)
    arrived = starts + timedelta(minutes=came_minute)
    return a_ticket(
        arrived, number=number, came=Came.BOOKED, due=starts, promised=Span(starts, starts + WINDOW)
    )


def called(*tickets: Ticket) -> list[str]:
    """The numbers in the order in which one counter would call them."""
    left, order = list(tickets), []
    while (chosen := queue.next_for(left, "A1", ALL)) is not None:
        order.append(chosen.number)
        left.remove(chosen)
    return order


def test_walk_ins_are_called_in_the_order_of_their_arrival() -> None:
    assert called(a_walk_in(9, 5, "A002"), a_walk_in(9, 0, "A001"), a_walk_in(9, 9, "A003")) == [
        "A001",
        "A002",
        "A003",
    ]


def test_an_appointment_goes_before_a_walk_in_who_came_less_than_the_patience_before_it() -> None:
    assert called(a_walk_in(8, 31, "A001"), an_appointment(9, 0, "A009")) == ["A009", "A001"]


def test_a_walk_in_who_has_waited_out_the_patience_goes_before_a_later_appointment() -> None:
    assert called(an_appointment(9, 0, "A009"), a_walk_in(8, 29, "A001")) == ["A001", "A009"]


def test_priority_goes_before_walk_ins_who_came_a_little_earlier() -> None:
    elderly = a_walk_in(9, 10, "A002", Priority.ELDERLY)
    assert called(a_walk_in(9, 0, "A001"), elderly) == ["A002", "A001"]
    assert called(a_walk_in(8, 45, "A001"), elderly) == ["A001", "A002"]


def test_of_equals_the_appointment_goes_first_then_priority_then_who_came_first() -> None:
    due = at(9)
    walked = a_ticket(at(8, 30), number="A001", due=due)
    elderly = a_ticket(at(8, 50), number="A002", due=due, priority=Priority.ELDERLY)
    booked = a_ticket(at(8, 55), number="A003", due=due, came=Came.BOOKED)
    assert called(walked, elderly, booked) == ["A003", "A002", "A001"]


def test_a_counter_calls_only_what_it_serves() -> None:
    tax = replace(a_walk_in(8, 0, "B001"), stops=(Stop("t000", "tax", 20),))
    found = queue.next_for([tax, a_walk_in(9, 0, "A001")], "A1", {"d000"})
    assert found is not None
    assert found.number == "A001"


def test_who_was_sent_to_a_counter_is_called_there_and_nowhere_else() -> None:
    ticket = happened(a_walk_in(8), an_event(Act.CALLED, at(9)))
    sent = happened(ticket, an_event(Act.REDIRECTED, at(9, 5), to_counter="B1"))
    assert queue.next_for([sent], "A1", ALL) is None
    assert queue.next_for([sent], "B1", {"t000"}) == sent


def test_whoever_is_called_parked_or_served_does_not_wait() -> None:
    ticket = happened(a_walk_in(8), an_event(Act.CALLED, at(9)))
    assert queue.waiting([ticket, happened(ticket, an_event(Act.PARKED, at(9, 1)))]) == []


def test_an_appointment_keeps_its_place_within_the_grace_time_and_loses_it_after() -> None:
    starts, ends = at(9), at(9, 30)
    assert queue.came(at(8, 30), starts, ends, RULES) is Came.BOOKED
    assert queue.came(at(9, 45), starts, ends, RULES) is Came.BOOKED
    assert queue.came(at(9, 46), starts, ends, RULES) is Came.LATE
    assert queue.opens(starts, RULES) == at(8, 30)


comers = st.tuples(
    st.sampled_from(["walk-in", "priority", "booked"]), st.integers(0, 300), st.integers(-30, 45)
)


@given(st.lists(comers, min_size=1, max_size=40))
def test_nobody_starves(people: list[tuple[str, int, int]]) -> None:
    """Who comes once a ticket is due, and a window and the grace time are over, is always called after it."""
    tickets = []
    for place, (kind, minute, shift) in enumerate(people):
        moment, number = at(8) + timedelta(minutes=minute), f"A{place:03}"
        if kind == "booked":
            starts = moment - timedelta(minutes=shift)
            came = queue.came(moment, starts, starts + WINDOW, RULES)
            due = starts if came is Came.BOOKED else queue.due_of_walk_in(moment, None, RULES)
            tickets.append(a_ticket(moment, number=number, came=came, due=due))
        else:
            priority = Priority.DISABLED if kind == "priority" else None
            due = queue.due_of_walk_in(moment, priority, RULES)
            tickets.append(a_ticket(moment, number=number, priority=priority, due=due))
    order = called(*tickets)
    assert sorted(order) == sorted(ticket.number for ticket in tickets), "everybody is called once"
    grace = WINDOW + timedelta(minutes=RULES.grace_after_minutes)
    for waits in tickets:
        for comes in tickets:
            if comes.arrived > waits.due + grace:
                assert order.index(waits.number) < order.index(comes.number)
