"""What other rooms may ask about offices. A warm function remembers each answer for a minute."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar

from chalicelib.offices.errors import PublishedMeanwhile, UnknownOffice, UnknownService
from chalicelib.offices.hours import Break, OpeningDay, Season, Window
from chalicelib.offices.office import UNPUBLISHED, Offered, Office, OfficeBrief, Rules
from chalicelib.offices.pool import FewerCounters, Pool
from chalicelib.offices.special import Decision, Kind, OutOfService, SpecialDay
from chalicelib.offices.standard import DeemedGranted, Permit, PermitStage, Risk, Role, ServiceStandard, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date, datetime

__all__ = [
    "Break",
    "Decision",
    "DeemedGranted",
    "FewerCounters",
    "Kind",
    "Offered",
    "Office",
    "OfficeBrief",
    "OfficeStore",
    "Offices",
    "OpeningDay",
    "OutOfService",
    "Permit",
    "PermitStage",
    "Pool",
    "Published",
    "Risk",
    "Role",
    "Rules",
    "Season",
    "ServiceStandard",
    "SpecialDay",
    "Step",
    "Window",
]

T = TypeVar("T")

# A change may take a minute to be seen everywhere; a booking is held by its slot's condition all the while.
REMEMBERED = timedelta(seconds=60)
# The last look only finds that it is written.
DECIDE_TRIES = 4
#: What an id can look like; nothing else is looked up.
IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class OfficeStore(Protocol):
    """What the room needs of a table."""

    def listing(self) -> list[OfficeBrief]:
        """Every office, in the order of their ids."""

    def office(self, office: str) -> Office | None:
        """The office as last published."""

    def standard(self, office: str, service: str) -> ServiceStandard | None:
        """The standard as last published for that office."""

    def standards(self, office: str, services: Sequence[str]) -> dict[str, ServiceStandard]:
        """Those of the standards that were published for that office, by service."""

    def put_office(self, office: Office) -> None:
        """Publish an office under its version; PublishedMeanwhile when that version exists."""

    def put_standard(self, office: str, standard: ServiceStandard) -> None:
        """Publish an office's standard under its version; PublishedMeanwhile when that version exists."""


@dataclass(frozen=True, slots=True)
class Published:
    """How many new versions were written."""

    offices: int
    standards: int


class Offices:
    """Offices and the standards of their services."""

    def __init__(self, store: OfficeStore, now: Callable[[], datetime]) -> None:
        """Take the store and the clock."""
        self._store = store
        self._now = now
        self._remembered: dict[tuple[str, ...], tuple[datetime, object]] = {}

    def all(self) -> tuple[OfficeBrief, ...]:
        """Every office in brief, in the order of their ids; one Query when not remembered."""
        return self._recall((), lambda: tuple(self._store.listing()))

    def office(self, office: str) -> Office:
        """The office; one GetItem when not remembered. Raises UnknownOffice."""
        found = self._recall((office,), lambda: self._store.office(office)) if _possible(office) else None
        if found is None:
            raise UnknownOffice(field="office", office=office)
        return found

    def latest(self, office: str) -> Office:
        """The office as it is at this moment, for those who decide about it; one GetItem. Raises UnknownOffice."""
        self._remembered.pop((office,), None)
        return self.office(office)

    def decide(self, decision: Decision, office: str, today: date) -> Office:
        """Make what was decided for some days the office's next version; nothing is written where nothing changes.

        Days before ``today``, the office's own, are forgotten; earlier versions keep them. Raises UnknownOffice,
        PublishedMeanwhile.
        """
        for _ in range(DECIDE_TRIES):
            current = self.latest(office)
            special = decision.applied(current.special)
            if special == current.special:
                return current
            kept = {day: one for day, one in special.items() if day >= today}
            # Whoever published meanwhile may have decided the very same.
            with suppress(PublishedMeanwhile):
                self._store.put_office(replace(current, special=kept, version=current.version + 1))
        raise PublishedMeanwhile

    def standard(self, office: str, service: str) -> ServiceStandard:
        """What a service promises in an office; one GetItem when not remembered.

        A service that the office no longer offers keeps its last standard, for the bookings that are still
        open. Raises UnknownService.
        """
        found = None
        if _possible(office) and _possible(service):
            found = self._recall((office, service), lambda: self._store.standard(office, service))
        if found is None:
            raise UnknownService(field="service", service=service)
        return found

    def publish(self, offices: Iterable[Office], standards: Iterable[ServiceStandard]) -> Published:
        """Make offices and the standards of what they offer known; what has not changed is not written again.

        What managers decided for single days stays as it is: files do not know it. Repeatable: each change is a new
        version, and what was said before is kept. Every service that an office offers needs its standard among
        ``standards`` (KeyError). Raises PublishedMeanwhile.
        """
        by_id = {standard.id: standard for standard in standards}
        new_offices = new_standards = 0
        for office in offices:
            # Standards first: nobody is shown an office whose services cannot be read yet.
            new_standards += self._publish_standards(office, by_id)
            new_offices += self._publish_office(office)
        self._remembered.clear()
        return Published(new_offices, new_standards)

    def _publish_office(self, office: Office) -> bool:
        current = self._store.office(office.id)
        version = current.version if current else UNPUBLISHED
        wanted = replace(office, version=version, special=current.special if current else office.special)
        if wanted == current:
            return False
        self._store.put_office(replace(wanted, version=version + 1))
        return True

    def _publish_standards(self, office: Office, standards: dict[str, ServiceStandard]) -> int:
        services = office.brief.services
        there = self._store.standards(office.id, services)
        written = 0
        for service in services:
            current = there.get(service)
            version = current.version if current else UNPUBLISHED
            if replace(standards[service], version=version) != current:
                self._store.put_standard(office.id, replace(standards[service], version=version + 1))
                written += 1
        return written

    def _recall(self, key: tuple[str, ...], read: Callable[[], T]) -> T:
        """The remembered answer, or a new one; that nothing was found is not remembered."""
        now = self._now()
        kept = self._remembered.get(key)
        if kept is not None and now - kept[0] < REMEMBERED:
            remembered: T = kept[1]  # type: ignore[assignment]  # what was kept under this key is what it reads
            return remembered
        found = read()
        if found is not None:
            self._remembered[key] = (now, found)
        return found


def _possible(identifier: str) -> bool:
    return IDENTIFIER.fullmatch(identifier) is not None
