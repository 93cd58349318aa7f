"""Pictures of places: taken for what they are, compared with others, attached by officers, shown with their record."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.core import registry
from chalicelib.core.errors import InvalidFields, NotFound
from chalicelib.core.table import Key, Write
from chalicelib.documents.document import State
from chalicelib.documents.errors import DocumentNotWanted, UploadsSpent
from chalicelib.documents.finding import Finding, Weight
from chalicelib.documents.judging import Verdict
from chalicelib.documents.ports import Compared, Subject
from chalicelib.documents.service import Checking, Pictures, Review, Uploads, Wanted, may_ask
from chalicelib.documents.service.uploads import UPLOADS_A_DAY
from chalicelib.offices.service import Offices
from chalicelib.people.service import Citizen, People
from tests.builders.documents import PICTURE, Drawer, a_judgement
from tests.builders.officers import an_officer
from tests.builders.people import an_asker

if TYPE_CHECKING:
    from chalicelib.core.table import Item
    from chalicelib.documents.document import Document
    from chalicelib.documents.ports import Picture
    from chalicelib.documents.service import Begun

RECORD = "A234567892"
TAKEN = datetime(2026, 11, 23, 6, 30)  # noqa: DTZ001 - a camera's clock has no zone
PHOTO = Wanted(kind="photo", content_type="image/jpeg", size=1000, key="photo-0001")
PROOF = replace(PHOTO, kind="proof")
NOTED = Key("complaints", "PROOF#x", "x")


@dataclass
class Complaints:
    """A record of nobody's, as the room above hands it over."""

    subject: Subject = field(
        default_factory=lambda: Subject(
            reference=RECORD,
            office="mpp",
            service="",
            person="k1.aa",
            language="id",
            is_open=True,
            day=None,
            ended=None,
            takes=frozenset({"photo", "proof"}),
        )
    )
    says: Compared = field(default_factory=Compared)
    answers: int = 0
    compared_with: list[Picture] = field(default_factory=list)

    def where(self, reference: str) -> Key:
        return Key("complaints", f"COMPLAINT#{reference}", "COMPLAINT")

    def subject_of(self, item: Item) -> Subject:
        return self.subject

    def subjects(self, references: list[str]) -> dict[str, Subject]:
        return {RECORD: self.subject} if RECORD in references else {}

    def answered(self, reference: str) -> None:
        assert reference == RECORD
        self.answers += 1

    def compared(self, subject: Subject, picture: Picture) -> Compared:
        assert subject == self.subject
        self.compared_with.append(picture)
        return self.says

    def citizen(self, reference: str) -> Citizen | None:
        return Citizen("", "", None) if reference == RECORD else None


class Album:
    """The documents room with a complaint in it."""

    def __init__(self) -> None:
        self.drawer = Drawer()
        self.record = Complaints()
        owners = {**self.drawer.checking._owners, "A": self.record}
        rooms: dict[str, Any] = {
            "people": registry.get(People),
            "offices": registry.get(Offices),
            "owners": owners,
            "now": self.drawer.clock,
        }
        store, bucket = self.drawer.store, self.drawer.storage
        self.uploads = Uploads(store, bucket, **rooms)
        self.checking = Checking(store, bucket, self.drawer._judge, **rooms)
        self.review = Review(store, bucket, **rooms)
        self.pictures = registry.get(Pictures)
        self.drawer.says = a_sight()

    def send(self, begun: Begun, body: bytes = PICTURE) -> Document:
        self.checking.check(self.drawer.post(begun, body))
        return self.drawer.kept(begun.document.reference)

    def attach(self, key: str = "proof-0001", body: bytes = PICTURE) -> Document:
        """An officer's picture, judged."""
        return self.send(self.uploads.attach(an_officer(), RECORD, replace(PROOF, key=key)), body)


def a_sight(verdict: Verdict = Verdict.ACCEPTED, *codes: str, **changes: Any) -> Any:
    """What the judge says of a place."""
    judgement = a_judgement(verdict, *codes, fields={}, number=None, likeness="00ff" * 4)
    return replace(judgement, opened=replace(judgement.opened, taken=TAKEN), **changes)


@pytest.fixture
def album() -> Album:
    return Album()


def codes(document: Document) -> list[str]:
    return [one.code for one in document.attempt.findings]


def test_an_officers_picture_is_judged_and_kept_with_what_it_looks_like_and_when_it_was_taken(
    album: Album,
) -> None:
    document = album.attach()
    attempt = document.attempt
    assert (document.kind, document.state, document.by) == ("proof", State.ACCEPTED, "officer-1")
    assert (attempt.likeness, attempt.taken) == ("00ff" * 4, TAKEN)
    assert (document.marks, document.sealed) == ((), {})


def test_what_its_record_says_of_a_picture_is_told_and_written_with_the_result(album: Album) -> None:
    write = Write(key=NOTED, item={"at": "now"})
    album.record.says = Compared(findings=(Finding("proof-elsewhere"),), writes=(write,))
    document = album.attach()
    assert (document.state, codes(document)) == (State.ACCEPTED, ["proof-elsewhere"])
    assert ("complaints", NOTED.pk, NOTED.sk) in album.drawer.city.dynamodb.items
    (picture,) = album.record.compared_with
    assert (picture.reference, picture.kind, picture.taken) == (document.reference, "proof", TAKEN)
    assert picture.sha256 == document.attempt.sha256


