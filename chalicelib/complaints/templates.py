"""What officers often say to citizens, ready in two languages: by the state that the words go with."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from chalicelib.complaints.states import State
from chalicelib.core.catalogue import both

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.core.text import Text

#: Each template, and the state that it is for: the one in which a complaint is, or into which an act leads it.
TEMPLATES: Mapping[str, State] = MappingProxyType(
    {
        "received-thanks": State.RECEIVED,
        "verified-responsible": State.VERIFIED,
        "assigned-looking": State.ASSIGNED,
        "work-begun": State.IN_WORK,
        "work-takes-longer": State.IN_WORK,
        "ask-place": State.WAITING,
        "ask-when": State.WAITING,
        "ask-photo": State.WAITING,
        "proposed-fixed": State.PROPOSED,
        "proposed-answered": State.PROPOSED,
        "confirmed-thanks": State.CONFIRMED,
        "disputed-again": State.DISPUTED,
        "closed-silence": State.CLOSED,
        "passed-outside": State.NOT_RESPONSIBLE,
        "dismissed-facts": State.NOT_ACTIONABLE,
        "merged-same": State.DUPLICATE,
    }
)


def template(name: str) -> Text:
    """The words of a template."""
    return both(f"complaint-template.{name}")
