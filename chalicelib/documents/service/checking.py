"""Checking what was uploaded: from the bucket's event to findings and a state.

Events come twice, late and out of order, for objects that were deleted or replaced meanwhile. One result for each
version of an object, and nothing lost:

| the event is about | then |
|---|---|
| an object of no document of ours | the object goes |
| a version that was judged already, here or in an earlier attempt | nothing more |
| the same bytes again under the same key, as a phone sends that lost the answer | nothing new: they were judged |
| a file that a document waits for | it is judged |
| the same while another function judges it | both judge, the first to write is the result |
| a version older than the one judged last | nothing: what came later counts |
| a later version under the same key after a rejection | another attempt, judged |
| a later version after acceptance, or while an officer decides | nothing: only what was rejected is sent again |
| an object of an earlier attempt's key | nothing: it was judged, or given up for another |
| an object that is gone before it was judged | the document waits for one again |
| a document whose record, or whose citizen, is gone | nothing is judged |

In every case that version of the object is deleted in the end. What fails for a passing reason raises, and the queue
brings the event again; a reader that fails is no reason to send anybody away, an officer looks (judging).
"""

from __future__ import annotations

from hashlib import sha256
from secrets import token_hex
from typing import TYPE_CHECKING

from chalicelib.core import telemetry
from chalicelib.core.clock import office_time
from chalicelib.core.errors import Busy
from chalicelib.documents.document import PERMILLE, Act, Outcome, State, arrived, judged, lost, worst
from chalicelib.documents.files.opened import Opened
from chalicelib.documents.finding import Finding
from chalicelib.documents.kinds import MEGABYTE
from chalicelib.documents.outcomes import NotSaved
from chalicelib.documents.ports import Compared, Picture
from chalicelib.documents.service.clearance import until
from chalicelib.documents.service.owners import owner_of
from chalicelib.documents.service.purpose import sweep_day
from chalicelib.documents.storage import KEPT, ObjectGone, ObjectTooLarge

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from chalicelib.core.table import Write
    from chalicelib.documents.document import Document
    from chalicelib.documents.judging import Judgement
    from chalicelib.documents.outcomes import Use
    from chalicelib.documents.ports import Judge, Objects, Owners, Subject
    from chalicelib.documents.storage import Uploaded
    from chalicelib.documents.store import Papers
    from chalicelib.offices.service import Offices
    from chalicelib.people.service import Citizen, People

LOOKS = 6
#: What a record that waited for a document can go on with.
OF_USE = frozenset({State.ACCEPTED, State.NEEDS_OFFICER})


