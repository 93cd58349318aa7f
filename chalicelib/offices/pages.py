"""What citizens get back about offices and services. A Text goes out in the language asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from chalicelib.core.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import time

    from chalicelib.core.officer import Officer
    from chalicelib.offices.hours import OpeningDay, Season
    from chalicelib.offices.office import Offered, Office, OfficeBrief
    from chalicelib.offices.signin import Session
    from chalicelib.offices.standard import ServiceStandard


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office in the list."""

    id: str
    name: Text
    address: Text
    time_zone: str


@dataclass(frozen=True, slots=True)
class OfficesPage:
    """Every office of the city."""

    offices: list[OfficeLine]

    @classmethod
    def of(cls, briefs: Iterable[OfficeBrief]) -> OfficesPage:
        """The page of a list of offices."""
        return cls([OfficeLine(brief.id, brief.name, brief.address, brief.time_zone) for brief in briefs])


@dataclass(frozen=True, slots=True)
class BreakPage:
    """A pause within a day: ``HH:MM`` in office time."""

    starts: str
    ends: str


@dataclass(frozen=True, slots=True)
class HoursPage:
    """The hours of a weekday (1 Monday … 7 Sunday): ``HH:MM`` in office time."""

    weekday: int
    opens: str
    closes: str
    breaks: list[BreakPage]

    @classmethod
    def of(cls, day: OpeningDay) -> HoursPage:
        """The page of a weekday's hours."""
        breaks = [BreakPage(_clock(pause.starts), _clock(pause.ends)) for pause in day.breaks]
        return cls(day.weekday, _clock(day.opens), _clock(day.closes), breaks)


@dataclass(frozen=True, slots=True)
class SeasonPage:
    """Days, first and last included, with other hours."""

    first: date
    last: date
    reason: Text
    hours: list[HoursPage]

    @classmethod
    def of(cls, season: Season) -> SeasonPage:
        """The page of a season."""
        return cls(season.first, season.last, season.reason, [HoursPage.of(day) for day in season.hours])


@dataclass(frozen=True, slots=True)
class ClosurePage:
    """A day on which the office stays closed, and why."""

    date: dt.date
    reason: Text


@dataclass(frozen=True, slots=True)
class RulesPage:
    """How the office lets itself be booked; cut-offs are minutes before the visit.

    Check-in opens ``grace_before_minutes`` before the window; ``grace_after_minutes`` late still keeps the place.
    """

    horizon_days: int
    move_cutoff_minutes: int
    cancel_cutoff_minutes: int
    open_per_person: int
    open_per_phone: int
    grace_before_minutes: int
    grace_after_minutes: int


