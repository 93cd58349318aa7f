"""What citizens and everybody get of complaints. Of its citizen nothing is repeated but the words they wrote.

Those are told to who proves that it is theirs, and to nobody else; name and phone are told to nobody here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.complaints.categories import category_named as named
from chalicelib.complaints.explaining import explained as clocked
from chalicelib.complaints.noticing import steps_told
from chalicelib.complaints.reasons import REASONS, explained
from chalicelib.complaints.states import Act
from chalicelib.core.catalogue import both
from chalicelib.core.clock import office_time
from chalicelib.core.text import Text
from chalicelib.documents.service import sentence_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.complaints.categories import Category, Question
    from chalicelib.complaints.complaint import Place, Step
    from chalicelib.complaints.listed import Listed
    from chalicelib.complaints.service import Alike, Figures, Filed, Followed, Found, Said, Suggested
    from chalicelib.complaints.states import State
    from chalicelib.documents.service import Pictured


@dataclass(frozen=True, slots=True)
class ComplaintChoicePage:
    """One of the answers that a question takes."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class ComplaintQuestionPage:
    """What is asked beside the text: one of the choices, or free words where there are none."""

    id: str
    name: Text
    required: bool
    choices: list[ComplaintChoicePage]

    @classmethod
    def of(cls, question: Question) -> ComplaintQuestionPage:
        """The page of a question."""
        choices = [ComplaintChoicePage(one.id, one.name) for one in question.choices]
        return cls(question.id, question.name, question.required, choices)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintCategoryPage:
    """A category; ``notice`` is what to do at once, ``days`` the working days in which it is to be settled."""

    id: str
    name: Text
    says: Text
    group: str
    group_name: Text
    notice: Text | None
    days: int
    questions: list[ComplaintQuestionPage]
    sorts: list[str]

    @classmethod
    def of(cls, category: Category) -> ComplaintCategoryPage:
        """The page of a category."""
        return cls(
            id=category.id,
            name=category.name,
            says=category.says,
            group=category.group,
            group_name=category.group_name,
            notice=category.notice,
            days=category.days,
            questions=[ComplaintQuestionPage.of(one) for one in category.questions],
            sorts=[sort.value for sort in category.sorts],
        )


@dataclass(frozen=True, slots=True)
class ComplaintCategoriesPage:
    """Every category, in the order shown."""

    categories: list[ComplaintCategoryPage]


@dataclass(frozen=True, slots=True)
class SuggestedCategoryPage:
    """A category that a text may be of."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikePage:
    """A complaint that may be of the same matter, by its public id; ``metres`` is null where one of both is nowhere."""

    id: str
    title: Text
    category: str
    category_name: Text
    state: str
    state_name: Text
    received: datetime
    followers: int
    metres: int | None

    @classmethod
    def of(cls, alike: Alike, zone_of: Callable[[str], str]) -> AlikePage:
        """The page of a complaint; its title is an officer's, and before one has verified it, its category's name."""
        one = alike.complaint
        return cls(
            id=one.public,
            title=_title(one.title, one.category),
            category=one.category,
            category_name=named(one.category),
            state=one.state.value,
            state_name=state_named(one.state),
            received=office_time(one.received, zone_of(one.office)),
            followers=one.followers,
            metres=alike.metres,
        )


@dataclass(frozen=True, slots=True)
class SuggestedPage:
    """Categories for a text, the likeliest first; ``sure``: nobody need look. And open complaints like it."""

    categories: list[SuggestedCategoryPage]
    sure: bool
    alike: list[AlikePage]

    @classmethod
    def of(cls, suggested: Suggested, zone_of: Callable[[str], str]) -> SuggestedPage:
        """The page of a suggestion."""
        return cls(
            [SuggestedCategoryPage(one.id, one.name) for one in suggested.categories],
            suggested.sure,
            [AlikePage.of(one, zone_of) for one in suggested.alike],
        )


@dataclass(frozen=True, slots=True)
class ComplaintToldPage:
    """Something worth knowing about a complaint that was just taken."""

    code: str
    message: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledPage:
    """A complaint that was taken. ``secret`` always proves that it is theirs; ``public`` is what others may call it."""

    reference: str
    secret: str
    public: str
    office: str
    agency: str
    category: str
    category_name: Text
    state: str
    due: datetime | None
    verify_by: datetime | None
    notice: Text | None
    flags_told: list[ComplaintToldPage]

    @classmethod
    def of(cls, filed: Filed, zone: str) -> FiledPage:
        """The page of a complaint, in its office's time."""
        one = filed.complaint
        return cls(
            reference=one.reference,
            secret=filed.secret,
            public=one.public,
            office=one.office,
            agency=one.agency,
            category=one.category,
            category_name=named(one.category),
            state=one.state.value,
            due=_local(one.due, zone),
            verify_by=_local(one.verify_by, zone),
            notice=filed.category.notice,
            flags_told=[ComplaintToldPage(code, both(f"complaint-told.{code}")) for code in filed.told],
        )


