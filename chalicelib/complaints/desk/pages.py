"""What officers see of complaints. Nobody is named in a list; of one, only who gave their name to be seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.complaints.categories import OTHER, categories
from chalicelib.complaints.desk.photo_pages import ComplaintPhotoPage
from chalicelib.complaints.reasons import REASONS, explained
from chalicelib.complaints.states import Identity
from chalicelib.complaints.templates import TEMPLATES, template
from chalicelib.core.clock import office_time
from chalicelib.core.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chalicelib.complaints.complaint import Complaint, Step
    from chalicelib.complaints.service import Contact, Line, Said, Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintLinePage:
    """A complaint in the list. ``left`` is in working minutes, negative when overdue; ``level`` as the clock says it.

    ``officer`` is an account's id, ``mine`` whether it is that of who asks. ``excerpt`` is an officer's title, or how
    the text of what nobody has verified begins; "" where there is neither.
    """

    reference: str
    category: str
    category_name: Text
    sort: str
    identity: str
    state: str
    received: datetime
    due: datetime
    verify_by: datetime | None
    level: str
    paused: bool
    left: int
    officer: str | None
    mine: bool
    flags: list[str]
    followers: int
    excerpt: str
    version: int

    @classmethod
    def of(cls, line: Line, officer: str, zone: str) -> ComplaintLinePage:
        """The line of a complaint, for the officer of that id."""
        one, clock = line.complaint, line.standing
        return cls(
            reference=one.reference,
            category=one.category,
            category_name=named(one.category),
            sort=one.sort.value,
            identity=one.identity.value,
            state=one.state.value,
            received=office_time(one.received, zone),
            due=clock.due,
            verify_by=None if one.verified else clock.verify_by,
            level=clock.level,
            paused=clock.paused,
            left=clock.left,
            officer=one.officer or None,
            mine=one.officer == officer,
            flags=list(one.flags),
            followers=one.followers,
            excerpt=one.title or line.excerpt,
            version=one.version,
        )


@dataclass(frozen=True, slots=True)
class ComplaintsPage:
    """The complaints that an officer may open, what is most urgent first; ``left_off`` is how many did not fit."""

    complaints: list[ComplaintLinePage]
    left_off: int


@dataclass(frozen=True, slots=True)
class ComplaintStepPage:
    """Something that happened; ``by`` is an officer's id, or null; ``why`` a reason's code, or where it went, or null.

    ``reason`` is the reason in a sentence, where the code is one of ours.
    """

    act: str
    state: str
    at: datetime
    by: str | None
    why: str | None
    reason: Text | None


@dataclass(frozen=True, slots=True)
class ComplaintSaidPage:
    """Words of the citizen, of the office to them, or a note; ``by`` is an officer's id, or null."""

    at: datetime
    voice: str
    text: str
    by: str | None

    @classmethod
    def of(cls, said: Said, zone: str) -> ComplaintSaidPage:
        """A message."""
        return cls(office_time(said.at, zone), said.voice.value, said.text, said.by or None)


@dataclass(frozen=True, slots=True)
class ComplaintProposalPage:
    """What the office says it has done; and why there is no photograph of it, or null."""

    at: datetime
    text: str
    without_photo: str | None
    photos: list[ComplaintPhotoPage]


@dataclass(frozen=True, slots=True)
class ComplaintTemplatePage:
    """Words that are ready, in both languages; ``state`` is the one that they go with."""

    id: str
    state: str
    text: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ComplaintWherePage:
    """Where it is, as exactly as its citizen told it: in words, in degrees (WGS 84), or both."""

    words: str | None
    lat: float | None
    long: float | None


