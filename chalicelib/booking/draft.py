"""A booking as it is about to be written: reference, proof, sealed citizen, windows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.booking.booking import Booking, Status
from chalicelib.core.errors import KeyReused
from chalicelib.core.references import Reference

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.booking.length import Taken
    from chalicelib.core.table import Write
    from chalicelib.core.text import Language
    from chalicelib.offices.service import Offered
    from chalicelib.people.service import Citizen, People


@dataclass(frozen=True, slots=True)
class Request:
    """What a citizen asks for, checked field by field.

    ``key`` is their Idempotency-Key, or a random one. ``stated`` is what they said beside it, checked and not kept,
    which still makes another request of it.
    """

    office: str
    service: str
    starts: datetime
    citizen: Citizen
    language: Language
    key: str
    stated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """What follows from a request alone, before any window is looked at."""

    reference: str
    person: str
    fingerprint: bytes
    secret: str | None

    def owns(self, there: Booking) -> bool:
        """Whether a record under this reference is this request's own; KeyReused when it was another request."""
        if there.person != self.person:
            return False
        if there.fingerprint != self.fingerprint:
            raise KeyReused(field="Idempotency-Key")
        return True


def identity(people: People, request: Request, turn: int) -> Identity:
    """The same request has the same identity, however often it is sent; ``turn`` leaves a taken reference aside."""
    keyring = people.keyring
    citizen = request.citizen
    person = keyring.person(citizen.nik)
    reference = keyring.reference(Reference.BOOKING, person, request.key, turn)
    asked = (request.office, request.service, request.starts.isoformat(), request.language, *request.stated)
    fingerprint = keyring.fingerprint(*asked, citizen.name, citizen.nik, citizen.phone or "")
    return Identity(reference, person, fingerprint, None if citizen.phone else keyring.secret(reference))


def draft(
    people: People,
    request: Request,
    whose: Identity,
    offered: Offered,
    length: Taken,
    *,
    table: str,
    now: datetime,
) -> tuple[Booking, Write]:
    """The booking to write, and the write that adds its key to the person."""
    citizen = request.citizen
    keyring = people.keyring
    sealed, record_key = people.seal(citizen, table=table, reference=whose.reference, person=whose.person)
    booking = Booking(
        reference=whose.reference,
        status=Status.CONFIRMED,
        office=request.office,
        service=request.service,
        pool=offered.pool,
        starts=length.visit.starts,
        ends=length.visit.ends,
        minutes=length.minutes,
        windows=length.visit.windows,
        person=whose.person,
        phone=keyring.phone(citizen.phone) if citizen.phone else None,
        proof=keyring.proof(whose.reference, whose.secret or citizen.phone or ""),
        fingerprint=whose.fingerprint,
        sealed=sealed,
        language=request.language,
        made=now,
    )
    return booking, record_key
