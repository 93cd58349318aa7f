"""Officers come in at the deployed system, by its own user pool and authorizer; nobody else does."""

from __future__ import annotations

import base64
import json
import time
from typing import TYPE_CHECKING, Any

import jwt
import pytest

from infra.accounts import Accounts, new_password
from infra.seed import load_seed
from infra.seed.models import OfficerEntry
from tests.cloud.citizen import Answer, Citizen
from tests.cloud.officers import Officers, SignedIn

if TYPE_CHECKING:
    from tests.cloud.running import Running

pytestmark = pytest.mark.cloud

ME, SESSION, REFRESH = "/v1/desk/me", "/v1/desk/session", "/v1/desk/session/refresh"
EMAIL = "petugas.dukcapil@mpp.example"
PLACE = {"role": "officer", "office": "mpp", "agency": "dukcapil"}
OWN = "Rahasia-Sendiri-1"


@pytest.fixture(scope="module")
def officers(running: Running) -> Officers:
    return Officers(running)


@pytest.fixture(scope="module")
def officer(officers: Officers) -> SignedIn:
    return officers.signed_in(EMAIL)


@pytest.fixture
def visitor(running: Running) -> Citizen:
    return Citizen(running.api)


def pools(running: Running) -> Any:
    return running.cloud.client("cognito-idp")


def pool_of(running: Running) -> str:
    return running.cloud.export("tanpa-antre-local-UserPoolId")


def shown(visitor: Citizen, token: str) -> Answer:
    return visitor.get(ME, authorization=f"Bearer {token}")


def test_every_demonstration_officer_comes_in_and_is_known(officers: Officers) -> None:
    for entry in load_seed().officers:
        told = officers.signed_in(entry.email).get(ME).ok()
        place = (told["role"], told["office"], told["agency"])
        assert place == (entry.role, entry.office, entry.agency), entry.email


def test_an_officer_comes_in_through_the_pages_address_too(running: Running) -> None:
    told = Officers(running, running.site).signed_in(EMAIL).get(ME).ok()
    assert {name: told[name] for name in PLACE} == PLACE


def test_a_session_goes_on_with_a_new_token(visitor: Citizen, officer: SignedIn) -> None:
    again = visitor.post(REFRESH, {"refresh": officer.refresh}).ok(201)
    assert 0 < again["expires_in"] <= 3600
    assert again["token"] != officer.token
    assert shown(visitor, again["token"]).ok()["id"] == officer.id == again["officer"]["id"]


def test_wrong_words_do_not_say_which_are_wrong(visitor: Citizen, officers: Officers) -> None:
    for email, password in ((EMAIL, "salah"), ("tidak.ada@mpp.example", officers.password)):
        visitor.post(SESSION, {"email": email, "password": password}).refuses(401, "wrong-login")
    visitor.post(REFRESH, {"refresh": "abc"}).refuses(401, "unauthorized")


def test_without_a_token_nobody_comes_in(visitor: Citizen) -> None:
    visitor.get(ME).refuses(401, "unauthorized")
    visitor.get(ME, authorization="").refuses(401, "unauthorized")


@pytest.mark.parametrize(
    "token", ["garbage", "a.b.c", "." * 300, "e30.e30.e30", "%00", "x" * 6000, "Bearer Bearer"]
)
def test_with_garbage_nobody_comes_in(visitor: Citizen, token: str) -> None:
    shown(visitor, token).refuses(401, "unauthorized")


def test_with_a_token_that_was_changed_nobody_comes_in(visitor: Citizen, officer: SignedIn) -> None:
    head, body, seal = officer.token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    raised = base64.urlsafe_b64encode(json.dumps({**claims, "custom:role": "admin"}).encode()).rstrip(b"=")
    shown(visitor, f"{head}.{raised.decode()}.{seal}").refuses(401, "unauthorized")
    unsigned = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
    shown(visitor, f"{unsigned}.{raised.decode()}.").refuses(401, "unauthorized")


def test_with_another_kind_of_token_of_the_pool_nobody_comes_in(
    running: Running, visitor: Citizen, officers: Officers
) -> None:
    given = direct(running, running.environment["POOL_CLIENT"], EMAIL, officers.password)
    shown(visitor, given["AccessToken"]).refuses(401, "unauthorized")
    shown(visitor, given["RefreshToken"]).refuses(401, "unauthorized")


def test_with_a_token_of_another_pool_or_client_nobody_comes_in(running: Running, visitor: Citizen) -> None:
    cognito = pools(running)
    attributes = [{"Name": name, "AttributeDataType": "String", "Mutable": True} for name in PLACE]
    other = cognito.create_user_pool(PoolName="other", Schema=attributes, UsernameAttributes=["email"])
    for pool in (other["UserPool"]["Id"], pool_of(running)):
        client = cognito.create_user_pool_client(
            UserPoolId=pool, ClientName="other", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
        )["UserPoolClient"]["ClientId"]
        Accounts(cognito, pool).settle(somebody("dua-kolam@mpp.example"), OWN)
        token = direct(running, client, "dua-kolam@mpp.example", OWN)["IdToken"]
        shown(visitor, token).refuses(401, "unauthorized")


