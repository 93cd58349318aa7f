"""What makes somebody look twice at a photograph of what was done; nothing is refused by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.complaints.complaint import Step
from chalicelib.complaints.proof import brought, of_others, of_time
from chalicelib.complaints.states import Act, State
from chalicelib.documents.document import State as FileState
from chalicelib.documents.ports import Picture
from tests.builders.city import ZONE, at
from tests.builders.complaints import a_complaint
from tests.builders.documents import a_document, an_attempt

if TYPE_CHECKING:
    from chalicelib.documents.service import Document

RECEIVED, NOW = at(8).astimezone(UTC), at(12).astimezone(UTC)
LIKENESS, LIKE_IT, OTHER = "00ff" * 4, "00ff" * 3 + "03fc", "f00f" * 4


def on_the_wall(hour: int, minute: int = 0) -> datetime:
    """Monday's hour by a clock in the office."""
    return at(hour, minute).replace(tzinfo=None)


def codes(taken: datetime | None, zone: str = ZONE) -> list[str]:
    return [one.code for one in of_time(taken, received=RECEIVED, now=NOW, time_zone=zone)]


@pytest.mark.parametrize(
    ("taken", "found"),
    [
        (None, ["proof-without-time"]),
        (on_the_wall(10), []),
        (on_the_wall(12, 9), []),
        (on_the_wall(12, 11), ["proof-in-future"]),
        (on_the_wall(7, 51), []),
        (on_the_wall(7, 49), ["proof-too-early"]),
        (datetime(1, 1, 1), ["proof-too-early"]),  # noqa: DTZ001 - a camera's clock has no zone
        (datetime(9999, 12, 31, 23, 59), ["proof-in-future"]),  # noqa: DTZ001 - as above
    ],
)
def test_a_photograph_says_when_it_was_taken_and_that_can_be(
    taken: datetime | None, found: list[str]
) -> None:
    assert codes(taken) == found


def test_a_cameras_clock_is_on_the_offices_wall() -> None:
    assert codes(on_the_wall(10), "Asia/Jakarta") == []
    assert codes(on_the_wall(11, 30), "Asia/Jakarta") == ["proof-in-future"]
    assert codes(on_the_wall(8, 30), "Asia/Jayapura") == ["proof-too-early"]


def a_picture(**changes: Any) -> Picture:
    picture = Picture(
        reference="D000000001",
        kind="proof",
        sha256="aa",
        pixels="pixels",
        likeness=LIKENESS,
        taken=on_the_wall(10),
    )
    return replace(picture, **changes)


def sent(kind: str, number: int = 2, *, begun: datetime = NOW, **changes: Any) -> Document:
    attempt = an_attempt(begun=begun, state=FileState.ACCEPTED, **changes)
    return a_document(reference=f"D{number:09}", kind=kind, attempt=attempt)


def beside(*others: Document, picture: Picture | None = None) -> list[str]:
    return [one.code for one in of_others(picture or a_picture(), others, RECEIVED)]


def test_the_before_photograph_is_known_again_nearly_as_it_was() -> None:
    assert beside(sent("photo", likeness=LIKE_IT)) == ["proof-like-before"]
    assert beside(sent("photo", likeness=OTHER)) == []


def test_one_that_looks_like_nothing_is_known_by_its_very_pixels_only() -> None:
    dark = a_picture(likeness=None)
    assert beside(sent("photo", pixels="pixels"), picture=dark) == ["proof-like-before"]
    assert beside(sent("photo", pixels="others"), picture=dark) == []
    assert beside(sent("photo"), picture=a_picture(likeness=None, pixels=None)) == []


def test_what_convinced_nobody_before_is_told_when_it_is_shown_again() -> None:
    before = RECEIVED - timedelta(seconds=1)
    assert beside(sent("proof", likeness=LIKENESS, begun=before)) == ["proof-again"]
    assert beside(sent("proof", likeness=LIKENESS, begun=RECEIVED)) == []


def test_a_picture_is_not_beside_itself() -> None:
    assert beside(sent("proof", 1, likeness=LIKENESS, begun=RECEIVED - timedelta(days=1))) == []


def test_a_complaint_is_brought_when_it_comes_and_when_it_is_disputed_or_reopened() -> None:
    assert brought(a_complaint()) == RECEIVED
    disputed = Step(
        act=Act.DISPUTE.value, at=RECEIVED + timedelta(days=1, milliseconds=5), state=State.DISPUTED
    )
    replied = Step(act=Act.REPLY.value, at=RECEIVED + timedelta(days=2), state=State.DISPUTED)
    assert brought(a_complaint(steps=(disputed, replied))) == RECEIVED + timedelta(days=1)
