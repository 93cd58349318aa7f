"""What citizens and officers are shown of documents. Only an officer's ``ReviewPage`` names a citizen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.core.clock import office_time
from chalicelib.core.text import Text
from chalicelib.documents.document import PERMILLE, Act, State
from chalicelib.documents.finding import Weight
from chalicelib.documents.reading.seen import Field
from chalicelib.documents.rules import masking
from chalicelib.documents.sentences import name_of, reason_of, sentence_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.documents.document import Attempt, Document
    from chalicelib.documents.service import Begun, Checklist, Entry, Listed, Opened, Shown

#: What is still on its way has been found nothing of.
ON_ITS_WAY = frozenset({State.WAITING, State.CHECKING})


@dataclass(frozen=True, slots=True)
class FindingPage:
    """Something that was found, in words; ``code`` stays the same in every language."""

    code: str
    message: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadPage:
    """A document that waits for its file: post ``fields``, then the file, to ``url`` before it ``expires``."""

    reference: str
    kind: str
    state: str
    url: str
    fields: dict[str, str]
    expires: datetime

    @classmethod
    def of(cls, begun: Begun) -> UploadPage:
        """The page of an upload that was begun."""
        document = begun.document
        return cls(
            reference=document.reference,
            kind=document.kind,
            state=document.state.value,
            url=begun.form.url,
            fields=dict(begun.form.fields),
            expires=begun.ends,
        )


@dataclass(frozen=True, slots=True)
class AttemptPage:
    """A file that was sent, and what became of it; ``sent`` null when none ever came."""

    sent: datetime | None
    state: str
    findings: list[FindingPage]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """A document as its citizen sees it; ``fields`` are what was read, masked. ``history`` is the newest first."""

    reference: str
    for_: str
    kind: str
    kind_name: dict[str, str]
    state: str
    findings: list[FindingPage]
    fields: dict[str, str]
    sent: datetime | None
    may_send_again: bool
    may_ask_officer: bool
    history: list[AttemptPage]

    @classmethod
    def of(cls, shown: Shown, zone: str, *, may_ask: bool) -> DocumentPage:
        """The page of a document, times in the office's zone."""
        document = shown.document
        return cls(
            reference=document.reference,
            for_=document.owner,
            kind=document.kind,
            kind_name=kind_name(document.kind),
            state=document.state.value,
            findings=found(document.attempt, words=shown.words),
            fields=_masked(document, shown.fields),
            sent=_office_time(document.attempt.sent, zone),
            may_send_again=document.may(Act.BEGIN),
            may_ask_officer=may_ask,
            history=_history(document, zone),
        )


