"""The writes that take, give back and hold minutes and guards; members of booking's transactions.

Every condition that keeps a promise to citizens stands here: a slot never gives more minutes than it has, a person
has one open booking per service and no more than the limit in all, and what is given back was really held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.booking.store import keys
from chalicelib.core.table import Key, Write

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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


def give_back(slot: Key, held: Mapping[str, int]) -> Write:
    """Give back exactly the minutes that bookings (reference → minutes) hold there."""
    names = {f"#reference{at}": reference for at, reference in enumerate(held)}
    values = {f":minutes{at}": minutes for at, minutes in enumerate(held.values())}
    return Write(
        key=slot,
        change=f"SET #left = #left + :given REMOVE {', '.join(f'holders.{name}' for name in names)}",
        when=" AND ".join(f"holders.{name} = {value}" for name, value in zip(names, values, strict=True)),
        names={"#left": "left", **names},
        values={":given": sum(held.values()), **values},
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


def guard_person(table: str, person: str, bookings: Sequence[Booking], limit: int) -> Write:
    """Take the person's guard for the services of these bookings, under the limit of open bookings."""
    names = {f"#service{at}": service_attribute(booking.service) for at, booking in enumerate(bookings)}
    held = {
        f":held{at}": {"reference": booking.reference, "day": booking.day, "phone": booking.phone}
        for at, booking in enumerate(bookings)
    }
    setting = ", ".join(f"{name} = {value}" for name, value in zip(names, held, strict=True))
    free = " AND ".join(f"attribute_not_exists({name})" for name in names)
    return Write(
        key=keys.person(table, person),
        change=f"SET {setting} ADD #count :more",
        when=f"{free} AND (attribute_not_exists(#count) OR #count <= :most)",
        names={"#count": "count", **names},
        values={":more": len(bookings), ":most": limit - len(bookings), **held},
    )


def guard_phone(table: str, phone: str, bookings: Sequence[Booking], limit: int) -> Write:
    """Take places among the phone's open bookings."""
    names = {f"#booking{at}": reference_attribute(booking.reference) for at, booking in enumerate(bookings)}
    days = {f":day{at}": booking.day for at, booking in enumerate(bookings)}
    setting = ", ".join(f"{name} = {value}" for name, value in zip(names, days, strict=True))
    return Write(
        key=keys.phone(table, phone),
        change=f"SET {setting} ADD #count :more",
        when="attribute_not_exists(#count) OR #count <= :most",
        names={"#count": "count", **names},
        values={":more": len(bookings), ":most": limit - len(bookings), **days},
    )


def free_person(table: str, person: str, held: Mapping[str, str]) -> Write:
    """Free the person's guard for services (service → reference), if these bookings hold it."""
    names = {f"#service{at}": service_attribute(service) for at, service in enumerate(held)}
    values = {f":reference{at}": reference for at, reference in enumerate(held.values())}
    return Write(
        key=keys.person(table, person),
        change=f"REMOVE {', '.join(names)} ADD #count :less",
        when=" AND ".join(f"{name}.#reference = {value}" for name, value in zip(names, values, strict=True)),
        names={"#count": "count", "#reference": "reference", **names},
        values={":less": -len(held), **values},
    )


def free_phone(table: str, phone: str, references: Sequence[str]) -> Write:
    """Free the phone's places, if these bookings hold them."""
    names = {f"#booking{at}": reference_attribute(reference) for at, reference in enumerate(references)}
    return Write(
        key=keys.phone(table, phone),
        change=f"REMOVE {', '.join(names)} ADD #count :less",
        when=" AND ".join(f"attribute_exists({name})" for name in names),
        names={"#count": "count", **names},
        values={":less": -len(references)},
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
