"""The kinds of document that can be sent ahead: what of them is read, how large they may be, how long they are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

IMAGES = ("image/jpeg", "image/png", "image/webp")
PDF = "application/pdf"
MEGABYTE = 1_000_000
# The shortest time after which an image whose purpose has ended is gone; the sweeper runs nightly.
SOON = timedelta(days=14)
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of document.

    ``read`` says whether its fields are read by machine; the others are checked as files and go to an officer.
    ``many`` says whether a record may hold several, ``shared`` whether several people rightly use the same paper.
    ``place`` says that it is a picture of a place: any sound picture is one, there is nothing in it to read, and the
    machine's word is the last. ``by_officers`` says that officers attach it, and nobody else can.
    ``kept`` is how long the image stays after its record's purpose has ended, ``serves`` how long a cleared one counts
    for other records of the same person.
    """

    id: str
    read: bool
    content_types: tuple[str, ...] = (*IMAGES, PDF)
    most_bytes: int = 8 * MEGABYTE
    most_pages: int = 1
    many: bool = False
    shared: bool = False
    place: bool = False
    by_officers: bool = False
    kept: timedelta = SOON
    serves: timedelta = YEAR


def _place(name: str, *, by_officers: bool = False) -> Kind:
    """Pictures of places. Neighbours may send the same one, and who they are is nobody's business: no mark is kept.

    Nobody needs them once what they belong to is over for good.
    """
    return Kind(
        id=name,
        read=False,
        content_types=IMAGES,
        many=True,
        shared=True,
        place=True,
        by_officers=by_officers,
        kept=timedelta(days=1),
    )


_ALL = (
    Kind(id="ktp", read=True),
    Kind(id="kk", read=True, most_pages=2, shared=True),
    Kind(id="npwp", read=True, most_pages=2),
    Kind(id="nib", read=True, most_pages=20),
    Kind(id="passport", read=True, most_pages=2),
    Kind(id="birth-certificate", read=False, most_pages=2, shared=True),
    Kind(id="marriage-certificate", read=False, most_pages=10, shared=True),
    Kind(id="paper", read=False, most_pages=20, many=True, shared=True),
    _place("photo"),
    _place("proof", by_officers=True),
)
KINDS = MappingProxyType({kind.id: kind for kind in _ALL})
#: What citizens can send, and what officers attach.
OF_CITIZENS = frozenset(kind.id for kind in _ALL if not kind.by_officers)
OF_OFFICERS = frozenset(KINDS) - OF_CITIZENS
