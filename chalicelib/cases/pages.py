"""What officers see of cases, and what citizens and anybody get of letters. Only ``CasePage`` names a citizen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from chalicelib.cases.told import (
    IssuedPage,
    PausePage,
    PermitPage,
    RefusedPage,
    issued,
    local,
    pauses,
    refusal,
)
from chalicelib.core.clock import office_time
from chalicelib.core.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chalicelib.cases.case import Case
    from chalicelib.cases.letter import Letter
    from chalicelib.cases.service import LetterForm, Listed, Seen
    from chalicelib.offices.service import Office, ServiceStandard

FORM_MINUTES = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLinePage:
    """An open case of the office. ``deemed`` is the day after which the law grants it; ``alarm``: granted, near, late.

    ``stage`` names the last milestone; ``waits`` is since when its citizen has to answer; ``ready``: to be handed over.
    """

    reference: str
    service: str
    service_name: Text
    status: str
    stage: Text
    received: datetime
    due: dt.date | None
    deemed: dt.date | None
    alarm: str | None
    waits: datetime | None
    ready: bool

    @classmethod
    def of(cls, listed: Listed, zone: str) -> CaseLinePage:
        """The line of an open case."""
        case = listed.case
        return cls(
            reference=case.reference,
            service=case.service,
            service_name=listed.standard.name,
            status=case.status,
            stage=_stage(case, listed.standard),
            received=office_time(case.milestones[0].at, zone),
            due=None if case.met else case.due,
            deemed=None if case.met else case.deemed,
            alarm=listed.alarm.value if listed.alarm else None,
            waits=office_time(case.pause.since, zone) if case.pause else None,
            ready=case.met,
        )


@dataclass(frozen=True, slots=True)
class CasesPage:
    """The open cases that an officer may serve: alarms first, then the next day."""

    cases: list[CaseLinePage]

    @classmethod
    def of(cls, found: Iterable[Listed], office: Office) -> CasesPage:
        """The page of a list."""
        return cls([CaseLinePage.of(one, office.time_zone) for one in found])


@dataclass(frozen=True, slots=True)
class MilestonePage:
    """A milestone of the standard, and when it was reached; null while it was not."""

    key: str
    name: Text
    role: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class HolderPage:
    """Whose case it is; NIK and phone are masked."""

    name: str
    nik: str
    phone: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """A case in front of an officer; the look is in the access record. ``citizen`` is null once they were erased.

    ``deemed_basis`` is the law by which it counts as granted after the day ``deemed``.
    """

    reference: str
    version: int
    office: str
    service: str
    service_name: Text
    status: str
    open: bool
    ready: bool
    due: dt.date | None
    deemed: dt.date | None
    deemed_basis: str | None
    alarm: str | None
    milestones: list[MilestonePage]
    pauses: list[PausePage]
    refused: RefusedPage | None
    letter: IssuedPage | None
    permit: PermitPage | None
    citizen: HolderPage | None

    @classmethod
    def of(cls, seen: Seen) -> CasePage:
        """The page of a case."""
        case, standard, zone = seen.case, seen.standard, seen.office.time_zone
        citizen = seen.citizen
        law = standard.deemed_granted
        return cls(
            reference=case.reference,
            version=case.version,
            office=case.office,
            service=case.service,
            service_name=standard.name,
            status=case.status,
            open=case.is_open,
            ready=case.met,
            due=case.due,
            deemed=case.deemed,
            deemed_basis=law.basis if law and case.deemed else None,
            alarm=seen.alarm.value if seen.alarm else None,
            milestones=[
                MilestonePage(step.key, step.name, step.role.value, local(case.reached(step.key), zone))
                for step in standard.milestones
            ],
            pauses=pauses(case, seen.words, zone),
            refused=refusal(case, seen.words, zone),
            letter=issued(case, zone),
            permit=PermitPage.at(standard, (one.key for one in case.milestones)),
            citizen=HolderPage(
                citizen.name,
                f"{citizen.nik[:6]}********{citizen.nik[-2:]}",
                f"…{citizen.phone[-4:]}" if citizen.phone else None,
            )
            if citizen
            else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPage:
    """A case that was opened; ``secret`` where no phone was given: what its citizen proves themselves by."""

    OMIT_NONE: ClassVar[tuple[str, ...]] = ("secret",)

    reference: str
    office: str
    service: str
    status: str
    due: dt.date | None
    secret: str | None = None


@dataclass(frozen=True, slots=True)
class LetterFormPage:
    """Where the letter is posted to, with these fields before the file, and until when."""

    url: str
    fields: Mapping[str, str]
    expires: datetime

    @classmethod
    def of(cls, form: LetterForm, now: datetime) -> LetterFormPage:
        """The page of a form that was just given."""
        return cls(form.url, form.fields, now + dt.timedelta(minutes=FORM_MINUTES))


@dataclass(frozen=True, slots=True)
class LinkPage:
    """A short-lived address."""

    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedPage:
    """Whether a code is that of a letter that is good; says nothing of whom it is for.

    All else is null where no letter has the code. ``sha256`` is the fingerprint of the file that was issued;
    ``revoked`` is when the office took the letter back.
    """

    valid: bool
    office: str | None = None
    office_name: Text | None = None
    service: str | None = None
    service_name: Text | None = None
    issued: datetime | None = None
    sha256: str | None = None
    revoked: datetime | None = None

    @classmethod
    def of(cls, letter: Letter, office: Office, standard: ServiceStandard) -> VerifiedPage:
        """The page of a letter."""
        return cls(
            valid=letter.revoked is None,
            office=office.id,
            office_name=office.name,
            service=standard.id,
            service_name=standard.name,
            issued=local(letter.issued, office.time_zone),
            sha256=letter.sha256,
            revoked=local(letter.revoked, office.time_zone),
        )


def _stage(case: Case, standard: ServiceStandard) -> Text:
    names = {step.key: step.name for step in standard.milestones}
    return names.get(case.stage, Text(case.stage, case.stage))
