"""The table ``demand``.

| access pattern | key |
|---|---|
| the plan of a pool, weekdays and single days | PLAN#<office>#<pool>, WEEKDAY#<1-7> or DAY#<date> |
| searches that saw no place, per service and quarter of an hour | UNMET#<office>, <service>#<quarter, UTC> |
| what happened at the counters, per service and quarter of an hour | COUNTS#<office>, <service>#<quarter, UTC> |
"""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from chalicelib.core.table import Key, Tables, Write
from chalicelib.demand.plan import PoolPlan

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

WEEKDAY = "WEEKDAY#"
DAY = "DAY#"
KEYS = frozenset({"pk", "sk"})


class DemandStore:
    """Plans and counts."""

    def __init__(self, tables: Tables, table: str) -> None:
        """Take the tables and the name of ``demand``."""
        self._tables = tables
        self._table = table

    def plan(self, office: str, pool: str) -> PoolPlan:
        """The plan of a pool; an empty one when nothing was planned; one Query."""
        weekdays: dict[int, Mapping[time, int]] = {}
        days: dict[date, Mapping[time, int]] = {}
        for item in self._tables.query(self._table, _plan(office, pool)):
            windows = {time.fromisoformat(starts): minutes for starts, minutes in item["windows"].items()}
            if item["sk"].startswith(WEEKDAY):
                weekdays[int(item["sk"].removeprefix(WEEKDAY))] = windows
            else:
                days[date.fromisoformat(item["sk"].removeprefix(DAY))] = windows
        return PoolPlan(weekdays, days)

    def put_weekday(self, office: str, pool: str, weekday: int, windows: Mapping[time, int]) -> None:
        """Keep the plan of a weekday."""
        key = Key(self._table, _plan(office, pool), f"{WEEKDAY}{weekday}")
        self._tables.write(Write(key=key, item={"windows": _spelled(windows)}))

    def put_day(
        self, office: str, pool: str, day: date, windows: Mapping[time, int], *, adopted: bool = False
    ) -> None:
        """Keep the plan of one day; ``adopted`` when it is what the office's own file says."""
        key = Key(self._table, _plan(office, pool), f"{DAY}{day.isoformat()}")
        self._tables.write(Write(key=key, item={"windows": _spelled(windows), "adopted": adopted}))

    def adopted_days(self, office: str, pool: str) -> set[date]:
        """The days whose plan came from the office's own file."""
        items = self._tables.query(self._table, _plan(office, pool), between=(DAY, f"{DAY}~"))
        return {date.fromisoformat(item["sk"].removeprefix(DAY)) for item in items if item["adopted"]}

    def drop_day(self, office: str, pool: str, day: date) -> None:
        """Forget the plan of one day; its weekday's holds again."""
        key = Key(self._table, _plan(office, pool), f"{DAY}{day.isoformat()}")
        self._tables.write(Write(key=key, delete=True))

    def count_unmet(self, office: str, service: str, quarter: datetime) -> None:
        """Add one search that saw no place; ``quarter`` is the start of the quarter of an hour, UTC."""
        key = Key(self._table, f"UNMET#{office}", f"{service}#{quarter:%Y-%m-%dT%H:%M}")
        self._tables.write(Write(key=key, change="ADD searches :one", values={":one": 1}))

    def counting(self, office: str, service: str, quarter: datetime, counts: Mapping[str, int]) -> Write:
        """The write that adds to the counts of a quarter of an hour (its start, UTC)."""
        adding = ", ".join(f"#{name} :{name}" for name in counts)
        return Write(
            key=Key(self._table, f"COUNTS#{office}", f"{service}#{quarter:%Y-%m-%dT%H:%M}"),
            change=f"ADD {adding}",
            names={f"#{name}": name for name in counts},
            values={f":{name}": count for name, count in counts.items()},
        )

    def counts(self, office: str, service: str) -> dict[str, dict[str, int]]:
        """What happened at the counters, by quarter of an hour (UTC, ``YYYY-MM-DDTHH:MM``) and name of the count."""
        between = (f"{service}#", f"{service}#~")
        items = self._tables.query(self._table, f"COUNTS#{office}", between=between)
        return {
            item["sk"].partition("#")[2]: {name: count for name, count in item.items() if name not in KEYS}
            for item in items
        }

    def unmet(self, office: str, service: str) -> dict[str, int]:
        """Searches that saw no place, by quarter of an hour (UTC, ``YYYY-MM-DDTHH:MM``)."""
        between = (f"{service}#", f"{service}#~")
        items = self._tables.query(self._table, f"UNMET#{office}", between=between)
        return {item["sk"].partition("#")[2]: item["searches"] for item in items}


def _plan(office: str, pool: str) -> str:
    return f"PLAN#{office}#{pool}"


def _spelled(windows: Mapping[time, int]) -> dict[str, int]:
    return {starts.isoformat(timespec="minutes"): minutes for starts, minutes in windows.items()}
