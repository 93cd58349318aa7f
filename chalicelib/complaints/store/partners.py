"""Programs of others that may bring complaints.

| access pattern | key |
|---|---|
| the program that a key belongs to; one GetItem | APIKEYS, <SHA-256 of the key> |
| all of them, for the operator; one Query | APIKEYS |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.complaints.partner import Partner
from chalicelib.complaints.store.items import moment, told
from chalicelib.core.table import Key, Tables, Write

if TYPE_CHECKING:
    from chalicelib.core.table import Item

APIKEYS = "APIKEYS"


class PartnerStore:
    """Programs by the hashes of their keys."""

    def __init__(self, tables: Tables, table: str) -> None:
        """Take the tables and the name of ``complaints``."""
        self._tables = tables
        self._table = table

    def get(self, hashed: str) -> Partner | None:
        """The program whose key has that hash, or None; one read."""
        item = self._tables.get(self._key(hashed))
        return _partner_of(item) if item else None

    def all(self) -> list[Partner]:
        """Every program, in the order of their hashes."""
        return [_partner_of(item) for item in self._tables.query(self._table, APIKEYS)]

    def put(self, partner: Partner) -> None:
        """Keep a program."""
        item = {"name": partner.name, "since": told(partner.since), "per_hour": partner.per_hour}
        self._tables.write(Write(key=self._key(partner.hash), item=item))

    def remove(self, hashed: str) -> None:
        """Forget a program: its key opens nothing from now on."""
        self._tables.write(Write(key=self._key(hashed), delete=True))

    def _key(self, hashed: str) -> Key:
        return Key(self._table, APIKEYS, hashed)


def _partner_of(item: Item) -> Partner:
    return Partner(hash=item["sk"], name=item["name"], since=moment(item["since"]), per_hour=item["per_hour"])
