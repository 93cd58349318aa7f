"""What a complaint can be about: the city's categories, each with its unit, its class and its own questions.

They are data: ``infra/seed/complaints/categories.yaml``, checked there, stands beside this module as
``categories.json`` (``python -m infra.seed categories`` writes it; a test holds the two together).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from chalicelib.complaints.states import Sort
from chalicelib.core.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FILE = Path(__file__).with_suffix(".json")
#: The category of whatever fits no other; it is always there.
OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the answers that a question takes."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked beside the text: one of the choices, or free words of at most 200 signs where there are none."""

    id: str
    name: Text
    required: bool = False
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A category.

    ``unit`` is the responsible agency, ``days`` the working days of its class, ``notice`` what to do at once,
    ``sorts`` what can be brought under it, ``words`` what people type for it.
    """

    id: str
    name: Text
    says: Text
    group: str
    group_name: Text
    unit: str
    days: int
    questions: tuple[Question, ...] = ()
    notice: Text | None = None
    sorts: tuple[Sort, ...] = tuple(Sort)
    words: tuple[str, ...] = ()

    def question(self, question: str) -> Question | None:
        """The question of that id, or None."""
        return next((one for one in self.questions if one.id == question), None)


@cache
def categories() -> Mapping[str, Category]:
    """Every category by its id, in the order shown; ``other`` is the last."""
    return MappingProxyType(
        {record["id"]: _category(record) for record in json.loads(FILE.read_text(encoding="utf-8"))}
    )


def category_named(category: str) -> Text:
    """The name of a category; of one that is none any more, that of the one for all else."""
    known = categories()
    return known.get(category, known[OTHER]).name


def body_of(shown: Iterable[Category]) -> str:
    """Categories as the JSON text that ``categories`` reads; texts are pairs ``[id, en]``."""
    return json.dumps([_paired(asdict(one)) for one in shown], ensure_ascii=False, indent=1) + "\n"


def _paired(value: Any) -> Any:  # noqa: ANN401 - any part of a category
    """The value with each text, a dict of both languages, as a pair."""
    match value:
        case {"id": first, "en": second}:
            return [first, second]
        case dict():
            return {name: _paired(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_paired(inner) for inner in value]
    return value


def _category(record: dict[str, Any]) -> Category:
    texts = {name: Text(*record[name]) for name in ("name", "says", "group_name")}
    return Category(
        id=record["id"],
        group=record["group"],
        unit=record["unit"],
        days=record["days"],
        questions=tuple(map(_question, record["questions"])),
        notice=Text(*record["notice"]) if record["notice"] else None,
        sorts=tuple(map(Sort, record["sorts"])),
        words=tuple(record["words"]),
        **texts,
    )


def _question(record: dict[str, Any]) -> Question:
    return Question(
        id=record["id"],
        name=Text(*record["name"]),
        required=record["required"],
        choices=tuple(Choice(id=one["id"], name=Text(*one["name"])) for one in record["choices"]),
    )
