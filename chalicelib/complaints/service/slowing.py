"""How mass posting is slowed: so many an hour from one network and by one phone, then "later"; nothing is dropped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from chalicelib.complaints.errors import PostedTooMuch
from chalicelib.complaints.suspicion import Flag
from chalicelib.people.service import subscriber

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from chalicelib.complaints.store import PaceStore
    from chalicelib.core.table import Write
    from chalicelib.people.service import People

#: Messages about one complaint within an hour.
MESSAGES = 20
#: From this share of a limit on, what comes is flagged.
MANY = 0.5
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that is counted: its keyed hash, how many it may, and the flag of one that has brought many."""

    key: str
    limit: int
    flag: Flag | None = None


class Slowing:
    """Counts what comes, and says "later"."""

    def __init__(self, store: PaceStore, people: People, *, per_address: int, per_phone: int) -> None:
        """Take the counts and the limits within an hour."""
        self._store = store
        self._people = people
        self._per_address = per_address
        self._per_phone = per_phone

    def subjects(self, address: str, phone: str | None) -> list[Subject]:
        """What a new complaint counts for: the network it comes from, and the phone it gives."""
        short = self._people.keyring.short
        found = []
        if address:
            key = short("slow-address", subscriber(address))
            found.append(Subject(key, self._per_address, Flag.MANY_FROM_NETWORK))
        if phone:
            found.append(Subject(short("slow-phone", phone), self._per_phone, Flag.MANY_FROM_PHONE))
        return found

    def of_messages(self, reference: str) -> list[Subject]:
        """What a message counts for: the complaint that it is about."""
        return [Subject(self._people.keyring.short("slow-messages", reference), MESSAGES)]

    def counting(self, subjects: Sequence[Subject], now: datetime) -> list[Write]:
        """The writes that count one more; each is refused where its limit is reached."""
        return [self._store.counting(one.key, now, one.limit) for one in subjects]

    def flags(self, subjects: Sequence[Subject], now: datetime) -> list[Flag]:
        """The flags of those that have brought many within this hour; one read."""
        counts = self._store.counted([one.key for one in subjects], now) if subjects else []
        return [
            one.flag
            for one, count in zip(subjects, counts, strict=True)
            if one.flag and count >= one.limit * MANY
        ]


def too_much(now: datetime) -> PostedTooMuch:
    """The refusal that says when it can be sent again: with the next hour."""
    begun = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return PostedTooMuch(retry_after=max(1, round((begun + HOUR - now).total_seconds())))
