"""The way of a complaint's photographs: sent, judged, compared, shown, and gone with the complaint."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta
from functools import cache
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from chalicelib.complaints import acts
from chalicelib.complaints.acts import Doing
from chalicelib.complaints.states import State
from chalicelib.core import registry
from chalicelib.core.errors import InvalidFields, NotFound
from chalicelib.documents.document import State as FileState
from chalicelib.documents.errors import DocumentNotWanted
from chalicelib.documents.service import Documents
from chalicelib.people.service import People
from tests.builders.officers import an_officer
from tests.builders.people import an_asker
from tests.builders.photos import SECRET, Darkroom, codes, wanted
from tests.builders.places import a_place, as_file

if TYPE_CHECKING:
    from chalicelib.complaints.complaint import Complaint

#: By the camera, an hour after the complaints of these tests.
TAKEN = "2026:11:23 08:00:00"


@cache
def photo(number: int = 1, *, quality: int = 85, taken: str | None = TAKEN) -> bytes:
    return as_file(a_place(number), quality=quality, taken=taken)


@pytest.fixture
def room() -> Darkroom:
    return Darkroom()


def in_the_hour(room: Darkroom, **changes: object) -> Complaint:
    """A complaint, and an hour later."""
    complaint = room.complaint(**changes)  # type: ignore[arg-type] # its own fields
    room.clock.passes(hours=1)
    return complaint


def test_a_citizens_photograph_is_accepted_by_machine_and_shown_to_the_office(room: Darkroom) -> None:
    complaint = in_the_hour(room)
    sent = room.send(complaint, photo())
    assert (sent.state, sent.kind, sent.marks) == (FileState.ACCEPTED, "photo", ())
    assert sent.attempt.taken is not None
    assert sent.attempt.taken.isoformat() == "2026-11-23T08:00:00"
    (shown,) = room.photos.of(complaint).photos
    assert shown.link is not None
    assert shown.findings(hints=True) == ()


def test_what_is_kept_of_a_photograph_says_nothing_but_its_pixels(room: Darkroom) -> None:
    sent = room.send(in_the_hour(room), photo())
    assert sent.attempt.kept is not None
    ((_, body, _),) = room.storage.objects[sent.attempt.kept]
    assert b"Exif" not in body
    assert b"2026:11:23" not in body


def test_a_photograph_is_sent_for_a_complaint_and_nothing_else_is(room: Darkroom) -> None:
    asker = an_asker(room.complaint().reference, SECRET)
    for kind in ("ktp", "paper", "proof"):
        with pytest.raises(InvalidFields):
            room.uploads.begin(asker, wanted(b"file", kind=kind))
    with pytest.raises(NotFound):
        room.uploads.begin(replace(asker, proof="WRONG123"), wanted(b"file"))


def test_its_citizen_finds_a_photograph_by_its_own_reference_too(room: Darkroom) -> None:
    complaint = in_the_hour(room)
    sent = room.send(complaint, photo())
    documents = registry.get(Documents)
    assert documents.find(an_asker(sent.reference, SECRET)).document.reference == sent.reference
    room.attach(complaint, photo(2))
    checklist = documents.of_record(an_asker(complaint.reference, SECRET))
    assert [one.kind for one in checklist.entries] == ["photo"], "an officer's is shown with the proposal"


def test_nothing_is_sent_for_a_complaint_that_has_ended(room: Darkroom) -> None:
    complaint = room.complaint(state=State.CONFIRMED, ended=room.clock())
    with pytest.raises(DocumentNotWanted):
        room.send(complaint, photo())
    with pytest.raises(DocumentNotWanted):
        room.attach(complaint, photo())


def test_an_honest_photograph_of_what_was_done_is_not_flagged(room: Darkroom) -> None:
    complaint = in_the_hour(room)
    room.send(complaint, photo(1))
    assert codes(room.attach(complaint, photo(2))) == []


def test_the_before_photograph_packed_anew_is_flagged_and_not_refused(room: Darkroom) -> None:
    complaint = in_the_hour(room)
    room.send(complaint, photo(1))
    proof = room.attach(complaint, photo(1, quality=40))
    assert (proof.state, codes(proof)) == (FileState.ACCEPTED, ["proof-like-before"])


def test_the_photograph_of_somebody_who_joined_is_a_before_photograph_too(room: Darkroom) -> None:
    complaint = in_the_hour(room)
    duplicate = room.complaint(2, state=State.RECEIVED)
    room.send(duplicate, photo(1))
    _, joined = acts.merged(duplicate, Doing(at=room.clock()), into=complaint)
    assert room.store.change(
        complaint, joined, room.store.following(complaint.reference, duplicate.reference)
    )
    assert codes(room.attach(complaint, photo(1))) == ["proof-like-before"]


@pytest.mark.parametrize("quality", [85, 40])
def test_proof_of_another_complaint_is_flagged_with_that_ones_public_id(room: Darkroom, quality: int) -> None:
    first, second = room.complaint(1), in_the_hour(room, number=2)
    assert codes(room.attach(first, photo())) == []
    proof = room.attach(second, photo(quality=quality))
    assert codes(proof) == ["proof-elsewhere"]
    assert proof.attempt.findings[0].facts == {"complaint": first.public}


def test_proof_that_was_disputed_is_flagged_when_it_is_shown_again(room: Darkroom) -> None:
    complaint = in_the_hour(room, state=State.IN_WORK)
    room.attach(complaint, photo(), "proof-0001")
    proposed = acts.proposed(complaint, Doing(at=room.clock(), by="officer-1"))
    room.clock.passes(hours=1)
    disputed = acts.disputed(proposed, Doing(at=room.clock()))
    assert room.store.change(complaint, proposed)
    assert room.store.change(proposed, disputed)
    room.clock.passes(hours=1)
    again = room.attach(disputed, photo(quality=50), "proof-0002")
    assert codes(again) == ["proof-again"]
    album = room.photos.of(disputed)
    assert len(album.proofs) == 2
    assert [one.document.reference for one in album.shown] == [again.reference]
    assert (room.photos.since(disputed, disputed.received), room.photos.since(disputed, room.clock())) == (
        2,
        1,
    )


@pytest.mark.parametrize(
    ("taken", "code"),
    [
        (None, "proof-without-time"),
        ("2026:11:23 06:00:00", "proof-too-early"),
        ("2026:11:24 08:00:00", "proof-in-future"),
    ],
)
def test_when_it_was_taken_is_told_where_that_cannot_be(room: Darkroom, taken: str | None, code: str) -> None:
    proof = room.attach(in_the_hour(room), photo(taken=taken))
    assert (proof.state, codes(proof)) == (FileState.ACCEPTED, [code])


def test_a_camera_that_tells_its_offset_is_believed_wherever_its_clock_hangs(room: Darkroom) -> None:
    complaint = in_the_hour(room)
    for key, offset, found in (("proof-0001", "+08:00", []), ("proof-0002", "-05:00", ["proof-in-future"])):
        body = as_file(a_place(1 + len(found)), taken=TAKEN, offset=offset)
        assert codes(room.attach(complaint, body, key)) == found
    honest = as_file(a_place(9), taken="2026:11:22 19:00:00", offset="-05:00")
    assert codes(room.attach(complaint, honest, "proof-0003")) == []


def test_two_dark_photographs_are_not_taken_for_one(room: Darkroom) -> None:
    first, second = room.complaint(1), in_the_hour(room, number=2)
    dark = [Image.new("RGB", (320, 240), (grey, grey, grey)) for grey in (9, 40)]
    room.attach(first, as_file(dark[0], taken=TAKEN))
    assert codes(room.attach(second, as_file(dark[1], taken=TAKEN))) == []


def test_only_officers_who_may_open_a_complaint_attach_to_it_and_it_is_noted(room: Darkroom) -> None:
    complaint = in_the_hour(room)
    for changes in ({"agency": "other"}, {"office": "other"}):
        with pytest.raises(NotFound):
            room.attach(complaint, photo(), officer=an_officer(**changes))
    room.attach(complaint, photo())
    noted = registry.get(People).accesses("mpp", room.clock().date())
    assert [(one.what, one.reference) for one in noted] == [("complaint proof", complaint.reference)]


def test_a_photograph_answers_what_the_office_asked_and_an_officers_does_not(room: Darkroom) -> None:
    complaint = in_the_hour(room, state=State.IN_WORK)
    asked = acts.asked(complaint, Doing(at=room.clock(), by="officer-1"))
    assert room.store.change(complaint, asked)
    room.attach(asked, photo(2))
    assert room.kept(complaint).state is State.WAITING
    room.clock.passes(hours=1)
    room.send(asked, photo(1))
    answered = room.kept(complaint)
    assert answered.state is State.IN_WORK
    assert answered.pauses[-1].until == room.clock()


def test_photographs_go_when_the_complaint_can_be_brought_back_no_more(room: Darkroom) -> None:
    complaint = in_the_hour(room, state=State.PROPOSED)
    room.send(complaint, photo(1))
    room.attach(complaint, photo(2))
    ended = acts.confirmed(complaint, Doing(at=room.clock()))
    assert room.store.change(complaint, ended)
    room.clock.passes(days=14)
    assert room.retention.sweep("mpp").later == 2
    room.clock.passes(days=17)
    assert room.retention.sweep("mpp").forgotten == 2
    assert room.storage.objects == {}
    assert [one.link for one in room.photos.of(ended).photos] == [None]


def test_while_a_complaint_is_open_its_photographs_stay(room: Darkroom) -> None:
    room.send(in_the_hour(room), photo())
    room.clock.passes(days=200)
    assert (room.retention.sweep("mpp").later, len(room.storage.objects)) == (1, 1)


def test_a_duplicates_photographs_stay_as_long_as_what_it_is_a_duplicate_of(room: Darkroom) -> None:
    lead, duplicate = room.complaint(1), in_the_hour(room, number=2)
    room.send(duplicate, photo())
    merged, _ = acts.merged(duplicate, Doing(at=room.clock()), into=lead)
    assert room.store.change(duplicate, merged)
    subject = room.owner.subjects([merged.reference])[merged.reference]
    assert (subject.is_open, subject.ended) == (False, None)
    ended = replace(lead, state=State.CONFIRMED, ended=room.clock(), version=2)
    assert room.store.change(lead, ended)
    subject = room.owner.subjects([merged.reference])[merged.reference]
    assert subject.ended == (room.clock() + timedelta(days=30)).astimezone(UTC).date()


def test_after_a_complaint_was_erased_no_photograph_is_judged(room: Darkroom) -> None:
    complaint = in_the_hour(room)
    begun = room.uploads.begin(an_asker(complaint.reference, SECRET), wanted(photo()))
    for place in [one for one in room.city.dynamodb.items if one[0] == "people"]:
        del room.city.dynamodb.items[place]
    room.checking.check(room.storage.upload(begun.document.attempt.key, photo()))
    assert room.storage.objects == {}
    assert room.photos.of(complaint).photos[0].link is None


def test_erasing_takes_the_photographs_at_once(room: Darkroom) -> None:
    complaint = in_the_hour(room)
    room.send(complaint, photo(1))
    room.attach(complaint, photo(2))
    room.retention.forget(complaint.reference)
    assert room.storage.objects == {}


def test_documents_know_nobody_behind_a_complaint(room: Darkroom) -> None:
    complaint = room.complaint()
    somebody = room.owner.citizen(complaint.reference)
    assert somebody is not None
    assert (somebody.name, somebody.nik, somebody.phone) == ("", "", None)
    assert room.owner.citizen("A999999999") is None
    subject = room.owner.subject_of(
        room.city.people.confirm(
            room.city.people.admit(
                an_asker(complaint.reference, SECRET), room.owner.where(complaint.reference)
            )
        )
    )
    assert (subject.person, subject.service) == (complaint.person, "")
