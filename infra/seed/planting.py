"""The demonstration's complaints, brought and worked on through the real services, at moments of the past.

Repeatable: a complaint is known again by its name, and of its deeds only those are done that were not done before.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.complaints.request import Contact, Request, Where
from chalicelib.complaints.service import Act, Closing, Following, Hand, Handling, Identity, Intake, Writing
from chalicelib.complaints.store import ComplaintStore
from chalicelib.core import clock
from chalicelib.core.errors import Fault
from chalicelib.core.references import grouped
from chalicelib.core.registry import get
from chalicelib.people import phone
from chalicelib.people.service import Asker
from infra.seed.demonstration import OF_CITIZENS
from infra.seed.publishing import working_days

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.complaints.service import Complaint, Filed
    from chalicelib.core.officer import Officer
    from infra.seed.demonstration import DeedEntry, SeedComplaint
    from infra.seed.loading import Seed
    from infra.seed.models import OfficerEntry

BETWEEN_DEEDS = timedelta(minutes=20)


class Played:
    """The clock of the services: the time, or a moment of the past while that is played."""

    def __init__(self, now: Callable[[], datetime] = clock.now) -> None:
        """Begin with the time as it is."""
        self.moment: datetime | None = None
        self._now = now

    def __call__(self) -> datetime:
        """The moment, in UTC."""
        return self.moment.astimezone(UTC) if self.moment else self._now()


def open_complaints(
    seed: Seed, played: Played, known: Callable[[OfficerEntry], Officer], say: Callable[[str], None]
) -> None:
    """Bring the demonstration's complaints and say how to look one up.

    ``played`` is the clock that the services were wired with; ``known`` finds the account of who works on them.
    """
    for example in seed.complaints:
        try:
            filed = _opened(example, played, known)
        finally:
            played.moment = None
        one = example.entry
        proof = one.phone[-4:] if one.phone and one.identity is Identity.NAMED else filed.secret
        say(f"{grouped(filed.complaint.reference)}  proof {proof}  {one.category} at {one.office}")


def _opened(example: SeedComplaint, played: Played, known: Callable[[OfficerEntry], Officer]) -> Filed:
    entry = example.entry
    days = working_days(entry.office, entry.days_ago, played())
    played.moment = days[0]
    filed = get(Intake).file(_request(example))
    # Every deed is a step, and so is that it was received.
    done = len(filed.complaint.steps) - 1
    who = known(example.officer) if example.officer and entry.deeds[done:] else None
    for place, deed in list(enumerate(entry.deeds, start=1))[done:]:
        played.moment = days[deed.day] + place * BETWEEN_DEEDS
        _do(filed, deed, who)
    return filed


def _request(example: SeedComplaint) -> Request:
    entry = example.entry
    digits = phone.read(entry.phone) if entry.phone else None
    place = entry.place
    return Request(
        office=entry.office,
        text=entry.text,
        identity=entry.identity,
        sort=entry.sort,
        category=entry.category,
        answers=entry.answers,
        place=Where(words=place.words or "", lat=place.lat, long=place.long) if place else None,
        contact=Contact(entry.name, None if isinstance(digits, Fault) else digits),
        language=entry.language,
        key=entry.complaint,
    )


def _do(filed: Filed, deed: DeedEntry, who: Officer | None) -> None:
    """One deed, by the citizen or by the officer."""
    act, complaint = Act(deed.act), _now_kept(filed)
    if act in OF_CITIZENS:
        asker = Asker(complaint.reference, filed.secret, "")
        get(Following).write(asker, Writing(act=act, text=deed.text))
        return
    if who is None:
        raise LookupError(f"nobody is there to {act} {complaint.reference}")
    hand = Hand(
        officer=who, office=complaint.office, reference=complaint.reference, version=complaint.version
    )
    desk, closing = get(Handling), get(Closing)
    deeds: dict[Act, Callable[[], Complaint]] = {
        Act.VERIFY: lambda: desk.verify(hand, title=deed.text),
        Act.ASSIGN: lambda: desk.assign(hand, officer=who.id),
        Act.START: lambda: desk.start(hand),
        Act.ASK: lambda: desk.ask(hand, deed.text),
        Act.REPLY: lambda: desk.reply(hand, deed.text),
        Act.PROPOSE: lambda: closing.propose(hand, deed.text, without_photo=deed.without_photo),
    }
    deeds[act]()


def _now_kept(filed: Filed) -> Complaint:
    found = get(ComplaintStore).get(filed.complaint.reference)
    if found is None:
        raise LookupError(filed.complaint.reference)
    return found
