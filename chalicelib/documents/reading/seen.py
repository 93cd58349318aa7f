"""What reading gives: lines of text with how sure the reader is of them, and how legible the picture is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PIL.Image import Image

    from chalicelib.documents.finding import Finding


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: ``box`` is its corners (x, y) in pixels of the upright page, clockwise from the top left."""

    text: str
    score: float
    box: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A field as it was read: its text in normal form, and how sure the reader is of it, 0 to 1."""

    text: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A page after reading.

    ``kind`` is what it looks like, or None; ``fields`` are those of that kind by name (``nik``, ``name``,
    ``birth_date`` as YYYY-MM-DD, ``sex`` as F or M, ``birth_place``, ``address``, …); ``findings`` are about legibility
    and kind only; ``turned`` is by how many degrees it was turned to stand upright, clockwise.
    """

    kind: str | None
    fields: Mapping[str, Field]
    lines: tuple[Line, ...] = ()
    findings: tuple[Finding, ...] = ()
    turned: int = 0


class Reader(Protocol):
    """The gateway to a text recognition engine, so that another can take its place; raises ReaderMissing."""

    def read(self, page: Image, kind: str) -> Seen:
        """Read one page, which is said to be of this kind."""


class ReaderMissing(Exception):  # noqa: N818 - named for what happened
    """The engine or its models are not there, or failed; the document goes to an officer."""
