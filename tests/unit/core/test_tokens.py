"""Only a token that is good in every respect is believed; the pool's keys are fetched when needed, not more."""

from __future__ import annotations

import base64
import json
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.error import URLError

import jwt
import pytest
from chalice.app import AuthRequest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app import officer as authorizer
from chalicelib.core import registry
from chalicelib.core.errors import Busy, NotSignedIn
from chalicelib.core.gate import UnauthorizedError
from chalicelib.core.tokens import FETCH_EVERY, KEYS_KEPT, LEEWAY_SECONDS, Keys, Tokens
from tests.builders.officers import an_officer
from tests.fakes import pool
from tests.fakes.clock import Clock

if TYPE_CHECKING:
    from tests.unit.conftest import LogLines

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ARN = "arn:aws:execute-api:ap-southeast-3:123456789012:api/live/GET/v1/desk/me"


class Publisher:
    """Publishes keys, counts how often it is asked, and can be out of reach."""

    def __init__(self, *kids: str) -> None:
        self.kids = kids
        self.asked = 0
        self.fails: Exception | None = None

    def __call__(self) -> dict[str, Any]:
        self.asked += 1
        if self.fails:
            raise self.fails
        return pool.published(*self.kids)


@pytest.fixture
def publisher() -> Publisher:
    return Publisher("k1", "k2")


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def tokens(publisher: Publisher, clock: Clock) -> Tokens:
    return Tokens(Keys(publisher, clock), issuer=pool.ISSUER, client=pool.CLIENT)


