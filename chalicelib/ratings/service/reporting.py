"""The official report of an office's survey, as a file behind a short-lived address."""

from __future__ import annotations

from secrets import token_hex
from typing import TYPE_CHECKING, Protocol

from chalicelib.core.clock import office_time
from chalicelib.people.service import Access
from chalicelib.ratings.report import TYPE, written
from chalicelib.ratings.survey import service_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from chalicelib.core.officer import Officer
    from chalicelib.core.text import Text
    from chalicelib.offices.service import Offices
    from chalicelib.people.service import People
    from chalicelib.ratings.service.satisfaction import Satisfaction

#: Where reports lie until the bucket forgets them, a day later (infra/data.yaml).
EXPORTS = "exports/"
LINK_SECONDS = 5 * 60


class Objects(Protocol):
    """What a report needs of the bucket."""

    def put(self, key: str, body: bytes, content_type: str) -> None:
        """Keep a body."""

    def link(self, key: str, *, seconds: int, content_type: str, filename: str | None = None) -> str:
        """A short-lived address at which it is saved under that name."""


class Reporting:
    """Reports, for an office's heads."""

    def __init__(
        self,
        satisfaction: Satisfaction,
        objects: Callable[[], Objects],
        *,
        people: People,
        offices: Offices,
        now: Callable[[], datetime],
    ) -> None:
        """Take the figures, a lazy bucket, the rooms below and the clock."""
        self._satisfaction = satisfaction
        self._objects = objects
        self._people = people
        self._offices = offices
        self._now = now

    def report(self, officer: Officer, office_id: str, first: date | None, last: date | None) -> str:
        """An address from which the report of those days can be saved for some minutes; noted in the access record.

        UnknownOffice; InvalidFields when the days are out of order or more than a year.
        """
        survey = self._satisfaction.survey(office_id, first, last)
        office = survey.office
        at = office_time(self._now(), office.time_zone)
        self._people.note(Access(office=office.id, at=at, officer=officer.id, what="survey report"))

        def name_of(service: str) -> Text:
            return service_name(office, service, self._offices)

        key = f"{EXPORTS}{token_hex(16)}.xlsx"
        self._objects().put(key, written(survey, name_of), TYPE)
        name = f"ikm-{office.id}-{survey.first}-{survey.last}.xlsx"
        return self._objects().link(key, seconds=LINK_SECONDS, content_type=TYPE, filename=name)
