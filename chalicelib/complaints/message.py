"""What is said about a complaint: by its citizen, by the office to its citizen, or inside the office."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class Voice(StrEnum):
    """Who says it; a note is never shown to a citizen."""

    CITIZEN = "citizen"
    OFFICE = "office"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Message:
    """Words, sealed under the complaint's own key as the field that ``field`` names.

    ``id`` is random, or follows from the request, so that a repeated one is the same message; ``by`` is the officer
    ("" for the citizen and the system).
    """

    reference: str
    id: str
    at: datetime
    voice: Voice
    sealed: bytes
    by: str = ""

    @property
    def field(self) -> str:
        """The name under which its words are sealed."""
        return field_of(self.id)


def field_of(message: str) -> str:
    """The name under which the words of a message are sealed, by its id."""
    return f"message-{message}"
