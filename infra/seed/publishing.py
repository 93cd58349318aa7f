"""From the seed's files into a deployment's tables, through the same services that serve citizens.

Repeatable: what is published already is left as it is, bookings keep their slots, and a demonstration case is
opened once.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.booking.planner import Planner
from chalicelib.cases.service import CaseRequest, Cases
from chalicelib.cases.store import CaseStore, LetterStore
from chalicelib.core import clock
from chalicelib.core.references import grouped
from chalicelib.core.registry import get
from chalicelib.demand.service import Demand
from chalicelib.offices.service import Offices
from chalicelib.people.forms import CitizenForm
from chalicelib.people.service import People, citizen_of
from infra.errors import Stopped

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.cases.service import Case
    from infra.seed.assembly import SeedCase
    from infra.seed.loading import Seed

# Plans of days with hours of their own are written this far ahead; the horizon of no office reaches further.
PLANNED_AHEAD = timedelta(days=366)
# Officers note milestones in the course of the day.
AFTER_OPENING = timedelta(hours=1, minutes=25)


def publish(seed: Seed, say: Callable[[str], None]) -> None:
    """Publish offices and standards, adopt their plans, and lay the slots up to each horizon."""
    for office in seed.offices:
        if barred := get(Planner).barred(office):
            told = ", ".join(f"{bookings} in pool {pool}" for pool, bookings in barred.items())
            raise Stopped(
                f"{office.id}: counters or services change their pool while open bookings hold them ({told}). "
                "Move or cancel those bookings first, or publish the change after their day."
            )
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
        # Where it stands is for the page to say: this line is read again on later days.
        told = f"{example.service} at {example.office}"
        say(f"{grouped(case.reference)}  proof {example.phone[-4:]}  {told}")


def _opened(example: SeedCase) -> Case:
    """The case as it would be, had it come in some days ago and been worked on since, a step a working day."""
    days = working_days(example.office, max(example.opened_days_ago, len(example.reached), 1), clock.now())
    form = CitizenForm(name=example.name, nik=example.nik, phone=example.phone)
    citizen = citizen_of(form, today=days[0].date(), at=example.key)
    asked = CaseRequest(example.office, example.service, citizen, language="id", key=example.key)
    case = _cases(days[0]).open(asked).case
    for milestone, moment in zip(example.reached, days, strict=False):
        case = _cases(moment).advance(case.reference, milestone)
    return case


def working_days(office_id: str, wanted: int, now: datetime) -> list[datetime]:
    """A moment on each of the last working days of an office before that of ``now``, the earliest first."""
    office = get(Offices).office(office_id)
    day = clock.office_time(now, office.time_zone).date()
    moments: list[datetime] = []
    while len(moments) < wanted:
        day -= timedelta(days=1)
        opening = office.opening(day)
        if opening is not None:
            at = clock.at_office(day, opening.opens, office.time_zone) + AFTER_OPENING
            moments.insert(0, at)
    return moments


def _cases(moment: datetime) -> Cases:
    """The service of cases, at a moment of the past."""
    return Cases(get(CaseStore), get(LetterStore), get(Offices), get(People), lambda: moment)
