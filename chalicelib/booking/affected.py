"""Whom a change of an office's days leaves without a place, and the one step that changes the days and moves them.

First the change is looked at: nothing happens, and every booking that would not fit any more is listed with a new
place. Then it is confirmed: the office's days change, its slots are laid, and each booking moves in a transaction of
its own. Until then a booking keeps its time, and one that cannot be moved keeps it for good. A step that stops halfway
is taken up where it stopped by confirming it again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from secrets import token_hex
from typing import TYPE_CHECKING

from chalicelib.booking import ask, changes
from chalicelib.booking.booking import Shifted
from chalicelib.booking.errors import PreviewStale
from chalicelib.booking.fitting import unfit
from chalicelib.booking.outcomes import KeyTaken, Refused, StepThere
from chalicelib.booking.place import Free, propose
from chalicelib.booking.planner import wanted_slots, windows
from chalicelib.booking.step import Listed, Outcome, Step
from chalicelib.core.clock import office_time
from chalicelib.core.errors import Fault, InvalidFields, KeyReused, NotAllowed
from chalicelib.offices.service import Kind
from chalicelib.people.service import Access

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime

    from chalicelib.booking.booking import Booking
    from chalicelib.booking.planner import Planner
    from chalicelib.booking.ports import DiaryStore, StepStore
    from chalicelib.core.officer import Officer
    from chalicelib.demand.service import Demand
    from chalicelib.offices.service import Decision, Office, Offices, Pool
    from chalicelib.people.service import People

MOST_DAYS = 31
# A list that is older than this is looked at again before anything is done by it.
LISTS_HOLD = timedelta(hours=1)
# A hundred transactions are about three seconds; the function has fifteen, and the office's slots are laid as well.
MOVES_AT_ONCE = 100
# A booking that keeps changing is in its citizen's hands.
LOOKS = 4


@dataclass(frozen=True, slots=True)
class _Found:
    """What a look at some days finds: the affected, in order of time, those who stay, and what each pool has free."""

    affected: list[Booking]
    kept: list[Booking]
    free: dict[str, Free]


class Affected:
    """Look at a change of days, and confirm it."""

    def __init__(
        self,
        steps: StepStore,
        diary: DiaryStore,
        *,
        offices: Offices,
        demand: Demand,
        people: People,
        planner: Planner,
        now: Callable[[], datetime],
    ) -> None:
        """Take the stores, the rooms below, the plan writer and the clock."""
        self._steps = steps
        self._diary = diary
        self._offices = offices
        self._demand = demand
        self._people = people
        self._planner = planner
        self._now = now

    def decided(self, office_id: str) -> tuple[Office, date]:
        """The office as it is at this moment, and its day. Raises UnknownOffice."""
        office = self._offices.latest(office_id)
        return office, ask.today(office, self._now())

    def preview(self, officer: Officer, office_id: str, decision: Decision) -> Step:
        """What a decision would mean; nothing changes but what this officer is remembered to have looked at.

        Two Queries for each pool concerned, one read of a hundred bookings, and one Query for another office's pool
        where an own place cannot be had. Raises UnknownOffice, UnknownCounter, NotAllowed, InvalidFields, Busy.
        """
        office = self._offices.latest(office_id)
        now = office_time(self._now(), office.time_zone)
        pools = _concerned(officer, office, decision)
        _check(office, decision, now.date())
        wanted = replace(office, special=decision.applied(office.special))
        found = self._look(wanted, pools, decision, now)
        proposed = propose(
            found.affected,
            home=lambda booking: found.free[booking.pool],
            elsewhere=self._elsewhere(office, now),
            beside=found.kept,
            now=now,
        )
        step = Step(
            token=token_hex(16),
            office=office.id,
            version=office.version,
            officer=officer.id,
            at=now,
            decision=decision,
            kept=len(found.kept),
            listed=tuple(_listed(one).going(proposed.get(one.reference)) for one in found.affected),
        )
        self._steps.keep(step)
        return step

    def confirm(self, officer: Officer, office_id: str, token: str, key: str | None = None) -> Step:
        """Carry out what the officer looked at last under this token; as often as they ask, it happens once.

        At most a hundred bookings are moved in one call: unless the step is ``finished``, it is to be confirmed again.
        Raises UnknownOffice, NotAllowed, PreviewStale (nothing was changed), KeyReused, PublishedMeanwhile, Busy.
        """
        office = self._offices.latest(office_id)
        now = office_time(self._now(), office.time_zone)
        step = self._steps.confirmed(office.id, token) or self._begin(officer, office, token, key, now)
        pools = _concerned(officer, office, step.decision)
        if not step.applied:
            self._offices.decide(step.decision, office.id, now.date())
            self._planner.lay(office.id)
            step = replace(step, applied=True)
            self._steps.progress(step)
        if step.finished:
            return step
        step = self._move_some(officer, step, now)
        if not step.waiting:
            step = self._finish(step, pools, now)
        self._steps.progress(step)
        return step

    def _begin(self, officer: Officer, office: Office, token: str, key: str | None, now: datetime) -> Step:
        step = self._steps.looked_at(office.id, officer.id)
        if (
            step is None
            or step.token != token
            or step.version != office.version
            or now - step.at > LISTS_HOLD
        ):
            raise PreviewStale
        _concerned(officer, office, step.decision)
        what = f"change-{step.decision.kind}"
        note = self._people.noting(Access(office=office.id, at=now, officer=officer.id, what=what))
        try:
            self._steps.begin(step, key, note)
        except StepThere:
            return self._steps.confirmed(office.id, token) or step
        except KeyTaken:
            raise KeyReused(field="Idempotency-Key") from None
        return step

    def _move_some(self, officer: Officer, step: Step, now: datetime) -> Step:
        some = step.waiting[:MOVES_AT_ONCE]
        there = self._diary.bookings([one.reference for one in some]) if some else {}
        done = {one.reference: self._move(officer, step, one, there.get(one.reference), now) for one in some}
        return replace(step, outcomes={**step.outcomes, **done})

    def _move(
        self, officer: Officer, step: Step, listed: Listed, booking: Booking | None, now: datetime
    ) -> Outcome:
        """Move a booking that is still where it was listed, if its place is still free; one transaction."""
        for _ in range(LOOKS):
            known = _known(step, listed, booking, now)
            if known is not None or booking is None or listed.to is None:
                return known or Outcome.CHANGED
            why = Shifted(
                office=listed.office,
                starts=listed.starts,
                reason=step.decision.reason,
                at=now,
                change=step.token,
            )
            note = self._people.noting(
                Access(
                    office=step.office,
                    at=now,
                    officer=officer.id,
                    what="move-booking",
                    reference=booking.reference,
                    person=booking.person,
                )
            )
            try:
                self._diary.move(booking, changes.shifted(booking, listed.to, why), note)
            except Refused as refusal:
                if refusal.slots and not refusal.record:
                    return Outcome.TAKEN
            else:
                return Outcome.MOVED
            booking = self._diary.bookings([listed.reference]).get(listed.reference)
        return Outcome.CHANGED

    def _finish(self, step: Step, pools: Sequence[Pool], now: datetime) -> Step:
        """Give back what the moved have left, and list whoever booked in the meantime and does not fit either."""
        self._planner.lay(step.office)
        known = {one.reference for one in step.listed}
        left = self._look(self._offices.office(step.office), pools, step.decision, now).affected
        new = tuple(_listed(one) for one in left if one.reference not in known)
        outcomes = {**step.outcomes, **{one.reference: Outcome.NEW for one in new}}
        return replace(step, listed=(*step.listed, *new), outcomes=outcomes, finished=True)

    def _look(self, office: Office, pools: Sequence[Pool], decision: Decision, now: datetime) -> _Found:
        today, horizon = now.date(), ask.horizon(office, now)
        laid_until = horizon + timedelta(days=1)
        days = (max(decision.first, today), min(decision.last, laid_until))
        first = now + timedelta(minutes=office.rules.move_cutoff_minutes)
        found = _Found([], [], {})
        for pool in pools:
            plan = self._demand.plan(office.id, pool.id)
            slots = self._diary.slots(office.id, pool.id, today, laid_until, consistent=True)
            there = {slot.starts: slot for slot in slots}
            holders = {holder for slot in slots if days[0] <= slot.day <= days[1] for holder in slot.holders}
            held = [one for one in self._diary.bookings(sorted(holders)).values() if one.is_open]
            affected = unfit(list(windows(office, pool, plan, *days)), held, now)
            found.affected.extend(affected)
            found.kept.extend(one for one in held if one not in affected)
            wanted = wanted_slots(office, pool, plan, there, (today, laid_until))
            # What the affected hold counts as held: no place is proposed that is free only once another has left it.
            free = [
                replace(slot, left=slot.capacity - (there[starts].held if starts in there else 0))
                for starts, slot in wanted.items()
            ]
            found.free[pool.id] = Free(office.id, pool.id, free, first=first, last=horizon)
        found.affected.sort(key=lambda one: (one.starts, one.reference))
        return found

    def _elsewhere(self, office: Office, now: datetime) -> Callable[[Booking], Iterator[Free]]:
        """What other offices have free for a booking's service; each pool is read once."""
        read: dict[tuple[str, str], Free] = {}

        def free(booking: Booking) -> Iterator[Free]:
            for brief in self._offices.all():
                if brief.id == office.id or booking.service not in brief.services:
                    continue
                other = self._offices.office(brief.id)
                pool = other.pool_of(booking.service)
                if (other.id, pool.id) not in read:
                    today, last = ask.today(other, now), ask.horizon(other, now)
                    slots = self._diary.slots(other.id, pool.id, today, last)
                    first = now + timedelta(minutes=other.rules.move_cutoff_minutes)
                    read[other.id, pool.id] = Free(other.id, pool.id, slots, first=first, last=last)
                yield read[other.id, pool.id]

        return free


