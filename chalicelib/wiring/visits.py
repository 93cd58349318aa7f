"""How the visit day is put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.booking.service import Attendance, Bookings, Offers
from chalicelib.cases.service import Cases
from chalicelib.core.registry import get, propose
from chalicelib.core.settings import Settings
from chalicelib.core.table import Tables
from chalicelib.demand.service import Demand
from chalicelib.documents.service import Documents
from chalicelib.offices.service import Offices
from chalicelib.people.service import People
from chalicelib.visits.service import Arrivals, Closing, Counters, Room
from chalicelib.visits.store import Days

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


def wire(client: Callable[[str], Any], now: Callable[[], datetime]) -> None:  # noqa: ARG001 - every room is wired alike
    """Propose the room's services."""
    propose(Days, lambda: Days(get(Tables), get(Settings).table_visits))
    propose(
        Arrivals,
        lambda: Arrivals(
            get(Days),
            offices=get(Offices),
            people=get(People),
            bookings=get(Bookings),
            attendance=get(Attendance),
            offers=get(Offers),
            demand=get(Demand),
            now=now,
        ),
    )
    propose(
        Counters,
        lambda: Counters(
            get(Days),
            offices=get(Offices),
            people=get(People),
            attendance=get(Attendance),
            demand=get(Demand),
            now=now,
        ),
    )
    propose(
        Room,
        lambda: Room(
            get(Days),
            offices=get(Offices),
            people=get(People),
            attendance=get(Attendance),
            cases=get(Cases),
            documents=get(Documents),
            now=now,
        ),
    )
    propose(
        Closing,
        lambda: Closing(
            get(Days), offices=get(Offices), attendance=get(Attendance), demand=get(Demand), now=now
        ),
    )
