"""Everybody wants the same slot at once."""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from benchmarks.measuring.citizens import request
from benchmarks.measuring.places import places
from chalicelib.booking.errors import SlotFull
from chalicelib.booking.service import Bookings
from chalicelib.booking.store import Diary
from chalicelib.booking.store.guards import Guards
from chalicelib.booking.store.plan import PlanStore
from chalicelib.core.errors import Refusal
from chalicelib.core.registry import get
from chalicelib.core.settings import Settings
from chalicelib.core.table import Tables
from chalicelib.offices.service import Offices
from chalicelib.people.service import People
from infra.errors import Stopped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.measuring.places import Place
    from chalicelib.booking.service import Request
    from chalicelib.booking.slot import Slot
    from chalicelib.people.forms import CitizenForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Rush:
    """What became of it, as answered and as found in the table afterwards."""

    people: int
    requests: int
    places: int
    seconds: float
    answers: Counter[str]
    #: People told yes, bookings in the table, references that hold the slot, guards taken.
    told: int
    booked: int
    held: int
    guarded: int
    #: Held beyond the places; people with more than one booking, or told two references for one request.
    overbooked: int
    duplicates: int


def rush(people: list[CitizenForm], *, places_there: int, twice: int, threads: int) -> Rush:
    """Send them all for one slot; the first ``twice`` of them press the button two times."""
    place = _a_slot_of(places_there)
    asked = [request(citizen, place) for citizen in people]
    asked = [sent for pair in _pairs(asked, twice) for sent in pair if sent]
    began = time.perf_counter()
    with ThreadPoolExecutor(threads) as crowd:
        answers = list(crowd.map(_answer, asked))
    seconds = time.perf_counter() - began
    by_key: dict[str, set[str]] = {}
    for sent, (outcome, reference) in zip(asked, answers, strict=True):
        if outcome == "booked":
            by_key.setdefault(sent.key, set()).add(reference)
    slot = _slot(place)
    owners = _owners(place)
    more = sum(number - 1 for number in owners.values()) + sum(len(told) - 1 for told in by_key.values())
    return Rush(
        people=len(people),
        requests=len(asked),
        places=places_there,
        seconds=seconds,
        answers=Counter(outcome for outcome, _ in answers),
        told=len(by_key),
        booked=sum(owners.values()),
        held=len(slot.holders),
        guarded=_guards(asked),
        overbooked=max(0, len(slot.holders) - places_there, sum(owners.values()) - places_there),
        duplicates=more,
    )


def _pairs(asked: list[Request], twice: int) -> Iterator[tuple[Request, Request | None]]:
    for at, sent in enumerate(asked):
        yield sent, sent if at < twice else None


def _a_slot_of(number: int) -> Place:
    """An empty slot, given so many places by the plan's own writer."""
    place = next(place for place in places() if not _slot(place).holders)
    offered = get(Offices).office(place.office).service(place.service)
    slot = _slot(place)
    minutes = number * offered.minutes
    wanted = replace(slot, capacity=minutes, left=minutes)
    if not get(PlanStore).change(place.office, offered.pool, slot, wanted):
        raise Stopped(f"{place} was changed by somebody else.")
    return place


def _slot(place: Place) -> Slot:
    pool = get(Offices).office(place.office).service(place.service).pool
    day = place.starts.date()
    slots = get(Diary).slots(place.office, pool, day, day, consistent=True)
    return next(slot for slot in slots if slot.starts == place.starts)


def _answer(sent: Request) -> tuple[str, str]:
    try:
        return "booked", get(Bookings).book(sent).booking.reference
    except SlotFull:
        return "full", ""
    except Refusal as refusal:
        return refusal.code, ""


def _owners(place: Place) -> Counter[str]:
    """How many open bookings of the slot each person has in the table."""
    diary = get(Diary)
    found = (diary.booking_of(item) for item in get(Tables).scan(diary.table, begins="BOOKING#"))
    return Counter(
        booking.person
        for booking in found
        if booking.is_open and booking.service == place.service and booking.starts == place.starts
    )


def _guards(asked: list[Request]) -> int:
    """How many of them hold a guard, which somebody who was refused must not."""
    keyring = get(People).keyring
    crowd = {keyring.person(sent.citizen.nik) for sent in asked}
    store = Guards(get(Tables), get(Settings).table_diary)
    return sum(1 for person, guard in store.person_guards() if person in crowd and guard.count)
