"""What other rooms may ask about demand and capacity."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Protocol

from chalicelib.demand.plan import PoolPlan

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime, time

    from chalicelib.core.table import Write
    from chalicelib.offices.service import Office, OpeningDay, Pool

__all__ = ["Demand", "PoolPlan", "Store"]

QUARTER_MINUTES = 15


class Store(Protocol):
    """What demand needs of a table."""

    def plan(self, office: str, pool: str) -> PoolPlan:
        """The plan of a pool."""

    def put_weekday(self, office: str, pool: str, weekday: int, windows: Mapping[time, int]) -> None:
        """Keep a weekday's plan."""

    def put_day(
        self, office: str, pool: str, day: date, windows: Mapping[time, int], *, adopted: bool = False
    ) -> None:
        """Keep a day's plan."""

    def adopted_days(self, office: str, pool: str) -> set[date]:
        """The days whose plan came from the office's own file."""

    def drop_day(self, office: str, pool: str, day: date) -> None:
        """Forget a day's plan."""

    def count_unmet(self, office: str, service: str, quarter: datetime) -> None:
        """Count one search without a place."""

    def counting(self, office: str, service: str, quarter: datetime, counts: Mapping[str, int]) -> Write:
        """The write that adds to a quarter's counts."""


class Demand:
    """Capacity plans, and searches that saw no place."""

    def __init__(self, store: Store) -> None:
        """Take the store."""
        self._store = store

    def plan(self, office: str, pool: str) -> PoolPlan:
        """How many minutes a pool gives to bookings, window by window."""
        return self._store.plan(office, pool)

    def adopt(self, office: Office, first: date, last: date) -> None:
        """Make the counters and hours that the office states itself its plan.

        Weekdays get one plan each; the days of a season with other hours, from ``first`` to ``last``, get their own.
        Days adopted earlier whose season was moved or dropped since follow their weekday again.
        """
        for pool in office.pools:
            for opening in office.hours:
                self.plan_weekday(office.id, pool.id, opening.weekday, _minutes(office, pool, opening))
            seasonal = {
                day: opening_then
                for season in office.seasons
                for day in _days(max(first, season.first), min(last, season.last))
                if (opening_then := office.usual_opening(day)) is not None
            }
            for day, opening in seasonal.items():
                self._store.put_day(office.id, pool.id, day, _minutes(office, pool, opening), adopted=True)
            for day in self._store.adopted_days(office.id, pool.id) - seasonal.keys():
                self._store.drop_day(office.id, pool.id, day)

    def plan_weekday(self, office: str, pool: str, weekday: int, windows: Mapping[time, int]) -> None:
        """Set the plan of a weekday; nothing is offered differently until the plan writer has run."""
        self._store.put_weekday(office, pool, weekday, windows)

    def plan_day(self, office: str, pool: str, day: date, windows: Mapping[time, int]) -> None:
        """Set the plan of a single day."""
        self._store.put_day(office, pool, day, windows)

    def found_nothing(self, office: str, service: str, now: datetime) -> None:
        """Count a search that saw no place, in its quarter of an hour; nobody's data, only a number."""
        self._store.count_unmet(office, service, _quarter(now))

    def counting(self, office: str, service: str, at: datetime, **counts: int) -> Write:
        """The write that adds to what was counted of a service in the quarter of an hour of that moment.

        It belongs into the transaction of what is counted, so that each event counts once however often it comes.
        Names of counts: arrivals, calls, wait_seconds (of those called), served, served_seconds, absent; an undone
        step counts negative.
        """
        return self._store.counting(office, service, _quarter(at), counts)


def _quarter(moment: datetime) -> datetime:
    """The quarter of an hour of a moment, UTC."""
    begun = moment.astimezone(UTC)
    return begun.replace(minute=begun.minute - begun.minute % QUARTER_MINUTES, second=0, microsecond=0)


def _minutes(office: Office, pool: Pool, opening: OpeningDay) -> dict[time, int]:
    windows = opening.windows(office.rules.window_minutes)
    return {window.starts: pool.minutes_at(opening.weekday, window) for window in windows}


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
