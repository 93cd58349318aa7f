"""The table ``cases``.

| access pattern | key |
|---|---|
| a case by reference | CASE#<reference>, CASE |
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from chalicelib.cases.case import Case, Milestone
from chalicelib.core.table import ConditionFailed, Item, Key, Tables, Write

if TYPE_CHECKING:
    from collections.abc import Sequence


class CaseStore:
    """Cases."""

    def __init__(self, tables: Tables, table: str) -> None:
        """Take the tables and the name of ``cases``."""
        self._tables = tables
        self.table = table

    def where(self, reference: str) -> Key:
        """Where a case lies, for a read that is shared with the counts of wrong proofs."""
        return Key(self.table, f"CASE#{reference}", "CASE")

    def case_of(self, item: Item) -> Case:
        """The case in an item read elsewhere."""
        due = item["due"]
        return Case(
            reference=item["reference"],
            office=item["office"],
            service=item["service"],
            milestones=tuple(
                Milestone(one["key"], datetime.fromisoformat(one["at"])) for one in item["milestones"]
            ),
            due=date.fromisoformat(due) if due else None,
            person=item["person"],
            proof=item["proof"],
            sealed=item["sealed"],
            language=item["language"],
            version=item["version"],
        )

    def get(self, reference: str) -> Case | None:
        """A case, or None."""
        item = self._tables.get(self.where(reference))
        return self.case_of(item) if item else None

    def many(self, references: Sequence[str]) -> list[Case]:
        """Those of the cases that exist, in the order asked for; one read."""
        places = [self.where(reference) for reference in references]
        found = self._tables.get_many(places)
        return [self.case_of(found[place]) for place in places if place in found]

    def add(self, case: Case, record_key: Write) -> bool:
        """Open a case in one transaction with its key; False when the reference exists already."""
        record = Write(key=self.where(case.reference), item=_item(case), when="attribute_not_exists(pk)")
        try:
            self._tables.transact([record, record_key])
        except ConditionFailed:
            return False
        return True

    def replace(self, case: Case) -> bool:
        """Keep a case's next version; False when somebody else was faster."""
        write = Write(
            key=self.where(case.reference),
            item=_item(case),
            when="#version = :before",
            names={"#version": "version"},
            values={":before": case.version - 1},
        )
        try:
            self._tables.write(write)
        except ConditionFailed:
            return False
        return True


def _item(case: Case) -> Item:
    return {
        "reference": case.reference,
        "office": case.office,
        "service": case.service,
        "milestones": [
            {"key": milestone.key, "at": milestone.at.isoformat(timespec="seconds")}
            for milestone in case.milestones
        ],
        "due": case.due.isoformat() if case.due else None,
        "person": case.person,
        "proof": case.proof,
        "sealed": dict(case.sealed),
        "language": case.language,
        "version": case.version,
    }
