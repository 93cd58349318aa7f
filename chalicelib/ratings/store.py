"""The survey's part of the table ``complaints``. The only place that spells its keys.

| access pattern | key |
|---|---|
| the rating of a visit or a complaint, once | RATING#<reference>, RATING |
| what was said in an office, counted by day, service and counter | SURVEY#<office>, <date>#<service>#<counter> |
| citizens' own words to an office, sealed | REMARKS#<office>, <date>#<reference> |

A count is an attribute named for what one citizen said, such as ``e1v4_e3v2``: elements by their number, values 1 to 4.
So one ADD counts a rating, and means, variances and covariances can all be made from the counts. They hold nothing of
anybody and are kept; a rating with its words goes after a year.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from chalicelib.core.table import ConditionFailed, Item, Key, Tables, Write
from chalicelib.ratings.element import ELEMENTS, Element
from chalicelib.ratings.rating import Rating, Remark
from chalicelib.ratings.tally import Said, Tally, said, together

if TYPE_CHECKING:
    from collections.abc import Sequence

KEPT = timedelta(days=366)
ANSWER = re.compile(r"e([1-9])v([1-4])")
# Where the check of the proof and the rating stand among the writes.
CHECK, RATING = 0, 1


class NotKept(Exception):  # noqa: N818 - an outcome every caller expects
    """Nothing was written: too many wrong proofs were counted meanwhile, or there is a rating already."""

    def __init__(self, *, there: Rating | None) -> None:
        """Keep the rating that is there."""
        super().__init__("not kept")
        self.there = there


class RatingStore:
    """Ratings, and what they add up to."""

    def __init__(self, tables: Tables, table: str) -> None:
        """Take the tables and the name of ``complaints``."""
        self._tables = tables
        self.table = table

    def get(self, reference: str) -> Rating | None:
        """A rating, or None; one GetItem."""
        item = self._tables.get(self._where(reference))
        return _rating(item) if item else None

    def keep(self, rating: Rating, remark: Remark | None, check: Write, *beside: Write) -> None:
        """Keep a rating and count it, in one transaction with the proof's check; raises NotKept."""
        expires = int((datetime.combine(rating.day, time(), UTC) + KEPT).timestamp())
        writes = [
            check,
            Write(
                key=self._where(rating.reference),
                item={**_item(rating), "expires": expires},
                when="attribute_not_exists(pk)",
            ),
            Write(
                key=_counted(self.table, rating),
                change="ADD #said :one",
                names={"#said": _spelled(said(rating.answers))},
                values={":one": 1},
            ),
            *beside,
        ]
        if remark:
            writes.append(
                Write(key=_told(self.table, rating), item={**_remark_item(remark), "expires": expires})
            )
        try:
            self._tables.transact(writes)
        except ConditionFailed as refused:
            there = refused.failed.get(RATING)
            if CHECK not in refused.failed and there is None:
                raise
            raise NotKept(
                there=None if CHECK in refused.failed or there is None else _rating(there)
            ) from None

    def tallies(self, office: str, first: date, last: date) -> dict[tuple[str, str], Tally]:
        """What was said in an office from one day to another (both included), by service and counter; one Query."""
        between = (first.isoformat(), f"{last.isoformat()}#~")
        found: dict[tuple[str, str], list[Tally]] = defaultdict(list)
        for item in self._tables.query(self.table, f"SURVEY#{office}", between=between):
            _, service, counter = item["sk"].split("#", 2)
            counts = {_read(name): int(item[name]) for name in item if ANSWER.match(name)}
            found[service, counter].append(Tally(counts))
        return {place: together(tallies) for place, tallies in found.items()}

    def remarks(self, office: str, first: date, last: date) -> Sequence[Remark]:
        """Citizens' own words from one day to another, sealed; one Query."""
        between = (first.isoformat(), f"{last.isoformat()}#~")
        return [
            _remark(item) for item in self._tables.query(self.table, f"REMARKS#{office}", between=between)
        ]

    def _where(self, reference: str) -> Key:
        return Key(self.table, f"RATING#{reference}", "RATING")


def _counted(table: str, rating: Rating) -> Key:
    return Key(
        table, f"SURVEY#{rating.office}", f"{rating.day.isoformat()}#{rating.service}#{rating.counter}"
    )


def _told(table: str, rating: Rating) -> Key:
    return Key(table, f"REMARKS#{rating.office}", f"{rating.day.isoformat()}#{rating.reference}")


def _spelled(given: Said) -> str:
    return "_".join(f"e{ELEMENTS.index(element) + 1}v{value}" for element, value in given)


def _read(name: str) -> Said:
    return tuple((ELEMENTS[int(at) - 1], int(value)) for at, value in ANSWER.findall(name))


def _item(rating: Rating) -> Item:
    return {
        "reference": rating.reference,
        "office": rating.office,
        "service": rating.service,
        "counter": rating.counter,
        "day": rating.day.isoformat(),
        "at": rating.at.isoformat(timespec="seconds"),
        "answers": {element.value: value for element, value in rating.answers.items()},
        "mark": rating.mark,
    }


def _rating(item: Item) -> Rating:
    return Rating(
        reference=item["reference"],
        office=item["office"],
        service=item["service"],
        counter=item["counter"],
        day=date.fromisoformat(item["day"]),
        at=datetime.fromisoformat(item["at"]),
        answers={Element(element): int(value) for element, value in item["answers"].items()},
        mark=item["mark"],
    )


def _remark_item(remark: Remark) -> Item:
    return {
        "reference": remark.reference,
        "person": remark.person,
        "day": remark.day.isoformat(),
        "service": remark.service,
        "sealed": remark.sealed,
    }


def _remark(item: Item) -> Remark:
    return Remark(
        reference=item["reference"],
        person=item["person"],
        day=date.fromisoformat(item["day"]),
        service=item["service"],
        sealed=item["sealed"],
    )
