"""Slots for tests: windows of half an hour on Monday, one after the other where nothing else is said."""

from __future__ import annotations

from datetime import datetime, timedelta

from chalicelib.booking.slot import Slot
from tests.builders.city import at

WINDOW = timedelta(minutes=30)


def a_slot(
    starts: datetime | None = None, left: int = 30, capacity: int = 30, *, is_open: bool = True
) -> Slot:
    starts = starts or at(8)
    return Slot(starts=starts, ends=starts + WINDOW, capacity=capacity, left=left, open=is_open)


def slots_in_a_row(*left: int, first: datetime | None = None, capacity: int = 30) -> list[Slot]:
    """Windows without a gap, with so many minutes left in each."""
    first = first or at(8)
    return [a_slot(first + nth * WINDOW, minutes, capacity) for nth, minutes in enumerate(left)]
