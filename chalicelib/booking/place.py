"""Places that a booking could move to, so proposed that no minute is proposed twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING

from chalicelib.booking.slot import Slot, places_left, shares

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from chalicelib.booking.booking import Booking

# Whoever is to come earlier than they thought must have a day to hear of it.
NOTICE_OF_EARLIER = timedelta(days=1)
NO_TIME = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An arrival window of a pool and the minutes that a visit takes from it and those that follow."""

    office: str
    pool: str
    starts: datetime
    ends: datetime
    windows: Mapping[str, int]


class Free:
    """What one pool has free, less what was proposed of it so far."""

    def __init__(self, office: str, pool: str, slots: Sequence[Slot], *, first: datetime, last: date) -> None:
        """Take the pool's slots as they will be, in order; nothing before ``first`` or after ``last`` is proposed."""
        self.office = office
        self.pool = pool
        self._slots = list(slots)
        self._first = first
        self._last = last

    def places(self, minutes: int) -> list[Place]:
        """Every place for a visit of so many minutes, in order of time."""
        return [
            self._place(at, minutes)
            for at, slot in enumerate(self._slots)
            if self._first <= slot.starts and slot.day <= self._last and places_left(self._slots, at, minutes)
        ]

    def take(self, place: Place) -> None:
        """Nobody else is proposed these minutes."""
        for at, slot in enumerate(self._slots):
            taken = place.windows.get(_window(slot), 0)
            self._slots[at] = replace(slot, left=slot.left - taken)

    def _place(self, at: int, minutes: int) -> Place:
        slot = self._slots[at]
        needed = shares(minutes, slot.minutes)
        following = self._slots[at : at + len(needed)]
        return Place(
            office=self.office,
            pool=self.pool,
            starts=slot.starts,
            ends=slot.ends,
            windows={_window(one): share for one, share in zip(following, needed, strict=True)},
        )


def propose(
    affected: Iterable[Booking],
    *,
    home: Callable[[Booking], Free],
    elsewhere: Callable[[Booking], Iterable[Free]],
    beside: Iterable[Booking],
    now: datetime,
) -> dict[str, Place]:
    """A place for every affected booking that can have one, by reference.

    Whoever booked earlier chooses first. The same day is best, then the nearest day, and on it the nearest hour; of two
    equally near the later one, and another office only when its own has nothing left. Somebody who has other bookings
    (``beside``) is not asked to be at two counters at once, and an earlier time is proposed only where there is a day
    to hear of it.
    """
    found: dict[str, Place] = {}
    engaged: dict[str, list[tuple[datetime, datetime]]] = {}
    for one in beside:
        engaged.setdefault(one.person, []).append((one.starts, _until(one, one.starts)))
    for booking in sorted(affected, key=lambda one: (one.made, one.reference)):
        theirs = engaged.setdefault(booking.person, [])
        for free in chain([home(booking)], elsewhere(booking)):
            fitting = [one for one in free.places(booking.minutes) if _suits(booking, one, theirs, now)]
            if fitting:
                best = min(fitting, key=lambda one: _rank(booking, one))
                free.take(best)
                theirs.append((best.starts, _until(booking, best.starts)))
                found[booking.reference] = best
                break
    return found


def _rank(booking: Booking, place: Place) -> tuple[timedelta, bool, timedelta, bool]:
    days = place.starts.date() - booking.starts.date()
    # The hour of the day as it was: somebody who takes a free morning for it takes another free morning.
    hours = (place.starts - days) - booking.starts
    return abs(days), days < NO_TIME, abs(hours), hours < NO_TIME


def _suits(
    booking: Booking, place: Place, theirs: Iterable[tuple[datetime, datetime]], now: datetime
) -> bool:
    if place.starts < booking.starts and place.starts - now < NOTICE_OF_EARLIER:
        return False
    until = _until(booking, place.starts)
    return all(until <= starts or ends <= place.starts for starts, ends in theirs)


def _until(booking: Booking, starts: datetime) -> datetime:
    return starts + timedelta(minutes=booking.minutes)


def _window(slot: Slot) -> str:
    return f"{slot.starts:%Y-%m-%dT%H:%M}"
