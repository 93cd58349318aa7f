"""Personal fields, encrypted before they reach a table.

Every record has a random key of its own; each field is AES-256-GCM under it, bound to table, record and field
name, so that a ciphertext moved elsewhere does not open. The record's key is wrapped by a KMS data key that a warm
function holds, and lies in the person's own partition of ``people``: once that is erased, nothing opens the fields
again, in no table, copy or backup (docs/privacy.md).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class DataKey:
    """A KMS data key: in the clear for this process's memory only, and as KMS wrapped it for the table."""

    clear: bytes
    wrapped: bytes


class Vault(Protocol):
    """Where data keys come from and are opened again."""

    def data_key(self) -> DataKey:
        """A data key to wrap with; a warm function is given the same one again."""

    def open(self, wrapped: bytes) -> bytes:
        """The clear form of a data key that KMS wrapped."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A record's sealed fields, and its key as it is kept in ``people``."""

    fields: dict[str, bytes]
    record_key: bytes
    data_key: bytes


class Sealer:
    """Seals and opens the personal fields of records."""

    def __init__(self, vault: Vault, random: Callable[[int], bytes] = os.urandom) -> None:
        """Take the vault; ``random`` is an argument for tests."""
        self._vault = vault
        self._random = random

    def seal(self, fields: Mapping[str, str], *, table: str, record: str, person: str) -> Sealed:
        """Encrypt the fields of one record of one person under a fresh key."""
        key = self._random(KEY_BYTES)
        data_key = self._vault.data_key()
        cipher = _cipher(key)
        sealed = {
            name: self._encrypt(cipher, text.encode(), f"{table}|{record}|{name}")
            for name, text in fields.items()
        }
        wrapped = self._encrypt(_cipher(data_key.clear), key, f"{person}|{record}")
        return Sealed(sealed, wrapped, data_key.wrapped)

    def add(
        self, fields: Mapping[str, str], there: Sealed, *, table: str, record: str, person: str
    ) -> dict[str, bytes]:
        """Encrypt more fields of a record under the key that it has; ``there`` need hold nothing but that key."""
        cipher = self._cipher_of(there, record, person)
        return {
            name: self._encrypt(cipher, text.encode(), f"{table}|{record}|{name}")
            for name, text in fields.items()
        }

    def open(self, sealed: Sealed, *, table: str, record: str, person: str) -> dict[str, str]:
        """The fields in the clear; raises cryptography's InvalidTag when anything was moved or changed."""
        cipher = self._cipher_of(sealed, record, person)
        return {
            name: _decrypt(cipher, text, f"{table}|{record}|{name}").decode()
            for name, text in sealed.fields.items()
        }

    def _cipher_of(self, sealed: Sealed, record: str, person: str) -> AESGCM:
        """What encrypts under a record's own key."""
        wrapped = _cipher(self._vault.open(sealed.data_key))
        return _cipher(_decrypt(wrapped, sealed.record_key, f"{person}|{record}"))

    def _encrypt(self, cipher: AESGCM, clear: bytes, context: str) -> bytes:
        nonce = self._random(NONCE_BYTES)
        return nonce + cipher.encrypt(nonce, clear, context.encode())


def _decrypt(cipher: AESGCM, sealed: bytes, context: str) -> bytes:
    return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context.encode())


def _cipher(key: bytes) -> AESGCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - heavy: on first opening

    return AESGCM(key)
