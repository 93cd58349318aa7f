"""What everybody may know of a complaint once an officer has verified it: no words of its citizen, no reference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.complaints.states import Sort, State

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.complaints.complaint import Complaint, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A complaint in the public list; ``title`` is an officer's words, "" where there are none.

    ``changed`` is when it last went from one state into another.
    """

    public: str
    office: str
    agency: str
    category: str
    sort: Sort
    state: State
    received: datetime
    due: datetime | None
    ended: datetime | None
    changed: datetime
    followers: int
    place: Place | None
    title: str

    @classmethod
    def of(cls, complaint: Complaint) -> Listed | None:
        """What the list holds of a complaint; None for one that no officer has verified, or that another stands for."""
        if complaint.verified is None or complaint.state is State.DUPLICATE:
            return None
        return cls(
            public=complaint.public,
            office=complaint.office,
            agency=complaint.agency,
            category=complaint.category,
            sort=complaint.sort,
            state=complaint.state,
            received=complaint.received,
            due=complaint.due,
            ended=complaint.ended,
            changed=complaint.changed,
            followers=complaint.followers,
            place=complaint.place,
            title=complaint.title,
        )