@dataclass(frozen=True, slots=True)
class FollowedClockPage:
    """How the clock stands; ``left_days`` are working days, negative when overdue; ``explained`` says why."""

    level: str
    paused: bool
    left_days: float
    explained: list[Text]


@dataclass(frozen=True, slots=True)
class FollowedStepPage:
    """Something that happened, in a sentence."""

    act: str
    at: datetime
    state: str
    said: Text

    @classmethod
    def of(cls, step: Step, zone: str) -> FollowedStepPage:
        """The page of a step, with its reason where one was given."""
        said = both(f"complaint-act.{step.act}")
        if step.why in REASONS:
            why = explained(step.why)
            said = Text(f"{said.id} {why.id}", f"{said.en} {why.en}")
        return cls(step.act, office_time(step.at, zone), step.state.value, said)


@dataclass(frozen=True, slots=True)
class FollowedMessagePage:
    """Words of the citizen, or of the office to them."""

    at: datetime
    from_: str
    text: str

    @classmethod
    def of(cls, said: Said, zone: str) -> FollowedMessagePage:
        """The page of a message."""
        return cls(office_time(said.at, zone), said.voice.value, said.text)


@dataclass(frozen=True, slots=True)
class FollowedFindingPage:
    """What is odd about a photograph: a code, and a sentence."""

    code: str
    message: Text


@dataclass(frozen=True, slots=True)
class FollowedProofPage:
    """A photograph of what was done, behind an address that is good for minutes; null once there is nothing to show."""

    url: str | None
    findings: list[FollowedFindingPage]

    @classmethod
    def of(cls, photo: Pictured) -> FollowedProofPage:
        """The page of a photograph."""
        return cls(photo.link, _found(photo))


@dataclass(frozen=True, slots=True)
class FollowedProposalPage:
    """What the office says it has done."""

    at: datetime
    text: str
    photos: list[FollowedProofPage]


@dataclass(frozen=True, slots=True)
class FollowedPhotoPage:
    """A photograph that the citizen sent, by its reference; ``url`` as above, ``findings`` say what to mend."""

    reference: str
    state: str
    url: str | None
    findings: list[FollowedFindingPage]

    @classmethod
    def of(cls, photo: Pictured) -> FollowedPhotoPage:
        """The page of a photograph."""
        document = photo.document
        return cls(document.reference, document.state.value, photo.link, _found(photo))


@dataclass(frozen=True, slots=True)
class IdentityOpenedPage:
    """That a supervisor looked at who is behind the complaint, and why."""

    at: datetime
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedPage:
    """A complaint for its citizen. Of one that was joined to another, the clock is the other's.

    ``steps`` are its own and those of the other, but for what lies between the other's citizen and the office.

    ``text`` is what they brought, null once it was erased.

    ``may`` is what can be done now: message, confirm, dispute, reopen; ``joined_to`` is the other's public id.
    ``reopen_until`` is null where there is nothing to reopen.
    """

    reference: str
    public: str
    state: str
    state_name: Text
    sort: str
    identity: str
    category: str
    category_name: Text
    office: str
    office_name: Text
    agency: str
    service: str | None
    text: str | None
    received: datetime
    verify_by: datetime | None
    due: datetime
    ended: datetime | None
    clock: FollowedClockPage
    steps: list[FollowedStepPage]
    messages: list[FollowedMessagePage]
    proposal: FollowedProposalPage | None
    may: list[str]
    reopen_until: datetime | None
    photos: list[FollowedPhotoPage]
    joined_to: str | None
    followers: int
    version: int
    identity_opened: list[IdentityOpenedPage]

    @classmethod
    def of(cls, followed: Followed) -> FollowedPage:
        """The page of a complaint, in its office's time."""
        one, main, clock = followed.complaint, followed.main, followed.standing
        zone = followed.office.time_zone
        joined = main.reference != one.reference
        return cls(
            reference=one.reference,
            public=one.public,
            state=main.state.value,
            state_name=state_named(main.state),
            sort=one.sort.value,
            identity=one.identity.value,
            category=main.category,
            category_name=named(main.category),
            office=main.office,
            office_name=followed.office.name,
            agency=main.agency,
            service=one.service or None,
            text=followed.told.text if followed.told else None,
            received=office_time(one.received, zone),
            verify_by=None if main.verified else clock.verify_by,
            due=clock.due,
            ended=_local(main.ended, zone),
            clock=FollowedClockPage(
                clock.level, clock.paused, clock.left_days, [clocked(reason) for reason in clock.explained]
            ),
            steps=[FollowedStepPage.of(step, zone) for step in steps_told(one, main)],
            messages=[
                FollowedMessagePage.of(said, zone)
                for said in (followed.told.messages if followed.told else ())
            ],
            proposal=_proposal(followed, zone),
            may=list(followed.may),
            reopen_until=_local(followed.reopen_until, zone),
            photos=[FollowedPhotoPage.of(photo) for photo in followed.album.photos],
            joined_to=main.public if joined else None,
            followers=main.followers,
            version=one.version,
            identity_opened=[
                IdentityOpenedPage(office_time(step.at, zone), explained(step.why))
                for step in one.steps
                if step.act == Act.OPEN_IDENTITY.value and step.why in REASONS
            ],
        )


