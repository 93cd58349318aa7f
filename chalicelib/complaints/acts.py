"""What happens to a complaint: from a complaint and an act, the next complaint with its step, or a refusal.

Nothing here looks at the clock, the table or the rights of who acts. ``received`` is never moved forward, so that no
act makes the service clock start again; only ``asked`` lets it stand, and only until the citizen answers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from chalicelib.complaints.closing import close_from, dismiss_from, reopen_until
from chalicelib.complaints.complaint import Pause, Step
from chalicelib.complaints.errors import NotNow, OfItself, ReopenedTooLate, SilenceNotOver
from chalicelib.complaints.states import MAY, OPEN, Act, State

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.complaints.complaint import Complaint
    from chalicelib.complaints.states import Sort

#: What the system does by itself; no act of a person.
ASKED_AGAIN, JOINED = "asked-again", "joined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """When something is done, by which officer ("" for the citizen and for the system), and a reason's code if any."""

    at: datetime
    by: str = ""
    why: str = ""


def verified(complaint: Complaint, doing: Doing, *, title: str = "") -> Complaint:
    """Somebody has looked at it and takes it on; from now on everybody may read its ``title``."""
    state = State.ASSIGNED if complaint.officer else State.VERIFIED
    return _done(
        complaint,
        Act.VERIFY,
        doing,
        state,
        verified=complaint.verified or doing.at,
        title=title or complaint.title,
    )


def reclassified(complaint: Complaint, doing: Doing, *, category: str, days: int, sort: Sort) -> Complaint:
    """Another category, class (working days) or sort; the clock has another length and the same start."""
    return _done(complaint, Act.RECLASSIFY, doing, complaint.state, category=category, days=days, sort=sort)


def assigned(complaint: Complaint, doing: Doing, *, officer: str) -> Complaint:
    """In the hands of an officer, of another one, or ("") of nobody in particular.

    What nobody has verified stays received, what waits for its citizen waits on, and a dispute stays to be seen.
    """
    state = complaint.state
    if state in {State.VERIFIED, State.ASSIGNED} or (state is State.IN_WORK and officer != complaint.officer):
        state = State.ASSIGNED if officer else State.VERIFIED
    return _done(complaint, Act.ASSIGN, doing, state, officer=officer)


def started(complaint: Complaint, doing: Doing) -> Complaint:
    """Work begins; by who says so, where nobody has it."""
    return _done(complaint, Act.START, doing, State.IN_WORK, officer=complaint.officer or doing.by)


def asked(complaint: Complaint, doing: Doing) -> Complaint:
    """The office waits for the citizen's answer, and the clock stands."""
    pauses = (*complaint.pauses, Pause(since=doing.at))
    return _done(complaint, Act.ASK, doing, State.WAITING, pauses=pauses, replied=doing.at)


def answered(complaint: Complaint, doing: Doing) -> Complaint:
    """The citizen has answered, through whichever channel: it goes on where it was, and so does the clock."""
    return _done(
        complaint, Act.ANSWER, doing, _before_waiting(complaint), pauses=_going_on(complaint, doing.at)
    )


def replied(complaint: Complaint, doing: Doing) -> Complaint:
    """The office has said something to the citizen; possible for ever, for they may write for ever."""
    return _done(complaint, Act.REPLY, doing, complaint.state, replied=doing.at)


def noted(complaint: Complaint, doing: Doing) -> Complaint:
    """A note among officers."""
    return _done(complaint, Act.NOTE, doing, complaint.state)


def proposed(complaint: Complaint, doing: Doing) -> Complaint:
    """The first key: the office says that it is solved. What was not verified before is by this."""
    return _done(
        complaint,
        Act.PROPOSE,
        doing,
        State.PROPOSED,
        verified=complaint.verified or doing.at,
        officer=complaint.officer or doing.by,
        proposed=doing.at,
        asked_again=None,
        replied=doing.at,
    )


def asked_again(complaint: Complaint, at: datetime) -> Complaint:
    """The citizen kept silent, and is asked once more; the system does that."""
    if complaint.state is not State.PROPOSED:
        raise NotNow(state=complaint.state.value)
    return _stepped(complaint, ASKED_AGAIN, Doing(at=at), State.PROPOSED, asked_again=at)


def confirmed(complaint: Complaint, doing: Doing) -> Complaint:
    """The second key: the citizen says that it is solved, now or after a supervisor closed it."""
    return _done(complaint, Act.CONFIRM, doing, State.CONFIRMED, ended=doing.at)


def disputed(complaint: Complaint, doing: Doing) -> Complaint:
    """The citizen says that it is not solved; the clock has never stood."""
    return _done(complaint, Act.DISPUTE, doing, State.DISPUTED, proposed=None, asked_again=None)


