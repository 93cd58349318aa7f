"""How cases' services are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.cases.service import Cases, Handling, Letters, Watch
from chalicelib.cases.store import CaseStore, LetterStore
from chalicelib.core.registry import get, propose
from chalicelib.core.settings import Settings
from chalicelib.core.table import Tables
from chalicelib.documents.storage import ObjectGone, ObjectTooLarge, Storage
from chalicelib.offices.service import Offices
from chalicelib.people.service import People

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


def wire(client: Callable[[str], Any], now: Callable[[], datetime]) -> None:  # noqa: ARG001 - every room is wired alike
    """Propose the room's services."""
    propose(CaseStore, lambda: CaseStore(get(Tables), get(Settings).table_cases))
    propose(LetterStore, lambda: LetterStore(get(Tables), get(Settings).table_cases))
    propose(Cases, lambda: Cases(get(CaseStore), get(LetterStore), get(Offices), get(People), now))
    propose(Handling, lambda: Handling(get(CaseStore), get(Cases), get(Offices), get(People), now))
    propose(Watch, lambda: Watch(get(CaseStore), get(Offices), now))
    propose(Letters, lambda: _letters(now))


class Bucket:
    """The bucket of the room above, as this room asks for it."""

    def __init__(self, storage: Storage) -> None:
        """Take the bucket."""
        self.form, self.put, self.link, self.delete = storage.form, storage.put, storage.link, storage.delete
        self._storage = storage

    def read(self, key: str, *, most_bytes: int) -> bytes | None:
        """A file, or None when there is none, or it is larger."""
        try:
            return self._storage.get(key, None, most_bytes=most_bytes)
        except (ObjectGone, ObjectTooLarge):
            return None


def _bucket() -> Bucket:
    return Bucket(get(Storage))


def _letters(now: Callable[[], datetime]) -> Letters:
    return Letters(
        get(CaseStore),
        get(LetterStore),
        _bucket,
        handling=get(Handling),
        offices=get(Offices),
        people=get(People),
        site=get(Settings).site_address,
        now=now,
    )
