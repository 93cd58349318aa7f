"""What heads of an office see of its complaints as a whole. Nobody is in it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from chalicelib.complaints.desk.pages import named
from chalicelib.complaints.figures import AGES
from chalicelib.core.catalogue import both
from chalicelib.core.text import Text

if TYPE_CHECKING:
    from chalicelib.complaints.figures import Age, Spot
    from chalicelib.complaints.service import Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintAgePage:
    """How many open complaints were received up to so many days ago; null: longer ago than all others."""

    id: str
    name: Text
    days: int | None
    open: int
    overdue: int

    @classmethod
    def of(cls, age: Age) -> ComplaintAgePage:
        """The page of an age."""
        name = (
            both("complaint-age.older", days=AGES[-1])
            if age.days is None
            else both("complaint-age.up-to", days=age.days)
        )
        id_ = "older" if age.days is None else f"up-to-{age.days}"
        return cls(id=id_, name=name, days=age.days, open=age.open, overdue=age.overdue)


@dataclass(frozen=True, slots=True)
class ComplaintCountPage:
    """How many have that level, or ended in that state."""

    id: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryFiguresPage:
    """The figures of a category; see ComplaintFiguresPage."""

    id: str
    name: Text
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
class ComplaintSpotPage:
    """About where several complaints of the period lie (WGS 84, within some 500 metres), and mostly about what."""

    lat: float
    long: float
    count: int
    open: int
    category: str
    category_name: Text

    @classmethod
    def of(cls, spot: Spot) -> ComplaintSpotPage:
        """The page of a spot."""
        return cls(
            lat=spot.place.lat,
            long=spot.place.long,
            count=spot.complaints,
            open=spot.open,
            category=spot.category,
            category_name=named(spot.category),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintFiguresPage:
    """What the complaints of an office add up to, from one day to another, both included.

    Received, ended, reopened and disputed: in the period; open and overdue: now. Of those that ended (duplicates left
    out) ``confirmed`` are called solved by their citizens, ``late`` were answered after their due time; ``median_days``
    are from receipt to end. Null where none ended.
    """

    office: str
    first: date
    last: date
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
    ageing: list[ComplaintAgePage]
    levels: list[ComplaintCountPage]
    ends: list[ComplaintCountPage]
    categories: list[CategoryFiguresPage]
    spots: list[ComplaintSpotPage]

    @classmethod
    def of(cls, counted: Counted) -> ComplaintFiguresPage:
        """The page of the figures; the category with most complaints received and in work comes first."""
        found = counted.figures
        order = sorted(found.categories.items(), key=lambda one: (-one[1].received - one[1].open, one[0]))
        return cls(
            office=counted.office.id,
            first=counted.first,
            last=counted.last,
            **asdict(found.whole),
            ageing=[ComplaintAgePage.of(age) for age in found.ages],
            levels=[ComplaintCountPage(level, count) for level, count in sorted(found.levels.items())],
            ends=[ComplaintCountPage(state.value, count) for state, count in sorted(found.ends.items())],
            categories=[
                CategoryFiguresPage(id=name, name=named(name), **asdict(tally)) for name, tally in order
            ],
            spots=[ComplaintSpotPage.of(spot) for spot in found.spots],
        )


@dataclass(frozen=True, slots=True)
class ExportPage:
    """Where the file is, for five minutes."""

    url: str
