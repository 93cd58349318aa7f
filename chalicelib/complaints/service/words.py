"""What was said in a complaint and about it, sealed under the complaint's own key."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.complaints.message import Message, Voice, field_of
from chalicelib.complaints.request import Where

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from chalicelib.complaints.complaint import Complaint
    from chalicelib.complaints.store import ComplaintStore
    from chalicelib.people.service import People

#: Names of the sealed fields of a complaint. The proposal is that of the last time.
TEXT, ANSWERS, PLACE, PROPOSAL = "text", "answers", "place", "proposal"
#: Why the last proposal came without a photograph.
WITHOUT_PHOTO = "without_photo"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Said:
    """The words of a message in the clear."""

    id: str
    at: datetime
    voice: Voice
    by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Told:
    """A complaint's words in the clear; ``answers`` by the ids of its category's questions."""

    text: str
    answers: Mapping[str, str]
    place: Where | None
    proposal: str
    without_photo: str = ""
    messages: tuple[Said, ...] = ()


class Words:
    """Seals and opens what was said."""

    def __init__(self, store: ComplaintStore, people: People) -> None:
        """Take the store and what seals."""
        self._store = store
        self._people = people

    def told(self, complaint: Complaint, messages: Sequence[Message] = ()) -> Told | None:
        """A complaint's words, and those of its messages; one read of its key. None once they were erased."""
        sealed = dict(complaint.sealed) | {one.field: one.sealed for one in messages}
        clear = self._people.open_fields(
            sealed, table=self._store.table, reference=complaint.reference, person=complaint.person
        )
        if clear is None:
            return None
        return Told(
            text=clear.get(TEXT, ""),
            answers=json.loads(clear.get(ANSWERS, "{}")),
            place=_where(clear.get(PLACE)),
            proposal=clear.get(PROPOSAL, ""),
            without_photo=clear.get(WITHOUT_PHOTO, ""),
            messages=tuple(
                Said(id=one.id, at=one.at, voice=one.voice, by=one.by, text=clear[one.field])
                for one in messages
            ),
        )

    def sealed(self, complaint: Complaint, **words: str) -> dict[str, bytes]:
        """The complaint's sealed fields with more words, or other ones; as they are once it was erased."""
        return {**complaint.sealed, **self._more(complaint, words)}

    def message(
        self,
        complaint: Complaint,
        text: str,
        *,
        id: str,  # noqa: A002 - the field's name
        at: datetime,
        voice: Voice,
        by: str = "",
    ) -> Message | None:
        """A message, sealed; None once the complaint's words were erased. ``store.saying`` keeps it."""
        more = self._more(complaint, {field_of(id): text})
        if not more:
            return None
        return Message(
            reference=complaint.reference, id=id, at=at, voice=voice, sealed=more[field_of(id)], by=by
        )

    def _more(self, complaint: Complaint, words: Mapping[str, str]) -> dict[str, bytes]:
        return self._people.seal_more(
            words, table=self._store.table, reference=complaint.reference, person=complaint.person
        )


def fields_of(text: str, answers: Mapping[str, str], place: Where | None) -> dict[str, str]:
    """What is sealed of a new complaint."""
    fields = {TEXT: text}
    if answers:
        fields[ANSWERS] = json.dumps(dict(answers), ensure_ascii=False)
    if place:
        told = {"words": place.words, "lat": place.lat, "long": place.long}
        fields[PLACE] = json.dumps(told, ensure_ascii=False)
    return fields


def _where(kept: str | None) -> Where | None:
    return Where(**json.loads(kept)) if kept else None
