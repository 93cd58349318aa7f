"""One contract for changes of days as they are kept: looked at, confirmed once, carried on with."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING

import pytest

from chalicelib.booking.changes import shifted
from chalicelib.booking.outcomes import KeyTaken, StepThere
from chalicelib.booking.step import Listed, Outcome, Step
from chalicelib.booking.store.steps import Steps
from chalicelib.core.table import Key, Tables, Write
from chalicelib.offices.service import Break, Kind
from tests.builders.bookings import REFERENCE, a_booking
from tests.builders.changes import TUESDAY, a_decision, a_place, a_shift
from tests.builders.city import at
from tests.contract.diary import book

if TYPE_CHECKING:
    from chalicelib.booking.store import Diary

STEP = Step(
    token="a" * 32,
    office="mpp",
    version=3,
    officer="manager-1",
    at=at(7),
    decision=a_decision(
        Kind.HOURS, starts=time(8), ends=time(12), breaks=(Break(time(9), time(10)),), counters=("A1",)
    ),
    kept=2,
    listed=(
        Listed(
            reference=REFERENCE,
            office="mpp",
            service="d000",
            starts=at(9),
            ends=at(9, 30),
            minutes=20,
            to=a_place(at(9, day=TUESDAY)),
        ),
        Listed(reference="B2", office="mpp", service="d001", starts=at(9), ends=at(9, 30), minutes=10),
    ),
)


@pytest.fixture
def steps(tables: Tables, table: str) -> Steps:
    return Steps(tables, table)


def note(table: str) -> Write:
    return Write(key=Key(table, "ACCESS#mpp", "now"), item={"what": "change"})


def test_what_an_officer_looked_at_last_is_remembered_for_them_alone(steps: Steps) -> None:
    steps.keep(STEP)
    steps.keep(replace(STEP, token="b" * 32))
    assert steps.looked_at("mpp", "manager-1") == replace(STEP, token="b" * 32)
    assert steps.looked_at("mpp", "manager-2") is None


def test_a_step_begins_once(steps: Steps, table: str) -> None:
    assert steps.confirmed("mpp", STEP.token) is None
    steps.begin(STEP, "a-key", note(table))
    assert steps.confirmed("mpp", STEP.token) == STEP
    with pytest.raises(StepThere):
        steps.begin(STEP, "another-key", note(table))


def test_a_key_stands_for_one_step(steps: Steps, table: str) -> None:
    steps.begin(STEP, "a-key", note(table))
    other = replace(STEP, token="b" * 32)
    with pytest.raises(KeyTaken):
        steps.begin(other, "a-key", note(table))
    assert steps.confirmed("mpp", other.token) is None
    steps.begin(other, None, note(table))


def test_progress_is_kept(steps: Steps, table: str) -> None:
    steps.begin(STEP, None, note(table))
    on = replace(STEP, applied=True, outcomes={REFERENCE: Outcome.MOVED})
    steps.progress(on)
    found = steps.confirmed("mpp", STEP.token)
    assert found == on
    assert [one.reference for one in on.waiting] == ["B2"]


def test_a_booking_that_the_office_moved_is_read_back_with_why(
    diary: Diary, table: str, record_key: Write
) -> None:
    held = a_booking()
    book(diary, record_key, held)
    goal = shifted(held, a_place(at(8, 30)), a_shift(held))
    diary.move(held, goal, note(table))
    assert diary.bookings([REFERENCE])[REFERENCE] == goal
