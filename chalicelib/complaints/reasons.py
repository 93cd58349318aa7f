"""Why a complaint ends, or who is behind it is looked at: codes with their sentences, and an officer's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.core.catalogue import both

if TYPE_CHECKING:
    from chalicelib.core.text import Text

#: The reason that is nothing but the officer's words.
WORDS = "words"
#: Why nothing can be done.
DISMISSALS = ("no-facts", "no-answer", "not-public", "in-court", "answered-before", "abuse", "spam", WORDS)
#: Why a supervisor closes what its citizen has not confirmed.
CLOSURES = ("silent", "unreachable", WORDS)
#: Why a supervisor looks at who is behind a complaint.
OPENINGS = ("danger", "court", "false-report", "contact", WORDS)
REASONS = tuple(dict.fromkeys((*DISMISSALS, *CLOSURES, *OPENINGS)))


def explained(why: str) -> Text:
    """The sentence of a reason, as citizens and officers read it."""
    return both(f"complaint-reason.{why}")
