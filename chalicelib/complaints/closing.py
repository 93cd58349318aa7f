"""The two keys to close: how long the office waits for the citizen's, and how long a complaint can be brought back.

Days of the calendar, not of the office: it is the citizen who has them, and they need no open door.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.complaints.states import Act, State

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.complaints.complaint import Complaint

#: A citizen who has not said whether it is solved is asked once more after this long.
ASK_AGAIN_AFTER = timedelta(days=7)
#: And after this much more silence a supervisor may close, with a reason.
CLOSE_AFTER = timedelta(days=7)
#: A question of the office that nobody answers keeps a complaint waiting at least this long.
ANSWER_WITHIN = timedelta(days=14)
#: An ended complaint can be brought back, with its history and its clock.
REOPEN_WITHIN = timedelta(days=30)


def ask_again_from(complaint: Complaint) -> datetime | None:
    """When the citizen is to be asked once more; None when there is nothing to ask, or they were."""
    if complaint.state is not State.PROPOSED or complaint.proposed is None or complaint.asked_again:
        return None
    return complaint.proposed + ASK_AGAIN_AFTER


def close_from(complaint: Complaint) -> datetime | None:
    """From when a supervisor may close it; None before the citizen was asked again."""
    if complaint.state is not State.PROPOSED or complaint.asked_again is None:
        return None
    return complaint.asked_again + CLOSE_AFTER


def dismiss_from(complaint: Complaint) -> datetime | None:
    """From when a complaint that waits for an answer may be dismissed; None when it does not wait."""
    if complaint.state is not State.WAITING or not complaint.pauses:
        return None
    return complaint.pauses[-1].since + ANSWER_WITHIN


def reopen_until(complaint: Complaint) -> datetime | None:
    """Until when it can be brought back; None when it cannot at all."""
    if not complaint.can(Act.REOPEN) or complaint.ended is None:
        return None
    return complaint.ended + REOPEN_WITHIN
