"""The complaints themselves, their messages and followers, and the lists that they stand in.

| access pattern | key |
|---|---|
| a complaint by reference | COMPLAINT#<reference>, COMPLAINT |
| what was said about it, in order | COMPLAINT#<reference>, MESSAGE#<moment, UTC>#<id> |
| who follows it | COMPLAINT#<reference>, FOLLOWER#<reference of theirs> |
| which complaint a public id means | PUBLIC#<public>, PUBLIC |
| the open complaints of an office, by the moment they are due | OPEN#<office>, <moment, UTC>#<reference> |
| those that ended, by month | ENDED#<office>#<YYYY-MM>, <moment, UTC>#<reference> |
| those that ended and whose citizen has written since | HEARD#<office>, <reference> |
| those that everybody may see, by the month they were received in | LISTED#<office>#<YYYY-MM>, <moment, UTC>#<public> |

The moment due is that of the last change: the list is put in order by what the clock says, and this is where to look
first. A follower is a complaint of its own, in the state of a duplicate. All lists are written in the transaction of
the change, which has the version that was read for its condition.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.complaints.listed import Listed
from chalicelib.complaints.states import Sort, State
from chalicelib.complaints.store.items import (
    complaint_from,
    item_of,
    message_from,
    message_item,
    moment,
    place_from,
    place_item,
    told,
)
from chalicelib.complaints.suspicion import Flag
from chalicelib.core.table import ConditionFailed, Item, Key, Tables, Write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from chalicelib.complaints.complaint import Complaint
    from chalicelib.complaints.message import Message

MESSAGE, FOLLOWER = "MESSAGE#", "FOLLOWER#"
#: Before every moment.
FIRST = "0"


class ComplaintStore:
    """Complaints."""

    def __init__(self, tables: Tables, table: str) -> None:
        """Take the tables and the name of ``complaints``."""
        self._tables = tables
        self.table = table

    def where(self, reference: str) -> Key:
        """Where a complaint lies, for a read that is shared with the counts of wrong proofs."""
        return Key(self.table, f"COMPLAINT#{reference}", "COMPLAINT")

    def complaint_of(self, item: Item) -> Complaint:
        """The complaint in an item read elsewhere."""
        return complaint_from(item)

    def get(self, reference: str) -> Complaint | None:
        """A complaint, or None."""
        item = self._tables.get(self.where(reference))
        return complaint_from(item) if item else None

    def many(self, references: Sequence[str]) -> list[Complaint]:
        """Those of the complaints that exist, in the order asked for; one read per hundred."""
        places = [self.where(reference) for reference in references]
        found = self._tables.get_many(places)
        return [complaint_from(found[place]) for place in places if place in found]

    def meant_by(self, public: str) -> str | None:
        """The reference of a public id; for the system's own use, never told."""
        item = self._tables.get(self._public(public))
        reference: str | None = item["reference"] if item else None
        return reference

    def meant_by_many(self, publics: Sequence[str]) -> list[str]:
        """The references of those of the public ids that exist, in the order asked for; one read per hundred."""
        places = [self._public(public) for public in publics]
        found = self._tables.get_many(places)
        return [found[place]["reference"] for place in places if place in found]

    def messages(self, reference: str) -> list[Message]:
        """What was said about a complaint, notes among it, in order; one Query."""
        found = self._tables.query(
            self.table, self.where(reference).pk, between=(MESSAGE, f"{MESSAGE}~"), consistent=True
        )
        return [message_from(item) for item in found]

    def followers(self, reference: str) -> list[str]:
        """The references of those that follow a complaint; one Query."""
        found = self._tables.query(self.table, self.where(reference).pk, between=(FOLLOWER, f"{FOLLOWER}~"))
        return [item["sk"].removeprefix(FOLLOWER) for item in found]

    def open_of(self, office: str, until: datetime | None = None) -> list[str]:
        """The references of an office's open complaints, the first due first; ``until``: only those due by then."""
        between = (FIRST, f"{told(until)}#~") if until else None
        return [
            item["reference"] for item in self._tables.query(self.table, f"OPEN#{office}", between=between)
        ]

    def ended_of(self, office: str, month: str) -> list[str]:
        """The references of those that ended in a month (``YYYY-MM``, UTC), the first first; one Query."""
        return [item["reference"] for item in self._tables.query(self.table, f"ENDED#{office}#{month}")]

    def heard_of(self, office: str) -> list[str]:
        """The references of those that ended and whose citizen has written since; one Query."""
        return [item["reference"] for item in self._tables.query(self.table, f"HEARD#{office}")]

    def listed_of(self, office: str, month: str) -> list[Listed]:
        """What everybody may see of those received in a month (``YYYY-MM``, UTC), the first first; one Query."""
        return [_listed_from(item) for item in self._tables.query(self.table, f"LISTED#{office}#{month}")]

    def saying(self, message: Message) -> Write:
        """The write that keeps a message."""
        key = replace(self.where(message.reference), sk=f"{MESSAGE}{told(message.at)}#{message.id}")
        return Write(key=key, item=message_item(message))

    def following(self, reference: str, follower: str) -> Write:
        """The write by which a complaint is known to be followed by another."""
        return Write(key=replace(self.where(reference), sk=f"{FOLLOWER}{follower}"), item={})

    def unfollowing(self, reference: str, follower: str) -> Write:
        """The write by which it is followed by that one no more."""
        return replace(self.following(reference, follower), item=None, delete=True)

    def changing(self, before: Complaint, after: Complaint) -> list[Write]:
        """The writes of a complaint's next version, for a transaction of more than one; the first has the condition."""
        record = Write(
            key=self.where(after.reference),
            item=item_of(after),
            when="#version = :before",
            names={"#version": "version"},
            values={":before": before.version},
        )
        return [record, *self._lists(before, after)]

    def add(self, complaint: Complaint, *beside: Write) -> bool:
        """Keep a new complaint in one transaction with what belongs to it; False when its reference is taken.

        ConditionFailed by what stands beside it, in the order given, counted from 0.
        """
        record = Write(
            key=self.where(complaint.reference), item=item_of(complaint), when="attribute_not_exists(pk)"
        )
        public = Write(
            key=self._public(complaint.public),
            item={"reference": complaint.reference},
            when="attribute_not_exists(pk)",
        )
        return self._transact([record, public, *self._lists(None, complaint)], beside)

    def change(self, before: Complaint, after: Complaint, *beside: Write) -> bool:
        """Keep a complaint's next version with what belongs to it; False when somebody else was faster.

        ConditionFailed by what stands beside it, in the order given, counted from 0.
        """
        return self._transact(self.changing(before, after), beside)

    def _transact(self, ours: list[Write], beside: Sequence[Write]) -> bool:
        try:
            self._tables.transact([*ours, *beside])
        except ConditionFailed as refused:
            if any(place < len(ours) for place in refused.failed):
                return False
            raise ConditionFailed(
                {place - len(ours): item for place, item in refused.failed.items()}
            ) from None
        return True

    def _public(self, public: str) -> Key:
        return Key(self.table, f"PUBLIC#{public}", "PUBLIC")

    def _lists(self, before: Complaint | None, after: Complaint) -> list[Write]:
        """What puts a complaint where it belongs in the lists; nothing where it stands there as it is."""
        was = self._places(before) if before else {}
        now = self._places(after)
        gone = [Write(key=key, delete=True) for key in was if key not in now]
        return gone + [Write(key=key, item=item) for key, item in now.items() if was.get(key) != item]

    def _places(self, complaint: Complaint) -> dict[Key, Item]:
        """Where a complaint is listed, and with what."""
        found: dict[Key, Item] = {}
        reference = complaint.reference
        line: Item = {"reference": reference}
        if complaint.is_open:
            due = told(complaint.due or complaint.received)
            found[Key(self.table, f"OPEN#{complaint.office}", f"{due}#{reference}")] = line
        elif complaint.ended:
            ended = told(complaint.ended)
            found[Key(self.table, f"ENDED#{complaint.office}#{ended[:7]}", f"{ended}#{reference}")] = line
            if Flag.NEW_MESSAGE in complaint.flags:
                found[Key(self.table, f"HEARD#{complaint.office}", reference)] = line
        listed = Listed.of(complaint)
        if listed:
            received = told(listed.received)
            month = f"LISTED#{listed.office}#{received[:7]}"
            found[Key(self.table, month, f"{received}#{listed.public}")] = _listed_item(listed)
        return found


def _listed_item(listed: Listed) -> Item:
    return {
        "public": listed.public,
        "office": listed.office,
        "agency": listed.agency,
        "category": listed.category,
        "sort": listed.sort.value,
        "state": listed.state.value,
        "received": told(listed.received),
        "due": told(listed.due) if listed.due else None,
        "ended": told(listed.ended) if listed.ended else None,
        "changed": told(listed.changed),
        "followers": listed.followers,
        "place": place_item(listed.place),
        "title": listed.title,
    }


def _listed_from(item: Item) -> Listed:
    return Listed(
        public=item["public"],
        office=item["office"],
        agency=item["agency"],
        category=item["category"],
        sort=Sort(item["sort"]),
        state=State(item["state"]),
        received=moment(item["received"]),
        due=moment(item["due"]) if item["due"] else None,
        ended=moment(item["ended"]) if item["ended"] else None,
        changed=moment(item["changed"]),
        followers=item["followers"],
        place=place_from(item["place"]),
        title=item["title"],
    )
