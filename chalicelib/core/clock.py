"""Time as the office sees it: instants are UTC, days and hours are decided in the office's own zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def now() -> datetime:
    """The present instant in UTC; the one clock of the running system."""
    return datetime.now(UTC)


@cache
def zone(name: str) -> ZoneInfo:
    """The time zone of that IANA name, loaded once."""
    return ZoneInfo(name)


def read_day(typed: str) -> date | None:
    """The day written as ``YYYY-MM-DD``, or None; Python's own reader also takes week dates and other forms."""
    if not DAY.fullmatch(typed):
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def at_office(day: date, clock_time: time, zone_name: str) -> datetime:
    """That day and hour in the office as an instant with the office's offset."""
    return datetime.combine(day, clock_time, zone(zone_name))


def office_time(instant: datetime, zone_name: str) -> datetime:
    """The same instant with the office's date, hour and offset."""
    return instant.astimezone(zone(zone_name))
