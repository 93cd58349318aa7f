"""Guards as the reconciler goes through them, in the background only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.booking.store import items, keys, places
from chalicelib.core.table import ConditionFailed, Tables, Write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.booking.outcomes import Guard

_BOOKING = places.reference_attribute("")


class Guards:
    """Every guard of the city."""

    def __init__(self, tables: Tables, table: str) -> None:
        """Take the tables and the name of ``diary``."""
        self._tables = tables
        self._table = table

    def person_guards(self) -> Iterator[tuple[str, Guard]]:
        """Every person's guard, by the person's key."""
        for item in self._tables.scan(self._table, begins=keys.PERSON):
            yield item["pk"].removeprefix(keys.PERSON), items.guard_from_item(item)

    def phone_guards(self) -> Iterator[tuple[str, frozenset[str]]]:
        """Every phone's open bookings, by the phone's key."""
        for item in self._tables.scan(self._table, begins=keys.PHONE):
            references = (name.removeprefix(_BOOKING) for name in item if name.startswith(_BOOKING))
            yield item["pk"].removeprefix(keys.PHONE), frozenset(references)

    def free_person(self, person: str, service: str, reference: str) -> bool:
        """Free a guard that this booking holds; False when it does not any more."""
        return self._held(places.free_person(self._table, person, {service: reference}))

    def free_phone(self, phone: str, reference: str) -> bool:
        """Free a phone's place that this booking holds; False when it does not any more."""
        return self._held(places.free_phone(self._table, phone, [reference]))

    def _held(self, write: Write) -> bool:
        try:
            self._tables.write(write)
        except ConditionFailed:
            return False
        return True
