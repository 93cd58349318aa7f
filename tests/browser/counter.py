"""Somebody who calls at a counter of an office that is always open, for tests of what citizens see of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.cloud.open_office import OpenOffice, open_office

if TYPE_CHECKING:
    from tests.cloud.running import Running

COUNTER = "A3"


@dataclass(frozen=True, slots=True)
class Counter:
    """Somebody who calls at a counter of the open office."""

    office: OpenOffice
    token: str

    def ticket(self) -> dict[str, Any]:
        """A number for somebody who has just come."""
        return self.office.walk_in(self.token)

    def takes(self, step: str, **more: str) -> None:
        """A step at the counter."""
        self.office.step(self.token, step, COUNTER, **more)

    def clear(self) -> None:
        """Open it, with nobody at it, whatever another test has left there."""
        counters = self.office.ask(self.token, "/queue")["counters"]
        self.takes("open")
        if next(each for each in counters if each["counter"] == COUNTER)["ticket"]:
            self.takes("park")


def opened(running: Running) -> Counter:
    """The counter, and a manager, who may take over what somebody else has opened."""
    office = open_office(running)
    return Counter(office, office.token("manager"))
