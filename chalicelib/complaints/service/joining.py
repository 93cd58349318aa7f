"""Complaints of one matter: shown before another is sent, and joined by those who mean the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.complaints.acts import left
from chalicelib.complaints.alike import SAME, alike, likeness, metres, signature
from chalicelib.complaints.states import State
from chalicelib.complaints.store.alike import Trace
from chalicelib.core.errors import Fault, InvalidFields

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from chalicelib.complaints.complaint import Complaint, Place
    from chalicelib.complaints.store import AlikeStore, ComplaintStore
    from chalicelib.core.table import Write
    from chalicelib.people.service import People

#: What came longer ago is no longer thought of as the same matter.
KEPT = timedelta(days=30)
SHOWN = 5
#: A duplicate of a duplicate of a duplicate; no officer makes more.
LONGEST_CHAIN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A complaint that may be of the same matter; how far away it is, None where one of both is nowhere."""

    complaint: Complaint
    metres: int | None


class Joining:
    """Finds complaints of one matter."""

    def __init__(
        self, store: ComplaintStore, traces: AlikeStore, people: People, now: Callable[[], datetime]
    ) -> None:
        """Take the stores, the keyed hashes and the clock."""
        self._store = store
        self._traces = traces
        self._people = people
        self._now = now

    def signature(self, text: str) -> bytes:
        """What is kept of a text to find those like it."""
        short = self._people.keyring.short
        return signature(text, lambda word: bytes.fromhex(short("alike", word)))

    def alike(
        self, signed: bytes, place: Place | None, office: str, categories: Sequence[str]
    ) -> list[Alike]:
        """The open complaints of an office that may be of the same matter, the likeliest first."""
        found: dict[str, tuple[float, int | None]] = {}
        for category in categories:
            for trace in self._traces.since(office, category, self._now() - KEPT):
                words, apart = likeness(signed, trace.signature), metres(place, trace.place)
                if alike(words, apart):
                    found[trace.reference] = (words, apart)
        likeliest = sorted(found, key=lambda one: (-found[one][0], found[one][1] or 0))[: 2 * SHOWN]
        shown: dict[str, Alike] = {}
        for complaint in self._store.many(likeliest) if likeliest else []:
            main = self._main(complaint)
            if main and main.is_open and main.reference not in shown:
                shown[main.reference] = Alike(complaint=main, metres=found[complaint.reference][1])
        return list(shown.values())[:SHOWN]

    def repeats(self, signed: bytes, office: str, category: str) -> int:
        """How often the same text, or nearly, has come of late."""
        traces = self._traces.since(office, category, self._now() - KEPT)
        return sum(likeness(signed, trace.signature) >= SAME for trace in traces)

    def leaving(self, complaint: Complaint, signed: bytes) -> Write:
        """The write by which those who come later find a complaint."""
        trace = Trace(
            office=complaint.office,
            category=complaint.category,
            reference=complaint.reference,
            received=complaint.received,
            place=complaint.place,
            signature=signed,
        )
        return self._traces.leaving(trace, complaint.received + KEPT)

    def joined(self, public: str) -> Complaint:
        """The complaint to join, by the public id of it or of a duplicate of it. InvalidFields."""
        reference = self._store.meant_by(public)
        there = self._store.get(reference) if reference else None
        main = self._main(there) if there else None
        if main is None:
            raise InvalidFields(Fault("join", "unknown-complaint"))
        if not main.is_open:
            raise InvalidFields(Fault("join", "complaint-ended"))
        return main

    def main(self, complaint: Complaint) -> Complaint:
        """The complaint that one is a duplicate of, or itself."""
        return self._main(complaint) or complaint

    def separating(self, before: Complaint, after: Complaint) -> list[Write]:
        """What makes those that a complaint was a duplicate of lose it, where it is one no more; else nothing."""
        writes: list[Write] = []
        theirs = before.merged if not after.merged else ""
        for turn in range(LONGEST_CHAIN):
            main = self._store.get(theirs) if theirs else None
            if main is None:
                break
            writes += self._store.changing(main, left(main, before))
            if turn == 0:
                writes.append(self._store.unfollowing(main.reference, before.reference))
            theirs = main.merged
        return writes

    def _main(self, complaint: Complaint) -> Complaint | None:
        main: Complaint | None = complaint
        for _ in range(LONGEST_CHAIN):
            if main is None or main.state is not State.DUPLICATE:
                return main
            main = self._store.get(main.merged)
        return None
