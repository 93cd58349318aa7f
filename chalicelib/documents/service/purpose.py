"""How long a document's picture has a purpose."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from chalicelib.documents.kinds import Kind
    from chalicelib.documents.ports import Subject

# A case ends when it ends; until then it is looked at as often as this.
LOOK_AGAIN = timedelta(days=14)


def sweep_day(subject: Subject, kind: Kind, today: date) -> date:
    """The day on which the picture goes, or on which to look again whether its record has ended."""
    if subject.ended is None:
        return today + LOOK_AGAIN
    return subject.ended + kind.kept
