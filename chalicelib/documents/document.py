"""A document of a booking or a case: one attempt after another, each judged once, every one remembered."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from chalicelib.documents.finding import Finding, Weight
from chalicelib.documents.kinds import KINDS, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.core.text import Language

# An upload that has not been judged by then never will be: its object is gone after a day.
LOST_AFTER = timedelta(days=2)
PERMILLE = 1000


class State(StrEnum):
    """What a document can be; ``waiting``: for its file, ``checking``: the machine has it in hand."""

    WAITING = "waiting"
    CHECKING = "checking"
    ACCEPTED = "accepted"
    NEEDS_OFFICER = "needs-officer"
    REJECTED = "rejected"


class Act(StrEnum):
    """What can happen to a document."""

    BEGIN = "begin"
    ARRIVE = "arrive"
    LOSE = "lose"
    JUDGE = "judge"
    ASK = "ask"
    CORRECT = "correct"
    ACCEPT = "accept"
    REJECT = "reject"


#: In which states an act can happen. An officer may take back what was accepted, with the paper itself at the counter.
MAY: Mapping[Act, frozenset[State]] = MappingProxyType(
    {
        Act.BEGIN: frozenset({State.WAITING, State.REJECTED}),
        Act.ARRIVE: frozenset({State.WAITING, State.CHECKING, State.REJECTED}),
        Act.LOSE: frozenset({State.WAITING, State.CHECKING}),
        Act.JUDGE: frozenset({State.CHECKING}),
        Act.ASK: frozenset({State.REJECTED}),
        Act.CORRECT: frozenset({State.NEEDS_OFFICER}),
        Act.ACCEPT: frozenset({State.NEEDS_OFFICER}),
        Act.REJECT: frozenset({State.NEEDS_OFFICER, State.ACCEPTED}),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One file that was sent, or is about to be.

    ``key`` is where it is uploaded; ``object_version`` and ``sequencer`` are the bucket's own marks of what was judged,
    ``sha256`` and ``pixels`` hashes of exactly that. Of a picture of a place ``likeness`` is what it looks like (see
    likeness) and ``taken`` when, by the clock of the camera (see files/opened). ``kept`` is where its clean copy lies,
    of ``kept_type``. ``reasons`` are an officer's, as codes, ``decided`` is when one accepted or rejected it.
    """

    key: str
    content_type: str
    size: int
    begun: datetime
    state: State = State.WAITING
    object_version: str = ""
    sequencer: str = ""
    sent: datetime | None = None
    judged: datetime | None = None
    findings: tuple[Finding, ...] = ()
    sha256: str | None = None
    pixels: str | None = None
    likeness: str | None = None
    taken: datetime | None = None
    kept: str | None = None
    kept_type: str | None = None
    reasons: tuple[str, ...] = ()
    decided: datetime | None = None

    def is_of(self, version: str) -> bool:
        """Whether this version of the object was judged in this attempt."""
        return self.judged is not None and self.object_version == version


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Document:
    """A document without anything personal in the clear.

    ``owner`` is the reference of the record it belongs to, ``day`` that record's visit day when it was last looked at.
    ``scores`` says of each field read how sure the reader was, per mille; ``typed`` which an officer has corrected
    (field → the officer's id). What was read and typed is in ``sealed``. ``marks`` are keyed hashes of bytes, pixels
    and number, by which another use is found. ``by`` is the officer (the pool's id) who attached it, "" where its
    citizen did. ``sweep`` is the day on which retention looks at it, ``version`` counts
    its changes.
    """

    reference: str
    owner: str
    kind: str
    office: str
    service: str
    person: str
    proof: bytes
    language: Language
    attempt: Attempt
    sweep: date
    day: date | None = None
    history: tuple[Attempt, ...] = ()
    scores: Mapping[str, int] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    sealed: Mapping[str, bytes] = field(default_factory=dict)
    marks: tuple[str, ...] = ()
    expires: date | None = None
    asked: bool = False
    by: str = ""
    version: int = 1

    @property
    def state(self) -> State:
        """Where it stands: as its last attempt does."""
        return self.attempt.state

    @property
    def about(self) -> Kind:
        """What its kind says."""
        return KINDS[self.kind]

    @property
    def attempts(self) -> tuple[Attempt, ...]:
        """All of them, the first one first."""
        return (*self.history, self.attempt)

    @property
    def awaits_officer_on(self) -> str | None:
        """The visit day by which it stands in the officers' list, ``YYYY-MM-DD``; None when it is not in it."""
        if self.state is not State.NEEDS_OFFICER:
            return None
        return (self.day or date.max).isoformat()

    def may(self, act: Act) -> bool:
        """Whether that can happen to it now."""
        return self.state in MAY[act]

    def judged_version(self, version: str) -> bool:
        """Whether this version of an object has had its one result."""
        return any(attempt.is_of(version) for attempt in self.attempts)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Outcome:
    """What a judgement leaves in the record; see Document for its parts."""

    state: State
    findings: tuple[Finding, ...]
    at: datetime
    sha256: str | None = None
    pixels: str | None = None
    likeness: str | None = None
    taken: datetime | None = None
    kept: str | None = None
    kept_type: str | None = None
    scores: Mapping[str, int] = field(default_factory=dict)
    sealed: Mapping[str, bytes] = field(default_factory=dict)
    marks: tuple[str, ...] = ()
    expires: date | None = None


