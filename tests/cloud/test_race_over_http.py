"""The same race through the deployed package, over HTTP."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest

from tests.cloud import raw
from tests.cloud.citizen import Citizen, a_form
from tests.cloud.fairness import Told, all_at_once, fairly_given

if TYPE_CHECKING:
    from tests.cloud.running import Running

pytestmark = pytest.mark.cloud

OFFICE, POOL, SERVICE, MINUTES = "dukcapil", "keluarga", "d005", 10
WINDOWS = 3
MORE_THAN_PLACES = 4
BROWSERS = 24


def test_exactly_as_many_succeed_as_there_are_places(running: Running) -> None:
    citizen = Citizen(running.api)
    windows = untouched(running)[-WINDOWS:]
    forms = [
        a_form(OFFICE, SERVICE, starts)
        for starts, places in windows
        for _ in range(places + MORE_THAN_PLACES)
    ]
    forms.sort(key=lambda form: str(form["citizen"]["nik"])[::-1])  # all windows are wanted all the time
    told = all_at_once([partial(ask, citizen, form) for form in forms], threads=BROWSERS)
    assert all(isinstance(one, Told) for one in told), told
    diary = raw.items(running.cloud, running.environment["TABLE_DIARY"])
    fairly_given([one for one in told if isinstance(one, Told)], diary)
    left = {slot["starts"]: slot["places_left"] for slot in citizen.free(OFFICE, SERVICE, places=0)}
    assert [left[starts] for starts, _ in windows] == [0] * WINDOWS


def ask(citizen: Citizen, form: dict[str, Any]) -> Told:
    """Ask for a place, and see to it that no is said as documented."""
    began = monotonic()
    answer = citizen.book(form)
    if answer.status == 409:
        assert answer.refuses(409, "slot-full", field="starts")["alternatives"]
    reference = answer.ok(201)["reference"] if answer.status != 409 else None
    return Told(POOL, form["starts"][:16], MINUTES, reference, began, monotonic())


def untouched(running: Running) -> list[tuple[str, int]]:
    """Windows that nobody holds anything of, with their places."""
    held = {
        item["starts"]
        for item in raw.items(running.cloud, running.environment["TABLE_DIARY"])
        if item["pk"] == f"SLOTS#{OFFICE}#{POOL}" and item["holders"]
    }
    slots = Citizen(running.api).free(OFFICE, SERVICE)
    return [
        (slot["starts"], slot["places_left"]) for slot in slots if f"{slot['starts'][:16]}+08:00" not in held
    ]
