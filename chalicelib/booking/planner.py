"""The one writer of slot plans: from hours, breaks, closures, pools and the capacity plan to stored slots.

The seed, a change of hours, a closure and the nightly job all come through here. A plan changes only what is free:
a booking keeps its time and length, and a window with bookings that the plan no longer has is closed, not removed.
Laying a plan twice, or two at once, ends in the same slots.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.booking import ask
from chalicelib.booking.slot import Slot
from chalicelib.core.clock import at_office

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from chalicelib.booking.ports import DiaryStore, SlotPlanStore
    from chalicelib.demand.service import Demand, PoolPlan
    from chalicelib.offices.service import Office, Offices, Pool


@dataclass(frozen=True, slots=True)
class Laid:
    """What laying a plan did; ``overdrawn`` windows have more booked than the plan now gives."""

    added: int
    changed: int
    overdrawn: int


class Planner:
    """Writes plans into slots."""

    def __init__(
        self,
        slots: SlotPlanStore,
        diary: DiaryStore,
        offices: Offices,
        demand: Demand,
        now: Callable[[], datetime],
    ) -> None:
        """Take the stores, the rooms below and the clock."""
        self._slots = slots
        self._diary = diary
        self._offices = offices
        self._demand = demand
        self._now = now

    def lay(self, office_id: str) -> Laid:
        """Bring an office's slots, from today to its horizon, to what its hours and plan say; safe to repeat."""
        office = self._offices.office(office_id)
        first = ask.today(office, self._now())
        # A day beyond the horizon, so that the day that enters it at midnight is already there.
        last = ask.horizon(office, self._now()) + timedelta(days=1)
        done = [self._lay_pool(office, pool, first, last) for pool in office.pools]
        return Laid(
            sum(one.added for one in done),
            sum(one.changed for one in done),
            sum(one.overdrawn for one in done),
        )

    def barred(self, wanted: Office) -> dict[str, int]:
        """How many open bookings forbid the pools of a new version of an office: former pool → bookings.

        A booking holds minutes of the counters of its pool. Were its service, or its counters, moved to another pool
        now, that pool would sell the same officers once more. Those bookings are moved or cancelled first, or the
        change waits for their day. An office not yet published bars nothing.
        """
        current = next(
            (self._offices.office(one.id) for one in self._offices.all() if one.id == wanted.id), None
        )
        if current is None:
            return {}
        found: dict[str, int] = {}
        pools = {offered.id: offered.pool for offered in wanted.services}
        for pool in current.pools:
            gone = all(other.id != pool.id for other in wanted.pools)
            leaving = {service for service in pool.services if pools.get(service, pool.id) != pool.id}
            if gone or leaving:
                first, last = ask.today(current, self._now()), ask.horizon(current, self._now())
                slots = self._diary.slots(
                    current.id, pool.id, first, last + timedelta(days=1), consistent=True
                )
                held = self._diary.bookings(sorted({holder for slot in slots for holder in slot.holders}))
                found[pool.id] = sum(gone or booking.service in leaving for booking in held.values())
        return {pool: bookings for pool, bookings in found.items() if bookings}

    def _lay_pool(self, office: Office, pool: Pool, first: date, last: date) -> Laid:
        plan = self._demand.plan(office.id, pool.id)
        there = {
            slot.starts: slot for slot in self._diary.slots(office.id, pool.id, first, last, consistent=True)
        }
        wanted = wanted_slots(office, pool, plan, there, (first, last))
        added = self._slots.put_new(
            office.id, pool.id, [slot for starts, slot in wanted.items() if starts not in there]
        )
        changed = overdrawn = 0
        for starts, slot in there.items():
            plan_now = wanted.get(starts, replace(slot, capacity=0, open=False))
            if (slot.capacity, slot.open, slot.ends) != (plan_now.capacity, plan_now.open, plan_now.ends):
                changed += self._slots.change(office.id, pool.id, slot, plan_now)
            overdrawn += slot.held > plan_now.capacity
        return Laid(added, changed, overdrawn)


def wanted_slots(
    office: Office, pool: Pool, plan: PoolPlan, there: Mapping[datetime, Slot], days: tuple[date, date]
) -> dict[datetime, Slot]:
    """What a pool's slots should be from the first to the last of the days, given what is there; holders aside."""
    planned = list(windows(office, pool, plan, *days))
    return {slot.starts: slot for slot in less_held(planned, there)}


def less_held(planned: Sequence[Slot], there: Mapping[datetime, Slot]) -> list[Slot]:
    """The planned slots without the minutes that bookings hold of windows the plan no longer has.

    After the hours or the length of windows have changed, old windows keep their bookings and the same officers serve
    them. What is held of an old window counts in the new window it begins in, and what is held beyond a window's own
    minutes runs on into the next, as the visits themselves will, until a break. ``planned`` is in order of time.
    """
    by_start = {slot.starts for slot in planned}
    left_over = sorted(
        (slot for starts, slot in there.items() if starts not in by_start), key=lambda slot: slot.starts
    )
    slots: list[Slot] = []
    carried = 0
    for slot in planned:
        if slots and slots[-1].ends != slot.starts:
            carried = 0
        foreign = carried + sum(old.held for old in left_over if slot.starts <= old.starts < slot.ends)
        own = there[slot.starts].held if slot.starts in there else 0
        carried = max(0, own + foreign - slot.capacity)
        capacity = max(0, slot.capacity - foreign)
        slots.append(replace(slot, capacity=capacity, left=capacity, open=capacity > 0))
    return slots


def windows(office: Office, pool: Pool, plan: PoolPlan, first: date, last: date) -> Iterator[Slot]:
    """The slots a pool should have from the first to the last day; windows without planned minutes are left out."""
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        plan = plan.decided(office, pool, day)
        for window in office.windows(day):
            minutes = plan.minutes(day, window.starts)
            if minutes:
                starts = at_office(day, window.starts, office.time_zone)
                ends = at_office(day, window.ends, office.time_zone)
                yield Slot(starts=starts, ends=ends, capacity=minutes, left=minutes)
