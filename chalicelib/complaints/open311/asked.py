"""The filters of GeoReport v2, as they stand in an address."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.complaints.service.requests import Wanted
from chalicelib.core.errors import Fault, InvalidFields

if TYPE_CHECKING:
    from collections.abc import Callable

#: What the standard calls it → whether it has ended.
ENDS = {"open": False, "closed": True}
#: Far from where a calendar ends, on either side.
YEARS = range(1900, 3000)


def wanted(asked: Callable[[str], str | None]) -> Wanted:
    """The filters of a request, which ``asked`` gives by name; an empty one is none. InvalidFields."""
    statuses = listed(asked("status"))
    if not set(statuses) <= set(ENDS):
        raise InvalidFields(Fault("status", "one-of", {"expected": ", ".join(ENDS)}))
    ends = {ENDS[status] for status in statuses}
    return Wanted(
        start=_moment("start_date", asked("start_date")),
        end=_moment("end_date", asked("end_date")),
        categories=frozenset(listed(asked("service_code"))),
        ended=ends.pop() if len(ends) == 1 else None,
    )


def listed(asked: str | None) -> list[str]:
    """The things in a list with commas, each once."""
    return list(dict.fromkeys(one.strip() for one in (asked or "").split(",") if one.strip()))


def _moment(field: str, asked: str | None) -> datetime | None:
    if not asked:
        return None
    try:
        # A plus sign that nobody encoded arrives as a space.
        moment = datetime.fromisoformat(asked.strip().replace(" ", "+"))
    except ValueError:
        moment = None
    if moment is None or moment.utcoffset() is None or moment.year not in YEARS:
        raise InvalidFields(Fault(field, "moment"))
    return moment
