"""How documents' services are put together; only the document function ever loads what reads a picture."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from chalicelib.booking.service import Attendance, Bookings
from chalicelib.cases.service import Cases
from chalicelib.complaints.service import ComplaintOwner
from chalicelib.complaints.store import ComplaintStore, ProofStore
from chalicelib.core import telemetry
from chalicelib.core.references import Reference
from chalicelib.core.registry import get, propose
from chalicelib.core.settings import Settings
from chalicelib.core.table import Tables
from chalicelib.documents.service import (
    BookingOwner,
    CaseOwner,
    Checking,
    Clearance,
    Documents,
    Pictures,
    Retention,
    Review,
    Uploads,
)
from chalicelib.documents.storage import Storage
from chalicelib.documents.store import Papers
from chalicelib.offices.service import Offices
from chalicelib.people.service import People

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.documents.judging import Asked, Judgement
    from chalicelib.documents.service import Owners


def wire(client: Callable[[str], Any], now: Callable[[], datetime]) -> None:
    """Propose the room's services."""
    propose(Storage, lambda: Storage(lambda: client("s3"), get(Settings).bucket_documents))
    propose(Papers, lambda: Papers(get(Tables), get(Settings).table_cases))
    propose(Clearance, lambda: Clearance(get(Papers), get(Offices)))
    propose(Uploads, lambda: _uploads(now))
    propose(Documents, lambda: _documents(now))
    propose(Pictures, lambda: Pictures(get(Papers), get(Storage)))
    propose(Checking, lambda: _checking(now))
    propose(Review, lambda: _review(now))
    propose(Retention, lambda: _retention(now))


def owners(now: Callable[[], datetime]) -> Owners:
    """Which records documents can belong to, by the first letter of their references."""
    return {
        Reference.BOOKING.value: BookingOwner(get(Bookings), get(Attendance), get(People)),
        Reference.CASE.value: CaseOwner(get(Cases), get(Offices)),
        Reference.COMPLAINT.value: _complaint_owner(now),
    }


def _complaint_owner(now: Callable[[], datetime]) -> ComplaintOwner:
    return ComplaintOwner(
        get(ComplaintStore),
        get(ProofStore),
        pictures=get(Pictures),
        people=get(People),
        offices=get(Offices),
        now=now,
    )


def _uploads(now: Callable[[], datetime]) -> Uploads:
    return Uploads(
        get(Papers), get(Storage), people=get(People), offices=get(Offices), owners=owners(now), now=now
    )


def _documents(now: Callable[[], datetime]) -> Documents:
    return Documents(
        get(Papers), get(Clearance), people=get(People), offices=get(Offices), owners=owners(now), now=now
    )


def _checking(now: Callable[[], datetime]) -> Checking:
    return Checking(
        get(Papers),
        get(Storage),
        judge,
        people=get(People),
        offices=get(Offices),
        owners=owners(now),
        now=now,
    )


def _review(now: Callable[[], datetime]) -> Review:
    return Review(
        get(Papers), get(Storage), people=get(People), offices=get(Offices), owners=owners(now), now=now
    )


def _retention(now: Callable[[], datetime]) -> Retention:
    return Retention(get(Papers), get(Storage), offices=get(Offices), owners=owners(now), now=now)


def judge(body: bytes, asked: Asked) -> Judgement:
    """What the judge says with the reader that is here, or without it where reading itself breaks down."""
    judging: Any = import_module("chalicelib.documents.judging")
    found: Judgement
    try:
        found = judging.judge(body, asked, reader=_reader())
    except Exception as error:  # noqa: BLE001 - the file can be looked into all the same, and an officer reads it
        telemetry.trouble("reading failed", error=error)
        telemetry.count("ReadingFailed")
        found = judging.judge(body, asked, reader=None)
    return found


@cache
def _reader() -> Any:  # noqa: ANN401 - any reader that is there
    """The engine in this package; None where it, or what it stands on, is not installed."""
    try:
        return import_module("chalicelib.documents.reading.reader").ModelReader()
    except ImportError as error:
        telemetry.trouble("no reader here", error=error)
        return None
