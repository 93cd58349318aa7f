"""Documents in a town: sent by citizens, decided by officers, through the services in this process."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from chalicelib.documents.judging import Verdict
from chalicelib.documents.service import (
    Checking,
    Documents,
    Review,
    State,
    Uploads,
    Wanted,
)
from chalicelib.documents.storage import Storage, Uploaded
from chalicelib.documents.store import Papers
from chalicelib.offices.service import Offices
from chalicelib.people.service import Asker, People
from chalicelib.wiring.documents import owners
from tests.builders.documents import a_document, a_judgement, an_attempt
from tests.cloud.town import OFFICE

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from chalicelib.core.officer import Officer
    from chalicelib.documents.document import Document
    from chalicelib.documents.service import Begun
    from tests.cloud.town import Town

T = TypeVar("T")


def bucket_of_its_own(town: Town) -> None:
    """A bucket that tells no queue: the deployed function knows nothing of a town and would clear its uploads away."""
    name = town.environment["TABLE_CASES"].replace("-cases", "-documents")
    client = town.cloud.client("s3")
    region = client.meta.region_name
    client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": region})
    client.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    town.wire(BUCKET_DOCUMENTS=name)


class Sender:
    """Somebody who sends documents for one record; what the check asks of AWS is not recorded with their own calls."""

    def __init__(self, town: Town, asker: Asker) -> None:
        self.town, self.asker = town, asker
        self._posted = 0

    def begin(self, kind: str = "ktp") -> Begun:
        """Ask for a form."""
        wanted = Wanted(kind=kind, content_type="image/jpeg", size=1000, key=f"upload-of-{kind}")
        return self.town.get(Uploads).begin(self.asker, wanted)

    def post(self, begun: Begun, body: bytes) -> Uploaded:
        """The file comes, by nobody's right but the form's."""
        bucket, key = self.town.environment["BUCKET_DOCUMENTS"], begun.document.attempt.key
        made = self.town.cloud.client("s3").put_object(Bucket=bucket, Key=key, Body=body)
        self._posted += 1
        sequencer = f"{self._posted:032X}"
        return Uploaded(key=key, version=made["VersionId"], size=len(body), sequencer=sequencer)

    def check(self, uploaded: Uploaded, verdict: Verdict) -> None:
        """The check, with a judge of one mind; the way to the real one is tried elsewhere."""
        get = self.town.get
        Checking(
            get(Papers),
            get(Storage),
            lambda _, __: a_judgement(verdict, "blurred" if verdict is Verdict.REJECTED else "edited"),
            people=get(People),
            offices=get(Offices),
            owners=owners(self.town.clock),
            now=self.town.clock,
        ).check(uploaded)

    def send(self, verdict: Verdict, kind: str = "ktp", body: bytes = b"a card") -> Document:
        """Begin, post, be judged."""
        begun = self.begin(kind)
        aside(self.town, lambda: self.check(self.post(begun, body), verdict))
        found = aside(self.town, lambda: self.town.get(Papers).get(begun.document.reference))
        assert found is not None
        return found

    def of(self, document: Document) -> Asker:
        """The same person, asking for a document."""
        return replace(self.asker, reference=document.reference)

    def does_everything(self, officer: Officer) -> None:
        """Look, be rejected, ask an officer, be corrected, accepted, taken back, and send again."""
        documents, review = self.town.get(Documents), self.town.get(Review)
        sent = self.send(Verdict.REJECTED)
        assert documents.find(self.of(sent)).fields
        sent = documents.ask_officer(self.of(sent)).document
        documents.of_record(self.asker)
        assert review.waiting(officer, OFFICE)
        assert review.open(officer, OFFICE, sent.reference).link
        sent = review.correct(officer, OFFICE, sent.reference, sent.version, "name", "I MADE RAI").document
        sent = review.accept(officer, OFFICE, sent.reference, sent.version).document
        sent = review.reject(officer, OFFICE, sent.reference, sent.version, ("words",), "Lain.").document
        self.begin()


def aside(town: Town, ask: Callable[[], T]) -> T:
    """Do something whose calls are not to be counted."""
    kept = town.calls.taken()
    found = ask()
    town.calls.calls = kept
    return found


def leave_papers_to_forget(town: Town, sender: Sender, today: date) -> None:
    """An upload that never was judged, and documents of a booking and of a case that are over."""
    sender.post(sender.begin("kk"), b"never judged")
    store, storage = town.get(Papers), town.get(Storage)
    for number, owner in enumerate(("BNOBODY", "KNOBODY")):
        key = f"kept/{owner}{id(town):x}"
        storage.put(key, b"a picture", "image/jpeg")
        attempt = an_attempt(key=f"quarantine/{owner}{id(town):x}", judged=town.clock(), kept=key)
        judged = replace(attempt, state=State.ACCEPTED, kept_type="image/jpeg")
        document = a_document(
            reference=f"D00000000{number}",
            owner=owner,
            office=OFFICE,
            service="five",
            attempt=judged,
            sweep=today,
        )
        store.save(None, document)
