"""What officers do with a complaint that goes on: take it, give it, ask, answer, reply, note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.complaints import acts
from chalicelib.complaints.message import Voice
from chalicelib.complaints.service.folders import Deed
from chalicelib.complaints.states import Act
from chalicelib.core.errors import Fault, InvalidFields, NotAllowed, NotFound, Refusal
from chalicelib.core.officer import HEADS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chalicelib.complaints.acts import Doing
    from chalicelib.complaints.complaint import Complaint
    from chalicelib.complaints.service.folders import Folders, Hand
    from chalicelib.complaints.states import Sort

#: The officer who asks, by a word that a page need not know their id for.
ME = "me"


class Handling:
    """Complaints in the hands of officers. Every verb: NotFound, ComplaintChanged, NotInThisState, UnknownOffice."""

    def __init__(self, folders: Folders, known: Callable[[str], int | None]) -> None:
        """Take the complaints that officers may open; ``known`` tells the days of a category, None for no category."""
        self._folders = folders
        self._known = known

    def verify(self, hand: Hand, *, title: str = "") -> Complaint:
        """It is taken on, and stands in the public list by an officer's words."""
        return self._folders.change(
            hand,
            Deed(act=Act.VERIFY),
            lambda one, doing: acts.verified(one, doing, title=title),
            there=lambda one: title in {"", one.title},
        )

    def reclassify(
        self, hand: Hand, *, category: str | None = None, days: int | None = None, sort: Sort | None = None
    ) -> Complaint:
        """Another category with the days of its class, or other days, or another sort; the clock keeps its start.

        Days other than the category's own are a supervisor's to give: the promise is not the officer's. NotAllowed.
        """
        if (category, days, sort) == (None, None, None):
            raise InvalidFields(Fault("category", "missing"))
        usual = self._known(category) if category else None
        if category and usual is None:
            raise InvalidFields(Fault("category", "unknown-category"))

        def step(one: Complaint, doing: Doing) -> Complaint:
            wanted = category or one.category
            kept = one.days if wanted == one.category else None
            if days not in {None, kept, self._known(wanted)} and hand.officer.role not in HEADS:
                raise NotAllowed(field="days")
            return acts.reclassified(
                one, doing, category=wanted, days=days or usual or one.days, sort=sort or one.sort
            )

        return self._folders.change(
            hand,
            Deed(act=Act.RECLASSIFY),
            step,
            there=lambda one: (
                category in {None, one.category}
                and (days or usual) in {None, one.days}
                and sort in {None, one.sort}
            ),
        )

    def assign(self, hand: Hand, *, officer: str) -> Complaint:
        """Into the hands of an officer of the agency, or ("") of nobody in particular."""
        given = hand.officer.id if officer == ME else officer
        return self._folders.change(
            hand,
            Deed(act=Act.ASSIGN),
            lambda one, doing: acts.assigned(one, doing, officer=given),
            there=lambda one: one.officer == given,
        )

    def start(self, hand: Hand) -> Complaint:
        """Work begins."""
        return self._folders.change(hand, Deed(act=Act.START), acts.started)

    def ask(self, hand: Hand, words: str) -> Complaint:
        """Ask the citizen; the clock stands until they answer."""
        return self._folders.change(hand, Deed(act=Act.ASK, words=words), acts.asked)

    def answer(self, hand: Hand, words: str) -> Complaint:
        """The citizen has answered in another way, at the counter or by telephone; the clock goes on."""
        return self._folders.change(
            hand, Deed(act=Act.ANSWER, words=words, voice=Voice.CITIZEN), acts.answered
        )

    def reply(self, hand: Hand, words: str) -> Complaint:
        """Say something to the citizen, in any state."""
        return self._folders.change(hand, Deed(act=Act.REPLY, words=words), acts.replied)

    def note(self, hand: Hand, words: str) -> Complaint:
        """Say something among officers."""
        return self._folders.change(hand, Deed(act=Act.NOTE, words=words, voice=Voice.NOTE), acts.noted)

    def hand_over(self, hand: Hand, *, office: str | None, agency: str | None) -> Complaint:
        """To another office or agency of the city, which finds it in its list on the clock it had.

        UnknownOffice; InvalidFields where that agency does not work there, or it is where it lies already.
        """
        there = self._folders.offices.office(office or hand.office)
        try:
            before = self._folders.open(hand.officer, hand.office, hand.reference)
        except NotFound:
            return self._folders.handed_over_before(
                hand, Deed(act=Act.PASS_ON, why=agency or hand.officer.agency)
            )
        unit = agency or before.agency
        if unit not in {service.agency_id for service in there.services}:
            raise InvalidFields(Fault("agency", "not-in-this-office"))
        if (there.id, unit) == (before.office, before.agency) and before.version == hand.version:
            raise InvalidFields(Fault("agency", "lies-there"))
        return self._folders.change(
            hand,
            Deed(act=Act.PASS_ON, why=unit),
            lambda one, doing: acts.handed_over(one, doing, office=there.id, agency=unit),
            there=lambda one: (one.office, one.agency) == (there.id, unit),
        )


def together(
    hands: Sequence[Hand], act: Callable[[Hand], Complaint]
) -> tuple[list[Complaint], list[tuple[str, str]]]:
    """One act on many complaints, each by itself: those that it was done to, and (reference, code) of the others."""
    done: list[Complaint] = []
    refused: list[tuple[str, str]] = []
    for hand in hands:
        try:
            done.append(act(hand))
        except Refusal as refusal:
            refused.append((hand.reference, refusal.code))
    return done, refused
