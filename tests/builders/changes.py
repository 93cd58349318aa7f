"""Changes of an office's days for tests: say what matters, the rest is filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib.booking.booking import Shifted
from chalicelib.booking.place import Place
from chalicelib.core.officer import Officer, Role
from chalicelib.core.text import Text
from chalicelib.offices.service import Decision, Kind
from tests.unit.offices.builders import MONDAY

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.booking.booking import Booking

MANAGER = Officer(id="manager-1", role=Role.MANAGER, office="mpp", agency="dukcapil")
ADMIN = Officer(id="admin-1", role=Role.ADMIN, office="", agency="")
FLOOD = Text("Banjir.", "A flood.")
TUESDAY = MONDAY + timedelta(days=1)


def a_decision(kind: Kind = Kind.CLOSE, first: date = TUESDAY, **changes: Any) -> Decision:
    """Tuesday is closed for a flood."""
    decision = Decision(kind=kind, first=first, last=first, reason=FLOOD)
    return replace(decision, **changes)


def a_place(starts: datetime, minutes: int = 20) -> Place:
    """A place at the counters ``ktp``."""
    return Place(
        office="mpp",
        pool="ktp",
        starts=starts,
        ends=starts + timedelta(minutes=30),
        windows={f"{starts:%Y-%m-%dT%H:%M}": minutes},
    )


def a_shift(booking: Booking) -> Shifted:
    """That the office moved this booking from where it is."""
    return Shifted(
        office=booking.office, starts=booking.starts, reason=FLOOD, at=booking.made, change="a" * 32
    )
