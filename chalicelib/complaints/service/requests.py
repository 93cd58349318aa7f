"""Complaints as everybody may ask for them: by their public ids, or those received in a stretch of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.complaints.listed import Listed
from chalicelib.complaints.states import ENDED
from chalicelib.core.errors import Fault, InvalidFields, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from chalicelib.complaints.complaint import Complaint
    from chalicelib.complaints.store import ComplaintStore
    from chalicelib.offices.service import Offices

#: The longest stretch of time that is answered at once, and the most complaints (GeoReport v2, "Response Volume").
LONGEST = timedelta(days=90)
MOST = 1000
#: Ids that can be asked for at once.
MOST_IDS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which are asked for: received from ``start`` to ``end`` (None: the last 90 days), of which categories and ends.

    ``categories`` empty: of all; ``ended`` None: open and ended.
    """

    start: datetime | None = None
    end: datetime | None = None
    categories: frozenset[str] = frozenset()
    ended: bool | None = None

    def takes(self, listed: Listed) -> bool:
        """Whether one is of the categories and ends asked for."""
        return (not self.categories or listed.category in self.categories) and (
            self.ended is None or (listed.state in ENDED) is self.ended
        )


class Requests:
    """What everybody may know of complaints."""

    def __init__(self, store: ComplaintStore, offices: Offices, now: Callable[[], datetime]) -> None:
        """Take the store, the offices and the clock."""
        self._store = store
        self._offices = offices
        self._now = now

    def received(self, wanted: Wanted) -> list[Listed]:
        """The verified complaints of all offices, the last received first, at most a thousand. InvalidFields.

        One Query for each office and month.
        """
        start, end = self._stretch(wanted)
        found = [
            listed
            for office in self._offices.all()
            for month in _months(start, end)
            for listed in self._store.listed_of(office.id, month)
            if start <= listed.received <= end and wanted.takes(listed)
        ]
        found.sort(key=lambda listed: listed.received, reverse=True)
        return found[:MOST]

    def known_by(self, publics: Sequence[str]) -> list[Listed]:
        """Those of the complaints that exist, in the order asked for, at most a hundred; two reads. InvalidFields."""
        if len(publics) > MOST_IDS:
            raise InvalidFields(Fault("service_request_id", "too-many", {"limit": MOST_IDS}))
        return [shown(one) for one in self._store.many(self._store.meant_by_many(publics))]

    def one(self, public: str) -> Listed:
        """A complaint by its public id. NotFound."""
        found = self.known_by([public])
        if not found:
            raise NotFound
        return found[0]

    def _stretch(self, wanted: Wanted) -> tuple[datetime, datetime]:
        end = wanted.end or (wanted.start + LONGEST if wanted.start else self._now())
        start = wanted.start or end - LONGEST
        if start > end:
            raise InvalidFields(Fault("end_date", "before-start"))
        if end - start > LONGEST:
            raise InvalidFields(Fault("end_date", "too-long-a-time", {"days": LONGEST.days}))
        return start, end


def shown(complaint: Complaint) -> Listed:
    """What may be told of one to whoever knows its public id.

    Of one that no officer has verified: that it was received, under which category, and where it stands. Its id is
    known to who brought it.
    """
    return Listed.of(complaint) or Listed(
        public=complaint.public,
        office=complaint.office,
        agency=complaint.agency,
        category=complaint.category,
        sort=complaint.sort,
        state=complaint.state,
        received=complaint.received,
        due=complaint.due,
        ended=complaint.ended,
        changed=complaint.changed,
        followers=0,
        place=None,
        title="",
    )


def _months(start: datetime, end: datetime) -> Iterator[str]:
    """The months of a stretch of time (``YYYY-MM``, UTC), the first first."""
    first, last = start.astimezone(UTC), end.astimezone(UTC)
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield f"{number // 12:04}-{number % 12 + 1:02}"