def again(document: Document, attempt: Attempt) -> Document:
    """The document with another attempt: in place of one that never arrived, after one that was judged."""
    history = document.history
    if document.attempt.judged is not None:
        history = (*history, document.attempt)
    return _next(
        document,
        attempt=attempt,
        history=history,
        scores={},
        typed={},
        sealed={},
        marks=(),
        expires=None,
        asked=False,
        sweep=(attempt.begun + LOST_AFTER).date(),
    )


def arrived(document: Document, version: str, sequencer: str, now: datetime) -> Document:
    """The document whose file has come; another file under the same key, after a rejection, is another attempt."""
    attempt = replace(
        document.attempt,
        state=State.CHECKING,
        object_version=version,
        sequencer=sequencer,
        sent=now,
        judged=None,
        findings=(),
        sha256=None,
        pixels=None,
        likeness=None,
        taken=None,
        kept=None,
        kept_type=None,
        reasons=(),
        decided=None,
    )
    if document.attempt.judged is None:
        return _next(document, attempt=attempt)
    return again(document, replace(attempt, begun=now))


def lost(document: Document) -> Document:
    """The document whose file was gone before it could be judged: it waits for one again."""
    attempt = replace(document.attempt, state=State.WAITING, object_version="", sequencer="", sent=None)
    return _next(document, attempt=attempt)


def judged(document: Document, outcome: Outcome, *, sweep: date, day: date | None) -> Document:
    """The document with its result."""
    attempt = replace(
        document.attempt,
        state=outcome.state,
        judged=outcome.at,
        findings=outcome.findings,
        sha256=outcome.sha256,
        pixels=outcome.pixels,
        likeness=outcome.likeness,
        taken=outcome.taken,
        kept=outcome.kept,
        kept_type=outcome.kept_type,
    )
    return _next(
        document,
        attempt=attempt,
        history=tuple(map(_without_picture, document.history)),
        scores=outcome.scores,
        sealed=outcome.sealed,
        marks=outcome.marks,
        expires=outcome.expires,
        sweep=sweep,
        day=day,
    )


def asked(document: Document, day: date | None) -> Document:
    """The document that an officer is to look at because its citizen wants it."""
    attempt = replace(document.attempt, state=State.NEEDS_OFFICER)
    return _next(document, attempt=attempt, asked=True, day=day)


def decided(
    document: Document,
    state: State,
    now: datetime,
    *,
    reasons: tuple[str, ...] = (),
    sealed: Mapping[str, bytes] | None = None,
) -> Document:
    """The document as an officer decided."""
    attempt = replace(document.attempt, state=state, reasons=reasons, decided=now)
    return _next(document, attempt=attempt, sealed=document.sealed if sealed is None else sealed)


def corrected(document: Document, name: str, officer: str, sealed: Mapping[str, bytes]) -> Document:
    """The document with a field as an officer typed it."""
    return _next(document, typed={**document.typed, name: officer}, sealed=sealed)


def expired(document: Document, now: datetime, sweep: date) -> Document:
    """The document whose file never came, or never could be judged: to be sent again."""
    attempt = replace(document.attempt, state=State.REJECTED, judged=now, findings=(Finding("not-received"),))
    return _next(document, attempt=attempt, sweep=sweep)


def due_on(document: Document, sweep: date) -> Document:
    """The document that retention is to look at another day."""
    return _next(document, sweep=sweep)


def forgotten(document: Document) -> Document:
    """What stays once its purpose has ended: findings, hashes, decisions; nothing personal and no picture."""
    return _next(
        document,
        attempt=_without_looks(document.attempt),
        history=tuple(map(_without_looks, document.history)),
        sealed={},
        scores={},
        sweep=date.max,
    )


def worst(findings: tuple[Finding, ...], state: State) -> State:
    """What findings make of a state: one to mend rejects, one for an officer holds up what was accepted."""
    weights = {finding.weight for finding in findings}
    if Weight.MEND in weights:
        return State.REJECTED
    if Weight.OFFICER in weights and state is State.ACCEPTED:
        return State.NEEDS_OFFICER
    return state


def _without_picture(attempt: Attempt) -> Attempt:
    return replace(attempt, kept=None, kept_type=None)


def _without_looks(attempt: Attempt) -> Attempt:
    return replace(_without_picture(attempt), likeness=None, taken=None)


def _next(document: Document, **changes: object) -> Document:
    return replace(document, version=document.version + 1, **changes)  # type: ignore[arg-type] # its own fields
