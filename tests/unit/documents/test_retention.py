"""When a purpose has ended: pictures and fields go, findings stay; what never came is closed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.cases.service import CaseRequest
from chalicelib.documents.document import State
from chalicelib.documents.judging import Verdict
from chalicelib.documents.service import Swept, Wanted
from tests.builders.city import at, proven
from tests.builders.documents import Drawer, a_judgement
from tests.builders.people import a_citizen, an_asker
from tests.unit.offices.builders import MONDAY


@pytest.fixture
def drawer() -> Drawer:
    return Drawer()


def test_a_picture_goes_two_weeks_after_the_visit_and_the_finding_stays(drawer: Drawer) -> None:
    drawer.says = a_judgement(Verdict.NEEDS_OFFICER, "name-differs")
    document = drawer.send(drawer.city.book())
    drawer.clock.passes(days=13)
    assert drawer.retention.sweep("mpp") == Swept(forgotten=0, closed=0, later=0)
    drawer.clock.passes(days=1)
    assert drawer.retention.sweep("mpp") == Swept(forgotten=1, closed=0, later=0)
    kept = drawer.kept(document.reference)
    assert drawer.storage.objects == {}
    assert (kept.sealed, kept.attempt.kept, kept.attempt.sha256) == ({}, None, document.attempt.sha256)
    assert kept.attempt.findings == document.attempt.findings
    assert drawer.find(document).fields == {}
    assert drawer.retention.sweep("mpp") == Swept(forgotten=0, closed=0, later=0)


def test_a_visit_that_was_moved_keeps_its_documents_longer(drawer: Drawer) -> None:
    made = drawer.city.book()
    document = drawer.send(made)
    drawer.city.bookings.move(proven(made), at(9, day=MONDAY + timedelta(days=7)))
    drawer.clock.passes(days=14)
    assert drawer.retention.sweep("mpp") == Swept(forgotten=0, closed=0, later=1)
    assert document.attempt.kept in drawer.storage.objects
    drawer.clock.passes(days=7)
    assert drawer.retention.sweep("mpp").forgotten == 1


def test_a_cancelled_visit_ends_the_purpose_when_it_is_cancelled(drawer: Drawer) -> None:
    made = drawer.city.book(starts=at(9, day=MONDAY + timedelta(days=7)))
    drawer.send(made)
    drawer.city.bookings.cancel(proven(made))
    drawer.clock.passes(days=21)
    assert drawer.retention.sweep("mpp").forgotten == 1


def test_a_case_keeps_its_documents_until_it_has_ended(drawer: Drawer) -> None:
    case = drawer.city.cases.open(CaseRequest("mpp", "d000", a_citizen(), "id", "case-0001")).case
    wanted = Wanted(kind="ktp", content_type="image/jpeg", size=1000, key="upload-0001")
    begun = drawer.uploads.begin(an_asker(case.reference, "0001"), wanted)
    drawer.checking.check(drawer.post(begun))
    drawer.clock.passes(days=14)
    assert drawer.retention.sweep("mpp") == Swept(forgotten=0, closed=0, later=1)
    drawer.city.cases.advance(case.reference, "ready")
    drawer.clock.passes(days=14)
    assert drawer.retention.sweep("mpp").forgotten == 1


def test_what_never_came_is_closed_after_two_days_and_can_be_sent_again(drawer: Drawer) -> None:
    made = drawer.city.book(starts=at(9, day=MONDAY + timedelta(days=7)))
    begun = drawer.begin(made)
    drawer.clock.passes(days=2)
    assert drawer.retention.sweep("mpp") == Swept(forgotten=0, closed=1, later=0)
    kept = drawer.kept(begun.document.reference)
    assert (kept.state, [one.code for one in kept.attempt.findings]) == (State.REJECTED, ["not-received"])
    again = drawer.begin(made)
    assert again.document.reference == begun.document.reference
    drawer.checking.check(drawer.post(again))
    assert drawer.kept(begun.document.reference).state is State.ACCEPTED


def test_a_file_that_comes_after_its_upload_was_closed_is_judged_all_the_same(drawer: Drawer) -> None:
    begun = drawer.begin(drawer.city.book(starts=at(9, day=MONDAY + timedelta(days=7))))
    drawer.clock.passes(days=3)
    drawer.retention.sweep("mpp")
    drawer.checking.check(drawer.post(begun))
    assert drawer.kept(begun.document.reference).state is State.ACCEPTED


def test_a_sweep_that_was_interrupted_is_finished_by_the_next(drawer: Drawer) -> None:
    document = drawer.send(drawer.city.book())
    drawer.clock.passes(days=14)
    drawer.city.faults.will("transact_write_items", RuntimeError("interrupted"))
    with pytest.raises(RuntimeError):
        drawer.retention.sweep("mpp")
    assert drawer.retention.sweep("mpp").forgotten == 1
    assert drawer.kept(document.reference).attempt.kept is None
