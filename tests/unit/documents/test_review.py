"""The officers' review: who sees what, what a decision changes, and that each look and decision is noted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.core.errors import NotAllowed, NotFound
from chalicelib.documents.document import Document, State
from chalicelib.documents.errors import DocumentChanged, NotReviewable
from chalicelib.documents.judging import Verdict
from tests.builders.city import at, proven
from tests.builders.documents import Drawer, a_judgement
from tests.builders.officers import an_admin, an_officer
from tests.builders.people import a_nik
from tests.unit.offices.builders import MONDAY

TUESDAY = MONDAY + timedelta(days=1)
STRANGER = an_officer(agency="pajak")


@pytest.fixture
def drawer() -> Drawer:
    return Drawer()


def waiting(drawer: Drawer, number: int = 1, *, kind: str = "ktp", **booked: object) -> Document:
    """A document of citizen ``number`` that an officer has to look at."""
    drawer.says = a_judgement(Verdict.NEEDS_OFFICER, "name-differs", "screenshot")
    body = f"the card of {number}".encode()
    return drawer.send(drawer.city.book(number, **booked), kind, number=number, body=body)


def noted(drawer: Drawer) -> list[tuple[str, str | None]]:
    return [(one.what, one.reference) for one in drawer.city.people.accesses("mpp", MONDAY)]


def test_the_soonest_visit_comes_first(drawer: Drawer) -> None:
    later = waiting(drawer, 1, starts=at(9, day=TUESDAY))
    sooner = waiting(drawer, 2)
    listed = drawer.review.waiting(an_officer(), "mpp")
    assert [(one.document.reference, one.day) for one in listed] == [
        (sooner.reference, MONDAY),
        (later.reference, TUESDAY),
    ]


def test_a_visit_that_was_moved_is_listed_by_its_new_day(drawer: Drawer) -> None:
    drawer.says = a_judgement(Verdict.NEEDS_OFFICER, "name-differs")
    made = drawer.city.book()
    drawer.send(made)
    drawer.city.bookings.move(proven(made), at(9, day=TUESDAY))
    assert [one.day for one in drawer.review.waiting(an_officer(), "mpp")] == [TUESDAY]


def test_a_cancelled_visit_waits_for_nothing(drawer: Drawer) -> None:
    drawer.says = a_judgement(Verdict.NEEDS_OFFICER, "name-differs")
    made = drawer.city.book()
    drawer.send(made)
    drawer.city.bookings.cancel(proven(made))
    assert drawer.review.waiting(an_officer(), "mpp") == []


def test_another_agency_sees_and_decides_nothing(drawer: Drawer) -> None:
    document = waiting(drawer)
    assert drawer.review.waiting(STRANGER, "mpp") == []
    review, asked = drawer.review, ("mpp", document.reference, document.version)
    with pytest.raises(NotAllowed):
        review.open(STRANGER, "mpp", document.reference)
    with pytest.raises(NotAllowed):
        review.accept(STRANGER, *asked)
    with pytest.raises(NotAllowed):
        review.correct(STRANGER, *asked, "nik", "1")
    with pytest.raises(NotAllowed):
        review.reject(STRANGER, *asked, ("expired",), None)
    assert noted(drawer) == []
    assert drawer.kept(document.reference) == document


def test_the_administrator_sees_every_agencys(drawer: Drawer) -> None:
    waiting(drawer)
    assert len(drawer.review.waiting(an_admin(), "mpp")) == 1


def test_a_document_of_another_office_is_not_there(drawer: Drawer) -> None:
    waiting(drawer)
    with pytest.raises(NotFound):
        drawer.review.open(an_officer(), "mpp", "D999999999")


def test_an_opened_document_shows_picture_fields_and_citizen_and_is_noted(drawer: Drawer) -> None:
    document = waiting(drawer)
    opened = drawer.review.open(an_officer(), "mpp", document.reference)
    assert opened.read == {"nik": a_nik(), "name": "I MADE RAI"}
    assert opened.citizen is not None
    assert opened.citizen.name == "I Made Rai"
    assert opened.link == f"https://documents.example/{document.attempt.kept}?expires=90&type=image/jpeg"
    assert noted(drawer) == [("document", document.reference)]


def test_an_accepted_document_is_cleared_and_off_the_list(drawer: Drawer) -> None:
    document = waiting(drawer)
    opened = drawer.review.accept(an_officer(), "mpp", document.reference, document.version)
    assert opened.document.state is State.ACCEPTED
    assert drawer.review.waiting(an_officer(), "mpp") == []
    assert drawer.clearance.kinds(document.person, MONDAY) == {"ktp"}
    assert noted(drawer) == [("document accepted", document.reference)]


def test_a_rejected_document_says_why_and_can_be_sent_again(drawer: Drawer) -> None:
    drawer.says = a_judgement(Verdict.NEEDS_OFFICER, "name-differs")
    made = drawer.city.book()
    document = drawer.send(made)
    words = "Nama di kartu bukan nama Anda."
    drawer.review.reject(an_officer(), "mpp", document.reference, document.version, ("words",), words)
    shown = drawer.find(document)
    assert (shown.document.state, shown.document.attempt.reasons) == (State.REJECTED, ("words",))
    assert shown.words == words
    assert words not in str(drawer.city.kept())
    assert drawer.begin(made).document.state is State.WAITING
    assert noted(drawer) == [("document rejected", document.reference)]


def test_an_officers_rejection_is_not_asked_about_again(drawer: Drawer) -> None:
    from chalicelib.documents.service import may_ask  # noqa: PLC0415 - only here

    document = waiting(drawer)
    done = drawer.review.reject(an_officer(), "mpp", document.reference, document.version, ("expired",), None)
    assert not may_ask(done.document)


def test_what_was_accepted_can_be_taken_back_with_all_that_followed(drawer: Drawer) -> None:
    drawer.says = a_judgement()
    document = drawer.send(drawer.city.book(1))
    drawer.review.reject(an_officer(), "mpp", document.reference, document.version, ("not-genuine",), None)
    assert drawer.clearance.kinds(document.person, MONDAY) == set()
    other = drawer.send(drawer.city.book(2, service="d001"), number=2)
    assert other.state is State.ACCEPTED, "it claims neither file nor number any more"


def test_taking_back_leaves_what_another_document_cleared(drawer: Drawer) -> None:
    first = drawer.send(drawer.city.book(1))
    second = drawer.send(drawer.city.book(1, service="d001", key="key-other"))
    drawer.review.reject(an_officer(), "mpp", first.reference, first.version, ("not-genuine",), None)
    assert drawer.store.cleared(first.person)["ktp"].reference == second.reference


def test_a_corrected_field_counts_and_what_was_read_stays_beside_it(drawer: Drawer) -> None:
    document = waiting(drawer)
    opened = drawer.review.correct(
        an_officer(), "mpp", document.reference, document.version, "name", "I MADE RAI PUTRA"
    )
    assert (opened.read["name"], opened.typed["name"]) == ("I MADE RAI", "I MADE RAI PUTRA")
    assert drawer.find(document).fields["name"] == "I MADE RAI PUTRA"
    assert opened.document.typed == {"name": "officer-1"}
    assert "PUTRA" not in str(drawer.city.kept())
    assert noted(drawer) == [("document corrected name", document.reference)]
    again = drawer.review.accept(an_officer(), "mpp", document.reference, opened.document.version)
    assert again.document.state is State.ACCEPTED


def test_of_two_officers_the_second_is_told_that_it_has_changed(drawer: Drawer) -> None:
    document = waiting(drawer)
    drawer.review.accept(an_officer(), "mpp", document.reference, document.version)
    with pytest.raises(DocumentChanged):
        drawer.review.reject(
            an_officer(id="officer-2"), "mpp", document.reference, document.version, ("expired",), None
        )
    assert drawer.kept(document.reference).state is State.ACCEPTED


def test_a_race_of_two_officers_has_one_decision_in_record_and_access_record(drawer: Drawer) -> None:
    document = waiting(drawer)
    drawer.city.faults.before(
        "transact_write_items",
        lambda: drawer.review.accept(an_officer(), "mpp", document.reference, document.version),
    )
    with pytest.raises(DocumentChanged):
        drawer.review.reject(
            an_officer(id="officer-2"), "mpp", document.reference, document.version, ("expired",), None
        )
    assert noted(drawer) == [("document accepted", document.reference)]


def test_nothing_is_decided_about_what_is_not_with_an_officer(drawer: Drawer) -> None:
    begun = drawer.begin(drawer.city.book()).document
    with pytest.raises(NotReviewable):
        drawer.review.accept(an_officer(), "mpp", begun.reference, begun.version)


def test_a_file_that_somebody_else_claimed_can_still_be_accepted(drawer: Drawer) -> None:
    first = drawer.send(drawer.city.book(1))
    drawer.says = a_judgement()
    other = drawer.send(drawer.city.book(2, service="d001"), number=2)
    assert other.state is State.NEEDS_OFFICER
    done = drawer.review.accept(an_officer(), "mpp", other.reference, other.version)
    assert done.document.state is State.ACCEPTED
    assert {use.reference for use in drawer.store.uses(first.marks).values()} == {first.reference}
