"""The health page: whether the system answers, and when each timed job last ran."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chalicelib.core import registry
from chalicelib.core.errors import Busy
from chalicelib.core.settings import Settings
from chalicelib.core.web import Web

web = Web(__name__)


@dataclass(frozen=True, slots=True)
class JobPage:
    """A job's last run for an office; outcome is never, underway, ok or failed."""

    job: str
    office: str
    last_run: datetime | None
    outcome: str
    seconds: float
    late: bool
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class HealthPage:
    """``status`` is "ok", or "late" when some job should have run and has not."""

    status: str
    version: str
    stage: str
    jobs: list[JobPage]


@web.serves("GET", "/v1/health", gives="jobs.routes:HealthPage", refuses=(Busy,))
def health() -> HealthPage:
    """Whether the system answers, and when each job last ran."""
    from chalicelib.jobs.service import Jobs  # noqa: PLC0415 - other answers do without

    settings = registry.get(Settings)
    pages = [
        JobPage(
            one.run.job,
            one.run.office,
            one.run.finished,
            one.run.outcome,
            one.run.milliseconds / 1000,
            one.late,
            dict(one.run.counts or {}),
        )
        for one in registry.get(Jobs).health()
    ]
    status = "late" if any(page.late for page in pages) else "ok"
    return HealthPage(status, settings.version, settings.stage, pages)
