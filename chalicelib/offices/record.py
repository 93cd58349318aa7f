"""Offices and standards as they are kept: JSON that a year-old version can still be read from.

One JSON text per item costs a warm function a tenth of what DynamoDB's typed maps would. Texts are pairs
``[id, en]``, days ISO 8601, clock times ``HH:MM``.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, time
from typing import TYPE_CHECKING, Any

from chalicelib.core.text import Text
from chalicelib.offices.hours import Break, OpeningDay, Season
from chalicelib.offices.office import Offered, Office, Rules
from chalicelib.offices.pool import FewerCounters, Pool
from chalicelib.offices.special import OutOfService, SpecialDay
from chalicelib.offices.standard import DeemedGranted, Permit, PermitStage, Risk, Role, ServiceStandard, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TEXTS_OF_STANDARD = ("agency", "group", "name", "summary", "time", "fee", "product")


def office_body(office: Office) -> str:
    """An office as JSON, without its version."""
    return _json(
        {
            "id": office.id,
            "name": _pair(office.name),
            "address": _pair(office.address),
            "time_zone": office.time_zone,
            "phone": office.phone,
            "hours": _hours_record(office.hours),
            "seasons": [
                [
                    season.first.isoformat(),
                    season.last.isoformat(),
                    _pair(season.reason),
                    _hours_record(season.hours),
                ]
                for season in office.seasons
            ],
            "closures": {day.isoformat(): _pair(reason) for day, reason in office.closures.items()},
            "special": {day.isoformat(): _special_record(special) for day, special in office.special.items()},
            "pools": [_pool_record(pool) for pool in office.pools],
            "services": [_offered_record(offered) for offered in office.services],
            "rules": asdict(office.rules),
        }
    )


def office_from(body: str, version: int) -> Office:
    """The office that ``office_body`` told."""
    record = json.loads(body)
    return Office(
        id=record["id"],
        name=Text(*record["name"]),
        address=Text(*record["address"]),
        time_zone=record["time_zone"],
        phone=record["phone"],
        hours=_hours(record["hours"]),
        seasons=tuple(
            Season(date.fromisoformat(first), date.fromisoformat(last), Text(*reason), _hours(hours))
            for first, last, reason, hours in record["seasons"]
        ),
        closures={date.fromisoformat(day): Text(*reason) for day, reason in record["closures"].items()},
        special={date.fromisoformat(day): _special(kept) for day, kept in record.get("special", {}).items()},
        pools=tuple(map(_pool, record["pools"])),
        services=tuple(map(_offered, record["services"])),
        rules=Rules(**record["rules"]),
        version=version,
    )


def standard_body(standard: ServiceStandard) -> str:
    """A service standard as JSON, without its version."""
    record: dict[str, Any] = {name: _pair(getattr(standard, name)) for name in TEXTS_OF_STANDARD}
    return _json(
        record
        | {
            "id": standard.id,
            "agency_id": standard.agency_id,
            "requirements": list(map(_pair, standard.requirements)),
            "documents": standard.documents,
            "procedure": list(map(_pair, standard.procedure)),
            "working_days": standard.working_days,
            "legal_basis": standard.legal_basis,
            "milestones": list(map(_step_record, standard.milestones)),
            "aliases": standard.aliases,
            "valid_from": standard.valid_from.isoformat(),
            "deemed_granted": asdict(standard.deemed_granted) if standard.deemed_granted else None,
            "permit": _permit_record(standard.permit) if standard.permit else None,
            "letter_days": standard.letter_days,
        }
    )


def standard_from(body: str, version: int) -> ServiceStandard:
    """The service standard that ``standard_body`` told."""
    record = json.loads(body)
    return ServiceStandard(
        id=record["id"],
        agency_id=record.get("agency_id", ""),
        requirements=_texts(record["requirements"]),
        documents=tuple(record.get("documents", ())),
        procedure=_texts(record["procedure"]),
        working_days=record["working_days"],
        legal_basis=tuple(record["legal_basis"]),
        milestones=tuple(map(_step, record["milestones"])),
        aliases=tuple(record["aliases"]),
        valid_from=date.fromisoformat(record["valid_from"]),
        deemed_granted=DeemedGranted(**deemed) if (deemed := record.get("deemed_granted")) else None,
        permit=_permit(permit) if (permit := record.get("permit")) else None,
        letter_days=record.get("letter_days", 90),
        version=version,
        **{name: Text(*record[name]) for name in TEXTS_OF_STANDARD},
    )


def _step_record(step: Step) -> list[Any]:
    return [step.key, _pair(step.name), *([step.means.value] if step.means else [])]


def _step(kept: Sequence[Any]) -> Step:
    key, name, *means = kept
    return Step(key, Text(*name), Role(means[0]) if means else None)


def _permit_record(permit: Permit) -> dict[str, Any]:
    return {
        "risk": permit.risk.value,
        "name": _pair(permit.name),
        "consists": list(map(_pair, permit.consists)),
        "stages": [[stage.milestone, stage.may_operate, _pair(stage.says)] for stage in permit.stages],
        "basis": permit.basis,
    }


def _permit(record: dict[str, Any]) -> Permit:
    return Permit(
        risk=Risk(record["risk"]),
        name=Text(*record["name"]),
        consists=_texts(record["consists"]),
        stages=tuple(
            PermitStage(milestone, may_operate, Text(*says))
            for milestone, may_operate, says in record["stages"]
        ),
        basis=tuple(record["basis"]),
    )


def _json(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _pair(text: Text) -> list[str]:
    return [text.id, text.en]


def _texts(pairs: Iterable[Sequence[str]]) -> tuple[Text, ...]:
    return tuple(Text(*pair) for pair in pairs)


def _clock(clock_time: time) -> str:
    return clock_time.isoformat(timespec="minutes")


def _hours_record(hours: Iterable[OpeningDay]) -> list[Any]:
    return [
        [
            day.weekday,
            _clock(day.opens),
            _clock(day.closes),
            [[_clock(pause.starts), _clock(pause.ends)] for pause in day.breaks],
        ]
        for day in hours
    ]


def _hours(records: Iterable[Sequence[Any]]) -> tuple[OpeningDay, ...]:
    return tuple(
        OpeningDay(
            weekday,
            time.fromisoformat(opens),
            time.fromisoformat(closes),
            tuple(Break(*map(time.fromisoformat, pause)) for pause in breaks),
        )
        for weekday, opens, closes, breaks in records
    )


def _special_record(special: SpecialDay) -> dict[str, Any]:
    return {
        "reason": _pair(special.reason),
        "closed": special.closed,
        "hours": _hours_record([special.opening] if special.opening else []),
        "out": [[one.counter, _clock(one.starts), _clock(one.ends)] for one in special.out],
    }


def _special(record: dict[str, Any]) -> SpecialDay:
    return SpecialDay(
        reason=Text(*record["reason"]),
        closed=record["closed"],
        opening=next(iter(_hours(record["hours"])), None),
        out=tuple(
            OutOfService(counter, time.fromisoformat(starts), time.fromisoformat(ends))
            for counter, starts, ends in record["out"]
        ),
    )


def _pool_record(pool: Pool) -> dict[str, Any]:
    fewer = [[less.weekdays, _clock(less.starts), _clock(less.ends), less.counters] for less in pool.fewer]
    return {
        "id": pool.id,
        "counters": pool.counters,
        "services": pool.services,
        "booking_share": pool.booking_share,
        "fewer": fewer,
        "names": pool.names,
        "letter": pool.letter,
    }


def _pool(record: dict[str, Any]) -> Pool:
    return Pool(
        id=record["id"],
        counters=record["counters"],
        services=tuple(record["services"]),
        booking_share=record["booking_share"],
        fewer=tuple(
            FewerCounters(tuple(weekdays), time.fromisoformat(starts), time.fromisoformat(ends), counters)
            for weekdays, starts, ends, counters in record["fewer"]
        ),
        names=tuple(record.get("names", ())),
        letter=record.get("letter", ""),
    )


def _offered_record(offered: Offered) -> dict[str, Any]:
    return {
        "id": offered.id,
        "name": _pair(offered.name),
        "agency": _pair(offered.agency),
        "summary": _pair(offered.summary),
        "minutes": offered.minutes,
        "pool": offered.pool,
        "aliases": offered.aliases,
        "agency_id": offered.agency_id,
        "minutes_cleared": offered.minutes_cleared,
    }


def _offered(record: dict[str, Any]) -> Offered:
    return Offered(
        id=record["id"],
        name=Text(*record["name"]),
        agency=Text(*record["agency"]),
        summary=Text(*record["summary"]),
        minutes=record["minutes"],
        pool=record["pool"],
        aliases=tuple(record["aliases"]),
        agency_id=record.get("agency_id", ""),
        minutes_cleared=record.get("minutes_cleared"),
    )
