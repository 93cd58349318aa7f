"""Counters call and serve: every step is one read of the day and one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chalicelib.booking.service import Status
from chalicelib.core.clock import office_time
from chalicelib.core.errors import Busy
from chalicelib.people.service import Access
from chalicelib.visits import counter as counters
from chalicelib.visits import effects, steps
from chalicelib.visits.errors import CounterBusy, NothingToUndo
from chalicelib.visits.outcomes import Kept, Refused, Step
from chalicelib.visits.steps import Change, Scene, StepKind, Touched, Wish
from chalicelib.visits.ticket import AT_A_COUNTER, Act, Event, Ticket, undone

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.booking.service import Attendance
    from chalicelib.core.officer import Officer
    from chalicelib.core.table import Write
    from chalicelib.demand.service import Demand
    from chalicelib.offices.service import Office, Offices
    from chalicelib.people.service import People
    from chalicelib.visits.counter import Counter
    from chalicelib.visits.day import Day
    from chalicelib.visits.effects import Effects
    from chalicelib.visits.service.ports import DayStore

# A few officers press at once, and each press changes the day for the others by one ticket.
LOOKS = 8
ENDS = {Act.SERVED: Status.FINISHED, Act.NO_SHOW: Status.NO_SHOW}


@dataclass(frozen=True, slots=True)
class Taken:
    """The counter after a step, and who is at it."""

    counter: Counter
    ticket: Ticket | None


class Counters:
    """The steps of officers at their counters."""

    def __init__(
        self,
        store: DayStore,
        *,
        offices: Offices,
        people: People,
        attendance: Attendance,
        demand: Demand,
        now: Callable[[], datetime],
    ) -> None:
        """Take the store, the rooms below and the clock."""
        self._store = store
        self._offices = offices
        self._people = people
        self._attendance = attendance
        self._demand = demand
        self._now = now

    def step(self, officer: Officer, office_id: str, counter: str, wish: Wish) -> Taken:
        """Take a step; the same step with the same key, once taken, only tells how things stand.

        One Query and one transaction; one more read where a booking ends with it. Raises NotAllowed, UnknownCounter, a
        refusal of ``visits.errors``, or Busy.
        """
        office = self._offices.office(office_id)
        officer.must_serve(office.id, office.agencies_of(office.pool_of_counter(counter)))
        for _ in range(LOOKS):
            now = office_time(self._now(), office.time_zone).replace(microsecond=0)
            day = self._store.live(office.id, now.date())
            scene = Scene(day=day, counter=day.counter(counter), office=office, officer=officer, now=now)
            if wish.key and scene.counter.key == wish.key:
                return _standing(day, scene.counter)
            change = self._undo(scene) if wish.step is StepKind.UNDO else steps.taken(scene, wish)
            if change is None:
                return _standing(day, scene.counter)
            step = self._written(scene, wish, change)
            try:
                self._store.keep(step)
            except Refused:
                continue
            return _after(day, step)
        raise Busy

    def _undo(self, scene: Scene) -> Change:
        """Take back what was last done at this counter; NothingToUndo when that is too late."""
        counters.at_work(scene.counter, scene.officer.id)
        number = scene.counter.last
        if number is None:
            raise NothingToUndo
        if scene.counter.number not in {None, number}:
            raise CounterBusy
        live = next((one for one in scene.day.tickets if one.number == number), None)
        ticket = live or self._store.ended(scene.office.id, scene.now.date(), number)
        if ticket is None:
            raise NothingToUndo
        back = undone(ticket, at=scene.now, counter=scene.counter.name, officer=scene.officer.id)
        here = back.standing.state in AT_A_COUNTER and back.standing.counter == scene.counter.name
        counter = replace(scene.counter, number=number if here else None, last=None)
        return Change(counter, Touched(ticket, back.events[-1], back))

    def _written(self, scene: Scene, wish: Wish, change: Change) -> Step:
        """The step with everything that belongs to it: counts, bookings that end, and the access record."""
        counter = replace(change.counter, key=wish.key, version=scene.counter.version + 1)
        touched = change.touched
        beside = [self._noting(scene, wish, touched.before if touched else None)]
        effect = None
        if touched:
            effect, ending = self._consequences(scene.office, touched.before, touched.event)
            beside += ending
        if effect:
            counting = self._demand.counting(scene.office.id, effect.service, effect.at, **effect.counts)
            beside.append(counting)
        return Step(
            office=scene.office.id,
            day=scene.now.date(),
            counter=counter,
            tickets=(Kept(touched.before, touched.after),) if touched else (),
            pace=effect.pace if effect else None,
            promise=effect.promise if effect else None,
            beside=tuple(beside),
        )

    def _consequences(
        self, office: Office, before: Ticket, event: Event
    ) -> tuple[Effects | None, list[Write]]:
        """What an event adds to the counts, and what becomes of the bookings behind the ticket."""
        if event.act is not Act.UNDONE:
            return effects.of(before, event), self._ending(before, event)
        last = before.events[-1]
        earlier = replace(before, events=before.events[:-1])
        return effects.of(earlier, last, sign=-1), self._reopening(office, earlier, last)

    def _ending(self, before: Ticket, event: Event) -> list[Write]:
        ends = ENDS.get(event.act)
        if ends is None:
            return []
        found = self._attendance.bookings(_bookings_ended(before, event))
        return self._attendance.ending(found.values(), ends)

    def _reopening(self, office: Office, earlier: Ticket, last: Event) -> list[Write]:
        if last.act not in ENDS:
            return []
        found = self._attendance.bookings(_bookings_ended(earlier, last))
        return self._attendance.reopening(found.values(), limit=office.rules.open_per_person)

    def _noting(self, scene: Scene, wish: Wish, ticket: Ticket | None) -> Write:
        return self._people.noting(
            Access(
                office=scene.office.id,
                at=office_time(self._now(), scene.office.time_zone),
                officer=scene.officer.id,
                what=f"{wish.step}@{scene.counter.name}",
                reference=ticket.reference if ticket else None,
                person=ticket.person if ticket else None,
            )
        )


def _bookings_ended(before: Ticket, event: Event) -> list[str]:
    """The bookings that an event ends: the stop's that was served, or all that are left of who did not come."""
    standing = before.standing
    stops = (standing.stop,) if event.act is Act.SERVED else standing.stops[standing.at :]
    return [stop.booking for stop in stops if stop.booking]


def _standing(day: Day, counter: Counter) -> Taken:
    held = next((one for one in day.tickets if one.number == counter.number), None)
    return Taken(counter, held)


def _after(day: Day, step: Step) -> Taken:
    """The counter with the ticket it has after the step, which the step itself changed or left alone."""
    changed = {kept.after.number: kept.after for kept in step.tickets}
    number = step.counter.number
    if number is None:
        return Taken(step.counter, None)
    return Taken(step.counter, changed.get(number) or day.ticket(number))
