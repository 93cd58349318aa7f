"""What is watched every night: promises that are over, and applications that the law is about to grant."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.cases.alarm import Alarm, alarm_of
from chalicelib.cases.service.cases import works_at
from chalicelib.core import telemetry
from chalicelib.core.clock import office_time

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from chalicelib.cases.service.ports import Store
    from chalicelib.offices.service import Offices

# Two working days are rarely further away than this: a long holiday with its weekends.
AHEAD = timedelta(days=21)
#: What is counted of each alarm; the alarms of infra/alarms.yaml watch them.
METRICS = {
    Alarm.GRANTED: "DeemedGranted",
    Alarm.NEAR: "NearlyDeemedGranted",
    Alarm.LATE: "PromiseBroken",
}


class Watch:
    """The nightly look at the open cases of an office."""

    def __init__(self, store: Store, offices: Offices, now: Callable[[], datetime]) -> None:
        """Take the store, the offices and the clock."""
        self._store = store
        self._offices = offices
        self._now = now

    def look(self, office_id: str) -> Mapping[str, int]:
        """How many open cases have each alarm; counted as metrics too. One Query, and one read per hundred."""
        office = self._offices.office(office_id)
        today = office_time(self._now(), office.time_zone).date()
        found = Counter(
            alarm_of(case, today, works_at(office))
            for case in self._store.many(self._store.open_of(office_id, until=today + AHEAD))
        )
        for alarm, metric in METRICS.items():
            if found[alarm]:
                telemetry.count(metric, found[alarm])
        return {alarm.value: found[alarm] for alarm in Alarm}
