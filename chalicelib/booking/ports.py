"""What booking needs of a table; ``store`` is the real one, the tests bring one in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from chalicelib.booking.booking import Booking
    from chalicelib.booking.outcomes import Guard
    from chalicelib.booking.slot import Slot
    from chalicelib.booking.step import Step
    from chalicelib.core.table import Item, Key, Write


#: Whether all documents of a service in an office are cleared for a person (keyed) on a day; one Query.
Cleared: TypeAlias = "Callable[[str, str, str, date], bool]"


class DiaryStore(Protocol):
    """Slots and bookings."""

    table: str

    def slots(
        self, office: str, pool: str, first: date, last: date, *, consistent: bool = False
    ) -> list[Slot]:
        """A pool's slots of some days, in order."""

    def where(self, reference: str) -> Key:
        """Where a booking lies."""

    def booking_of(self, item: Item) -> Booking:
        """The booking in an item read elsewhere."""

    def bookings(self, references: Sequence[str]) -> dict[str, Booking]:
        """Those of the bookings that exist."""

    def book(self, booking: Booking, record_key: Write, *, per_person: int, per_phone: int) -> None:
        """Make a booking whole, or raise Refused."""

    def move(self, held: Booking, moved: Booking, check: Write) -> None:
        """Move a booking whole, or raise Refused."""

    def close(self, held: Booking, closed: Booking, check: Write | None) -> None:
        """End a booking whole, or raise Refused."""

    def changing(self, held: Booking, changed: Booking) -> Write:
        """The write that replaces a record if it is still as it was read."""

    def closing(self, ended: Sequence[tuple[Booking, Booking]]) -> list[Write]:
        """The writes that end bookings (as read, as ended), for the transaction that they end in."""

    def reopening(self, opened: Sequence[tuple[Booking, Booking]], *, limit: int) -> list[Write]:
        """The writes that open bookings (as read, as opened) again."""

    def guard(self, person: str) -> Guard:
        """A person's open bookings."""


class SlotPlanStore(Protocol):
    """Slots as the plan writer and the reconciler change them."""

    def put_new(self, office: str, pool: str, slots: Sequence[Slot]) -> int:
        """Add the slots that are not there yet."""

    def change(self, office: str, pool: str, slot: Slot, wanted: Slot) -> bool:
        """Give a slot another capacity, state or end; False when it changed meanwhile."""

    def settle(self, office: str, pool: str, slot: Slot, *, lost: Sequence[str]) -> bool:
        """Take wrong holders out of a slot; False when it changed meanwhile."""


class GuardStore(Protocol):
    """Guards as the reconciler goes through them."""

    def person_guards(self) -> Iterator[tuple[str, Guard]]:
        """Every person's guard, by the person's key."""

    def phone_guards(self) -> Iterator[tuple[str, frozenset[str]]]:
        """Every phone's open bookings, by the phone's key."""

    def free_person(self, person: str, service: str, reference: str) -> bool:
        """Free a guard that this booking holds; False when it does not any more."""

    def free_phone(self, phone: str, reference: str) -> bool:
        """Free a phone's place that this booking holds; False when it does not any more."""


class StepStore(Protocol):
    """Changes of days, looked at and confirmed."""

    def keep(self, step: Step) -> None:
        """Remember what an officer looks at."""

    def looked_at(self, office: str, officer: str) -> Step | None:
        """The list that an officer looked at last."""

    def confirmed(self, office: str, token: str) -> Step | None:
        """A confirmed step."""

    def begin(self, step: Step, request: str | None, note: Write) -> None:
        """Confirm a step, or raise StepThere or KeyTaken."""

    def progress(self, step: Step) -> None:
        """Remember how far a confirmed step has come."""
