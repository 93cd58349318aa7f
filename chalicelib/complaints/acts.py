"""What happens to a complaint: from a complaint and an act, the next complaint with its step, or a refusal.

Nothing here looks at the clock, the table or the rights of who acts. ``received`` is never moved forward, so that no
act makes the service clock start again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from chalicelib.complaints.closing import close_from, dismiss_from, reopen_until
from chalicelib.complaints.complaint import Step, stepped
from chalicelib.complaints.errors import NotInThisState, NotToBeMerged, SilenceNotOver, TooLateToReopen
from chalicelib.complaints.states import OPEN, Act, State

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.complaints.complaint import Complaint
    from chalicelib.complaints.states import Sort

#: What the system does by itself; no act of a person.
ASKED_AGAIN = "asked-again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """When something is done, by which officer ("" for the citizen and for the system), and a reason's code if any."""

    at: datetime
    by: str = ""
    why: str = ""


def verified(complaint: Complaint, doing: Doing, *, title: str = "") -> Complaint:
    """Somebody has looked at it and takes it on; from now on everybody may read its ``title``."""
    state = State.ASSIGNED if complaint.officer else State.VERIFIED
    return _done(complaint, Act.VERIFY, doing, state, title=title or complaint.title)


def reclassified(complaint: Complaint, doing: Doing, *, category: str, days: int, sort: Sort) -> Complaint:
    """Another category, class (working days) or sort; the clock has another length and the same start."""
    return _done(complaint, Act.RECLASSIFY, doing, category=category, days=days, sort=sort)


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
    return _done(complaint, Act.START, doing, officer=complaint.officer or doing.by)


def asked(complaint: Complaint, doing: Doing) -> Complaint:
    """The office waits for the citizen's answer, and the clock stands."""
    return _done(complaint, Act.ASK, doing)


def answered(complaint: Complaint, doing: Doing) -> Complaint:
    """The citizen has answered, through whichever channel: it goes on where it was, and so does the clock."""
    return _done(complaint, Act.ANSWER, doing)


def replied(complaint: Complaint, doing: Doing) -> Complaint:
    """The office has said something to the citizen; possible for ever, for they may write for ever."""
    return _done(complaint, Act.REPLY, doing)


def noted(complaint: Complaint, doing: Doing) -> Complaint:
    """A note among officers."""
    return _done(complaint, Act.NOTE, doing)


def proposed(complaint: Complaint, doing: Doing) -> Complaint:
    """The first key: the office says that it is solved. What was not verified before is by this."""
    return _done(
        complaint,
        Act.PROPOSE,
        doing,
        verified=complaint.verified or doing.at,
        officer=complaint.officer or doing.by,
    )


def asked_again(complaint: Complaint, at: datetime) -> Complaint:
    """The citizen kept silent, and is asked once more; the system does that. NotInThisState."""
    if complaint.state is not State.PROPOSED:
        raise NotInThisState(state=complaint.state.value)
    return _noticed(complaint, ASKED_AGAIN, Doing(at=at), asked_again=at)


def confirmed(complaint: Complaint, doing: Doing) -> Complaint:
    """The second key: the citizen says that it is solved, now or after a supervisor closed it."""
    return _done(complaint, Act.CONFIRM, doing)


def disputed(complaint: Complaint, doing: Doing) -> Complaint:
    """The citizen says that it is not solved."""
    return _done(complaint, Act.DISPUTE, doing, proposed=None, asked_again=None)


def reopened(complaint: Complaint, doing: Doing) -> Complaint:
    """Brought back by its citizen, with its history and on the clock it had. TooLateToReopen.

    What was solved or closed is disputed; what was passed on or dismissed is to be looked at anew, by anybody, and so
    is what an officer has merged: it stands for itself again (see ``left``).
    """
    _must(complaint, Act.REOPEN)
    until = reopen_until(complaint)
    if until is None or doing.at > until:
        raise TooLateToReopen
    back: dict[str, Any] = {"proposed": None, "asked_again": None, "passed_to": "", "merged": ""}
    if complaint.state in {State.CONFIRMED, State.CLOSED}:
        return _done(complaint, Act.REOPEN, doing, State.DISPUTED, **back)
    state = State.VERIFIED if complaint.verified else State.RECEIVED
    return _done(complaint, Act.REOPEN, doing, state, officer="", **back)