def test_a_picture_that_cannot_be_opened_is_compared_with_nothing(album: Album) -> None:
    album.record.says = Compared(writes=(Write(key=NOTED, item={}),))
    nothing = a_sight(Verdict.REJECTED, "damaged")
    album.drawer.says = replace(nothing, opened=replace(nothing.opened, kept=None), likeness=None)
    assert album.attach().state is State.REJECTED
    assert album.record.compared_with == []


def test_an_officers_picture_is_no_answer_of_the_citizens(album: Album) -> None:
    album.attach()
    assert album.record.answers == 0


def test_an_officers_picture_cannot_be_proven_by_anybody(album: Album) -> None:
    document = album.attach()
    for proof in ("", "0001", "officer-1"):
        with pytest.raises(NotFound):
            album.drawer.documents.find(an_asker(document.reference, proof))


def test_a_repeat_finds_the_same_picture_and_another_key_another(album: Album) -> None:
    keys = ("proof-0001", "proof-0002", "proof-0001")
    one, two, again = (
        album.uploads.attach(an_officer(), RECORD, replace(PROOF, key=key)).document.reference for key in keys
    )
    assert one == again != two


def test_citizens_cannot_attach_what_is_an_officers_nor_officers_what_is_theirs(album: Album) -> None:
    made = album.drawer.city.book()
    with pytest.raises(InvalidFields) as refusal:
        album.drawer.begin(made, "proof")
    assert refusal.value.faults[0].field == "kind"
    assert "proof" not in str(refusal.value.faults[0].facts)
    with pytest.raises(InvalidFields):
        album.uploads.attach(an_officer(), RECORD, PHOTO)


def test_a_record_holds_only_the_kinds_that_it_takes(album: Album) -> None:
    album.record.subject = replace(album.record.subject, takes=frozenset({"photo"}))
    with pytest.raises(InvalidFields):
        album.uploads.attach(an_officer(), RECORD, PROOF)


def test_nothing_is_attached_to_what_is_over_or_not_there(album: Album) -> None:
    with pytest.raises(NotFound):
        album.uploads.attach(an_officer(), "A999999999", PROOF)
    album.record.subject = replace(album.record.subject, is_open=False)
    with pytest.raises(DocumentNotWanted):
        album.uploads.attach(an_officer(), RECORD, PROOF)


def test_a_record_takes_only_so_many_pictures_a_day(album: Album) -> None:
    for _ in range(UPLOADS_A_DAY):
        album.uploads.attach(an_officer(), RECORD, PROOF)
    with pytest.raises(UploadsSpent):
        album.uploads.attach(an_officer(), RECORD, PROOF)


def test_neighbours_may_send_the_same_picture_and_nothing_tells_that_they_did(album: Album) -> None:
    drawer = album.drawer
    first, second = drawer.city.book(1), drawer.city.book(2, service="d001")
    one, other = drawer.send(first, "photo"), drawer.send(second, "photo", number=2)
    assert [one.state, other.state] == [State.ACCEPTED, State.ACCEPTED]
    assert (one.marks, other.marks) == ((), ())
    assert not [place for place in drawer.city.dynamodb.items if place[1].startswith("SAME#")]


def test_a_picture_is_shown_for_minutes_and_its_findings_to_whom_they_are_for(album: Album) -> None:
    album.drawer.says = a_sight(Verdict.ACCEPTED, "edited", "proof-in-future")
    first = album.attach("proof-0001")
    album.drawer.clock.passes(minutes=1)
    second = album.attach("proof-0002")
    shown = album.pictures.of_record(RECORD)
    assert [one.document.reference for one in shown] == [first.reference, second.reference]
    assert shown[0].link == f"https://documents.example/{first.attempt.kept}?expires=300&type=image/jpeg"
    assert [one.code for one in shown[0].findings()] == ["proof-in-future"]
    assert [one.code for one in shown[0].findings(hints=True)] == ["edited", "proof-in-future"]
    assert Finding("proof-in-future").weight is Weight.FLAG


def test_a_picture_that_has_not_come_is_there_without_anything_to_show(album: Album) -> None:
    album.uploads.attach(an_officer(), RECORD, PROOF)
    (shown,) = album.pictures.of_record(RECORD)
    assert (shown.sound, shown.link, shown.findings(hints=True)) == (False, None, ())


def test_only_pictures_of_places_are_shown_with_a_record(album: Album) -> None:
    made = album.drawer.city.book()
    album.drawer.says = a_judgement()
    album.drawer.send(made)
    assert album.pictures.of_record(made.booking.reference) == ()


def test_a_record_that_is_forgotten_leaves_no_picture_and_not_what_it_looked_like(album: Album) -> None:
    kept = album.attach()
    album.uploads.attach(an_officer(), RECORD, replace(PROOF, key="proof-0002"))
    retention = album.drawer.retention
    for _ in range(2):
        retention.forget(RECORD)
    left = album.drawer.kept(kept.reference)
    assert album.drawer.storage.objects == {}
    assert (left.attempt.kept, left.attempt.likeness, left.attempt.taken) == (None, None, None)
    assert left.sweep == date.max
    assert all(one.link is None for one in album.pictures.of_record(RECORD))


def test_no_officer_is_asked_about_a_picture_that_cannot_be_opened(album: Album) -> None:
    album.drawer.says = a_sight(Verdict.REJECTED, "damaged")
    assert not may_ask(album.drawer.send(album.drawer.city.book(), "photo"))


def test_the_review_of_documents_shows_no_picture_of_a_complaint(album: Album) -> None:
    with pytest.raises(NotFound):
        album.review.open(an_officer(), "mpp", album.attach().reference)
