"""A complaint: what was brought, by whom it is worked on, and everything that happened to it, with nobody named."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from chalicelib.complaints.states import ENDED, Identity, Sort, State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from chalicelib.core.text import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where it is, in degrees (WGS 84). The exact place is sealed; this one is rounded to some hundred metres."""

    lat: float
    long: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A time in which the clock stands because the office waits for the citizen; ``until`` is None while it does."""

    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that happened: an act, when, into which state, and by which officer ("" for the citizen or the system).

    ``why`` is a reason's code, where one was given.
    """

    act: str
    at: datetime
    state: State
    by: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Complaint:
    """A complaint without anything personal in the clear.

    ``public`` is the id by which everybody may speak of it; it proves nothing and leads to no reference. ``agency`` is
    the responsible unit, ``days`` the working days of its class, ``pauses`` those of the clock, which runs from
    ``received`` whatever happens. ``officer`` is who works on it (the pool's id). ``person`` keys what is ``sealed``:
    the text, the answers, the exact place, the proposal's words. Name and phone lie apart, see the store.
    ``merged`` is the reference that this one is a duplicate of, ``followers`` how many joined, ``flags`` are what an
    officer should look at (codes). ``title`` is what everybody may read, written or approved by an officer.
    """

    reference: str
    public: str
    office: str
    agency: str
    category: str
    sort: Sort
    identity: Identity
    state: State
    language: Language
    received: datetime
    days: int
    person: str
    proof: bytes
    sealed: Mapping[str, bytes]
    service: str = ""
    place: Place | None = None
    officer: str = ""
    pauses: tuple[Pause, ...] = ()
    steps: tuple[Step, ...] = ()
    verified: datetime | None = None
    replied: datetime | None = None
    proposed: datetime | None = None
    asked_again: datetime | None = None
    ended: datetime | None = None
    escalated: int = 0
    merged: str = ""
    passed_to: str = ""
    followers: int = 0
    flags: tuple[str, ...] = ()
    title: str = ""
    channel: str = "web"
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    version: int = 1

    @property
    def is_open(self) -> bool:
        """Whether somebody still has something to do or to say."""
        return self.state not in ENDED
