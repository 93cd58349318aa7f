"""Which open cases somebody must look at first."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from chalicelib.cases.promise import working_days

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from chalicelib.cases.case import Case

#: How many working days before the law grants an application somebody is told.
NEAR_WORKING_DAYS = 2


class Alarm(StrEnum):
    """What is wrong, the worst first."""

    #: By the law it counts as granted: nobody decided in time.
    GRANTED = "granted"
    #: It will count as granted within two working days.
    NEAR = "near"
    #: The promised day is over.
    LATE = "late"


def alarm_of(case: Case, today: date, works: Callable[[date], bool]) -> Alarm | None:
    """The alarm of a case on a day; None where all is well, and where the citizen has to answer first."""
    if case.watched is None:
        return None
    deemed = case.deemed if not (case.pause and case.deemed and case.deemed >= case.pause.day) else None
    if deemed and deemed < today:
        return Alarm.GRANTED
    if deemed and working_days(today, deemed, works) <= NEAR_WORKING_DAYS:
        return Alarm.NEAR
    return Alarm.LATE if case.watched < today else None


def by_urgency(case: Case, alarm: Alarm | None) -> tuple[int, str, str]:
    """The place of a case in the list of open ones: alarms first, then the next day, then those without one."""
    rank = list(Alarm).index(alarm) if alarm else len(Alarm)
    return rank, case.watched.isoformat() if case.watched else "~", case.reference
