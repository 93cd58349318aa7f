"""Officers' routes of the offices: what they take, what they answer, and what they keep to themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app import app
from chalicelib.offices.forms import SessionForm
from tests.builders.city import City
from tests.builders.officers import a_kiosk, an_admin, an_officer
from tests.fakes.cognito import Account
from tests.fakes.gateway import Gateway

if TYPE_CHECKING:
    from chalicelib.core.officer import Officer
    from tests.unit.conftest import LogLines

EMAIL = "petugas@mpp.example"
CLAIMS = {"sub": "officer-1", "custom:role": "officer", "custom:office": "mpp", "custom:agency": "dukcapil"}
OFFICER = {"id": "officer-1", "role": "officer", "office": "mpp", "agency": "dukcapil"}
SESSION, REFRESH = "/v1/desk/session", "/v1/desk/session/refresh"


@pytest.fixture
def city() -> City:
    city = City()
    city.cognito.accounts[EMAIL] = Account("Rahasia-Lama-1", CLAIMS)
    return city


@pytest.fixture
def gateway(city: City) -> Gateway:
    return Gateway(app)


def test_signing_in_answers_a_session(gateway: Gateway) -> None:
    answer = gateway.post(SESSION, {"email": f" {EMAIL.upper()} ", "password": "Rahasia-Lama-1"})
    assert answer.status == 201
    assert answer.json == {
        "token": answer.json["token"],
        "expires_in": 3600,
        "refresh": f"refresh-of-{EMAIL}",
        "officer": OFFICER,
    }
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_session_goes_on(gateway: Gateway) -> None:
    answer = gateway.post(REFRESH, {"refresh": f"refresh-of-{EMAIL}".replace("@", ".")})
    assert (answer.status, answer.code) == (401, "unauthorized")


def test_a_wrong_login_says_nothing_of_what_is_wrong(gateway: Gateway) -> None:
    wrong = [
        gateway.post(SESSION, {"email": email, "password": "?"}) for email in (EMAIL, "nobody@mpp.example")
    ]
    assert [(answer.status, answer.code) for answer in wrong] == [(401, "wrong-login")] * 2
    assert wrong[0].body == wrong[1].body


def test_the_first_time_asks_for_a_password_of_ones_own(city: City, gateway: Gateway) -> None:
    city.cognito.accounts[EMAIL].invited = True
    form = {"email": EMAIL, "password": "Rahasia-Lama-1"}
    asked = gateway.post(SESSION, form)
    assert (asked.status, asked.code, asked.json["field"]) == (409, "new-password-needed", "new_password")
    weak = gateway.post(SESSION, {**form, "new_password": "lemah"})
    assert (weak.status, weak.json["errors"][0]["code"]) == (422, "password-weak")
    assert gateway.post(SESSION, {**form, "new_password": "Rahasia-Baru-1"}).status == 201


def test_too_many_tries_are_told_so(city: City, gateway: Gateway) -> None:
    city.cognito.refuses = ("NotAuthorizedException", "Password attempts exceeded")
    answer = gateway.post(SESSION, {"email": EMAIL, "password": "?"})
    assert (answer.status, answer.code) == (429, "too-many-sign-ins")


@pytest.mark.parametrize(
    ("form", "field", "code"),
    [
        ({"password": "x"}, "email", "missing"),
        ({"email": EMAIL}, "password", "missing"),
        ({"email": "petugas", "password": "x"}, "email", "email"),
        ({"email": "a b@c", "password": "x"}, "email", "email"),
        ({"email": f"{'a' * 250}@b.example", "password": "x"}, "email", "too-long"),
        ({"email": EMAIL, "password": ""}, "password", "missing"),
        ({"email": EMAIL, "password": "x" * 257}, "password", "too-long"),
        ({"email": EMAIL, "password": 5}, "password", "wrong-type"),
        ({"email": EMAIL, "password": "x", "code": "12345a"}, "code", "wrong-type"),
        ({"email": EMAIL, "password": "x", "new_password": "semua-kecil-1"}, "new_password", "password-weak"),
        ({"email": EMAIL, "password": "x", "new_password": "SEMUA-BESAR-1"}, "new_password", "password-weak"),
        ({"email": EMAIL, "password": "x", "new_password": "Tanpa-Angka-"}, "new_password", "password-weak"),
        ({"email": EMAIL, "password": "x", "new_password": "TanpaTanda12"}, "new_password", "password-weak"),
        ({"email": EMAIL, "password": "x", "role": "admin"}, "role", "unknown-field"),
    ],
)
def test_a_form_that_cannot_be_used_names_its_field(
    city: City, gateway: Gateway, form: dict[str, object], field: str, code: str
) -> None:
    answer = gateway.post(SESSION, form)
    assert answer.status == 422
    assert [(error["field"], error["code"]) for error in answer.json["errors"]] == [(field, code)]
    assert city.cognito.calls == []


def test_a_password_is_in_no_answer_no_log_and_no_printed_form(
    city: City, gateway: Gateway, log_lines: LogLines
) -> None:
    city.cognito.refuses = RuntimeError("Rahasia-Lama-1")
    form = {"email": EMAIL, "password": "Rahasia-Lama-1", "new_password": "Rahasia-Baru-1"}
    answer = gateway.post(SESSION, form)
    assert (answer.status, answer.code) == (500, "internal")
    assert "Rahasia" not in answer.body + str(log_lines()) + repr(SessionForm.model_validate(form))


@pytest.mark.parametrize("officer", [an_officer(), a_kiosk(), an_admin()], ids=lambda one: one.role)
def test_everybody_who_signed_in_is_told_who_they_are(city: City, officer: Officer) -> None:
    answer = Gateway(app, officer).get("/v1/desk/me")
    assert (answer.status, answer.json) == (
        200,
        {"id": officer.id, "role": officer.role, "office": officer.office, "agency": officer.agency},
    )