def closed(complaint: Complaint, doing: Doing) -> Complaint:
    """Ended by a supervisor, for the citizen kept silent twice; never counted as confirmed. SilenceNotOver."""
    _must(complaint, Act.CLOSE)
    since = close_from(complaint)
    if since is None or doing.at < since:
        raise SilenceNotOver
    return _done(complaint, Act.CLOSE, doing)


def handed_over(complaint: Complaint, doing: Doing, *, office: str, agency: str) -> Complaint:
    """In the hands of another office or agency of the city, with its history and on the clock it had."""
    kept = complaint.state in {State.RECEIVED, State.DISPUTED}
    state = complaint.state if kept else State.VERIFIED
    return _done(complaint, Act.PASS_ON, doing, state, office=office, agency=agency, officer="")


def passed_on(complaint: Complaint, doing: Doing, *, to: str) -> Complaint:
    """It is for somebody outside the city, whom ``to`` names."""
    return _done(complaint, Act.PASS_ON, doing, passed_to=to)


def dismissed(complaint: Complaint, doing: Doing) -> Complaint:
    """Nothing can be done, for a reason that its citizen is told.

    SilenceNotOver where the office itself waits for an answer, and not for long yet.
    """
    _must(complaint, Act.DISMISS)
    since = dismiss_from(complaint)
    if since and doing.at < since:
        raise SilenceNotOver
    return _done(complaint, Act.DISMISS, doing)


def merged(complaint: Complaint, doing: Doing, *, into: Complaint) -> tuple[Complaint, Complaint]:
    """A duplicate, and the complaint that it is one of: its citizens follow that one, on the earlier clock.

    NotToBeMerged where that one is the same, or has ended (as a duplicate itself has).
    """
    _must(complaint, Act.MERGE)
    if into.reference == complaint.reference or into.state not in OPEN:
        raise NotToBeMerged(field="into")
    return _done(complaint, Act.MERGE, doing, merged=into.reference), joined(into, doing, complaint)


def joined(complaint: Complaint, doing: Doing, duplicate: Complaint) -> Complaint:
    """The complaint with the citizens of a duplicate; it began when the first of both did.

    Of an earlier duplicate's pauses those count that lie before the other was there: later the office could work on.
    """
    before = [
        replace(one, until=min(one.until or complaint.received, complaint.received))
        for one in duplicate.pauses
        if one.since < complaint.received
    ]
    return _noticed(
        complaint,
        Act.JOIN.value,
        doing,
        followers=complaint.followers + 1 + duplicate.followers,
        received=min(complaint.received, duplicate.received),
        pauses=(*before, *complaint.pauses),
    )


def left(complaint: Complaint, duplicate: Complaint) -> Complaint:
    """The complaint without the citizens of one that is its duplicate no more; it keeps the earlier start."""
    followers = max(0, complaint.followers - 1 - duplicate.followers)
    return replace(complaint, followers=followers, version=complaint.version + 1)


def identity_opened(complaint: Complaint, doing: Doing) -> Complaint:
    """A supervisor has seen who is behind it; the citizen is told so."""
    return _done(complaint, Act.OPEN_IDENTITY, doing)


def _must(complaint: Complaint, act: Act) -> None:
    """NotInThisState unless this can happen to it."""
    if not complaint.can(act):
        raise NotInThisState(state=complaint.state.value)


def _done(
    complaint: Complaint,
    act: Act,
    doing: Doing,
    state: State | None = None,
    **changes: Any,  # noqa: ANN401 - fields of any type
) -> Complaint:
    after = stepped(complaint, act, doing.at, by=doing.by, why=doing.why, to=state)
    return replace(after, **changes) if changes else after


def _noticed(complaint: Complaint, act: str, doing: Doing, **changes: Any) -> Complaint:  # noqa: ANN401 - as above
    """A step that leaves the state as it is and stands in no table: nobody decided it here."""
    step = Step(act=act, at=doing.at, state=complaint.state, by=doing.by, why=doing.why)
    return replace(complaint, **changes, steps=(*complaint.steps, step), version=complaint.version + 1)
