"""Bookings for tests: say what matters, the rest is filled in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from chalicelib.booking.booking import Booking, Status
from tests.builders.city import NOW, at

REFERENCE = "B7KM2QXR9T"


def a_booking(**changes: Any) -> Booking:
    """A confirmed booking for Monday at nine that holds twenty minutes there."""
    booking = Booking(
        reference=REFERENCE,
        status=Status.CONFIRMED,
        office="mpp",
        service="d000",
        pool="ktp",
        starts=at(9),
        ends=at(9, 30),
        minutes=20,
        windows={"2026-11-23T09:00": 20},
        person="k1.aa",
        phone="k1.bb",
        proof=b"proof",
        fingerprint=b"fingerprint",
        sealed={"name": b"sealed"},
        language="id",
        made=NOW,
    )
    return replace(booking, **changes)
