"""What an operator is told who notes a milestone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib.cases.case import Milestone
from chalicelib.cases.service import Case
from infra import operate
from infra.errors import Stopped

if TYPE_CHECKING:
    from collections.abc import Sequence

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)


def a_case(*reached: tuple[str, datetime]) -> Case:
    return Case(
        reference="K7QG2XRT9M",
        office="mpp",
        service="d001",
        milestones=tuple(Milestone(key, at) for key, at in reached),
        due=date(2026, 11, 27),
        person="",
        proof=b"",
        sealed={},
        language="id",
    )


def test_a_milestone_just_reached_is_said_to_be_where_the_case_stands() -> None:
    case = a_case(("received", NOW - timedelta(days=1)), ("verified", NOW + timedelta(seconds=1)))
    told = operate.told(case, "verified", NOW)
    assert told == "K7QG 2XRT 9M has reached verified; promised by 2026-11-27."


def test_a_milestone_of_earlier_is_said_to_have_been_reached_already() -> None:
    case = a_case(("received", NOW - timedelta(days=2)), ("ready", NOW - timedelta(days=1)))
    told = operate.told(case, "received", NOW)
    assert told == "K7QG 2XRT 9M had already reached received; it stands at ready; promised by 2026-11-27."


@pytest.mark.parametrize("typed", [[], ["", ""], ["K7QG 2XRT 9M", ""], ["", "ready"]])
def test_who_leaves_something_out_is_told_how_to_call_it(
    typed: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["operate", *typed])
    with pytest.raises(Stopped, match="make advance REF="):
        operate.main()
