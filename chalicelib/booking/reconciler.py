"""What transactions keep true is checked all the same: places, guards, and bookings whose day is over.

Every repair is a conditional write on what was read, so that running twice, or beside a citizen who books, is safe.
Nothing a citizen holds is ever taken: a booking that is open keeps its place; what goes are holds without a booking.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from chalicelib.booking import ask, changes
from chalicelib.booking.booking import Booking, Status
from chalicelib.booking.outcomes import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from chalicelib.booking.ports import DiaryStore, GuardStore, SlotPlanStore
    from chalicelib.booking.slot import Slot
    from chalicelib.offices.service import Office, Offices

# A sweep that was skipped for a week still finds every booking of that week.
LOOK_BACK = timedelta(days=8)
# Guards and bookings are read one after the other; what was made in between is left to the next sweep.
SETTLED_AFTER = timedelta(minutes=5)
GUARDS_AT_ONCE = 50

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What a sweep mended; all zero but ``lapsed`` is the normal night."""

    lapsed: int = 0
    places: int = 0
    guards: int = 0


class Reconciler:
    """Sweeps an office's slots, and the guards of the city."""

    def __init__(
        self,
        diary: DiaryStore,
        slots: SlotPlanStore,
        guards: GuardStore,
        offices: Offices,
        now: Callable[[], datetime],
    ) -> None:
        """Take the stores, the offices and the clock."""
        self._diary = diary
        self._slots = slots
        self._guards = guards
        self._offices = offices
        self._now = now

    def sweep_office(self, office_id: str) -> Reconciled:
        """Let bookings of past days lapse (their guards are freed), and settle holds that no booking stands for."""
        office = self._offices.office(office_id)
        now = self._now()
        today = ask.today(office, now)
        last = ask.horizon(office, now) + timedelta(days=1)
        lapsed = places = 0
        for pool in office.pools:
            slots = self._diary.slots(office_id, pool.id, today - LOOK_BACK, last, consistent=True)
            bookings = self._diary.bookings(sorted({holder for slot in slots for holder in slot.holders}))
            lapsed += sum(self._lapse(booking) for booking in bookings.values() if _over(booking, today))
            places += sum(
                self._settle(office, pool.id, slot, bookings) for slot in slots if slot.day >= today
            )
        return Reconciled(lapsed=lapsed, places=places)

    def sweep_guards(self) -> Reconciled:
        """Free guards whose booking is not open any more; they bar a person from booking again.

        A booking that is open though its day is long over, as when its pool is no more, lapses here.
        """
        lapsed = freed = 0
        for guards in _some_at_a_time(self._guards.person_guards()):
            found = self._diary.bookings(
                sorted({held.reference for _, guard in guards for held in guard.held})
            )
            lapsed += sum(self._lapse(booking) for booking in found.values() if self._forgotten(booking))
            freed += sum(
                self._guards.free_person(person, service, held.reference)
                for person, guard in guards
                for service, held in guard.services.items()
                if _gone(found.get(held.reference))
            )
        for phones in _some_at_a_time(self._guards.phone_guards()):
            found = self._diary.bookings(sorted({one for _, references in phones for one in references}))
            freed += sum(
                self._guards.free_phone(phone, one)
                for phone, references in phones
                for one in references
                if _gone(found.get(one))
            )
        return Reconciled(lapsed=lapsed, guards=freed)

    def _forgotten(self, booking: Booking) -> bool:
        return booking.is_open and self._now() - booking.starts > LOOK_BACK

    def _lapse(self, booking: Booking) -> bool:
        try:
            self._diary.close(booking, changes.ended(booking, Status.LAPSED, self._now()), None)
        except Refused:
            return False
        return True

    def _settle(self, office: Office, pool: str, slot: Slot, bookings: dict[str, Booking]) -> bool:
        window = f"{slot.starts:%Y-%m-%dT%H:%M}"
        lost = [
            holder
            for holder, minutes in slot.holders.items()
            if not _stands(bookings.get(holder), office.id, pool, window, minutes, self._now())
        ]
        off = slot.left != slot.capacity - sum(slot.holders.values())
        return (bool(lost) or off) and self._slots.settle(office.id, pool, slot, lost=lost)


def _gone(booking: Booking | None) -> bool:
    return booking is None or not booking.is_open


def _some_at_a_time(guards: Iterator[T]) -> Iterator[list[T]]:
    """So many guards that the bookings behind them are read in one or two requests."""
    while some := list(islice(guards, GUARDS_AT_ONCE)):
        yield some


def _over(booking: Booking, today: date) -> bool:
    return booking.is_open and booking.starts.date() < today


def _stands(
    booking: Booking | None, office: str, pool: str, window: str, minutes: int, now: datetime
) -> bool:
    """Whether a booking really holds those minutes; one made a moment ago is given the benefit of the doubt."""
    if booking is None:
        return False
    if now - booking.made < SETTLED_AFTER:
        return True
    here = booking.is_open and (booking.office, booking.pool) == (office, pool)
    return here and booking.windows.get(window) == minutes
