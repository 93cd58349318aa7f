"""Reading documents, and writing one with everything that is kept about it, in one transaction."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from chalicelib.core.table import ConditionFailed, Item, Key, Tables, Write
from chalicelib.documents.document import State
from chalicelib.documents.outcomes import Cleared, NotSaved, Owned, Use
from chalicelib.documents.store import items, keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.documents.document import Document


class Papers:
    """Documents, in the table ``cases``."""

    def __init__(self, tables: Tables, table: str) -> None:
        """Take the tables and the name of ``cases``."""
        self._tables = tables
        self.table = table

    def where(self, reference: str) -> Key:
        """Where a document lies, for a read that is shared with the counts of wrong proofs."""
        return keys.document(self.table, reference)

    def document_of(self, item: Item) -> Document:
        """The document in an item read elsewhere."""
        return items.document_from_item(item)

    def get(self, reference: str) -> Document | None:
        """A document, or None."""
        found = self._tables.get(self.where(reference))
        return self.document_of(found) if found else None

    def many(self, references: Sequence[str]) -> dict[str, Document]:
        """Those of the documents that exist; one read."""
        found = self._tables.get_many([self.where(reference) for reference in references])
        return {item["reference"]: self.document_of(item) for item in found.values()}

    def of_owner(self, record: str) -> list[Owned]:
        """The documents of a record; one Query."""
        found = self._tables.query(self.table, keys.owner(record), consistent=True)
        return [Owned(*item["sk"].split("#")) for item in found if not item["sk"].startswith(keys.UPLOADS)]

    def of_object(self, key: str) -> str | None:
        """The reference of the document that an object was uploaded for; None for an object of nobody's."""
        found = self._tables.get(keys.uploaded(self.table, key))
        return found["reference"] if found else None

    def cleared(self, person: str) -> dict[str, Cleared]:
        """A person's cleared documents by kind; one Query."""
        between = (keys.CLEARED, f"{keys.CLEARED}~")
        found = self._tables.query(self.table, keys.person(person), between=between, consistent=True)
        return {
            item["sk"].removeprefix(keys.CLEARED): Cleared(
                item["reference"], date.fromisoformat(item["until"])
            )
            for item in found
        }

    def uses(self, marks: Sequence[str]) -> dict[str, Use]:
        """Who used what these marks stand for, where somebody did; one read."""
        found = self._tables.get_many([keys.same(self.table, mark) for mark in dict.fromkeys(marks)])
        return {
            key.pk.partition("#")[2]: Use(item["person"], item["reference"]) for key, item in found.items()
        }

    def awaiting(self, office: str) -> list[str]:
        """References of an office's documents that wait for an officer, the soonest visit first; one Query."""
        found = self._tables.query(self.table, keys.review(office), consistent=True)
        return [item["sk"].partition("#")[2] for item in found]

    def due(self, office: str, day: date) -> list[str]:
        """References of an office's documents that retention has to look at by that day; one Query."""
        between = ("0", f"{day.isoformat()}#~")
        found = self._tables.query(self.table, keys.retention(office), between=between)
        return [item["sk"].partition("#")[2] for item in found]

    def counting(self, record: str, day: date, limit: int) -> Write:
        """The write that counts an upload of a record on a day, while there were fewer than the limit."""
        return Write(
            key=keys.uploads(self.table, record, day),
            change="ADD #count :one",
            when="attribute_not_exists(#count) OR #count < :limit",
            names={"#count": "count"},
            values={":one": 1, ":limit": limit},
        )

    def using(self, document: Document, marks: Sequence[str]) -> list[Write]:
        """The writes that note whose marks these are, unless they are somebody else's."""
        return [
            Write(
                key=keys.same(self.table, mark),
                item={"person": document.person, "reference": document.reference},
                when="attribute_not_exists(pk) OR person = :person",
                values={":person": document.person},
            )
            for mark in dict.fromkeys(marks)
        ]

    def releasing(self, document: Document, marks: Sequence[str]) -> list[Write]:
        """The writes that forget marks which this document was the first to have."""
        return [
            Write(
                key=keys.same(self.table, mark),
                delete=True,
                when="#reference = :own",
                names={"#reference": "reference"},
                values={":own": document.reference},
            )
            for mark in dict.fromkeys(marks)
        ]

    def clearing(self, document: Document, until: date) -> Write:
        """The write that lets a document count for its person's other records until a day."""
        return Write(
            key=keys.cleared(self.table, document.person, document.kind),
            item={"reference": document.reference, "until": until.isoformat()},
        )

    def unclearing(self, document: Document) -> Write:
        """The write that ends that, if it is this document that counts."""
        return Write(
            key=keys.cleared(self.table, document.person, document.kind),
            delete=True,
            when="#reference = :own",
            names={"#reference": "reference"},
            values={":own": document.reference},
        )

    def save(
        self,
        held: Document | None,
        document: Document,
        *more: Write,
        check: Write | None = None,
        count: Write | None = None,
    ) -> None:
        """A document's next version with its places in all lists, or a new one; one transaction, or NotSaved.

        ``held`` is what was read. ``check`` is a citizen's admission, ``count`` the day's uploads; ``more`` goes along.
        """
        first = [write for write in (check, count) if write is not None]
        writes = [self._record(held, document), *first, *more, *self._listings(held, document)]
        try:
            self._tables.transact(writes)
        except ConditionFailed as refusal:
            failed = [writes[place] for place in refusal.failed]
            raise NotSaved(tries=check in failed, spent=count in failed) from None

    def _record(self, held: Document | None, document: Document) -> Write:
        key, item = self.where(document.reference), items.document_to_item(document)
        if held is None:
            return Write(key=key, item=item, when="attribute_not_exists(pk)")
        return Write(
            key=key,
            item=item,
            when="#version = :before",
            names={"#version": "version"},
            values={":before": held.version},
        )

    def _listings(self, held: Document | None, document: Document) -> list[Write]:
        """What changes in the lists that a document stands in."""
        writes = []
        if held is None:
            key = keys.owned(self.table, document.owner, document.kind, document.reference)
            writes.append(Write(key=key, item={}))
        if held is None or held.attempt.key != document.attempt.key:
            key = keys.uploaded(self.table, document.attempt.key)
            writes.append(Write(key=key, item={"reference": document.reference}))
        before = self._places(held) if held else set()
        after = self._places(document)
        writes += [Write(key=key, delete=True) for key in sorted(before - after, key=str)]
        writes += [Write(key=key, item={}) for key in sorted(after - before, key=str)]
        return writes

    def _places(self, document: Document) -> set[Key]:
        """Where a document stands in the lists of its office: of officers, of retention."""
        places = set()
        if document.state is State.NEEDS_OFFICER and (day := document.awaits_officer_on):
            places.add(keys.awaiting(self.table, document.office, day, document.reference))
        if document.sweep != date.max:
            places.add(keys.due(self.table, document.office, document.sweep, document.reference))
        return places
