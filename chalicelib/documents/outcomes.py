"""What the store of documents answers and refuses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Owned:
    """A document of a record, by kind and reference."""

    kind: str
    reference: str


@dataclass(frozen=True, slots=True)
class Cleared:
    """A cleared document of a person: which one, and the last day on which it counts."""

    reference: str
    until: date


@dataclass(frozen=True, slots=True)
class Use:
    """Whose document a mark was first found on."""

    person: str
    reference: str


class NotSaved(Exception):  # noqa: N818 - an outcome every caller expects
    """Which conditions refused; nothing was written.

    ``tries``: the citizen's admission; ``spent``: the day's uploads; otherwise the record, or what goes with it, was
    not as it had been read.
    """

    def __init__(self, *, tries: bool = False, spent: bool = False) -> None:
        """Keep the outcome."""
        super().__init__("not saved")
        self.tries = tries
        self.spent = spent
