"""Writing what the plan says into the slots; bookings that hold a slot are never touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.booking.store import items, keys
from chalicelib.core.table import ConditionFailed, Tables, Write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.booking.slot import Slot

# DynamoDB takes a hundred writes at once; a smaller bundle loses less when one of its slots was just booked.
BUNDLE = 50


class PlanStore:
    """The slots as the plan writer changes them."""

    def __init__(self, tables: Tables, table: str) -> None:
        """Take the tables and the name of ``diary``."""
        self._tables = tables
        self._table = table

    def put_new(self, office: str, pool: str, slots: Sequence[Slot]) -> int:
        """Add those of the slots that are not there yet; the number added. Safe to repeat."""
        writes = [self._adding(office, pool, slot) for slot in slots]
        added = 0
        for first in range(0, len(writes), BUNDLE):
            bundle = writes[first : first + BUNDLE]
            try:
                self._tables.transact(bundle)
                added += len(bundle)
            except ConditionFailed:
                added += sum(self._held(write) for write in bundle)
        return added

    def change(self, office: str, pool: str, slot: Slot, wanted: Slot) -> bool:
        """Give a slot the capacity, state and end wanted, if it still has the capacity that was read.

        What is left changes by the same minutes, whatever was booked meanwhile. False: somebody changed the plan too.
        """
        return self._held(
            Write(
                key=keys.slot(self._table, office, pool, keys.window(slot.starts)),
                change="SET #capacity = :capacity, #left = #left + :more, #open = :open, ends = :ends",
                when="#capacity = :was",
                names={"#capacity": "capacity", "#left": "left", "#open": "open"},
                values={
                    ":capacity": wanted.capacity,
                    ":more": wanted.capacity - slot.capacity,
                    ":open": wanted.open,
                    ":ends": items.slot_to_item(wanted)["ends"],
                    ":was": slot.capacity,
                },
            )
        )

    def settle(self, office: str, pool: str, slot: Slot, *, lost: Sequence[str]) -> bool:
        """Take holders out of a slot that hold it wrongly and give their minutes back, if it is as it was read."""
        holders = {holder: minutes for holder, minutes in slot.holders.items() if holder not in lost}
        return self._held(
            Write(
                key=keys.slot(self._table, office, pool, keys.window(slot.starts)),
                change="SET holders = :holders, #left = :left",
                when="holders = :were AND #left = :was AND #capacity = :capacity",
                names={"#left": "left", "#capacity": "capacity"},
                values={
                    ":holders": holders,
                    ":left": slot.capacity - sum(holders.values()),
                    ":were": dict(slot.holders),
                    ":was": slot.left,
                    ":capacity": slot.capacity,
                },
            )
        )

    def _adding(self, office: str, pool: str, slot: Slot) -> Write:
        key = keys.slot(self._table, office, pool, keys.window(slot.starts))
        return Write(key=key, item=items.slot_to_item(slot), when="attribute_not_exists(pk)")

    def _held(self, write: Write) -> bool:
        try:
            self._tables.write(write)
        except ConditionFailed:
            return False
        return True
