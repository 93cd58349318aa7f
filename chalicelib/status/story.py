"""What is told of a record: one sentence, the steps with their times, and the day it is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from chalicelib.cases.service import IssuedPage, PausePage, PermitPage, RefusedPage
from chalicelib.core.catalogue import say
from chalicelib.core.clock import office_time
from chalicelib.core.dates import spoken_moment
from chalicelib.documents.service import State, name_of

if TYPE_CHECKING:
    from chalicelib.booking.service import Booking
    from chalicelib.core.text import Language
    from chalicelib.documents.service import Document
    from chalicelib.offices.service import Office, ServiceStandard
    from chalicelib.visits.service import Ticket


@dataclass(frozen=True, slots=True)
class Step:
    """A stage, and when it was or will be reached; ``at`` is null for what is still to come."""

    name: str
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDetailsPage:
    """What a case tells beside its steps; ``letter`` is null until one is finished, ``permit`` of other services."""

    pauses: list[PausePage]
    refused: RefusedPage | None
    letter: IssuedPage | None
    permit: PermitPage | None


@dataclass(frozen=True, slots=True)
class StatusPage:
    """The status of one record, of whatever kind; ``case`` only of a case."""

    OMIT_NONE: ClassVar[tuple[str, ...]] = ("case",)

    reference: str
    kind: str
    status: str
    summary: str
    steps: list[Step]
    due: datetime | date | None
    case: FileDetailsPage | None = None


def of_booking(booking: Booking, office: Office, standard: ServiceStandard, language: Language) -> StatusPage:
    """The status of a booking; due is the beginning of its arrival window."""
    facts = {
        "service": standard.name.inn(language),
        "office": office.name.inn(language),
        "moment": spoken_moment(booking.starts, language),
    }
    status = booking.status.value
    steps = [
        Step(say(language, "step.booked"), office_time(booking.made, office.time_zone)),
        Step(say(language, "step.visit"), booking.starts if booking.is_open else None),
    ]
    if not booking.is_open:
        steps[1] = Step(say(language, f"step.{status}"), _office_time(booking.ended, office))
    told = say(language, f"status.booking.{status}", **facts)
    if booking.shifted and booking.is_open:
        shifted = booking.shifted
        steps.insert(1, Step(say(language, "step.shifted"), office_time(shifted.at, office.time_zone)))
        before = spoken_moment(shifted.starts, language)
        # A manager may or may not have ended their sentence.
        reason = shifted.reason.inn(language).rstrip(" .")
        told += " " + say(language, "status.shifted", before=before, reason=reason)
    return StatusPage(
        booking.reference,
        "booking",
        status,
        told,
        steps,
        booking.starts if booking.is_open else None,
    )


def of_document(
    document: Document, office: Office, standard: ServiceStandard | None, language: Language
) -> StatusPage:
    """The status of a document: of the file that was sent last; ``standard`` is None for a complaint's picture."""
    state, attempt = document.state.value, document.attempt
    facts = {"kind": name_of(document.kind).inn(language)}
    steps = [
        Step(say(language, "step.document.begun"), _office_time(attempt.begun, office)),
        Step(say(language, "step.document.sent"), _office_time(attempt.sent, office)),
        Step(say(language, "step.document.judged"), _office_time(attempt.judged, office)),
    ]
    if attempt.decided or document.state is State.NEEDS_OFFICER:
        steps.append(Step(say(language, "step.document.decided"), _office_time(attempt.decided, office)))
    if standard is None:
        told = say(language, f"status.picture.{state}", **facts)
    else:
        told = say(language, f"status.document.{state}", service=standard.name.inn(language), **facts)
    return StatusPage(document.reference, "document", state, told, steps, None)


def of_ticket(ticket: Ticket, office: Office, language: Language) -> StatusPage:
    """The status of a ticket; due is the time by which its citizen was told to be called, null once they were."""
    standing = ticket.standing
    state = standing.state.value
    facts = {
        "number": ticket.number,
        "office": office.name.inn(language),
        "counter": standing.counter,
        "moment": spoken_moment(ticket.promised.ends, language),
    }
    steps = [
        Step(say(language, "step.ticket.arrived"), ticket.arrived),
        Step(say(language, "step.ticket.called"), ticket.first_called),
        Step(say(language, "step.ticket.ended"), standing.since if standing.is_final else None),
    ]
    due = None if ticket.first_called or standing.is_final else ticket.promised.ends
    return StatusPage(
        ticket.reference, "ticket", state, say(language, f"status.ticket.{state}", **facts), steps, due
    )


def _office_time(moment: datetime | None, office: Office) -> datetime | None:
    return office_time(moment, office.time_zone) if moment else None
