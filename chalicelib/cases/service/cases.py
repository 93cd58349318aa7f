"""Cases: opened by an office, advanced milestone by milestone, looked up by their citizen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.cases import reasons
from chalicelib.cases.case import ENDED_BY_DOCUMENT, Case, Milestone, Steps, advanced, resumed
from chalicelib.cases.promise import promised_day
from chalicelib.core.clock import office_time
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.references import Reference
from chalicelib.offices.service import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from chalicelib.cases.service.ports import LetterStore, Store
    from chalicelib.core.table import Item, Key, Write
    from chalicelib.core.text import Language, Text
    from chalicelib.offices.service import Office, Offices, ServiceStandard
    from chalicelib.people.service import Citizen, People

LOOKS = 4
# References of two people meet once in a lifetime; see booking.
TURNS = 3
KEEPING = frozenset({Role.READY, Role.HANDED_OVER})


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

    def __init__(
        self,
        store: Store,
        letters: LetterStore,
        offices: Offices,
        people: People,
        now: Callable[[], datetime],
    ) -> None:
        """Take the stores, the rooms below and the clock."""
        self._store = store
        self._letters = letters
        self._offices = offices
        self._people = people
        self._now = now

    def open(self, request: CaseRequest, *beside: Write) -> Opened:
        """Open a case at its first milestone; repeating it gives the same case. UnknownOffice, UnknownService.

        ``beside`` is written only when the case is.
        """
        office = self._offices.office(request.office)
        standard = self._offices.standard(request.office, request.service)
        for turn in range(TURNS):
            case, record_key, secret = self._draft(request, office, standard, turn)
            if self._store.add(case, record_key, *beside):
                return Opened(case, secret)
            there = self.known(case.reference)
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
        case = Case(
            reference=reference,
            office=office.id,
            service=standard.id,
            agency=standard.agency_id,
            milestones=(Milestone(standard.milestones[0].key, now),),
            due=_day_of(received, standard.working_days, office),
            deemed=_day_of(
                received,
                standard.deemed_granted.working_days if standard.deemed_granted else None,
                office,
            ),
            person=person,
            proof=keyring.proof(reference, secret or citizen.phone or ""),
            sealed=sealed,
            language=request.language,
        )
        return case, record_key, secret

    def advance(self, reference: str, milestone: str) -> Case:
        """Note that a milestone was reached; repeating it changes nothing.

        NotFound, UnknownMilestone, MilestoneOutOfOrder, CaseClosed, CaseWaits, or Busy when it keeps changing.
        """
        for _ in range(LOOKS):
            case = self.known(reference)
            changed, beside = self.stepped(case, milestone)
            if changed is case or self._store.change(case, changed, *beside):
                return changed
        raise Busy

    def stepped(self, case: Case, milestone: str) -> tuple[Case, list[Write]]:
        """The case at a milestone, and what is written with it: the day on which a letter goes that is handed over."""
        standard = self._offices.standard(case.office, case.service)
        changed = advanced(case, milestone, steps_of(standard), self._now())
        if not (changed.ended and not case.ended and changed.letter):
            return changed, []
        return changed, [self.leaving(changed, standard)]

    def leaving(self, case: Case, standard: ServiceStandard) -> Write:
        """The write by which the letter of a case that ended goes when its time is over."""
        office = self._offices.office(case.office)
        today = office_time(self._now(), office.time_zone).date()
        return self._letters.leaving(case, today + timedelta(days=standard.letter_days))

    def answered(self, reference: str) -> Case:
        """The citizen has sent a document: a case that waited for one goes on; any other stays as it is.

        NotFound, or Busy when it keeps changing.
        """
        for _ in range(LOOKS):
            case = self.known(reference)
            if case.pause is None or case.pause.why not in ENDED_BY_DOCUMENT:
                return case
            office = self._offices.office(case.office)
            now = self._now()
            changed = resumed(case, now, office_time(now, office.time_zone).date(), works_at(office))
            if self._store.change(case, changed):
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

    def words(self, case: Case) -> dict[str, Text]:
        """What officers wrote of a case's pauses and refusal; nothing is read where nobody wrote anything."""
        sealed = reasons.sealed_words(case)
        if not sealed:
            return {}
        clear = self._people.open_fields(
            sealed, table=self._store.table, reference=case.reference, person=case.person
        )
        return reasons.words_in(clear or {})

    def where(self, reference: str) -> Key:
        """Where a case lies, for the one look-up over everything that has a reference."""
        return self._store.where(reference)

    def case_of(self, item: Item) -> Case:
        """The case in an item that was read with its proof."""
        return self._store.case_of(item)

    def known(self, reference: str) -> Case:
        """A case for somebody who may see it without a proof. NotFound."""
        case = self._store.get(reference)
        if case is None:
            raise NotFound
        return case


def steps_of(standard: ServiceStandard) -> Steps:
    """A standard's milestones, and those with which its promise is kept."""
    keeping = frozenset(step.key for step in standard.milestones if step.role in KEEPING)
    return Steps([step.key for step in standard.milestones], keeping)


def works_at(office: Office) -> Callable[[date], bool]:
    """Whether an office works on a day."""
    return lambda day: office.opening(day) is not None


def _day_of(received: date, days: int | None, office: Office) -> date | None:
    return None if days is None else promised_day(received, days, works_at(office))
