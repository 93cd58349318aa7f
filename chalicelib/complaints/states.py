"""What a complaint can be, what can happen to it, and in which states."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Sort(StrEnum):
    """What a citizen brings (pengaduan, aspirasi, permintaan informasi)."""

    COMPLAINT = "complaint"
    ASPIRATION = "aspiration"
    INFORMATION = "information"


class Identity(StrEnum):
    """What the office learns of the citizen: who they are, nothing unless it is opened with a reason, nothing ever."""

    NAMED = "named"
    HIDDEN = "hidden"
    ANONYMOUS = "anonymous"


class State(StrEnum):
    """Where a complaint stands. ``closed``: a supervisor ended it, with a reason, after the citizen kept silent."""

    RECEIVED = "received"
    VERIFIED = "verified"
    ASSIGNED = "assigned"
    IN_WORK = "in-work"
    WAITING = "waiting"
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    CLOSED = "closed"
    NOT_RESPONSIBLE = "not-responsible"
    NOT_ACTIONABLE = "not-actionable"
    DUPLICATE = "duplicate"


class Act(StrEnum):
    """What can happen to a complaint; ``receive`` and ``join`` begin one."""

    RECEIVE = "receive"
    JOIN = "join"
    VERIFY = "verify"
    RECLASSIFY = "reclassify"
    ASSIGN = "assign"
    START = "start"
    ASK = "ask"
    ANSWER = "answer"
    REPLY = "reply"
    NOTE = "note"
    PROPOSE = "propose"
    CONFIRM = "confirm"
    DISPUTE = "dispute"
    REOPEN = "reopen"
    CLOSE = "close"
    PASS_ON = "pass-on"  # noqa: S105 - to another office; no password
    DISMISS = "dismiss"
    MERGE = "merge"
    OPEN_IDENTITY = "open-identity"


#: Somebody in the office has something to do.
AT_WORK = frozenset({State.RECEIVED, State.VERIFIED, State.ASSIGNED, State.IN_WORK, State.DISPUTED})
#: The office's part is done, or it is not the office's turn; the citizen can bring most of them back.
OPEN = AT_WORK | {State.WAITING, State.PROPOSED}
ENDED = frozenset(State) - OPEN
#: What the published figure counts as solved: the citizen has said so.
SOLVED = frozenset({State.CONFIRMED})

#: In which states an act can happen.
MAY: Mapping[Act, frozenset[State]] = MappingProxyType(
    {
        Act.RECEIVE: frozenset(),
        Act.JOIN: frozenset(),
        Act.VERIFY: frozenset({State.RECEIVED}),
        Act.RECLASSIFY: OPEN,
        Act.ASSIGN: OPEN,
        Act.START: frozenset({State.VERIFIED, State.ASSIGNED, State.DISPUTED}),
        Act.ASK: AT_WORK,
        Act.ANSWER: frozenset({State.WAITING}),
        Act.REPLY: frozenset(State),
        Act.NOTE: frozenset(State),
        Act.PROPOSE: AT_WORK,
        Act.CONFIRM: frozenset({State.PROPOSED, State.CLOSED}),
        Act.DISPUTE: frozenset({State.PROPOSED}),
        # A duplicate only where an officer made it one (Complaint.can).
        Act.REOPEN: frozenset(
            {
                State.CONFIRMED,
                State.CLOSED,
                State.NOT_RESPONSIBLE,
                State.NOT_ACTIONABLE,
                State.DUPLICATE,
            }
        ),
        Act.CLOSE: frozenset({State.PROPOSED}),
        Act.PASS_ON: AT_WORK,
        # What waits for its citizen too, but only when it has waited for long (closing.py).
        Act.DISMISS: AT_WORK | {State.WAITING},
        # Not what waits for its citizen's word, nor what they have just disputed: the second key stays theirs.
        Act.MERGE: OPEN - {State.PROPOSED, State.DISPUTED},
        Act.OPEN_IDENTITY: frozenset(State),
    }
)

#: Into which state an act leads; those that are not here leave it as it is. An answer leads back to where it waited.
GOAL: Mapping[Act, State] = MappingProxyType(
    {
        Act.VERIFY: State.VERIFIED,
        Act.ASSIGN: State.ASSIGNED,
        Act.START: State.IN_WORK,
        Act.ASK: State.WAITING,
        Act.PROPOSE: State.PROPOSED,
        Act.CONFIRM: State.CONFIRMED,
        Act.DISPUTE: State.DISPUTED,
        Act.REOPEN: State.DISPUTED,
        Act.CLOSE: State.CLOSED,
        Act.PASS_ON: State.NOT_RESPONSIBLE,
        Act.DISMISS: State.NOT_ACTIONABLE,
        Act.MERGE: State.DUPLICATE,
    }
)
