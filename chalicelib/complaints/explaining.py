"""Why the service clock stands as it does, in sentences."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.core.catalogue import say
from chalicelib.core.dates import spoken_moment
from chalicelib.core.text import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.complaints.clock import Reason
    from chalicelib.core.text import Language

#: The codes that the clock explains itself by; see ``clock.standing``.
CODES = ("outside", "counted", "paused", "pausing", "look", "look-late", "late", "stopped")


def explained(reason: Reason) -> Text:
    """The sentence of a reason; its moments are the office's own."""
    told = (
        say(language, f"complaint-clock.{reason.code}", **_spoken(reason.facts, language))
        for language in LANGUAGES
    )
    return Text(*told)


def _spoken(facts: Mapping[str, datetime | int], language: Language) -> dict[str, object]:
    return {
        name: spoken_moment(fact, language) if isinstance(fact, datetime) else fact
        for name, fact in facts.items()
    }