class Checking:
    """Judge what was uploaded."""

    def __init__(
        self,
        store: Papers,
        objects: Objects,
        judge: Judge,
        *,
        people: People,
        offices: Offices,
        owners: Owners,
        now: Callable[[], datetime],
    ) -> None:
        """Take the store, the bucket, the judge, the rooms below, the records that documents belong to, the clock."""
        self._store = store
        self._objects = objects
        self._judge = judge
        self._people = people
        self._offices = offices
        self._owners = owners
        self._now = now

    def check(self, uploaded: Uploaded) -> None:
        """Check an object of the bucket; see the table above. Raises to have it brought again."""
        reference = self._store.of_object(uploaded.key)
        document = self._store.get(reference) if reference else None
        if document is None:
            self._objects.delete(uploaded.key)
            return
        version = uploaded.version or uploaded.sequencer
        if _wants(document, uploaded, version):
            self._check(document, uploaded, version)
        self._answer(document, version)
        # Only this version: a later one under the same key has an event, and a result, of its own.
        self._objects.delete(uploaded.key, uploaded.version)

    def _answer(self, document: Document, version: str) -> None:
        """Tell the record that a file of use has come, while a failure still brings the event again."""
        now = self._store.get(document.reference)
        came = now is not None and now.attempt.object_version == version and now.state in OF_USE
        if now is not None and came and not now.about.by_officers:
            owner_of(self._owners, now.owner).answered(now.owner)

    def _check(self, document: Document, uploaded: Uploaded, version: str) -> None:
        owner = owner_of(self._owners, document.owner)
        subject = owner.subjects([document.owner]).get(document.owner)
        citizen = owner.citizen(document.owner) if subject else None
        if subject is None or citizen is None:
            return
        try:
            body = self._objects.get(uploaded.key, uploaded.version, most_bytes=document.about.most_bytes)
        except ObjectGone:
            self._lose(document, version)
            return
        except ObjectTooLarge:
            # The form's own limit holds this off; nothing of what came in another way is read.
            body = None
        if body is not None and document.attempt.sha256 == sha256(body).hexdigest():
            return
        marked = self._marked(document, uploaded, version)
        if marked is not None:
            self._conclude(marked, subject, citizen, body)

    def _marked(self, document: Document, uploaded: Uploaded, version: str) -> Document | None:
        """The document as being checked for this version; None when it is not wanted any more."""
        for _ in range(LOOKS):
            attempt = document.attempt
            if attempt.state is State.CHECKING and attempt.object_version == version:
                return document
            marked = arrived(document, version, uploaded.sequencer, self._now())
            try:
                self._store.save(document, marked)
            except NotSaved:
                now = self._store.get(document.reference)
                if now is None or not _wants(now, uploaded, version):
                    return None
                document = now
            else:
                return marked
        raise Busy

    def _lose(self, document: Document, version: str) -> None:
        """Wait again for a file that is gone; if the document changed meanwhile, it was judged."""
        attempt = document.attempt
        if attempt.state is not State.CHECKING or attempt.object_version != version:
            return
        try:
            self._store.save(document, lost(document))
        except NotSaved:
            telemetry.count("DocumentOvertaken")

    def _conclude(self, document: Document, subject: Subject, citizen: Citizen, body: bytes | None) -> None:
        """Judge and write the result, unless another function was faster."""
        today = office_time(self._now(), self._offices.office(subject.office).time_zone).date()
        judgement = self._judged(document, subject, citizen, body, today)
        kept = self._kept(judgement)
        try:
            written = self._result(document, subject, judgement, kept, today=today)
        except Exception:
            self._forget(kept)
            raise
        if not written:
            self._forget(kept)
            return
        for attempt in document.history:
            # Nobody decides by the pictures of earlier attempts any more.
            if attempt.kept:
                self._objects.delete(attempt.kept)

    def _result(
        self,
        document: Document,
        subject: Subject,
        judgement: Judgement,
        kept: tuple[str, str] | None,
        *,
        today: date,
    ) -> bool:
        """Write the result; False when another function has. Raises Busy when it keeps changing."""
        for _ in range(LOOKS):
            if self._written(document, subject, judgement, kept, today=today):
                return True
            now = self._store.get(document.reference)
            if now is None or now.attempt != document.attempt:
                return False
            document = now
        raise Busy

    def _judged(
        self, document: Document, subject: Subject, citizen: Citizen, body: bytes | None, today: date
    ) -> Judgement:
        """What the judge says. It answers for a reader that fails; whatever else fails brings the event again."""
        if body is None:
            return _too_large(document)
        from chalicelib.documents.judging import Asked  # noqa: PLC0415 - all the rules: only the check judges

        asked = Asked(
            kind=document.kind,
            content_type=document.attempt.content_type,
            name=citizen.name,
            nik=citizen.nik,
            today=today,
            needed_on=max(subject.day or today, today),
        )
        return self._judge(body, asked)

    def _kept(self, judgement: Judgement) -> tuple[str, str] | None:
        """Where the clean copy was put, and its type; None when there is none."""
        if judgement.opened.kept is None:
            return None
        content_type, body = judgement.opened.kept
        key = f"{KEPT}{token_hex(16)}"
        self._objects.put(key, body, content_type)
        return key, content_type

    def _forget(self, kept: tuple[str, str] | None) -> None:
        if kept is not None:
            self._objects.delete(kept[0])

    def _written(
        self,
        document: Document,
        subject: Subject,
        judgement: Judgement,
        kept: tuple[str, str] | None,
        *,
        today: date,
    ) -> bool:
        """Whether the result was written; False when the document, or a mark of it, changed meanwhile."""
        outcome, more = self._outcome(document, subject, judgement, kept)
        sweep = sweep_day(subject, document.about, today)
        result = judged(document, outcome, sweep=sweep, day=subject.day)
        if outcome.state is State.ACCEPTED and not document.about.many:
            more.append(self._store.clearing(result, until(result, today)))
        try:
            self._store.save(document, result, *more)
        except NotSaved:
            return False
        telemetry.count("DocumentJudged")
        return True

    def _outcome(
        self,
        document: Document,
        subject: Subject,
        judgement: Judgement,
        kept: tuple[str, str] | None,
    ) -> tuple[Outcome, list[Write]]:
        now = self._now()
        marks = self._marks(document, judgement)
        uses = self._store.uses(list(marks.values()))
        compared = self._compared(document, subject, judgement)
        findings = (
            *judgement.findings,
            *_again(document, judgement),
            *_used(document, marks, uses),
            *compared.findings,
        )
        state = worst(findings, State(judgement.verdict.value))
        read = {f"read.{name}": one.text for name, one in judgement.fields.items()}
        sealed: Mapping[str, bytes] = {}
        more: list[Write] = []
        if read:
            sealed, record_key = self._people.seal_fields(
                read, table=self._store.table, reference=document.reference, person=document.person
            )
            more.append(record_key)
        if state is not State.REJECTED:
            free = [mark for mark in marks.values() if _is_free(document, uses.get(mark))]
            more += self._store.using(document, free)
            more += compared.writes
        outcome = Outcome(
            state=state,
            findings=findings,
            at=now,
            sha256=judgement.opened.sha256,
            pixels=judgement.opened.pixels,
            likeness=judgement.likeness,
            taken=judgement.opened.taken if document.about.place else None,
            kept=kept[0] if kept else None,
            kept_type=kept[1] if kept else None,
            scores={name: round(one.score * PERMILLE) for name, one in judgement.fields.items()},
            sealed=sealed,
            marks=tuple(marks.values()),
            expires=judgement.expires,
        )
        return outcome, more

    def _compared(self, document: Document, subject: Subject, judgement: Judgement) -> Compared:
        """What its record has to say about a picture of a place that can be looked at."""
        opened = judgement.opened
        if not document.about.place or opened.kept is None:
            return Compared()
        picture = Picture(
            reference=document.reference,
            kind=document.kind,
            sha256=opened.sha256,
            pixels=opened.pixels,
            likeness=judgement.likeness,
            taken=opened.taken,
        )
        return owner_of(self._owners, document.owner).compared(subject, picture)

    def _marks(self, document: Document, judgement: Judgement) -> dict[str, str]:
        """Keyed hashes of what should not come from two people, by what they are of."""
        if document.about.shared:
            return {}
        opened = judgement.opened
        number = f"{document.kind}|{judgement.number}" if judgement.number else None
        clear = {"bytes": opened.sha256, "pixels": opened.pixels, "number": number}
        keyring = self._people.keyring
        return {name: keyring.short(f"document-{name}", text) for name, text in clear.items() if text}


