"""The keys of a user pool, and tokens signed with them as Cognito does; good unless a test says otherwise."""

from __future__ import annotations

import time
from functools import cache
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

ISSUER = "https://pool.example/pool"
CLIENT = "client"


@cache
def private(kid: str) -> rsa.RSAPrivateKey:
    """The signing key of that id."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def published(*kids: str) -> dict[str, Any]:
    """The key set as the pool publishes it."""
    keys = [RSAAlgorithm.to_jwk(private(kid).public_key(), as_dict=True) for kid in kids]
    return {
        "keys": [
            {**key, "kid": kid, "alg": "RS256", "use": "sig"} for key, kid in zip(keys, kids, strict=True)
        ]
    }


def claims(**changes: Any) -> dict[str, Any]:
    """What a good token says; a change to None leaves a claim out."""
    now = int(time.time())
    told = {
        "sub": "officer-1",
        "iss": ISSUER,
        "aud": CLIENT,
        "token_use": "id",
        "iat": now,
        "exp": now + 3600,
        "email": "petugas@mpp.example",
        "custom:role": "officer",
        "custom:office": "mpp",
        "custom:agency": "dukcapil",
    }
    return {name: value for name, value in {**told, **changes}.items() if value is not None}


def signed(kid: str = "k1", *, named: str | None = None, **changes: Any) -> str:
    """A token signed with a key, naming that or another one; ``role``, ``office`` and ``agency`` are the pool's own."""
    own = {f"custom:{name}": changes.pop(name) for name in ("role", "office", "agency") if name in changes}
    return jwt.encode(claims(**changes, **own), private(kid), "RS256", headers={"kid": named or kid})
