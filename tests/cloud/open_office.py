"""An office that is open whatever the hour, in a running cloud, with people who may sign in there.

``open_office(running)`` in a test; ``python -m tests.cloud.open_office`` beside ``make run`` prints how to sign in. The
offices of the seed close at night and on Sundays, and a visit needs one that does not.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
import uuid
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from chalicelib import wiring
from chalicelib.core import registry
from chalicelib.core.catalogue import both
from chalicelib.core.officer import Role
from chalicelib.core.settings import Settings
from chalicelib.core.text import Text
from chalicelib.offices.service import OpeningDay, Pool, Rules
from infra.accounts import Accounts
from infra.local import seeding
from infra.local.cloud import LocalCloud
from infra.local.run import ADDRESSES
from infra.package import LOCAL
from infra.seed import Seed, load_seed
from infra.seed.models import OfficerEntry
from infra.seed.publishing import publish
from tests.cloud.citizen import Citizen, a_form, a_nik, a_phone
from tests.cloud.running import Running

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.offices.service import Office, ServiceStandard

# After the offices of the seed in every list, so that tests that take the first one take theirs.
OFFICE = "uji"
MODEL = "mpp"
AGENCY, OTHER_AGENCY = "dukcapil", "pajak"
#: Minutes a visit takes of the services that the office offers, which are of the seed.
KTP = {"d000": 20, "d001": 10, "d007": 20}
TAX = {"s000": 20, "s001": 25}
COUNTERS = ("A1", "A2", "A3")
OTHER_COUNTERS = ("B1",)
# By chance and beyond the numbers of other tests: beside `make run`, those of the last time are still there.
STRANGERS = range(100_000, 270_000)
DONE = frozenset({200, 201})
ZONES = ("Asia/Jayapura", "Asia/Makassar", "Asia/Jakarta")
# Calls and minutes that a test can wait for.
RULES = Rules(
    horizon_days=3,
    move_cutoff_minutes=0,
    cancel_cutoff_minutes=0,
    open_per_person=6,
    open_per_phone=6,
    grace_before_minutes=120,
    no_show_calls=2,
)


@dataclass(frozen=True, slots=True)
class OpenOffice:
    """The office, and who signs in there; ``key`` keeps the accounts of one office from those of another."""

    running: Running
    office: Office
    password: str

    @property
    def id(self) -> str:
        """The office's id."""
        return self.office.id

    def email(self, role: str = "officer", agency: str = AGENCY, number: int = 1) -> str:
        """The address that somebody signs in with; officers are numbered from 1 to 3."""
        who = role if role != "officer" else f"officer{number}"
        return f"{who}@{'' if role == 'kiosk' else agency + '.'}{self.id}.example"

    def token(self, role: str = "officer", agency: str = AGENCY, number: int = 1) -> str:
        """A token of somebody who has signed in over HTTP."""
        login = {"email": self.email(role, agency, number), "password": self.password}
        return str(Citizen(self.running.api).post("/v1/desk/session", login).ok(201)["token"])

    def ask(self, token: str, path: str, body: Mapping[str, Any] | None = None, key: str = "") -> Any:
        """What a desk route of the office answers: ``path`` begins after ``/v1/desk/{office}``; a POST with a body."""
        asker, address = Citizen(self.running.api), f"/v1/desk/{quote(self.id)}{path}"
        if body is None:
            return asker.get(address, authorization=f"Bearer {token}").ok()
        answer = asker.post(
            address, body, authorization=f"Bearer {token}", idempotency_key=key or uuid.uuid4().hex
        )
        return answer.ok(answer.status if answer.status in DONE else 200)

    def walk_in(self, token: str, *services: str, priority: str | None = None) -> dict[str, Any]:
        """Somebody without an appointment gets a ticket; the ticket with its secret."""
        wanted = {"services": list(services or ("d000",)), "priority": priority, "language": "id"}
        ticket: dict[str, Any] = self.ask(token, "/tickets", wanted)
        return ticket

    def step(self, token: str, step: str, counter: str = "A1", **more: str) -> dict[str, Any]:
        """An officer takes a step at a counter; the counter after it."""
        after: dict[str, Any] = self.ask(token, f"/counters/{counter}/steps", {"step": step, **more})
        return after

    def booking(self, service: str = "d000", *, ahead: int = 0, **citizen_is: str) -> tuple[str, str]:
        """Somebody books the window that begins next, or one so many later; reference and proof (four digits).

        Late in the day the next may be tomorrow's; one so many later is of today, or none is found (IndexError).
        ``citizen_is`` is what of the citizen matters: ``nik``, ``name``.
        """
        number = secrets.choice(STRANGERS)
        citizen, phone = Citizen(self.running.api), a_phone(number)
        listed = citizen.slots(self.id, service, days=1 if ahead else 2)["slots"]
        starts = [slot["starts"] for slot in listed if slot["places_left"]][ahead]
        form = a_form(self.id, service, starts)
        form["citizen"] |= {"nik": a_nik(number), "phone": phone, **citizen_is}
        return citizen.book(form).ok(201)["reference"], phone[-4:]