def reopened(complaint: Complaint, doing: Doing) -> Complaint:
    """Brought back by its citizen, with its history and on the clock it had; ReopenedTooLate."""
    _must(complaint, Act.REOPEN)
    until = reopen_until(complaint)
    if until is None or doing.at > until:
        raise ReopenedTooLate
    if complaint.state in {State.CONFIRMED, State.CLOSED}:
        state = State.DISPUTED
    else:
        state = State.VERIFIED if complaint.verified else State.RECEIVED
    return _done(
        complaint,
        Act.REOPEN,
        doing,
        state,
        officer="" if state is not State.DISPUTED else complaint.officer,
        proposed=None,
        asked_again=None,
        ended=None,
        passed_to="",
    )


def closed(complaint: Complaint, doing: Doing) -> Complaint:
    """Ended by a supervisor, for the citizen kept silent twice; never counted as confirmed. SilenceNotOver."""
    _must(complaint, Act.CLOSE)
    since = close_from(complaint)
    if since is None or doing.at < since:
        raise SilenceNotOver
    return _done(complaint, Act.CLOSE, doing, State.CLOSED, ended=doing.at)


def handed_over(complaint: Complaint, doing: Doing, *, office: str, agency: str) -> Complaint:
    """In the hands of another office or agency of the city, with its history and on the clock it had."""
    kept = complaint.state in {State.RECEIVED, State.DISPUTED}
    state = complaint.state if kept else State.VERIFIED
    return _done(complaint, Act.PASS_ON, doing, state, office=office, agency=agency, officer="")


def passed_on(complaint: Complaint, doing: Doing, *, to: str) -> Complaint:
    """It is for somebody outside the city; ``to`` says where the words about that are kept."""
    return _done(complaint, Act.PASS_ON, doing, State.NOT_RESPONSIBLE, ended=doing.at, passed_to=to)


def dismissed(complaint: Complaint, doing: Doing) -> Complaint:
    """Nothing can be done, for a reason that its citizen is told.

    SilenceNotOver where the office itself waits for an answer, and not for long yet.
    """
    _must(complaint, Act.DISMISS)
    since = dismiss_from(complaint)
    if since and doing.at < since:
        raise SilenceNotOver
    return _done(
        complaint,
        Act.DISMISS,
        doing,
        State.NOT_ACTIONABLE,
        ended=doing.at,
        pauses=_going_on(complaint, doing.at),
    )


def merged(complaint: Complaint, doing: Doing, *, into: Complaint) -> tuple[Complaint, Complaint]:
    """A duplicate, and the complaint that it is one of: its citizens follow that one, on the earlier clock.

    OfItself where that one is the same, a duplicate itself, or has ended.
    """
    _must(complaint, Act.MERGE)
    if into.reference == complaint.reference or into.state not in OPEN:
        raise OfItself(field="into")
    one = _done(
        complaint,
        Act.MERGE,
        doing,
        State.DUPLICATE,
        merged=into.reference,
        ended=doing.at,
        pauses=_going_on(complaint, doing.at),
    )
    return one, joined(into, doing, complaint)


def joined(complaint: Complaint, doing: Doing, duplicate: Complaint) -> Complaint:
    """The complaint with the citizens of a duplicate; it began when the first of both did.

    Of an earlier duplicate's pauses those count that lie before the other was there: later the office could work on.
    """
    before = [
        replace(one, until=min(one.until or complaint.received, complaint.received))
        for one in duplicate.pauses
        if one.since < complaint.received
    ]
    return _stepped(
        complaint,
        JOINED,
        doing,
        complaint.state,
        followers=complaint.followers + 1 + duplicate.followers,
        received=min(complaint.received, duplicate.received),
        pauses=(*before, *complaint.pauses),
    )


def _must(complaint: Complaint, act: Act) -> None:
    """NotNow unless this can happen to it."""
    if complaint.state not in MAY[act]:
        raise NotNow(state=complaint.state.value)


def _done(complaint: Complaint, act: Act, doing: Doing, state: State, **changes: Any) -> Complaint:  # noqa: ANN401 - fields of any type
    _must(complaint, act)
    return _stepped(complaint, act.value, doing, state, **changes)


def _stepped(complaint: Complaint, act: str, doing: Doing, state: State, **changes: Any) -> Complaint:  # noqa: ANN401 - as above
    step = Step(act=act, at=doing.at, state=state, by=doing.by, why=doing.why)
    return replace(
        complaint,
        **changes,
        state=state,
        steps=(*complaint.steps, step),
        version=complaint.version + 1,
    )


def _going_on(complaint: Complaint, at: datetime) -> tuple[Pause, ...]:
    """The pauses, the running one ended."""
    return tuple(one if one.until else replace(one, until=at) for one in complaint.pauses)


def _before_waiting(complaint: Complaint) -> State:
    """The state in which the office asked; whose hands it is in may have changed meanwhile."""
    states = [step.state for step in complaint.steps]
    state = next((one for one in reversed(states) if one is not State.WAITING), State.RECEIVED)
    if state in {State.VERIFIED, State.ASSIGNED}:
        return State.ASSIGNED if complaint.officer else State.VERIFIED
    return state
