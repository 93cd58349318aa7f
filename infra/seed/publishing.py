"""From the seed's files into a deployment's tables, through the same services that serve citizens.

Repeatable: what is published already is left as it is, bookings keep their slots, and a demonstration case is
opened once.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.booking.planner import Planner
from chalicelib.cases.service import CaseRequest, Cases
from chalicelib.cases.store import CaseStore
from chalicelib.core import clock
from chalicelib.core.references import grouped
from chalicelib.core.registry import get
from chalicelib.demand.service import Demand
from chalicelib.offices.service import Offices
from chalicelib.people.forms import CitizenForm
from chalicelib.people.service import People, citizen_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.cases.service import Case
    from infra.seed.assembly import SeedCase
    from infra.seed.loading import Seed

# Plans of days with hours of their own are written this far ahead; the horizon of no office reaches further.
PLANNED_AHEAD = timedelta(days=366)
# Officers note milestones during the day, not all at once.
BETWEEN_MILESTONES = timedelta(hours=3)


def publish(seed: Seed, say: Callable[[str], None]) -> None:
    """Publish offices and standards, adopt their plans, and lay the slots up to each horizon."""
    done = get(Offices).publish(seed.offices, seed.standards)
    say(f"{done.offices} offices and {done.standards} service standards are new or changed.")
    for office in seed.offices:
        today = clock.office_time(clock.now(), office.time_zone).date()
        get(Demand).adopt(office, today, today + PLANNED_AHEAD)
        laid = get(Planner).lay(office.id)
        say(
            f"{office.name.en}: {laid.added} slots added, {laid.changed} changed, {laid.overdrawn} overdrawn."
        )


def open_cases(seed: Seed, say: Callable[[str], None]) -> None:
    """Open the demonstration's cases and say how to look one up."""
    for example in seed.cases:
        case = _opened(example)
        told = f"{example.service} at {example.office}: {case.status}"
        say(f"{grouped(case.reference)}  proof {example.phone[-4:]}  {told}")


def _opened(example: SeedCase) -> Case:
    """The case as it would be, had it come in some days ago and been worked on since."""
    moment = clock.now() - timedelta(days=example.opened_days_ago, hours=BETWEEN_MILESTONES.seconds // 3600)
    form = CitizenForm(name=example.name, nik=example.nik, phone=example.phone)
    citizen = citizen_of(form, today=moment.date(), at=example.key)
    case = (
        _cases(moment)
        .open(CaseRequest(example.office, example.service, citizen, language="id", key=example.key))
        .case
    )
    for milestone in example.reached:
        moment = min(moment + BETWEEN_MILESTONES, clock.now())
        case = _cases(moment).advance(case.reference, milestone)
    return case


def _cases(moment: datetime) -> Cases:
    """The service of cases, at a moment of the past."""
    return Cases(get(CaseStore), get(Offices), get(People), lambda: moment)