def open_office(
    running: Running,
    office_id: str = OFFICE,
    *,
    asks: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    **changes: Any,
) -> OpenOffice:
    """Publish the office with plan and slots, make its accounts; repeatable.

    ``asks`` names the kinds of document that a service asks for, instead of its own; ``changes`` are fields of Office.
    """
    seed = load_seed()
    model = next(office for office in seed.offices if office.id == MODEL)
    office = replace(_always_open(model, office_id), **changes)
    services = {offered.id for offered in office.services}
    standards = tuple(_asking(one, asks.get(one.id)) for one in seed.standards if one.id in services)
    _publish(running, Seed((office,), standards, ()))
    pools = running.cloud.client("cognito-idp")
    accounts = Accounts(pools, running.cloud.export(f"tanpa-antre-{LOCAL}-UserPoolId"))
    opened = OpenOffice(running, office, seeding.password(running.cloud))
    for entry in _people(opened):
        accounts.settle(entry, opened.password)
    return opened


def _asking(standard: ServiceStandard, kinds: tuple[str, ...] | None) -> ServiceStandard:
    if kinds is None:
        return standard
    return replace(standard, requirements=tuple(both(f"document.{kind}") for kind in kinds), documents=kinds)


def _always_open(model: Office, office_id: str) -> Office:
    """The model's services at a few counters, every day and hour."""
    minutes = {**KTP, **TAX}
    pools = (
        Pool("ktp", len(COUNTERS), tuple(KTP), booking_share=50, names=COUNTERS, letter="A"),
        Pool("tax", len(OTHER_COUNTERS), tuple(TAX), booking_share=50, names=OTHER_COUNTERS, letter="B"),
    )
    offered = [replace(one, minutes=minutes[one.id]) for one in model.services if one.id in minutes]
    return replace(
        model,
        id=office_id,
        name=Text("Kantor Uji", "Test office"),
        time_zone=_zone(),
        hours=tuple(OpeningDay(weekday, time(0), time(23, 59)) for weekday in range(1, 8)),
        seasons=(),
        closures={},
        pools=pools,
        services=tuple(replace(one, pool="ktp" if one.id in KTP else "tax") for one in offered),
        rules=RULES,
    )


@cache
def _zone() -> str:
    """A time zone in which the day does not end within the hour; the same for as long as the tests run."""
    now = datetime.now(UTC)
    return min(ZONES, key=lambda zone: now.astimezone(ZoneInfo(zone)).time())


def _publish(running: Running, seed: Seed) -> None:
    """Publish with services in this process, which are made anew afterwards."""
    wiring.wire(clients=running.cloud.client)
    registry.offer(Settings, lambda: Settings.from_environment(running.environment))
    try:
        publish(seed, lambda _: None)
    finally:
        wiring.wire()


def _people(opened: OpenOffice) -> list[OfficerEntry]:
    """Three officers and a manager of one agency, two people of the other, a kiosk, and the city's administrator."""
    people = [("officer", AGENCY, number) for number in (1, 2, 3)]
    people += [("officer", OTHER_AGENCY, 1), ("manager", AGENCY, 1), ("manager", OTHER_AGENCY, 1)]
    staff = [
        OfficerEntry(
            email=opened.email(role, agency, number), role=Role(role), office=opened.id, agency=agency
        )
        for role, agency, number in people
    ]
    return [*staff, OfficerEntry(email=opened.email("kiosk"), role=Role.KIOSK, office=opened.id)]


def _running_here() -> Running:
    """What ``make run`` has started in this folder."""
    addresses = json.loads(ADDRESSES.read_text("utf-8"))
    cloud = LocalCloud(ADDRESSES.parent / "state", port=urlsplit(addresses["api"]).port or 0)
    return Running(cloud, addresses["api"], addresses["site"], cloud.function_environment())


def main() -> None:
    """Open the office beside ``make run`` and say how to come in."""
    running = _running_here()
    os.environ.update(running.environment)
    opened = open_office(running)
    sys.stdout.write(f"{opened.id} is open; everybody's password is {opened.password}\n")
    for entry in _people(opened):
        sys.stdout.write(f"  {entry.email:<32} {entry.role} {entry.agency}\n")


if __name__ == "__main__":
    main()
