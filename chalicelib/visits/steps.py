"""What an officer does at a counter, one function a step: from the day as it is to counter and ticket after it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from chalicelib.core.officer import HEADS
from chalicelib.visits import counter as counters
from chalicelib.visits import queue
from chalicelib.visits.counter import Counter, Mode
from chalicelib.visits.errors import CounterBusy, CounterTaken, NotServedHere, OutOfTurn, StillTime
from chalicelib.visits.ticket import Act, Event, State, Stop, Ticket, happened

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.core.officer import Officer
    from chalicelib.offices.service import Office
    from chalicelib.visits.day import Day


class StepKind(StrEnum):
    """The steps of a counter's day; undoing one is the service's, which may have to look among the ended tickets."""

    OPEN = "open"
    PAUSE = "pause"
    CLOSE = "close"
    CALL = "call"
    RECALL = "recall"
    START = "start"
    PARK = "park"
    RESUME = "resume"
    REDIRECT = "redirect"
    FINISH = "finish"
    NO_SHOW = "no-show"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A step as an officer asks for it; the same ``key`` is the same press of the same button.

    ``number`` names a ticket to call or to resume, ``service`` or ``to_counter`` where a redirected one goes.
    """

    step: StepKind
    key: str
    number: str | None = None
    service: str | None = None
    to_counter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a step is decided on: the day, the counter, its office, who asks, and when (office time)."""

    day: Day
    counter: Counter
    office: Office
    officer: Officer
    now: datetime

    @property
    def services(self) -> tuple[str, ...]:
        """What the counter serves."""
        return self.office.pool_of_counter(self.counter.name).services

    def held(self) -> Ticket:
        """Who is called to the counter or served at it; OutOfTurn when nobody is."""
        if self.counter.number is None:
            raise OutOfTurn
        return self.day.ticket(self.counter.number)

    def event(self, act: Act, *, stop: Stop | None = None, to_counter: str = "") -> Event:
        """Something that happens here and now."""
        return Event(
            act=act,
            at=self.now,
            counter=self.counter.name,
            officer=self.officer.id,
            stop=stop,
            to_counter=to_counter,
        )


@dataclass(frozen=True, slots=True)
class Touched:
    """A ticket before and after an event."""

    before: Ticket
    event: Event
    after: Ticket


@dataclass(frozen=True, slots=True)
class Change:
    """The counter after a step, and what happened to a ticket where one was touched."""

    counter: Counter
    touched: Touched | None = None


def taken(scene: Scene, wish: Wish) -> Change | None:
    """What the step changes; None when there is nothing to change, as when nobody waits or the step was taken already.

    Raises a refusal of ``visits.errors`` when the step cannot be taken.
    """
    if wish.step not in {StepKind.OPEN, StepKind.PAUSE, StepKind.CLOSE}:
        counters.at_work(scene.counter, scene.officer.id)
    return _STEPS[wish.step](scene, wish)


def _open(scene: Scene, wish: Wish) -> Change:  # noqa: ARG001 - every step is asked for alike
    heads = scene.officer.role in HEADS
    return Change(counters.opened(scene.counter, scene.officer.id, scene.now, takes_over=heads))


def _pause(scene: Scene, wish: Wish) -> Change:  # noqa: ARG001 - as above
    counters.at_work(scene.counter, scene.officer.id)
    return Change(counters.rested(scene.counter, Mode.PAUSED, scene.now))


def _close(scene: Scene, wish: Wish) -> Change | None:  # noqa: ARG001 - as above
    if scene.counter.mode is Mode.CLOSED:
        return None
    if scene.counter.officer != scene.officer.id and scene.officer.role not in HEADS:
        raise CounterTaken
    return Change(counters.rested(scene.counter, Mode.CLOSED, scene.now))


def _call(scene: Scene, wish: Wish) -> Change | None:
    """Who is called already stays called: pressing twice calls once."""
    if scene.counter.number is not None:
        if wish.number in {None, scene.counter.number}:
            return None
        raise CounterBusy
    if wish.number is None:
        called = queue.next_for(scene.day.tickets, scene.counter.name, scene.services)
        if called is None:
            return None
    else:
        called = scene.day.ticket(wish.number)
        if called.standing.state is not State.WAITING:
            raise OutOfTurn
        if not queue.can_call(called, scene.counter.name, scene.services):
            raise NotServedHere
    return _touching(scene, called, scene.event(Act.CALLED), keeps=True)


def _recall(scene: Scene, wish: Wish) -> Change:  # noqa: ARG001 - as above
    return _touching(scene, scene.held(), scene.event(Act.RECALLED), keeps=True)


def _start(scene: Scene, wish: Wish) -> Change:  # noqa: ARG001 - as above
    return _touching(scene, scene.held(), scene.event(Act.STARTED), keeps=True)


def _park(scene: Scene, wish: Wish) -> Change:  # noqa: ARG001 - as above
    return _touching(scene, scene.held(), scene.event(Act.PARKED), keeps=False)


def _resume(scene: Scene, wish: Wish) -> Change:
    if scene.counter.number is not None:
        raise CounterBusy
    ticket = scene.day.ticket(wish.number or "")
    if ticket.standing.stop.service not in scene.services:
        raise NotServedHere
    return _touching(scene, ticket, scene.event(Act.RESUMED), keeps=True)


def _redirect(scene: Scene, wish: Wish) -> Change:
    held = scene.held()
    stop = None
    if wish.service is not None:
        offered = scene.office.service(wish.service)
        stop = replace(held.standing.stop, service=offered.id, pool=offered.pool, minutes=offered.minutes)
    elif wish.to_counter is not None:
        scene.office.pool_of_counter(wish.to_counter)
    else:
        raise OutOfTurn
    event = scene.event(Act.REDIRECTED, stop=stop, to_counter=wish.to_counter or "")
    return _touching(scene, held, event, keeps=False)


def _finish(scene: Scene, wish: Wish) -> Change:  # noqa: ARG001 - as above
    return _touching(scene, scene.held(), scene.event(Act.SERVED), keeps=False)


def _no_show(scene: Scene, wish: Wish) -> Change:
    """Who does not come when called, or was parked and is gone."""
    rules = scene.office.rules
    held = scene.day.ticket(wish.number) if wish.number and scene.counter.number is None else scene.held()
    standing = held.standing
    if standing.state is State.PARKED and standing.stop.service not in scene.services:
        raise NotServedHere
    minutes = (scene.now - (standing.first_call or scene.now)).total_seconds() / 60
    if standing.calls < rules.no_show_calls and minutes < rules.no_show_minutes:
        raise StillTime(calls=rules.no_show_calls, minutes=rules.no_show_minutes)
    return _touching(scene, held, scene.event(Act.NO_SHOW), keeps=False)


def _touching(scene: Scene, ticket: Ticket, event: Event, *, keeps: bool) -> Change:
    """The counter keeps the ticket, or lets it go; OutOfTurn when the event cannot happen to it."""
    touched = Touched(ticket, event, happened(ticket, event))
    number = ticket.number if keeps else None
    return Change(replace(scene.counter, number=number, last=ticket.number), touched)


_STEPS: dict[StepKind, Callable[[Scene, Wish], Change | None]] = {
    StepKind.OPEN: _open,
    StepKind.PAUSE: _pause,
    StepKind.CLOSE: _close,
    StepKind.CALL: _call,
    StepKind.RECALL: _recall,
    StepKind.START: _start,
    StepKind.PARK: _park,
    StepKind.RESUME: _resume,
    StepKind.REDIRECT: _redirect,
    StepKind.FINISH: _finish,
    StepKind.NO_SHOW: _no_show,
}
