"""A ticket: one citizen's visit today, for one service or several, and everything that happened to it.

What happened is a list of events; where the ticket stands is what follows from them (``standing``), so that undoing the
last step is nothing but an event more, and counts and waits can always be made anew from the record.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from chalicelib.visits.errors import NothingToUndo, OutOfTurn

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime, timedelta

    from chalicelib.core.text import Language


class Came(StrEnum):
    """How somebody comes: with an appointment, late for one, or without."""

    BOOKED = "booked"
    LATE = "late"
    WALK_IN = "walk-in"


class Priority(StrEnum):
    """Who is called earlier by law and custom."""

    ELDERLY = "elderly"
    DISABLED = "disabled"
    PREGNANT = "pregnant"
    TODDLER = "toddler"


class State(StrEnum):
    """Where a ticket can stand; the last three are final."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    PARKED = "parked"
    FINISHED = "finished"
    NO_SHOW = "no-show"
    LEFT = "left"


class Act(StrEnum):
    """What can happen to a ticket. ``left``: the day ended before its turn came."""

    CALLED = "called"
    RECALLED = "recalled"
    STARTED = "started"
    PARKED = "parked"
    RESUMED = "resumed"
    REDIRECTED = "redirected"
    SERVED = "served"
    NO_SHOW = "no-show"
    LEFT = "left"
    UNDONE = "undone"


