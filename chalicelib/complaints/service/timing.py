"""What the clock says of a complaint, kept with it at every change: by this the lists are in order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.complaints.clock import NeverOpen, clock_of, due, verify_by
from chalicelib.complaints.service.working import OfficeHours

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.complaints.complaint import Complaint
    from chalicelib.offices.service import Office


def timed(complaint: Complaint, office: Office, now: datetime) -> Complaint:
    """The complaint with the moments it is due and to be verified by; without them where its office never opens."""
    clock, hours = clock_of(complaint, office.time_zone), OfficeHours(office)
    try:
        return replace(complaint, due=due(clock, hours, now), verify_by=verify_by(clock, hours))
    except NeverOpen:
        return replace(complaint, due=None, verify_by=None)
