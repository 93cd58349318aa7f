"""Every route for officers refuses whoever it is not for: nobody, another role, another office.

A route that is added is tried here by itself; rooms test besides that another agency's things are refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app import BLUEPRINTS, app, officer
from chalicelib.core.officer import Officer, Role
from tests.builders.city import City
from tests.builders.officers import an_officer
from tests.fakes.gateway import Answer, Gateway

if TYPE_CHECKING:
    from chalicelib.core.web import Route

DESK = [route for web in BLUEPRINTS for route in web.declared if route.officers]
#: Officers' addresses that need no token: there one gets it.
OPEN = {("/v1/desk/session", "POST"), ("/v1/desk/session/refresh", "POST")}
#: Something for every other part of an address.
PARTS = {
    "office": "mpp",
    "service": "d000",
    "counter": "A1",
    "ticket": "TAAAAAAAAA",
    "reference": "BAAAAAAAAA",
}


@pytest.fixture(scope="module", autouse=True)
def city() -> City:
    return City()


def asked(route: Route, officer: Officer | None, *, lasts: int = 3600) -> Answer:
    path = route.path.format_map(Anything(PARTS))
    body = "{}" if route.method != "GET" else None
    return Gateway(app, officer, lasts=lasts).send(
        route.method, path, body, **{"Content-Type": "application/json"}
    )


class Anything(dict[str, str]):
    """A part of an address that is not listed above is any word."""

    def __missing__(self, part: str) -> str:
        return "any"


def placed(role: Role, office: str = "mpp") -> Officer:
    found = Officer.known(id="somebody", role=role, office=office, agency="dukcapil")
    assert found
    return found


def test_every_address_of_the_desk_is_for_officers_but_those_that_give_a_token() -> None:
    paths = {(route.path, route.method): bool(route.officers) for web in BLUEPRINTS for route in web.declared}
    assert {place for place, guarded in paths.items() if "/desk/" in place[0] and not guarded} == OPEN


@pytest.mark.parametrize("route", DESK, ids=lambda one: f"{one.method} {one.path}")
def test_nobody_comes_in_without_having_signed_in(route: Route) -> None:
    for answer in (asked(route, None), asked(route, placed(route.officers[0]), lasts=-1)):
        assert (answer.status, answer.code) == (401, "unauthorized")


@pytest.mark.parametrize("route", DESK, ids=lambda one: f"{one.method} {one.path}")
def test_no_other_role_comes_in(route: Route) -> None:
    for role in set(Role) - set(route.officers):
        answer = asked(route, placed(role))
        assert (answer.status, answer.code) == (403, "forbidden"), role


@pytest.mark.parametrize(
    "route",
    [route for route in DESK if "{office}" in route.path],
    ids=lambda one: f"{one.method} {one.path}",
)
def test_nobody_but_the_administrator_comes_into_another_office(route: Route) -> None:
    for role in set(route.officers) - {Role.ADMIN}:
        answer = asked(route, placed(role, office="dukcapil"))
        assert (answer.status, answer.code) == (403, "forbidden"), role


@pytest.mark.parametrize("route", DESK, ids=lambda one: f"{one.method} {one.path}")
def test_the_gateway_checks_the_token_before(route: Route) -> None:
    assert app.routes[route.path][route.method].authorizer is officer


def test_an_officer_is_no_citizens_key(city: City) -> None:
    made = city.book()
    answer = Gateway(app, an_officer()).get(f"/v1/bookings/{made.booking.reference}")
    assert (answer.status, answer.code) == (401, "proof-missing")
