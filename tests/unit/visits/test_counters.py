"""Officers at their counters: who is called, what a step does, and that pressing twice does it once."""

from __future__ import annotations

import pytest

from chalicelib.booking.service import Status
from chalicelib.core.errors import NotAllowed
from chalicelib.offices.errors import UnknownCounter
from chalicelib.visits.counter import Mode
from chalicelib.visits.errors import (
    CounterBusy,
    CounterNotOpen,
    CounterTaken,
    NothingToUndo,
    NotServedHere,
    OutOfTurn,
    StillTime,
    UnknownNumber,
)
from chalicelib.visits.ticket import State
from tests.builders.city import at, proven
from tests.builders.visits import MANAGER, OFFICER, OTHER, STRANGER, Day


@pytest.fixture
def day() -> Day:
    day = Day()
    day.step("open")
    return day


def test_a_visit_from_call_to_finish(day: Day) -> None:
    issued = day.walk_in()
    assert day.step("call").ticket == day.ticket(issued)
    day.step("start")
    day.clock.passes(minutes=15)
    assert day.step("finish").ticket is None
    ticket = day.ticket(issued)
    assert ticket.standing.state is State.FINISHED
    assert day.counts() == {"arrivals": 1, "calls": 1, "wait_seconds": 0, "served": 1, "served_seconds": 900}
    assert day.room.scenery("mpp", fresh=True).day.tickets == ()


def test_nobody_waiting_is_no_fault(day: Day) -> None:
    taken = day.step("call")
    assert (taken.ticket, taken.counter.mode) == (None, Mode.OPEN)


def test_pressing_next_twice_calls_one(day: Day) -> None:
    day.walk_in()
    day.walk_in()
    first = day.step("call", key="same-press-1")
    assert day.step("call", key="same-press-1") == first
    assert day.step("call").ticket == first.ticket, "another press while somebody is called calls nobody else"


def test_a_step_that_comes_again_after_others_is_not_taken_again(day: Day) -> None:
    day.walk_in()
    day.step("call")
    day.step("start", key="the-start-1")
    assert day.step("start", key="the-start-1").ticket is not None
    with pytest.raises(OutOfTurn):
        day.step("start")


def test_two_counters_call_two_citizens(day: Day) -> None:
    day.step("open", "A2", by=OTHER)
    first, second = day.walk_in(), day.walk_in()
    called = {day.step("call").ticket, day.step("call", "A2", by=OTHER).ticket}
    assert called == {day.ticket(first), day.ticket(second)}


def test_a_given_number_is_called_out_of_turn(day: Day) -> None:
    day.walk_in()
    second = day.walk_in()
    assert day.step("call", number="A002").ticket == day.ticket(second)
    with pytest.raises(CounterBusy):
        day.step("call", number="A001")


def test_a_number_that_is_not_here_or_not_served_here_is_not_called(day: Day) -> None:
    day.walk_in("t000")
    with pytest.raises(UnknownNumber):
        day.step("call", number="A044")
    with pytest.raises(NotServedHere):
        day.step("call", number="B001")


def test_who_does_not_come_is_given_calls_or_minutes_first(day: Day) -> None:
    issued = day.walk_in()
    day.step("call")
    with pytest.raises(StillTime):
        day.step("no-show")
    day.steps("recall", "recall")
    day.step("no-show")
    assert day.ticket(issued).standing.state is State.NO_SHOW
    assert day.counts()["absent"] == 1
    day.walk_in()
    day.step("call")
    day.clock.passes(minutes=5)
    day.step("no-show")


def test_a_parked_visit_is_resumed_at_any_counter_that_serves_it(day: Day) -> None:
    issued = day.walk_in()
    day.steps("call", "start", "park")
    day.walk_in()
    day.steps("call", "start", "finish")
    day.step("open", "A2", by=OTHER)
    resumed = day.step("resume", "A2", by=OTHER, number=issued.ticket.number)
    assert resumed.ticket is not None
    assert resumed.ticket.standing.counter == "A2"


def test_a_redirected_visit_goes_to_the_other_service_or_counter(day: Day) -> None:
    issued = day.walk_in()
    day.step("call")
    day.step("redirect", service="t000")
    assert day.ticket(issued).standing.stop.pool == "tax"
    second = day.walk_in()
    day.step("call")
    day.step("redirect", to_counter="A2")
    assert day.step("call").ticket is None
    day.step("open", "A2", by=OTHER)
    assert day.step("call", "A2", by=OTHER).ticket == day.ticket(second)
    with pytest.raises(UnknownCounter):
        day.step("redirect", "A2", by=OTHER, to_counter="Z9")


def test_a_finished_visit_finishes_its_booking_and_frees_the_person(day: Day) -> None:
    day.at(8, 55)
    issued = day.booked()
    reference = issued.ticket.stops[0].booking or ""
    day.steps("call", "start", "finish")
    booking = day.city.booking(reference)
    assert (booking.status, dict(booking.windows)) == (Status.FINISHED, {})
    assert day.city.diary.guard(booking.person).count == 0


