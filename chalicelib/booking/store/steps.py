"""Changes of offices' days as they are kept: the last list that an officer looked at, and every confirmed step."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from chalicelib.booking.outcomes import KeyTaken, StepThere
from chalicelib.booking.place import Place
from chalicelib.booking.step import Listed, Outcome, Step
from chalicelib.booking.store import keys
from chalicelib.core.table import ConditionFailed, Tables, Write
from chalicelib.core.text import Text
from chalicelib.offices.service import Break, Decision, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.core.table import Item


class Steps:
    """Lists looked at and steps confirmed."""

    def __init__(self, tables: Tables, table: str) -> None:
        """Take the tables and the name of ``diary``."""
        self._tables = tables
        self._table = table

    def keep(self, step: Step) -> None:
        """Remember what an officer looks at; it takes the place of what they looked at before."""
        key = keys.looked_at(self._table, step.office, step.officer)
        self._tables.write(Write(key=key, item=_item(step)))

    def looked_at(self, office: str, officer: str) -> Step | None:
        """The list that an officer looked at last."""
        found = self._tables.get(keys.looked_at(self._table, office, officer))
        return _step(found) if found else None

    def confirmed(self, office: str, token: str) -> Step | None:
        """A confirmed step."""
        found = self._tables.get(keys.confirmed(self._table, office, token))
        return _step(found) if found else None

    def begin(self, step: Step, request: str | None, note: Write) -> None:
        """Confirm a step, once; raises StepThere when it is, KeyTaken when the request's key stands for another.

        ``note`` is the entry of the access record that is written with it.
        """
        record = Write(
            key=keys.confirmed(self._table, step.office, step.token),
            item=_item(step),
            when="attribute_not_exists(pk)",
        )
        claim = Write(
            key=keys.requested(self._table, step.office, f"{step.officer}#{request}"),
            item={"token": step.token},
            when="attribute_not_exists(pk) OR #token = :token",
            names={"#token": "token"},
            values={":token": step.token},
        )
        try:
            self._tables.transact([record, note, *([claim] if request else [])])
        except ConditionFailed as refusal:
            raise (StepThere if 0 in refusal.failed else KeyTaken) from None

    def progress(self, step: Step) -> None:
        """Remember how far a confirmed step has come; what is not remembered is found out again from the bookings."""
        key = keys.confirmed(self._table, step.office, step.token)
        self._tables.write(Write(key=key, item=_item(step)))


def _item(step: Step) -> Item:
    """One JSON text: a list of several hundred bookings is far from the 400 KB that an item may have."""
    body = {
        "version": step.version,
        "officer": step.officer,
        "at": step.at.isoformat(),
        "decision": _decision_record(step.decision),
        "kept": step.kept,
        "listed": list(map(_listed_record, step.listed)),
        "applied": step.applied,
        "finished": step.finished,
        "outcomes": dict(step.outcomes),
    }
    return {
        "token": step.token,
        "office": step.office,
        "body": json.dumps(body, ensure_ascii=False, separators=(",", ":")),
    }


def _step(item: Item) -> Step:
    body = json.loads(item["body"])
    return Step(
        token=item["token"],
        office=item["office"],
        version=body["version"],
        officer=body["officer"],
        at=datetime.fromisoformat(body["at"]),
        decision=_decision(body["decision"]),
        kept=body["kept"],
        listed=tuple(map(_listed, body["listed"])),
        applied=body["applied"],
        finished=body["finished"],
        outcomes={reference: Outcome(outcome) for reference, outcome in body["outcomes"].items()},
    )


def _listed_record(listed: Listed) -> dict[str, Any]:
    return {
        "reference": listed.reference,
        "office": listed.office,
        "service": listed.service,
        "starts": listed.starts.isoformat(),
        "ends": listed.ends.isoformat(),
        "minutes": listed.minutes,
        "to": _place_record(listed.to) if listed.to else None,
    }


def _listed(record: Mapping[str, Any]) -> Listed:
    return Listed(
        reference=record["reference"],
        office=record["office"],
        service=record["service"],
        starts=datetime.fromisoformat(record["starts"]),
        ends=datetime.fromisoformat(record["ends"]),
        minutes=record["minutes"],
        to=_place(record["to"]) if record["to"] else None,
    )


def _place_record(place: Place) -> dict[str, Any]:
    return {
        "office": place.office,
        "pool": place.pool,
        "starts": place.starts.isoformat(),
        "ends": place.ends.isoformat(),
        "windows": dict(place.windows),
    }


def _place(record: Mapping[str, Any]) -> Place:
    return Place(
        office=record["office"],
        pool=record["pool"],
        starts=datetime.fromisoformat(record["starts"]),
        ends=datetime.fromisoformat(record["ends"]),
        windows=record["windows"],
    )


def _decision_record(decision: Decision) -> dict[str, Any]:
    return {
        "kind": decision.kind.value,
        "first": decision.first.isoformat(),
        "last": decision.last.isoformat(),
        "reason": [decision.reason.id, decision.reason.en],
        "starts": _clock(decision.starts),
        "ends": _clock(decision.ends),
        "breaks": [[_clock(pause.starts), _clock(pause.ends)] for pause in decision.breaks],
        "counters": decision.counters,
    }


def _decision(record: Mapping[str, Any]) -> Decision:
    return Decision(
        kind=Kind(record["kind"]),
        first=date.fromisoformat(record["first"]),
        last=date.fromisoformat(record["last"]),
        reason=Text(*record["reason"]),
        starts=_time(record["starts"]),
        ends=_time(record["ends"]),
        breaks=tuple(
            Break(time.fromisoformat(starts), time.fromisoformat(ends)) for starts, ends in record["breaks"]
        ),
        counters=tuple(record["counters"]),
    )


def _clock(clock_time: time | None) -> str | None:
    return clock_time.isoformat(timespec="minutes") if clock_time else None


def _time(spelled: str | None) -> time | None:
    return time.fromisoformat(spelled) if spelled else None
