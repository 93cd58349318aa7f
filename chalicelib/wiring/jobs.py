"""How timed work is put together: here all rooms hand over their jobs."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

from chalicelib.booking.planner import Planner
from chalicelib.booking.reconciler import Reconciler
from chalicelib.cases.service import Letters, Watch
from chalicelib.complaints.service.watch import Watch as WatchComplaints
from chalicelib.core.registry import get, propose
from chalicelib.core.settings import Settings
from chalicelib.core.table import Tables
from chalicelib.documents.service import Retention
from chalicelib.jobs.job import Job
from chalicelib.jobs.queue import JobsQueue
from chalicelib.jobs.service import Jobs
from chalicelib.jobs.store import RunStore
from chalicelib.offices.service import Offices
from chalicelib.visits.service import Closing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

HORIZON_AT = time(0, 30)
# Before places are reconciled, which lets every booking lapse that nobody closed.
CLOSE_DAY_AT = time(1, 0)
RECONCILE_AT = time(1, 30)
# Before officers come, who then find what the night has found.
WATCH_CASES_AT = time(5, 0)
WATCH_COMPLAINTS_AT = time(5, 0)
FORGET_LETTERS_AT = time(2, 0)
# Once the bookings of yesterday have ended: with them ends what their documents are for.
FORGET_DOCUMENTS_AT = time(2, 0)


def wire(client: Callable[[str], Any], now: Callable[[], datetime]) -> None:
    """Propose the room's services."""
    propose(Jobs, lambda: _jobs(client, now))


def timed() -> tuple[Job, ...]:
    """The timed jobs of all rooms. Their hours are the office's own, before anybody comes."""
    return (
        Job("horizon", HORIZON_AT, _extend_horizon),
        Job("close-day", CLOSE_DAY_AT, _close_day),
        Job("reconcile-places", RECONCILE_AT, _reconcile_places),
        Job("forget-documents", FORGET_DOCUMENTS_AT, _forget_documents),
        Job("reconcile-guards", RECONCILE_AT, _reconcile_guards, per_office=False),
        Job("watch-cases", WATCH_CASES_AT, _watch_cases),
        Job("watch-complaints", WATCH_COMPLAINTS_AT, _watch_complaints),
        Job("forget-letters", FORGET_LETTERS_AT, _forget_letters),
    )


def _extend_horizon(office: str) -> Mapping[str, int]:
    laid = get(Planner).lay(office)
    return {"added": laid.added, "changed": laid.changed, "overdrawn": laid.overdrawn}


def _close_day(office: str) -> Mapping[str, int]:
    done = get(Closing).close(office)
    return {"left": done.left, "absent": done.absent}


def _reconcile_places(office: str) -> Mapping[str, int]:
    done = get(Reconciler).sweep_office(office)
    return {"lapsed": done.lapsed, "places": done.places}


def _forget_documents(office: str) -> Mapping[str, int]:
    done = get(Retention).sweep(office)
    return {"forgotten": done.forgotten, "closed": done.closed, "later": done.later}


def _reconcile_guards(_: str) -> Mapping[str, int]:
    return {"guards": get(Reconciler).sweep_guards().guards}


def _watch_cases(office: str) -> Mapping[str, int]:
    return get(Watch).look(office)


def _watch_complaints(office: str) -> Mapping[str, int]:
    return get(WatchComplaints).look(office)


def _forget_letters(office: str) -> Mapping[str, int]:
    return {"forgotten": get(Letters).sweep(office)}


def _jobs(client: Callable[[str], Any], now: Callable[[], datetime]) -> Jobs:
    settings = get(Settings)
    queue = JobsQueue(lambda: client("sqs"), settings.queue_jobs)
    return Jobs(RunStore(get(Tables), settings.table_jobs), queue, get(Offices), timed(), now)
