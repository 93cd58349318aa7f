"""Where photographs that were proof once are found again, in any office, without any picture.

| access pattern | key |
|---|---|
| photographs of these very bytes or pixels | PROOF#<keyed hash>, <moment, UTC>#<document> |
| photographs that look alike in a part | PROOF#<part>, <moment, UTC>#<document> |

Of what a photograph looks like (64 bits) each eighth is a part: two that differ in fewer than eight bits share one. An
item names the complaint and its public id, and expires; of the place shown, and of anybody, it says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.complaints.store.items import told
from chalicelib.core.table import Key, Tables, Write
from chalicelib.documents.service import bands, near

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from chalicelib.core.table import Item

#: Long enough that nobody saves up photographs, short enough that a part stays one quick read.
REMEMBERED = timedelta(days=2 * 365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A photograph that is, or was, proof of a complaint: ``marks`` are keyed hashes of its bytes and pixels."""

    document: str
    complaint: str
    public: str
    marks: tuple[str, ...]
    likeness: str | None


class ProofStore:
    """What was proof."""

    def __init__(self, tables: Tables, table: str) -> None:
        """Take the tables and the name of ``complaints``."""
        self._tables = tables
        self._table = table

    def remembering(self, shown: Shown, now: datetime) -> tuple[Write, ...]:
        """The writes that remember a photograph; the same again changes nothing."""
        item: Item = {
            "document": shown.document,
            "complaint": shown.complaint,
            "public": shown.public,
            "likeness": shown.likeness,
            "expires": int((now + REMEMBERED).timestamp()),
        }
        at = f"{told(now)}#{shown.document}"
        return tuple(Write(key=Key(self._table, place, at), item=item) for place in _places(shown))

    def elsewhere(self, shown: Shown) -> str | None:
        """The public id of another complaint that this photograph, or one nearly like it, was proof of; or None.

        Up to ten Queries.
        """
        for mark in shown.marks:
            for item in self._of_others(_exactly(mark), shown):
                return str(item["public"])
        for part in bands(shown.likeness) if shown.likeness else ():
            for item in self._of_others(_partly(part), shown):
                if near(shown.likeness, item["likeness"]):
                    return str(item["public"])
        return None

    def _of_others(self, place: str, shown: Shown) -> Sequence[Item]:
        found = self._tables.query(self._table, place)
        return [item for item in found if item["complaint"] != shown.complaint]


def _places(shown: Shown) -> list[str]:
    parts = bands(shown.likeness) if shown.likeness else ()
    return [*map(_exactly, dict.fromkeys(shown.marks)), *map(_partly, parts)]


def _exactly(mark: str) -> str:
    return f"PROOF#{mark}"


def _partly(part: str) -> str:
    return f"PROOF#{part}"
