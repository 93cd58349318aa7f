"""The writes that take, give back and hold minutes and guards; members of booking's transactions.

Every condition that keeps a promise to citizens stands here: a slot never gives more minutes than it has, a person
has one open booking per service and no more than the limit in all, and what is given back was really held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.booking.store import keys
from chalicelib.core.table import Key, Write

if TYPE_CHECKING:
    from chalicelib.booking.booking import Booking


def service_attribute(service: str) -> str:
    """The attribute of a person's guard that stands for a service."""
    return f"service_{service}"


def reference_attribute(reference: str) -> str:
    """The attribute of a phone's guard that stands for a booking."""
    return f"booking_{reference}"


def take(slot: Key, reference: str, minutes: int) -> Write:
    """Take minutes from a slot that is open and has enough left."""
    return Write(
        key=slot,
        change="SET #left = #left - :minutes, holders.#reference = :minutes",
        when="#open = :yes AND #left >= :minutes AND attribute_not_exists(holders.#reference)",
        names={"#left": "left", "#open": "open", "#reference": reference},
        values={":minutes": minutes, ":yes": True},
    )


def give_back(slot: Key, reference: str, minutes: int) -> Write:
    """Give back exactly the minutes that the booking holds there."""
    return Write(
        key=slot,
        change="SET #left = #left + :minutes REMOVE holders.#reference",
        when="holders.#reference = :minutes",
        names={"#left": "left", "#reference": reference},
        values={":minutes": minutes},
    )


def change_hold(slot: Key, reference: str, held: int, wanted: int) -> Write:
    """Hold more or fewer minutes of a slot that the booking holds already."""
    more = wanted - held
    values: dict[str, object] = {":more": more, ":held": held, ":wanted": wanted}
    names = {"#left": "left", "#reference": reference}
    when = "holders.#reference = :held"
    if more > 0:
        when += " AND #open = :yes AND #left >= :more"
        values[":yes"] = True
        names["#open"] = "open"
    return Write(
        key=slot,
        change="SET #left = #left - :more, holders.#reference = :wanted",
        when=when,
        names=names,
        values=values,
    )


def guard_person(table: str, booking: Booking, limit: int) -> Write:
    """Take the person's guard for the service, under the limit of open bookings."""
    held = {"reference": booking.reference, "day": booking.day, "phone": booking.phone}
    return Write(
        key=keys.person(table, booking.person),
        change="SET #service = :held ADD #count :one",
        when="attribute_not_exists(#service) AND (attribute_not_exists(#count) OR #count < :limit)",
        names={"#service": service_attribute(booking.service), "#count": "count"},
        values={":held": held, ":one": 1, ":limit": limit},
    )


def guard_phone(table: str, phone: str, booking: Booking, limit: int) -> Write:
    """Take a place among the phone's open bookings."""
    return Write(
        key=keys.phone(table, phone),
        change="SET #booking = :day ADD #count :one",
        when="attribute_not_exists(#count) OR #count < :limit",
        names={"#booking": reference_attribute(booking.reference), "#count": "count"},
        values={":day": booking.day, ":one": 1, ":limit": limit},
    )


def free_person(table: str, person: str, service: str, reference: str) -> Write:
    """Free the person's guard, if this booking holds it."""
    return Write(
        key=keys.person(table, person),
        change="REMOVE #service ADD #count :less",
        when="#service.#reference = :reference",
        names={"#service": service_attribute(service), "#count": "count", "#reference": "reference"},
        values={":less": -1, ":reference": reference},
    )


def free_phone(table: str, phone: str, reference: str) -> Write:
    """Free the phone's place, if this booking holds one."""
    return Write(
        key=keys.phone(table, phone),
        change="REMOVE #booking ADD #count :less",
        when="attribute_exists(#booking)",
        names={"#booking": reference_attribute(reference), "#count": "count"},
        values={":less": -1},
    )


def redate_person(table: str, booking: Booking) -> Write:
    """Let the person's guard say the new day of a moved booking."""
    return Write(
        key=keys.person(table, booking.person),
        change="SET #service.#day = :day",
        when="#service.#reference = :reference",
        names={"#service": service_attribute(booking.service), "#day": "day", "#reference": "reference"},
        values={":day": booking.day, ":reference": booking.reference},
    )
