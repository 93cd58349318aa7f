"""From the models of the files to the values that the rooms know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from chalicelib.core.text import Text
from chalicelib.offices.hours import Break, OpeningDay, Season
from chalicelib.offices.office import Offered, Office, Rules
from chalicelib.offices.pool import FewerCounters, Pool
from chalicelib.offices.standard import DeemedGranted, Permit, PermitStage, Risk, ServiceStandard, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from infra.seed.models import (
        AgencyFile,
        CaseEntry,
        DatesEntry,
        HoursEntry,
        OfficeFile,
        PermitsFile,
        PoolEntry,
        ServiceEntry,
        StepEntry,
        TextEntry,
    )

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedCase:
    """A file (berkas) to open; ``key`` stays the same, so that opening it again changes nothing."""

    key: str
    office: str
    service: str
    name: str
    nik: str
    phone: str
    opened_days_ago: int
    reached: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RiskClass:
    """A permit of one risk class, and the milestones that its files pass."""

    permit: Permit
    milestones: tuple[Step, ...]


def classes_of(file: PermitsFile) -> dict[Risk, RiskClass]:
    """The risk classes of the city."""
    return {
        entry.risk: RiskClass(
            Permit(
                risk=entry.risk,
                name=_text(entry.name),
                consists=tuple(map(_text, entry.consists)),
                stages=tuple(
                    PermitStage(stage.milestone, stage.may_operate, _text(stage.says))
                    for stage in entry.stages
                ),
                basis=tuple(file.basis),
            ),
            tuple(map(_step, entry.milestones)),
        )
        for entry in file.classes
    }


def standards_of(
    agency_id: str, agency: AgencyFile, classes: Mapping[Risk, RiskClass]
) -> tuple[ServiceStandard, ...]:
    """The service standards of an agency's file; a business permit passes the milestones of its risk class."""
    return tuple(
        ServiceStandard(
            id=entry.service,
            agency=_text(agency.agency),
            agency_id=agency_id,
            group=_text(agency.group),
            name=_text(entry.name),
            summary=_text(entry.summary),
            requirements=tuple(map(_text, entry.requirements)),
            documents=tuple(one.document for one in entry.requirements),
            procedure=tuple(map(_text, entry.procedure)),
            time=_text(entry.time),
            working_days=entry.working_days,
            fee=_text(entry.fee),
            product=_text(entry.product),
            legal_basis=tuple(entry.legal_basis),
            milestones=_milestones(entry, agency, classes),
            aliases=tuple(entry.aliases),
            valid_from=entry.valid_from or agency.valid_from,
            deemed_granted=DeemedGranted(**entry.deemed_granted.model_dump())
            if entry.deemed_granted
            else None,
            permit=classes[entry.risk].permit if entry.risk else None,
            letter_days=entry.letter_days,
        )
        for entry in agency.services
    )


def office_of(
    office: str, file: OfficeFile, standards: Mapping[str, ServiceStandard], holidays: Mapping[date, Text]
) -> Office:
    """An office from its file; its own closures stand over the national ones of the same day."""
    own = {day: _text(entry.reason) for entry in file.closures for day in _days(entry)}
    return Office(
        id=office,
        name=_text(file.name),
        address=_text(file.address),
        time_zone=file.time_zone,
        phone=file.phone,
        hours=_hours(file.hours),
        seasons=tuple(
            Season(entry.first, entry.last or entry.first, _text(entry.reason), _hours(entry.hours))
            for entry in file.seasons
        ),
        closures=dict(sorted({**holidays, **own}.items())),
        pools=tuple(map(_pool, file.pools)),
        services=tuple(
            _offered(standards[service], minutes, pool)
            for pool in file.pools
            for service, minutes in pool.services.items()
        ),
        rules=Rules(**file.rules.model_dump()),
    )


def case_of(entry: CaseEntry) -> SeedCase:
    """A case to open."""
    fields = entry.model_dump(exclude={"case", "reached"})
    return SeedCase(key=entry.case, reached=tuple(entry.reached), **fields)


def _milestones(
    entry: ServiceEntry, agency: AgencyFile, classes: Mapping[Risk, RiskClass]
) -> tuple[Step, ...]:
    """A service's own, else those of its risk class, else its agency's."""
    if entry.risk and not entry.milestones:
        return classes[entry.risk].milestones
    return tuple(map(_step, entry.milestones or agency.milestones))


def _step(entry: StepEntry) -> Step:
    return Step(entry.key, _text(entry), entry.role)


def _offered(standard: ServiceStandard, minutes: int, pool: PoolEntry) -> Offered:
    return Offered(
        id=standard.id,
        name=standard.name,
        agency=standard.agency,
        summary=standard.summary,
        minutes=minutes,
        pool=pool.pool,
        aliases=standard.aliases,
        agency_id=standard.agency_id,
        minutes_cleared=pool.minutes_cleared.get(standard.id),
    )


def _pool(entry: PoolEntry) -> Pool:
    return Pool(
        id=entry.pool,
        counters=len(entry.counters),
        services=tuple(entry.services),
        booking_share=entry.booking_share,
        fewer=tuple(
            FewerCounters(_weekdays(less.days), less.starts, less.until, less.counters)
            for less in entry.fewer_counters
        ),
        names=tuple(entry.counters),
        letter=entry.letter,
    )


def _hours(entries: Iterable[HoursEntry]) -> tuple[OpeningDay, ...]:
    hours = (
        OpeningDay(
            weekday,
            entry.opens,
            entry.closes,
            tuple(Break(pause.starts, pause.ends) for pause in entry.breaks),
        )
        for entry in entries
        for weekday in _weekdays(entry.days)
    )
    return tuple(sorted(hours, key=lambda opening: opening.weekday))


def _weekdays(names: Iterable[str]) -> tuple[int, ...]:
    return tuple(WEEKDAYS.index(name) + 1 for name in names)


def _days(entry: DatesEntry) -> Iterator[date]:
    last = entry.last or entry.first
    for ahead in range((last - entry.first).days + 1):
        yield entry.first + timedelta(days=ahead)


def _text(entry: TextEntry) -> Text:
    return Text(entry.id, entry.en)
