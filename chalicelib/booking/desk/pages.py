"""What managers are shown of a change of their office's days. No page of it names a citizen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.booking.step import Outcome
from chalicelib.core.text import Text

if TYPE_CHECKING:
    from datetime import time

    from chalicelib.booking.place import Place
    from chalicelib.booking.step import Listed, Step
    from chalicelib.offices.service import Office, Offices, SpecialDay


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """Where a booking is to go."""

    office: str
    office_name: Text
    starts: datetime
    ends: datetime

    @classmethod
    def of(cls, place: Place, offices: Offices) -> ProposalPage:
        """The page of a place."""
        return cls(place.office, offices.office(place.office).name, place.starts, place.ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedPage:
    """A booking that does not fit any more; ``to`` is null when no place is left for it.

    ``outcome`` is null until it is confirmed; then moved, or why it was not: changed (by its citizen), taken (the
    place), no-place, new (booked after the list was made).
    """

    reference: str
    service: str
    service_name: Text
    starts: datetime
    ends: datetime
    minutes: int
    to: ProposalPage | None
    outcome: str | None

    @classmethod
    def of(cls, listed: Listed, outcome: Outcome | None, offices: Offices) -> AffectedPage:
        """The page of a listed booking."""
        return cls(
            reference=listed.reference,
            service=listed.service,
            service_name=offices.standard(listed.office, listed.service).name,
            starts=listed.starts,
            ends=listed.ends,
            minutes=listed.minutes,
            to=ProposalPage.of(listed.to, offices) if listed.to else None,
            outcome=outcome.value if outcome else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage:
    """A change of days: looked at, or confirmed.

    ``token`` confirms it. ``kept`` bookings of those days fit as they are. ``finished`` is false until a confirmed
    change is carried out whole; until then it is to be confirmed again. ``moved`` and ``left`` count its bookings.
    """

    token: str
    office: str
    kind: str
    first: dt.date
    last: dt.date
    reason: Text
    kept: int
    finished: bool
    moved: int
    left: int
    bookings: list[AffectedPage]

    @classmethod
    def of(cls, step: Step, offices: Offices) -> ChangePage:
        """The page of a change."""
        moved = sum(outcome is Outcome.MOVED for outcome in step.outcomes.values())
        left = sum(
            outcome not in {Outcome.MOVED, Outcome.CHANGED}
            for outcome in (step.outcomes.get(one.reference) for one in step.listed)
        )
        return cls(
            token=step.token,
            office=step.office,
            kind=step.decision.kind.value,
            first=step.decision.first,
            last=step.decision.last,
            reason=step.decision.reason,
            kept=step.kept,
            finished=step.finished,
            moved=moved,
            left=left,
            bookings=[AffectedPage.of(one, step.outcomes.get(one.reference), offices) for one in step.listed],
        )


@dataclass(frozen=True, slots=True)
class OutPage:
    """A counter that serves nobody from one hour until another."""

    counter: str
    starts: str
    ends: str


@dataclass(frozen=True, slots=True)
class DecidedPage:
    """A day that is not as usual, as its managers decided; ``starts`` and ``ends`` null: the usual hours."""

    date: dt.date
    reason: Text
    closed: bool
    starts: str | None
    ends: str | None
    out: list[OutPage]

    @classmethod
    def of(cls, day: dt.date, special: SpecialDay) -> DecidedPage:
        """The page of a special day."""
        opening = special.opening
        return cls(
            day,
            special.reason,
            special.closed,
            _clock(opening.opens) if opening else None,
            _clock(opening.closes) if opening else None,
            [OutPage(one.counter, _clock(one.starts), _clock(one.ends)) for one in special.out],
        )


@dataclass(frozen=True, slots=True)
class DecidedDaysPage:
    """The days of an office that are not as usual, and the counters it has."""

    days: list[DecidedPage]
    counters: list[str]

    @classmethod
    def of(cls, office: Office, today: dt.date) -> DecidedDaysPage:
        """The page of an office's special days from today on."""
        days = [DecidedPage.of(day, special) for day, special in office.special.items() if day >= today]
        return cls(days, [name for pool in office.pools for name in pool.names])


def _clock(clock_time: time) -> str:
    return clock_time.isoformat(timespec="minutes")
