"""Who brought a complaint, in an item of its own that nothing on the complaint leads to without the secret.

| access pattern | key |
|---|---|
| the identity behind a complaint | IDENTITY#<keyed hash of the reference>, IDENTITY |

Name, phone and the complaint's reference are sealed in it; the key to them lies in ``people`` in the partition of the
keyed phone number (where one was given), not in that of the complaint's ``person``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.core.table import Key, Tables, Write

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Kept:
    """An identity as it is kept: under which keyed hash, whose partition holds its key, and what is sealed."""

    id: str
    person: str
    sealed: Mapping[str, bytes]


class IdentityStore:
    """Identities, apart."""

    def __init__(self, tables: Tables, table: str) -> None:
        """Take the tables and the name of ``complaints``."""
        self._tables = tables
        self.table = table

    def get(self, kept: str) -> Kept | None:
        """An identity by its keyed hash, or None."""
        item = self._tables.get(self._key(kept))
        return Kept(id=kept, person=item["person"], sealed=item["sealed"]) if item else None

    def keeping(self, kept: Kept) -> Write:
        """The write that keeps an identity."""
        return Write(key=self._key(kept.id), item={"person": kept.person, "sealed": dict(kept.sealed)})

    def forgetting(self, kept: str) -> Write:
        """The write that forgets one."""
        return Write(key=self._key(kept), delete=True)

    def _key(self, kept: str) -> Key:
        return Key(self.table, f"IDENTITY#{kept}", "IDENTITY")
