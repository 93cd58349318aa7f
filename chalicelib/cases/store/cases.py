"""The table ``cases``: the files themselves, and which of an office's are open.

| access pattern | key |
|---|---|
| a case by reference | CASE#<reference>, CASE |
| the open cases of an office, by the next day to watch | OPEN#<office>, <date>#<reference> |

The day to watch is the promised one or the one by which the law grants it, whichever is earlier. A case for which none
is watched (it waits for its citizen, or is ready) lies at the end of its office's open ones.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from chalicelib.cases.store.items import case_from, item_of
from chalicelib.core.table import ConditionFailed, Item, Key, Tables, Write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.cases.case import Case

#: Where an open case lies for which no day is watched.
NO_DAY = date.max
#: Before every day.
FIRST = "0"


class CaseStore:
    """Cases."""

    def __init__(self, tables: Tables, table: str) -> None:
        """Take the tables and the name of ``cases``."""
        self._tables = tables
        self.table = table

    def where(self, reference: str) -> Key:
        """Where a case lies, for a read that is shared with the counts of wrong proofs."""
        return Key(self.table, f"CASE#{reference}", "CASE")

    def _open(self, case: Case) -> Key | None:
        """Where a case lies among the open ones of its office; None once it is closed."""
        if not case.is_open:
            return None
        day = case.watched or NO_DAY
        return Key(self.table, f"OPEN#{case.office}", f"{day.isoformat()}#{case.reference}")

    def case_of(self, item: Item) -> Case:
        """The case in an item read elsewhere."""
        return case_from(item)

    def get(self, reference: str) -> Case | None:
        """A case, or None."""
        item = self._tables.get(self.where(reference))
        return case_from(item) if item else None

    def many(self, references: Sequence[str]) -> list[Case]:
        """Those of the cases that exist, in the order asked for; one read per hundred."""
        places = [self.where(reference) for reference in references]
        found = self._tables.get_many(places)
        return [case_from(found[place]) for place in places if place in found]

    def open_of(self, office: str, until: date | None = None) -> list[str]:
        """The references of an office's open cases, the next day to watch first; one Query.

        ``until``: only those with such a day, up to this one.
        """
        between = (FIRST, f"{until.isoformat()}#~") if until else None
        return [
            item["reference"] for item in self._tables.query(self.table, f"OPEN#{office}", between=between)
        ]

    def add(self, case: Case, *beside: Write) -> bool:
        """Open a case in one transaction with its key and what else belongs to it; False when it exists already."""
        record = Write(key=self.where(case.reference), item=item_of(case), when="attribute_not_exists(pk)")
        try:
            self._tables.transact([record, *self._listed(None, case), *beside])
        except ConditionFailed as refused:
            if 0 not in refused.failed:
                raise
            return False
        return True

    def change(self, before: Case, after: Case, *beside: Write) -> bool:
        """Keep a case's next version with what belongs to it; False when somebody else was faster."""
        record = Write(
            key=self.where(after.reference),
            item=item_of(after),
            when="#version = :before",
            names={"#version": "version"},
            values={":before": before.version},
        )
        writes = [record, *self._listed(before, after), *beside]
        try:
            self._tables.transact(writes)
        except ConditionFailed as refused:
            if 0 not in refused.failed:
                raise
            return False
        return True

    def _listed(self, before: Case | None, after: Case) -> list[Write]:
        """What puts a case where its next day belongs; nothing when that stays the same."""
        was, now = self._open(before) if before else None, self._open(after)
        if was == now:
            return []
        writes = [Write(key=was, delete=True)] if was else []
        return [*writes, Write(key=now, item={"reference": after.reference})] if now else writes
