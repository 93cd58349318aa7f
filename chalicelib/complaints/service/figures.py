"""What heads of an office learn of its complaints: the figures, and a file of them for their own calculations."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Protocol

from chalicelib.complaints.figures import Figures, Period, figures
from chalicelib.complaints.service.working import OfficeHours
from chalicelib.complaints.sheets import TYPES, written
from chalicelib.core.clock import at_office, office_time
from chalicelib.core.errors import NotAllowed
from chalicelib.core.officer import HEADS
from chalicelib.core.periods import must_be_a_period
from chalicelib.people.service import Access

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.complaints.complaint import Complaint
    from chalicelib.complaints.service.folders import Folders
    from chalicelib.core.officer import Officer
    from chalicelib.core.text import Language
    from chalicelib.offices.service import Office

#: What is counted where no period is asked for: about a quarter of a year.
USUAL = timedelta(days=89)
MOST_DAYS = timedelta(days=366)
ONE_DAY = timedelta(days=1)
#: Where files lie until the bucket forgets them, a day later (infra/data.yaml).
EXPORTS = "exports/"
LINK_SECONDS = 300


class Objects(Protocol):
    """What exports need of a bucket."""

    def put(self, key: str, body: bytes, content_type: str) -> None:
        """Keep a body."""

    def link(self, key: str, *, seconds: int, content_type: str, filename: str | None = None) -> str:
        """A short-lived address at which it is saved under that name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The figures of an office from one day to another, both included."""

    office: Office
    first: date
    last: date
    figures: Figures


class Counting:
    """Figures and exports, for heads, of the complaints that they may open. Every verb: NotAllowed, UnknownOffice."""

    def __init__(self, folders: Folders, objects: Callable[[], Objects]) -> None:
        """Take the complaints that officers may open, and a lazy bucket."""
        self._folders = folders
        self._objects = objects

    def count(self, officer: Officer, office_id: str, first: date | None, last: date | None) -> Counted:
        """The figures from one day to another, both included; 90 days where none is given. InvalidFields.

        One Query and one for each month until now, and a read for each hundred complaints.
        """
        office, first, last = self._asked(officer, office_id, first, last)
        found, period = self._found(officer, office, first, last), _period(office, first, last)
        hours = OfficeHours(office)
        counted = figures(
            found, period, self._folders.now(), lambda one: self._folders.standing(one, hours).level
        )
        return Counted(office=office, first=first, last=last, figures=counted)

    def export(
        self,
        officer: Officer,
        office_id: str,
        first: date | None,
        last: date | None,
        *,
        form: str,
        language: Language,
    ) -> str:
        """A short-lived address of a file ("csv" or "xlsx") of the complaints received in the period; noted.

        Neither identities nor words nor references are in it. InvalidFields.
        """
        office, first, last = self._asked(officer, office_id, first, last)
        people, now = self._folders.people, office_time(self._folders.now(), office.time_zone)
        period, hours = _period(office, first, last), OfficeHours(office)
        received = [one for one in self._found(officer, office, first, last) if period.holds(one.received)]
        lines = [(one, self._folders.standing(one, hours)) for one in received]
        people.note(Access(office=office.id, at=now, officer=officer.id, what="complaints export"))
        key = f"{EXPORTS}{secrets.token_hex(16)}.{form}"
        self._objects().put(key, written(form, lines, office.time_zone, language), TYPES[form])
        name = f"pengaduan-{office.id}-{first}-{last}.{form}"
        return self._objects().link(key, seconds=LINK_SECONDS, content_type=TYPES[form], filename=name)

    def _asked(
        self, officer: Officer, office_id: str, first: date | None, last: date | None
    ) -> tuple[Office, date, date]:
        """The office and the days asked for, or the usual ones."""
        office = self._folders.offices.office(office_id)
        if officer.role not in HEADS:
            raise NotAllowed
        last = last or office_time(self._folders.now(), office.time_zone).date()
        first = first or max(last, date.min + USUAL) - USUAL
        must_be_a_period(first, last, MOST_DAYS)
        return office, first, last

    def _found(self, officer: Officer, office: Office, first: date, last: date) -> list[Complaint]:
        """The complaints that are open, or ended since the first day; those received in the period are among them."""
        store, now = self._folders.store, self._folders.now()
        references = store.open_of(office.id)
        for month in _months(_period(office, first, last).since.astimezone(now.tzinfo).date(), now.date()):
            references += store.ended_of(office.id, month)
        found = store.many(list(dict.fromkeys(references))) if references else []
        return [one for one in found if self._folders.may_open(officer, office, one)]


def _period(office: Office, first: date, last: date) -> Period:
    """The days of the office as moments."""
    return Period(
        since=at_office(first, time.min, office.time_zone),
        until=at_office(last + ONE_DAY, time.min, office.time_zone),
    )


def _months(first: date, last: date) -> list[str]:
    """The months from one day to another, in order, as the lists of the ended are named."""
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in numbers]