@dataclass(frozen=True, slots=True)
class OfferedPage:
    """A service in brief; ``aliases`` are the words people use for it, in either language."""

    id: str
    name: Text
    agency: Text
    agency_id: str
    minutes: int
    aliases: list[str]
    summary: Text

    @classmethod
    def of(cls, offered: Offered) -> OfferedPage:
        """The page of an offered service."""
        aliases = list(offered.aliases)
        return cls(
            offered.id,
            offered.name,
            offered.agency,
            offered.agency_id,
            offered.minutes,
            aliases,
            offered.summary,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficePage:
    """An office with its hours, its closed days from today on, its rules and what it offers."""

    id: str
    name: Text
    address: Text
    time_zone: str
    phone: str
    hours: list[HoursPage]
    seasons: list[SeasonPage]
    closures: list[ClosurePage]
    rules: RulesPage
    services: list[OfferedPage]

    @classmethod
    def of(cls, office: Office, today: date) -> OfficePage:
        """The page of an office, on a day in the office."""
        rules = office.rules
        return cls(
            id=office.id,
            name=office.name,
            address=office.address,
            time_zone=office.time_zone,
            phone=office.phone,
            hours=[HoursPage.of(day) for day in office.hours],
            seasons=[
                *(
                    SeasonPage(day, day, special.reason, [HoursPage.of(special.opening)])
                    for day, special in office.special.items()
                    if day >= today and special.opening and not office.closure(day)
                ),
                *(SeasonPage.of(season) for season in office.seasons if season.last >= today),
            ],
            closures=[ClosurePage(day, why) for day, why in _closed(office) if day >= today],
            rules=RulesPage(
                rules.horizon_days,
                rules.move_cutoff_minutes,
                rules.cancel_cutoff_minutes,
                rules.open_per_person,
                rules.open_per_phone,
                rules.grace_before_minutes,
                rules.grace_after_minutes,
            ),
            services=[OfferedPage.of(offered) for offered in office.services],
        )


@dataclass(frozen=True, slots=True)
class WherePage:
    """An office that offers the service too."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class DeemedGrantedPage:
    """By which law an application counts as granted that is not decided within so many working days."""

    working_days: int
    basis: str


@dataclass(frozen=True, slots=True)
class PermitStagePage:
    """What holds for a business from a milestone on."""

    milestone: Text
    may_operate: bool
    says: Text


@dataclass(frozen=True, slots=True)
class PermitClassPage:
    """The risk class of a business permit: what it consists of, and when the business may operate."""

    risk: str
    name: Text
    consists: list[Text]
    stages: list[PermitStagePage]
    basis: list[str]

    @classmethod
    def of(cls, standard: ServiceStandard) -> PermitClassPage | None:
        """The page of a standard's permit; None for what is no business permit."""
        permit = standard.permit
        if permit is None:
            return None
        names = {step.key: step.name for step in standard.milestones}
        stages = [
            PermitStagePage(
                names.get(stage.milestone, Text(stage.milestone, stage.milestone)),
                stage.may_operate,
                stage.says,
            )
            for stage in permit.stages
        ]
        return cls(permit.risk.value, permit.name, list(permit.consists), stages, list(permit.basis))


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardPage:
    """A service standard as one office offers it, and every office that offers it.

    ``milestones`` are the stages that a file passes; ``permit`` is null for what is no business permit.
    """

    id: str
    office: str
    name: Text
    agency: Text
    agency_id: str
    group: Text
    summary: Text
    minutes: int
    requirements: list[Text]
    procedure: list[Text]
    time: Text
    working_days: int | None
    fee: Text
    product: Text
    legal_basis: list[str]
    milestones: list[Text]
    deemed_granted: DeemedGrantedPage | None
    permit: PermitClassPage | None
    valid_from: date
    version: int
    offices: list[WherePage]

    @classmethod
    def of(cls, office: Office, standard: ServiceStandard, briefs: Iterable[OfficeBrief]) -> StandardPage:
        """The page of a standard; UnknownService when the office does not offer it."""
        offered = office.service(standard.id)
        return cls(
            id=standard.id,
            office=office.id,
            name=standard.name,
            agency=standard.agency,
            agency_id=standard.agency_id,
            group=standard.group,
            summary=standard.summary,
            minutes=offered.minutes,
            requirements=list(standard.requirements),
            procedure=list(standard.procedure),
            time=standard.time,
            working_days=standard.working_days,
            fee=standard.fee,
            product=standard.product,
            legal_basis=list(standard.legal_basis),
            milestones=[step.name for step in standard.milestones],
            deemed_granted=DeemedGrantedPage(law.working_days, law.basis)
            if (law := standard.deemed_granted)
            else None,
            permit=PermitClassPage.of(standard),
            valid_from=standard.valid_from,
            version=standard.version,
            offices=[WherePage(brief.id, brief.name) for brief in briefs if standard.id in brief.services],
        )


@dataclass(frozen=True, slots=True)
class OfficerPage:
    """Who has signed in; an administrator has no office and agency, a kiosk no agency: "" there."""

    id: str
    role: str
    office: str
    agency: str

    @classmethod
    def of(cls, officer: Officer) -> OfficerPage:
        """The page of an officer."""
        return cls(officer.id, officer.role.value, officer.office, officer.agency)


@dataclass(frozen=True, slots=True)
class SessionPage:
    """A session: ``token`` goes into the header Authorization (Bearer) and is good for ``expires_in`` seconds."""

    token: str
    expires_in: int
    refresh: str
    officer: OfficerPage

    @classmethod
    def of(cls, session: Session) -> SessionPage:
        """The page of a session."""
        return cls(session.token, session.expires_in, session.refresh, OfficerPage.of(session.officer))


def _closed(office: Office) -> list[tuple[date, Text]]:
    """The days that the office stays closed, by its file or by what its managers decided."""
    days = {*office.closures, *(day for day, special in office.special.items() if special.closed)}
    return [(day, why) for day in sorted(days) if (why := office.closure(day)) is not None]


def _clock(clock_time: time) -> str:
    return clock_time.isoformat(timespec="minutes")
