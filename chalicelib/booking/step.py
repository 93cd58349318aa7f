"""A change of an office's days with what it means for bookings: looked at first, then confirmed as one step."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from chalicelib.booking.booking import Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from chalicelib.booking.booking import Booking
    from chalicelib.booking.place import Place
    from chalicelib.offices.service import Decision


class Outcome(StrEnum):
    """What became of a booking in a confirmed step.

    ``changed``: its citizen moved or cancelled it meanwhile, or has come. ``taken``: somebody else took the place that
    was proposed. ``no-place``: none could be proposed. ``new``: booked after the list was looked at.
    """

    MOVED = "moved"
    CHANGED = "changed"
    TAKEN = "taken"
    NO_PLACE = "no-place"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An affected booking as it stood when it was listed, and where it is to go; None: nowhere."""

    reference: str
    office: str
    service: str
    starts: datetime
    ends: datetime
    minutes: int
    to: Place | None = None

    def going(self, to: Place | None) -> Listed:
        """The same with a place to go to."""
        return replace(self, to=to)

    def stands(self, booking: Booking) -> bool:
        """Whether the booking is still what was listed: to come, and at the same time in the same office."""
        there = (booking.office, booking.starts) == (self.office, self.starts)
        return there and booking.status is Status.CONFIRMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What was shown to an officer under ``token``, and how far carrying it out has come.

    ``version`` is the office's at that moment, ``officer`` the id of who looked, ``kept`` how many bookings of those
    days and counters fit as they are. ``outcomes`` are by reference;
    ``applied`` when the office has changed and its slots are laid, ``finished`` when nothing is left to do.
    """

    token: str
    office: str
    version: int
    officer: str
    at: datetime
    decision: Decision
    kept: int
    listed: tuple[Listed, ...]
    applied: bool = False
    finished: bool = False
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)

    @property
    def waiting(self) -> tuple[Listed, ...]:
        """The listed bookings that were not looked at yet."""
        return tuple(one for one in self.listed if one.reference not in self.outcomes)