def _wants(document: Document, uploaded: Uploaded, version: str) -> bool:
    """Whether an object is to be judged for a document; see the table above."""
    attempt = document.attempt
    if uploaded.key != attempt.key or document.judged_version(version) or not document.may(Act.ARRIVE):
        return False
    return not (attempt.sequencer and uploaded.sequencer < attempt.sequencer)


def _too_large(document: Document) -> Judgement:
    """What is said of a file that was not read at all."""
    from chalicelib.documents.judging import Judgement, Verdict  # noqa: PLC0415 - as above

    opened = Opened(content_type=None, sha256="")
    findings = (Finding("too-large", {"most_megabytes": document.about.most_bytes // MEGABYTE}),)
    return Judgement(verdict=Verdict.REJECTED, findings=findings, fields={}, opened=opened)


def _again(document: Document, judgement: Judgement) -> tuple[Finding, ...]:
    """That the very file, or the very picture, was rejected before for this document."""
    opened = judgement.opened
    for attempt in document.history:
        same = attempt.sha256 and attempt.sha256 == opened.sha256
        if same or (attempt.pixels and attempt.pixels == opened.pixels):
            return (Finding("same-file-again"),)
    return ()


def _used(document: Document, marks: Mapping[str, str], uses: Mapping[str, Use]) -> tuple[Finding, ...]:
    """That somebody else has sent the same file or picture, or a document of the same number."""
    others = {name for name, mark in marks.items() if not _is_free(document, uses.get(mark))}
    file = (Finding("used-by-another"),) if others & {"bytes", "pixels"} else ()
    number = (Finding("number-used-by-another"),) if "number" in others else ()
    return (*file, *number)


def _is_free(document: Document, use: Use | None) -> bool:
    return use is None or use.person == document.person
