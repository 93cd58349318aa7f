"""Complaints for tests: say what matters, the rest is filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import Any

from chalicelib.complaints.complaint import Complaint, Step
from chalicelib.complaints.message import Message, Voice
from chalicelib.complaints.states import Act, Identity, Sort, State
from tests.builders.city import at

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
