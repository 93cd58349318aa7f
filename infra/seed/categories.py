"""The categories of complaints: what their file may say, what must agree in it, and how they get into the package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field, StringConstraints, model_validator

from chalicelib.complaints.categories import OTHER, Category, Choice, Question
from chalicelib.complaints.states import Sort
from chalicelib.core.text import Text
from infra.seed.checks import twice
from infra.seed.models import Entry, Identifier, TextEntry, Words
from infra.seed.reading import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

CATEGORIES = "complaints/categories.yaml"
# The id of a question is the name of a field: refusals name it, and forms of other programs send it in brackets.
QuestionId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{0,23}$")]


class ChoiceEntry(Entry):
    """One of a question's answers."""

    choice: Identifier
    name: TextEntry


class QuestionEntry(Entry):
    """A question; without choices it takes free words."""

    question: QuestionId
    name: TextEntry
    required: bool = False
    choices: tuple[ChoiceEntry, ...] = ()

    @model_validator(mode="after")
    def _a_choice(self) -> QuestionEntry:
        if len(self.choices) == 1:
            raise ValueError("one choice is none: name several, or none for free words")
        return self


class GroupEntry(Entry):
    """A heading over some categories."""

    group: Identifier
    name: TextEntry


class CategoryEntry(Entry):
    """One category."""

    category: Identifier
    group: Identifier
    name: TextEntry
    says: TextEntry
    unit: Identifier
    days: Annotated[int, Field(ge=1, le=365)]
    notice: TextEntry | None = None
    sorts: Annotated[tuple[Sort, ...], Field(min_length=1)] = tuple(Sort)
    words: Annotated[list[Words], Field(min_length=1)]
    questions: Annotated[tuple[QuestionEntry, ...], Field(max_length=5)] = ()


class CategoriesFile(Entry):
    """Every category, and the headings that they stand under."""

    groups: Annotated[list[GroupEntry], Field(min_length=1)]
    categories: Annotated[list[CategoryEntry], Field(min_length=1)]


def categories_agree(file: CategoriesFile, agencies: Collection[str]) -> Iterator[Problem]:
    """An id stands once, a group and a unit exist, and "other" ends the list with nothing that must be answered."""
    groups = {entry.group for entry in file.groups}
    for again in twice(entry.group for entry in file.groups):
        yield Problem(CATEGORIES, f"groups[{again}].group", "this group stands here twice")
    for again in twice(entry.category for entry in file.categories):
        yield Problem(CATEGORIES, f"categories[{again}].category", "this category stands here twice")
    for entry in file.categories:
        where = f"categories[{entry.category}]"
        if entry.group not in groups:
            yield Problem(CATEGORIES, f"{where}.group", f"there is no group {entry.group}")
        if entry.unit not in agencies:
            yield Problem(CATEGORIES, f"{where}.unit", f"there is no agency {entry.unit}")
        yield from _questions_agree(where, entry)
    last = file.categories[-1]
    if last.category != OTHER or any(question.required for question in last.questions):
        wrong = f'the last must be "{OTHER}", with nothing that must be answered'
        yield Problem(CATEGORIES, f"categories[{last.category}]", wrong)


def categories_of(file: CategoriesFile) -> tuple[Category, ...]:
    """The categories in the order of the file."""
    headings = {entry.group: _text(entry.name) for entry in file.groups}
    return tuple(
        Category(
            id=entry.category,
            name=_text(entry.name),
            says=_text(entry.says),
            group=entry.group,
            group_name=headings[entry.group],
            unit=entry.unit,
            days=entry.days,
            questions=tuple(map(_question, entry.questions)),
            notice=_text(entry.notice) if entry.notice else None,
            sorts=tuple(entry.sorts),
            words=tuple(entry.words),
        )
        for entry in file.categories
    )


def _questions_agree(where: str, entry: CategoryEntry) -> Iterator[Problem]:
    for again in twice(question.question for question in entry.questions):
        yield Problem(CATEGORIES, f"{where}.questions[{again}]", "this question stands here twice")
    for question in entry.questions:
        for again in twice(choice.choice for choice in question.choices):
            here = f"{where}.questions[{question.question}].choices[{again}]"
            yield Problem(CATEGORIES, here, "this choice stands here twice")


def _question(entry: QuestionEntry) -> Question:
    choices = tuple(Choice(id=one.choice, name=_text(one.name)) for one in entry.choices)
    return Question(id=entry.question, name=_text(entry.name), required=entry.required, choices=choices)


def _text(entry: TextEntry) -> Text:
    return Text(entry.id, entry.en)