def test_a_missed_visit_misses_its_booking(day: Day) -> None:
    day.at(8, 55)
    issued = day.booked()
    day.steps("call", "recall", "recall", "no-show")
    assert day.city.booking(issued.ticket.stops[0].booking or "").status is Status.NO_SHOW


def test_who_misses_a_visit_of_two_appointments_misses_both_and_undoing_it_opens_both(day: Day) -> None:
    day.at(7)
    first = day.city.book(1)
    second = day.city.book(1, service="d001", key="key-second")
    day.at(8, 55)
    day.arrivals.check_in(proven(first, 1))
    references = [first.booking.reference, second.booking.reference]
    day.steps("call", "recall", "recall", "no-show")
    assert [day.city.booking(one).status for one in references] == [Status.NO_SHOW] * 2
    person = first.booking.person
    assert day.city.diary.guard(person).count == 0
    assert dict(day.city.slot(at(9)).holders) == {}
    day.step("undo")
    assert [day.city.booking(one).status for one in references] == [Status.ARRIVED] * 2
    assert day.city.diary.guard(person).count == 2


def test_a_visit_for_two_services_goes_from_counter_to_counter(day: Day) -> None:
    issued = day.walk_in("d000", "t000")
    day.steps("call", "start", "finish")
    assert day.ticket(issued).standing.state is State.WAITING
    day.step("open", "B1", by=STRANGER)
    day.steps("call", "start", "finish", counter="B1", by=STRANGER)
    assert day.ticket(issued).standing.state is State.FINISHED


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        (("call",), State.WAITING),
        (("call", "start"), State.CALLED),
        (("call", "start", "park"), State.SERVING),
        (("call", "start", "finish"), State.SERVING),
    ],
)
def test_the_last_step_is_undone_with_its_counts(day: Day, steps: tuple[str, ...], state: State) -> None:
    issued = day.walk_in()
    *before, last = steps
    for step in before:
        day.step(step)
    counted = day.counts()
    day.step(last)
    day.step("undo")
    ticket = day.ticket(issued)
    assert ticket.standing.state is state
    assert {name: count for name, count in day.counts().items() if count} == {
        name: count for name, count in counted.items() if count
    }
    with pytest.raises(NothingToUndo):
        day.step("undo")


def test_undoing_a_finish_opens_the_booking_again(day: Day) -> None:
    day.at(8, 55)
    issued = day.booked()
    reference = issued.ticket.stops[0].booking or ""
    day.steps("call", "start", "finish")
    taken = day.step("undo")
    assert taken.ticket == day.ticket(issued)
    assert day.city.booking(reference).status is Status.ARRIVED
    assert day.city.diary.guard(day.city.booking(reference).person).count == 1
    day.step("finish")
    assert day.city.booking(reference).status is Status.FINISHED
    assert day.city.diary.guard(day.city.booking(reference).person).count == 0


def test_nothing_is_undone_while_the_next_citizen_is_at_the_counter(day: Day) -> None:
    day.walk_in()
    day.walk_in()
    day.steps("call", "start", "finish", "call")
    day.step("undo")
    assert day.room.scenery("mpp", fresh=True).day.counter("A1").number is None
    with pytest.raises(NothingToUndo):
        day.step("undo")


def test_a_counter_has_one_officer_until_a_manager_takes_over(day: Day) -> None:
    with pytest.raises(CounterTaken):
        day.step("open", by=OTHER)
    with pytest.raises(CounterTaken):
        day.step("call", by=OTHER)
    assert day.step("open", by=MANAGER).counter.officer == MANAGER.id
    with pytest.raises(CounterTaken):
        day.step("call", by=OFFICER)


def test_a_counter_on_a_break_calls_nobody(day: Day) -> None:
    day.walk_in()
    assert day.step("pause").counter.mode is Mode.PAUSED
    with pytest.raises(CounterNotOpen):
        day.step("call")
    day.step("open")
    assert day.step("call").ticket is not None


def test_a_counter_is_not_closed_over_a_visit(day: Day) -> None:
    day.walk_in()
    day.step("call")
    for step in ("pause", "close"):
        with pytest.raises(CounterBusy):
            day.step(step)
    day.steps("start", "finish")
    assert day.step("close").counter.mode is Mode.CLOSED
    with pytest.raises(CounterNotOpen):
        day.step("call")


def test_another_agencys_counter_is_not_for_an_officer(day: Day) -> None:
    with pytest.raises(NotAllowed):
        day.step("open", "B1")
    with pytest.raises(UnknownCounter):
        day.step("open", "Z9")


def test_every_step_is_in_the_access_record(day: Day) -> None:
    issued = day.walk_in()
    day.clock.passes(seconds=1)
    day.step("call")
    entries = day.city.people.accesses("mpp", at(8).date())
    assert [(entry.officer, entry.what) for entry in entries if entry.what != "walk-in"] == [
        ("officer-1", "open@A1"),
        ("officer-1", "call@A1"),
    ]
    assert issued.ticket.reference in {entry.reference for entry in entries}


def test_a_step_is_one_read_and_one_write(day: Day) -> None:
    day.walk_in()
    day.city.dynamodb.calls.clear()
    day.step("call")
    assert day.city.dynamodb.operations == ["query", "transact_write_items"]
