"""What officers do with cases. Every step names the version that was looked at, and is in the access record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chalicelib.cases import reasons
from chalicelib.cases.alarm import Alarm, alarm_of, by_urgency
from chalicelib.cases.case import Case, paused, refused, resumed
from chalicelib.cases.errors import CaseChanged
from chalicelib.cases.service.cases import CaseRequest, Cases, Opened, works_at
from chalicelib.core.clock import office_time
from chalicelib.core.errors import NotFound
from chalicelib.people.service import Access

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from chalicelib.cases.service.ports import Store
    from chalicelib.core.officer import Officer
    from chalicelib.core.table import Write
    from chalicelib.core.text import Text
    from chalicelib.offices.service import Office, Offices, ServiceStandard
    from chalicelib.people.service import Citizen, People


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a case waits or is refused: a code of ``reasons``, and the officer's words for its citizen."""

    why: str
    words: Text | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """An open case in the list of an office."""

    case: Case
    standard: ServiceStandard
    alarm: Alarm | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A case as an officer sees it; ``citizen`` is None once they were erased."""

    case: Case
    office: Office
    standard: ServiceStandard
    citizen: Citizen | None
    words: dict[str, Text]
    alarm: Alarm | None


class Handling:
    """Cases in the hands of officers."""

    def __init__(
        self, store: Store, cases: Cases, offices: Offices, people: People, now: Callable[[], datetime]
    ) -> None:
        """Take the store, the cases, the rooms below and the clock."""
        self._store = store
        self.cases = cases
        self._offices = offices
        self._people = people
        self._now = now

    def listing(self, officer: Officer, office_id: str) -> list[Listed]:
        """The open cases that an officer may serve, alarms first, then by the next day; names nobody."""
        office = self._offices.office(office_id)
        today = self.today(office)
        mine = [
            case
            for case in self._store.many(self._store.open_of(office.id))
            if officer.may_serve(office.id, {case.agency})
        ]
        alarms = {case.reference: alarm_of(case, today, works_at(office)) for case in mine}
        mine.sort(key=lambda case: by_urgency(case, alarms[case.reference]))
        return [
            Listed(case, self._offices.standard(office.id, case.service), alarms[case.reference])
            for case in mine
        ]

    def look(self, officer: Officer, office_id: str, reference: str) -> Seen:
        """A case with its citizen; the look is noted before anything is told. NotFound, NotAllowed."""
        case = self.case(officer, office_id, reference)
        self._people.note(self.access(officer, case, "case"))
        return self.seen(case)

    def open(self, officer: Officer, request: CaseRequest) -> Opened:
        """Open a case at the counter; repeating it gives the same one. UnknownOffice, UnknownService, NotAllowed."""
        office = self._offices.office(request.office)
        service = office.service(request.service)
        officer.must_serve(office.id, {service.agency_id})
        person = self._people.keyring.person(request.citizen.nik)
        at = office_time(self._now(), office.time_zone)
        access = Access(office=office.id, at=at, officer=officer.id, what="case opened", person=person)
        return self.cases.open(request, self._people.noting(access))

    def advance(
        self, officer: Officer, office_id: str, reference: str, *, version: int, milestone: str
    ) -> Case:
        """Note a milestone. NotFound, NotAllowed, CaseChanged and what ``case.advanced`` refuses with."""
        return self._change(
            self.case(officer, office_id, reference),
            version,
            lambda case: self.cases.stepped(case, milestone),
            there=lambda case: case.reached(milestone) is not None,
            noting=lambda case: self.noting(officer, case, f"case {milestone}"),
        )

    def pause(
        self, officer: Officer, office_id: str, reference: str, *, version: int, reason: Reason
    ) -> Case:
        """Let a case wait for its citizen. NotFound, NotAllowed, CaseChanged, CaseClosed, CaseWaits."""

        def waiting(case: Case) -> tuple[Case, list[Write]]:
            after = paused(case, reason.why, self._now(), self.today(self._offices.office(case.office)))
            return self._with_words(after, reasons.of_pause(len(case.pauses)), reason.words), []

        return self._change(
            self.case(officer, office_id, reference),
            version,
            waiting,
            there=lambda case: case.pause is not None and case.pause.why == reason.why,
            noting=lambda case: self.noting(officer, case, "case paused"),
        )

    def resume(self, officer: Officer, office_id: str, reference: str, *, version: int) -> Case:
        """Let a case go on. NotFound, NotAllowed, CaseChanged, NothingToResume."""

        def going_on(case: Case) -> tuple[Case, list[Write]]:
            office = self._offices.office(case.office)
            return resumed(case, self._now(), self.today(office), works_at(office)), []

        return self._change(
            self.case(officer, office_id, reference),
            version,
            going_on,
            there=lambda case: case.pause is None and bool(case.pauses),
            noting=lambda case: self.noting(officer, case, "case resumed"),
        )

    def refuse(
        self, officer: Officer, office_id: str, reference: str, *, version: int, reason: Reason
    ) -> Case:
        """Refuse a case, with the reason that its citizen is told. NotFound, NotAllowed, CaseChanged, CaseClosed."""

        def saying_no(case: Case) -> tuple[Case, list[Write]]:
            after = refused(case, reason.why, self._now())
            return self._with_words(after, reasons.OF_REFUSAL, reason.words), []

        return self._change(
            self.case(officer, office_id, reference),
            version,
            saying_no,
            there=lambda case: case.refused is not None and case.refused.why == reason.why,
            noting=lambda case: self.noting(officer, case, "case refused"),
        )

    def case(self, officer: Officer, office_id: str, reference: str) -> Case:
        """A case of the officer's own office and agency. NotFound for those of other offices, NotAllowed."""
        office = self._offices.office(office_id)
        case = self.cases.known(reference)
        if case.office != office.id:
            raise NotFound
        officer.must_serve(office.id, {case.agency})
        return case

    def seen(self, case: Case) -> Seen:
        """A case as its officers see it; who it is shown to is noted by who asks."""
        office = self._offices.office(case.office)
        return Seen(
            case=case,
            office=office,
            standard=self._offices.standard(case.office, case.service),
            citizen=self.cases.citizen(case),
            words=self.cases.words(case),
            alarm=alarm_of(case, self.today(office), works_at(office)),
        )

    def noting(self, officer: Officer, case: Case, what: str) -> Write:
        """The write that notes what an officer did with a case."""
        return self._people.noting(self.access(officer, case, what))

    def access(self, officer: Officer, case: Case, what: str) -> Access:
        """What an officer does with a case, for the access record."""
        at = office_time(self._now(), self._offices.office(case.office).time_zone)
        return Access(
            office=case.office,
            at=at,
            officer=officer.id,
            what=what,
            reference=case.reference,
            person=case.person,
        )

    def today(self, office: Office) -> date:
        """The day it is in an office."""
        return office_time(self._now(), office.time_zone).date()

    def _change(
        self,
        case: Case,
        version: int,
        change: Callable[[Case], tuple[Case, list[Write]]],
        *,
        there: Callable[[Case], bool],
        noting: Callable[[Case], Write],
    ) -> Case:
        """Carry out a change of the version that was looked at.

        What is ``there`` already was this request, sent again, or somebody who had the same thought: nothing to refuse.
        """
        if case.version != version:
            if there(case):
                return case
            raise CaseChanged
        after, beside = change(case)
        if after is case or self._store.change(case, after, noting(after), *beside):
            return after
        latest = self.cases.known(case.reference)
        if there(latest):
            return latest
        raise CaseChanged

    def _with_words(self, case: Case, name: str, words: Text | None) -> Case:
        if words is None:
            return case
        more = self._people.seal_more(
            reasons.fields_of(name, words),
            table=self._store.table,
            reference=case.reference,
            person=case.person,
        )
        return replace(case, sealed={**case.sealed, **more})
