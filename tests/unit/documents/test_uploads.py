"""Beginning to send a document."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.cases.service import CaseRequest
from chalicelib.core.errors import InvalidFields, NotFound, TooManyTries
from chalicelib.documents.document import State
from chalicelib.documents.errors import DocumentNotWanted, DocumentThere, UploadsSpent
from chalicelib.documents.judging import Verdict
from chalicelib.documents.service import Wanted
from chalicelib.documents.service.uploads import UPLOADS_A_DAY
from tests.builders.city import proven
from tests.builders.documents import Drawer, a_judgement
from tests.builders.people import a_citizen, an_asker

WANTED = Wanted(kind="ktp", content_type="image/jpeg", size=1000, key="upload-0001")


@pytest.fixture
def drawer() -> Drawer:
    return Drawer()


def test_a_document_waits_for_its_file_under_a_random_key(drawer: Drawer) -> None:
    made = drawer.city.book()
    begun = drawer.begin(made)
    assert begun.document.state is State.WAITING
    assert begun.document.reference[0] == "D"
    prefix, _, name = begun.document.attempt.key.partition("/")
    assert (prefix, len(name)) == ("quarantine", 32)
    assert begun.form.fields["Content-Type"] == "image/jpeg"
    assert begun.form.fields["most_bytes"] == "8000000"
    assert begun.ends.isoformat() == "2026-11-23T07:15:00+08:00"


def test_a_repeat_finds_its_own_document_and_place(drawer: Drawer) -> None:
    made = drawer.city.book()
    first, second = drawer.begin(made), drawer.begin(made, content_type="image/png")
    assert second.document.reference == first.document.reference
    assert second.document.attempt.key == first.document.attempt.key
    assert second.form.fields["Content-Type"] == "image/png"


def test_two_kinds_are_two_documents(drawer: Drawer) -> None:
    made = drawer.city.book()
    assert drawer.begin(made, "ktp").document.reference != drawer.begin(made, "kk").document.reference


def test_a_record_may_hold_several_papers_each_found_by_its_key(drawer: Drawer) -> None:
    made = drawer.city.book()
    keys = ("paper-0001", "paper-0002", "paper-0001")
    one, two, again = (drawer.begin(made, "paper", key=key).document.reference for key in keys)
    assert one == again != two


def test_a_case_owns_documents_too(drawer: Drawer) -> None:
    case = drawer.city.cases.open(CaseRequest("mpp", "d000", a_citizen(), "id", "case-0001")).case
    begun = drawer.uploads.begin(an_asker(case.reference, "0001"), WANTED)
    assert begun.document.owner == case.reference


@pytest.mark.parametrize("proof", ["0000", "", "9999"])
def test_without_the_records_proof_nothing_is_begun(drawer: Drawer, proof: str) -> None:
    made = drawer.city.book()
    with pytest.raises(NotFound):
        drawer.uploads.begin(replace(proven(made), proof=proof), WANTED)
    assert drawer.store.of_owner(made.booking.reference) == []


@pytest.mark.parametrize("reference", ["B234567892", "K234567892", "D234567892", "", "no such thing"])
def test_an_unknown_record_is_answered_like_a_wrong_proof(drawer: Drawer, reference: str) -> None:
    with pytest.raises(NotFound):
        drawer.uploads.begin(an_asker(reference, "0001"), WANTED)


def test_wrong_proofs_are_limited(drawer: Drawer) -> None:
    made = drawer.city.book()
    for _ in range(3):
        with pytest.raises(NotFound):
            drawer.uploads.begin(replace(proven(made), proof="0000"), WANTED)
    with pytest.raises(TooManyTries):
        drawer.begin(made)


def test_the_documents_proof_is_the_records(drawer: Drawer) -> None:
    made = drawer.city.book()
    document = drawer.begin(made).document
    assert drawer.find(document).document == document
    with pytest.raises(NotFound):
        drawer.documents.find(an_asker(document.reference, "0002"))


def test_who_gave_no_phone_proves_the_document_by_the_records_secret(drawer: Drawer) -> None:
    made = drawer.city.book(citizen=a_citizen(phone=None))
    assert made.secret
    begun = drawer.begin(made)
    asker = an_asker(begun.document.reference, made.secret)
    assert drawer.documents.find(asker).document == begun.document


def test_nothing_is_sent_for_what_is_over(drawer: Drawer) -> None:
    made = drawer.city.book()
    drawer.city.bookings.cancel(proven(made))
    with pytest.raises(DocumentNotWanted):
        drawer.begin(made)


@pytest.mark.parametrize("verdict", [Verdict.ACCEPTED, Verdict.NEEDS_OFFICER])
def test_what_was_accepted_or_awaits_an_officer_is_not_sent_again(drawer: Drawer, verdict: Verdict) -> None:
    made = drawer.city.book()
    drawer.says = a_judgement(verdict)
    document = drawer.send(made)
    with pytest.raises(DocumentThere) as refusal:
        drawer.begin(made)
    assert refusal.value.facts == {"reference": document.reference, "state": verdict.value}


def test_only_what_was_rejected_is_sent_again_and_to_another_place(drawer: Drawer) -> None:
    made = drawer.city.book()
    first = drawer.send(made, "kk")
    drawer.says = a_judgement(Verdict.REJECTED, "blurred")
    rejected = drawer.send(made)
    again = drawer.begin(made).document
    assert again.reference == rejected.reference
    assert again.attempt.key != rejected.attempt.key
    assert [one.state for one in again.attempts] == [State.REJECTED, State.WAITING]
    assert drawer.kept(first.reference) == first


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "cat"}, "kind"),
        ({"content_type": "image/gif"}, "content_type"),
        ({"kind": "photo", "content_type": "application/pdf"}, "content_type"),
        ({"size": 0}, "size"),
        ({"size": 8_000_001}, "size"),
    ],
)
def test_a_file_that_no_check_could_accept_is_refused_before_it_is_sent(
    drawer: Drawer, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidFields) as refusal:
        drawer.begin(drawer.city.book(), **changes)
    assert [fault.field for fault in refusal.value.faults] == [field]


def test_a_record_takes_only_so_many_uploads_a_day(drawer: Drawer) -> None:
    made = drawer.city.book()
    for _ in range(UPLOADS_A_DAY):
        drawer.begin(made)
    with pytest.raises(UploadsSpent):
        drawer.begin(made)


def test_another_persons_record_has_uploads_of_its_own(drawer: Drawer) -> None:
    one, other = drawer.city.book(1), drawer.city.book(2, service="d001")
    assert drawer.begin(one).document.reference != drawer.begin(other, number=2).document.reference
