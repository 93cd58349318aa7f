"""What the visit day needs of a table; ``store`` is the real one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from chalicelib.core.table import Item, Key, Write
    from chalicelib.visits.day import Day
    from chalicelib.visits.outcomes import Issue, Kept, Pointer, Step
    from chalicelib.visits.ticket import Ticket


class DayStore(Protocol):
    """Tickets and counters of a day."""

    table: str

    def live(self, office: str, day: date) -> Day:
        """Everything live of a day."""

    def ended(self, office: str, day: date, number: str) -> Ticket | None:
        """A ticket that has ended."""

    def all_ended(self, office: str, day: date) -> list[Ticket]:
        """Every ticket of a day that has ended."""

    def where(self, reference: str) -> Key:
        """Where is said which ticket a reference means."""

    def pointer(self, reference: str) -> Pointer | None:
        """Which ticket a reference means."""

    def arrival(self, booking: str) -> Pointer | None:
        """Which ticket an appointment became."""

    def pointer_of(self, item: Item) -> Pointer:
        """The same, from an item read elsewhere."""

    def ticket(self, pointer: Pointer) -> Ticket | None:
        """The ticket that a reference means, live or ended."""

    def issue(self, issue: Issue) -> None:
        """Issue a ticket whole, or raise Refused."""

    def keep(self, step: Step) -> None:
        """Keep what a step changed whole, or raise Refused."""

    def settle(self, kept: Kept | None, beside: Sequence[Write]) -> None:
        """Keep what the end of the day makes of a ticket or a booking, or raise Refused."""

    def sound(self, office: str, day: date, counter: str | None, at: datetime, beside: Write) -> None:
        """Set off the alarm at a counter, or end it."""

    def promises(self, office: str, first: date, last: date) -> dict[str, dict[str, int]]:
        """How promises were kept, by day."""
