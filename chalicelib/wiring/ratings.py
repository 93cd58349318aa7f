"""How the survey is put together: here the rooms above hand over which of their records can be rated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.booking.service import Bookings
from chalicelib.complaints.service.rated import EndedComplaint
from chalicelib.complaints.store import ComplaintStore
from chalicelib.core.references import Reference
from chalicelib.core.registry import get, propose
from chalicelib.core.settings import Settings
from chalicelib.core.table import Tables
from chalicelib.documents.storage import Storage
from chalicelib.offices.service import Offices
from chalicelib.people.service import People
from chalicelib.ratings.service import Ratings, Reporting, Satisfaction
from chalicelib.ratings.store import RatingStore
from chalicelib.visits.service import BookedVisit, TicketedVisit
from chalicelib.visits.store import Days

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.ratings.service import Sources


def wire(client: Callable[[str], Any], now: Callable[[], datetime]) -> None:  # noqa: ARG001 - every room is wired alike
    """Propose the room's services."""
    propose(RatingStore, lambda: RatingStore(get(Tables), get(Settings).table_complaints))
    propose(
        Ratings,
        lambda: Ratings(get(RatingStore), sources(), people=get(People), offices=get(Offices), now=now),
    )
    propose(
        Satisfaction,
        lambda: Satisfaction(get(RatingStore), people=get(People), offices=get(Offices), now=now),
    )
    propose(
        Reporting,
        lambda: Reporting(
            get(Satisfaction), lambda: get(Storage), people=get(People), offices=get(Offices), now=now
        ),
    )


def sources() -> Sources:
    """Which records can be rated, by the first letter of their references."""
    return {
        Reference.BOOKING.value: BookedVisit(get(Days), get(Bookings)),
        Reference.COMPLAINT.value: EndedComplaint(get(ComplaintStore)),
        Reference.TICKET.value: TicketedVisit(get(Days)),
    }
