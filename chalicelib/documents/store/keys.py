"""The keys of documents in the table ``cases``.

| access pattern | key |
|---|---|
| a document by reference | DOCUMENT#<reference>, DOCUMENT |
| the documents of a booking or a case | OWNER#<for>, <kind>#<reference> |
| how many uploads were begun for it on a day | OWNER#<for>, UPLOADS#<date> |
| which document an uploaded object belongs to | OBJECT#<key>, OBJECT |
| a person's cleared documents, one of each kind | PERSON#<person>, CLEARED#<kind> |
| whose document has these bytes, these pixels, this number | SAME#<keyed hash>, SAME |
| documents that wait for an officer, the soonest visit first | REVIEW#<office>, <visit day>#<reference> |
| documents that retention has to look at by a day | RETENTION#<office>, <date>#<reference> |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.core.table import Key

if TYPE_CHECKING:
    from datetime import date

UPLOADS = "UPLOADS#"
CLEARED = "CLEARED#"


def document(table: str, reference: str) -> Key:
    """Where a document lies."""
    return Key(table, f"DOCUMENT#{reference}", "DOCUMENT")


def owner(reference: str) -> str:
    """The partition of a record's documents."""
    return f"OWNER#{reference}"


def owned(table: str, record: str, kind: str, reference: str) -> Key:
    """Where it is said that a record has a document."""
    return Key(table, owner(record), f"{kind}#{reference}")


def uploads(table: str, record: str, day: date) -> Key:
    """The count of a record's uploads of a day."""
    return Key(table, owner(record), f"{UPLOADS}{day.isoformat()}")


def uploaded(table: str, key: str) -> Key:
    """Where it is said whose file an object is."""
    return Key(table, f"OBJECT#{key}", "OBJECT")


def person(key: str) -> str:
    """The partition of a person's cleared documents."""
    return f"PERSON#{key}"


def cleared(table: str, key: str, kind: str) -> Key:
    """Where a person's cleared document of a kind is named."""
    return Key(table, person(key), f"{CLEARED}{kind}")


def same(table: str, mark: str) -> Key:
    """Where it is said who used what a keyed hash stands for."""
    return Key(table, f"SAME#{mark}", "SAME")


def review(office: str) -> str:
    """The partition of an office's documents that wait for an officer."""
    return f"REVIEW#{office}"


def awaiting(table: str, office: str, day: str, reference: str) -> Key:
    """Where a document stands in the officers' list."""
    return Key(table, review(office), f"{day}#{reference}")


def retention(office: str) -> str:
    """The partition of what retention has to look at in an office."""
    return f"RETENTION#{office}"


def due(table: str, office: str, day: date, reference: str) -> Key:
    """Where a document stands in retention's list."""
    return Key(table, retention(office), f"{day.isoformat()}#{reference}")
