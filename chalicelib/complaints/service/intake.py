"""Complaints are taken: at any hour, through any channel, with or without a name, and each of them once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol
from uuid import uuid4

from chalicelib.complaints.acts import Doing, joined
from chalicelib.complaints.categories import OTHER, categories
from chalicelib.complaints.complaint import Complaint, Place, Step
from chalicelib.complaints.service.slowing import too_much
from chalicelib.complaints.service.timing import timed
from chalicelib.complaints.service.words import fields_of
from chalicelib.complaints.states import Act, Identity, State
from chalicelib.complaints.suspicion import TOLD, Flag, suspicions
from chalicelib.core.errors import Busy, Fault, InvalidFields, KeyReused
from chalicelib.core.references import Reference
from chalicelib.core.table import ConditionFailed
from chalicelib.offices.errors import UnknownOffice, UnknownService

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from chalicelib.complaints.categories import Category
    from chalicelib.complaints.request import Request, Where
    from chalicelib.complaints.service.identity import Identities
    from chalicelib.complaints.service.joining import Alike, Joining
    from chalicelib.complaints.service.slowing import Slowing, Subject
    from chalicelib.complaints.store import ComplaintStore
    from chalicelib.core.table import Write
    from chalicelib.offices.service import Office, Offices
    from chalicelib.people.service import People

# References of two people meet once in a lifetime; see booking. A complaint that is joined may change meanwhile.
TURNS = 4
#: A place is kept, and shown, to a thousandth of a degree: about 110 metres. The exact one is sealed.
DECIMALS = 3
#: Takes what is nobody's in particular, in an office where it is.
FRONT_DESK = "dpmptsp"
#: The same text came so often before that it looks like a campaign.
CAMPAIGN = 2
#: Told to who is anonymous and gave a name or a phone all the same: neither was kept.
NOT_KEPT = "contact-not-kept"


class Guess(Protocol):
    """A category that a text may be of."""

    @property
    def category(self) -> str:
        """Its id."""


class Suggestion(Protocol):
    """What a text seems to be about; see the room's model."""

    @property
    def guesses(self) -> Sequence[Guess]:
        """At most three, the best first."""

    @property
    def sure(self) -> bool:
        """Whether nobody need look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A complaint that was taken, its secret, its category, and what is told of it beside (codes)."""

    complaint: Complaint
    secret: str
    category: Category
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """What is suggested before a complaint is sent: categories, the best first, and complaints of the same matter."""

    categories: tuple[Category, ...]
    sure: bool
    alike: tuple[Alike, ...]


