"""When somebody will be called: what must hold of every estimate, and what it knows that simple arithmetic does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.visits import queue
from chalicelib.visits.counter import Counter, Mode
from chalicelib.visits.day import Day, Pace
from chalicelib.visits.draws import DRAWS, lengths, rests
from chalicelib.visits.estimate import Estimate, Expected, doubt, estimates, pace
from chalicelib.visits.ticket import Act, Came, Stop, Ticket, happened
from tests.builders.city import at
from tests.builders.visits import RULES, a_ticket, an_event

NOW = at(10)
POOLS = {"ktp": ("A1", "A2", "A3", "A4"), "tax": ("B1",)}


def waits(minute: int, number: str, *, minutes: int = 20, came: Came = Came.WALK_IN) -> Ticket:
    """Somebody who came so many minutes before now; an appointment is due then."""
    arrived = NOW - timedelta(minutes=minute)
    due = arrived if came is Came.BOOKED else queue.due_of_walk_in(arrived, None, RULES)
    return a_ticket(arrived, number=number, came=came, due=due, stops=(Stop("d000", "ktp", minutes),))


def served(number: str, counter: str, *, since: int) -> Ticket:
    """Somebody who was called and served at once at a counter, so many minutes ago."""
    moment = NOW - timedelta(minutes=since)
    ticket = a_ticket(moment - timedelta(minutes=5), number=number)
    ticket = happened(ticket, an_event(Act.CALLED, moment, counter=counter))
    return happened(ticket, an_event(Act.STARTED, moment, counter=counter))


def a_day(*tickets: Ticket, counters: int = 1, busy: int = 0, measured: Pace | None = None) -> Day:
    """So many open counters, the first of them busy since ten minutes ago."""
    held = [served(f"A9{place:02}", f"A{place + 1}", since=10) for place in range(busy)]
    open_counters = {
        name: Counter(name=name, mode=Mode.OPEN, number=held[place].number if place < busy else None)
        for place, name in enumerate(POOLS["ktp"][:counters])
    }
    paces = {"ktp": measured} if measured else {}
    return Day(tickets=(*tickets, *held), counters=open_counters, paces=paces)


def foretold(day: Day, *coming: Expected) -> dict[str, Estimate | None]:
    return estimates(queue.waiting(day.tickets), day, POOLS, NOW, coming)


def expected(day: Day, number: str, *coming: Expected) -> datetime:
    found = foretold(day, *coming)[number]
    assert found is not None
    return found.expected


def test_a_free_counter_calls_at_once() -> None:
    assert expected(a_day(waits(1, "A001")), "A001") == NOW


def test_nobody_is_told_a_time_while_no_counter_of_theirs_is_open() -> None:
    tax = replace(waits(1, "B001"), stops=(Stop("t000", "tax", 20),))
    assert foretold(a_day(tax))["B001"] is None


def test_the_first_of_several_busy_counters_is_free_before_any_one_of_them_is_expected_to_be() -> None:
    one, three = (expected(a_day(waits(1, "A001"), counters=n, busy=n), "A001") for n in (1, 3))
    assert NOW < three < NOW + (one - NOW) / 2


def test_a_long_visit_is_not_about_to_end() -> None:
    since = [
        estimates(
            [waits(1, "A001")],
            Day(
                tickets=(waits(1, "A001"), served("A900", "A1", since=minutes)),
                counters={"A1": Counter(name="A1", mode=Mode.OPEN, number="A900")},
            ),
            POOLS,
            NOW,
        )["A001"]
        for minutes in (0, 20, 90)
    ]
    starts, planned, long = (one.expected - NOW for one in since if one)
    assert starts > planned > long > timedelta(minutes=5)


def test_todays_pace_counts_more_the_more_visits_it_rests_on() -> None:
    slow = [pace(Pace(visits, 200 * visits)) for visits in (0, 1, 5, 100)]
    assert slow == sorted(slow)
    assert slow[0] == pace(None) == 1
    assert slow[2] == pytest.approx(1.5)
    assert doubt(None) > doubt(Pace(5, 500)) > doubt(Pace(100, 10_000))


def test_who_is_still_to_come_for_an_appointment_goes_before_a_walk_in() -> None:
    day = a_day(waits(1, "A001"), busy=1)
    coming = [Expected("ktp", 20, NOW + timedelta(minutes=5 * place)) for place in range(3)]
    assert expected(day, "A001", *coming) > expected(day, "A001") + timedelta(minutes=20)


def test_who_is_still_to_come_later_keeps_nobody_waiting() -> None:
    day = a_day(waits(1, "A001"))
    later = Expected("ktp", 20, NOW + timedelta(minutes=20))
    assert expected(day, "A001", later) == NOW


def test_an_appointment_that_nobody_came_for_is_not_waited_for() -> None:
    day = a_day(waits(1, "A001"), busy=1)
    missed = Expected("ktp", 20, NOW - timedelta(minutes=11))
    assert foretold(day, missed) == foretold(day)


def test_who_was_sent_to_a_counter_waits_for_that_one() -> None:
    moment = NOW - timedelta(minutes=1)
    called = happened(waits(5, "A001"), an_event(Act.CALLED, moment, counter="A2"))
    sent = happened(called, an_event(Act.REDIRECTED, moment, counter="A2", to_counter="A1"))
    assert (
        foretold(a_day(sent, counters=2, busy=1))["A001"]
        != foretold(a_day(waits(5, "A001"), counters=2, busy=1))["A001"]
    )
    elsewhere = replace(sent, events=(called.events[0], replace(sent.events[1], to_counter="A4")))
    assert foretold(a_day(elsewhere, counters=2))["A001"] is None


def test_draws_have_the_mean_that_is_planned_and_never_change() -> None:
    for place in (0, 1, 63, 64):
        assert sum(lengths(place)) / DRAWS == pytest.approx(1)
    assert lengths(0) == lengths(64) != lengths(1)
    first, second = (sum(draw[half] for draw in rests("A1")) / DRAWS for half in (1, 2))
    assert first + second == pytest.approx(1)


queues = st.lists(
    st.tuples(st.integers(0, 90), st.integers(1, 60), st.sampled_from([Came.WALK_IN, Came.BOOKED])),
    min_size=1,
    max_size=25,
)
measured = st.none() | st.builds(
    lambda visits, percent: Pace(visits, visits * percent), st.integers(0, 50), st.integers(20, 400)
)
awaited = st.lists(
    st.builds(
        lambda minutes, later: Expected("ktp", minutes, NOW + timedelta(minutes=later)),
        st.integers(1, 60),
        st.integers(-20, 60),
    ),
    max_size=6,
)


def days(people: list[tuple[int, int, Came]], counters: int, busy: int, today: Pace | None) -> Day:
    tickets = [
        waits(minute, f"A{place:03}", minutes=minutes, came=came)
        for place, (minute, minutes, came) in enumerate(people)
    ]
    return a_day(*tickets, counters=counters, busy=min(busy, counters), measured=today)


@given(queues, st.integers(1, 4), st.integers(0, 4), measured, awaited)
def test_nobody_is_told_a_time_that_is_over_and_every_range_holds_its_middle(
    people: list[tuple[int, int, Came]], counters: int, busy: int, today: Pace | None, coming: list[Expected]
) -> None:
    found = foretold(days(people, counters, busy, today), *coming)
    assert len(found) == len(people)
    for one in found.values():
        assert one is not None
        assert NOW <= one.earliest <= one.expected <= one.latest


@given(queues, st.integers(1, 4), st.integers(0, 4), measured, awaited)
def test_nobody_is_told_an_earlier_time_than_who_goes_ahead_of_them(
    people: list[tuple[int, int, Came]], counters: int, busy: int, today: Pace | None, coming: list[Expected]
) -> None:
    day = days(people, counters, busy, today)
    found = foretold(day, *coming)
    times = [one.expected for ticket in queue.waiting(day.tickets) if (one := found[ticket.number])]
    assert times == sorted(times)


@given(queues, st.integers(1, 3), st.integers(0, 3), measured)
def test_one_counter_more_makes_nobody_later(
    people: list[tuple[int, int, Came]], counters: int, busy: int, today: Pace | None
) -> None:
    fewer, more = (foretold(days(people, n, min(busy, counters), today)) for n in (counters, counters + 1))
    for number, one in fewer.items():
        other = more[number]
        assert one is not None
        assert other is not None
        assert other.expected <= one.expected


@given(queues, st.integers(1, 4), measured, awaited)
def test_the_same_question_has_the_same_answer(
    people: list[tuple[int, int, Came]], counters: int, today: Pace | None, coming: list[Expected]
) -> None:
    day = days(people, counters, counters, today)
    assert foretold(day, *coming) == foretold(day, *coming)