def test_with_a_token_that_has_ended_nobody_comes_in(
    running: Running, visitor: Citizen, officer: SignedIn
) -> None:
    """No client of the pool gets tokens shorter than five minutes, so the pool's key signs one here that has ended."""
    claims = jwt.decode(officer.token, options={"verify_signature": False})
    kid = jwt.get_unverified_header(officer.token)["kid"]
    key = signing_key(running)

    def signed(ends: int) -> str:
        return jwt.encode({**claims, "exp": ends}, key, "RS256", headers={"kid": kid})

    shown(visitor, signed(int(time.time()) + 60)).ok()
    shown(visitor, signed(int(time.time()) - 60)).refuses(401, "unauthorized")
    # The gateway remembers whom the authorizer let in, for longer than this one is good.
    soon = int(time.time()) + 8
    short = signed(soon)
    shown(visitor, short).ok()
    while time.time() <= soon:
        time.sleep(0.2)
    shown(visitor, short).refuses(401, "unauthorized")


def test_an_account_without_a_role_comes_in_nowhere(running: Running, visitor: Citizen) -> None:
    email = "tanpa.peran@mpp.example"
    told = {"UserPoolId": pool_of(running), "Username": email}
    pools(running).admin_create_user(**told, MessageAction="SUPPRESS")
    pools(running).admin_set_user_password(**told, Password=OWN, Permanent=True)
    visitor.post(SESSION, {"email": email, "password": OWN}).refuses(403, "forbidden")
    token = direct(running, running.environment["POOL_CLIENT"], email, OWN)["IdToken"]
    shown(visitor, token).refuses(401, "unauthorized")


def test_who_is_invited_chooses_a_password_of_their_own(running: Running, visitor: Citizen) -> None:
    accounts, entry, first = (
        Accounts(pools(running), pool_of(running)),
        somebody("baru@mpp.example"),
        new_password(),
    )
    assert accounts.invite(entry, temporary=first) == "invited"
    form = {"email": entry.email, "password": first}
    visitor.post(SESSION, form).refuses(409, "new-password-needed", field="new_password")
    visitor.post(SESSION, {**form, "new_password": "lemah"}).faults(new_password="password-weak")
    visitor.post(SESSION, {**form, "new_password": OWN}).ok(201)
    visitor.post(SESSION, form).refuses(401, "wrong-login")
    moved = entry.model_copy(update={"agency": "imigrasi"})
    assert accounts.invite(moved) == "changed"
    session = visitor.post(SESSION, {"email": entry.email, "password": OWN}).ok(201)
    assert session["officer"]["agency"] == "imigrasi"


def test_who_is_shut_out_comes_in_no_more(running: Running, visitor: Citizen) -> None:
    entry = somebody("keluar@mpp.example")
    Accounts(pools(running), pool_of(running)).settle(entry, OWN)
    form = {"email": entry.email, "password": OWN}
    refresh = visitor.post(SESSION, form).ok(201)["refresh"]
    pools(running).admin_disable_user(UserPoolId=pool_of(running), Username=entry.email)
    visitor.post(SESSION, form).refuses(401, "wrong-login")
    visitor.post(REFRESH, {"refresh": refresh}).refuses(401, "unauthorized")


def test_no_password_and_no_token_is_in_a_log(
    running: Running, officers: Officers, officer: SignedIn
) -> None:
    functions = running.cloud.client("lambda").list_functions()["Functions"]
    logs = running.cloud.client("logs")
    lines = [
        event["message"]
        for function in functions
        for page in logs.get_paginator("filter_log_events").paginate(
            logGroupName=f"/aws/lambda/{function['FunctionName']}"
        )
        for event in page["events"]
    ]
    assert lines
    for secret in (officers.password, officer.token, officer.refresh, EMAIL, OWN):
        assert not [line for line in lines if secret in line]


def signing_key(running: Running) -> str:
    """The key that the emulator signs id tokens of the pool with."""
    (path,) = running.cloud.folder.rglob(f"{pool_of(running)}-id.pem")
    return path.read_text("utf-8")


def somebody(email: str) -> OfficerEntry:
    return OfficerEntry.model_validate({"email": email, **PLACE})


def direct(running: Running, client: str, email: str, password: str) -> dict[str, Any]:
    """What the pool itself gives for e-mail and password."""
    answer = pools(running).initiate_auth(
        ClientId=client,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": email, "PASSWORD": password},
    )
    given: dict[str, Any] = answer["AuthenticationResult"]
    return given
