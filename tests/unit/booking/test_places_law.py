"""Whatever citizens and the plan do, in whatever order: no officer is sold twice, and nothing is lost."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule

from chalicelib.core.errors import Refusal
from chalicelib.offices.service import Pool, Rules
from tests.builders.city import MINUTES, City, a_small_office, at, proven
from tests.unit.offices.builders import MONDAY

if TYPE_CHECKING:
    from chalicelib.booking.service import Made

WINDOWS = [at(8) + timedelta(minutes=30) * nth for nth in range(8)]
RULES = Rules(horizon_days=1, move_cutoff_minutes=0, cancel_cutoff_minutes=0, open_per_person=2)


def an_office_with(counters: int) -> Any:
    """Counters that three services share, on Monday morning only: little to have, so that much is refused."""
    return a_small_office(pools=(Pool("ktp", counters, tuple(MINUTES)),), rules=RULES)


class Citizens(RuleBasedStateMachine):
    """Five citizens book, move and cancel."""

    made: Bundle[tuple[int, Made]] = Bundle("made")

    def __init__(self) -> None:
        super().__init__()
        self.city = City(an_office_with(2))
        self.attempts = 0

    @rule(
        target=made,
        number=st.integers(1, 5),
        service=st.sampled_from(sorted(MINUTES)),
        starts=st.sampled_from(WINDOWS),
    )
    def books(self, number: int, service: str, starts: datetime) -> Any:
        self.attempts += 1
        try:
            made = self.city.book(number, service=service, starts=starts, key=f"key-{self.attempts:04}")
        except Refusal:
            return multiple()
        return number, made

    @rule(one=made, starts=st.sampled_from(WINDOWS))
    def moves(self, one: tuple[int, Made], starts: datetime) -> None:
        number, made = one
        before = self.held(made)
        try:
            moved = self.city.bookings.move(proven(made, number), starts)
        except Refusal:
            assert self.held(made) == before
        else:
            assert moved.starts == starts
            assert sum(self.held(made).values()) == made.booking.minutes

    @rule(one=made)
    def cancels(self, one: tuple[int, Made]) -> None:
        number, made = one
        self.city.bookings.cancel(proven(made, number))
        assert self.held(made) == {}

    @invariant()
    def what_is_left_and_what_is_held_are_the_capacity(self) -> None:
        assert all(slot.left + slot.held == slot.capacity for slot in self.slots())

    @invariant()
    def every_hold_is_of_an_open_booking_and_every_open_booking_holds_its_minutes(self) -> None:
        held: dict[str, dict[str, int]] = {}
        for slot in self.slots():
            for reference, minutes in slot.holders.items():
                held.setdefault(reference, {})[f"{slot.starts:%Y-%m-%dT%H:%M}"] = minutes
        bookings = [
            self.city.diary.booking_of(item)
            for place, item in self.city.dynamodb.items.items()
            if place[1].startswith("BOOKING#")
        ]
        assert held == {one.reference: dict(one.windows) for one in bookings if one.is_open}
        assert all(sum(one.windows.values()) == one.minutes for one in bookings if one.is_open)
        self.guards_agree([one.reference for one in bookings if one.is_open])

    def guards_agree(self, open_now: list[str]) -> None:
        guards = [item for place, item in self.city.dynamodb.items.items() if place[1].startswith("PERSON#")]
        guards = [item for item in guards if item["sk"] == "GUARD"]
        held = [item[name]["reference"] for item in guards for name in item if name.startswith("service_")]
        assert sorted(held) == sorted(open_now)
        assert sum(item["count"] for item in guards) == len(open_now)
        assert all(item["count"] <= RULES.open_per_person for item in guards)

    def slots(self) -> Any:
        return self.city.slots(last=MONDAY)

    def held(self, made: Made) -> dict[datetime, int]:
        reference = made.booking.reference
        return {slot.starts: slot.holders[reference] for slot in self.slots() if reference in slot.holders}


class CitizensAlone(Citizens):
    """While the plan stays as it is, no window ever gives more minutes than it has."""

    @invariant()
    def no_window_gives_more_than_it_has(self) -> None:
        assert all(0 <= slot.left <= slot.capacity for slot in self.slots())


class CitizensAndTheirOffice(Citizens):
    """The office adds and takes away counters meanwhile, and sweeps its books."""

    @rule(counters=st.integers(0, 3))
    def changes_its_counters(self, counters: int) -> None:
        held = {slot.starts: slot.holders for slot in self.slots()}
        self.city.publish(an_office_with(counters))
        assert {slot.starts: slot.holders for slot in self.slots()} == held

    @rule()
    def sweeps(self) -> None:
        before = self.city.kept()
        assert self.city.reconciler.sweep_office("mpp").places == 0
        assert self.city.reconciler.sweep_guards().guards == 0
        assert self.city.kept() == before


LAW = settings(max_examples=15, stateful_step_count=25, deadline=None)
TestCitizensAlone = CitizensAlone.TestCase
TestCitizensAlone.settings = LAW
TestCitizensAndTheirOffice = CitizensAndTheirOffice.TestCase
TestCitizensAndTheirOffice.settings = LAW