class Intake:
    """Takes complaints."""

    def __init__(
        self,
        store: ComplaintStore,
        *,
        joining: Joining,
        identities: Identities,
        slowing: Slowing,
        offices: Offices,
        people: People,
        guess: Callable[[str], Suggestion],
        now: Callable[[], datetime],
    ) -> None:
        """Take the store, what it stands on, the model that guesses a category, and the clock."""
        self._store = store
        self._joining = joining
        self._identities = identities
        self._slowing = slowing
        self._offices = offices
        self._people = people
        self._guess = guess
        self._now = now

    def suggest(self, text: str, office: str | None, place: Where | None) -> Suggested:
        """Categories for a text, and open complaints like it; writes nothing. InvalidFields."""
        guess = self._guess(text)
        known = categories()
        found = tuple(known[one.category] for one in guess.guesses if one.category in known) or (
            known[OTHER],
        )
        where = self._office(office, found[0])
        alike = self._joining.alike(
            self._joining.signature(text), rounded(place), where.id, [one.id for one in found]
        )
        return Suggested(categories=found, sure=guess.sure, alike=tuple(alike))

    def file(self, request: Request) -> Filed:
        """Take a complaint; a repeat with the same key finds the one it made. InvalidFields, KeyReused, PostedTooMuch.

        One transaction: the complaint, its public id, its place in the list, its key, the identity apart, what finds
        those like it, the counts by which mass posting is slowed; and of a joined one that it has a follower more.
        """
        category, sure = self._category(request)
        office = self._office(request.office, category)
        self._checked(request, category, office)
        key = request.key or uuid4().hex
        for turn in range(TURNS):
            main = self._joining.joined(request.join) if request.join else None
            drafted = self._draft(request, key, turn, category, office)
            flags = () if main else self._flags(request, category, office, sure=sure)
            complaint = replace(drafted.complaint, flags=flags)
            if main:
                complaint = following(complaint, main)
            filed = Filed(
                complaint=timed(complaint, self._offices.office(complaint.office), complaint.received),
                secret=drafted.secret,
                category=category,
                told=told(complaint, request),
            )
            if self._kept(filed.complaint, drafted, request, main):
                return filed
            there = self._store.get(complaint.reference)
            if there and there.fingerprint == complaint.fingerprint:
                return replace(filed, complaint=there, category=of(there), told=told(there, request))
            if there and request.key:
                raise KeyReused(field="Idempotency-Key")
        raise Busy

    def _category(self, request: Request) -> tuple[Category, bool]:
        """The category that the citizen chose, or else that which the text seems to be of, and whether it is sure."""
        known = categories()
        if request.category:
            if request.category not in known:
                raise InvalidFields(Fault("category", "unknown-category"))
            return known[request.category], True
        guess = self._guess(request.text)
        best = next((one.category for one in guess.guesses if one.category in known), OTHER)
        return known[best], guess.sure and best != OTHER

    def _office(self, asked: str | None, category: Category) -> Office:
        """The office asked for; or the first that has the category's unit, or the first of the city."""
        if asked is not None:
            try:
                return self._offices.office(asked)
            except UnknownOffice:
                raise InvalidFields(Fault("office", "unknown-office")) from None
        all_ = [self._offices.office(brief.id) for brief in self._offices.all()]
        if not all_:
            raise InvalidFields(Fault("office", "unknown-office"))
        return next((one for one in all_ if category.unit in agencies_of(one)), all_[0])

    def _checked(self, request: Request, category: Category, office: Office) -> None:
        """Refuse a service that the office does not offer, and answers to what its category does not ask."""
        if request.service is not None:
            try:
                office.service(request.service)
            except UnknownService:
                raise InvalidFields(Fault("service", "unknown-service")) from None
        for asked, answer in request.answers.items() if request.category else ():
            question = category.question(asked)
            if question is None:
                raise InvalidFields(Fault("answers", "unknown-question"))
            if question.choices and answer not in {choice.id for choice in question.choices}:
                raise InvalidFields(Fault("answers", "unknown-choice"))

    def _flags(self, request: Request, category: Category, office: Office, *, sure: bool) -> tuple[str, ...]:
        found: list[Flag] = suspicions(request.text)
        if not sure:
            found.append(Flag.CATEGORY_UNSURE)
        if any(one.required and not request.answers.get(one.id) for one in category.questions):
            found.append(Flag.ANSWERS_MISSING)
        signed = self._joining.signature(request.text)
        if self._joining.repeats(signed, office.id, category.id) >= CAMPAIGN:
            found.append(Flag.SAME_TEXT)
        found += self._slowing.flags(self._subjects(request), self._now())
        return tuple(flag.value for flag in found)

    def _subjects(self, request: Request) -> list[Subject]:
        return self._slowing.subjects(request.address, request.kept.phone)

    def _draft(self, request: Request, key: str, turn: int, category: Category, office: Office) -> Drafted:
        """The complaint as it is about to be kept; ``turn`` leaves a taken reference aside."""
        keyring, now, phone = self._people.keyring, self._now(), request.kept.phone
        reference = keyring.reference(Reference.COMPLAINT, keyring.phone(phone) if phone else "", key, turn)
        person, secret = keyring.record(reference), keyring.secret(reference)
        answers = {
            asked: answer for asked, answer in request.answers.items() if category.question(asked) and answer
        }
        sealed, record_key = self._people.seal_fields(
            fields_of(request.text, answers, request.place),
            table=self._store.table,
            reference=reference,
            person=person,
        )
        # The digits of a phone would tell whose complaint it is to an officer who tries the number of a suspect.
        by_digits = phone and request.identity is Identity.NAMED
        complaint = Complaint(
            reference=reference,
            public=keyring.public(reference),
            office=office.id,
            agency=agency_of(office, category),
            category=category.id,
            sort=request.sort,
            identity=request.identity,
            state=State.RECEIVED,
            language=request.language,
            received=now,
            days=category.days,
            person=person,
            proof=keyring.proof(reference, secret),
            proof_too=keyring.proof(reference, phone) if phone and by_digits else None,
            fingerprint=keyring.fingerprint(*request.asked),
            sealed=sealed,
            service=request.service or "",
            place=rounded(request.place),
            steps=(Step(act=Act.RECEIVE.value, at=now, state=State.RECEIVED),),
            channel=request.channel,
        )
        return Drafted(complaint=complaint, secret=secret, record_key=record_key)

    def _kept(self, complaint: Complaint, drafted: Drafted, request: Request, main: Complaint | None) -> bool:
        """Keep it with all that belongs to it; False when its reference is taken, or what it joins has changed."""
        now = complaint.received
        pace = self._slowing.counting(self._subjects(request), now)
        beside = [drafted.record_key]
        beside += self._identities.keeping(complaint.reference, complaint.person, request.kept)
        if main:
            after = timed(joined(main, Doing(at=now), complaint), self._offices.office(main.office), now)
            beside += [
                *self._store.changing(main, after),
                self._store.following(main.reference, complaint.reference),
            ]
        else:
            beside.append(self._joining.leaving(complaint, self._joining.signature(request.text)))
        try:
            return self._store.add(complaint, *pace, *beside)
        except ConditionFailed as refused:
            if any(place < len(pace) for place in refused.failed):
                raise too_much(now) from None
            return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A complaint before it is kept, its secret, and the write of its key."""

    complaint: Complaint
    secret: str
    record_key: Write


def following(complaint: Complaint, main: Complaint) -> Complaint:
    """A new complaint as a follower of another: its duplicate from the first moment on, where that one is worked on."""
    now = complaint.received
    return replace(
        complaint,
        office=main.office,
        agency=main.agency,
        category=main.category,
        days=main.days,
        state=State.DUPLICATE,
        merged=main.reference,
        ended=now,
        steps=(*complaint.steps, Step(act=Act.JOIN.value, at=now, state=State.DUPLICATE)),
    )


def told(complaint: Complaint, request: Request) -> tuple[str, ...]:
    """What the citizen is told beside: of the flags some, and that nothing was kept of who is anonymous."""
    codes = [flag for flag in complaint.flags if flag in TOLD]
    if request.contact and not request.kept:
        codes.append(NOT_KEPT)
    return tuple(codes)


def of(complaint: Complaint) -> Category:
    """The category of a complaint; one that is no longer offered reads as the last resort."""
    known = categories()
    return known.get(complaint.category, known[OTHER])


def agencies_of(office: Office) -> list[str]:
    """The agencies that work in an office, in the order of its services."""
    return list(dict.fromkeys(one.agency_id for one in office.services if one.agency_id))


def agency_of(office: Office, category: Category) -> str:
    """Who is responsible in an office: the category's unit, else its front desk, else whoever comes first there."""
    there = agencies_of(office)
    wanted = (one for one in (category.unit, FRONT_DESK) if one in there)
    return next(wanted, there[0] if there else category.unit)


def rounded(place: Where | None) -> Place | None:
    """A place to some hundred metres; None where there are no degrees."""
    if place is None or place.lat is None or place.long is None:
        return None
    return Place(lat=round(place.lat, DECIMALS), long=round(place.long, DECIMALS))
