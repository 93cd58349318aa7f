"""A booking: one citizen, one service, one arrival window."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from chalicelib.core.text import Language, Text


class Status(StrEnum):
    """What a booking can be; all but the first two are final and hold no place and no guard.

    ``arrived``: its citizen has checked in and waits, or is being served; it can be neither moved nor cancelled.
    """

    CONFIRMED = "confirmed"
    ARRIVED = "arrived"
    CANCELLED = "cancelled"
    FINISHED = "finished"
    NO_SHOW = "no-show"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shifted:
    """That the office moved a booking: where and when it was before, why, when that was, and by which change."""

    office: str
    starts: datetime
    reason: Text
    at: datetime
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A booking without anything that names its citizen in the clear.

    ``windows`` says what it holds: start of a slot (office time, ``YYYY-MM-DDTHH:MM``) → minutes. ``person`` and
    ``phone`` are keyed hashes, ``sealed`` the encrypted personal fields. ``ended`` is when it stopped being open,
    ``shifted`` is there while it stands where the office moved it, ``version`` counts its changes.
    """

    reference: str
    status: Status
    office: str
    service: str
    pool: str
    starts: datetime
    ends: datetime
    minutes: int
    windows: Mapping[str, int]
    person: str
    phone: str | None
    proof: bytes
    fingerprint: bytes
    sealed: Mapping[str, bytes]
    language: Language
    made: datetime
    ended: datetime | None = None
    shifted: Shifted | None = None
    version: int = 1

    @property
    def is_open(self) -> bool:
        """Whether it still holds its place."""
        return self.status in {Status.CONFIRMED, Status.ARRIVED}

    @property
    def day(self) -> str:
        """The office's day of the visit, ``YYYY-MM-DD``."""
        return self.starts.date().isoformat()
