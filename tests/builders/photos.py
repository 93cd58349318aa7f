"""Photographs of complaints for tests, as the real judge sees them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from chalicelib.complaints.service import Photos, Words
from chalicelib.complaints.store import ComplaintStore
from chalicelib.core import registry
from chalicelib.documents.files.looking import look
from chalicelib.documents.files.opening import open_file
from chalicelib.documents.judging import judged
from chalicelib.documents.kinds import KINDS
from chalicelib.documents.service import Checking, Document, Pictures, Retention, Uploads, Wanted
from chalicelib.documents.store import Papers
from chalicelib.offices.service import Offices
from chalicelib.people.service import People
from chalicelib.wiring.documents import owners
from tests.builders.city import City
from tests.builders.complaints import a_complaint
from tests.builders.officers import an_officer
from tests.builders.people import an_asker

if TYPE_CHECKING:
    from chalicelib.complaints.complaint import Complaint
    from chalicelib.core.officer import Officer
    from chalicelib.documents.judging import Asked, Judgement
    from chalicelib.documents.service import Begun

SECRET = "SECRET12"


class Darkroom:
    """Complaints of a city with their photographs, opened in this very process, which is faster."""

    def __init__(self, city: City | None = None) -> None:
        self.city = city or City()
        self.clock, self.storage = self.city.clock, self.city.storage
        self.store, self.papers = registry.get(ComplaintStore), registry.get(Papers)
        self.photos, self.pictures = registry.get(Photos), registry.get(Pictures)
        self.uploads, self.retention = registry.get(Uploads), registry.get(Retention)
        self.words = registry.get(Words)
        self.owner = owners(self.clock)["A"]
        self.checking = Checking(
            self.papers,
            self.storage,
            _judge,
            people=registry.get(People),
            offices=registry.get(Offices),
            owners=owners(self.clock),
            now=self.clock,
        )
        registry.offer(Checking, lambda: self.checking)

    def complaint(self, number: int = 1, **changes: Any) -> Complaint:
        """A complaint that is kept now, with a secret and a word."""
        people, reference = registry.get(People), f"A{number:09}"
        person = people.keyring.record(reference)
        sealed, key = people.seal_fields(
            {"text": "Lubang di jalan"}, table=self.store.table, reference=reference, person=person
        )
        complaint = a_complaint(
            **{
                "reference": reference,
                "public": f"P{number:07}",
                "person": person,
                "sealed": sealed,
                "received": self.clock(),
                "proof": people.keyring.proof(reference, SECRET, person=person),
                "steps": (),
                **changes,
            }
        )
        assert self.store.add(complaint, key)
        return complaint

    def kept(self, complaint: Complaint) -> Complaint:
        """A complaint as it is kept now."""
        found = self.store.get(complaint.reference)
        assert found is not None
        return found

    def send(self, complaint: Complaint, body: bytes, key: str = "photo-0001") -> Document:
        """The citizen's photograph, judged."""
        asker = an_asker(complaint.reference, SECRET)
        return self._judged(self.uploads.begin(asker, wanted(body, key=key)), body)

    def attach(
        self, complaint: Complaint, body: bytes, key: str = "proof-0001", officer: Officer | None = None
    ) -> Document:
        """An officer's, judged."""
        begun = self.photos.attach(
            officer or an_officer(),
            complaint.office,
            complaint.reference,
            content_type="image/jpeg",
            size=len(body),
            key=key,
        )
        return self._judged(begun, body)

    def _judged(self, begun: Begun, body: bytes) -> Document:
        self.checking.check(self.storage.upload(begun.document.attempt.key, body))
        found = self.papers.get(begun.document.reference)
        assert found is not None
        return found


def wanted(body: bytes, **changes: Any) -> Wanted:
    """A photograph to be sent."""
    return Wanted(
        **{"kind": "photo", "content_type": "image/jpeg", "size": len(body), "key": "photo-0001", **changes}
    )


def codes(document: Document) -> list[str]:
    """What was found about a photograph."""
    return [one.code for one in document.attempt.findings]


def _judge(body: bytes, asked: Asked) -> Judgement:
    opened = open_file(body, declared=asked.content_type, kind=KINDS[asked.kind], look=partial(look))
    return judged(opened, asked, reader=None)
