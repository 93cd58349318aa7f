"""From bytes to a verdict: the file, its legibility, its text, its fields, and what the booking says. No network."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from chalicelib.documents.files.opened import Opened
    from chalicelib.documents.finding import Finding
    from chalicelib.documents.reading.seen import Field


class Verdict(StrEnum):
    """What the machine says; it never rejects finally, as an officer can always be asked."""

    ACCEPTED = "accepted"
    NEEDS_OFFICER = "needs-officer"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Asked:
    """What a document is judged against: what it should be, and what its citizen typed in the booking.

    ``needed_on`` is the day of the visit (else today), on which it must not have expired; ``today`` is the office's.
    """

    kind: str
    content_type: str
    name: str | None
    nik: str | None
    today: date
    needed_on: date


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Judgement:
    """A verdict with all that led to it. ``number`` is what identifies the document itself (NIK, NIB, …), or None."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    fields: Mapping[str, Field]
    opened: Opened
    number: str | None = None
    expires: date | None = None