FINAL = frozenset({State.FINISHED, State.NO_SHOW, State.LEFT})
AT_A_COUNTER = frozenset({State.CALLED, State.SERVING})
#: What may happen to a ticket where it stands; everything else is out of turn.
ALLOWED: dict[State, frozenset[Act]] = {
    State.WAITING: frozenset({Act.CALLED, Act.LEFT}),
    State.CALLED: frozenset({Act.RECALLED, Act.STARTED, Act.PARKED, Act.REDIRECTED, Act.NO_SHOW, Act.LEFT}),
    State.SERVING: frozenset({Act.PARKED, Act.REDIRECTED, Act.SERVED, Act.LEFT}),
    State.PARKED: frozenset({Act.RESUMED, Act.REDIRECTED, Act.NO_SHOW, Act.LEFT}),
    State.FINISHED: frozenset(),
    State.NO_SHOW: frozenset(),
    State.LEFT: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Stop:
    """One service of a visit; ``minutes`` is what the office plans for it, ``booking`` the reference it comes from."""

    service: str
    pool: str
    minutes: int
    booking: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """From a moment to a moment."""

    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, when, at which counter, by whom (the officer's id).

    ``stop`` is where a redirected ticket goes next, ``to_counter`` the counter that it is sent to.
    """

    act: Act
    at: datetime
    counter: str = ""
    officer: str = ""
    stop: Stop | None = None
    to_counter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a ticket stands: ``counter`` is the one that has it, or that it is sent to while it waits.

    ``calls`` counts how often it was called to this stop; ``first_call`` and ``started`` are those of this stop.
    """

    state: State
    stops: tuple[Stop, ...]
    since: datetime
    at: int = 0
    counter: str = ""
    calls: int = 0
    first_call: datetime | None = None
    started: datetime | None = None
    served_seconds: int = 0

    @property
    def stop(self) -> Stop:
        """The service it waits for or is served with; after the last one, that one."""
        return self.stops[min(self.at, len(self.stops) - 1)]

    @property
    def is_final(self) -> bool:
        """Whether nothing more can happen to it."""
        return self.state in FINAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A ticket without anything that names its citizen in the clear.

    ``due`` is what the queue orders by (see ``queue``); ``promised`` the time in which the citizen was told to be
    called; ``told`` the first estimate of their call, ``person`` the keyed identity where there is one.
    """

    reference: str
    office: str
    day: date
    number: str
    came: Came
    priority: Priority | None
    arrived: datetime
    due: datetime
    promised: Span
    told: datetime
    stops: tuple[Stop, ...]
    person: str | None
    language: Language
    events: tuple[Event, ...] = ()
    version: int = 1

    @property
    def standing(self) -> Standing:
        """Where it stands after everything that happened."""
        return _history(self)[-1]

    @property
    def first_called(self) -> datetime | None:
        """When it was called for the first time of all, or None; a call that was taken back is none."""
        kept: list[Event] = []
        for event in self.events:
            if event.act is Act.UNDONE:
                kept.pop()
            else:
                kept.append(event)
        return next((event.at for event in kept if event.act is Act.CALLED), None)


def happened(ticket: Ticket, event: Event) -> Ticket:
    """The ticket with one more event; OutOfTurn when that cannot happen where it stands."""
    _step(ticket.standing, event)
    return replace(ticket, events=(*ticket.events, event), version=ticket.version + 1)


def undone(ticket: Ticket, *, at: datetime, counter: str, officer: str) -> Ticket:
    """The ticket as before its last event, which stays in the record; NothingToUndo when another counter was last."""
    last = ticket.events[-1] if ticket.events else None
    if last is None or last.act is Act.UNDONE or last.counter != counter:
        raise NothingToUndo
    event = Event(act=Act.UNDONE, at=at, counter=counter, officer=officer)
    return replace(ticket, events=(*ticket.events, event), version=ticket.version + 1)


def _history(ticket: Ticket) -> list[Standing]:
    past = [Standing(state=State.WAITING, stops=ticket.stops, since=ticket.arrived)]
    for event in ticket.events:
        if event.act is Act.UNDONE:
            past.pop()
        else:
            past.append(_step(past[-1], event))
    return past


def _step(before: Standing, event: Event) -> Standing:
    if event.act not in ALLOWED[before.state]:
        raise OutOfTurn
    return _NEXT[event.act](before, event)


def _called(before: Standing, event: Event) -> Standing:
    return replace(
        before,
        state=State.CALLED,
        since=event.at,
        counter=event.counter,
        calls=1,
        first_call=event.at,
        started=None,
    )


def _recalled(before: Standing, event: Event) -> Standing:
    return replace(before, since=event.at, calls=before.calls + 1)


def _started(before: Standing, event: Event) -> Standing:
    return replace(before, state=State.SERVING, since=event.at, counter=event.counter, started=event.at)


def _parked(before: Standing, event: Event) -> Standing:
    served = before.served_seconds + _seconds_served(before, event.at)
    return replace(before, state=State.PARKED, since=event.at, started=None, served_seconds=served)


def _redirected(before: Standing, event: Event) -> Standing:
    stops = before.stops
    if event.stop is not None:
        stops = (*stops[: before.at], event.stop, *stops[before.at + 1 :])
    return replace(
        before,
        state=State.WAITING,
        stops=stops,
        since=event.at,
        counter=event.to_counter,
        calls=0,
        first_call=None,
        started=None,
        served_seconds=0,
    )


def _served(before: Standing, event: Event) -> Standing:
    at = before.at + 1
    if at == len(before.stops):
        served = before.served_seconds + _seconds_served(before, event.at)
        return replace(before, state=State.FINISHED, since=event.at, at=at, served_seconds=served)
    fresh = replace(before, state=State.WAITING, since=event.at, at=at, counter="", calls=0, first_call=None)
    return replace(fresh, started=None, served_seconds=0)


def _ended(state: State, before: Standing, event: Event) -> Standing:
    return replace(before, state=state, since=event.at)


_NEXT: dict[Act, Callable[[Standing, Event], Standing]] = {
    Act.CALLED: _called,
    Act.RECALLED: _recalled,
    Act.STARTED: _started,
    Act.RESUMED: _started,
    Act.PARKED: _parked,
    Act.REDIRECTED: _redirected,
    Act.SERVED: _served,
    Act.NO_SHOW: lambda before, event: _ended(State.NO_SHOW, before, event),
    Act.LEFT: lambda before, event: _ended(State.LEFT, before, event),
}


def seconds_served(before: Standing, until: datetime) -> int:
    """How long the present stop has been served in all by that moment, pauses left out."""
    return before.served_seconds + _seconds_served(before, until)


def seconds_at_counter(before: Standing, until: datetime) -> int:
    """How long the present stop has kept its counter: from its call on, pauses left out where there were any."""
    if before.first_call is None or before.served_seconds:
        return seconds_served(before, until)
    return max(0, int((until - before.first_call).total_seconds()))


def _seconds_served(before: Standing, until: datetime) -> int:
    served: timedelta | None = until - before.started if before.started else None
    return max(0, int(served.total_seconds())) if served else 0
