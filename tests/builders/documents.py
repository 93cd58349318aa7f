"""Documents for tests: say what matters, the rest is filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from chalicelib.core import registry
from chalicelib.documents.document import Attempt, Document
from chalicelib.documents.files.opened import Opened
from chalicelib.documents.finding import Finding
from chalicelib.documents.judging import Judgement, Verdict
from chalicelib.documents.reading.seen import Field
from chalicelib.documents.service import (
    Checking,
    Clearance,
    Documents,
    Retention,
    Review,
    Shown,
    Uploads,
    Wanted,
)
from chalicelib.documents.store import Papers
from chalicelib.offices.service import Offices
from chalicelib.people.service import People
from chalicelib.wiring.documents import owners
from tests.builders.city import NOW, City, proven
from tests.builders.people import a_nik, an_asker

if TYPE_CHECKING:
    from botocore.exceptions import ClientError

    from chalicelib.booking.service import Made
    from chalicelib.documents.judging import Asked
    from chalicelib.documents.service import Begun
    from chalicelib.documents.storage import Uploaded

REFERENCE = "D234567892"
PICTURE = b"a picture of a card"


def an_attempt(**changes: Any) -> Attempt:
    """A photo that was begun and has not come."""
    attempt = Attempt(key="quarantine/1", content_type="image/jpeg", size=1000, begun=NOW)
    return replace(attempt, **changes)


def a_document(**changes: Any) -> Document:
    """An identity card that waits for its file."""
    document = Document(
        reference=REFERENCE,
        owner="B7KM2QXR9T",
        kind="ktp",
        office="mpp",
        service="d000",
        person="k1.aa",
        proof=b"proof",
        language="id",
        attempt=an_attempt(),
        sweep=date(2026, 11, 25),
        day=date(2026, 11, 23),
    )
    return replace(document, **changes)


def a_judgement(
    verdict: Verdict = Verdict.ACCEPTED, *codes: str, body: bytes = PICTURE, **changes: Any
) -> Judgement:
    """A card that says what citizen 1 typed; ``codes`` are what was found."""
    judgement = Judgement(
        verdict=verdict,
        findings=tuple(map(Finding, codes)),
        fields={"nik": Field(a_nik(), 0.98), "name": Field("I MADE RAI", 0.95)},
        opened=Opened(
            content_type="image/jpeg",
            sha256=sha256(body).hexdigest(),
            pixels=sha256(b"pixels" + body).hexdigest(),
            kept=("image/jpeg", b"clean " + body),
        ),
        number=a_nik(),
    )
    return replace(judgement, **changes)


class Drawer:
    """The documents room of a city; the judge says what the test wants, or fails with it."""

    def __init__(self, city: City | None = None) -> None:
        self.city = city or City()
        self.clock, self.storage = self.city.clock, self.city.storage
        self.says: Judgement | Exception = a_judgement()
        #: What the tables fail with once a file was judged.
        self.trouble: ClientError | None = None
        self.asked: list[Asked] = []
        self.store = registry.get(Papers)
        self.uploads, self.documents = registry.get(Uploads), registry.get(Documents)
        self.review, self.retention = registry.get(Review), registry.get(Retention)
        self.clearance = registry.get(Clearance)
        self.checking = Checking(
            self.store,
            self.storage,
            self._judge,
            people=registry.get(People),
            offices=registry.get(Offices),
            owners=owners(self.clock),
            now=self.clock,
        )
        registry.offer(Checking, lambda: self.checking)

    def begin(self, made: Made, kind: str = "ktp", *, number: int = 1, **changes: Any) -> Begun:
        """Citizen ``number`` begins to send a photo for their booking."""
        wanted = Wanted(kind=kind, content_type="image/jpeg", size=1000, key="upload-0001")
        return self.uploads.begin(proven(made, number), replace(wanted, **changes))

    def post(self, begun: Begun, body: bytes = PICTURE) -> Uploaded:
        """The file comes; the event about it is still to be handled."""
        return self.storage.upload(begun.document.attempt.key, body)

    def send(self, made: Made, kind: str = "ktp", *, number: int = 1, body: bytes = PICTURE) -> Document:
        """Begin, post and check."""
        begun = self.begin(made, kind, number=number)
        self.checking.check(self.post(begun, body))
        return self.kept(begun.document.reference)

    def kept(self, reference: str) -> Document:
        """A document as it is kept."""
        found = self.store.get(reference)
        assert found is not None
        return found

    def find(self, document: Document, number: int = 1) -> Shown:
        """The document as its citizen sees it."""
        return self.documents.find(an_asker(document.reference, f"{number:04}"))

    def _judge(self, body: bytes, asked: Asked) -> Judgement:
        self.asked.append(asked)
        if self.trouble:
            self.city.faults.will("transact_write_items", self.trouble)
            self.trouble = None
        if isinstance(self.says, Exception):
            raise self.says
        opened = replace(
            self.says.opened,
            sha256=sha256(body).hexdigest(),
            pixels=sha256(b"pixels" + body).hexdigest(),
        )
        return replace(self.says, opened=opened)
