"""Cases: opened by an office, advanced milestone by milestone, looked up by their citizen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from chalicelib.cases.case import Case, Milestone, advanced, promised_day
from chalicelib.core.clock import office_time
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.references import Reference

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from chalicelib.core.table import Item, Key, Write
    from chalicelib.core.text import Language
    from chalicelib.offices.service import Office, Offices, ServiceStandard
    from chalicelib.people.service import Citizen, People

__all__ = ["Case", "CaseRequest", "Cases", "Opened"]

LOOKS = 4
# References of two people meet once in a lifetime; see booking.
TURNS = 3


class Store(Protocol):
    """What cases need of a table."""

    table: str

    def where(self, reference: str) -> Key:
        """Where a case lies."""

    def case_of(self, item: Item) -> Case:
        """The case in an item read elsewhere."""

    def get(self, reference: str) -> Case | None:
        """A case, or None."""

    def many(self, references: Sequence[str]) -> list[Case]:
        """Those of the cases that exist."""

    def add(self, case: Case, record_key: Write) -> bool:
        """Open a case; False when it exists."""

    def replace(self, case: Case) -> bool:
        """Keep a case's next version; False when somebody else was faster."""


@dataclass(frozen=True, slots=True)
class CaseRequest:
    """What opens a case; the same ``key`` for the same citizen finds the case it opened before."""

    office: str
    service: str
    citizen: Citizen
    language: Language
    key: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A case, and the secret to prove oneself by where no phone was given."""

    case: Case
    secret: str | None


class Cases:
    """Open, advance, find."""

    def __init__(self, store: Store, offices: Offices, people: People, now: Callable[[], datetime]) -> None:
        """Take the store, the rooms below and the clock."""
        self._store = store
        self._offices = offices
        self._people = people
        self._now = now

    def open(self, request: CaseRequest) -> Opened:
        """Open a case at its first milestone; repeating it gives the same case. UnknownOffice, UnknownService."""
        office = self._offices.office(request.office)
        standard = self._offices.standard(request.office, request.service)
        for turn in range(TURNS):
            case, record_key, secret = self._draft(request, office, standard, turn)
            if self._store.add(case, record_key):
                return Opened(case, secret)
            there = self._known(case.reference)
            if there.person == case.person:
                return Opened(there, secret)
        raise Busy

    def _draft(
        self, request: CaseRequest, office: Office, standard: ServiceStandard, turn: int
    ) -> tuple[Case, Write, str | None]:
        """The case, its key, and the secret for who gave no phone; ``turn`` leaves a taken reference aside."""
        keyring, citizen, now = self._people.keyring, request.citizen, self._now()
        person = keyring.person(citizen.nik)
        reference = keyring.reference(Reference.CASE, person, request.key, turn)
        secret = None if citizen.phone else keyring.secret(reference)
        sealed, record_key = self._people.seal(
            citizen, table=self._store.table, reference=reference, person=person
        )
        received = office_time(now, office.time_zone).date()
        due = None
        if standard.working_days is not None:
            due = promised_day(received, standard.working_days, lambda day: office.opening(day) is not None)
        case = Case(
            reference=reference,
            office=office.id,
            service=standard.id,
            milestones=(Milestone(standard.milestones[0].key, now),),
            due=due,
            person=person,
            proof=keyring.proof(reference, secret or citizen.phone or ""),
            sealed=sealed,
            language=request.language,
        )
        return case, record_key, secret

    def advance(self, reference: str, milestone: str) -> Case:
        """Note that a milestone was reached; repeating it changes nothing.

        NotFound, UnknownMilestone, MilestoneOutOfOrder, or Busy when it keeps changing.
        """
        for _ in range(LOOKS):
            case = self._known(reference)
            standard = self._offices.standard(case.office, case.service)
            changed = advanced(case, milestone, [step.key for step in standard.milestones], self._now())
            if changed is case or self._store.replace(changed):
                return changed
        raise Busy

    def many(self, references: Sequence[str]) -> list[Case]:
        """Those of the cases that exist, for officers; one read."""
        return self._store.many(references) if references else []

    def citizen(self, case: Case) -> Citizen | None:
        """Whose case it is, for the check of their documents and for officers; None once they were erased."""
        return self._people.open(
            dict(case.sealed), table=self._store.table, reference=case.reference, person=case.person
        )

    def where(self, reference: str) -> Key:
        """Where a case lies, for the one look-up over everything that has a reference."""
        return self._store.where(reference)

    def case_of(self, item: Item) -> Case:
        """The case in an item that was read with its proof."""
        return self._store.case_of(item)

    def _known(self, reference: str) -> Case:
        case = self._store.get(reference)
        if case is None:
            raise NotFound
        return case
