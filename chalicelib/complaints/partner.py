"""A program of others that may bring complaints: known by a key of chance, of which only a hash is kept.

A key has 32 signs of chance (160 bits), so a plain SHA-256 of it can be neither reversed nor guessed.
"""

from __future__ import annotations

from base64 import b32encode
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

KEY_BYTES = 20
#: What a program may bring in an hour where nothing else was said: it speaks for many citizens.
PER_HOUR = 300
#: Signs of the hash that name a key where the key itself must not be told.
ID_SIGNS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A program: the hash of its key, what it is called, since when, and how many complaints it may bring an hour."""

    hash: str
    name: str
    since: datetime
    per_hour: int = PER_HOUR

    @property
    def id(self) -> str:
        """What names it in records."""
        return self.hash[:ID_SIGNS]


def key_of(chance: bytes) -> str:
    """The key for 20 bytes of chance, as it is handed over once."""
    return b32encode(chance).decode().lower()


def hash_of(key: str) -> str:
    """What is kept of a key."""
    return sha256(key.encode()).hexdigest()
