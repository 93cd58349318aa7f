"""What the documents room is handed over: the records that documents belong to, the bucket, the judge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from chalicelib.core.table import Item, Key, Write
    from chalicelib.core.text import Language
    from chalicelib.documents.finding import Finding
    from chalicelib.documents.judging import Asked, Judgement
    from chalicelib.documents.storage import PostForm
    from chalicelib.people.service import Citizen


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A record that documents belong to: whose it is, for what, and until when.

    ``day`` is that of the visit, None where there is none; ``is_open`` whether documents are still wanted; ``ended``
    the day on which its purpose ended or will end, None while nobody knows. ``takes`` are the kinds of document that it
    may hold, None for all that citizens can send; ``service`` is "" where it is about none.
    """

    reference: str
    office: str
    service: str
    person: str
    language: Language
    is_open: bool
    day: date | None
    ended: date | None
    takes: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of a place that was found sound, before it is accepted: what its record may compare it by.

    ``reference`` and ``kind`` are its document's, ``sha256`` and ``pixels`` hashes of file and pixels. ``likeness`` is
    what it looks like (see likeness), ``taken`` when by the clock of the camera, naive where it
    tells no offset; None where nothing says so.
    """

    reference: str
    kind: str
    sha256: str
    pixels: str | None
    likeness: str | None
    taken: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What a record has to say about a picture: findings, and writes that go along with the picture's result."""

    findings: tuple[Finding, ...] = ()
    writes: tuple[Write, ...] = ()


class Owner(Protocol):
    """A kind of record that documents can belong to."""

    def where(self, reference: str) -> Key:
        """Where a record lies, to be read with its proof."""

    def subject_of(self, item: Item) -> Subject:
        """What documents need to know of a record that was read."""

    def subjects(self, references: list[str]) -> dict[str, Subject]:
        """The same for those of the records that exist, for the check and for officers; one read."""

    def answered(self, reference: str) -> None:
        """The citizen has sent a document that can be worked with; safe to repeat."""

    def compared(self, subject: Subject, picture: Picture) -> Compared:
        """What is to be said about a picture of a place sent for a record; nothing is written here."""

    def citizen(self, reference: str) -> Citizen | None:
        """Whose record it is, in the clear; None when it, or they, are gone.

        A record that tells nobody whose it is answers with somebody whose name and NIK are empty.
        """


#: The kinds of record by the first letter of their references.
Owners: TypeAlias = "Mapping[str, Owner]"


class Objects(Protocol):
    """The bucket."""

    def form(self, key: str, *, content_type: str, most_bytes: int, seconds: int) -> PostForm:
        """A form to upload one file with."""

    def get(self, key: str, version: str | None, *, most_bytes: int) -> bytes:
        """A body; raises ObjectGone or ObjectTooLarge."""

    def put(self, key: str, body: bytes, content_type: str) -> None:
        """Keep a body."""

    def link(self, key: str, *, seconds: int, content_type: str, filename: str | None = None) -> str:
        """A short-lived address."""

    def delete(self, key: str, version: str | None = None) -> None:
        """Forget a version of an object, or all of it where none is named."""


#: From a file and what is asked of it to a judgement; may fail in any way.
Judge: TypeAlias = "Callable[[bytes, Asked], Judgement]"
