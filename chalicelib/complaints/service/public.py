"""What everybody may see: complaints that an officer has verified, without a word of their citizens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.complaints.listed import Listed
from chalicelib.complaints.states import OPEN, SOLVED, State
from chalicelib.core.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from chalicelib.complaints.store import ComplaintStore
    from chalicelib.offices.service import Offices

SHOWN = 50
#: The list reaches back so many months, this one included; and so many at the most, where somebody asks for more.
MONTHS, MOST_MONTHS = 3, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What became of the complaints received in a time; ``overdue`` are open ones, those that wait for no citizen."""

    received: int
    confirmed: int
    ended: int
    open: int
    overdue: int

    @property
    def confirmed_percent(self) -> int | None:
        """Of a hundred that ended in whatever way, those of which the citizen says that they are solved."""
        return round(100 * self.confirmed / self.ended) if self.ended else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which complaints are asked for; None: any. ``since`` is a day; ``after`` the public id that was shown last."""

    office: str | None = None
    category: str | None = None
    state: State | None = None
    since: date | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Complaints, the newest first, whether there are more, and the figures of all of that time and kind."""

    listed: Sequence[Listed]
    more: bool
    figures: Figures


class PublicList:
    """The public list."""

    def __init__(self, store: ComplaintStore, offices: Offices, now: Callable[[], datetime]) -> None:
        """Take the store, the offices and the clock."""
        self._store = store
        self._offices = offices
        self._now = now

    def find(self, wanted: Wanted) -> Found:
        """The complaints asked for; one Query for each office and month. UnknownOffice."""
        offices = [self._offices.office(wanted.office).id] if wanted.office else self._everywhere()
        months = _months(self._now(), wanted.since)
        all_ = [one for office in offices for month in months for one in self._store.listed_of(office, month)]
        kind = [
            one
            for one in all_
            if wanted.category in {None, one.category}
            and (wanted.since is None or one.received.date() >= wanted.since)
        ]
        kind.sort(key=lambda one: (one.received, one.public), reverse=True)
        shown = [one for one in kind if wanted.state in {None, one.state}]
        first = next((place for place, one in enumerate(shown, 1) if one.public == wanted.after), 0)
        return Found(
            listed=shown[first : first + SHOWN],
            more=len(shown) > first + SHOWN,
            figures=figures(kind, self._now()),
        )

    def one(self, public: str) -> Listed:
        """One of them; NotFound also for those that nobody has verified yet."""
        reference = self._store.meant_by(public)
        complaint = self._store.get(reference) if reference else None
        listed = Listed.of(complaint) if complaint else None
        if listed is None:
            raise NotFound
        return listed

    def _everywhere(self) -> list[str]:
        return [brief.id for brief in self._offices.all()]


def figures(listed: Sequence[Listed], now: datetime) -> Figures:
    """The figures of complaints."""
    ended = [one for one in listed if one.state not in OPEN]
    late = [
        one
        for one in listed
        if one.state in OPEN and one.state is not State.WAITING and one.due and one.due < now
    ]
    return Figures(
        received=len(listed),
        confirmed=sum(one.state in SOLVED for one in listed),
        ended=len(ended),
        open=len(listed) - len(ended),
        overdue=len(late),
    )


def _months(now: datetime, since: date | None) -> list[str]:
    """The months to look into as the list names them, the last first."""
    last = now.year * 12 + now.month - 1
    first = since.year * 12 + since.month - 1 if since else last - MONTHS + 1
    reach = range(last, max(first, last - MOST_MONTHS + 1) - 1, -1)
    return [f"{one // 12:04}-{one % 12 + 1:02}" for one in reach]
