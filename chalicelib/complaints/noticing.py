"""What the system notices by itself in the morning: a promise in danger or over, and a citizen who keeps silent.

Nothing is noticed twice: what was told stands on the complaint. Whoever has not looked for days finds every rung of the
ladder that was passed meanwhile, once each, for each concerns somebody else; a warning that came too late is left out.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from chalicelib.complaints.acts import asked_again
from chalicelib.complaints.classes import ESCALATED, FINE, OVERDUE, WARNING, rank, rung_of
from chalicelib.complaints.closing import ask_again_from, close_from
from chalicelib.complaints.complaint import Step
from chalicelib.complaints.states import Act, State

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from chalicelib.complaints.clock import Standing
    from chalicelib.complaints.complaint import Complaint


class Notice(StrEnum):
    """What is noticed, as the act of a step; ``why`` of an escalation is its rung."""

    WARNED = "warned"
    OVERDUE = "overdue"
    ESCALATED = "escalated"
    ASKED_AGAIN = "asked-again"
    LAPSED = "lapsed"


#: Of these steps a citizen is not told: they are the office's own.
INSIDE = frozenset({Act.NOTE.value, Notice.WARNED.value})
#: And of these, of another's complaint that theirs was joined to, not either: they are between its citizen and the
#: office, or how it began for somebody else.
PRIVATE = INSIDE | {
    Act.RECEIVE.value,
    Act.JOIN.value,
    Act.ASK.value,
    Act.ANSWER.value,
    Act.REPLY.value,
    Act.OPEN_IDENTITY.value,
    Notice.ASKED_AGAIN.value,
    Notice.LAPSED.value,
}
#: The citizen was asked twice whether it is solved: a supervisor may close it, with a reason.
SILENT = "silent"


def noticed(complaint: Complaint, standing: Standing, now: datetime) -> Complaint:
    """The complaint with what is noticed now, one version further; the same one where there is nothing new."""
    known = complaint if complaint.state is State.PROPOSED else _unflagged(complaint)
    known = _silence(known, now) if known.state is State.PROPOSED else _lateness(known, standing, now)
    return complaint if known is complaint else replace(known, version=complaint.version + 1)


def steps_told(complaint: Complaint, main: Complaint) -> list[Step]:
    """What its citizen is told of a complaint, in order; of ``main``, where it was joined to that, not all."""
    told = [step for step in complaint.steps if step.act not in INSIDE]
    if main.reference != complaint.reference:
        told += [step for step in main.steps if step.act not in PRIVATE]
    return sorted(told, key=lambda step: step.at)


def notices(before: Complaint, after: Complaint) -> list[Notice]:
    """What was noticed from one version of a complaint to another."""
    return [Notice(step.act) for step in after.steps[len(before.steps) :] if step.act in set(Notice)]


def _lateness(complaint: Complaint, standing: Standing, now: datetime) -> Complaint:
    told, level = complaint.level, standing.level
    if told == level:
        return complaint
    # A level falls when the class was changed or an answer was waited for; what rises again is told again.
    steps = _steps(complaint, _passed(told, level), now)
    return replace(complaint, level=level, escalated=rung_of(level), steps=(*complaint.steps, *steps))


def _passed(told: str, level: str) -> Iterable[tuple[Notice, str]]:
    """The notices between two levels, in order; none where the clock has become less late."""
    if level == WARNING and told == FINE:
        yield Notice.WARNED, ""
    if rank(told) < rank(OVERDUE) <= rank(level):
        yield Notice.OVERDUE, ""
    for rung in range(rung_of(told) + 1, rung_of(level) + 1):
        yield Notice.ESCALATED, f"{ESCALATED}{rung}"


def _silence(complaint: Complaint, now: datetime) -> Complaint:
    """The citizen is asked again, and after more silence it is noted that a supervisor may close."""
    ask, lapse = ask_again_from(complaint), close_from(complaint)
    if ask and ask <= now:
        return asked_again(complaint, now)
    if lapse and lapse <= now and SILENT not in complaint.flags:
        steps = _steps(complaint, [(Notice.LAPSED, "")], now)
        return replace(complaint, flags=(*complaint.flags, SILENT), steps=(*complaint.steps, *steps))
    return complaint


def _unflagged(complaint: Complaint) -> Complaint:
    if SILENT not in complaint.flags:
        return complaint
    return replace(complaint, flags=tuple(flag for flag in complaint.flags if flag != SILENT))


def _steps(complaint: Complaint, told: Iterable[tuple[Notice, str]], now: datetime) -> list[Step]:
    return [Step(act=notice.value, at=now, state=complaint.state, why=why) for notice, why in told]
