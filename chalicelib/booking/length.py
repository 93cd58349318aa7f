"""How many minutes a visit takes: as the service says, or fewer for somebody whose documents were checked before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.booking import ask

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.booking.ask import Visit
    from chalicelib.booking.ports import Cleared
    from chalicelib.offices.service import Offered, Office


@dataclass(frozen=True, slots=True)
class Taken:
    """A visit, and the minutes that it takes."""

    visit: Visit
    minutes: int


class Length:
    """Decides how long a visit is."""

    def __init__(self, cleared: Cleared) -> None:
        """Take who knows whether somebody's documents are cleared."""
        self._cleared = cleared

    def of(
        self,
        office: Office,
        offered: Offered,
        wanted: datetime,
        now: datetime,
        *,
        person: str,
        usual: int | None = None,
    ) -> Taken:
        """The visit that begins at that instant; InvalidFields says why there can be none.

        ``usual`` is the length that a booking has already. Whether documents are cleared is asked, in one Query, only
        for a service that is shorter then.
        """
        minutes = usual or offered.minutes
        shorter = offered.minutes_cleared
        if shorter is not None and shorter < minutes:
            visit = ask.visit(office, offered, wanted, now, minutes=shorter)
            if self._cleared(person, office.id, offered.id, visit.starts.date()):
                return Taken(visit, shorter)
        return Taken(ask.visit(office, offered, wanted, now, minutes=minutes), minutes)
