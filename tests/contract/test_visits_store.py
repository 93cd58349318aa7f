"""One contract for the store of the visit day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from chalicelib.core.table import Key, Write
from chalicelib.visits.counter import Counter, Mode
from chalicelib.visits.day import Day, Pace
from chalicelib.visits.outcomes import Issue, Kept, Refused, Step
from chalicelib.visits.store import Days
from chalicelib.visits.ticket import Act, Priority, Stop, happened, undone
from tests.builders.city import at
from tests.builders.visits import a_ticket, an_event

if TYPE_CHECKING:
    from datetime import date

    from chalicelib.core.table import Tables
    from chalicelib.visits.ticket import Ticket

TODAY = at(9).date()


@pytest.fixture
def store(tables: Tables, table: str) -> Days:
    return Days(tables, table)


def issue(ticket: Ticket, count: int = 1, **changes: object) -> Issue:
    made = Issue(
        ticket=ticket, letter="A", count=count, origin="origin", proof=b"proof", keyed="k1.nobody", takes={}
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def step(counter: Counter, *tickets: Kept, **changes: object) -> Step:
    return replace(Step(office="mpp", day=TODAY, counter=counter, tickets=tickets), **changes)  # type: ignore[arg-type]


def live(store: Days, day: date = TODAY) -> Day:
    return store.live("mpp", day)


def test_an_empty_day_has_nothing(store: Days) -> None:
    assert live(store) == Day()
    assert store.pointer("T234567892") is None
    assert store.ended("mpp", TODAY, "A001") is None
    assert store.promises("mpp", TODAY, TODAY) == {}


@pytest.mark.parametrize("priority", [None, Priority.PREGNANT])
def test_a_ticket_is_found_as_it_was_issued_by_its_day_and_by_its_reference(
    store: Days, priority: Priority | None
) -> None:
    ticket = a_ticket(
        priority=priority, stops=(Stop("d000", "ktp", 20, "B234567892"), Stop("t000", "tax", 5))
    )
    store.issue(issue(ticket))
    assert live(store).tickets == (ticket,)
    pointer = store.pointer(ticket.reference)
    assert pointer is not None
    assert (pointer.number, pointer.origin) == ("A001", "origin")
    assert store.ticket(pointer) == ticket
    assert live(store).last == {"A": 1}
    assert store.arrival("B234567892") == pointer
    assert store.arrival("B345678923") is None


def test_of_two_who_draw_the_same_number_one_looks_again(store: Days) -> None:
    store.issue(issue(a_ticket()))
    other = a_ticket(reference="T345678923")
    with pytest.raises(Refused):
        store.issue(issue(other))
    store.issue(issue(replace(other, number="A002"), 2))
    assert live(store).last == {"A": 2}


def test_a_number_is_not_skipped(store: Days) -> None:
    with pytest.raises(Refused):
        store.issue(issue(a_ticket(), 2))


def test_walk_in_minutes_are_given_up_to_their_limit_and_never_beyond(store: Days) -> None:
    store.issue(issue(a_ticket(), takes={"ktp": (20, 50)}))
    store.issue(issue(a_ticket(reference="T345678923", number="A002"), 2, takes={"ktp": (20, 50)}))
    with pytest.raises(Refused):
        store.issue(issue(a_ticket(reference="T456789234", number="A003"), 3, takes={"ktp": (20, 50)}))
    assert live(store).given == {"ktp": 40}


def test_a_ticket_comes_with_what_belongs_to_it_or_not_at_all(
    store: Days, tables: Tables, table: str
) -> None:
    beside = Write(key=Key(table, "BESIDE", "1"), item={"kept": True}, when="attribute_not_exists(pk)")
    store.issue(issue(a_ticket(), beside=(beside,)))
    with pytest.raises(Refused) as refused:
        store.issue(issue(a_ticket(reference="T345678923", number="A002"), 2, beside=(beside,)))
    assert refused.value.tries, "the first of the others' writes is the proof's check"
    assert len(live(store).tickets) == 1


def test_a_counter_is_opened_once(store: Days) -> None:
    counter = Counter(name="A1", mode=Mode.OPEN, officer="officer-1", since=at(8), key="key-1", version=1)
    store.keep(step(counter))
    assert live(store).counter("A1") == counter
    with pytest.raises(Refused):
        store.keep(step(counter))


def test_of_two_steps_from_the_same_look_one_is_refused_whole(store: Days) -> None:
    store.issue(issue(a_ticket()))
    store.keep(step(Counter(name="A1", mode=Mode.OPEN, version=1)))
    store.keep(step(Counter(name="A2", mode=Mode.OPEN, version=1)))
    called = happened(a_ticket(), an_event(Act.CALLED, at(9, 5)))
    first = Counter(name="A1", mode=Mode.OPEN, number="A001", last="A001", version=2)
    second = replace(first, name="A2")
    store.keep(step(first, Kept(a_ticket(), called)))
    with pytest.raises(Refused):
        store.keep(step(second, Kept(a_ticket(), called)))
    assert live(store).counter("A2").number is None
    assert live(store).ticket("A001") == called


def finished(store: Days) -> Ticket:
    store.issue(issue(a_ticket()))
    ticket = a_ticket()
    for version, act in enumerate((Act.CALLED, Act.STARTED, Act.SERVED), 1):
        after = happened(ticket, an_event(act, at(9, version)))
        store.keep(step(Counter(name="A1", mode=Mode.OPEN, version=version), Kept(ticket, after)))
        ticket = after
    return ticket


def test_a_ticket_that_ends_leaves_the_live_day_and_is_found_still(store: Days) -> None:
    ticket = finished(store)
    assert live(store).tickets == ()
    assert store.ended("mpp", TODAY, "A001") == ticket
    assert store.all_ended("mpp", TODAY) == [ticket]
    pointer = store.pointer(ticket.reference)
    assert pointer is not None
    assert store.ticket(pointer) == ticket


def test_an_undone_end_brings_the_ticket_back(store: Days) -> None:
    ticket = finished(store)
    back = undone(ticket, at=at(9, 30), counter="A1", officer="officer-1")
    store.keep(step(Counter(name="A1", mode=Mode.OPEN, number="A001", version=4), Kept(ticket, back)))
    assert live(store).tickets == (back,)
    assert store.ended("mpp", TODAY, "A001") is None


def test_counts_of_the_day_are_added_with_the_step(store: Days) -> None:
    for version in (1, 2):
        counter = Counter(name="A1", mode=Mode.OPEN, version=version)
        store.keep(step(counter, pace=("ktp", 1, 120), promise=(1, 1, 90)))
    with pytest.raises(Refused):
        store.keep(step(Counter(name="A1", version=2), pace=("ktp", 1, 120), promise=(1, 1, 90)))
    assert live(store).paces == {"ktp": Pace(2, 240)}
    assert store.promises("mpp", TODAY, TODAY) == {
        TODAY.isoformat(): {"called": 2, "kept": 2, "error_seconds": 180}
    }


def test_an_alarm_sounds_until_it_is_ended(store: Days, table: str) -> None:
    beside = Write(key=Key(table, "BESIDE", "1"), item={"kept": True})
    store.sound("mpp", TODAY, "A1", at(9), beside)
    alarm = live(store).alarm
    assert alarm is not None
    assert (alarm.counter, alarm.at) == ("A1", at(9))
    store.sound("mpp", TODAY, None, at(9), beside)
    assert live(store).alarm is None


def test_a_day_is_kept_for_a_year(store: Days, tables: Tables, table: str) -> None:
    store.issue(issue(a_ticket()))
    store.keep(step(Counter(name="A1", version=1)))
    found = [*tables.scan(table, begins="DAY#"), *tables.scan(table, begins="TICKET#")]
    assert len(found) == 4
    for item in found:
        assert 365 * 86400 < item["expires"] - at(9).timestamp() < 367 * 86400
