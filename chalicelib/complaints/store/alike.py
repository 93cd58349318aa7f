"""Where complaints that may be of one matter are looked for.

| access pattern | key |
|---|---|
| an office's complaints of a category, by when they came | ALIKE#<office>#<category>, <moment, UTC>#<reference> |

An item holds the rounded place and a signature of keyed hashes; of the text nothing can be read from it. It expires.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.complaints.store.items import moment, place_from, place_item, told
from chalicelib.core.table import Key, Tables, Write

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.complaints.complaint import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What is kept of a complaint to find those like it: of which, where (rounded), and the text's signature."""

    office: str
    category: str
    reference: str
    received: datetime
    place: Place | None
    signature: bytes


class AlikeStore:
    """Traces of complaints."""

    def __init__(self, tables: Tables, table: str) -> None:
        """Take the tables and the name of ``complaints``."""
        self._tables = tables
        self._table = table

    def leaving(self, trace: Trace, expires: datetime) -> Write:
        """The write that leaves a trace until a moment."""
        item = {
            "reference": trace.reference,
            "received": told(trace.received),
            "place": place_item(trace.place),
            "signature": trace.signature,
            "expires": int(expires.timestamp()),
        }
        key = Key(self._table, _of(trace.office, trace.category), f"{told(trace.received)}#{trace.reference}")
        return Write(key=key, item=item)

    def since(self, office: str, category: str, first: datetime) -> list[Trace]:
        """The traces of a category in an office since a moment, the oldest first; one Query."""
        found = self._tables.query(self._table, _of(office, category), between=(told(first), "~"))
        return [
            Trace(
                office=office,
                category=category,
                reference=item["reference"],
                received=moment(item["received"]),
                place=place_from(item["place"]),
                signature=item["signature"],
            )
            for item in found
        ]


def _of(office: str, category: str) -> str:
    return f"ALIKE#{office}#{category}"
