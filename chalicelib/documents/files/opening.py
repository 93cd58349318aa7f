"""Opening a file that somebody sent: what it really is, whether it is safe and whole, and its pages as clean pictures.

The findings and their facts, for the sentences of the catalogue; a name of a format is one that people know (JPEG, PDF,
HEIC, ZIP, EXE …), or ``?`` where it is not known:

| finding | facts |
|---|---|
| empty, damaged, encrypted | |
| too-large | most_megabytes |
| type-unknown | found |
| type-differs | declared, found |
| two-files-in-one | found: the second one |
| too-many-pixels | width, height, most_megapixels |
| too-few-pixels | width, height, least |
| too-many-pages | pages, most |
| scripted | found: JavaScript, Launch, EmbeddedFile, RichMedia, XFA, … |
| edited | with: the program |
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

from chalicelib.documents.files.apart import look_apart
from chalicelib.documents.files.keeping import with_kept
from chalicelib.documents.files.opened import Opened
from chalicelib.documents.files.signature import CONTENT_TYPES, UNKNOWN, signature
from chalicelib.documents.finding import Finding
from chalicelib.documents.kinds import MEGABYTE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.documents.kinds import Kind


class Look(Protocol):
    """How the inside of a file is looked into, once its outside was found well; see looking.look."""

    def __call__(self, body: bytes, seen: Opened, *, name: str, most_pages: int) -> Opened:
        """Look into it; what is given back is ``seen`` with pages, text, the time it was taken and findings."""


def open_file(body: bytes, *, declared: str, kind: Kind, look: Look = look_apart) -> Opened:
    """Look into a file that was sent as content type ``declared`` and as this kind of document.

    Nothing is raised, whatever the bytes are: what cannot be opened is damaged. CannotLook is raised when the machine
    has no process for it. ``look`` is for tests: looking.look looks in this very process, which is faster.
    """
    name = signature(body)
    seen = Opened(content_type=CONTENT_TYPES.get(name), sha256=sha256(body).hexdigest())
    findings = tuple(outside(body, name=name, declared=declared, kind=kind))
    if findings:
        return replace(seen, findings=findings)
    return with_kept(look(body, seen, name=name, most_pages=kind.most_pages))


def outside(body: bytes, *, name: str, declared: str, kind: Kind) -> Iterator[Finding]:
    """What is wrong with a file before anything is read of it but its first bytes; ``name`` is its signature's."""
    if not body:
        yield Finding("empty")
        return
    if len(body) > kind.most_bytes:
        yield Finding("too-large", {"most_megabytes": kind.most_bytes // MEGABYTE})
    found = CONTENT_TYPES.get(name)
    if found not in kind.content_types:
        yield Finding("type-unknown", {"found": name})
    elif found != declared:
        names = {content_type: name for name, content_type in CONTENT_TYPES.items()}
        yield Finding("type-differs", {"declared": names.get(declared, UNKNOWN), "found": name})
