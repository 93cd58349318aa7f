"""The way of a document on the running system: form, bucket, event, queue, function, result."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.documents.kinds import KINDS
from chalicelib.documents.storage import Uploaded
from infra import redrive
from tests.cloud import raw
from tests.cloud.citizen import Citizen, a_citizen, a_form
from tests.cloud.disguises import disguises, everything
from tests.cloud.posting import FILE_NAME, comes_true, posted
from tests.fakes.storage import an_event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cloud.running import Running

pytestmark = pytest.mark.cloud

CARD = (Path(__file__).parents[1] / "specimens" / "ktp.jpg").read_bytes()
HOLDER = {"name": "Rizky Setiawan", "nik": "5305041810849776"}
OFFICE, SERVICE = "mpp", "d001"
JPEG = "image/jpeg"
ON_ITS_WAY = {"waiting", "checking"}


@dataclass(frozen=True, slots=True)
class Way:
    """A booking and the documents that its citizen sends."""

    running: Running
    booking: str
    proof: str

    @property
    def citizen(self) -> Citizen:
        return Citizen(self.running.api)

    def begin(self, size: int = len(CARD), content_type: str = JPEG) -> dict[str, Any]:
        """Ask for a form to send a card with."""
        wanted = {"for": self.booking, "kind": "ktp", "content_type": content_type, "size": size}
        begun: dict[str, Any] = self.citizen.post("/v1/uploads", wanted, x_proof=self.proof).ok(201)
        return begun

    def page(self, reference: str) -> dict[str, Any]:
        """What the citizen is told of a document."""
        told: dict[str, Any] = self.citizen.get(f"/v1/documents/{reference}", x_proof=self.proof).ok()
        return told

    def result(self, reference: str) -> dict[str, Any]:
        """The same, once it was checked."""
        comes_true(lambda: self.page(reference)["state"] not in ON_ITS_WAY)
        return self.page(reference)

    def versions(self, key: str) -> list[str]:
        """Every version of an object, and every mark of a deletion."""
        page = self._s3.list_object_versions(Bucket=self.bucket, Prefix=key)
        return [found["VersionId"] for found in (*page.get("Versions", []), *page.get("DeleteMarkers", []))]

    def put(self, key: str, body: bytes = CARD) -> str:
        """Put an object past all forms; its version."""
        version: str = self._s3.put_object(Bucket=self.bucket, Key=key, Body=body)["VersionId"]
        return version

    def tell(self, *events: str, queue: str = "documents") -> None:
        """Send messages to the queue as the bucket does."""
        for event in events:
            self._sqs.send_message(QueueUrl=self._queue(queue), MessageBody=event)

    def waiting(self, queue: str = "documents") -> int:
        """How many messages are in the queue, taken or not."""
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        found = self._sqs.get_queue_attributes(QueueUrl=self._queue(queue), AttributeNames=names)
        return sum(int(found["Attributes"][name]) for name in names)

    def is_done(self) -> None:
        """Wait until the queue is empty, and nothing was given up."""
        comes_true(lambda: self.waiting() == 0)
        assert self.waiting("documents-dead") == 0

    @property
    def bucket(self) -> str:
        """Where files are posted to."""
        return self.running.environment["BUCKET_DOCUMENTS"]

    @property
    def _s3(self) -> Any:
        return self.running.cloud.client("s3")

    @property
    def _sqs(self) -> Any:
        return self.running.cloud.client("sqs")

    def _queue(self, name: str) -> str:
        url: str = self._sqs.get_queue_url(QueueName=f"tanpa-antre-local-{name}")["QueueUrl"]
        return url


@pytest.fixture(scope="module")
def way(running: Running) -> Iterator[Way]:
    """The holder of the specimen card has an appointment; in the end nothing of theirs is left in the queues."""
    citizen = Citizen(running.api)
    starts = citizen.free(OFFICE, SERVICE)[0]["starts"]
    form = a_form(OFFICE, SERVICE, starts, citizen=a_citizen(**HOLDER))
    booking = citizen.book(form).ok(201)["reference"]
    way = Way(running, booking, form["citizen"]["phone"][-4:])
    yield way
    way.is_done()


def test_the_form_takes_what_it_was_asked_for_and_nothing_else(way: Way) -> None:
    form = way.begin(size=20)
    most = KINDS["ktp"].most_bytes
    assert posted(form, CARD, Content_Type="image/png") == 403
    assert posted(form, CARD, key="quarantine/another") == 403
    assert posted(form, CARD, key=form["fields"]["key"].replace("quarantine", "kept")) == 403
    assert posted(form, CARD, acl="public-read") == 403
    assert posted(form, bytes(most + 1)) == 400
    assert posted(form, b"") == 400
    assert way.versions("quarantine/") == []


def test_a_text_is_no_card_and_another_file_may_be_sent_until_a_card_is_accepted(way: Way) -> None:
    form = way.begin()
    assert posted(form, b"this is no picture at all, whatever it is called") == 204
    rejected = way.result(form["reference"])
    assert rejected["state"] == "rejected"
    assert [finding["code"] for finding in rejected["findings"]] == ["type-unknown"]
    again = way.begin()
    assert again["reference"] == form["reference"]
    assert posted(again, CARD) == 204
    accepted = way.result(form["reference"])
    assert (accepted["state"], accepted["findings"]) == ("accepted", [])
    assert HOLDER["nik"] not in str(accepted)
    assert [attempt["state"] for attempt in accepted["history"]] == ["rejected"]
    way.is_done()
    for key in (form["fields"]["key"], again["fields"]["key"]):
        assert way.versions(key) == [], "what was checked is gone from quarantine"
    way.citizen.post(
        "/v1/uploads",
        {"for": way.booking, "kind": "ktp", "content_type": JPEG, "size": 20},
        x_proof=way.proof,
    ).refuses(409, "document-there")
    # The same events again, late and swapped, change nothing.
    old, new = (one["fields"]["key"] for one in (form, again))
    events = [
        an_event(Uploaded(key=key, version=uuid.uuid4().hex, size=1, sequencer=number))
        for key, number in ((new, "2"), (old, "1"), (new, "2"))
    ]
    way.tell(*events)
    way.is_done()
    assert way.page(form["reference"]) == accepted


def test_objects_of_nobody_are_cleared_away_whatever_they_are_called(way: Way) -> None:
    keys = ["quarantine/KTP saya (1) + istri.jpg", "quarantine/kartu tanda penduduk — Ñandú 100%.jpg"]
    for key in keys:
        way.put(key)
    comes_true(lambda: not any(way.versions(key) for key in keys))


def test_an_object_that_is_gone_before_its_event_comes_loses_nothing(way: Way) -> None:
    gone = Uploaded(key=f"quarantine/{uuid.uuid4().hex}", version=uuid.uuid4().hex, size=1, sequencer="1")
    way.tell(an_event(gone), an_event(gone))
    way.is_done()


def test_dead_letters_go_back_and_are_done(way: Way) -> None:
    gone = Uploaded(key=f"quarantine/{uuid.uuid4().hex}", version=uuid.uuid4().hex, size=1, sequencer="1")
    way.tell(*[an_event(gone)] * 12, queue="documents-dead")
    assert way.waiting("documents-dead") == 12
    told = redrive.redrive(way.running.cloud.client("sqs"), "local", "documents")
    assert told == "12 went back to documents."
    way.is_done()


def test_nothing_of_the_citizens_is_in_a_log_a_table_a_key_or_a_message(way: Way) -> None:
    words = {form for told in (*HOLDER.values(), FILE_NAME) for form in disguises(told)}
    cloud, written = way.running.cloud, way.running.environment
    log = cloud.function_log("Documents")
    assert '"level":"ERROR"' not in "\n".join(log)
    documents = [
        item for item in raw.items(cloud, written["TABLE_CASES"]) if item["pk"].startswith("DOCUMENT#")
    ]
    assert documents, "what is searched holds documents"
    tables = [
        everything(item) for name in raw.table_names(written).values() for item in raw.items(cloud, name)
    ]
    keys = [found["Key"] for found in cloud.client("s3").list_objects_v2(Bucket=way.bucket)["Contents"]]
    assert keys, "the clean copy is kept"
    for text in (*log, *cloud.function_log("ApiHandler"), *tables, *keys):
        assert not [form for form in words if form in text]
