"""What the survey is handed over: which references may rate, for which service and counter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from chalicelib.core.table import Item, Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A visit or a complaint that can be rated.

    ``reference`` is the one that the rating is kept under: an appointment and its ticket are one visit and have one.
    ``service`` and ``counter`` are "" where there is none; ``ended`` is None while it cannot be rated.
    ``person`` keys what is sealed.
    """

    reference: str
    office: str
    service: str
    counter: str
    person: str
    ended: datetime | None


class Source(Protocol):
    """A kind of record that can be rated."""

    def where(self, reference: str) -> Key:
        """Where a record lies, to be read with its proof."""

    def subject_of(self, item: Item) -> Subject:
        """What the survey needs to know of a record that was read; may read more."""


#: The kinds of record by the first letter of their references.
Sources: TypeAlias = "Mapping[str, Source]"