@dataclass(frozen=True, slots=True)
class ComplainantPage:
    """Who is named."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskComplaintPage:
    """A complaint in front of an officer; the look is in the access record. ``citizen`` is null unless named.

    ``answers`` are those to the category's questions, by their ids. ``photos`` are the citizen's, ``proofs`` all that
    officers attached of what was done.
    """

    reference: str
    public: str
    version: int
    office: str
    agency: str
    category: str
    category_name: Text
    days: int
    sort: str
    identity: str
    language: str
    state: str
    title: str
    text: str
    answers: Mapping[str, str]
    place: ComplaintWherePage | None
    received: datetime
    due: datetime
    verify_by: datetime | None
    level: str
    paused: bool
    left: int
    ended: datetime | None
    officer: str | None
    mine: bool
    flags: list[str]
    followers: int
    merged: str | None
    passed_to: str | None
    steps: list[ComplaintStepPage]
    messages: list[ComplaintSaidPage]
    proposal: ComplaintProposalPage | None
    photos: list[ComplaintPhotoPage]
    proofs: list[ComplaintPhotoPage]
    citizen: ComplainantPage | None
    templates: list[ComplaintTemplatePage]
    may: list[str]

    @classmethod
    def of(cls, seen: Seen, officer: str) -> DeskComplaintPage:
        """The page of a complaint, for the officer of that id."""
        one, clock, zone = seen.complaint, seen.standing, seen.office.time_zone
        told, where = seen.told, seen.told.place if seen.told else None
        return cls(
            reference=one.reference,
            public=one.public,
            version=one.version,
            office=one.office,
            agency=one.agency,
            category=one.category,
            category_name=named(one.category),
            days=one.days,
            sort=one.sort.value,
            identity=one.identity.value,
            language=one.language,
            state=one.state.value,
            title=one.title,
            text=told.text if told else "",
            answers=dict(told.answers) if told else {},
            place=ComplaintWherePage(where.words or None, where.lat, where.long) if where else None,
            received=office_time(one.received, zone),
            due=clock.due,
            verify_by=None if one.verified else clock.verify_by,
            level=clock.level,
            paused=clock.paused,
            left=clock.left,
            ended=office_time(one.ended, zone) if one.ended else None,
            officer=one.officer or None,
            mine=one.officer == officer,
            flags=list(one.flags),
            followers=one.followers,
            merged=one.merged or None,
            passed_to=one.passed_to or None,
            steps=[_step(step, zone) for step in one.steps],
            messages=[ComplaintSaidPage.of(said, zone) for said in (told.messages if told else ())],
            proposal=_proposal(seen),
            photos=[ComplaintPhotoPage.of(photo, zone) for photo in seen.album.photos],
            proofs=[ComplaintPhotoPage.of(photo, zone) for photo in seen.album.proofs],
            citizen=ComplainantPage(seen.name) if seen.name and one.identity is Identity.NAMED else None,
            templates=_templates(),
            may=[act.value for act in seen.may],
        )


@dataclass(frozen=True, slots=True)
class NotDonePage:
    """A complaint to which an act was not done, and the code of the refusal."""

    reference: str
    code: str


@dataclass(frozen=True, slots=True)
class TogetherPage:
    """Of many complaints, those that an act was done to, and the others with why not."""

    done: list[str]
    refused: list[NotDonePage]

    @classmethod
    def of(cls, done: Sequence[Complaint], refused: Iterable[tuple[str, str]]) -> TogetherPage:
        """What became of each."""
        return cls([one.reference for one in done], [NotDonePage(*one) for one in refused])


@dataclass(frozen=True, slots=True)
class IdentityPage:
    """Who is behind a hidden complaint, the phone masked; null what they did not leave, or is erased."""

    reference: str
    version: int
    name: str | None
    phone_masked: str | None

    @classmethod
    def of(cls, complaint: Complaint, person: Contact | None) -> IdentityPage:
        """The page of somebody."""
        phone = person.phone if person else None
        return cls(
            complaint.reference,
            complaint.version,
            person.name if person else None,
            f"…{phone[-4:]}" if phone else None,
        )


def named(category: str) -> Text:
    """The name of a category; of one that is none any more, the name of the one for all else."""
    known = categories()
    return known.get(category, known[OTHER]).name


def _step(step: Step, zone: str) -> ComplaintStepPage:
    reason = explained(step.why) if step.why in REASONS else None
    at = office_time(step.at, zone)
    return ComplaintStepPage(step.act, step.state.value, at, step.by or None, step.why or None, reason)


def _proposal(seen: Seen) -> ComplaintProposalPage | None:
    complaint, told, zone = seen.complaint, seen.told, seen.office.time_zone
    if complaint.proposed is None or told is None:
        return None
    at = office_time(complaint.proposed, zone)
    photos = [ComplaintPhotoPage.of(photo, zone) for photo in seen.album.shown]
    return ComplaintProposalPage(at, told.proposal, told.without_photo or None, photos)


def _templates() -> list[ComplaintTemplatePage]:
    return [
        ComplaintTemplatePage(name, state.value, {"id": template(name).id, "en": template(name).en})
        for name, state in TEMPLATES.items()
    ]
