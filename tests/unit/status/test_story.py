"""What is told of a record, in both languages."""

from __future__ import annotations

import pytest

from chalicelib.booking.booking import Status
from chalicelib.core.text import LANGUAGES, Language, Text
from chalicelib.documents.document import State as DocumentState
from chalicelib.status.story import of_booking, of_document, of_ticket
from chalicelib.visits.ticket import FINAL, State
from tests.builders.bookings import a_booking
from tests.builders.city import NOW, a_small_office, at
from tests.builders.documents import a_document, an_attempt
from tests.builders.visits import a_ticket_that
from tests.unit.offices.builders import a_standard

OFFICE = a_small_office(name=Text("Mal Pelayanan", "Service Mall"))
STANDARD = a_standard(name=Text("KTP-el", "ID card"))


def test_an_appointment_tells_when_and_where() -> None:
    told = of_booking(a_booking(), OFFICE, STANDARD, "id")
    assert (told.reference, told.kind, told.status) == ("B7KM2QXR9T", "booking", "confirmed")
    assert told.summary.startswith(
        "Janji temu Anda untuk KTP-el di Mal Pelayanan: Senin, 23 November 2026 pukul 09.00."
    )
    assert told.due == at(9)
    assert [(step.name, step.at) for step in told.steps] == [
        ("Janji temu dibuat", NOW),
        ("Waktu kunjungan", at(9)),
    ]


def test_it_speaks_english() -> None:
    told = of_booking(a_booking(), OFFICE, STANDARD, "en")
    assert told.summary.startswith(
        "Your appointment for ID card at Service Mall is on Monday, 23 November 2026 at 09:00."
    )


def test_every_time_is_the_offices() -> None:
    told = of_booking(a_booking(), OFFICE, STANDARD, "id")
    assert {step.at.utcoffset() for step in told.steps if step.at} == {at(9).utcoffset()}


def test_whoever_has_checked_in_is_told_to_wait_for_the_number() -> None:
    told = of_booking(a_booking(status=Status.ARRIVED), OFFICE, STANDARD, "en")
    assert (told.status, told.due) == ("arrived", at(9))
    assert told.summary.startswith("You have checked in for ID card at Service Mall.")


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ticket_tells_its_number_and_where_it_stands(state: State, language: Language) -> None:
    ticket = a_ticket_that(state)
    told = of_ticket(ticket, OFFICE, language)
    assert (told.kind, told.status, told.reference) == ("ticket", state.value, ticket.reference)
    assert "A001" in told.summary
    assert (told.due is None) == (state is not State.WAITING)
    assert told.steps[0].at == at(9)
    assert (told.steps[2].at is not None) == (state in FINAL)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", [one for one in Status if one not in {Status.CONFIRMED, Status.ARRIVED}])
def test_an_appointment_that_is_over_tells_how_it_ended_and_is_due_no_more(
    status: Status, language: Language
) -> None:
    told = of_booking(a_booking(status=status), OFFICE, STANDARD, language)
    assert (told.status, told.due) == (status.value, None)
    assert OFFICE.name.inn(language) in told.summary
    assert len({step.name for step in told.steps}) == 2


@pytest.mark.parametrize("state", list(DocumentState))
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_tells_what_it_is_and_where_it_stands(state: DocumentState, language: Language) -> None:
    told = of_document(a_document(attempt=an_attempt(state=state)), OFFICE, STANDARD, language)
    assert (told.kind, told.status, told.due) == ("document", state.value, None)
    assert "KTP" in told.summary
    assert STANDARD.name.inn(language) in told.summary
    assert told.steps[0].at == NOW


def test_an_officers_step_is_told_of_who_needs_or_had_one() -> None:
    def steps(**changes: object) -> list[object]:
        return [
            one.at
            for one in of_document(a_document(attempt=an_attempt(**changes)), OFFICE, STANDARD, "id").steps
        ]

    assert steps(state=DocumentState.ACCEPTED, sent=NOW, judged=NOW) == [NOW, NOW, NOW]
    assert steps(state=DocumentState.NEEDS_OFFICER, sent=NOW, judged=NOW) == [NOW, NOW, NOW, None]
    assert steps(state=DocumentState.ACCEPTED, sent=NOW, judged=NOW, decided=NOW) == [NOW, NOW, NOW, NOW]
