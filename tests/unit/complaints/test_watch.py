"""What the morning notices about complaints, over the whole house: run once, twice, or not at all for days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.complaints import acts
from chalicelib.complaints.acts import Doing
from chalicelib.complaints.noticing import SILENT
from chalicelib.complaints.pages import FollowedPage
from chalicelib.complaints.service import Following
from chalicelib.complaints.service.watch import Watch
from chalicelib.complaints.states import State
from chalicelib.complaints.store import ComplaintStore
from chalicelib.core.registry import get
from chalicelib.offices.service import Offices
from chalicelib.status.complaint import of_complaint
from tests.builders.city import City, at
from tests.unit.complaints.keeping import kept
from tests.unit.offices.builders import MONDAY

if TYPE_CHECKING:
    from chalicelib.complaints.service import Complaint

QUIET = {"warned": 0, "overdue": 0, "escalated": 0, "asked-again": 0, "lapsed": 0}


@pytest.fixture
def city() -> City:
    return City(now=at(7))


def morning(city: City, day: date) -> dict[str, int]:
    """What is noticed at five on that day."""
    city.clock.time = at(5, day=day)
    return dict(get(Watch).look("mpp"))


def noticed(**counts: int) -> dict[str, int]:
    return {"open": 1, **QUIET, **{name.replace("_", "-"): count for name, count in counts.items()}}


def at_work(**changes: Any) -> Complaint:
    """In an officer's hands since Monday, due on Friday as the office closes."""
    verified = at(9)
    return kept(**{"state": State.IN_WORK, "verified": verified, "days": 5, **changes})


def now_kept(complaint: Complaint) -> Complaint:
    found = get(ComplaintStore).get(complaint.reference)
    assert found
    return found


def day(number: int) -> date:
    """That many days after the Monday on which everything begins."""
    return MONDAY + timedelta(days=number)


def test_a_promise_is_warned_of_and_then_escalated_rung_by_rung(city: City) -> None:
    complaint = at_work()
    seen = [morning(city, day(number)) for number in (2, 3, 4, 7, 8, 10, 14)]
    assert seen[:2] == [noticed(), noticed(warned=1)]
    assert seen[2:4] == [noticed(), noticed(overdue=1)]
    assert seen[4:] == [noticed(escalated=1), noticed(escalated=1), noticed(escalated=1)]
    told = now_kept(complaint)
    assert [(step.act, step.why) for step in told.steps[1:]] == [
        ("warned", ""),
        ("overdue", ""),
        ("escalated", "escalated-1"),
        ("escalated", "escalated-2"),
        ("escalated", "escalated-3"),
    ]
    assert (told.level, told.escalated, told.received) == ("escalated-3", 3, complaint.received)


def test_run_twice_it_notices_nothing_twice(city: City) -> None:
    complaint = at_work()
    assert morning(city, day(7)) == noticed(overdue=1)
    once = now_kept(complaint)
    assert morning(city, day(7)) == noticed()
    assert now_kept(complaint) == once


def test_not_run_for_days_it_catches_up_with_each_rung_once_and_warns_of_nothing_that_is_over(
    city: City,
) -> None:
    complaint = at_work()
    assert morning(city, day(10)) == noticed(overdue=1, escalated=2)
    assert [step.act for step in now_kept(complaint).steps[1:]] == ["overdue", "escalated", "escalated"]
    assert morning(city, day(11)) == noticed()


def test_on_a_day_on_which_the_office_is_closed_nobody_is_told_anything(city: City) -> None:
    at_work(days=4)
    assert morning(city, day(5)) == {"closed": 1}
    assert morning(city, day(6)) == {"closed": 1}
    assert morning(city, day(7)) == noticed(overdue=1, escalated=1)


def test_who_has_not_looked_at_a_new_complaint_is_late_before_its_class_is(city: City) -> None:
    kept(days=60)
    assert [morning(city, day(number)) for number in (2, 3, 4)] == [
        noticed(warned=1),
        noticed(overdue=1),
        noticed(escalated=1),
    ]


def test_a_longer_class_makes_it_less_late_and_it_is_warned_of_anew_near_the_new_end(city: City) -> None:
    complaint = at_work()
    assert morning(city, day(7)) == noticed(overdue=1)
    before = now_kept(complaint)
    longer = acts.reclassified(
        before, Doing(at=at(9, day=day(7)), by="officer-1"), category="waiting", days=14, sort=before.sort
    )
    assert get(ComplaintStore).change(before, longer)
    assert morning(city, day(8)) == noticed()
    assert (now_kept(complaint).level, now_kept(complaint).escalated) == ("fine", 0)
    assert morning(city, day(16)) == noticed(warned=1)


