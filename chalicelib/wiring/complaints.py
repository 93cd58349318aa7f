"""How complaints' services are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.complaints.categories import categories
from chalicelib.complaints.service import (
    Closing,
    Counting,
    Folders,
    Following,
    Handling,
    Identities,
    Intake,
    Joining,
    Looking,
    Opening,
    Photos,
    PublicList,
    Words,
)
from chalicelib.complaints.service.partners import Partners
from chalicelib.complaints.service.requests import Requests
from chalicelib.complaints.service.slowing import Slowing
from chalicelib.complaints.service.watch import Watch
from chalicelib.complaints.store import (
    AlikeStore,
    ComplaintStore,
    IdentityStore,
    PaceStore,
    PartnerStore,
    ProofStore,
)
from chalicelib.core.registry import get, propose
from chalicelib.core.settings import Settings
from chalicelib.core.table import Tables
from chalicelib.documents.service import Pictures, Uploads
from chalicelib.documents.storage import Storage
from chalicelib.offices.service import Offices
from chalicelib.people.service import People

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.complaints.service.intake import Suggestion


def wire(client: Callable[[str], Any], now: Callable[[], datetime]) -> None:  # noqa: ARG001 - every room is wired alike
    """Propose the room's services."""
    propose(ComplaintStore, lambda: ComplaintStore(get(Tables), get(Settings).table_complaints))
    propose(IdentityStore, lambda: IdentityStore(get(Tables), get(Settings).table_complaints))
    propose(AlikeStore, lambda: AlikeStore(get(Tables), get(Settings).table_complaints))
    propose(PaceStore, lambda: PaceStore(get(Tables), get(Settings).table_complaints))
    propose(Identities, lambda: Identities(get(IdentityStore), get(People)))
    propose(Words, lambda: Words(get(ComplaintStore), get(People)))
    propose(Slowing, _slowing)
    propose(PartnerStore, lambda: PartnerStore(get(Tables), get(Settings).table_complaints))
    propose(Partners, lambda: Partners(get(PartnerStore), get(PaceStore), now))
    propose(Requests, lambda: Requests(get(ComplaintStore), get(Offices), now))
    propose(Joining, lambda: Joining(get(ComplaintStore), get(AlikeStore), get(People), now))
    propose(Intake, lambda: _intake(now))
    propose(Following, lambda: _following(now))
    propose(PublicList, lambda: PublicList(get(ComplaintStore), get(Offices), now))
    propose(Folders, lambda: Folders(get(ComplaintStore), get(Words), get(Offices), get(People), now))
    propose(ProofStore, lambda: ProofStore(get(Tables), get(Settings).table_complaints))
    propose(Photos, lambda: Photos(get(Folders), get(Uploads), get(Pictures)))
    propose(Looking, lambda: Looking(get(Folders), get(Identities), get(Photos)))
    propose(Watch, lambda: Watch(get(ComplaintStore), get(Offices), now))
    propose(Handling, lambda: Handling(get(Folders), _days_of))
    propose(Closing, lambda: Closing(get(Folders), get(Photos)))
    propose(Counting, lambda: Counting(get(Folders), lambda: get(Storage)))
    propose(Opening, lambda: Opening(get(Folders), get(Identities)))


def _days_of(category: str) -> int | None:
    known = categories().get(category)
    return known.days if known else None


def _slowing() -> Slowing:
    settings = get(Settings)
    return Slowing(
        get(PaceStore),
        get(People),
        per_address=settings.complaints_address,
        per_phone=settings.complaints_phone,
    )


def _intake(now: Callable[[], datetime]) -> Intake:
    return Intake(
        get(ComplaintStore),
        joining=get(Joining),
        identities=get(Identities),
        slowing=get(Slowing),
        offices=get(Offices),
        people=get(People),
        guess=_guess,
        now=now,
    )


def _following(now: Callable[[], datetime]) -> Following:
    return Following(
        get(ComplaintStore),
        get(Words),
        get(Joining),
        get(Slowing),
        get(Photos),
        offices=get(Offices),
        people=get(People),
        now=now,
    )


def _guess(text: str) -> Suggestion:
    """What a text seems to be about; the model is loaded with the first that asks."""
    from chalicelib.complaints.model import suggest  # noqa: PLC0415 - heavy: only who leaves the category to us

    return suggest(text)
