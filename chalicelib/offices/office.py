"""An office as the other rooms know it: a value with the rules of its own hours, closures and counters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chalicelib.offices.errors import UnknownCounter, UnknownService
from chalicelib.offices.hours import OpeningDay, Season, Window, hours_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from chalicelib.core.text import Text
    from chalicelib.offices.pool import Pool
    from chalicelib.offices.special import SpecialDay

#: An office that was read from a file and not yet published.
UNPUBLISHED = 0


@dataclass(frozen=True, slots=True)
class Offered:
    """A service in brief, as one office offers it; ``minutes`` is the counter time it takes there.

    ``minutes_cleared`` is what it takes where all its documents were checked before the visit, None: no less.
    ``agency_id`` is what officers' rights name an agency by, "" in what was published before agencies had ids.
    """

    id: str
    name: Text
    agency: Text
    summary: Text
    minutes: int
    pool: str
    aliases: tuple[str, ...] = ()
    agency_id: str = ""
    minutes_cleared: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How an office lets itself be booked and visited, times in minutes.

    - A cut-off is the time before the visit when the right to move or cancel ends.
    - A citizen with an appointment may check in ``grace_before_minutes`` before its window, and keeps the place
      when no later than ``grace_after_minutes``.
    - A walk-in who has waited ``walk_in_patience_minutes`` counts like an appointment of now, a priority citizen
      ``priority_ahead_minutes`` earlier than that, which is at most the patience.
    - A called citizen may be noted as absent after ``no_show_calls`` calls or ``no_show_minutes``.
    - ``priority_share`` is the percentage of the walk-in minutes kept for priority citizens.
    """

    window_minutes: int = 30
    horizon_days: int = 30
    move_cutoff_minutes: int = 120
    cancel_cutoff_minutes: int = 60
    open_per_person: int = 3
    open_per_phone: int = 5
    grace_before_minutes: int = 30
    grace_after_minutes: int = 15
    walk_in_patience_minutes: int = 30
    priority_ahead_minutes: int = 20
    no_show_calls: int = 3
    no_show_minutes: int = 5
    priority_share: int = 20


@dataclass(frozen=True, slots=True)
class OfficeBrief:
    """An office in the list of offices, with the ids of what it offers."""

    id: str
    name: Text
    address: Text
    time_zone: str
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A building with an address, a time zone, hours and counters. Days and hours are the office's own.

    ``special`` is what its managers decided for single days; all else is what the office's file says.
    """

    id: str
    name: Text
    address: Text
    time_zone: str
    phone: str
    hours: tuple[OpeningDay, ...]
    closures: Mapping[date, Text]
    pools: tuple[Pool, ...]
    services: tuple[Offered, ...]
    rules: Rules
    seasons: tuple[Season, ...] = ()
    special: Mapping[date, SpecialDay] = field(default_factory=dict)
    version: int = UNPUBLISHED

    def closure(self, day: date) -> Text | None:
        """Why the office is closed that day (a holiday, say); None when the weekday alone decides."""
        special = self.special.get(day)
        return self.closures.get(day) or (special.reason if special and special.closed else None)

    def opening(self, day: date) -> OpeningDay | None:
        """The hours of that day, or None when the office stays closed.

        No season and no decision of a manager ever opens a closure.
        """
        special = self.special.get(day)
        if special is None or day in self.closures:
            return self.usual_opening(day)
        if special.closed:
            return None
        return special.opening or self.usual_opening(day)

    def usual_opening(self, day: date) -> OpeningDay | None:
        """The hours of that day as the office's file has them."""
        if day in self.closures:
            return None
        season = next((season for season in self.seasons if season.holds(day)), None)
        return hours_of(season.hours if season else self.hours, day)

    def windows(self, day: date) -> tuple[Window, ...]:
        """The arrival windows of that day in order; none when closed. Windows around a break do not touch."""
        opening = self.opening(day)
        return opening.windows(self.rules.window_minutes) if opening else ()

    def counters_at(self, pool: Pool, day: date, window: Window) -> int:
        """The counters of a pool that are open throughout a window of that day.

        Those in service do the work of as many counters as the pool has planned for the hour, if they are enough.
        """
        special = self.special.get(day)
        planned = pool.counters_at(day.isoweekday(), window)
        if special is None:
            return planned
        return max(0, min(planned, pool.counters - special.lacking(pool.names, window)))

    def walk_in_minutes(self, pool: Pool, day: date, planned: int) -> int:
        """The counter minutes of a pool on a day that are left once ``planned`` minutes are kept for bookings.

        Never negative: a day may be planned fuller than its counters are open.
        """
        open_minutes = sum(
            self.counters_at(pool, day, window) * window.minutes for window in self.windows(day)
        )
        return max(open_minutes - planned, 0)

    def service(self, service: str) -> Offered:
        """What the office offers under that id; UnknownService when it does not."""
        for offered in self.services:
            if offered.id == service:
                return offered
        raise UnknownService(field="service", service=service)

    def pool(self, pool: str) -> Pool:
        """The pool of that id; KeyError when the office has none such."""
        for candidate in self.pools:
            if candidate.id == pool:
                return candidate
        raise KeyError(pool)

    def pool_of(self, service: str) -> Pool:
        """The counters that serve a service; UnknownService when the office does not offer it."""
        return self.pool(self.service(service).pool)

    def pool_of_counter(self, name: str) -> Pool:
        """The pool that a counter is in; UnknownCounter when the office has none of that name."""
        for candidate in self.pools:
            if name in candidate.names:
                return candidate
        raise UnknownCounter(field="counter", counter=name)

    def agencies_of(self, pool: Pool) -> frozenset[str]:
        """The ids of the agencies whose services a pool serves, among them "" for any that has no id yet."""
        return frozenset(offered.agency_id for offered in self.services if offered.pool == pool.id)

    @property
    def brief(self) -> OfficeBrief:
        """The office as the list of offices shows it."""
        ids = tuple(offered.id for offered in self.services)
        return OfficeBrief(self.id, self.name, self.address, self.time_zone, ids)
