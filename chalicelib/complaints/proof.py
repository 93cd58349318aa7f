"""Photographs of what was done, beside those of the complaint: what about them makes somebody look twice.

Nothing is refused by this. A camera's clock may be wrong, and a place looks like itself: people are told, and judge.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.complaints.states import Act
from chalicelib.core.clock import zone
from chalicelib.documents.service import Finding, near

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from chalicelib.complaints.complaint import Complaint
    from chalicelib.documents.service import Document, Picture

#: The kinds of document that a complaint holds: what its citizen sends, and what officers show of what was done.
PHOTO, PROOF = "photo", "proof"
# Cameras set their clocks by the telephone network; those that do not are some minutes off.
CLOCKS_DIFFER = timedelta(minutes=10)


def brought(complaint: Complaint) -> datetime:
    """When the citizen last said that something is to be done, to the second; proof from before that shows nothing."""
    again = [step.at for step in complaint.steps if step.act in {Act.DISPUTE, Act.REOPEN}]
    return max(again, default=complaint.received).replace(microsecond=0)


def of_time(
    taken: datetime | None, *, received: datetime, now: datetime, time_zone: str
) -> Iterator[Finding]:
    """What is odd about when it was taken: by the camera's clock, on a wall of that zone where it tells no offset.

    ``received`` is when the complaint came, ``now`` when the photograph did.
    """
    if taken is None:
        yield Finding("proof-without-time")
        return
    moment = taken if taken.tzinfo else taken.replace(tzinfo=zone(time_zone))
    if moment > now + CLOCKS_DIFFER:
        yield Finding("proof-in-future")
    elif moment < received - CLOCKS_DIFFER:
        yield Finding("proof-too-early")


def of_others(picture: Picture, others: Iterable[Document], since: datetime) -> Iterator[Finding]:
    """What is odd about it beside the other pictures of the complaint and of its duplicates.

    ``since`` is when the complaint was last brought (``brought``): what was proof before then convinced nobody.
    """
    alike = [one for one in others if one.reference != picture.reference and _alike(picture, one)]
    if any(one.kind == PHOTO for one in alike):
        yield Finding("proof-like-before")
    if any(one.kind == PROOF and one.attempt.begun < since for one in alike):
        yield Finding("proof-again")


def _alike(picture: Picture, other: Document) -> bool:
    same = picture.pixels is not None and picture.pixels == other.attempt.pixels
    return same or near(picture.likeness, other.attempt.likeness)
