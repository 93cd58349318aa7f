"""Cases as items of the table, and back; what older versions did not know yet reads as nothing."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from chalicelib.cases.case import Case, LetterOf, Milestone, Pause, Refused

if TYPE_CHECKING:
    from chalicelib.core.table import Item


def item_of(case: Case) -> Item:
    """A case as an item."""
    return {
        "reference": case.reference,
        "office": case.office,
        "service": case.service,
        "agency": case.agency,
        "milestones": [{"key": one.key, "at": _told(one.at)} for one in case.milestones],
        "due": case.due.isoformat() if case.due else None,
        "deemed": case.deemed.isoformat() if case.deemed else None,
        "pauses": [
            {
                "why": one.why,
                "since": _told(one.since),
                "day": one.day.isoformat(),
                "until": _told(one.until) if one.until else None,
            }
            for one in case.pauses
        ],
        "refused": {"why": case.refused.why, "at": _told(case.refused.at)} if case.refused else None,
        "letter": _letter_item(case.letter) if case.letter else None,
        "met": case.met,
        "ended": case.ended,
        "person": case.person,
        "proof": case.proof,
        "sealed": dict(case.sealed),
        "language": case.language,
        "version": case.version,
    }


def case_from(item: Item) -> Case:
    """The case that an item tells."""
    refused = item.get("refused")
    return Case(
        reference=item["reference"],
        office=item["office"],
        service=item["service"],
        agency=item.get("agency", ""),
        milestones=tuple(Milestone(one["key"], _moment(one["at"])) for one in item["milestones"]),
        due=_day(item["due"]),
        deemed=_day(item.get("deemed")),
        pauses=tuple(
            Pause(
                one["why"],
                _moment(one["since"]),
                date.fromisoformat(one["day"]),
                _moment(one["until"]) if one["until"] else None,
            )
            for one in item.get("pauses", ())
        ),
        refused=Refused(refused["why"], _moment(refused["at"])) if refused else None,
        letter=_letter(item["letter"]) if item.get("letter") else None,
        met=item.get("met", False),
        ended=item.get("ended", False),
        person=item["person"],
        proof=item["proof"],
        sealed=item["sealed"],
        language=item["language"],
        version=item["version"],
    )


def _letter_item(letter: LetterOf) -> Item:
    return {
        "code": letter.code,
        "key": letter.key,
        "sha256": letter.sha256,
        "issued": _told(letter.issued),
    }


def _letter(kept: dict[str, Any]) -> LetterOf:
    return LetterOf(code=kept["code"], key=kept["key"], sha256=kept["sha256"], issued=_moment(kept["issued"]))


def _told(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _moment(told: str) -> datetime:
    return datetime.fromisoformat(told)


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