def _known(step: Step, listed: Listed, booking: Booking | None, now: datetime) -> Outcome | None:
    """What became of a booking already, before anything is tried; None when it is to be moved."""
    if booking is not None and booking.shifted and booking.shifted.change == step.token:
        return Outcome.MOVED
    if booking is None or not listed.stands(booking) or booking.starts <= now:
        return Outcome.CHANGED
    if listed.to is None:
        return Outcome.NO_PLACE
    return Outcome.TAKEN if listed.to.starts <= now else None


def _concerned(officer: Officer, office: Office, decision: Decision) -> list[Pool]:
    """The pools that a decision is about; NotAllowed where one serves no agency that the officer answers for.

    Hours are those of the whole building: they are decided by whoever answers for everybody in it.
    """
    pools = list(office.pools)
    if decision.kind in {Kind.COUNTERS_OUT, Kind.COUNTERS_BACK}:
        named = {office.pool_of_counter(counter).id for counter in decision.counters}
        pools = [pool for pool in pools if pool.id in named]
    elif decision.kind is Kind.AS_IS:
        pools = [pool for pool in pools if officer.may_serve(office.id, office.agencies_of(pool))]
    if not pools:
        raise NotAllowed
    for pool in pools:
        officer.must_serve(office.id, office.agencies_of(pool))
    return pools


def _check(office: Office, decision: Decision, today: date) -> None:
    """InvalidFields for days that are over or too many, and for hours on days that are closed by decree."""
    if decision.first < today:
        raise InvalidFields(Fault("first", "day-past"))
    if not 1 <= len(decision.days) <= MOST_DAYS:
        raise InvalidFields(Fault("last", "days", {"most": MOST_DAYS}))
    if decision.kind is Kind.HOURS and all(day in office.closures for day in decision.days):
        raise InvalidFields(Fault("first", "holiday"))


def _listed(booking: Booking) -> Listed:
    return Listed(
        reference=booking.reference,
        office=booking.office,
        service=booking.service,
        starts=booking.starts,
        ends=booking.ends,
        minutes=booking.minutes,
    )
