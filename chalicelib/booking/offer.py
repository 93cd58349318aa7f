"""What a citizen is shown of a pool's slots: places left, which to recommend, the lead time, alternatives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.booking.slot import Slot, places_left

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime, time

# One recommendation a half-day is a hint; more would be a list again.
RECOMMENDED_PER_DAY = 2
# Somebody who asks for 09:00 is served by 10:30, not by 14:00.
NEAR = timedelta(minutes=90)
ALTERNATIVES = 5
# The first free slots are cancellations that vanish while one looks; the third says what can be had
# (third next available appointment, the usual measure of access in outpatient scheduling).
LEAD_TIME_SLOT = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """A slot as a service sees it: how many more visits can begin in it."""

    slot: Slot
    places: int


def offers(slots: Sequence[Slot], minutes: int, now: datetime) -> list[Offer]:
    """Every slot that has not begun, in order, with its places for a service of so many minutes."""
    return [
        Offer(slot, places_left(slots, at, minutes)) for at, slot in enumerate(slots) if slot.starts > now
    ]


def recommended(choice: Sequence[Offer], near: time | None) -> frozenset[datetime]:
    """Starts of the slots to mark: each day's emptiest with a place, near the hour asked for.

    Emptiest is the largest share of minutes still free; of equals the earlier, or the nearer to the hour asked for.
    """
    marked: set[datetime] = set()
    for day in {offer.slot.day for offer in choice}:
        free = [offer for offer in choice if offer.slot.day == day and offer.places]
        close = [offer for offer in free if near is None or _distance(offer, near) <= NEAR]
        ranked = sorted(
            close or free,
            key=lambda offer: (
                -offer.slot.free_share,
                _distance(offer, near) if near else timedelta(0),
                offer.slot.starts,
            ),
        )
        marked |= {offer.slot.starts for offer in ranked[:RECOMMENDED_PER_DAY]}
    return frozenset(marked)


def lead_time_days(choice: Sequence[Offer], today: date) -> int | None:
    """Days from today to the third next slot with a place; None when the horizon holds fewer than three."""
    free = [offer.slot.day for offer in choice if offer.places]
    if len(free) < LEAD_TIME_SLOT:
        return None
    return (free[LEAD_TIME_SLOT - 1] - today).days


def nearest(choice: Sequence[Offer], wanted: datetime) -> list[Offer]:
    """The few slots with a place that lie nearest to a moment, earlier ones first among equals, in order of time."""
    free = [offer for offer in choice if offer.places]
    free.sort(key=lambda offer: (abs(offer.slot.starts - wanted), offer.slot.starts))
    return sorted(free[:ALTERNATIVES], key=lambda offer: offer.slot.starts)


def _distance(offer: Offer, near: time) -> timedelta:
    starts = offer.slot.starts
    return abs(starts - starts.replace(hour=near.hour, minute=near.minute))
