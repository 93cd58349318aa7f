"""The tables ``people`` (a person's record keys) and ``idempotency`` (short-lived counts of wrong proofs).

| access pattern | key |
|---|---|
| add a record's key to a person | people: PERSON#<person>, KEY#<reference> |
| everything of a person | people: PERSON#<person> |
| what officers did and opened in an office on a day, in order | people: ACCESS#<office>#<date>, <time>#<random> |
| wrong proofs of this hour for a reference, from an address | idempotency: TRIES#<subject>, <hour> |
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.core.table import Key, Tables, Write
from chalicelib.people.access import Access

if TYPE_CHECKING:
    from datetime import date, timedelta

    from chalicelib.people.sealing import Sealed


def record_key(table: str, person: str, reference: str) -> Key:
    """Where the key of one record lies: in the partition of its person."""
    return Key(table, f"PERSON#{person}", f"KEY#{reference}")


def tries_key(table: str, subject: str, now: datetime) -> Key:
    """The count of wrong proofs of one subject in this hour."""
    return Key(table, f"TRIES#{subject}", now.strftime("%Y-%m-%dT%H"))


class RecordKeys:
    """The record keys of people."""

    def __init__(self, tables: Tables, table: str) -> None:
        """Take the tables and the name of ``people``."""
        self._tables = tables
        self.table = table

    def adding(self, person: str, reference: str, sealed: Sealed) -> Write:
        """The write that adds a record's key to its person; part of the transaction that makes the record."""
        key = record_key(self.table, person, reference)
        return Write(key=key, item={"record_key": sealed.record_key, "data_key": sealed.data_key})

    def read(self, person: str, reference: str) -> tuple[bytes, bytes] | None:
        """A record's key and the data key it is wrapped by; None once the person was erased."""
        item = self._tables.get(record_key(self.table, person, reference))
        return (item["record_key"], item["data_key"]) if item else None

    def references(self, person: str) -> list[str]:
        """The references of a person's records; one Query."""
        found = self._tables.query(self.table, f"PERSON#{person}", between=("KEY#", "KEY#~"))
        return [item["sk"].removeprefix("KEY#") for item in found]


class AccessRecord:
    """Who of the officers did what, when, and whose record was opened; no name, no number, only keyed identities."""

    def __init__(self, tables: Tables, table: str) -> None:
        """Take the tables and the name of ``people``."""
        self._tables = tables
        self._table = table

    def noting(self, access: Access, mark: str) -> Write:
        """The write that notes an access; ``mark`` keeps two of one moment apart."""
        at = access.at.isoformat(timespec="milliseconds")
        key = Key(self._table, f"ACCESS#{access.office}#{at[:10]}", f"{at}#{mark}")
        item = {
            "officer": access.officer,
            "what": access.what,
            "reference": access.reference,
            "person": access.person,
        }
        return Write(key=key, item=item)

    def note(self, access: Access, mark: str) -> None:
        """Note an access that changes nothing: a look."""
        self._tables.write(self.noting(access, mark))

    def of_day(self, office: str, day: date) -> list[Access]:
        """What was noted in an office on a day (the office's), in order of time; one Query."""
        return [
            Access(
                office=office,
                at=datetime.fromisoformat(item["sk"].partition("#")[0]),
                officer=item["officer"],
                what=item["what"],
                reference=item["reference"],
                person=item["person"],
            )
            for item in self._tables.query(self._table, f"ACCESS#{office}#{day.isoformat()}")
        ]


class Tries:
    """Wrong proofs, counted per hour."""

    def __init__(self, tables: Tables, table: str, *, kept: timedelta) -> None:
        """Take the tables, the name of ``idempotency`` and how long a count is kept."""
        self._tables = tables
        self._table = table
        self._kept = kept

    def key(self, subject: str, now: datetime) -> Key:
        """Where the count of a subject lies, to be read together with the record it guards."""
        return tries_key(self._table, subject, now)

    def counting(self, subject: str, now: datetime) -> Write:
        """The write that counts a wrong proof."""
        expires = int((now + self._kept).timestamp())
        return Write(
            key=self.key(subject, now),
            change="ADD wrong :one SET expires = :expires",
            values={":one": 1, ":expires": expires},
        )

    def under(self, subject: str, now: datetime, limit: int) -> Write:
        """The check that fewer than ``limit`` wrong proofs were counted so far."""
        return Write(
            key=self.key(subject, now),
            when="attribute_not_exists(wrong) OR wrong < :limit",
            values={":limit": limit},
        )
