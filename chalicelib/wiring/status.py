"""How the one look-up over all records is put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.booking.service import Bookings
from chalicelib.cases.service import Cases
from chalicelib.complaints.service import Following
from chalicelib.core.registry import get, propose
from chalicelib.documents.service import Documents
from chalicelib.offices.service import Offices
from chalicelib.people.service import People
from chalicelib.status.service import Statuses
from chalicelib.visits.service import Room

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


def wire(client: Callable[[str], Any], now: Callable[[], datetime]) -> None:  # noqa: ARG001 - every room is wired alike
    """Propose the room's services."""
    propose(
        Statuses,
        lambda: Statuses(
            get(People),
            get(Offices),
            bookings=get(Bookings),
            cases=get(Cases),
            complaints=get(Following),
            documents=get(Documents),
            room=get(Room),
        ),
    )
