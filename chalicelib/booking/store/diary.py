"""Reading slots and bookings, and booking's transactions: take a place, move it, give it up."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from chalicelib.booking.outcomes import Refused
from chalicelib.booking.store import items, keys, places
from chalicelib.core.table import ConditionFailed, Item, Key, Tables, Write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from chalicelib.booking.booking import Booking
    from chalicelib.booking.outcomes import Guard
    from chalicelib.booking.slot import Slot


class Diary:
    """The table of slots, bookings and guards."""

    def __init__(self, tables: Tables, table: str) -> None:
        """Take the tables and the name of ``diary``."""
        self._tables = tables
        self.table = table

    def slots(
        self, office: str, pool: str, first: date, last: date, *, consistent: bool = False
    ) -> list[Slot]:
        """A pool's slots of some days in order; one Query."""
        found = self._tables.query(
            self.table, keys.slots(office, pool), between=keys.days(first, last), consistent=consistent
        )
        return [items.slot_from_item(item) for item in found]

    def where(self, reference: str) -> Key:
        """Where a booking lies, for a read that is shared with the counts of wrong proofs."""
        return keys.booking(self.table, reference)

    def booking_of(self, item: Item) -> Booking:
        """The booking in an item read elsewhere."""
        return items.booking_from_item(item)

    def bookings(self, references: Sequence[str]) -> dict[str, Booking]:
        """Those of the bookings that exist."""
        found = self._tables.get_many([self.where(reference) for reference in references])
        return {item["reference"]: items.booking_from_item(item) for item in found.values()}

    def book(self, booking: Booking, record_key: Write, *, per_person: int, per_phone: int) -> None:
        """Everything a booking is, in one transaction; raises Refused with every condition that did not hold."""
        record = Write(
            key=self.where(booking.reference),
            item=items.booking_to_item(booking),
            when="attribute_not_exists(pk)",
        )
        person = places.guard_person(self.table, booking.person, [booking], per_person)
        phone = (
            []
            if booking.phone is None
            else [places.guard_phone(self.table, booking.phone, [booking], per_phone)]
        )
        taken = [
            places.take(self._slot(booking, window), booking.reference, minutes)
            for window, minutes in booking.windows.items()
        ]
        try:
            self._tables.transact([record, person, *phone, *taken, record_key])
        except ConditionFailed as refusal:
            failed = refusal.failed
            slots = [
                failed[place]
                for place in range(2 + len(phone), 2 + len(phone) + len(taken))
                if place in failed
            ]
            there = failed.get(0)
            raise Refused(
                booking=items.booking_from_item(there) if there else None,
                person=items.guard_from_item(failed[1]) if 1 in failed else None,
                phone=bool(phone) and 2 in failed,  # noqa: PLR2004 - the third write
                slots=bool(slots),
                slots_missing=any(slot is None for slot in slots),
            ) from None

    def move(self, held: Booking, moved: Booking, check: Write) -> None:
        """Free the old windows if and only if the new ones could be taken; one transaction.

        ``check`` is a citizen's admission, or the note of what an officer did.
        """
        record = self.changing(held, moved)
        changes = self._holds(held, moved)
        writes = [record, check, places.redate_person(self.table, moved), *changes]
        self._change(writes, slots=range(3, 3 + len(changes)), redated=2)

    def close(self, held: Booking, closed: Booking, check: Write | None) -> None:
        """End a booking and free its windows and guards; one transaction. ``check`` is a citizen's admission."""
        record, *freeing = self.closing([(held, closed)])
        writes = [record, *([check] if check else []), *freeing]
        self._change(writes, slots=range(0), checked=check is not None)

    def closing(self, ended: Sequence[tuple[Booking, Booking]]) -> list[Write]:
        """The writes that end bookings and free their windows and guards, for the transaction that they end in.

        Pairs are a booking as it was read and as it ends. No item is written twice, as a transaction wants it, though
        bookings of one visit share a person, a phone, and often a window.
        """
        people: defaultdict[str, dict[str, str]] = defaultdict(dict)
        phones: defaultdict[str, list[str]] = defaultdict(list)
        slots: defaultdict[Key, dict[str, int]] = defaultdict(dict)
        for held, _ in ended:
            people[held.person][held.service] = held.reference
            if held.phone is not None:
                phones[held.phone].append(held.reference)
            for window, minutes in held.windows.items():
                slots[self._slot(held, window)][held.reference] = minutes
        return [
            *(self.changing(held, closed) for held, closed in ended),
            *(places.free_person(self.table, person, services) for person, services in people.items()),
            *(places.free_phone(self.table, phone, references) for phone, references in phones.items()),
            *(places.give_back(slot, held) for slot, held in slots.items()),
        ]

    def reopening(self, opened: Sequence[tuple[Booking, Booking]], *, limit: int) -> list[Write]:
        """The writes that open bookings again: records and guards, never above the limits of open bookings.

        Pairs are a booking as it was read and as it is to be; no item is written twice.
        """
        people: defaultdict[str, list[Booking]] = defaultdict(list)
        phones: defaultdict[str, list[Booking]] = defaultdict(list)
        for _, booking in opened:
            people[booking.person].append(booking)
            if booking.phone is not None:
                phones[booking.phone].append(booking)
        return [
            *(self.changing(closed, booking) for closed, booking in opened),
            *(places.guard_person(self.table, person, some, limit) for person, some in people.items()),
            *(places.guard_phone(self.table, phone, some, limit) for phone, some in phones.items()),
        ]

    def guard(self, person: str) -> Guard:
        """A person's open bookings; one GetItem."""
        return items.guard_from_item(self._tables.get(keys.person(self.table, person)))

    def _change(
        self, writes: list[Write], *, slots: range, redated: int | None = None, checked: bool = True
    ) -> None:
        try:
            self._tables.transact(writes)
        except ConditionFailed as refusal:
            failed = refusal.failed
            full = [place for place in slots if place in failed]
            raise Refused(
                record=0 in failed or (redated in failed),
                tries=checked and 1 in failed,
                slots=bool(full),
                slots_missing=any(failed[place] is None for place in full),
            ) from None

    def changing(self, held: Booking, changed: Booking) -> Write:
        """Replace the record if it is still as it was read."""
        return Write(
            key=self.where(held.reference),
            item=items.booking_to_item(changed),
            when="#version = :version AND #status = :status",
            names={"#version": "version", "#status": "status"},
            values={":version": held.version, ":status": held.status.value},
        )

    def _holds(self, held: Booking, moved: Booking) -> list[Write]:
        """The changes to slots when a booking moves; windows it holds before and after are changed once."""
        changes = []
        same_pool = (held.office, held.pool) == (moved.office, moved.pool)
        for window, minutes in held.windows.items():
            wanted = moved.windows.get(window) if same_pool else None
            slot = self._slot(held, window)
            if wanted is None:
                changes.append(places.give_back(slot, {held.reference: minutes}))
            else:
                changes.append(places.change_hold(slot, held.reference, minutes, wanted))
        kept = held.windows if same_pool else {}
        changes += [
            places.take(self._slot(moved, window), moved.reference, minutes)
            for window, minutes in moved.windows.items()
            if window not in kept
        ]
        return changes

    def _slot(self, booking: Booking, window: str) -> Key:
        return keys.slot(self.table, booking.office, booking.pool, window)
