"""Photographs of a complaint: its citizen's, and those by which officers show what was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.complaints.proof import PHOTO, PROOF, brought
from chalicelib.documents.service import FORM_GOOD_FOR, State, Wanted

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.complaints.complaint import Complaint
    from chalicelib.complaints.service.folders import Folders
    from chalicelib.core.officer import Officer
    from chalicelib.documents.service import Begun, Document, Pictured, Pictures, Uploads

OF_USE = frozenset({State.CHECKING, State.ACCEPTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Album:
    """Photographs of a complaint in the order in which they were sent: its citizen's, and all that officers attached.

    ``shown`` are those of the officers' that belong to what is, or is to be, proposed now.
    """

    photos: tuple[Pictured, ...] = ()
    proofs: tuple[Pictured, ...] = ()
    shown: tuple[Pictured, ...] = ()


class Photos:
    """Attach and show."""

    def __init__(self, folders: Folders, uploads: Uploads, pictures: Pictures) -> None:
        """Take the complaints that officers may open, and what the documents room does for others."""
        self._folders = folders
        self._uploads = uploads
        self._pictures = pictures

    def attach(
        self, officer: Officer, office: str, reference: str, *, content_type: str, size: int, key: str
    ) -> Begun:
        """Wait for an officer's photograph of what was done; the same ``key`` finds the same one. In the access record.

        NotFound, UnknownOffice, and what an upload is refused with (InvalidFields, DocumentNotWanted, DocumentThere,
        UploadsSpent, Busy).
        """
        complaint = self._folders.open(officer, office, reference)
        wanted = Wanted(kind=PROOF, content_type=content_type, size=size, key=key)
        begun = self._uploads.attach(officer, complaint.reference, wanted)
        self._folders.people.note(self._folders.access(officer, complaint, "complaint proof"))
        return begun

    def of(self, complaint: Complaint) -> Album:
        """The photographs of a complaint, for whoever may see it; a Query, and a read when there are any."""
        found = self._pictures.of_record(complaint.reference)
        proofs = tuple(one for one in found if one.document.kind == PROOF)
        since = brought(complaint)
        return Album(
            photos=tuple(one for one in found if one.document.kind == PHOTO),
            proofs=proofs,
            shown=tuple(one for one in proofs if one.sound and one.document.attempts[0].begun >= since),
        )

    def since(self, complaint: Complaint, moment: datetime) -> int:
        """How many photographs of what was done were attached after a moment.

        Those on their way count: whoever proposes need not wait until they were judged, and sees what became of them.
        """
        found = [one for one in self._pictures.known(complaint.reference) if one.kind == PROOF]
        return sum(self._counts(one) and one.attempts[0].begun >= moment for one in found)

    def _counts(self, proof: Document) -> bool:
        """Whether it is a picture, or its file has come or may still."""
        late = self._folders.now() >= proof.attempt.begun + FORM_GOOD_FOR
        return proof.state in OF_USE or (proof.state is State.WAITING and not late)