@dataclass(frozen=True, slots=True)
class EntryPage:
    """A document that a record needs, or has; ``state`` is ``missing`` while it was not sent.

    ``served_by_earlier``: one that was cleared before serves in its place.
    """

    kind: str
    kind_name: dict[str, str]
    reference: str | None
    state: str
    findings: list[FindingPage]
    served_by_earlier: bool

    @classmethod
    def of(cls, entry: Entry) -> EntryPage:
        """The page of an entry of the checklist."""
        document = entry.document
        state = document.state.value if document else "missing"
        return cls(
            entry.kind,
            kind_name(entry.kind),
            document.reference if document else None,
            State.ACCEPTED.value if entry.by_earlier else state,
            found(document.attempt) if document and not entry.by_earlier else [],
            entry.by_earlier,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistPage:
    """The documents of a record; ``missing`` names the kinds to send, ``remind`` that the visit is within two days."""

    reference: str
    documents: list[EntryPage]
    cleared: bool
    missing: list[str]
    remind: bool

    @classmethod
    def of(cls, checklist: Checklist) -> ChecklistPage:
        """The page of a record's documents."""
        return cls(
            reference=checklist.subject.reference,
            documents=[EntryPage.of(entry) for entry in checklist.entries],
            cleared=checklist.cleared,
            missing=list(checklist.missing),
            remind=checklist.remind,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPage:
    """A document that waits for an officer; ``visit`` null where its record has no visit."""

    reference: str
    kind: str
    kind_name: dict[str, str]
    service: str
    service_name: Text
    visit: dt.date | None
    sent: datetime | None
    findings: list[FindingPage]
    asked_by_citizen: bool

    @classmethod
    def of(cls, listed: Listed, service_name: Text, zone: str) -> ListedPage:
        """The page of a waiting document."""
        document = listed.document
        return cls(
            reference=document.reference,
            kind=document.kind,
            kind_name=kind_name(document.kind),
            service=document.service,
            service_name=service_name,
            visit=listed.day,
            sent=_office_time(document.attempt.sent, zone),
            findings=found(document.attempt, hints=True),
            asked_by_citizen=document.asked,
        )


@dataclass(frozen=True, slots=True)
class ReviewListPage:
    """What waits for an officer, the soonest visit first."""

    documents: list[ListedPage]


@dataclass(frozen=True, slots=True)
class FieldPage:
    """A field: as it was read and how surely (0 to 1), null where it was not, and as an officer typed it.

    ``booked`` is what the citizen gave of it when they booked, so that an officer sees where the two differ.
    """

    read: str | None
    score: float | None
    typed: str | None
    booked: str | None


@dataclass(frozen=True, slots=True)
class CitizenPage:
    """Whose document it is, as they gave themselves."""

    name: str
    nik_masked: str


@dataclass(frozen=True, slots=True)
class ImagePage:
    """Where the picture is, for a short while."""

    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """A document open before an officer; ``citizen`` null once they were erased. ``version`` goes with a decision."""

    reference: str
    kind: str
    kind_name: dict[str, str]
    service: str
    service_name: Text
    visit: dt.date | None
    sent: datetime | None
    state: str
    findings: list[FindingPage]
    asked_by_citizen: bool
    fields: dict[str, FieldPage]
    citizen: CitizenPage | None
    images: list[ImagePage]
    content_type: str | None
    history: list[AttemptPage]
    version: int

    @classmethod
    def of(cls, opened: Opened, service_name: Text, zone: str) -> ReviewPage:
        """The page of an opened document."""
        document = opened.document
        citizen = opened.citizen
        return cls(
            reference=document.reference,
            kind=document.kind,
            kind_name=kind_name(document.kind),
            service=document.service,
            service_name=service_name,
            visit=opened.day,
            sent=_office_time(document.attempt.sent, zone),
            state=document.state.value,
            findings=found(document.attempt, hints=True),
            asked_by_citizen=document.asked,
            fields=_fields(opened),
            citizen=CitizenPage(citizen.name, masking.number(citizen.nik)) if citizen else None,
            images=[ImagePage(opened.link)] if opened.link else [],
            content_type=document.attempt.kept_type,
            history=_history(document, zone, hints=True),
            version=document.version,
        )


def kind_name(kind: str) -> dict[str, str]:
    """What a kind of document is called, in both languages."""
    name = name_of(kind)
    return {"id": name.id, "en": name.en}


def found(attempt: Attempt, *, hints: bool = False, words: str | None = None) -> list[FindingPage]:
    """What was found about a file: an officer's reasons where there are any, else the machine's findings.

    ``hints`` are for officers only; ``words`` stand where an officer rejected it in words of their own. A citizen who
    has something to mend is told that alone: what an officer would look at comes only once there is nothing to mend.
    """
    if attempt.state in ON_ITS_WAY:
        return []
    if attempt.reasons and not hints:
        return [_reason(code, words) for code in attempt.reasons]
    mend = any(one.weight is Weight.MEND for one in attempt.findings) and attempt.state is State.REJECTED
    told = {Weight.MEND} if mend else {Weight.MEND, Weight.OFFICER}
    shown = [one for one in attempt.findings if hints or one.weight in told]
    return [FindingPage(one.code, sentence_of(one)) for one in shown]


def _reason(code: str, words: str | None) -> FindingPage:
    message = Text(words, words) if code == "words" and words else reason_of(code)
    return FindingPage(code, message)


def _masked(document: Document, fields: Mapping[str, str]) -> dict[str, str]:
    scores = document.scores
    read = {name: Field(text, scores.get(name, PERMILLE) / PERMILLE) for name, text in fields.items()}
    return masking.masked(document.kind, read)


def _fields(opened: Opened) -> dict[str, FieldPage]:
    scores, citizen = opened.document.scores, opened.citizen
    booked = {"nik": citizen.nik, "name": citizen.name} if citizen else {}
    names = dict.fromkeys([*opened.read, *opened.typed])
    return {
        name: FieldPage(
            opened.read.get(name),
            scores[name] / PERMILLE if name in scores else None,
            opened.typed.get(name),
            booked.get(name),
        )
        for name in names
    }


def _history(document: Document, zone: str, *, hints: bool = False) -> list[AttemptPage]:
    return [
        AttemptPage(_office_time(attempt.sent, zone), attempt.state.value, found(attempt, hints=hints))
        for attempt in reversed(document.history)
    ]


def _office_time(moment: datetime | None, zone: str) -> datetime | None:
    return office_time(moment, zone) if moment else None
