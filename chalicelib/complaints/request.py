"""What a citizen brings, checked field by field, and what of it decides whether it was brought before."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from chalicelib.complaints.states import Identity, Sort

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.core.text import Language


@dataclass(frozen=True, slots=True, repr=False)
class Contact:
    """Somebody as they gave themselves: a name, a phone in E.164, either or both. Never logged."""

    name: str | None = None
    phone: str | None = None

    def __bool__(self) -> bool:
        """Whether anything was given at all."""
        return bool(self.name or self.phone)

    def __repr__(self) -> str:
        """Nothing personal, wherever it ends up printed."""
        return "Contact(…)"


NOBODY = Contact()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Where:
    """Where it is, as exactly as the citizen told it: words, degrees (WGS 84), or both."""

    words: str = ""
    lat: float | None = None
    long: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Request:
    """A complaint as it is brought through any channel.

    ``office`` is None for who does not know, ``category`` for who leaves it to us. ``join`` is the public id of the
    complaint to follow. ``key`` is the Idempotency-Key, None where none was sent; ``address`` is the network's, ""
    where the channel has none.
    """

    office: str | None
    text: str
    identity: Identity
    sort: Sort = Sort.COMPLAINT
    category: str | None = None
    answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    place: Where | None = None
    contact: Contact = NOBODY
    language: Language = "id"
    join: str | None = None
    service: str | None = None
    key: str | None = None
    address: str = ""
    channel: str = "web"

    @property
    def kept(self) -> Contact:
        """What is kept of who brings it: of somebody anonymous nothing at all."""
        return NOBODY if self.identity is Identity.ANONYMOUS else self.contact

    @property
    def asked(self) -> tuple[str, ...]:
        """Everything that makes another request of it; for a keyed hash."""
        place = self.place or Where()
        return (
            self.office or "",
            self.text,
            self.identity,
            self.sort,
            self.category or "",
            *(part for pair in sorted(self.answers.items()) for part in pair),
            "place",
            place.words,
            str(place.lat),
            str(place.long),
            self.kept.name or "",
            self.kept.phone or "",
            self.language,
            self.join or "",
            self.service or "",
        )
