"""What each step of a visit asks of DynamoDB, and how many steps a second get done when all counters are busy."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from benchmarks.measuring.citizens import citizens, request
from benchmarks.measuring.places import places
from chalicelib.booking.service import Bookings
from chalicelib.core import clock
from chalicelib.core.errors import Refusal
from chalicelib.core.officer import Officer, Role
from chalicelib.core.registry import get
from chalicelib.offices.service import Offices
from chalicelib.people.service import Asker
from chalicelib.visits.service import Arrivals, Counters, Room, StepKind, Wish

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.measuring.counting import Bill, Meter
    from chalicelib.offices.service import Office
    from chalicelib.people.forms import CitizenForm
    from chalicelib.visits.service import Issued, Taken

# How often each step is taken; the dearest counts.
SAMPLES = 5
KIOSK = Officer(id="kiosk", role=Role.KIOSK, office="", agency="")
MORNING = 10
CALL = "call next"
STEPS = ("call", "start", "finish")


@dataclass(slots=True)
class Now:
    """A clock that stands where it is put."""

    time: datetime

    def __call__(self) -> datetime:
        """The time there, in UTC."""
        return self.time.astimezone(UTC)


class Visits:
    """An office on its next open day, at ten in the morning."""

    def __init__(self, now: Now) -> None:
        """Take the clock that the services run by."""
        self._now = now
        self._keys = count()
        self._places = places()
        self._people = citizens()
        self.office = get(Offices).office(get(Offices).all()[0].id)
        self.kiosk = replace(KIOSK, office=self.office.id)
        self.day = opening_day(self.office)
        self._now.time = self.day.replace(hour=MORNING)

    def counters(self) -> list[str]:
        """Every counter of the office."""
        return [name for pool in self.office.pools for name in pool.names]

    def walk_in(self, pool: str) -> Issued:
        """A ticket for a service of the pool."""
        service = next(one.id for one in self.office.services if one.pool == pool)
        key = f"ticket-{next(self._keys)}"
        return get(Arrivals).walk_in(self.kiosk, self.office.id, [service], None, language="id", key=key)

    def step(self, step: str, counter: str, **more: str) -> Taken:
        """A press at a counter, a second after the last one."""
        self._now.time += timedelta(seconds=1)
        wish = Wish(step=StepKind(step), key=f"press-{next(self._keys)}", **more)
        officer = Officer(id=f"officer-{counter}", role=Role.ADMIN, office="", agency="")
        return get(Counters).step(officer, self.office.id, counter, wish)

    def booked(self) -> Asker:
        """Somebody with an appointment of today at the first pool, who stands at the door."""
        citizen: CitizenForm = next(self._people)
        pool = self.office.pools[0]
        for place in self._places:
            today = place.office == self.office.id and place.starts.date() == self.day.date()
            if not today or place.service not in pool.services or place.starts.hour < MORNING:
                continue
            self._now.time = self.day
            made = get(Bookings).book(request(citizen, place))
            self._now.time = place.starts
            return Asker(made.booking.reference, (citizen.phone or "")[-4:], "203.0.113.7")
        raise LookupError("the day is fully booked")


def opening_day(office: Office) -> datetime:
    """The first midnight from tomorrow on, in office time, of a day on which the office opens."""
    today = (
        clock.now().astimezone(ZoneInfo(office.time_zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    )
    return next(
        day for ahead in range(1, 15) if office.opening((day := today + timedelta(days=ahead)).date())
    )


def step_costs(meter: Meter, visits: Visits) -> dict[str, Bill]:
    """The dearest of a few samples of each step, on a warm function."""
    pool = visits.office.pools[0]
    counter = pool.names[0]
    visits.step("open", counter)
    visits.walk_in(pool.id)
    bills: dict[str, list[Bill]] = {}

    def billed(name: str, act: Callable[[], object]) -> None:
        get(Room).scenery(visits.office.id, fresh=True)
        bills.setdefault(name, []).append(meter.of(act))

    for _ in range(SAMPLES):
        billed("walk-in takes a ticket", lambda: visits.walk_in(pool.id))
        asker = visits.booked()
        billed("check-in", lambda asker=asker: get(Arrivals).check_in(asker))  # type: ignore[misc]
        billed(CALL, lambda: visits.step("call", counter))
        billed("call again", lambda: visits.step("recall", counter))
        billed("start", lambda: visits.step("start", counter))
        billed("finish", lambda: visits.step("finish", counter))
        billed("undo the finish", lambda: visits.step("undo", counter))
        visits.step("finish", counter)
        visits.step("call", counter)
        visits.step("recall", counter)
        visits.step("recall", counter)
        billed("no-show", lambda: visits.step("no-show", counter))
        billed("board, remembered", lambda: get(Room).scenery(visits.office.id))
        billed("board, read again", lambda: get(Room).scenery(visits.office.id, fresh=True))
    return {name: max(some, key=_dear) for name, some in bills.items()}


def _dear(bill: Bill) -> tuple[int, float]:
    return sum(bill.requests.values()), bill.write_units


def steps_per_second(visits: Visits, rounds: int) -> float:
    """All counters at once, each calling, starting and finishing visits one after the other."""
    pools = {name: pool.id for pool in visits.office.pools for name in pool.names}
    counters = visits.counters()
    for counter in counters:
        visits.step("open", counter)
    for _ in range(rounds):
        for counter in counters:
            with suppress(Refusal):
                visits.walk_in(pools[counter])

    def work(counter: str) -> int:
        done = 0
        while visits.step("call", counter).ticket is not None:
            visits.step("start", counter)
            visits.step("finish", counter)
            done += len(STEPS)
        return done

    began = time.perf_counter()
    with ThreadPoolExecutor(len(counters)) as officers:
        done = sum(officers.map(work, counters))
    return done / (time.perf_counter() - began)
