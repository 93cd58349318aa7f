"""Who an account makes somebody, and whom they may serve."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chalicelib.core.errors import NotAllowed
from chalicelib.core.officer import Officer, Role
from tests.builders.officers import a_kiosk, an_admin, an_officer

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ENDS = int(NOW.timestamp()) + 60


@pytest.mark.parametrize(
    ("role", "office", "agency"),
    [
        ("officer", "mpp", "dukcapil"),
        ("manager", "mpp", "dukcapil"),
        ("kiosk", "mpp", ""),
        ("admin", "", ""),
    ],
)
def test_an_account_with_a_role_and_its_place_is_an_officer(role: str, office: str, agency: str) -> None:
    found = Officer.known(id="one", role=role, office=office, agency=agency)
    assert found == Officer(id="one", role=Role(role), office=office, agency=agency)


@pytest.mark.parametrize(
    ("role", "office", "agency"),
    [
        ("", "mpp", "dukcapil"),
        ("Officer", "mpp", "dukcapil"),
        ("root", "mpp", "dukcapil"),
        ("officer", "", "dukcapil"),
        ("officer", "mpp", ""),
        ("manager", "mpp", ""),
        ("kiosk", "", ""),
    ],
)
def test_an_account_without_a_role_or_its_place_is_nobody(role: str, office: str, agency: str) -> None:
    assert Officer.known(id="one", role=role, office=office, agency=agency) is None


def test_an_account_without_an_id_is_nobody() -> None:
    assert Officer.known(id="", role="admin", office="", agency="") is None


def test_places_that_a_role_has_not_are_dropped() -> None:
    assert Officer.known(id="one", role="admin", office="mpp", agency="x") == an_admin(id="one")
    assert Officer.known(id="one", role="kiosk", office="mpp", agency="x") == a_kiosk(id="one")


def test_a_token_of_the_pool_names_its_officer() -> None:
    claims = {
        "sub": "officer-1",
        "custom:role": "officer",
        "custom:office": "mpp",
        "custom:agency": "dukcapil",
    }
    assert Officer.claimed(claims) == an_officer()
    assert Officer.claimed({"sub": "officer-1"}) is None


@pytest.mark.parametrize("officer", [an_officer(), an_admin(), a_kiosk()], ids=lambda one: one.role)
def test_what_the_authorizer_tells_is_understood_by_the_routes(officer: Officer) -> None:
    assert Officer.admitted(officer.context(ENDS), NOW) == officer


@pytest.mark.parametrize("ends", ["", "soon", "-1", str(ENDS - 61)])
def test_nobody_is_let_through_by_a_token_that_has_ended(ends: str) -> None:
    assert Officer.admitted({**an_officer().context(ENDS), "ends": ends}, NOW) is None


def test_nobody_is_let_through_without_an_authorizer() -> None:
    assert Officer.admitted({}, NOW) is None


@pytest.mark.parametrize(
    ("officer", "office", "agencies", "may"),
    [
        (an_officer(), "mpp", {"dukcapil", "imigrasi"}, True),
        (an_officer(), "mpp", {"imigrasi"}, False),
        (an_officer(), "mpp", set(), False),
        (an_officer(), "dukcapil", {"dukcapil"}, False),
        (an_officer(role=Role.MANAGER), "mpp", {"dukcapil"}, True),
        (an_officer(role=Role.MANAGER), "mpp", {"imigrasi"}, False),
        (a_kiosk(), "mpp", {"imigrasi"}, True),
        (a_kiosk(), "dukcapil", {"dukcapil"}, False),
        (an_admin(), "dukcapil", {"imigrasi"}, True),
    ],
)
def test_who_may_serve_whom(officer: Officer, office: str, agencies: set[str], may: bool) -> None:  # noqa: FBT001 - a column
    assert officer.may_serve(office, agencies) is may
    if may:
        officer.must_serve(office, agencies)
    else:
        with pytest.raises(NotAllowed):
            officer.must_serve(office, agencies)
