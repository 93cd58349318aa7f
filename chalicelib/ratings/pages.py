"""What citizens are asked, what is kept of their answers, and what all answers add up to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.core.catalogue import both
from chalicelib.core.text import Text
from chalicelib.ratings.element import ELEMENTS, VALUES
from chalicelib.ratings.index import rounded
from chalicelib.ratings.survey import service_name

if TYPE_CHECKING:
    from chalicelib.offices.service import Office, Offices
    from chalicelib.ratings.element import Element
    from chalicelib.ratings.index import Mean, Result
    from chalicelib.ratings.interval import Interval
    from chalicelib.ratings.rating import Rating
    from chalicelib.ratings.service import Remarked, Sheet
    from chalicelib.ratings.survey import Survey


@dataclass(frozen=True, slots=True)
class ChoicePage:
    """One of the four answers; 1 is the worst, 4 the best."""

    value: int
    name: Text


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """A question about one element of the survey."""

    element: str
    name: Text
    question: Text
    choices: list[ChoicePage]

    @classmethod
    def of(cls, element: Element) -> QuestionPage:
        """The question about an element."""
        return cls(
            element.value,
            both(f"element.{element}"),
            both(f"ask.{element}"),
            [ChoicePage(value, both(f"answer.{element}.{value}")) for value in VALUES],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPage:
    """What is asked about a visit or a complaint; nothing more once it was ``rated``. ``until`` is the last moment."""

    for_: str
    office: str
    office_name: Text
    service_name: Text
    rated: bool
    until: datetime
    questions: list[QuestionPage]

    @classmethod
    def of(cls, reference: str, sheet: Sheet, offices: Offices) -> SheetPage:
        """The page of a sheet, under the reference that was asked for."""
        office = offices.office(sheet.subject.office)
        return cls(
            for_=reference,
            office=office.id,
            office_name=office.name,
            service_name=service_name(office, sheet.subject.service, offices),
            rated=sheet.rated is not None,
            until=sheet.until,
            questions=[QuestionPage.of(element) for element in sheet.questions],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingPage:
    """A rating as it counts."""

    for_: str
    at: datetime
    answers: dict[str, int]

    @classmethod
    def of(cls, reference: str, rating: Rating) -> RatingPage:
        """The page of a rating, under the reference that was asked for."""
        answers = {element.value: value for element, value in rating.answers.items()}
        return cls(for_=reference, at=rating.at, answers=answers)


@dataclass(frozen=True, slots=True)
class IntervalPage:
    """The 95 % confidence interval of an index, ends included."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ElementPage:
    """An element: how many rated it, and the mean from 1 to 4; null where nobody did, or too few to tell."""

    id: str
    name: Text
    mean: float | None
    sample: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePage:
    """What the survey says of one service; ``service`` is null for complaints about none."""

    service: str | None
    name: Text
    index: float | None
    band: str | None
    sample: int
    small: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SatisfactionPage:
    """The index of an office, or of one ``service``, from one day to another.

    ``sample`` is how many citizens answered, ``missing`` the elements that nobody rated: while there is one there is no
    index. ``few``: too few answered to tell figures without telling who said what; ``small``: some element has fewer
    than 30 answers. ``interval`` is null too where all answers are alike.
    """

    office: str
    name: Text
    service: str | None
    first: dt.date
    last: dt.date
    index: float | None
    band: str | None
    band_name: Text | None
    sample: int
    interval: IntervalPage | None
    few: bool
    small: bool
    missing: list[str]
    elements: list[ElementPage]
    services: list[ServicePage]

    @classmethod
    def of(cls, survey: Survey, offices: Offices, *, service: str | None, found: Result) -> SatisfactionPage:
        """The page of a survey; ``found`` is what it says of the service, or of the whole office."""
        band = None if found.few else found.band
        return cls(
            office=survey.office.id,
            name=survey.office.name,
            service=service,
            first=survey.first,
            last=survey.last,
            index=_index(found),
            band=band.value if band else None,
            band_name=both(f"band.{band}") if band else None,
            sample=found.citizens,
            interval=None if found.few else _interval(found.interval),
            few=found.few,
            small=found.small,
            missing=[element.value for element in found.missing],
            elements=[_element(element, found.means[element], few=found.few) for element in ELEMENTS],
            services=[
                _service(survey.office, one, result, offices) for one, result in survey.services.items()
            ],
        )


@dataclass(frozen=True, slots=True)
class RemarkPage:
    """A citizen's own words, and what they are about; of whom is not said."""

    day: dt.date
    service_name: Text
    text: str


@dataclass(frozen=True, slots=True)
class RemarksPage:
    """Citizens' own words to an office, the newest first; at most a hundred."""

    remarks: list[RemarkPage]

    @classmethod
    def of(cls, found: list[Remarked], office: Office, offices: Offices) -> RemarksPage:
        """The page of those words."""
        return cls(
            [RemarkPage(one.day, service_name(office, one.service, offices), one.text) for one in found]
        )


def _index(found: Result) -> float | None:
    return None if found.few or found.index is None else float(found.index)


def _interval(found: Interval | None) -> IntervalPage | None:
    return None if found is None else IntervalPage(round(found.low, 2), round(found.high, 2))


def _element(element: Element, mean: Mean, *, few: bool) -> ElementPage:
    told = None if few or mean.value is None else float(rounded(mean.value))
    return ElementPage(element.value, both(f"element.{element}"), told, mean.sample)


def _service(office: Office, service: str, found: Result, offices: Offices) -> ServicePage:
    band = None if found.few else found.band
    return ServicePage(
        service=service or None,
        name=service_name(office, service, offices),
        index=_index(found),
        band=band.value if band else None,
        sample=found.citizens,
        small=found.small,
    )


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Where the report can be saved from, for some minutes."""

    url: str
