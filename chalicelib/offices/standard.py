"""A service standard: what the law makes every public service promise, in the city's two languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from chalicelib.core.text import Text


class Role(StrEnum):
    """What a milestone means, whatever an agency calls it."""

    RECEIVED = "received"
    VERIFIED = "verified"
    IN_PROCESS = "in-process"
    #: What was promised is done: it waits for its citizen.
    READY = "ready"
    HANDED_OVER = "handed-over"


@dataclass(frozen=True, slots=True)
class Step:
    """A stage that a citizen's file passes; ``key`` is what records store, ``name`` what people read.

    ``means`` says its role where the key itself does not.
    """

    key: str
    name: Text
    means: Role | None = None

    @property
    def role(self) -> Role:
        """What the milestone means; a stage that says nothing of itself is one of the process."""
        if self.means is not None:
            return self.means
        return Role(self.key) if self.key in set(Role) else Role.IN_PROCESS


@dataclass(frozen=True, slots=True)
class DeemedGranted:
    """Where the law has it: an application that is not decided within so many working days counts as granted.

    ``basis`` is the law as it is cited (fiktif positif, UU 30/2014 article 53 and what changed it).
    """

    working_days: int
    basis: str


class Risk(StrEnum):
    """The risk class of a business, by which its permit is made (perizinan berbasis risiko)."""

    LOW = "low"
    MEDIUM_LOW = "medium-low"
    MEDIUM_HIGH = "medium-high"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class PermitStage:
    """What holds for a business from a milestone on, until the next stage; ``says`` tells its owner."""

    milestone: str
    may_operate: bool
    says: Text


@dataclass(frozen=True, slots=True)
class Permit:
    """What a permit of a risk class consists of, and from when on the business may operate."""

    risk: Risk
    name: Text
    consists: tuple[Text, ...]
    stages: tuple[PermitStage, ...]
    basis: tuple[str, ...]

    def stage(self, milestones: Sequence[str]) -> PermitStage | None:
        """What holds once these milestones are reached; None before the first stage."""
        reached = [stage for stage in self.stages if stage.milestone in milestones]
        return reached[-1] if reached else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceStandard:
    """What a provider must publish (UU 25/2009): requirements, procedure, time, fee, product, legal basis.

    ``working_days`` is the promised time as a number, 0 for the same day, None where the standard names none.
    ``agency_id`` is what officers' rights name an agency by, "" in what was published before agencies had ids.
    ``letter_days``: how long a finished letter is kept for downloading once it was handed over.
    ``documents`` names, beside each requirement, the kind of document that it is and that can be sent ahead, or None;
    empty in what was published before. ``legal_basis`` is cited as is. ``version`` counts what was published, 0 for
    what is only in a file.
    """

    id: str
    agency: Text
    agency_id: str
    group: Text
    name: Text
    summary: Text
    requirements: tuple[Text, ...]
    procedure: tuple[Text, ...]
    time: Text
    working_days: int | None
    fee: Text
    product: Text
    legal_basis: tuple[str, ...]
    milestones: tuple[Step, ...]
    aliases: tuple[str, ...]
    valid_from: date
    deemed_granted: DeemedGranted | None = None
    permit: Permit | None = None
    letter_days: int = 90
    documents: tuple[str | None, ...] = ()
    version: int = 0

    def role(self, milestone: str) -> Role | None:
        """What a milestone means; None for one that the standard does not have (any more)."""
        return next((step.role for step in self.milestones if step.key == milestone), None)

    @property
    def checklist(self) -> tuple[tuple[Text, str | None], ...]:
        """Every requirement with the kind of document that it is, or None."""
        return tuple(zip_longest(self.requirements, self.documents[: len(self.requirements)]))

    @property
    def document_kinds(self) -> tuple[str, ...]:
        """The kinds of document that it asks for, each once, in the order of its requirements."""
        return tuple(dict.fromkeys(kind for kind in self.documents if kind))
