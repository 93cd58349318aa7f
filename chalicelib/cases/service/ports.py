"""What cases need of a table and of a bucket."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from chalicelib.cases.case import Case
    from chalicelib.cases.letter import Letter
    from chalicelib.core.table import Item, Key, Write


class Store(Protocol):
    """The files."""

    table: str

    def where(self, reference: str) -> Key:
        """Where a case lies."""

    def case_of(self, item: Item) -> Case:
        """The case in an item read elsewhere."""

    def get(self, reference: str) -> Case | None:
        """A case, or None."""

    def many(self, references: Sequence[str]) -> list[Case]:
        """Those of the cases that exist."""

    def open_of(self, office: str, until: date | None = None) -> list[str]:
        """The references of an office's open cases, the next day to watch first; or only those with one until then."""

    def add(self, case: Case, *beside: Write) -> bool:
        """Open a case with what belongs to it; False when it exists."""

    def change(self, before: Case, after: Case, *beside: Write) -> bool:
        """Keep a case's next version with what belongs to it; False when somebody else was faster."""


class LetterStore(Protocol):
    """The letters."""

    def get(self, code: str) -> Letter | None:
        """A letter, or None."""

    def issuing(self, letter: Letter) -> Write:
        """The write that makes a letter known."""

    def revoking(self, code: str, now: datetime) -> Write:
        """The write after which a letter is good no more."""

    def leaving(self, case: Case, day: date) -> Write:
        """The write by which a case's letter is known to go on a day."""

    def to_go(self, office: str, day: date) -> list[tuple[str, str]]:
        """The letters whose file is to go by a day: where each is listed, and its case's reference."""

    def gone(self, office: str, listed: str) -> None:
        """Forget that a letter was to go."""


class LetterForm(Protocol):
    """A form to upload a file with."""

    @property
    def url(self) -> str:
        """Where it is posted to."""

    @property
    def fields(self) -> Mapping[str, str]:
        """What goes before the file."""


class Objects(Protocol):
    """The bucket, as the room above this one keeps it."""

    def form(self, key: str, *, content_type: str, most_bytes: int, seconds: int) -> LetterForm:
        """A form that uploads one file under this key."""

    def read(self, key: str, *, most_bytes: int) -> bytes | None:
        """A file, or None when there is none, or it is larger."""

    def put(self, key: str, body: bytes, content_type: str) -> None:
        """Keep a file."""

    def link(self, key: str, *, seconds: int, content_type: str, filename: str | None = None) -> str:
        """A short-lived address of a file."""

    def delete(self, key: str) -> None:
        """Forget a file."""
