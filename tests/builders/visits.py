"""A day at an office for tests: counters, officers, citizens who come; say what matters, the rest is filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib.core import registry
from chalicelib.core.officer import Officer, Role
from chalicelib.offices.service import Pool, Rules
from chalicelib.visits.service import Arrivals, Closing, Counters, Room, StepKind, Wish
from chalicelib.visits.store import Days
from chalicelib.visits.ticket import Act, Came, Event, Span, State, Stop, Ticket, happened
from tests.builders.city import MINUTES, City, a_request, a_small_office, at, proven
from tests.unit.offices.builders import an_offered

if TYPE_CHECKING:
    from chalicelib.offices.service import Office
    from chalicelib.visits.service import Issued, Taken
    from chalicelib.visits.ticket import Priority

OFFICER = Officer(id="officer-1", role=Role.OFFICER, office="mpp", agency="dukcapil")
OTHER = replace(OFFICER, id="officer-2")
MANAGER = replace(OFFICER, id="manager-1", role=Role.MANAGER)
KIOSK = Officer(id="kiosk-1", role=Role.KIOSK, office="mpp", agency="")
STRANGER = replace(OFFICER, id="officer-3", agency="pajak")
RULES = Rules(
    horizon_days=14,
    grace_before_minutes=30,
    grace_after_minutes=15,
    walk_in_patience_minutes=30,
    priority_ahead_minutes=20,
    no_show_calls=3,
    no_show_minutes=5,
    priority_share=20,
)


def a_days_office(**changes: Any) -> Office:
    """Two families: ``ktp`` at counters A1 and A2, and ``tax`` at B1, of another agency; half can be booked."""
    office = a_small_office(
        pools=(
            Pool("ktp", 2, tuple(MINUTES), booking_share=50, names=("A1", "A2"), letter="A"),
            Pool("tax", 1, ("t000",), booking_share=50, names=("B1",), letter="B"),
        ),
        services=(
            *(an_offered(service, minutes=minutes) for service, minutes in MINUTES.items()),
            an_offered("t000", pool="tax", agency_id="pajak"),
        ),
        rules=RULES,
    )
    return replace(office, **changes)


#: What has to happen for a ticket to stand so.
WAYS: dict[State, tuple[Act, ...]] = {
    State.WAITING: (),
    State.CALLED: (Act.CALLED,),
    State.SERVING: (Act.CALLED, Act.STARTED),
    State.PARKED: (Act.CALLED, Act.STARTED, Act.PARKED),
    State.FINISHED: (Act.CALLED, Act.STARTED, Act.SERVED),
    State.NO_SHOW: (Act.CALLED, Act.NO_SHOW),
    State.LEFT: (Act.LEFT,),
}


class Day:
    """Monday at the office, from half past eight on."""

    def __init__(self, office: Office | None = None) -> None:
        self.city = City(office or a_days_office(), now=at(8, 30))
        self.clock = self.city.clock
        self.arrivals, self.counters = registry.get(Arrivals), registry.get(Counters)
        self.room, self.closing, self.store = registry.get(Room), registry.get(Closing), registry.get(Days)
        self._keys = 0

    def at(self, hour: int, minute: int = 0) -> None:
        """It is that hour in the office."""
        self.clock.time = at(hour, minute)

    def walk_in(
        self, *services: str, priority: Priority | None = None, key: str = "", by: Officer = KIOSK
    ) -> Issued:
        """Somebody takes a ticket."""
        self._keys += 1
        wanted = services or ("d000",)
        return self.arrivals.walk_in(
            by, "mpp", wanted, priority, language="id", key=key or f"walk-in-{self._keys:03}"
        )

    def booked(self, number: int = 1, **changes: Any) -> Issued:
        """Citizen ``number`` has booked (see a_request) and checks in now."""
        now, self.clock.time = self.clock.time, at(7)
        made = self.city.bookings.book(a_request(number, **changes))
        self.clock.time = now
        return self.arrivals.check_in(proven(made, number))

    def step(
        self, step: str, counter: str = "A1", *, by: Officer = OFFICER, key: str = "", **more: Any
    ) -> Taken:
        """An officer takes a step, with a key of its own where none is given."""
        self._keys += 1
        wish = Wish(step=StepKind(step), key=key or f"step-{self._keys:04}", **more)
        return self.counters.step(by, "mpp", counter, wish)

    def steps(self, *steps: str, counter: str = "A1", by: Officer = OFFICER) -> Taken:
        """Several steps, a minute apart."""
        taken = [self._minutes_step(step, counter, by) for step in steps]
        return taken[-1]

    def _minutes_step(self, step: str, counter: str, by: Officer) -> Taken:
        taken = self.step(step, counter, by=by)
        self.clock.passes(minutes=1)
        return taken

    def ticket(self, issued: Issued) -> Ticket:
        """A ticket as it is kept."""
        pointer = self.store.pointer(issued.ticket.reference)
        assert pointer is not None
        found = self.store.ticket(pointer)
        assert found is not None
        return found

    def counts(self, service: str = "d000") -> dict[str, int]:
        """What was counted of a service in all."""
        total: dict[str, int] = {}
        for place, item in self.city.dynamodb.items.items():
            if place[0] == "demand" and place[1] == "COUNTS#mpp" and place[2].startswith(f"{service}#"):
                for name, count in item.items():
                    if name not in {"pk", "sk"}:
                        total[name] = total.get(name, 0) + count
        return total


def a_ticket(arrived: datetime | None = None, **changes: Any) -> Ticket:
    """A walk-in of nine o'clock for one service."""
    arrived = arrived or at(9)
    ticket = Ticket(
        reference="T234567892",
        office="mpp",
        day=arrived.date(),
        number="A001",
        came=Came.WALK_IN,
        priority=None,
        arrived=arrived,
        due=arrived + timedelta(minutes=30),
        promised=Span(arrived, arrived + timedelta(minutes=30)),
        told=arrived + timedelta(minutes=20),
        stops=(Stop("d000", "ktp", 20),),
        person=None,
        language="id",
    )
    return replace(ticket, **changes)


def an_event(act: Act, moment: datetime, **changes: Any) -> Event:
    """Something that officer 1 did at counter A1."""
    return replace(Event(act=act, at=moment, counter="A1", officer="officer-1"), **changes)


def a_ticket_that(state: State) -> Ticket:
    """A ticket that stands so, by events from nine on, a minute apart."""
    ticket = a_ticket()
    for minute, act in enumerate(WAYS[state], 1):
        ticket = happened(ticket, an_event(act, at(9, minute)))
    return ticket
