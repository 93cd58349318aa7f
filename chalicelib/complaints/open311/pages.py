"""GeoReport v2 as the standard names it. Nobody is named, and no word of a citizen is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from chalicelib.complaints.categories import OTHER, categories
from chalicelib.complaints.states import ENDED, Identity
from chalicelib.core import catalogue
from chalicelib.core.clock import office_time
from chalicelib.core.text import Text

if TYPE_CHECKING:
    from chalicelib.complaints.categories import Category, Question
    from chalicelib.complaints.listed import Listed

#: The attribute by which a program may say what the office learns of the citizen; every service has it.
IDENTITY = "identity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Open311ServicePage:
    """A category, as a service that can be asked for."""

    service_code: str
    service_name: Text
    description: Text
    metadata: bool
    type: str
    keywords: str
    group: Text

    @classmethod
    def of(cls, category: Category) -> Open311ServicePage:
        """The service of a category. There is always more to ask: what the office may learn of the citizen."""
        return cls(
            service_code=category.id,
            service_name=category.name,
            description=category.says,
            metadata=True,
            type="realtime",
            keywords=", ".join(category.words),
            group=category.group_name,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Open311ValuePage:
    """An answer that can be chosen."""

    key: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Open311AttributePage:
    """A question; ``values`` where one of a few is meant."""

    OMIT_NONE: ClassVar[tuple[str, ...]] = ("values",)

    variable: bool
    code: str
    datatype: str
    required: bool
    datatype_description: Text
    order: int
    description: Text
    values: list[Open311ValuePage] | None = None

    @classmethod
    def of(cls, question: Question, order: int) -> Open311AttributePage:
        """The attribute of a question."""
        values = [Open311ValuePage(key=one.id, name=one.name) for one in question.choices]
        return cls(
            variable=True,
            code=question.id,
            datatype="singlevaluelist" if values else "string",
            required=question.required,
            datatype_description=catalogue.both("open311.choice")
            if values
            else catalogue.both("open311.words"),
            order=order,
            description=question.name,
            values=values or None,
        )

    @classmethod
    def of_identity(cls, order: int) -> Open311AttributePage:
        """What the office may learn of the citizen."""
        values = [
            Open311ValuePage(key=one.value, name=catalogue.both(f"open311.identity-{one.value}"))
            for one in Identity
        ]
        return cls(
            variable=True,
            code=IDENTITY,
            datatype="singlevaluelist",
            required=False,
            datatype_description=catalogue.both("open311.identity-usual"),
            order=order,
            description=catalogue.both("open311.identity"),
            values=values,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Open311DefinitionPage:
    """What is asked beside the text of a service request."""

    service_code: str
    attributes: list[Open311AttributePage]

    @classmethod
    def of(cls, category: Category) -> Open311DefinitionPage:
        """The definition of a category: its questions, and the identity at the end."""
        asked = [
            Open311AttributePage.of(question, order) for order, question in enumerate(category.questions, 1)
        ]
        return cls(
            service_code=category.id,
            attributes=[*asked, Open311AttributePage.of_identity(len(asked) + 1)],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Open311RequestPage:
    """A complaint, as a service request; ``description`` is an officer's title, or the name of its category."""

    service_request_id: str
    status: str
    status_notes: Text
    service_name: Text
    service_code: str
    description: str | Text
    agency_responsible: Text | None
    service_notice: Text | None
    requested_datetime: datetime
    updated_datetime: datetime
    expected_datetime: datetime | None
    address: str | None
    address_id: str | None
    zipcode: str | None
    lat: float | None
    long: float | None
    media_url: str | None

    @classmethod
    def of(cls, listed: Listed, agency: Text | None, zone: str) -> Open311RequestPage:
        """The service request of a complaint, its moments in the time zone of its office."""
        known = categories()
        category = known.get(listed.category, known[OTHER])
        return cls(
            service_request_id=listed.public,
            status="closed" if listed.state in ENDED else "open",
            status_notes=catalogue.both(f"complaint-state.{listed.state.value}"),
            service_name=category.name,
            service_code=category.id,
            description=listed.title or category.name,
            agency_responsible=agency,
            service_notice=category.notice,
            requested_datetime=office_time(listed.received, zone),
            updated_datetime=office_time(listed.changed, zone),
            expected_datetime=office_time(listed.due, zone) if listed.due else None,
            address=None,
            address_id=None,
            zipcode=None,
            lat=listed.place.lat if listed.place else None,
            long=listed.place.long if listed.place else None,
            media_url=None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Open311CreatedPage:
    """What was made of a post: its id, and words for who sent it, with what they follow it by."""

    service_request_id: str
    service_notice: str
    account_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Open311TokenPage:
    """The service request that a token stands for: ids are given at once, so a token is the id itself."""

    service_request_id: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Open311ErrorPage:
    """One thing that went wrong; ``code`` is the answer's status."""

    code: int
    description: str


Open311Services = list[Open311ServicePage]
Open311Requests = list[Open311RequestPage]
Open311Created = list[Open311CreatedPage]
Open311Tokens = list[Open311TokenPage]
Open311Errors = list[Open311ErrorPage]
