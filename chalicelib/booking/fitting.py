"""Which bookings a plan has no room for any more."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from chalicelib.booking.booking import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from chalicelib.booking.booking import Booking
    from chalicelib.booking.slot import Slot

KEY = "%Y-%m-%dT%H:%M"


def stays(booking: Booking, now: datetime) -> bool:
    """Whether nobody can be asked to come at another time any more: they are here, or on their way."""
    return booking.status is Status.ARRIVED or booking.starts <= now


def unfit(planned: Sequence[Slot], bookings: Iterable[Booking], now: datetime) -> list[Booking]:
    """The open bookings of a pool that a plan has no room for, in order of time.

    ``planned`` are the pool's windows as they are to be, in order, with the minutes they are to have. A booking fits if
    every window it holds minutes of is there, or begins within one that is, and has these minutes. Where there are too
    few of them, whoever booked later goes first: a booking stays when there is room for it beside all that were made
    before it. Those who are here or on their way stay in any case.
    """
    rows = [(slot.starts.strftime(KEY), slot.ends.strftime(KEY)) for slot in planned]
    room = {slot.starts.strftime(KEY): slot.capacity for slot in planned}
    gone = []
    for booking in sorted(bookings, key=lambda one: (not stays(one, now), one.made, one.reference)):
        held = _held(rows, booking)
        fits = held is not None and all(minutes <= room[window] for window, minutes in held.items())
        if not fits and not stays(booking, now):
            gone.append(booking)
            continue
        for window, minutes in (held or {}).items():
            room[window] -= minutes
    return sorted(gone, key=lambda one: (one.starts, one.reference))


def _held(rows: Sequence[tuple[str, str]], booking: Booking) -> dict[str, int] | None:
    """The minutes that a booking takes of the planned windows; None when one that it holds has no successor."""
    found: dict[str, int] = {}
    for window, minutes in booking.windows.items():
        at = bisect_right(rows, window, key=lambda row: row[0]) - 1
        if at < 0 or rows[at][1] <= window:
            return None
        found[rows[at][0]] = found.get(rows[at][0], 0) + minutes
    return found
