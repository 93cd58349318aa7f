"""Keyed identities: the same person is always the same key, and nobody can compute it without the secret.

One secret per deployment, of which every purpose has a key of its own (HMAC-SHA256 over the purpose's name), so
that a person's key, a phone's key, a reference and a proof can never be taken for one another.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from chalicelib.core import references
from chalicelib.people.phone import PROOF_DIGITS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.core.references import Reference

KEY_BYTES = 16
SECRET_SIGNS = 8
PUBLIC_SIGNS = 8


@dataclass(frozen=True, slots=True)
class Keyring:
    """The deployment's secrets by key id, and which one is current; old ones stay readable."""

    current: str
    secrets: Mapping[str, str]

    def person(self, nik: str) -> str:
        """The key of a person, with the id of the secret it was made by: ``k1.<32 hex digits>``."""
        return f"{self.current}.{self._digest('person', nik).hex()}"

    def phone(self, e164: str) -> str:
        """The key of a phone number."""
        return f"{self.current}.{self._digest('phone', e164).hex()}"

    def record(self, reference: str) -> str:
        """The key of a record that is kept apart from everything else of its person: another one for each record."""
        return f"{self.current}.{self._digest('record', reference).hex()}"

    def apart(self, reference: str, person: str) -> str:
        """Where what names the person of a record is kept, apart from it; ``person`` is the record's own key."""
        return self._digest("apart", reference, made_with=person.partition(".")[0]).hex()

    def public(self, reference: str) -> str:
        """An id by which everybody may speak of a record; it does not lead back to the reference."""
        return references.spelled(int.from_bytes(self._digest("public", reference), "big"), PUBLIC_SIGNS)

    def reference(self, kind: Reference, person: str, idempotency_key: str, turn: int) -> str:
        """The reference that this person's request has, however often it is sent.

        ``turn`` counts up in the rare case that the reference is taken by somebody else's record.
        """
        return references.make(
            kind, self._digest("reference", kind.value, person, idempotency_key, str(turn))
        )

    def secret(self, reference: str) -> str:
        """The secret told once to a citizen without a phone; a repeated request is told the same."""
        number = int.from_bytes(self._digest("secret", reference), "big")
        return references.spelled(number, SECRET_SIGNS)

    def proof(self, reference: str, shown: str, *, person: str | None = None) -> bytes:
        """The stored form of a proof for a reference: four digits of a phone, or the secret.

        ``person`` is the key of the record's person where there is a record: it names the secret it was made with.
        Spaces, hyphens and case make no difference, nor does a whole phone number typed for its last four digits.
        """
        bare = references.normalised(shown)
        if bare.lstrip("+").isdecimal():
            bare = bare[-PROOF_DIGITS:]
        return self._digest("proof", reference, bare, made_with=person.partition(".")[0] if person else None)

    def fingerprint(self, *parts: str) -> bytes:
        """What a request asked for, in sixteen bytes that tell nothing about it."""
        return self._digest("request", *parts)

    def short(self, purpose: str, text: str) -> str:
        """A keyed hash for a key that must not hold the text itself, such as a network address."""
        return self._digest(purpose, text).hex()

    def _digest(self, purpose: str, *parts: str, made_with: str | None = None) -> bytes:
        key = _purpose_key(self.secrets[made_with or self.current], purpose)
        # The length in front of each part keeps ("ab", "c") and ("a", "bc") apart.
        message = b"".join(len(raw).to_bytes(4, "big") + raw for raw in (part.encode() for part in parts))
        return hmac.digest(key, message, sha256)[:KEY_BYTES]


@cache
def _purpose_key(secret: str, purpose: str) -> bytes:
    """A secret's key for one purpose; a handful per process, made once."""
    return hmac.digest(secret.encode(), purpose.encode(), sha256)
