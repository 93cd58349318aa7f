"""Slots, bookings and guards as items of the table, and back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.booking.booking import Booking, Shifted, Status
from chalicelib.booking.outcomes import Guard, Held
from chalicelib.booking.slot import Slot
from chalicelib.core.text import Text

if TYPE_CHECKING:
    from chalicelib.core.table import Item

_SERVICE = "service_"
PROOF = "proof"


def slot_to_item(slot: Slot) -> Item:
    """A slot's attributes; its key holds the window."""
    return {
        "starts": slot.starts.isoformat(timespec="minutes"),
        "ends": slot.ends.isoformat(timespec="minutes"),
        "capacity": slot.capacity,
        "left": slot.left,
        "open": slot.open,
        "holders": dict(slot.holders),
    }


def slot_from_item(item: Item) -> Slot:
    """A slot from its item."""
    return Slot(
        starts=datetime.fromisoformat(item["starts"]),
        ends=datetime.fromisoformat(item["ends"]),
        capacity=item["capacity"],
        left=item["left"],
        open=item["open"],
        holders=item["holders"],
    )


def booking_to_item(booking: Booking) -> Item:
    """A booking's attributes."""
    return {
        "reference": booking.reference,
        "status": booking.status.value,
        "office": booking.office,
        "service": booking.service,
        "pool": booking.pool,
        "starts": booking.starts.isoformat(timespec="minutes"),
        "ends": booking.ends.isoformat(timespec="minutes"),
        "minutes": booking.minutes,
        "windows": dict(booking.windows),
        "person": booking.person,
        "phone": booking.phone,
        PROOF: booking.proof,
        "fingerprint": booking.fingerprint,
        "sealed": dict(booking.sealed),
        "language": booking.language,
        "made": booking.made.isoformat(timespec="seconds"),
        "ended": booking.ended.isoformat(timespec="seconds") if booking.ended else None,
        "shifted": _shifted_item(booking.shifted) if booking.shifted else None,
        "version": booking.version,
    }


def booking_from_item(item: Item) -> Booking:
    """A booking from its item."""
    return Booking(
        reference=item["reference"],
        status=Status(item["status"]),
        office=item["office"],
        service=item["service"],
        pool=item["pool"],
        starts=datetime.fromisoformat(item["starts"]),
        ends=datetime.fromisoformat(item["ends"]),
        minutes=item["minutes"],
        windows=item["windows"],
        person=item["person"],
        phone=item["phone"],
        proof=item[PROOF],
        fingerprint=item["fingerprint"],
        sealed=item["sealed"],
        language=item["language"],
        made=datetime.fromisoformat(item["made"]),
        ended=datetime.fromisoformat(item["ended"]) if item["ended"] else None,
        shifted=_shifted(item["shifted"]) if item.get("shifted") else None,
        version=item["version"],
    )


def _shifted_item(shifted: Shifted) -> Item:
    return {
        "office": shifted.office,
        "starts": shifted.starts.isoformat(timespec="minutes"),
        "reason": [shifted.reason.id, shifted.reason.en],
        "at": shifted.at.isoformat(timespec="seconds"),
        "change": shifted.change,
    }


def _shifted(item: Item) -> Shifted:
    return Shifted(
        office=item["office"],
        starts=datetime.fromisoformat(item["starts"]),
        reason=Text(*item["reason"]),
        at=datetime.fromisoformat(item["at"]),
        change=item["change"],
    )


def guard_from_item(item: Item | None) -> Guard:
    """A person's guard from its item; empty when there is none."""
    services = {
        name.removeprefix(_SERVICE): Held(held["reference"], held["day"], held["phone"])
        for name, held in (item or {}).items()
        if name.startswith(_SERVICE)
    }
    return Guard(services)
