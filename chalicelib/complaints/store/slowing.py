"""How much was brought within the hour, by keyed address and by keyed phone.

| access pattern | key |
|---|---|
| how many complaints and messages came from one of them in an hour | SLOW#<keyed hash>, <YYYY-MM-DDTHH> |

A count expires with the hour after its own; the condition stands in the write, so a burst counts like a trickle.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from chalicelib.core.table import Key, Tables, Write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

KEPT = timedelta(hours=2)


class PaceStore:
    """Counts of what was brought."""

    def __init__(self, tables: Tables, table: str) -> None:
        """Take the tables and the name of ``complaints``."""
        self._tables = tables
        self._table = table

    def counting(self, subject: str, now: datetime, limit: int) -> Write:
        """The write that counts one more, refused where there were as many as the limit in this hour."""
        return Write(
            key=self._key(subject, now),
            change="ADD brought :one SET expires = :expires",
            when="attribute_not_exists(brought) OR brought < :limit",
            values={":one": 1, ":expires": int((now + KEPT).timestamp()), ":limit": limit},
        )

    def count(self, subject: str, now: datetime, limit: int) -> None:
        """Count one more, now. ConditionFailed where there were as many as the limit in this hour."""
        self._tables.write(self.counting(subject, now, limit))

    def counted(self, subjects: Sequence[str], now: datetime) -> list[int]:
        """How many came in this hour from each; one read."""
        keys = [self._key(subject, now) for subject in subjects]
        found = self._tables.get_many(keys)
        return [found.get(key, {}).get("brought", 0) for key in keys]

    def _key(self, subject: str, now: datetime) -> Key:
        return Key(self._table, f"SLOW#{subject}", now.astimezone(UTC).strftime("%Y-%m-%dT%H"))
