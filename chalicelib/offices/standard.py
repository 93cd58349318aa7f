"""A service standard: what the law makes every public service promise, in the city's two languages."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from chalicelib.core.text import Text


@dataclass(frozen=True, slots=True)
class Step:
    """A stage that a citizen's file passes; ``key`` is what records store, ``name`` what people read."""

    key: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceStandard:
    """What a provider must publish (UU 25/2009): requirements, procedure, time, fee, product, legal basis.

    ``working_days`` is the promised time as a number, 0 for the same day, None where the standard names none.
    ``agency_id`` is what officers' rights name an agency by, "" in what was published before agencies had ids.
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
    documents: tuple[str | None, ...] = ()
    version: int = 0

    @property
    def checklist(self) -> tuple[tuple[Text, str | None], ...]:
        """Every requirement with the kind of document that it is, or None."""
        return tuple(zip_longest(self.requirements, self.documents[: len(self.requirements)]))

    @property
    def document_kinds(self) -> tuple[str, ...]:
        """The kinds of document that it asks for, each once, in the order of its requirements."""
        return tuple(dict.fromkeys(kind for kind in self.documents if kind))
