"""Their complaint, for whoever can prove that it is theirs: how it stands, what was said, and the second key.

What a citizen writes is kept in every state, for ever; while the office waits for them it ends the wait, whichever
channel it comes through. A write that is repeated finds what it did: by its Idempotency-Key, or by having the same
words as the citizen's last one, with nothing said by the office in between.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chalicelib.complaints import acts
from chalicelib.complaints.acts import Doing
from chalicelib.complaints.clock import clock_of, standing
from chalicelib.complaints.closing import REOPEN_WITHIN, reopen_until
from chalicelib.complaints.errors import NotInThisState, TooLateToReopen
from chalicelib.complaints.message import Voice
from chalicelib.complaints.service.slowing import too_much
from chalicelib.complaints.service.timing import timed
from chalicelib.complaints.service.working import OfficeHours
from chalicelib.complaints.states import Act, State
from chalicelib.complaints.suspicion import Flag
from chalicelib.core.errors import Busy, KeyReused, NotFound, TooManyTries
from chalicelib.core.table import ConditionFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from chalicelib.complaints.clock import Standing
    from chalicelib.complaints.complaint import Complaint
    from chalicelib.complaints.service.joining import Joining
    from chalicelib.complaints.service.photos import Album, Photos
    from chalicelib.complaints.service.slowing import Slowing
    from chalicelib.complaints.service.words import Told, Words
    from chalicelib.complaints.store import ComplaintStore
    from chalicelib.core.table import Item, Key, Write
    from chalicelib.offices.service import Office, Offices
    from chalicelib.people.service import Asker, People

# A complaint that keeps changing under its citizen is being worked on; after a few looks give up.
LOOKS = 4
#: So many of the citizen's last writes are remembered, to know them when they are repeated.
MARKS = 20
MARK_SIGNS = 16
#: What a citizen may do beside writing.
OF_CITIZENS = (Act.CONFIRM, Act.DISPUTE, Act.REOPEN)
#: With these the office has said something: the same words of the citizen afterwards are new ones.
OF_THE_OFFICE = frozenset(
    act.value
    for act in (Act.VERIFY, Act.ASK, Act.REPLY, Act.PROPOSE, Act.CLOSE, Act.PASS_ON, Act.DISMISS, Act.MERGE)
)
#: In these states something of that kind is done already, and repeating it is nothing new.
DONE = {Act.CONFIRM: State.CONFIRMED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What a citizen writes: the act, their words ("" for a mere yes), and the Idempotency-Key, if one was sent."""

    act: Act
    text: str = ""
    key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A complaint as its citizen sees it.

    ``main`` is the one that it is a duplicate of, whose way it goes, or itself. ``told`` are its words and what was
    said, None once they were erased. ``may`` is what the citizen can do now. ``album`` holds what the citizen sent, and
    what the office shows of what it did.
    """

    complaint: Complaint
    main: Complaint
    office: Office
    standing: Standing
    told: Told | None
    may: Sequence[str]
    album: Album
    reopen_until: datetime | None = None


class Following:
    """Complaints in the hands of their citizens."""

    def __init__(
        self,
        store: ComplaintStore,
        words: Words,
        joining: Joining,
        slowing: Slowing,
        photos: Photos,
        *,
        offices: Offices,
        people: People,
        now: Callable[[], datetime],
    ) -> None:
        """Take the store, what opens words, knows duplicates, slows, has photographs; the rooms below, the clock."""
        self._store = store
        self._words = words
        self._joining = joining
        self._slowing = slowing
        self._photos = photos
        self._offices = offices
        self._people = people
        self._now = now

    def look(self, asker: Asker) -> Followed:
        """How it stands. NotFound for an unknown reference and a wrong proof alike, TooManyTries."""
        item = self._people.confirm(self._people.admit(asker, self.where(asker.reference)))
        return self.followed(self._store.complaint_of(item))

    def write(self, asker: Asker, writing: Writing) -> Followed:
        """Carry out what the citizen writes; repeating it changes nothing.

        NotFound, TooManyTries, KeyReused, NotInThisState, TooLateToReopen, PostedTooMuch, Busy.
        """
        for _ in range(LOOKS):
            admission = self._people.admit(asker, self.where(asker.reference))
            before = self._store.complaint_of(admission.item)
            mark = self._mark(before, writing)
            if self._known(before, writing, mark):
                self._people.confirm(admission)
                return self.followed(before)
            try:
                after = self._done(before, writing, mark)
            except (NotInThisState, TooLateToReopen):
                self._people.confirm(admission)
                raise
            said = self._said(before, writing, mark)
            apart = self._joining.separating(before, after)
            pace = self._slowing.counting(self._slowing.of_messages(before.reference), self._now())
            try:
                kept = self._store.change(before, after, admission.check, *pace, *said, *apart)
            except ConditionFailed as refused:
                if min(refused.failed) > len(pace) + len(said):
                    # Somebody works on the one that it leaves; both are looked at again.
                    continue
                raise (TooManyTries() if 0 in refused.failed else too_much(self._now())) from None
            if kept:
                return self.followed(after)
        raise Busy

    def followed(self, complaint: Complaint) -> Followed:
        """A complaint with all that its citizen is told."""
        main = self._joining.main(complaint)
        office = self._offices.office(main.office)
        messages = [one for one in self._store.messages(complaint.reference) if one.voice is not Voice.NOTE]
        return Followed(
            complaint=complaint,
            main=main,
            office=office,
            standing=standing(clock_of(main, office.time_zone), OfficeHours(office), self._now()),
            told=self._words.told(complaint, messages),
            may=self._may(complaint),
            album=self._photos.of(complaint),
            reopen_until=reopen_until(complaint),
        )

    def where(self, reference: str) -> Key:
        """Where a complaint lies, for the one look-up over everything that has a reference."""
        return self._store.where(reference)

    def complaint_of(self, item: Item) -> Complaint:
        """The complaint in an item that was read with its proof."""
        return self._store.complaint_of(item)

    def _may(self, complaint: Complaint) -> list[str]:
        until = reopen_until(complaint)
        late = until is not None and self._now() > until
        can = [act for act in OF_CITIZENS if complaint.can(act) and not (act is Act.REOPEN and late)]
        return ["message", *(act.value for act in can)]

    def _done(self, before: Complaint, writing: Writing, mark: str) -> Complaint:
        """The complaint after what its citizen wrote."""
        doing = Doing(at=self._now())
        steps: dict[Act, Callable[[], Complaint]] = {
            Act.CONFIRM: lambda: acts.confirmed(before, doing),
            Act.DISPUTE: lambda: acts.disputed(before, doing),
            Act.REOPEN: lambda: _reopened(before, doing),
        }
        write = steps.get(writing.act)
        if write:
            after = write()
        elif before.can(Act.ANSWER):
            after = acts.answered(before, doing)
        else:
            after = replace(before, version=before.version + 1)
        new = (Flag.NEW_MESSAGE.value,) if writing.text and Flag.NEW_MESSAGE not in after.flags else ()
        after = replace(after, marks=(*after.marks, mark)[-MARKS:], flags=(*after.flags, *new))
        return timed(after, self._offices.office(after.office), self._now())

    def _said(self, complaint: Complaint, writing: Writing, mark: str) -> list[Write]:
        """The write that keeps the citizen's words, and for who follows another complaint, a note to its officers."""
        if not writing.text:
            return []
        main = self._joining.main(complaint)
        heard = [(complaint, Voice.CITIZEN)] + [(main, Voice.NOTE)] * (main.reference != complaint.reference)
        writes = []
        for one, voice in heard:
            name = self._people.keyring.short("complaint-message", f"{one.reference}#{mark}")
            message = self._words.message(one, writing.text, id=name, at=self._now(), voice=voice)
            if message is None and one is complaint:
                raise NotFound
            writes += [self._store.saying(message)] if message else []
        return writes

    def _mark(self, complaint: Complaint, writing: Writing) -> str:
        """Keyed hashes of the request's key and of what it says; without a key, of when in the talk it says it."""
        short = self._people.keyring.short
        words = f"{complaint.reference}#{writing.act}#{writing.text}"
        if writing.key is None:
            turn = sum(step.act in OF_THE_OFFICE for step in complaint.steps)
            return f".{short('complaint-said', f'{words}#{turn}')[:MARK_SIGNS]}"
        key = short("complaint-key", f"{complaint.reference}#{writing.key}")[:MARK_SIGNS]
        return f"{key}.{short('complaint-said', words)[:MARK_SIGNS]}"

    def _known(self, complaint: Complaint, writing: Writing, mark: str) -> bool:
        """Whether this very request was carried out before. KeyReused."""
        key, _, said = mark.partition(".")
        for there in complaint.marks if key else ():
            if there.partition(".")[0] == key:
                if there != mark:
                    raise KeyReused(field="Idempotency-Key")
                return True
        last = complaint.marks[-1].partition(".") if complaint.marks else None
        again = not key and last is not None and last[2] == said
        return again or DONE.get(writing.act) is complaint.state


def _reopened(complaint: Complaint, doing: Doing) -> Complaint:
    try:
        return acts.reopened(complaint, doing)
    except TooLateToReopen:
        raise TooLateToReopen(days=REOPEN_WITHIN.days) from None
