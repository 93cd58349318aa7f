"""How many minutes of counter time a day keeps for those who come without an appointment.

It is what the plan leaves: the counters' minutes of the day less those planned for bookings. Priority citizens may take
all of it, everybody else what is left of it after the priority share.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date, datetime

    from chalicelib.demand.service import Demand
    from chalicelib.offices.service import Office, Pool
    from chalicelib.visits.ticket import Priority, Stop

PERCENT = 100
# The plan of a day changes at night, or when somebody closes a day; a kiosk may be a minute behind.
REMEMBERED = timedelta(seconds=60)


class Contingents:
    """Walk-in minutes per pool and day, remembered by a warm function for a minute."""

    def __init__(self, demand: Demand, now: Callable[[], datetime]) -> None:
        """Take the room of plans and the clock."""
        self._demand = demand
        self._now = now
        self._remembered: dict[tuple[str, str, date], tuple[datetime, int]] = {}

    def minutes(self, office: Office, pool: Pool, day: date) -> int:
        """Minutes kept for walk-ins at a pool on a day; one Query when not remembered."""
        now = self._now()
        kept = self._remembered.get((office.id, pool.id, day))
        if kept is not None and now - kept[0] < REMEMBERED:
            return kept[1]
        plan = self._demand.plan(office.id, pool.id).decided(office, pool, day)
        planned = sum(plan.minutes(day, window.starts) for window in office.windows(day))
        minutes = office.walk_in_minutes(pool, day, planned)
        self._remembered[office.id, pool.id, day] = (now, minutes)
        return minutes

    def takes(
        self, office: Office, stops: Iterable[Stop], priority: Priority | None, day: date
    ) -> Mapping[str, tuple[int, int]]:
        """What a walk-in takes of each pool, and how many minutes may be given away there in all."""
        wanted: dict[str, int] = {}
        for stop in stops:
            wanted[stop.pool] = wanted.get(stop.pool, 0) + stop.minutes
        share = PERCENT if priority else PERCENT - office.rules.priority_share
        return {
            pool: (minutes, self.minutes(office, office.pool(pool), day) * share // PERCENT)
            for pool, minutes in wanted.items()
        }
