"""Complaints that are there when the demonstration starts: what their file may say, and what must agree in it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from chalicelib.complaints.service import Act, Identity, Sort, State
from chalicelib.complaints.service.intake import agency_of
from chalicelib.complaints.states import GOAL, MAY
from chalicelib.core.errors import Fault
from chalicelib.people import phone
from infra.seed.checks import twice
from infra.seed.models import Entry, Identifier, Words
from infra.seed.reading import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from chalicelib.complaints.categories import Category
    from chalicelib.offices.office import Office
    from infra.seed.models import OfficerEntry

DEMONSTRATION = "complaints/demonstration.yaml"
Deed = Literal["verify", "assign", "start", "ask", "answer", "reply", "propose", "confirm", "dispute"]
Told = Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=2_000)]
#: With these something is said; a title is what verifying says.
SAYING = frozenset({Act.ASK, Act.ANSWER, Act.REPLY, Act.PROPOSE, Act.DISPUTE})
OF_CITIZENS = frozenset({Act.ANSWER, Act.CONFIRM, Act.DISPUTE})


class PlaceEntry(Entry):
    """Where it is."""

    words: Words | None = None
    lat: Annotated[float, Field(ge=-90, le=90)]
    long: Annotated[float, Field(ge=-180, le=180)]


class DeedEntry(Entry):
    """Something that happened, so many working days after the complaint came in."""

    act: Deed
    day: Annotated[int, Field(ge=0, le=60)]
    text: Told | Literal[""] = ""
    without_photo: Told | Literal[""] = ""

    @model_validator(mode="after")
    def _said(self) -> DeedEntry:
        if self.act in SAYING and not self.text:
            raise ValueError(f"{self.act} needs a text")
        return self


class ComplaintEntry(Entry):
    """A complaint, and what happened to it."""

    complaint: Identifier
    office: Identifier
    category: Identifier
    sort: Sort = Sort.COMPLAINT
    identity: Identity
    language: Literal["id", "en"] = "id"
    name: Words | None = None
    phone: Words | None = None
    text: Told
    answers: dict[str, Words] = Field(default_factory=dict)
    place: PlaceEntry | None = None
    officer: str = ""
    days_ago: Annotated[int, Field(ge=1, le=60)]
    deeds: list[DeedEntry]

    @model_validator(mode="after")
    def _somebody(self) -> ComplaintEntry:
        given = [one for one in (self.name, self.phone) if one]
        if self.identity is Identity.ANONYMOUS and given:
            raise ValueError("nothing is given of who is anonymous")
        if self.identity is Identity.NAMED and len(given) < 2:  # noqa: PLR2004 - a name and a phone
            raise ValueError("who is named has a name and a phone")
        return self


class DemonstrationFile(Entry):
    """All complaints that are there when the demonstration starts."""

    complaints: list[ComplaintEntry]


@dataclass(frozen=True, slots=True)
class SeedComplaint:
    """A complaint of the file, and who works on it; None where nobody has yet."""

    entry: ComplaintEntry
    officer: OfficerEntry | None


def complaints_of(file: DemonstrationFile, officers: Iterable[OfficerEntry]) -> tuple[SeedComplaint, ...]:
    """The complaints in the order of the file."""
    by_email = {one.email: one for one in officers}
    return tuple(SeedComplaint(entry, by_email.get(entry.officer)) for entry in file.complaints)


def complaints_agree(
    file: DemonstrationFile,
    offices: Mapping[str, Office],
    categories: Mapping[str, Category],
    officers: Iterable[OfficerEntry],
) -> Iterator[Problem]:
    """A complaint is of an office and a category there are, worked on by who may, and its deeds can follow."""
    for again in twice(entry.complaint for entry in file.complaints):
        yield Problem(DEMONSTRATION, f"complaints[{again}].complaint", "this complaint stands here twice")
    by_email = {one.email: one for one in officers}
    for entry in file.complaints:
        where = f"complaints[{entry.complaint}]"
        if entry.phone and isinstance(phone.read(entry.phone), Fault):
            yield Problem(DEMONSTRATION, f"{where}.phone", "is no possible phone number")
        office, category = offices.get(entry.office), categories.get(entry.category)
        if office is None:
            yield Problem(DEMONSTRATION, f"{where}.office", f"there is no office {entry.office}")
        if category is None:
            yield Problem(DEMONSTRATION, f"{where}.category", f"there is no category {entry.category}")
        else:
            yield from _answers_agree(where, entry, category)
        if office and category:
            yield from _officer_agrees(where, entry, agency_of(office, category), by_email)
        yield from _deeds_agree(where, entry)


def _answers_agree(where: str, entry: ComplaintEntry, category: Category) -> Iterator[Problem]:
    """Each answer is to a question that is asked, and one of its choices; what must be answered is."""
    for asked, answer in entry.answers.items():
        question = category.question(asked)
        if question is None:
            yield Problem(DEMONSTRATION, f"{where}.answers.{asked}", f"{category.id} does not ask this")
        elif question.choices and answer not in (known := [one.id for one in question.choices]):
            yield Problem(DEMONSTRATION, f"{where}.answers.{asked}", f"must be one of {', '.join(known)}")
    for question in category.questions:
        if question.required and question.id not in entry.answers:
            yield Problem(DEMONSTRATION, f"{where}.answers.{question.id}", "is missing")


def _officer_agrees(
    where: str, entry: ComplaintEntry, agency: str, officers: Mapping[str, OfficerEntry]
) -> Iterator[Problem]:
    """Who works on it has an account in its office, and for the agency that is responsible there."""
    where = f"{where}.officer"
    who = officers.get(entry.officer)
    if who and (who.office, who.agency) != (entry.office, agency):
        yield Problem(DEMONSTRATION, where, f"does not work for {agency} in {entry.office}")
    elif entry.officer and not who:
        yield Problem(DEMONSTRATION, where, f"officers.yaml has no {entry.officer}")
    elif not entry.officer and any(deed.act not in OF_CITIZENS for deed in entry.deeds):
        yield Problem(DEMONSTRATION, where, "is missing: somebody did what the deeds say")


def _deeds_agree(where: str, entry: ComplaintEntry) -> Iterator[Problem]:
    """They are in order, before the day of planting, and each is possible in the state that the last one left."""
    where = f"{where}.deeds"
    if any(later.day < earlier.day for earlier, later in pairwise(entry.deeds)):
        yield Problem(DEMONSTRATION, where, "must follow one another")
    if entry.deeds and entry.deeds[-1].day >= entry.days_ago:
        yield Problem(DEMONSTRATION, where, f"must end before days_ago, which is {entry.days_ago}")
    state = before = State.RECEIVED
    for place, deed in enumerate(entry.deeds, start=1):
        act = Act(deed.act)
        if state not in MAY[act]:
            yield Problem(DEMONSTRATION, f"{where}[{place}].act", f"{act} is not possible in state {state}")
            return
        if act is Act.PROPOSE and entry.sort is Sort.COMPLAINT and not deed.without_photo:
            yield Problem(DEMONSTRATION, f"{where}[{place}].without_photo", "is missing")
        if act is Act.ASK:
            before = state
        state = before if act is Act.ANSWER else GOAL.get(act, state)
