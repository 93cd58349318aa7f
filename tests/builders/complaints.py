"""Complaints for tests: say what matters, the rest is filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING, Any

from chalicelib.complaints.complaint import Complaint, Step
from chalicelib.complaints.message import Message, Voice
from chalicelib.complaints.request import Contact, Request
from chalicelib.complaints.service import Filed, Intake
from chalicelib.complaints.states import Act, Identity, Sort, State
from chalicelib.complaints.store import ComplaintStore
from chalicelib.core.registry import get
from tests.builders.city import at
from tests.builders.people import an_asker

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.people.service import Asker

REFERENCE = "AQG2BQKT3R"
PUBLIC = "7KM2QXR9"


def a_complaint(**changes: Any) -> Complaint:
    """A hidden complaint about waiting, received on Monday at eight, due within five working days."""
    received = at(8).astimezone(UTC)
    complaint = Complaint(
        reference=REFERENCE,
        public=PUBLIC,
        office="mpp",
        agency="dukcapil",
        category="waiting",
        sort=Sort.COMPLAINT,
        identity=Identity.HIDDEN,
        state=State.RECEIVED,
        language="id",
        received=received,
        days=5,
        person="k1.aa",
        proof=b"proof",
        sealed={"text": b"sealed"},
        fingerprint=b"asked",
        steps=(Step(act=Act.RECEIVE.value, at=received, state=State.RECEIVED),),
    )
    return replace(complaint, **changes)


def a_message(**changes: Any) -> Message:
    """Words of the citizen, on Monday at nine."""
    message = Message(
        reference=REFERENCE, id="00aa", at=at(9).astimezone(UTC), voice=Voice.CITIZEN, sealed=b"sealed"
    )
    return replace(message, **changes)


TEXT = "Antrean di loket KTP lebih dari tiga jam dan tidak ada petugas yang memberi penjelasan."
SECOND_TEXT = "Sudah tiga jam antrean loket KTP, petugas tidak memberi penjelasan apa pun."


def a_request(**changes: Any) -> Request:
    """A hidden complaint about waiting, to the office, with a key of its own."""
    request = Request(
        office="mpp",
        text=TEXT,
        identity=Identity.HIDDEN,
        category="waiting",
        contact=Contact("Ni Luh Ayu", "+6281239998877"),
        key="complaint-0001",
        address="203.0.113.7",
    )
    return replace(request, **changes)


def brought(**changes: Any) -> Filed:
    """A complaint that was taken; the city must be there."""
    return get(Intake).file(a_request(**changes))


def its_citizen(filed: Filed, proof: str | None = None) -> Asker:
    """The citizen of a complaint, with its secret where no other proof is given."""
    return an_asker(filed.complaint.reference, proof or filed.secret)


def kept(filed: Filed) -> Complaint:
    """A complaint as it is kept now."""
    found = get(ComplaintStore).get(filed.complaint.reference)
    assert found
    return found


def officers_did(filed: Filed, step: Callable[[Complaint], Complaint]) -> Complaint:
    """A complaint after something that the office did, kept."""
    before = kept(filed)
    after = step(before)
    assert get(ComplaintStore).change(before, after)
    return after
