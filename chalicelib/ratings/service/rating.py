"""Citizens rate: which questions they are asked, and what they answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.core.clock import office_time
from chalicelib.core.errors import Fault, InvalidFields, Refusal, TooManyTries
from chalicelib.core.references import Reference
from chalicelib.ratings.errors import AlreadyRated, NothingToRate, RatingOver
from chalicelib.ratings.rating import RATE_WITHIN, Rating, Remark
from chalicelib.ratings.rotation import asked
from chalicelib.ratings.store import NotKept

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.core.table import Write
    from chalicelib.offices.service import Offices
    from chalicelib.people.service import Admission, Asker, People
    from chalicelib.ratings.element import Answers, Element
    from chalicelib.ratings.store import RatingStore
    from chalicelib.ratings.subject import Sources, Subject

#: A rating's words have a key of their own among the person's: the letter is of no kind of reference.
SEALED_AS = "R"
WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What somebody is asked about a visit or a complaint, until when; ``rated`` once they have answered."""

    subject: Subject
    questions: tuple[Element, ...]
    until: datetime
    rated: Rating | None


class Ratings:
    """The questions, and the answers."""

    def __init__(
        self,
        store: RatingStore,
        sources: Sources,
        *,
        people: People,
        offices: Offices,
        now: Callable[[], datetime],
    ) -> None:
        """Take the store, the records that can be rated, the rooms below and the clock."""
        self._store = store
        self._sources = sources
        self._people = people
        self._offices = offices
        self._now = now

    def ask(self, asker: Asker) -> Sheet:
        """The questions for a reference; writes nothing. NotFound as everywhere, NothingToRate, RatingOver."""
        admission, subject = self._admitted(asker)
        self._people.confirm(admission)
        ended = self._ended(subject)
        rated = self._store.get(subject.reference)
        return Sheet(
            subject=subject,
            questions=() if rated else asked(subject.reference),
            until=self._here(subject, ended + RATE_WITHIN),
            rated=rated,
        )

    def rate(self, asker: Asker, answers: Answers, words: str | None) -> Rating:
        """Keep what somebody answered; the same again is the same rating, and counts once.

        NotFound as everywhere, NothingToRate, RatingOver, AlreadyRated (otherwise), InvalidFields (what was not asked).
        """
        admission, subject = self._admitted(asker)
        try:
            self._ended(subject)
            self._check(subject, answers)
        except Refusal:
            # Why not is told to those only whose proof still counts.
            self._people.confirm(admission)
            raise
        rating = self._rating(subject, answers, words)
        remark, beside = self._sealed(subject, rating, words)
        try:
            self._store.keep(rating, remark, admission.check, *beside)
        except NotKept as refused:
            if refused.there is None:
                raise TooManyTries from None
            if refused.there.mark != rating.mark:
                raise AlreadyRated from None
            return refused.there
        return rating

    def _admitted(self, asker: Asker) -> tuple[Admission, Subject]:
        """The record and what it is about; one that no record can have is looked for where bookings lie."""
        source = self._sources.get(asker.reference[:1], self._sources[Reference.BOOKING.value])
        admission = self._people.admit(asker, source.where(asker.reference))
        return admission, source.subject_of(admission.item)

    def _ended(self, subject: Subject) -> datetime:
        if subject.ended is None:
            raise NothingToRate
        if self._now() > subject.ended + RATE_WITHIN:
            raise RatingOver(days=RATE_WITHIN.days)
        return subject.ended

    def _check(self, subject: Subject, answers: Answers) -> None:
        """Only what was asked is taken: nobody chooses what to rate, and every element gets its share."""
        wanted = asked(subject.reference)
        faults = [Fault(f"answers.{element}", "not-asked") for element in answers if element not in wanted]
        if faults:
            raise InvalidFields(*faults)

    def _rating(self, subject: Subject, answers: Answers, words: str | None) -> Rating:
        now = self._here(subject, self._now()).replace(microsecond=0)
        spelled = [f"{element}:{answers[element]}" for element in sorted(answers)]
        return Rating(
            reference=subject.reference,
            office=subject.office,
            service=subject.service,
            counter=subject.counter,
            day=now.date(),
            at=now,
            answers=answers,
            mark=self._people.keyring.fingerprint("rating", *spelled, words or ""),
        )

    def _sealed(
        self, subject: Subject, rating: Rating, words: str | None
    ) -> tuple[Remark | None, list[Write]]:
        if not words:
            return None, []
        fields, key = self._people.seal_fields(
            {WORDS: words},
            table=self._store.table,
            reference=SEALED_AS + subject.reference,
            person=subject.person,
        )
        remark = Remark(
            reference=subject.reference,
            person=subject.person,
            day=rating.day,
            service=subject.service,
            sealed=fields[WORDS],
        )
        return remark, [key]

    def _here(self, subject: Subject, moment: datetime) -> datetime:
        return office_time(moment, self._offices.office(subject.office).time_zone)
