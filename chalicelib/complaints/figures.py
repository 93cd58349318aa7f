"""What an office's complaints add up to: how many, how old, about what, where, and how many its citizens call solved.

Nobody is in these figures: no words, no references, and places only where several complaints lie close together.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING

from chalicelib.complaints.classes import OVERDUE, rank
from chalicelib.complaints.complaint import Place
from chalicelib.complaints.states import SOLVED, Act, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from chalicelib.complaints.complaint import Complaint

ONE_DAY = timedelta(days=1)
#: Open complaints by the days since they were received: up to so many, and the last more than that.
AGES = (2, 5, 14, 60)
#: Places are put together on a net of so many thousandths of a degree: about 550 metres.
NET = 5
THOUSANDTHS = 1000
#: Fewer complaints than these might be somebody's front door.
FEWEST = 3
MOST_SPOTS = 20
PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From one moment until before another."""

    since: datetime
    until: datetime

    def holds(self, moment: datetime | None) -> bool:
        """Whether a moment falls into it; none does not."""
        return moment is not None and self.since <= moment < self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Figures of some complaints. Received, ended, reopened, disputed: in the period; open and overdue: now.

    ``ended`` leaves out duplicates, which end with another. ``confirmed_percent`` is the share of the ended that their
    citizens call solved, whole and rounded; None where none ended. ``late`` of the ended were not proposed (or ended)
    by their due time. ``median_days`` are days of the calendar from receipt to end, to one decimal.
    """

    received: int
    open: int
    overdue: int
    ended: int
    confirmed: int
    confirmed_percent: int | None
    late: int
    reopened: int
    disputed: int
    median_days: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """Open complaints that were received up to so many days ago, or longer ago than all others (None)."""

    days: int | None
    open: int
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place at which several complaints of the period lie: the middle of a square of the net (WGS 84)."""

    place: Place
    complaints: int
    open: int
    category: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """``ages`` are the open complaints by AGES, youngest first; ``levels`` and ``ends`` count by level and state."""

    whole: Tally
    ages: Sequence[Age]
    levels: Mapping[str, int]
    ends: Mapping[State, int]
    categories: Mapping[str, Tally]
    spots: Sequence[Spot]


def figures(
    complaints: Iterable[Complaint], period: Period, now: datetime, level: Callable[[Complaint], str]
) -> Figures:
    """The figures of complaints; ``level`` tells how late an open one is now."""
    counted = list(complaints)
    levels = {one.reference: level(one) for one in counted if one.is_open}
    by_category: dict[str, list[Complaint]] = {}
    for one in counted:
        by_category.setdefault(one.category, []).append(one)
    return Figures(
        whole=_tally(counted, period, levels),
        ages=_ages([one for one in counted if one.is_open], now, levels),
        levels=Counter(levels.values()),
        ends=Counter(one.state for one in counted if not one.is_open and period.holds(one.ended)),
        categories={name: _tally(some, period, levels) for name, some in by_category.items()},
        spots=_spots(one for one in counted if period.holds(one.received)),
    )


def late(complaint: Complaint) -> bool:
    """Whether an ended complaint was answered only after its due time."""
    answered = complaint.proposed or complaint.ended
    return bool(answered and complaint.due and answered > complaint.due)


def days_taken(complaint: Complaint) -> float | None:
    """The days from receipt to end, None while it is open."""
    return None if complaint.ended is None else (complaint.ended - complaint.received) / ONE_DAY


def _tally(some: Sequence[Complaint], period: Period, levels: Mapping[str, str]) -> Tally:
    ended = [
        one
        for one in some
        if not one.is_open and one.state is not State.DUPLICATE and period.holds(one.ended)
    ]
    confirmed = sum(one.state in SOLVED for one in ended)
    taken = [days for one in ended if (days := days_taken(one)) is not None]
    steps = Counter(step.act for one in some for step in one.steps if period.holds(step.at))
    still = [levels[one.reference] for one in some if one.is_open]
    return Tally(
        received=sum(period.holds(one.received) for one in some),
        open=len(still),
        overdue=_overdue(still),
        ended=len(ended),
        confirmed=confirmed,
        confirmed_percent=round(confirmed * PERCENT / len(ended)) if ended else None,
        late=sum(late(one) for one in ended),
        reopened=steps[Act.REOPEN],
        disputed=steps[Act.DISPUTE],
        median_days=round(median(taken), 1) if taken else None,
    )


def _ages(some: Sequence[Complaint], now: datetime, levels: Mapping[str, str]) -> list[Age]:
    by_age: dict[int | None, list[str]] = {days: [] for days in (*AGES, None)}
    for one in some:
        age = next((most for most in AGES if now - one.received <= most * ONE_DAY), None)
        by_age[age].append(levels[one.reference])
    return [Age(days=days, open=len(there), overdue=_overdue(there)) for days, there in by_age.items()]


def _overdue(levels: Iterable[str]) -> int:
    return sum(rank(level) >= rank(OVERDUE) for level in levels)


def _spots(some: Iterable[Complaint]) -> list[Spot]:
    squares: dict[tuple[int, int], list[Complaint]] = {}
    for one in some:
        if one.place and one.state is not State.DUPLICATE:
            squares.setdefault(_square(one.place), []).append(one)
    found = [
        Spot(
            place=Place(lat=lat * NET / THOUSANDTHS, long=long * NET / THOUSANDTHS),
            complaints=len(there),
            open=sum(one.is_open for one in there),
            category=Counter(one.category for one in there).most_common(1)[0][0],
        )
        for (lat, long), there in squares.items()
        if len(there) >= FEWEST
    ]
    return sorted(found, key=lambda spot: -spot.complaints)[:MOST_SPOTS]


def _square(place: Place) -> tuple[int, int]:
    return round(place.lat * THOUSANDTHS / NET), round(place.long * THOUSANDTHS / NET)
