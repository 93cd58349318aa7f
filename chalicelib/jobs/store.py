"""The table ``jobs``.

| access pattern | key |
|---|---|
| the last run and the lease of each job, for the tick, the worker and the health page | RUNS, <job>#<office> |
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.core.table import ConditionFailed, Item, Key, Tables, Write
from chalicelib.jobs.job import Assignment, Run

if TYPE_CHECKING:
    from collections.abc import Mapping

RUNS = "RUNS"


class RunStore:
    """Run records with their leases."""

    def __init__(self, tables: Tables, table: str) -> None:
        """Take the tables and the name of ``jobs``."""
        self._tables = tables
        self._table = table

    def runs(self) -> list[Run]:
        """The record of every job and office; one Query."""
        return [_run(item) for item in self._tables.query(self._table, RUNS)]

    def lease(self, assignment: Assignment, now: datetime, until: datetime) -> bool:
        """Take the job for oneself until then; False when it is done already, or somebody is at it."""
        return self._write(
            assignment,
            "SET job = :job, office = :office, lease = :until, started = :now, outcome = :underway",
            when="(attribute_not_exists(done) OR done < :due) AND (attribute_not_exists(lease) OR lease < :now)",
            values={
                ":job": assignment.job,
                ":office": assignment.office,
                ":until": _spelled(until),
                ":now": _spelled(now),
                ":due": _spelled(assignment.due),
                ":underway": "underway",
            },
        )

    def finish(
        self,
        assignment: Assignment,
        until: datetime,
        now: datetime,
        milliseconds: int,
        counts: Mapping[str, int],
    ) -> bool:
        """Note that the job was done, if the lease is still ours."""
        return self._write(
            assignment,
            "SET done = :due, finished = :now, outcome = :ok, milliseconds = :ms, counts = :counts REMOVE lease",
            when="lease = :until",
            values={
                ":until": _spelled(until),
                ":now": _spelled(now),
                ":due": _spelled(assignment.due),
                ":ok": "ok",
                ":ms": milliseconds,
                ":counts": dict(counts),
            },
        )

    def fail(self, assignment: Assignment, until: datetime, now: datetime, milliseconds: int) -> bool:
        """Note that the job failed and may be tried again at once, if the lease is still ours."""
        return self._write(
            assignment,
            "SET finished = :now, outcome = :failed, milliseconds = :ms REMOVE lease",
            when="lease = :until",
            values={
                ":until": _spelled(until),
                ":now": _spelled(now),
                ":failed": "failed",
                ":ms": milliseconds,
            },
        )

    def _write(self, assignment: Assignment, change: str, *, when: str, values: Mapping[str, object]) -> bool:
        key = Key(self._table, RUNS, f"{assignment.job}#{assignment.office}")
        try:
            self._tables.write(Write(key=key, change=change, when=when, values=dict(values)))
        except ConditionFailed:
            return False
        return True


def _spelled(moment: datetime) -> str:
    # One width, so that text order is time order.
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _run(item: Item) -> Run:
    return Run(
        item["job"],
        item["office"],
        done=_read(item.get("done")),
        started=_read(item.get("started")),
        finished=_read(item.get("finished")),
        outcome=item["outcome"],
        milliseconds=item.get("milliseconds", 0),
        counts=item.get("counts", {}),
    )


def _read(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