def part(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def with_the_public_key_as_secret() -> str:
    """The classic forgery: the public key, known to all, used as the secret of HS256."""
    import hashlib  # noqa: PLC0415 - only here
    import hmac  # noqa: PLC0415 - only here

    secret = pool.private("k1").public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    signed = f"{part({'alg': 'HS256', 'kid': 'k1'})}.{part(pool.claims())}"
    seal = hmac.new(secret, signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{base64.urlsafe_b64encode(seal).rstrip(b'=').decode()}"


def with_its_end_changed() -> str:
    head, _, seal = pool.signed().split(".")
    return ".".join((head, part({**pool.claims(), "custom:role": "admin"}), seal))


PAST = int(time.time()) - LEEWAY_SECONDS - 5
BAD = {
    "nothing": "",
    "garbage": "garbage",
    "three parts of garbage": "a.b.c",
    "many dots": "." * 5000,
    "no text": "\udc80",
    "deep JSON": base64.urlsafe_b64encode(b"[" * 20_000).decode() + ".e30.x",
    "expired": pool.signed(exp=PAST),
    "of another pool": pool.signed(iss="https://pool.example/other"),
    "for another client": pool.signed(aud="other"),
    "for nobody": pool.signed(aud=None),
    "of nobody": pool.signed(iss=None),
    "without an end": pool.signed(exp=None),
    "without a person": pool.signed(sub=None),
    "an access token": pool.signed(token_use="access"),
    "of no use": pool.signed(token_use=None),
    # A day ahead: these are signed when the tests are collected, and the whole run takes minutes.
    "not valid yet": pool.signed(nbf=int(time.time()) + 86_400, exp=int(time.time()) + 90_000),
    "signed by another key": pool.signed("k9", named="k1"),
    "signed by a key nobody published": pool.signed("k9"),
    "not signed": f"{part({'alg': 'none', 'kid': 'k1'})}.{part(pool.claims())}.",
    "signed with a shared secret": jwt.encode(pool.claims(), "x" * 32, "HS256", headers={"kid": "k1"}),
    "signed with the public key": with_the_public_key_as_secret(),
    "changed after signing": with_its_end_changed(),
    "without a key's name": jwt.encode(pool.claims(), pool.private("k1"), "RS256"),
    "of somebody without a role": pool.signed(role=None),
    "of an officer without an office": pool.signed(office=None),
}


def test_a_good_token_names_its_officer_and_its_end(tokens: Tokens) -> None:
    ends = int(time.time()) + 3600
    assert tokens.officer(f"Bearer {pool.signed(exp=ends)}") == (an_officer(), ends)
    assert tokens.officer(f"bearer  {pool.signed('k2', exp=ends)}")[0] == an_officer()


@pytest.mark.parametrize("token", BAD.values(), ids=BAD.keys())
def test_a_token_that_is_not_good_is_nobodys(tokens: Tokens, token: str) -> None:
    with pytest.raises(NotSignedIn):
        tokens.officer(f"Bearer {token}")


def test_clocks_may_differ_by_seconds_not_more(tokens: Tokens) -> None:
    assert LEEWAY_SECONDS <= 10
    assert tokens.claims(pool.signed(exp=int(time.time()) - 1))


class TestKeys:
    def test_are_fetched_once_for_many_tokens(self, tokens: Tokens, publisher: Publisher) -> None:
        assert publisher.asked == 0
        for kid in ("k1", "k2", "k1"):
            tokens.officer(pool.signed(kid))
        assert publisher.asked == 1

    def test_are_fetched_anew_for_a_key_that_is_not_known(
        self, tokens: Tokens, publisher: Publisher, clock: Clock
    ) -> None:
        tokens.officer(pool.signed())
        publisher.kids = ("k2", "k3")
        clock.time += FETCH_EVERY
        assert tokens.officer(pool.signed("k3"))[0] == an_officer()
        with pytest.raises(NotSignedIn):
            tokens.officer(pool.signed("k1"))

    def test_are_not_fetched_for_every_invented_key(
        self, tokens: Tokens, publisher: Publisher, clock: Clock
    ) -> None:
        tokens.officer(pool.signed())
        for second in range(60):
            clock.time = NOW + timedelta(seconds=second)
            with pytest.raises(NotSignedIn):
                tokens.officer(pool.signed("k1", named=f"invented-{second}"))
        assert publisher.asked == 1

    def test_that_were_withdrawn_are_forgotten_in_time(
        self, tokens: Tokens, publisher: Publisher, clock: Clock
    ) -> None:
        tokens.officer(pool.signed("k1"))
        publisher.kids = ("k2",)
        clock.time += KEYS_KEPT + timedelta(seconds=1)
        with pytest.raises(NotSignedIn):
            tokens.officer(pool.signed("k1"))

    @pytest.mark.parametrize("trouble", [URLError("no way"), TimeoutError(), ValueError("no JSON")])
    def test_that_were_never_had_are_no_reason_to_turn_somebody_away(
        self, tokens: Tokens, publisher: Publisher, trouble: Exception, log_lines: LogLines
    ) -> None:
        publisher.fails = trouble
        with pytest.raises(Busy):
            tokens.officer(pool.signed())
        publisher.fails = None
        assert tokens.officer(pool.signed())[0] == an_officer()
        assert [line["error"] for line in log_lines()] == [type(trouble).__name__]

    def test_that_are_held_serve_on_while_the_pool_is_out_of_reach(
        self, tokens: Tokens, publisher: Publisher, clock: Clock
    ) -> None:
        tokens.officer(pool.signed())
        publisher.fails = URLError("no way")
        clock.time += KEYS_KEPT + timedelta(seconds=1)
        assert tokens.officer(pool.signed())[0] == an_officer()
        with pytest.raises(NotSignedIn):
            tokens.officer(pool.signed("k9"))
        assert publisher.asked == 2


class TestAuthorizer:
    """The function that the gateway asks, as Lambda calls it."""

    @pytest.fixture(autouse=True)
    def offered(self, tokens: Tokens) -> None:
        registry.offer(Tokens, lambda: tokens)

    def test_lets_an_officer_through_to_all_routes_and_says_who_they_are(self) -> None:
        ends = int(time.time()) + 3600
        token = f"Bearer {pool.signed(exp=ends)}"
        answer = authorizer({"type": "TOKEN", "authorizationToken": token, "methodArn": ARN}, None)
        (statement,) = answer["policyDocument"]["Statement"]
        everything = "arn:aws:execute-api:ap-southeast-3:123456789012:api/live/*/*"
        assert (statement["Effect"], statement["Resource"]) == ("Allow", [everything])
        assert answer["context"] == an_officer().context(ends)
        assert answer["principalId"] == "officer-1"
        # The gateway takes nothing but words.
        assert {type(value) for value in answer["context"].values()} == {str}

    @pytest.mark.parametrize("token", BAD.values(), ids=BAD.keys())
    def test_says_the_word_that_the_gateway_makes_a_401_of(self, token: str) -> None:
        with pytest.raises(UnauthorizedError, match=r"^Unauthorized$"):
            authorizer.func(AuthRequest("TOKEN", f"Bearer {token}", ARN))