def test_while_the_citizen_is_asked_nothing_gets_later(city: City) -> None:
    waiting = acts.asked(at_work(), Doing(at=at(14), by="officer-1"))
    assert get(ComplaintStore).change(replace(waiting, version=1), waiting)
    assert morning(city, day(30)) == noticed()


def test_a_silent_citizen_is_asked_again_and_after_more_silence_a_supervisor_may_close(city: City) -> None:
    complaint = at_work()
    proposed = acts.proposed(complaint, Doing(at=at(10), by="officer-1"))
    assert get(ComplaintStore).change(complaint, proposed)
    seen = [morning(city, day(number)) for number in (7, 8, 9, 14, 15, 16)]
    assert seen == [
        noticed(),
        noticed(asked_again=1),
        noticed(),
        noticed(),
        noticed(lapsed=1),
        noticed(),
    ]
    silent = now_kept(complaint)
    assert (silent.state, silent.flags) == (State.PROPOSED, (SILENT,))
    assert [step.act for step in silent.steps[-2:]] == ["asked-again", "lapsed"]
    closed = acts.closed(silent, Doing(at=at(9, day=day(16)), by="manager-1", why="silent"))
    assert closed.state is State.CLOSED


def test_after_a_silence_that_nobody_watched_the_citizen_is_asked_first_and_has_the_whole_time_again(
    city: City,
) -> None:
    complaint = at_work()
    proposed = acts.proposed(complaint, Doing(at=at(10), by="officer-1"))
    assert get(ComplaintStore).change(complaint, proposed)
    assert morning(city, day(28)) == noticed(asked_again=1)
    assert morning(city, day(31)) == noticed()
    assert morning(city, day(35)) == noticed(lapsed=1)


def test_who_speaks_after_all_is_silent_no_more_and_the_clock_is_found_where_it_is(city: City) -> None:
    complaint = at_work(flags=(SILENT, "alike"), proposed=at(10), state=State.PROPOSED)
    disputed = acts.disputed(complaint, Doing(at=at(12)))
    assert get(ComplaintStore).change(complaint, disputed)
    assert morning(city, day(7)) == noticed(overdue=1)
    assert now_kept(complaint).flags == ("alike",)


def test_a_proposal_that_stands_is_never_late(city: City) -> None:
    complaint = at_work()
    assert get(ComplaintStore).change(complaint, acts.proposed(complaint, Doing(at=at(10), by="officer-1")))
    assert morning(city, day(7)) == noticed()


class Meanwhile(ComplaintStore):
    """A store in which somebody else is faster, as often as told."""

    times = 1

    def change(self, before: Complaint, after: Complaint, *beside: Any) -> bool:
        if self.times:
            self.times -= 1
            other = acts.noted(before, Doing(at=at(9), by="officer-2"))
            assert super().change(before, other)
            return False
        return super().change(before, after, *beside)


def test_an_officer_who_changes_it_meanwhile_loses_nothing_and_it_is_looked_at_again(city: City) -> None:
    complaint = at_work()
    store = Meanwhile(get(ComplaintStore)._tables, get(ComplaintStore).table)
    watch = Watch(store, get(Offices), lambda: at(5, day=day(7)))
    assert watch.look("mpp") == noticed(overdue=1)
    assert [step.act for step in now_kept(complaint).steps[1:]] == ["note", "overdue"]


def test_what_somebody_keeps_changing_is_left_for_the_next_morning(city: City) -> None:
    at_work()
    store = Meanwhile(get(ComplaintStore)._tables, get(ComplaintStore).table)
    store.times = 10
    watch = Watch(store, get(Offices), lambda: at(5, day=day(7)))
    assert watch.look("mpp") == noticed()


def test_what_ended_is_not_looked_at(city: City) -> None:
    complaint = at_work()
    assert get(ComplaintStore).change(complaint, acts.dismissed(complaint, Doing(at=at(10), why="no-facts")))
    assert morning(city, day(30)) == {"open": 0, **QUIET}


def test_a_citizen_is_told_that_it_is_late_and_not_that_the_office_was_warned(city: City) -> None:
    complaint = at_work()
    for number in (3, 10):
        morning(city, day(number))
    followed = get(Following).followed(now_kept(complaint))
    told = [step.act for step in FollowedPage.of(followed).steps]
    assert told == ["receive", "overdue", "escalated", "escalated"]
    assert [step.name for step in of_complaint(followed, "en").steps][1] == "The time limit has passed."
