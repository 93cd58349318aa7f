"""The morning's look at an office's open complaints: warnings, the ladder of escalation, citizens who keep silent."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.complaints.clock import clock_of, standing
from chalicelib.complaints.noticing import Notice, noticed, notices
from chalicelib.complaints.service.working import OfficeHours
from chalicelib.core import telemetry
from chalicelib.core.clock import office_time

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from chalicelib.complaints.complaint import Complaint
    from chalicelib.complaints.store import ComplaintStore
    from chalicelib.offices.service import Office, Offices

#: What is counted of each notice.
METRICS = {
    Notice.WARNED: "ComplaintWarned",
    Notice.OVERDUE: "ComplaintOverdue",
    Notice.ESCALATED: "ComplaintEscalated",
    Notice.ASKED_AGAIN: "ComplaintAskedAgain",
    Notice.LAPSED: "ComplaintLapsed",
}
#: How often a complaint is looked at that somebody is working on at the same time; the next day sees it again.
LOOKS = 3


class Watch:
    """What the tick does about complaints."""

    def __init__(self, store: ComplaintStore, offices: Offices, now: Callable[[], datetime]) -> None:
        """Take the store, the offices and the clock."""
        self._store = store
        self._offices = offices
        self._now = now

    def look(self, office_id: str) -> Mapping[str, int]:
        """Notice what there is to notice about every open complaint of an office; how much of each.

        Safe to repeat, to interrupt and to leave out for days. On days on which the office is closed nobody is told
        anything: there is nobody to do something about it, and no clock has moved.
        """
        office = self._offices.office(office_id)
        hours = OfficeHours(office)
        if not hours.stretches(office_time(self._now(), office.time_zone).date()):
            return {"closed": 1}
        found: Counter[Notice] = Counter()
        looked = self._store.many(self._store.open_of(office_id))
        for complaint in looked:
            found.update(self._notice(complaint, office, hours))
        for notice, metric in METRICS.items():
            if found[notice]:
                telemetry.count(metric, found[notice])
        return {"open": len(looked)} | {notice.value: found[notice] for notice in Notice}

    def _notice(self, complaint: Complaint, office: Office, hours: OfficeHours) -> list[Notice]:
        """Look at one, and again when somebody else changed it meanwhile."""
        latest: Complaint | None = complaint
        for _ in range(LOOKS):
            # It may have ended or gone to another office, whose clock is another.
            if latest is None or not latest.is_open or latest.office != office.id:
                return []
            stands = standing(clock_of(latest, office.time_zone), hours, self._now())
            after = noticed(latest, stands, self._now())
            if after is latest:
                return []
            after = replace(after, due=stands.due, verify_by=stands.verify_by)
            if self._store.change(latest, after):
                return notices(latest, after)
            latest = next(iter(self._store.many([latest.reference])), None)
        return []
