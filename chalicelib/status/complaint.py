"""What is told of a complaint beside all else that has a reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.complaints.service import State, category_named, steps_told
from chalicelib.core.catalogue import say
from chalicelib.core.clock import office_time
from chalicelib.core.dates import spoken_moment
from chalicelib.status.story import StatusPage, Step

if TYPE_CHECKING:
    from chalicelib.complaints.service import Followed
    from chalicelib.core.text import Language


def of_complaint(followed: Followed, language: Language) -> StatusPage:
    """The status of a complaint, of one that was joined to another that of the other.

    Due is when the office's promise ends: null once it has ended, and while it waits for its citizen.
    """
    one, main, zone = followed.complaint, followed.main, followed.office.time_zone
    due = followed.standing.due if main.is_open and main.state is not State.WAITING else None
    facts = {
        "category": category_named(main.category).inn(language),
        "office": followed.office.name.inn(language),
        "state": say(language, f"complaint-state.{main.state.value}"),
    }
    told = say(language, "status.complaint.stands", **facts)
    if due:
        told += " " + say(language, "status.complaint.due", due=spoken_moment(due, language))
    steps = [
        Step(say(language, f"complaint-act.{step.act}"), office_time(step.at, zone))
        for step in steps_told(one, main)
    ]
    return StatusPage(one.reference, "complaint", main.state.value, told, steps, due)
