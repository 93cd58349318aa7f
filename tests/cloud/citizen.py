"""A citizen at the running system: asks over HTTP, as a browser would, and knows what a refusal must look like."""

from __future__ import annotations

import http.client
import itertools
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode, urlsplit
from zoneinfo import ZoneInfo

from chalicelib.core import catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping
    from email.message import Message

    from chalicelib.core.text import Language

TIMEOUT_SECONDS = 60
# Both offices of the seed are in one city.
ZONE = ZoneInfo("Asia/Makassar")
# Days ahead at which no cut-off and no window of today can get in a test's way.
SOON = 2
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; ``json`` is the body as JSON."""

    status: int
    headers: Message
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()

    def ok(self, status: int = 200) -> Any:
        """The body of an answer that must have this status."""
        assert self.status == status, self.text
        return self.json

    def refuses(
        self, status: int, code: str, *, field: str | None = None, language: Language = "id"
    ) -> dict[str, Any]:
        """The problem document that this answer must be, in that language, naming that field."""
        problem: dict[str, Any] = self.ok(status)
        assert self.headers["Content-Type"] == "application/problem+json"
        assert self.headers["Content-Language"] == language
        assert problem["type"] == f"/problems/{code}"
        assert problem["status"] == status
        assert problem["title"] == catalogue.say(language, f"title.{code}")
        assert problem["detail"]
        assert problem["request_id"]
        if field is not None:
            assert problem["field"] == field, problem
        return problem

    def faults(self, **expected: str) -> None:
        """Check that the fields at fault are exactly these, field → code (``__`` stands for a dot)."""
        problem = self.refuses(422, "invalid-fields", language=self.language)
        found = {error["field"]: error["code"] for error in problem["errors"]}
        assert found == {field.replace("__", "."): code for field, code in expected.items()}
        first = problem["errors"][0]
        assert (problem["field"], problem["detail"]) == (first["field"], first["detail"])

    @property
    def language(self) -> Language:
        return "en" if self.headers["Content-Language"] == "en" else "id"


@dataclass(frozen=True, slots=True)
class Citizen:
    """Somebody with a browser; ``base`` is the site or the API, before ``/v1``."""

    base: str
    language: Language = "id"

    def ask(
        self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request; a ``body`` of bytes is sent as it is, anything else as JSON."""
        where = urlsplit(self.base)
        sent = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        head = {"Accept-Language": self.language, "Content-Type": "application/json", **(headers or {})}
        connection = http.client.HTTPConnection(where.netloc, timeout=TIMEOUT_SECONDS)
        try:
            connection.request(method, where.path + path, sent, head)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers=_spelled(headers))

    def post(self, path: str, body: object, **headers: str) -> Answer:
        return self.ask("POST", path, body, _spelled(headers))

    def slots(self, office: str, service: str, **query: object) -> Any:
        """The listing of a service's slots."""
        asked = f"?{urlencode({name.rstrip('_'): value for name, value in query.items()})}"
        return self.get(f"/v1/offices/{office}/services/{service}/slots{asked}").ok()

    def free(self, office: str, service: str, *, places: int = 1) -> list[Any]:
        """Slots with at least so many places, far enough ahead to be moved and cancelled."""
        listed = self.slots(office, service, from_=today() + timedelta(days=SOON), days=14)["slots"]
        return [slot for slot in listed if slot["places_left"] >= places]

    def book(self, form: Mapping[str, Any], **headers: str) -> Answer:
        return self.post("/v1/bookings", form, **headers)

    def book_raw(self, body: bytes, *, content_type: str = "application/json") -> Answer:
        return self.ask("POST", "/v1/bookings", body, {"Content-Type": content_type})

    def look_up(self, reference: str, proof: str) -> Answer:
        return self.get(f"/v1/bookings/{quote(reference)}", x_proof=proof)

    def move(self, reference: str, proof: str, starts: str) -> Answer:
        return self.post(f"/v1/bookings/{quote(reference)}/move", {"starts": starts}, x_proof=proof)

    def cancel(self, reference: str, proof: str) -> Answer:
        return self.post(f"/v1/bookings/{quote(reference)}/cancel", {}, x_proof=proof)

    def status(self, reference: str, proof: str) -> Answer:
        return self.get(f"/v1/status/{quote(reference)}", x_proof=proof)


def today() -> date:
    """The offices' day."""
    return datetime.now(UTC).astimezone(ZONE).date()


def a_nik(number: int | None = None) -> str:
    """A number nobody else in this run has: a man of Denpasar, born in 1985."""
    number = next(_numbers) if number is None else number
    return f"517101{1 + number % 28:02d}0485{1 + number // 28:04d}"


def a_phone(number: int | None = None) -> str:
    """A phone number nobody else in this run has."""
    number = next(_numbers) if number is None else number
    return f"08123{number:07d}"


def a_citizen(*, phone: bool | str = True, **changes: object) -> dict[str, Any]:
    """Somebody new, with a new phone number or the one given; without one they are told a secret instead."""
    given = {"phone": phone if isinstance(phone, str) else a_phone()} if phone else {}
    return {"name": "I Wayan Uji Coba", "nik": a_nik(), **given, **changes}


def a_form(office: str, service: str, starts: str, **changes: Any) -> dict[str, Any]:
    """A booking form that can be booked."""
    form = {"office": office, "service": service, "starts": starts, "citizen": a_citizen(), "language": "id"}
    return {**form, **changes}


def _spelled(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