@dataclass(frozen=True, slots=True)
class RoughPlacePage:
    """A place to a thousandth of a degree."""

    lat: float
    long: float

    @classmethod
    def of(cls, place: Place | None) -> RoughPlacePage | None:
        """The page of a place, or None."""
        return cls(place.lat, place.long) if place else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicComplaintPage:
    """A verified complaint as everybody may see it; ``title`` is an officer's words, or its category's name."""

    id: str
    title: Text
    office: str
    category: str
    category_name: Text
    sort: str
    state: str
    state_name: Text
    received: datetime
    due: datetime | None
    ended: datetime | None
    followers: int
    place: RoughPlacePage | None

    @classmethod
    def of(cls, listed: Listed, zone: str) -> PublicComplaintPage:
        """The page of a complaint in the list."""
        return cls(
            id=listed.public,
            title=_title(listed.title, listed.category),
            office=listed.office,
            category=listed.category,
            category_name=named(listed.category),
            sort=listed.sort.value,
            state=listed.state.value,
            state_name=state_named(listed.state),
            received=office_time(listed.received, zone),
            due=_local(listed.due, zone),
            ended=_local(listed.ended, zone),
            followers=listed.followers,
            place=RoughPlacePage.of(listed.place),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFiguresPage:
    """What became of those received in that time. ``confirmed_percent``: of those that ended, null where none did."""

    received: int
    confirmed: int
    ended: int
    open: int
    overdue: int
    confirmed_percent: int | None

    @classmethod
    def of(cls, figures: Figures) -> PublicFiguresPage:
        """The page of figures."""
        return cls(
            received=figures.received,
            confirmed=figures.confirmed,
            ended=figures.ended,
            open=figures.open,
            overdue=figures.overdue,
            confirmed_percent=figures.confirmed_percent,
        )


@dataclass(frozen=True, slots=True)
class PublicComplaintsPage:
    """The newest first; ``next`` is what to ask for as ``after`` to see more, or null."""

    complaints: list[PublicComplaintPage]
    next: str | None
    figures: PublicFiguresPage

    @classmethod
    def of(cls, found: Found, zone_of: Callable[[str], str]) -> PublicComplaintsPage:
        """The page of a list."""
        return cls(
            [PublicComplaintPage.of(one, zone_of(one.office)) for one in found.listed],
            found.listed[-1].public if found.more else None,
            PublicFiguresPage.of(found.figures),
        )


def state_named(state: State) -> Text:
    """The name of a state."""
    return both(f"complaint-state.{state.value}")


def _title(title: str, category: str) -> Text:
    return Text(title, title) if title else named(category)


def _proposal(followed: Followed, zone: str) -> FollowedProposalPage | None:
    """The office's proposal to this citizen; who follows another complaint is not told what was said in that one."""
    one, told = followed.complaint, followed.told
    if one.proposed is None or told is None:
        return None
    photos = [FollowedProofPage.of(photo) for photo in followed.album.shown]
    return FollowedProposalPage(office_time(one.proposed, zone), told.proposal, photos)


def _found(photo: Pictured) -> list[FollowedFindingPage]:
    return [FollowedFindingPage(one.code, sentence_of(one)) for one in photo.findings()]


def _local(moment: datetime | None, zone: str) -> datetime | None:
    return office_time(moment, zone) if moment else None
