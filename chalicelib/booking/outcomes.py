"""What a store answers when a transaction of booking was refused; nothing was written then."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.booking.booking import Booking


@dataclass(frozen=True, slots=True)
class Held:
    """One open booking in a person's guard."""

    reference: str
    day: str
    phone: str | None


@dataclass(frozen=True, slots=True)
class Guard:
    """A person's open bookings by service."""

    services: Mapping[str, Held] = field(default_factory=dict)

    @property
    def held(self) -> tuple[Held, ...]:
        """Each of them."""
        return tuple(self.services.values())

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.services)


class Refused(Exception):  # noqa: N818 - an outcome every caller expects
    """Which conditions refused, with what they met; ``slots_missing`` when a window was never planned."""

    def __init__(
        self,
        *,
        booking: Booking | None = None,
        person: Guard | None = None,
        phone: bool = False,
        slots: bool = False,
        slots_missing: bool = False,
        tries: bool = False,
        record: bool = False,
    ) -> None:
        """Keep the outcome of each condition; ``record``: the booking was not as it had been read."""
        super().__init__("refused")
        self.booking = booking
        self.person = person
        self.phone = phone
        self.slots = slots
        self.slots_missing = slots_missing
        self.tries = tries
        self.record = record


class StepThere(Exception):  # noqa: N818 - an outcome its caller expects
    """This step was confirmed before."""


class KeyTaken(Exception):  # noqa: N818 - as above
    """The key of this request stands for another step."""
