"""Time as the office sees it: instants are UTC, days and hours are decided in the office's own zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

SECONDS_PER_DAY = 86_400


def now() -> datetime:
    """The present instant in UTC; the one clock of the running system."""
    return datetime.now(UTC)


@cache
def zone(name: str) -> ZoneInfo:
    """The time zone of that IANA name, loaded once."""
    return ZoneInfo(name)


def at_office(day: date, clock_time: time, zone_name: str) -> datetime:
    """That day and hour in the office as an instant with the office's offset."""
    return datetime.combine(day, clock_time, zone(zone_name))


def office_time(instant: datetime, zone_name: str) -> datetime:
    """The same instant with the office's date, hour and offset."""
    return instant.astimezone(zone(zone_name))
