"""Offices and standards for tests: say what matters, the rest is filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

from chalicelib.core.text import Text
from chalicelib.offices.service import (
    Break,
    FewerCounters,
    Offered,
    Office,
    OpeningDay,
    Pool,
    Rules,
    Season,
    ServiceStandard,
    Step,
)

MONDAY, FRIDAY, SATURDAY, SUNDAY = (
    date(2026, 11, 23),
    date(2026, 11, 27),
    date(2026, 11, 28),
    date(2026, 11, 29),
)
CHRISTMAS = date(2026, 12, 25)
LUNCH = Break(time(12), time(13))
RAMADAN = Season(
    date(2027, 2, 8),
    date(2027, 3, 9),
    Text("Ramadan", "Ramadan"),
    tuple(OpeningDay(weekday, time(8), time(14)) for weekday in range(1, 6)),
)


def a_text(words: str) -> Text:
    return Text(words, f"{words} in English")


def an_offered(service: str = "d000", **changes: Any) -> Offered:
    name = a_text(service)
    offered = Offered(
        service, name, a_text("agency"), a_text("summary"), 20, "ktp", ("bikin ktp",), "dukcapil"
    )
    return replace(offered, **changes)


def an_office(**changes: Any) -> Office:
    """Open Monday to Friday from 8 to 15 with a lunch break; three counters for two services."""
    fewer = (FewerCounters((5,), time(13), time(15), 1),)
    office = Office(
        id="mpp",
        name=a_text("Mal"),
        address=a_text("Jalan"),
        time_zone="Asia/Makassar",
        phone="+62 361 000000",
        hours=tuple(OpeningDay(weekday, time(8), time(15), (LUNCH,)) for weekday in range(1, 6)),
        seasons=(RAMADAN,),
        closures={CHRISTMAS: Text("Natal", "Christmas")},
        pools=(Pool("ktp", 3, ("d000", "d001"), 80, fewer, ("A1", "A2", "A3"), "A"),),
        services=(an_offered("d000"), an_offered("d001", minutes=10)),
        rules=Rules(horizon_days=14),
    )
    return replace(office, **changes)


def a_standard(service: str = "d000", **changes: Any) -> ServiceStandard:
    standard = ServiceStandard(
        id=service,
        agency=a_text("agency"),
        agency_id="dukcapil",
        group=a_text("group"),
        name=a_text(service),
        summary=a_text("summary"),
        requirements=(a_text("KK"), a_text("KTP"), a_text("Formulir")),
        documents=("kk", "ktp", None),
        procedure=(a_text("datang"),),
        time=a_text("1 hari kerja"),
        working_days=1,
        fee=a_text("Gratis"),
        product=a_text("KTP-el"),
        legal_basis=("UU 24/2013",),
        milestones=(Step("received", a_text("Diterima")), Step("ready", a_text("Siap"))),
        aliases=("bikin ktp", "ktp baru"),
        valid_from=date(2025, 1, 2),
    )
    return replace(standard, **changes)
