"""How the rooms refuse: one small tree, named for what happened, with nothing of HTTP in it.

A refusal has a stable ``code`` (the sentence in ``core/words`` and the problem's type are found by it)
and a ``kind``, which a channel turns into its own answer: ``core/web`` into a status, an SMS into a line.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(StrEnum):
    """What sort of "no" it is."""

    MALFORMED = "malformed"
    INVALID = "invalid"
    UNPROVEN = "unproven"
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknown"
    CONFLICT = "conflict"
    TOO_LARGE = "too-large"
    LIMITED = "limited"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one field; ``facts`` fill the placeholders of its sentence."""

    field: str
    code: str
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict)


class Refusal(Exception):  # noqa: N818 - a refusal is an answer to a citizen, not a programming error
    """The base of everything a room says no with."""

    code: ClassVar[str]
    kind: ClassVar[Kind]

    def __init__(self, *, field: str | None = None, **facts: object) -> None:
        """Say no; ``field`` is the input at fault, ``facts`` fill the sentence or go out with the answer."""
        super().__init__(self.code)
        self.field = field
        self.facts = facts


class InvalidFields(Refusal):
    """One or more fields cannot be used as they are; nothing was changed."""

    code = "invalid-fields"
    kind = Kind.INVALID

    def __init__(self, *faults: Fault) -> None:
        """Carry every fault found, the first one first."""
        super().__init__(field=faults[0].field)
        self.faults = faults


class NotFound(Refusal):
    """No record for this reference and proof; it is not said which of the two is wrong."""

    code = "not-found"
    kind = Kind.UNKNOWN


class ProofMissing(Refusal):
    """The request carries no proof at all."""

    code = "proof-missing"
    kind = Kind.UNPROVEN


class NotSignedIn(Refusal):
    """The request carries no token of an officer, or one that is not good (any more)."""

    code = "unauthorized"
    kind = Kind.UNPROVEN


class NotAllowed(Refusal):
    """This officer may not do that: not their role, office or agency."""

    code = "forbidden"
    kind = Kind.FORBIDDEN


class TooManyTries(Refusal):
    """Too many wrong proofs within the hour, for this reference or from this address."""

    code = "too-many-tries"
    kind = Kind.LIMITED


class KeyReused(Refusal):
    """The Idempotency-Key was used before for another request body."""

    code = "key-reused"
    kind = Kind.INVALID


class Unsure(Refusal):
    """The table did not answer in time; what was asked may have been done, and asking again finds out safely."""

    code = "unsure"
    kind = Kind.BUSY


class Busy(Refusal):
    """The table stayed contended or throttled through every retry; nothing was changed, asking again helps."""

    code = "busy"
    kind = Kind.BUSY
