"""Complaints as the survey sees them: once one has ended, its citizen may rate what the office made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.complaints.states import ENDED, State
from chalicelib.ratings.service import Subject

if TYPE_CHECKING:
    from chalicelib.complaints.store import ComplaintStore
    from chalicelib.core.table import Item, Key

#: Of a duplicate the office made nothing: the complaint that it was joined to is the one that is rated.
RATED = ENDED - {State.DUPLICATE}


class EndedComplaint:
    """A complaint by its reference; counted for its service where it names one, and for no counter."""

    def __init__(self, store: ComplaintStore) -> None:
        """Take the store."""
        self._store = store

    def where(self, reference: str) -> Key:
        """Where the complaint lies."""
        return self._store.where(reference)

    def subject_of(self, item: Item) -> Subject:
        """What the survey needs to know of it; its office is the one that it has come to in the end."""
        complaint = self._store.complaint_of(item)
        is_over = complaint.state in RATED and bool(complaint.office)
        return Subject(
            reference=complaint.reference,
            office=complaint.office,
            service=complaint.service,
            counter="",
            person=complaint.person,
            ended=complaint.ended if is_over else None,
        )
