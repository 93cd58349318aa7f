"""The table ``cases``: the letters that were issued.

| access pattern | key |
|---|---|
| a letter by its code, for whoever verifies it | LETTER#<code>, LETTER |
| the letters of an office whose file is to go, by day | GONE#<office>, <date>#<code> |
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from chalicelib.cases.letter import Letter
from chalicelib.core.table import Key, Tables, Write

if TYPE_CHECKING:
    from chalicelib.cases.case import Case


class LetterStore:
    """Letters, and when their files go."""

    def __init__(self, tables: Tables, table: str) -> None:
        """Take the tables and the name of ``cases``."""
        self._tables = tables
        self._table = table

    def where(self, code: str) -> Key:
        """Where a letter lies."""
        return Key(self._table, f"LETTER#{code}", "LETTER")

    def _leaving(self, office: str, day: date, code: str) -> Key:
        return Key(self._table, f"GONE#{office}", f"{day.isoformat()}#{code}")

    def get(self, code: str) -> Letter | None:
        """A letter, or None."""
        item = self._tables.get(self.where(code))
        if item is None:
            return None
        return Letter(
            code=item["code"],
            reference=item["reference"],
            office=item["office"],
            service=item["service"],
            issued=datetime.fromisoformat(item["issued"]),
            sha256=item["sha256"],
            revoked=datetime.fromisoformat(item["revoked"]) if item["revoked"] else None,
        )

    def issuing(self, letter: Letter) -> Write:
        """The write that makes a letter known; part of the transaction that gives it to its case."""
        item = {
            "code": letter.code,
            "reference": letter.reference,
            "office": letter.office,
            "service": letter.service,
            "issued": letter.issued.isoformat(timespec="seconds"),
            "sha256": letter.sha256,
            "revoked": None,
        }
        return Write(key=self.where(letter.code), item=item, when="attribute_not_exists(pk)")

    def revoking(self, code: str, now: datetime) -> Write:
        """The write after which a letter is good no more."""
        return Write(
            key=self.where(code),
            change="SET revoked = :now",
            when="attribute_exists(pk)",
            values={":now": now.isoformat(timespec="seconds")},
        )

    def leaving(self, case: Case, day: date) -> Write:
        """The write by which a case's letter is known to go on a day."""
        code = case.letter.code if case.letter else ""
        return Write(key=self._leaving(case.office, day, code), item={"reference": case.reference})

    def to_go(self, office: str, day: date) -> list[tuple[str, str]]:
        """The letters of an office whose file is to go by a day: sort key and reference; one Query."""
        found = self._tables.query(self._table, f"GONE#{office}", between=("0", f"{day.isoformat()}#~"))
        return [(item["sk"], item["reference"]) for item in found]

    def gone(self, office: str, listed: str) -> None:
        """Forget that a letter was to go; ``listed`` is the sort key that ``to_go`` told."""
        self._tables.write(Write(key=Key(self._table, f"GONE#{office}", listed), delete=True))
