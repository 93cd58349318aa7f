"""How booking's services are put together, but for the search that every cold start needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.booking.affected import Affected
from chalicelib.booking.attendance import Attendance
from chalicelib.booking.offers import Offers
from chalicelib.booking.planner import Planner
from chalicelib.booking.reconciler import Reconciler
from chalicelib.booking.service import Bookings
from chalicelib.booking.store import Diary
from chalicelib.booking.store.guards import Guards
from chalicelib.booking.store.plan import PlanStore
from chalicelib.booking.store.steps import Steps
from chalicelib.core.registry import get, propose
from chalicelib.core.settings import Settings
from chalicelib.core.table import Tables
from chalicelib.demand.service import Demand
from chalicelib.offices.service import Offices
from chalicelib.people.service import People

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime


def wire(client: Callable[[str], Any], now: Callable[[], datetime]) -> None:  # noqa: ARG001 - every room is wired alike
    """Propose the room's services."""
    propose(PlanStore, lambda: PlanStore(get(Tables), get(Settings).table_diary))
    propose(Guards, lambda: Guards(get(Tables), get(Settings).table_diary))
    propose(
        Bookings,
        lambda: Bookings(get(Diary), get(Offices), get(People), get(Offers), now, cleared=_cleared),
    )
    propose(Attendance, lambda: Attendance(get(Diary), now))
    propose(Planner, lambda: Planner(get(PlanStore), get(Diary), get(Offices), get(Demand), now))
    propose(Reconciler, lambda: Reconciler(get(Diary), get(PlanStore), get(Guards), get(Offices), now))
    propose(
        Affected,
        lambda: Affected(
            Steps(get(Tables), get(Settings).table_diary),
            get(Diary),
            offices=get(Offices),
            demand=get(Demand),
            people=get(People),
            planner=get(Planner),
            now=now,
        ),
    )


def _cleared(person: str, office: str, service: str, day: date) -> bool:
    """What the documents room, which stands above, says of somebody's papers."""
    from chalicelib.documents.service import Clearance  # noqa: PLC0415 - most services never ask

    return get(Clearance).cleared(person, office, service, day)
