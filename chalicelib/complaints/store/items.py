"""Complaints and messages as items of the table, and back; what older versions did not know reads as nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from chalicelib.complaints.complaint import Complaint, Pause, Place, Step
from chalicelib.complaints.message import Message, Voice
from chalicelib.complaints.states import Identity, Sort, State

if TYPE_CHECKING:
    from chalicelib.core.table import Item

#: Tables of ours hold whole numbers: a place is kept in thousandths of a degree, about 110 metres.
PLACES_IN_A_DEGREE = 1000
MOMENTS = ("received", "verified", "replied", "proposed", "asked_again", "ended", "due", "verify_by")
AS_THEY_ARE = (
    "reference",
    "public",
    "office",
    "agency",
    "category",
    "language",
    "days",
    "person",
    "proof",
    "proof_too",
    "fingerprint",
    "service",
    "officer",
    "level",
    "escalated",
    "merged",
    "passed_to",
    "followers",
    "title",
    "channel",
    "version",
)
LISTS = ("flags", "marks")


def item_of(complaint: Complaint) -> Item:
    """A complaint as an item."""
    return {
        **{name: getattr(complaint, name) for name in AS_THEY_ARE},
        **{name: list(getattr(complaint, name)) for name in LISTS},
        **{name: told(moment) for name in MOMENTS if (moment := getattr(complaint, name))},
        "sort": complaint.sort.value,
        "identity": complaint.identity.value,
        "state": complaint.state.value,
        "sealed": dict(complaint.sealed),
        "facts": dict(complaint.facts),
        "place": place_item(complaint.place),
        "pauses": [
            {"since": told(one.since), "until": told(one.until) if one.until else None}
            for one in complaint.pauses
        ],
        "steps": [
            {"act": one.act, "at": told(one.at), "state": one.state.value, "by": one.by, "why": one.why}
            for one in complaint.steps
        ],
    }


def complaint_from(item: Item) -> Complaint:
    """The complaint that an item tells."""
    known: dict[str, Any] = {name: item[name] for name in AS_THEY_ARE if name in item}
    known |= {name: tuple(item.get(name, ())) for name in LISTS}
    known |= {name: moment(item[name]) for name in MOMENTS if item.get(name)}
    return Complaint(
        **known,
        sort=Sort(item["sort"]),
        identity=Identity(item["identity"]),
        state=State(item["state"]),
        sealed=item["sealed"],
        facts=MappingProxyType(item.get("facts", {})),
        place=place_from(item.get("place")),
        pauses=tuple(
            Pause(since=moment(one["since"]), until=moment(one["until"]) if one["until"] else None)
            for one in item.get("pauses", ())
        ),
        steps=tuple(
            Step(
                act=one["act"],
                at=moment(one["at"]),
                state=State(one["state"]),
                by=one.get("by", ""),
                why=one.get("why", ""),
            )
            for one in item.get("steps", ())
        ),
    )


def message_item(message: Message) -> Item:
    """A message as an item."""
    return {
        "reference": message.reference,
        "id": message.id,
        "at": told(message.at),
        "voice": message.voice.value,
        "sealed": message.sealed,
        "by": message.by,
    }


def message_from(item: Item) -> Message:
    """The message that an item tells."""
    return Message(
        reference=item["reference"],
        id=item["id"],
        at=moment(item["at"]),
        voice=Voice(item["voice"]),
        sealed=item["sealed"],
        by=item.get("by", ""),
    )


def place_item(place: Place | None) -> Item | None:
    """A rounded place as whole numbers."""
    if place is None:
        return None
    return {"lat": round(place.lat * PLACES_IN_A_DEGREE), "long": round(place.long * PLACES_IN_A_DEGREE)}


def place_from(kept: dict[str, int] | None) -> Place | None:
    """The place that was kept as whole numbers."""
    if not kept:
        return None
    return Place(lat=kept["lat"] / PLACES_IN_A_DEGREE, long=kept["long"] / PLACES_IN_A_DEGREE)


def told(at: datetime) -> str:
    """A moment as it is kept: UTC, so that its text is in the order of time."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def moment(kept: str) -> datetime:
    """The moment that was kept."""
    return datetime.fromisoformat(kept)
