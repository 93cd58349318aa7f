"""What must agree between the files of the seed, or within one beyond the form of its fields."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from chalicelib.core.errors import Fault
from chalicelib.people import nik, phone
from infra.seed.reading import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date

    from chalicelib.offices.office import Office
    from chalicelib.offices.standard import Risk, ServiceStandard
    from infra.seed.models import (
        AgencyFile,
        CasesFile,
        HoursEntry,
        OfficeFile,
        OfficersFile,
        PermitsFile,
        PoolEntry,
        RulesEntry,
    )


def permits_agree(name: str, file: PermitsFile) -> Iterator[Problem]:
    """A risk class stands once; its stages follow its milestones, and end with a business that may operate."""
    for again in twice(entry.risk for entry in file.classes):
        yield Problem(name, f"classes[{again}].risk", "this class stands here twice")
    for entry in file.classes:
        where = f"classes[{entry.risk}].stages"
        steps = [step.key for step in entry.milestones]
        named = [stage.milestone for stage in entry.stages]
        if named != [step for step in steps if step in named]:
            yield Problem(name, where, f"must name some of {', '.join(steps)}, in this order")
        if not entry.stages[-1].may_operate:
            yield Problem(name, where, "must end with a stage in which the business may operate")


def agencies_agree(files: Mapping[str, AgencyFile], classes: Collection[Risk]) -> Iterator[Problem]:
    """A service has one standard in the city, a risk class there is, and no promise beyond what the law grants."""
    owner: dict[str, str] = {}
    for name, file in files.items():
        for entry in file.services:
            where = f"services[{entry.service}]"
            if entry.service in owner:
                wrong = f"this service stands in {owner[entry.service]} already"
                yield Problem(name, f"{where}.service", wrong)
            owner.setdefault(entry.service, name)
            if entry.risk and entry.risk not in classes:
                yield Problem(name, f"{where}.risk", f"permits.yaml has no class {entry.risk}")
            deemed = entry.deemed_granted
            if deemed and (entry.working_days or 0) > deemed.working_days:
                wrong = f"must not be less than working_days, which is {entry.working_days}"
                yield Problem(name, f"{where}.deemed_granted.working_days", wrong)


def office_agrees(name: str, file: OfficeFile, services: Iterable[str]) -> Iterator[Problem]:
    """A counter, a letter and a service have one pool; services have standards; a weekday one set of hours."""
    for again in twice(counter for pool in file.pools for counter in pool.counters):
        yield Problem(name, "pools", f"counter {again} stands in more than one place")
    for again in twice(pool.pool for pool in file.pools):
        yield Problem(name, f"pools[{again}]", "this pool stands here twice")
    yield from _letters_once(name, file.pools)
    yield from _rules_agree(name, file.rules)
    for again in twice(service for pool in file.pools for service in pool.services):
        yield Problem(name, f"pools[…].services.{again}", "a service may stand in one pool only")
    yield from _weekdays_once(name, "hours", file.hours)
    for place, season in enumerate(file.seasons, start=1):
        yield from _weekdays_once(name, f"seasons[{place}].hours", season.hours)
    known = set(services)
    for pool in file.pools:
        yield from _pool_agrees(name, pool, known)


def office_can_serve(name: str, office: Office) -> Iterator[Problem]:
    """In each pool some window of the week has the minutes that its longest service takes of one window."""
    window_minutes = office.rules.window_minutes
    week = [(day.weekday, window) for day in office.hours for window in day.windows(window_minutes)]
    for pool in office.pools:
        most = max((pool.minutes_at(weekday, window) for weekday, window in week), default=0)
        for service in pool.services:
            needed = min(office.service(service).minutes, window_minutes)
            if most < needed:
                where = f"pools[{pool.id}].services.{service}"
                yield Problem(name, where, f"takes {needed} minutes of a window; none has more than {most}")


def cleared_agrees(name: str, office: Office, standards: Mapping[str, ServiceStandard]) -> Iterator[Problem]:
    """A service takes less time with its documents checked before only where some can be, and then really less."""
    for offered in office.services:
        if offered.minutes_cleared is None:
            continue
        where = f"pools[{offered.pool}].minutes_cleared.{offered.id}"
        if offered.minutes_cleared >= offered.minutes:
            yield Problem(name, where, f"must be less than the {offered.minutes} minutes it usually takes")
        if not standards[offered.id].document_kinds:
            yield Problem(name, where, "none of this service's requirements names a document")


def cases_agree(
    name: str,
    file: CasesFile,
    offices: Mapping[str, Office],
    standards: Mapping[str, ServiceStandard],
    today: date,
) -> Iterator[Problem]:
    """A case is of a service its office offers, with milestones in order, a NIK and phone of right form."""
    for again in twice(entry.case for entry in file.cases):
        yield Problem(name, f"cases[{again}].case", "this case stands here twice")
    for entry in file.cases:
        where = f"cases[{entry.case}]"
        if isinstance(nik.read(entry.nik, today=today), Fault):
            yield Problem(name, f"{where}.nik", "is no possible NIK")
        if isinstance(phone.read(entry.phone), Fault):
            yield Problem(name, f"{where}.phone", "is no possible phone number")
        if entry.office not in offices:
            yield Problem(name, f"{where}.office", f"there is no office {entry.office}")
        elif entry.service not in offices[entry.office].brief.services:
            yield Problem(name, f"{where}.service", f"{entry.office} offers no service {entry.service}")
        else:
            steps = [step.key for step in standards[entry.service].milestones]
            if entry.reached != steps[: len(entry.reached)]:
                wrong = f"must be the first of {', '.join(steps)}, in this order"
                yield Problem(name, f"{where}.reached", wrong)


def officers_agree(name: str, file: OfficersFile, offices: Mapping[str, Office]) -> Iterator[Problem]:
    """An officer works in an office there is, for an agency whose services it offers; an address has one account."""
    for again in twice(entry.email for entry in file.officers):
        yield Problem(name, f"officers[{again}].email", "this address stands here twice")
    for entry in file.officers:
        where = f"officers[{entry.email}]"
        if entry.office and entry.office not in offices:
            yield Problem(name, f"{where}.office", f"there is no office {entry.office}")
        elif entry.agency and entry.agency not in {o.agency_id for o in offices[entry.office].services}:
            yield Problem(name, f"{where}.agency", f"{entry.office} has no services of {entry.agency}")


def _pool_agrees(name: str, pool: PoolEntry, known: set[str]) -> Iterator[Problem]:
    where = f"pools[{pool.pool}]"
    for service in pool.minutes_cleared.keys() - pool.services.keys():
        yield Problem(name, f"{where}.minutes_cleared.{service}", "this pool does not serve it")
    for service in pool.services:
        if service not in known:
            yield Problem(name, f"{where}.services.{service}", "no agency's file has this service")
    for place, less in enumerate(pool.fewer_counters, start=1):
        here = f"{where}.fewer_counters[{place}]"
        if less.counters > len(pool.counters):
            yield Problem(name, f"{here}.counters", f"the pool has only {len(pool.counters)}")
        if less.until <= less.starts:
            yield Problem(name, f"{here}.until", "must be after from")


def _letters_once(name: str, pools: Iterable[PoolEntry]) -> Iterator[Problem]:
    """Two families with one letter would give two citizens the same ticket number."""
    owner: dict[str, str] = {}
    for pool in pools:
        if pool.letter in owner:
            wrong = f"{pool.letter} is the letter of pool {owner[pool.letter]} already"
            yield Problem(name, f"pools[{pool.pool}].letter", wrong)
        owner.setdefault(pool.letter, pool.pool)


def _rules_agree(name: str, rules: RulesEntry) -> Iterator[Problem]:
    """Otherwise a priority citizen who has just come would count like an appointment that is overdue already."""
    if rules.priority_ahead_minutes > rules.walk_in_patience_minutes:
        wrong = f"must not be more than walk_in_patience_minutes, which is {rules.walk_in_patience_minutes}"
        yield Problem(name, "rules.priority_ahead_minutes", wrong)


def _weekdays_once(name: str, where: str, hours: Iterable[HoursEntry]) -> Iterator[Problem]:
    for again in twice(day for entry in hours for day in entry.days):
        yield Problem(name, where, f"{again} stands here twice")


def twice(things: Iterable[str]) -> list[str]:
    """What stands there more than once."""
    return [thing for thing, count in Counter(things).items() if count > 1]
