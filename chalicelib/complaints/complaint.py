"""A complaint: what was brought, by whom it is worked on, and everything that happened to it, with nobody named."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from chalicelib.complaints.classes import FINE
from chalicelib.complaints.errors import NotInThisState
from chalicelib.complaints.states import ENDED, GOAL, MAY, Act, Identity, Sort, State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from chalicelib.core.text import Language


#: With these the office has said something to its citizen.
REPLIES = frozenset({Act.REPLY, Act.ASK, Act.PROPOSE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where it is, in degrees (WGS 84). The exact place is sealed; this one is rounded to some hundred metres."""

    lat: float
    long: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A time in which the clock stands because the office waits for the citizen; ``until`` is None while it does."""

    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that happened: an act, when, into which state, and by which officer ("" for the citizen or the system).

    ``why`` is a reason's code, where one was given.
    """

    act: str
    at: datetime
    state: State
    by: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Complaint:
    """A complaint without anything personal in the clear.

    ``public`` is the id by which everybody may speak of it; it proves nothing and leads to no reference. ``agency`` is
    the responsible unit, ``days`` the working days of its class, ``pauses`` those of the clock, which runs from
    ``received`` whatever happens. ``officer`` is who works on it (the pool's id). ``person`` is a key of this complaint
    alone, under which ``sealed`` is kept: the text, the answers, the exact place, the proposal's words. Name and phone
    lie apart, see the store. ``due`` and ``verify_by`` are those of the last change; who shows them asks the clock
    again. ``level`` and ``escalated`` are how late it was when that was last told, and on which rung of the ladder.
    ``proof`` is that of the secret, ``proof_too`` that of the phone's last four digits, for who is named.
    ``marks`` are keyed hashes of the citizen's last writes, by which a repeated one is known. ``merged`` is the
    reference that this one is a duplicate of, ``followers`` how many joined, ``flags`` are what an officer should look
    at (codes). ``title`` is what everybody may read, written or approved by an officer.
    """

    reference: str
    public: str
    office: str
    agency: str
    category: str
    sort: Sort
    identity: Identity
    state: State
    language: Language
    received: datetime
    days: int
    person: str
    proof: bytes
    sealed: Mapping[str, bytes]
    fingerprint: bytes = b""
    proof_too: bytes | None = None
    due: datetime | None = None
    verify_by: datetime | None = None
    service: str = ""
    place: Place | None = None
    officer: str = ""
    pauses: tuple[Pause, ...] = ()
    steps: tuple[Step, ...] = ()
    verified: datetime | None = None
    replied: datetime | None = None
    proposed: datetime | None = None
    asked_again: datetime | None = None
    ended: datetime | None = None
    level: str = FINE
    escalated: int = 0
    merged: str = ""
    passed_to: str = ""
    followers: int = 0
    flags: tuple[str, ...] = ()
    title: str = ""
    channel: str = "web"
    marks: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    version: int = 1

    @property
    def is_open(self) -> bool:
        """Whether somebody still has something to do or to say."""
        return self.state not in ENDED

    @property
    def changed(self) -> datetime:
        """When it last went into the state that it is in; what is said or noted meanwhile does not change it."""
        moved = [after.at for before, after in pairwise(self.steps) if before.state is not after.state]
        return moved[-1] if moved else self.received

    @property
    def pause(self) -> Pause | None:
        """The pause that the clock is in, or None."""
        return self.pauses[-1] if self.pauses and self.pauses[-1].until is None else None

    @property
    def was_merged(self) -> bool:
        """Whether an officer made it a duplicate once; a citizen who joins another does so from the first moment on."""
        return any(step.act == Act.MERGE for step in self.steps)

    @property
    def waited_in(self) -> State:
        """The state in which the office asked its citizen last, to which an answer leads back.

        Whose hands it is in may have changed while it waited.
        """
        asked = [place for place, step in enumerate(self.steps) if step.act == Act.ASK and place]
        state = self.steps[asked[-1] - 1].state if asked else State.IN_WORK
        if state in {State.VERIFIED, State.ASSIGNED}:
            return State.ASSIGNED if self.officer else State.VERIFIED
        return state

    def can(self, act: Act) -> bool:
        """Whether an act can happen in the state that it is in; who joined another brings nothing back."""
        if act is Act.REOPEN and self.state is State.DUPLICATE and not self.was_merged:
            return False
        return self.state in MAY[act]


def stepped(
    complaint: Complaint, act: Act, now: datetime, *, by: str = "", why: str = "", to: State | None = None
) -> Complaint:
    """The complaint after an act, one version further. NotInThisState.

    ``to`` is the state it leads into where that is not the act's own (``GOAL``). A question begins a pause of the
    clock; whatever leaves the state of waiting ends it. What ended once and is at work again is ended no more.
    """
    if not complaint.can(act):
        raise NotInThisState(state=complaint.state.value)
    state = to or GOAL.get(act, complaint.state)
    if act is Act.ANSWER:
        state = to or complaint.waited_in
    pauses = complaint.pauses
    if complaint.pause and state is not State.WAITING:
        pauses = (*pauses[:-1], replace(pauses[-1], until=now))
    elif act is Act.ASK:
        pauses = (*pauses, Pause(since=now))
    return replace(
        complaint,
        state=state,
        pauses=pauses,
        steps=(*complaint.steps, Step(act=act.value, at=now, state=state, by=by, why=why)),
        verified=now if act is Act.VERIFY else complaint.verified,
        proposed=now if act is Act.PROPOSE else complaint.proposed,
        asked_again=None if act is Act.PROPOSE else complaint.asked_again,
        replied=now if act in REPLIES else complaint.replied,
        ended=(complaint.ended if complaint.state in ENDED else None) or now if state in ENDED else None,
        version=complaint.version + 1,
    )
