"""What is told of a case: the sentence, the steps with its waits and its refusal, the promised day, the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.cases.service import PermitPage, issued, pauses, refusal, working_days
from chalicelib.core.catalogue import say
from chalicelib.core.clock import office_time
from chalicelib.core.dates import spoken_day
from chalicelib.status.story import FileDetailsPage, StatusPage, Step

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from chalicelib.cases.service import Case
    from chalicelib.core.text import Language, Text
    from chalicelib.offices.service import Office, ServiceStandard


def of_case(
    case: Case,
    office: Office,
    standard: ServiceStandard,
    language: Language,
    words: Mapping[str, Text] | None = None,
) -> StatusPage:
    """The status of a case; ``words`` are what officers wrote of its pauses and refusal.

    Due is the office's promised day: null once it is kept or the case is closed, and while the case waits for its
    citizen, if that began in time.
    """
    details = FileDetailsPage(
        pauses=pauses(case, words or {}, office.time_zone),
        refused=refusal(case, words or {}, office.time_zone),
        letter=issued(case, office.time_zone),
        permit=PermitPage.at(standard, (one.key for one in case.milestones)),
    )
    return StatusPage(
        case.reference,
        "case",
        case.status,
        " ".join(_sentences(case, office, standard, details, language)),
        _steps(case, office, standard, details, language),
        _due(case, standard),
        details,
    )


def _done(case: Case, standard: ServiceStandard) -> bool:
    return case.ended or case.stage == standard.milestones[-1].key


def _due(case: Case, standard: ServiceStandard) -> date | None:
    if _done(case, standard) or case.met or case.refused or _stands_still(case):
        return None
    return case.due


def _stands_still(case: Case) -> bool:
    """Whether the promise waits for the citizen; one that was broken before does not."""
    return bool(case.pause and case.due and case.pause.day <= case.due)


def _sentences(
    case: Case, office: Office, standard: ServiceStandard, details: FileDetailsPage, language: Language
) -> list[str]:
    names = {step.key: step.name.inn(language) for step in standard.milestones}
    why, since = _told(details, language)
    facts = {
        "service": standard.name.inn(language),
        "office": office.name.inn(language),
        "step": names.get(case.stage, case.stage),
        "due": spoken_day(case.due, language) if case.due else "",
        "why": why,
        "since": since,
    }
    state = _state(case, standard)
    told = [say(language, f"status.case.{state}", **facts)]
    if details.permit and details.permit.says and not case.refused:
        told.append(details.permit.says.inn(language))
    if _stands_still(case):
        told.append(_left(case, office, language))
    elif state == "promised" and (days := _waited(case, office)):
        told.append(say(language, "status.case.moved", days=days))
    if details.letter and details.letter.kept:
        told.append(say(language, "status.case.letter"))
    return told


def _state(case: Case, standard: ServiceStandard) -> str:
    if case.refused:
        return "refused"
    if case.pause:
        return "paused"
    if _done(case, standard):
        return "done"
    if case.met:
        return "ready"
    return "promised" if case.due else "open"


def _told(details: FileDetailsPage, language: Language) -> tuple[str, str]:
    """Why the case was refused or waits, and since which day."""
    if details.refused:
        return details.refused.told.inn(language), spoken_day(details.refused.at.date(), language)
    if details.pauses and details.pauses[-1].until is None:
        pause = details.pauses[-1]
        return pause.told.inn(language), spoken_day(pause.since.date(), language)
    return "", ""


def _left(case: Case, office: Office, language: Language) -> str:
    """How much of the promise is left once the citizen answers."""
    if case.pause is None or case.due is None:
        return ""
    days = working_days(case.pause.day, case.due, lambda day: office.opening(day) is not None)
    return say(language, f"status.case.left-{'some' if days else 'none'}", days=days)


def _waited(case: Case, office: Office) -> int:
    """The working days that the office waited for its citizen so far."""
    return sum(
        working_days(
            one.day,
            office_time(one.until, office.time_zone).date(),
            lambda day: office.opening(day) is not None,
        )
        for one in case.pauses
        if one.until
    )


def _steps(
    case: Case, office: Office, standard: ServiceStandard, details: FileDetailsPage, language: Language
) -> list[Step]:
    """The standard's milestones in its order, and among them, by their time, the pauses and the refusal."""
    reached = {step.key: _local(case.reached(step.key), office) for step in standard.milestones}
    steps = [
        Step(step.name.inn(language), reached[step.key])
        for step in standard.milestones
        if reached[step.key] or not case.refused
    ]
    for pause in details.pauses:
        _put(steps, Step(say(language, "step.paused", why=pause.told.inn(language)), pause.since))
        if pause.until and not (details.refused and details.refused.at == pause.until):
            _put(steps, Step(say(language, "step.resumed"), pause.until))
    if details.refused:
        told = say(language, "step.refused", why=details.refused.told.inn(language))
        _put(steps, Step(told, details.refused.at))
    return steps


def _put(steps: list[Step], step: Step) -> None:
    """Place a step behind the last one that is not later."""
    before = [place for place, one in enumerate(steps) if one.at and step.at and one.at <= step.at]
    steps.insert(before[-1] + 1 if before else 0, step)


def _local(moment: datetime | None, office: Office) -> datetime | None:
    return office_time(moment, office.time_zone) if moment else None
