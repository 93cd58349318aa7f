"""What citizens' answers add up to, for everybody; and their own words, for those who look after the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from chalicelib.core.clock import office_time
from chalicelib.core.periods import must_be_a_period
from chalicelib.people.service import Access
from chalicelib.ratings.index import result
from chalicelib.ratings.service.rating import SEALED_AS, WORDS
from chalicelib.ratings.survey import Survey
from chalicelib.ratings.tally import Tally, together

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.core.officer import Officer
    from chalicelib.offices.service import Office, Offices
    from chalicelib.people.service import People
    from chalicelib.ratings.rating import Remark
    from chalicelib.ratings.store import RatingStore

#: What is shown where no period is asked for: about a quarter of a year.
USUAL = timedelta(days=89)
MOST_DAYS = timedelta(days=366)
MOST_REMARKS = 100


@dataclass(frozen=True, slots=True)
class Remarked:
    """A citizen's own words to the office, and the service they are about."""

    day: date
    service: str
    text: str


class Satisfaction:
    """The survey's figures."""

    def __init__(
        self,
        store: RatingStore,
        *,
        people: People,
        offices: Offices,
        now: Callable[[], datetime],
    ) -> None:
        """Take the store, the rooms below and the clock."""
        self._store = store
        self._people = people
        self._offices = offices
        self._now = now

    def survey(self, office_id: str, first: date | None, last: date | None) -> Survey:
        """The survey of an office from one day to another, both included; 90 days where none is given. One Query."""
        office = self._offices.office(office_id)
        first, last = self._days(office, first, last)
        found = self._store.tallies(office_id, first, last)
        counters = dict(sorted(found.items(), key=lambda one: (_place(office, one[0][0]), one[0][1])))
        by_service: dict[str, list[Tally]] = {}
        for (service, _), tally in counters.items():
            by_service.setdefault(service, []).append(tally)
        return Survey(
            office=office,
            first=first,
            last=last,
            whole=result(together(counters.values())),
            services={service: result(together(tallies)) for service, tallies in by_service.items()},
            counters={place: result(tally) for place, tally in counters.items()},
        )

    def remarks(
        self, officer: Officer, office_id: str, first: date | None, last: date | None
    ) -> list[Remarked]:
        """The newest of citizens' own words, for the office's heads; noted in the access record.

        One Query, and one read for each.
        """
        office = self._offices.office(office_id)
        first, last = self._days(office, first, last)
        at = office_time(self._now(), office.time_zone)
        self._people.note(Access(office=office.id, at=at, officer=officer.id, what="survey words"))
        kept = self._store.remarks(office_id, first, last)[-MOST_REMARKS:]
        return [opened for one in reversed(kept) if (opened := self._opened(one)) is not None]

    def today(self, office: Office) -> date:
        """The day it is in the office."""
        return office_time(self._now(), office.time_zone).date()

    def _days(self, office: Office, first: date | None, last: date | None) -> tuple[date, date]:
        """The days asked for, or the usual ones; InvalidFields when they are out of order or more than a year."""
        last = last or self.today(office)
        first = first or max(last, date.min + USUAL) - USUAL
        must_be_a_period(first, last, MOST_DAYS)
        return first, last

    def _opened(self, remark: Remark) -> Remarked | None:
        clear = self._people.open_fields(
            {WORDS: remark.sealed},
            table=self._store.table,
            reference=SEALED_AS + remark.reference,
            person=remark.person,
        )
        return Remarked(remark.day, remark.service, clear[WORDS]) if clear else None


def _place(office: Office, service: str) -> int:
    """Where a service stands in the office's list; what it no longer offers, and complaints, come last."""
    return next((at for at, one in enumerate(office.services) if one.id == service), len(office.services))
