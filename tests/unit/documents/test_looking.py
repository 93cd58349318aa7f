"""What a citizen sees of their documents, and what a record still lacks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.cases.service import CaseRequest
from chalicelib.core.errors import NotFound
from chalicelib.documents.document import State
from chalicelib.documents.errors import NothingToAsk
from chalicelib.documents.judging import Verdict
from tests.builders.city import at, proven
from tests.builders.documents import Drawer, a_judgement
from tests.builders.people import a_citizen, an_asker
from tests.unit.offices.builders import MONDAY

WEDNESDAY, THURSDAY = MONDAY + timedelta(days=2), MONDAY + timedelta(days=3)


@pytest.fixture
def drawer() -> Drawer:
    return Drawer()


def test_a_machines_rejection_goes_to_an_officer_when_its_citizen_asks(drawer: Drawer) -> None:
    drawer.says = a_judgement(Verdict.REJECTED, "blurred")
    document = drawer.send(drawer.city.book())
    asker = an_asker(document.reference, "0001")
    shown = drawer.documents.ask_officer(asker)
    assert (shown.document.state, shown.document.asked) == (State.NEEDS_OFFICER, True)
    assert shown.document.attempt.findings == document.attempt.findings
    assert drawer.documents.ask_officer(asker).document == shown.document, "asking twice is asking once"
    assert drawer.store.awaiting("mpp") == [document.reference]


@pytest.mark.parametrize("verdict", [Verdict.ACCEPTED])
def test_nobody_is_asked_about_what_was_accepted(drawer: Drawer, verdict: Verdict) -> None:
    drawer.says = a_judgement(verdict)
    document = drawer.send(drawer.city.book())
    with pytest.raises(NothingToAsk):
        drawer.documents.ask_officer(an_asker(document.reference, "0001"))


def test_nobody_is_asked_about_what_never_came(drawer: Drawer) -> None:
    begun = drawer.begin(drawer.city.book())
    for days in (0, 3):
        drawer.clock.passes(days=days)
        drawer.retention.sweep("mpp")
        with pytest.raises(NothingToAsk):
            drawer.documents.ask_officer(an_asker(begun.document.reference, "0001"))


def test_an_officer_is_asked_only_by_who_proves_it(drawer: Drawer) -> None:
    drawer.says = a_judgement(Verdict.REJECTED, "blurred")
    document = drawer.send(drawer.city.book())
    with pytest.raises(NotFound):
        drawer.documents.ask_officer(an_asker(document.reference, "0002"))


def test_a_record_without_documents_lacks_all_that_its_service_asks_for(drawer: Drawer) -> None:
    made = drawer.city.book()
    checklist = drawer.documents.of_record(proven(made))
    assert [(one.kind, one.document) for one in checklist.entries] == [("kk", None), ("ktp", None)]
    assert (checklist.cleared, checklist.missing) == (False, ("kk", "ktp"))


def test_a_record_is_cleared_when_everything_is_accepted(drawer: Drawer) -> None:
    made = drawer.city.book()
    drawer.send(made, "kk")
    drawer.says = a_judgement(Verdict.NEEDS_OFFICER, "name-differs")
    drawer.send(made, "ktp")
    checklist = drawer.documents.of_record(proven(made))
    assert (checklist.cleared, checklist.missing) == (False, ()), "an officer has it: nothing is missing"
    drawer.says = a_judgement()
    other = drawer.city.book(2, starts=at(10))
    drawer.send(other, "kk", number=2)
    drawer.send(other, "ktp", number=2, body=b"2")
    whole = drawer.documents.of_record(proven(other, 2))
    assert (whole.missing, [one.kind for one in whole.entries]) == ((), ["kk", "ktp"])


def test_what_was_cleared_for_one_record_serves_another_of_the_same_person(drawer: Drawer) -> None:
    one = drawer.city.book()
    document = drawer.send(one, "ktp")
    other = drawer.city.book(1, service="d001", key="key-other")
    checklist = drawer.documents.of_record(proven(other))
    assert [(entry.kind, entry.by_earlier) for entry in checklist.entries] == [("kk", False), ("ktp", True)]
    assert checklist.missing == ("kk",)
    assert drawer.documents.of_record(proven(one)).entries[1].document == document


def test_another_persons_documents_serve_nobody_else(drawer: Drawer) -> None:
    drawer.send(drawer.city.book(1), "ktp")
    other = drawer.city.book(2, service="d001")
    assert drawer.documents.of_record(proven(other, 2)).missing == ("kk", "ktp")


def test_a_cleared_document_serves_until_it_expires(drawer: Drawer) -> None:
    drawer.says = a_judgement(expires=WEDNESDAY)
    made = drawer.city.book()
    drawer.send(made, "ktp")
    person = made.booking.person
    assert drawer.clearance.kinds(person, WEDNESDAY) == {"ktp"}
    assert drawer.clearance.kinds(person, THURSDAY) == set()


def test_a_service_is_cleared_for_somebody_when_all_its_documents_are(drawer: Drawer) -> None:
    made = drawer.city.book()
    person = made.booking.person
    drawer.send(made, "ktp")
    assert not drawer.clearance.cleared(person, "mpp", "d000", MONDAY)
    drawer.send(made, "kk", body=b"kk")
    assert drawer.clearance.cleared(person, "mpp", "d000", MONDAY)
    assert not drawer.clearance.cleared(person, "mpp", "d000", MONDAY + timedelta(days=366))
    assert not drawer.clearance.cleared("k1.somebody-else", "mpp", "d000", MONDAY)


@pytest.mark.parametrize(("day", "reminded"), [(WEDNESDAY, True), (THURSDAY, False)])
def test_what_is_missing_is_reminded_of_two_days_ahead(
    drawer: Drawer, day: object, *, reminded: bool
) -> None:
    made = drawer.city.book(starts=at(9, day=day))  # type: ignore[arg-type]
    assert drawer.documents.of_record(proven(made)).remind is reminded


def test_nobody_is_reminded_of_what_is_over(drawer: Drawer) -> None:
    made = drawer.city.book()
    drawer.city.bookings.cancel(proven(made))
    assert not drawer.documents.of_record(proven(made)).remind


def test_a_case_has_a_checklist_without_a_day(drawer: Drawer) -> None:
    case = drawer.city.cases.open(CaseRequest("mpp", "d000", a_citizen(), "id", "case-0001")).case
    checklist = drawer.documents.of_record(an_asker(case.reference, "0001"))
    assert (checklist.missing, checklist.remind) == (("kk", "ktp"), False)


def test_what_was_sent_beside_the_list_is_shown_and_holds_nothing_up(drawer: Drawer) -> None:
    made = drawer.city.book()
    for kind in ("kk", "ktp"):
        drawer.send(made, kind, body=kind.encode())
    drawer.begin(made, "photo")
    checklist = drawer.documents.of_record(proven(made))
    assert [one.kind for one in checklist.entries] == ["kk", "ktp", "photo"]
    assert checklist.cleared
