"""What is told of a case to its citizen and its officers alike: pauses, refusal, letter, permit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.cases.reasons import OF_REFUSAL, explained, of_pause
from chalicelib.core.clock import office_time
from chalicelib.core.text import Text

if TYPE_CHECKING:
    from chalicelib.cases.case import Case
    from chalicelib.offices.service import ServiceStandard


@dataclass(frozen=True, slots=True)
class PausePage:
    """A time in which the case waited for its citizen; ``until`` is null while it does."""

    reason: str
    told: Text
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class RefusedPage:
    """That the office said no, and what its citizen is told."""

    reason: str
    told: Text
    at: datetime


@dataclass(frozen=True, slots=True)
class IssuedPage:
    """The finished letter; ``kept`` is false once its file is gone."""

    code: str
    issued: datetime
    sha256: str
    kept: bool


@dataclass(frozen=True, slots=True)
class PermitPage:
    """The risk class of a business permit, and what holds at this moment; ``says`` is null before its first stage."""

    risk: str
    name: Text
    consists: list[Text]
    basis: list[str]
    may_operate: bool
    says: Text | None

    @classmethod
    def at(cls, standard: ServiceStandard, milestones: Iterable[str]) -> PermitPage | None:
        """What holds once these milestones are reached; None for what is no business permit."""
        permit = standard.permit
        if permit is None:
            return None
        stage = permit.stage(tuple(milestones))
        return cls(
            permit.risk.value,
            permit.name,
            list(permit.consists),
            list(permit.basis),
            stage.may_operate if stage else False,
            stage.says if stage else None,
        )


def pauses(case: Case, words: Mapping[str, Text], zone: str) -> list[PausePage]:
    """The pauses of a case, explained."""
    return [
        PausePage(
            one.why,
            explained(one.why, words.get(of_pause(place))),
            office_time(one.since, zone),
            local(one.until, zone),
        )
        for place, one in enumerate(case.pauses)
    ]


def refusal(case: Case, words: Mapping[str, Text], zone: str) -> RefusedPage | None:
    """The refusal of a case, explained."""
    if case.refused is None:
        return None
    told = explained(case.refused.why, words.get(OF_REFUSAL))
    return RefusedPage(case.refused.why, told, office_time(case.refused.at, zone))


def issued(case: Case, zone: str) -> IssuedPage | None:
    """The letter of a case."""
    letter = case.letter
    if letter is None:
        return None
    return IssuedPage(letter.code, office_time(letter.issued, zone), letter.sha256, letter.key is not None)


def local(moment: datetime | None, zone: str) -> datetime | None:
    """A moment in the office's time."""
    return office_time(moment, zone) if moment else None
