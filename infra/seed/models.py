"""What the files of the seed may say: one pydantic model per kind of file, one per part of it."""

from __future__ import annotations

import re
from datetime import date, time  # noqa: TC003 - pydantic reads the annotations
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from chalicelib.core.officer import Role
from chalicelib.documents.kinds import KINDS
from chalicelib.offices.standard import Risk  # noqa: TC001 - pydantic reads the annotations
from chalicelib.offices.standard import Role as MilestoneRole  # noqa: TC001 - pydantic reads the annotations

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
# Less than five minutes is not a visit; more than four hours is not one visit.
Minutes = Annotated[int, Field(ge=5, le=240)]


# A counter is called out and stands on a ticket of 58 mm: its name is short.
COUNTER_NAME = re.compile(r"[A-Za-z0-9-]{1,8}")
LETTER = re.compile(r"[A-Z]")


def _counter_name(name: str) -> str:
    if not COUNTER_NAME.fullmatch(name):
        raise ValueError("must be 1 to 8 letters, digits or hyphens")
    return name


def _letter(letter: str) -> str:
    if not LETTER.fullmatch(letter):
        raise ValueError("must be one capital letter, A to Z")
    return letter


CounterName = Annotated[str, AfterValidator(_counter_name)]
Letter = Annotated[str, AfterValidator(_letter)]


class Entry(BaseModel):
    """A part of a file; a field that nobody knows is a mistake, not a wish."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TextEntry(Entry):
    """The same words in both languages."""

    id: Words
    en: Words


def _sent_ahead(kind: str) -> str:
    known = [one.id for one in KINDS.values() if not one.many]
    if kind not in known:
        raise ValueError(f"must be one of {', '.join(known)}")
    return kind


class RequirementEntry(TextEntry):
    """Something to bring; ``document`` is the kind of paper that it is, where it can be sent and checked ahead."""

    document: Annotated[str, AfterValidator(_sent_ahead)] | None = None


class StepEntry(TextEntry):
    """A milestone: the key that records keep, its name, and its role where the key does not say it."""

    key: Identifier
    role: MilestoneRole | None = None


class DeemedEntry(Entry):
    """The law by which an application that is not decided in time counts as granted, and its time."""

    working_days: Annotated[int, Field(ge=1, le=365)]
    basis: Words


class StageEntry(Entry):
    """What holds for a business from a milestone on."""

    milestone: Identifier
    may_operate: bool
    says: TextEntry


class PermitEntry(Entry):
    """A risk class: what its permit consists of, the milestones of its files, and when the business may operate."""

    risk: Risk
    name: TextEntry
    consists: Annotated[list[TextEntry], Field(min_length=1)]
    milestones: Annotated[list[StepEntry], Field(min_length=2)]
    stages: Annotated[list[StageEntry], Field(min_length=1)]


class PermitsFile(Entry):
    """Every risk class, and the law they stand in."""

    basis: Annotated[list[Words], Field(min_length=1)]
    classes: list[PermitEntry]


class ServiceEntry(Entry):
    """One service standard."""

    service: Identifier
    name: TextEntry
    summary: TextEntry
    requirements: Annotated[list[RequirementEntry], Field(min_length=1)]
    procedure: Annotated[list[TextEntry], Field(min_length=1)]
    time: TextEntry
    working_days: Annotated[int, Field(ge=0, le=365)] | None = None
    fee: TextEntry
    product: TextEntry
    legal_basis: Annotated[list[Words], Field(min_length=1)]
    aliases: list[Words] = []
    milestones: list[StepEntry] = []
    valid_from: date | None = None
    risk: Risk | None = None
    deemed_granted: DeemedEntry | None = None
    letter_days: Annotated[int, Field(ge=1, le=3650)] = 90


class AgencyFile(Entry):
    """An agency and its services; milestones and valid_from hold for each service that names none itself."""

    agency: TextEntry
    group: TextEntry
    valid_from: date
    milestones: Annotated[list[StepEntry], Field(min_length=1)]
    services: Annotated[list[ServiceEntry], Field(min_length=1)]


class BreakEntry(Entry):
    """A pause within a day."""

    starts: time
    ends: time


class HoursEntry(Entry):
    """The hours that some weekdays share."""

    days: Annotated[list[Weekday], Field(min_length=1)]
    opens: time
    closes: time
    breaks: list[BreakEntry] = []

    @model_validator(mode="after")
    def _in_order(self) -> HoursEntry:
        edges = [self.opens]
        for pause in sorted(self.breaks, key=lambda pause: pause.starts):
            edges += [pause.starts, pause.ends]
        edges.append(self.closes)
        if any(later <= earlier for earlier, later in pairwise(edges)):
            raise ValueError("opens, breaks and closes must follow one another")
        return self


class DatesEntry(Entry):
    """One day, or several in a row, and why they are special."""

    first: date
    last: date | None = None
    reason: TextEntry

    @model_validator(mode="after")
    def _in_order(self) -> DatesEntry:
        if self.last is not None and self.last < self.first:
            raise ValueError("last must not be before first")
        return self


class SeasonEntry(DatesEntry):
    """Days with hours of their own."""

    hours: Annotated[list[HoursEntry], Field(min_length=1)]


class FewerEntry(Entry):
    """Hours of some weekdays in which fewer counters of a pool are open."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True, validate_by_alias=True)

    days: Annotated[list[Weekday], Field(min_length=1)]
    starts: time = Field(alias="from")
    until: time
    counters: Annotated[int, Field(ge=0)]


