"""What an officer shows: an id token of the user pool, believed only after its signature and every claim are checked.

The signing keys are the pool's, fetched once per warm function and again when a token names one that is not known.
"""

from __future__ import annotations

import json
import urllib.request
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import jwt

from chalicelib.core import telemetry
from chalicelib.core.errors import Busy, NotSignedIn
from chalicelib.core.officer import Officer

if TYPE_CHECKING:
    from collections.abc import Callable

# Never the token's own choice: with "none" or a shared-secret algorithm anybody could sign.
ALGORITHMS = ["RS256"]
REQUIRED = ["exp", "iat", "iss", "aud", "sub", "token_use"]
# Clocks of AWS and ours differ by less.
LEEWAY_SECONDS = 5
FETCH_WITHIN_SECONDS = 2
# Invented key ids must not become a fetch each.
FETCH_EVERY = timedelta(minutes=1)
# A key that the pool has withdrawn is forgotten after this.
KEYS_KEPT = timedelta(hours=12)
SCHEME = "bearer "


class Keys:
    """The pool's public keys by their id."""

    def __init__(self, fetch: Callable[[], dict[str, Any]], now: Callable[[], datetime]) -> None:
        """``fetch`` gives the key set as JSON; ValueError or OSError when it cannot."""
        self._fetch = fetch
        self._now = now
        self._held: dict[str, Any] = {}
        self._fetched = self._asked = datetime.min.replace(tzinfo=UTC)

    def key(self, kid: str) -> Any:  # noqa: ANN401 - the library's key objects have no common type
        """The key of that id, or None; Busy when the keys were never got."""
        now = self._now()
        if (kid not in self._held or now - self._fetched > KEYS_KEPT) and (
            not self._held or now - self._asked >= FETCH_EVERY
        ):
            self._asked = now
            self._renew(now)
        return self._held.get(kid)

    def _renew(self, now: datetime) -> None:
        try:
            found = jwt.PyJWKSet.from_dict(self._fetch()).keys
        except (OSError, ValueError, AttributeError, jwt.PyJWTError) as error:
            telemetry.trouble("the pool's keys cannot be had", error=error)
            if not self._held:
                raise Busy from None
            return
        self._held = {key.key_id: key.key for key in found if key.key_id}
        self._fetched = now


class Tokens:
    """Checks tokens of one pool, made for one client of it."""

    def __init__(self, keys: Keys, *, issuer: str, client: str) -> None:
        """``issuer`` and ``client`` are what the token's iss and aud must be."""
        self._keys = keys
        self._issuer = issuer
        self._client = client

    def claims(self, authorization: str) -> dict[str, Any]:
        """What a token says, the header ``Bearer <token>``; NotSignedIn when it is not good in every respect."""
        token = authorization.strip()
        if token.lower().startswith(SCHEME):
            token = token[len(SCHEME) :].strip()
        try:
            key = self._keys.key(str(jwt.get_unverified_header(token).get("kid")))
            if key is None:
                raise NotSignedIn
            claims: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=ALGORITHMS,
                audience=self._client,
                issuer=self._issuer,
                leeway=LEEWAY_SECONDS,
                options={"require": REQUIRED},
            )
        except (jwt.PyJWTError, ValueError, RecursionError):
            raise NotSignedIn from None
        if claims["token_use"] != "id":  # noqa: S105 - a kind of token, no secret
            raise NotSignedIn
        return claims

    def officer(self, authorization: str) -> tuple[Officer, int]:
        """Who a token is about and when it ends (seconds since 1970); NotSignedIn for none, or for no officer."""
        claims = self.claims(authorization)
        officer = Officer.claimed(claims)
        if officer is None:
            raise NotSignedIn
        return officer, int(claims["exp"])


def fetched(address: str) -> dict[str, Any]:
    """The JSON at that address of ours; OSError or ValueError when there is none in time."""
    with urllib.request.urlopen(address, timeout=FETCH_WITHIN_SECONDS) as answer:  # noqa: S310 - a setting of the deployment
        found: dict[str, Any] = json.load(answer)
    return found


def unchecked(token: str) -> dict[str, Any]:
    """What a token says that came from the pool itself, over its own connection; never for one that somebody sent."""
    claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return claims
