"""Requests that are wrong before any field is looked at: bodies, headers, addresses, proofs, references."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pytest

from chalicelib.core.web import LARGEST_BODY_BYTES
from tests.cloud.citizen import Citizen, a_form
from tests.cloud.test_bad_input import EMOJI, OFFICE, SERVICE, citizen, seen, unchanged

if TYPE_CHECKING:
    from tests.cloud.running import Running

# The same fixtures serve here.
__all__ = ["citizen", "seen", "unchanged"]

pytestmark = pytest.mark.cloud

SLOTS = f"/v1/offices/{OFFICE}/services/{SERVICE}/slots"
NO_JSON = (
    b"{",
    b"[]",
    b"null",
    b"5",
    b'"text"',
    b"\xff\xfe{}",
    b"<form/>",
    b"a=b&c=d",
    b'{"citizen": ' + b"[" * 7000 + b"]" * 7000 + b"}",
    b'{"office": ' + b"9" * 8000 + b"}",
)
PROVEN = (
    ("GET", "/v1/bookings/{}"),
    ("GET", "/v1/bookings/{}/calendar"),
    ("GET", "/v1/status/{}"),
    ("POST", "/v1/bookings/{}/cancel"),
    ("POST", "/v1/bookings/{}/move"),
)
BODIES = {PROVEN[3][1]: {}, PROVEN[4][1]: {"starts": "2030-01-01T09:00:00+08:00"}}
PROOFS = ("0000", "x" * 3000, "\u00e9\u00ff", "'--")
REFERENCES = (
    "B",
    "0000000000",
    "B" * 3000,
    "\U0001f600" * 300,
    "BAAAAAAAAA",
    "KAAAAAAAAA",
    EMOJI,
    "\0",
    "' OR 1=1",
    "PERSON#k1",
    "%",
)


def test_bodies_that_are_no_form(citizen: Citizen) -> None:
    for body in NO_JSON:
        citizen.book_raw(body).refuses(400, "invalid-json", language=citizen.language)
    nothing = citizen.book_raw(b"")
    nothing.faults(office="missing", service="missing", starts="missing", citizen="missing")


def test_bodies_larger_than_any_form(citizen: Citizen) -> None:
    form = a_form(OFFICE, SERVICE, "2030-01-01T09:00:00+08:00")
    for size in (LARGEST_BODY_BYTES + 1, 1024 * 1024):
        citizen.book({**form, "office": "x" * size}).refuses(413, "body-too-large", language=citizen.language)


def test_bodies_of_another_kind(citizen: Citizen) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/xml"):
        answer = citizen.book_raw(b"{}", content_type=kind)
        answer.refuses(415, "unsupported-media-type", language=citizen.language)


def test_keys_that_are_no_keys(citizen: Citizen) -> None:
    form = a_form(OFFICE, SERVICE, citizen.free(OFFICE, SERVICE)[0]["starts"], language=citizen.language)
    for key in ("short", "k" * 65, "with space 1", "k\u00e9y-with-accent", "semi;colon"):
        citizen.book(form, idempotency_key=key).faults(**{"Idempotency-Key": "idempotency-key"})


def test_searches_for_what_is_no_day_and_no_hour(citizen: Citizen) -> None:
    for typed in ("tomorrow", "2026-02-30", "0000-01-01", "2026-11-24T09:00", EMOJI):
        citizen.get(f"{SLOTS}?{urlencode({'from': typed})}").faults(**{"from": "date"})
    for typed in ("0", "32", "-1", "1.5", "seven", "9" * 50, "\uff17"):
        citizen.get(f"{SLOTS}?{urlencode({'days': typed})}").faults(days="days")
    for typed in ("24:00", "9 o'clock", "12:60", EMOJI):
        citizen.get(f"{SLOTS}?{urlencode({'near': typed})}").faults(near="near")


def test_a_search_with_everything_wrong_is_told_everything(citizen: Citizen) -> None:
    citizen.get(f"{SLOTS}?from=x&days=x&near=x").faults(**{"from": "date", "days": "days", "near": "near"})
    citizen.get(f"{SLOTS}?from=9999-12-31&days=31").faults(**{"from": "date"})


def test_references_and_proofs_that_open_nothing(citizen: Citizen) -> None:
    language = citizen.language
    for at, (method, path) in enumerate(PROVEN):
        body = BODIES.get(path)
        for reference, proof in zip(REFERENCES, itertools.cycle(PROOFS)):
            # Not the same one twice: wrong tries are counted for each.
            address = path.format(quote(f"{reference}{language}{at}", safe=""))
            answer = citizen.ask(method, address, body, {"X-Proof": proof})
            answer.refuses(404, "not-found", language=language)
        for headers in ({}, {"X-Proof": ""}, {"X-Proof": "   "}):
            answer = citizen.ask(method, path.format("B234567892"), body, headers)
            answer.refuses(401, "proof-missing", field="X-Proof", language=language)


def test_bodies_where_a_window_or_nothing_is_asked_for(citizen: Citizen) -> None:
    move, cancel = "/v1/bookings/B234567892/move", "/v1/bookings/B234567892/cancel"
    citizen.post(move, {}, x_proof="0000").faults(starts="missing")
    citizen.post(move, {"starts": 5}, x_proof="0000").faults(starts="wrong-type")
    citizen.post(move, {"starts": "soon"}, x_proof="0000").faults(starts="starts-format")
    citizen.post(cancel, {"why": "sick"}, x_proof="0000").faults(why="unknown-field")


def test_addresses_and_methods_that_do_not_exist_are_refused(running: Running) -> None:
    citizen = Citizen(running.api)
    for method, path in (("GET", "/v1/nothing"), ("DELETE", "/v1/bookings"), ("PUT", "/v1/offices")):
        # The gateway says so before any code runs; its words are tested on the template.
        assert citizen.ask(method, path).status in {403, 404, 405}