class PoolEntry(Entry):
    """Counters that serve the same services, and the minutes each service takes there."""

    pool: Identifier
    letter: Letter
    counters: Annotated[list[CounterName], Field(min_length=1)]
    booking_share: Annotated[int, Field(ge=0, le=100)] = 100
    fewer_counters: list[FewerEntry] = []
    services: Annotated[dict[Identifier, Minutes], Field(min_length=1)]
    minutes_cleared: dict[Identifier, Minutes] = {}


class RulesEntry(Entry):
    """How the office lets itself be booked and visited; what a file leaves out is as in ``offices.office.Rules``."""

    window_minutes: Annotated[int, Field(ge=10, le=120)]
    horizon_days: Annotated[int, Field(ge=1, le=180)]
    move_cutoff_minutes: Annotated[int, Field(ge=0)]
    cancel_cutoff_minutes: Annotated[int, Field(ge=0)]
    open_per_person: Annotated[int, Field(ge=1)]
    open_per_phone: Annotated[int, Field(ge=1)]
    grace_before_minutes: Annotated[int, Field(ge=0, le=240)] = 30
    grace_after_minutes: Annotated[int, Field(ge=0, le=240)] = 15
    walk_in_patience_minutes: Annotated[int, Field(ge=0, le=240)] = 30
    priority_ahead_minutes: Annotated[int, Field(ge=0, le=240)] = 20
    no_show_calls: Annotated[int, Field(ge=1, le=20)] = 3
    no_show_minutes: Annotated[int, Field(ge=1, le=60)] = 5
    priority_share: Annotated[int, Field(ge=0, le=100)] = 20


class OfficeFile(Entry):
    """One office; its id is the file's name."""

    name: TextEntry
    address: TextEntry
    time_zone: Literal["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]
    phone: Words
    hours: Annotated[list[HoursEntry], Field(min_length=1)]
    seasons: list[SeasonEntry] = []
    closures: list[DatesEntry] = []
    rules: RulesEntry
    pools: Annotated[list[PoolEntry], Field(min_length=1)]


class CaseEntry(Entry):
    """A file (berkas) that is open when the demonstration starts."""

    case: Identifier
    office: Identifier
    service: Identifier
    name: Words
    nik: Words
    phone: Words
    opened_days_ago: Annotated[int, Field(ge=0, le=365)]
    reached: list[Identifier]


class OfficerEntry(Entry):
    """Somebody who signs in: an administrator has neither office nor agency, a kiosk no agency, the others both."""

    email: Annotated[str, StringConstraints(pattern=r"^[^\s@A-Z]+@[^\s@A-Z]+$", max_length=254)]
    role: Role
    office: Identifier | Literal[""] = ""
    agency: Identifier | Literal[""] = ""

    @model_validator(mode="after")
    def _placed(self) -> OfficerEntry:
        if bool(self.office) != (self.role is not Role.ADMIN):
            raise ValueError(f"{self.role} with an office" if self.office else f"{self.role} needs an office")
        if bool(self.agency) != (self.role in {Role.OFFICER, Role.MANAGER}):
            raise ValueError(f"{self.role} with an agency" if self.agency else f"{self.role} needs an agency")
        return self


class OfficersFile(Entry):
    """Everybody who signs in when the demonstration starts."""

    officers: list[OfficerEntry]


class CasesFile(Entry):
    """All files that are open when the demonstration starts."""

    cases: list[CaseEntry]
