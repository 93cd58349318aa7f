"""What the seeded city offers, read from its API, and invented citizens who come to it."""

from __future__ import annotations

import itertools
import json
import re
import secrets
import urllib.request
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from infra.local import seeding

if TYPE_CHECKING:
    from tests.cloud.running import Running

_numbers = itertools.count(secrets.randbelow(5000) + 1)


def a_phone(ending: str = "7890") -> str:
    """A phone number that no other test uses, so that nobody else's bookings count towards its limit."""
    return f"0813{next(_numbers):04}{ending}"


@dataclass(frozen=True, slots=True)
class Citizen:
    """Somebody invented: a NIK that no other test uses."""

    name: str = "Ni Luh Ayu Contoh"
    nik: str = field(default_factory=lambda: f"517101{secrets.randbelow(28) + 1:02}0790{next(_numbers):04}")
    phone: str = ""


class City:
    """The running system, as its API describes it."""

    def __init__(self, running: Running) -> None:
        """Take the running system."""
        self.site = running.site
        self._api = running.api
        self._hints = running.cloud.folder / seeding.HINTS

    def ask(self, path: str) -> Any:
        """The API's answer."""
        with urllib.request.urlopen(f"{self._api}/v1{path}", timeout=30) as answer:  # noqa: S310 - loopback
            return json.load(answer)

    def offices(self, language: str = "id") -> list[dict[str, Any]]:
        """Every office with its services."""
        listed = self.ask(f"/offices?language={language}")["offices"]
        return [self.ask(f"/offices/{office['id']}?language={language}") for office in listed]

    def shared_service(self, language: str = "id") -> dict[str, Any]:
        """A service that more than one office offers."""
        first, *others = self.offices(language)
        elsewhere = {service["id"] for office in others for service in office["services"]}
        return next(service for service in first["services"] if service["id"] in elsewhere)

    def free_slot(self, at_least_days_ahead: int = 3) -> tuple[str, str, str]:
        """An office, a service, and the start of a window with a place, late enough to be moved and cancelled."""
        office = self.offices()[0]
        service = office["services"][0]["id"]
        listing = self.ask(f"/offices/{office['id']}/services/{service}/slots?days=21")
        first = listing["days"][at_least_days_ahead]["date"]
        free = [slot for slot in listing["slots"] if slot["places_left"] and slot["starts"] >= first]
        return office["id"], service, secrets.choice(free)["starts"]

    def open_file(self) -> tuple[str, str]:
        """The reference and the proof of a file of the seed."""
        found = re.search(r"(K\S{3} \S{4} \S{2})  proof (\d{4})", self._hints.read_text("utf-8"))
        assert found, "the seed opens files and says how to look them up"
        return found[1], found[2]
