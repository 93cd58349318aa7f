"""From what a citizen asks for to the windows it would hold, by the office's hours alone; nothing is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from chalicelib.booking.slot import shares
from chalicelib.core.clock import at_office, office_time
from chalicelib.core.errors import Fault, InvalidFields

if TYPE_CHECKING:
    from datetime import date

    from chalicelib.offices.service import Offered, Office

FIELD = "starts"
# Date and time with an offset. Python's own reader also takes week dates and other forms of ISO 8601.
RFC_3339 = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?([Zz]|[+-][0-9]{2}:[0-9]{2})"
)


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit that the office's hours allow: its arrival window and the minutes it takes from which windows."""

    starts: datetime
    ends: datetime
    windows: dict[str, int]


def read_moment(typed: str) -> datetime | Fault:
    """The instant that a citizen's client wrote in RFC 3339, offset included; its seconds may be left out."""
    if not RFC_3339.fullmatch(typed):
        return Fault(FIELD, "starts-format")
    try:
        return datetime.fromisoformat(typed.upper())
    except ValueError:
        return Fault(FIELD, "starts-format")


def moment(typed: str) -> datetime:
    """The same, raising InvalidFields."""
    read = read_moment(typed)
    if isinstance(read, Fault):
        raise InvalidFields(read)
    return read


def visit(
    office: Office, offered: Offered, wanted: datetime, now: datetime, *, minutes: int | None = None
) -> Visit:
    """The visit that begins at that instant; InvalidFields says why there can be none.

    It takes the minutes of the service, or ``minutes`` where a booking keeps a length of its own.

    Day, hour and horizon are decided in the office's time zone, wherever the client's offset lies.
    """
    try:
        starts = office_time(wanted, office.time_zone)
    except (OverflowError, ValueError):
        raise InvalidFields(Fault(FIELD, "starts-format")) from None
    if starts <= now:
        raise InvalidFields(Fault(FIELD, "starts-past"))
    if starts.date() > horizon(office, now):
        raise InvalidFields(Fault(FIELD, "starts-beyond-horizon", {"days": office.rules.horizon_days}))
    windows = office.windows(starts.date())
    if not windows:
        raise InvalidFields(Fault(FIELD, "starts-closed"))
    begins = starts.time()
    at = next((at for at, window in enumerate(windows) if window.starts == begins), None)
    if at is None:
        raise InvalidFields(Fault(FIELD, "starts-not-offered"))
    needed = shares(minutes or offered.minutes, office.rules.window_minutes)
    taken = windows[at : at + len(needed)]
    gap = any(before.ends != after.starts for before, after in pairwise(taken))
    if len(taken) < len(needed) or gap:
        raise InvalidFields(Fault(FIELD, "starts-not-offered"))
    day = starts.date()
    held = {
        f"{day.isoformat()}T{window.starts.isoformat('minutes')}": share
        for window, share in zip(taken, needed, strict=True)
    }
    ends = at_office(day, windows[at].ends, office.time_zone)
    return Visit(at_office(day, windows[at].starts, office.time_zone), ends, held)


def today(office: Office, now: datetime) -> date:
    """The day it is in the office."""
    return office_time(now, office.time_zone).date()


def horizon(office: Office, now: datetime) -> date:
    """The last day that can be booked."""
    return today(office, now) + timedelta(days=office.rules.horizon_days)


def wanted(office: Office, day: date, near: time | None) -> datetime:
    """The moment somebody has in mind who asks for a day and perhaps an hour."""
    return at_office(day, near or time(), office.time_zone)
