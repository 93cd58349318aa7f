"""A whole day with many people at once, and every citizen accounted for when it is over."""

from __future__ import annotations

import uuid
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from threading import Barrier, BrokenBarrierError
from typing import TYPE_CHECKING

import pytest
from botocore.config import Config

from chalicelib import wiring
from chalicelib.booking.reconciler import Reconciled, Reconciler
from chalicelib.core import registry
from chalicelib.core.errors import Busy
from chalicelib.core.table import Tables, Write
from chalicelib.visits.service import Arrivals, Closing, Counters, StepKind, Wish
from chalicelib.visits.store import Days
from chalicelib.visits.ticket import Act, State
from tests.cloud.accounts import (
    Heard,
    bookings_agree,
    called_once,
    counted,
    promises_agree,
    steps_are_noted,
    tickets_of,
)
from tests.cloud.busy_day import BOOKED, DAY, KIOSK, WALK_INS, BusyDay, busy_office, officer_of
from tests.cloud.fairness import all_at_once, consistent
from tests.cloud.town import OFFICE, at, fresh_town

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.visits.outcomes import Kept, Step
    from chalicelib.visits.service import Issued, Taken
    from tests.cloud.running import Running
    from tests.cloud.town import Town

pytestmark = pytest.mark.cloud

PATIENT = wiring.CLIENT.merge(Config(max_pool_connections=64, read_timeout=60))


@pytest.fixture
def town(running: Running) -> Iterator[Town]:
    yield fresh_town(running, office=busy_office(), config=PATIENT)
    wiring.wire()


def test_every_citizen_of_a_busy_day_is_accounted_for(town: Town) -> None:
    day = BusyDay(town)
    day.prepare()
    day.run()
    town.clock.time = at(DAY + timedelta(days=1), "01:00")
    all_at_once([partial(town.get(Closing).close, OFFICE)] * 2)
    town.get(Closing).close(OFFICE)

    tickets = tickets_of(town, OFFICE, DAY)
    assert all(ticket.standing.is_final for ticket in tickets)
    called_once(tickets, day.heard)
    demand = counted(town, OFFICE, tickets)
    promises_agree(town, OFFICE, DAY, tickets)
    steps_are_noted(town, OFFICE, DAY, tickets)

    bookings = bookings_agree(town, tickets)
    ticketed = {stop.booking for ticket in tickets for stop in ticket.stops if stop.booking}
    assert {status for one, status in bookings.items() if one not in ticketed} == {"no-show"}
    absences = sum(counts.get("absent", 0) for counts in demand.values())
    gone = sum(ticket.standing.state == "no-show" for ticket in tickets)
    assert absences == gone + len(bookings.keys() - ticketed)
    consistent(town.items("diary"))
    reconciler = town.get(Reconciler)
    assert reconciler.sweep_office(OFFICE) == Reconciled()
    assert reconciler.sweep_guards() == Reconciled()

    outcomes = Counter(comer.outcome for comer in day.comers)
    assert outcomes.total() == BOOKED + WALK_INS
    assert outcomes["ticket"] == len(tickets)
    assert all(len(comer.numbers) == (comer.outcome == "ticket") for comer in day.comers)
    # It was a day on which everything happened.
    states = Counter(ticket.standing.state for ticket in tickets)
    assert min(states[State.FINISHED], states[State.NO_SHOW]) > 0
    assert outcomes["absent"] > 0
    assert all(day.taken[step] for step in StepKind if step is not StepKind.CLOSE), day.taken


ROUNDS = 25


def opened(town: Town, *counters: str) -> None:
    """It is nine o'clock, and these counters are open."""
    town.clock.time = at(DAY, "09:00")
    for counter in counters:
        press(town, counter, "open")


def press(town: Town, counter: str, step: str) -> Taken:
    wish = Wish(step=StepKind(step), key=uuid.uuid4().hex)
    return town.get(Counters).step(officer_of(counter), OFFICE, counter, wish)


def take(town: Town, number: int) -> Issued:
    return town.get(Arrivals).walk_in(KIOSK, OFFICE, ["card"], None, language="id", key=f"person-{number:04}")


def patiently(town: Town, number: int) -> Issued:
    """As the kiosk does: told that too many press at once, it sends the same press again."""
    try:
        return take(town, number)
    except Busy:
        return take(town, number)


def heard_at_once(town: Town, *counters: str) -> list[Heard]:
    """What these counters are told when they all press "next" at the same moment."""
    outcomes = all_at_once([partial(press, town, counter, "call") for counter in counters])
    assert not [one for one in outcomes if isinstance(one, Exception)], outcomes
    return [
        Heard(one.counter.name, one.ticket.number)  # type: ignore[attr-defined]
        for one in outcomes
        if one.ticket is not None  # type: ignore[attr-defined]
    ]


def test_officers_who_press_next_at_once_get_a_citizen_each(town: Town) -> None:
    counters = ("A1", "A2", "A3", "A4")
    opened(town, *counters)
    heard: list[Heard] = []
    for number in range(ROUNDS * len(counters)):
        take(town, number)
        if number % len(counters) == len(counters) - 1:
            round_ = heard_at_once(town, *counters)
            assert {one.counter for one in round_} == set(counters)
            assert len({one.number for one in round_}) == len(counters)
            heard += round_
            town.clock.passes(minutes=1)
            for step in ("start", "finish"):
                all_at_once([partial(press, town, counter, step) for counter in counters])
    called_once(tickets_of(town, OFFICE, DAY), heard)


def test_kiosks_that_print_at_once_print_different_numbers(town: Town) -> None:
    opened(town)
    issued = all_at_once([partial(patiently, town, number) for number in range(ROUNDS * 3)], threads=3)
    numbers = [one.ticket.number for one in issued]  # type: ignore[attr-defined]
    assert sorted(numbers) == [f"A{count:03}" for count in range(1, ROUNDS * 3 + 1)]
    tickets = tickets_of(town, OFFICE, DAY)
    counted(town, OFFICE, tickets)


class LookThenCall(Days):
    """The call that every one of us has written once: look who is next, then write down that they were called."""

    def __init__(self, tables: Tables, table: str) -> None:
        super().__init__(tables, table)
        # Two who are both between the look and the write are enough to go wrong, and make it certain.
        self._moment = Barrier(2)

    def keep(self, step: Step) -> None:
        if step.tickets and step.tickets[0].after.events[-1].act is Act.CALLED:
            with suppress(BrokenBarrierError):
                self._moment.wait(timeout=5)
        super().keep(step)

    def _changed_counter(self, step: Step) -> Write:
        return _whatever_is_there(super()._changed_counter(step))

    def _changed_ticket(self, kept: Kept) -> list[Write]:
        return [_whatever_is_there(write) for write in super()._changed_ticket(kept)]


def _whatever_is_there(write: Write) -> Write:
    return replace(write, when="", names={}, values={})


def test_a_call_that_looks_and_then_writes_is_caught_by_the_same_assertions(town: Town) -> None:
    days = LookThenCall(town.get(Tables), town.environment["TABLE_VISITS"])
    registry.offer(Days, lambda: days)
    opened(town, "A1", "A2")
    for number in range(2):
        take(town, number)
    heard = heard_at_once(town, "A1", "A2")
    with pytest.raises(AssertionError, match="called by two counters at once"):
        called_once(tickets_of(town, OFFICE, DAY), heard)
