"""A slot: an arrival window of a pool of counters, and the minutes of counter time it has left.

Counters that serve the same services form a pool, and a service has one pool in an office, so everything that
could want the same officer's minute takes it from the same slot. Places left for a service are the minutes left
divided by its minutes; a service longer than the window takes the rest from the windows that follow without a gap.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Slot:
    """One window: ``capacity`` minutes planned, ``left`` not given away, ``holders`` (reference → minutes).

    ``left`` can be negative after a plan was cut below what is booked: bookings are kept, nothing more is offered.
    Times carry the office's offset.
    """

    starts: datetime
    ends: datetime
    capacity: int
    left: int
    open: bool = True
    holders: Mapping[str, int] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The office's day."""
        return self.starts.date()

    @property
    def minutes(self) -> int:
        """Length of the window."""
        return int((self.ends - self.starts).total_seconds()) // 60

    @property
    def held(self) -> int:
        """Minutes that bookings hold."""
        return sum(self.holders.values())

    @property
    def free(self) -> int:
        """Minutes that can still be given away."""
        return max(0, self.left) if self.open else 0

    @property
    def free_share(self) -> float:
        """Part of the planned minutes that is still free, 0 to 1."""
        return self.free / self.capacity if self.capacity else 0.0


def shares(minutes: int, window_minutes: int) -> tuple[int, ...]:
    """What a service of so many minutes takes from its window and from each that follows."""
    whole, rest = divmod(minutes, window_minutes)
    return (window_minutes,) * whole + ((rest,) if rest else ())


def places_left(slots: Sequence[Slot], at: int, minutes: int) -> int:
    """How many more visits of so many minutes can begin in ``slots[at]``; never negative.

    ``slots`` are one pool's, in order. A break, the end of the day or a closed window ends what can be taken.
    """
    needed = shares(minutes, slots[at].minutes)
    if at + len(needed) > len(slots):
        return 0
    taken = slots[at : at + len(needed)]
    if any(before.ends != after.starts for before, after in pairwise(taken)):
        return 0
    return min(slot.free // share for slot, share in zip(taken, needed, strict=True))
