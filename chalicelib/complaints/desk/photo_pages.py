"""Photographs as officers see them, and the way by which theirs come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.core.clock import office_time
from chalicelib.core.clock import zone as zone_of
from chalicelib.core.text import Text
from chalicelib.documents.service import sentence_of

if TYPE_CHECKING:
    from chalicelib.documents.service import Begun, Pictured


@dataclass(frozen=True, slots=True)
class PhotoFindingPage:
    """What was found about a photograph: a code, and a sentence; ``complaint`` is the public id of another, or null."""

    code: str
    message: Text
    complaint: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintPhotoPage:
    """A photograph; ``url`` shows it for some minutes, null when there is nothing to be shown.

    ``taken`` is by the camera's clock, as if it hung in the office where it tells no offset; null where it says
    nothing. ``by`` is an officer's id, or null.
    """

    reference: str
    state: str
    url: str | None
    sent: datetime | None
    taken: datetime | None
    by: str | None
    findings: list[PhotoFindingPage]

    @classmethod
    def of(cls, photo: Pictured, zone: str) -> ComplaintPhotoPage:
        """The page of a photograph."""
        document, attempt = photo.document, photo.document.attempt
        return cls(
            reference=document.reference,
            state=document.state.value,
            url=photo.link,
            sent=office_time(attempt.sent, zone) if attempt.sent else None,
            taken=_on_the_wall(attempt.taken, zone) if attempt.taken else None,
            by=document.by or None,
            findings=[
                PhotoFindingPage(one.code, sentence_of(one), _public(one.facts.get("complaint")))
                for one in photo.findings(hints=True)
            ],
        )


@dataclass(frozen=True, slots=True)
class ProofUploadPage:
    """A photograph that waits for its file: post ``fields``, then the file, to ``url`` before it ``expires``."""

    reference: str
    state: str
    url: str
    fields: dict[str, str]
    expires: datetime

    @classmethod
    def of(cls, begun: Begun) -> ProofUploadPage:
        """The page of an upload that was begun."""
        document, form = begun.document, begun.form
        return cls(document.reference, document.state.value, form.url, dict(form.fields), begun.ends)


def _on_the_wall(taken: datetime, zone: str) -> datetime:
    return office_time(taken, zone) if taken.tzinfo else taken.replace(tzinfo=zone_of(zone))


def _public(fact: object) -> str | None:
    return fact if isinstance(fact, str) else None
