"""From a file to its model; whatever is wrong is told as ``file: field: what is wrong``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable
    from pathlib import Path

F = TypeVar("F", bound=BaseModel)

WHOLE_FILE = "(whole file)"
#: What names an entry of a list, so that a message says "services[d001]" and not "the fourth".
NAMES = ("complaint", "service", "pool", "case", "email", "key", "category", "question", "choice", "group")
#: pydantic's error types in words for whoever keeps the files; the others are told in pydantic's own words.
WORDS = {
    "missing": "is missing",
    "extra_forbidden": "is not a field of this file",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "string_type": "must be words",
    "string_too_short": "must not be empty",
    "string_pattern_mismatch": "may hold small letters, digits and hyphens only",
    "too_short": "must not be empty",
    "list_type": "must be a list",
    "dict_type": "must be a list of fields",
    "model_type": "must be a list of fields",
    "model_attributes_type": "must be a list of fields",
    "time_parsing": 'must be a time such as "08:00"',
    "time_type": 'must be a time such as "08:00"',
    "date_parsing": "must be a date such as 2027-01-31",
    "date_from_datetime_parsing": "must be a date such as 2027-01-31",
    "date_type": "must be a date such as 2027-01-31",
}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with one field of one file."""

    file: str
    field: str
    wrong: str

    def __str__(self) -> str:
        return f"{self.file}: {self.field}: {self.wrong}"


class SeedError(Exception):
    """The seed cannot be used; ``problems`` says why, one line each."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order of the files."""
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class _Loader(yaml.BaseLoader):
    """YAML with words only (12:00 stays 12:00, no stays no), and no field twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 - yaml's own signature
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node)
            if key in seen:
                twice = f"{key} stands here twice"
                raise yaml.constructor.ConstructorError(problem=twice, problem_mark=key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


def read(folder: Path, name: str, model: type[F]) -> F:
    """The file of that name in the folder as its model; SeedError naming every field that is wrong."""
    try:
        data = yaml.load((folder / name).read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - it builds words only
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SeedError([Problem(name, f"line {line}", error.problem or "is no YAML")]) from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SeedError([Problem(name, WHOLE_FILE, f"cannot be read ({error})")]) from None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        found = error.errors(include_url=False)
    raise SeedError(Problem(name, _field(data, detail["loc"]), _words(dict(detail))) for detail in found)


def _field(data: Any, where: tuple[int | str, ...]) -> str:  # noqa: ANN401 - whatever the file held
    """Where in the file, entries of lists by their name: ``services[d001].name.en``."""
    told = ""
    for part in where:
        inner = _inside(data, part)
        if isinstance(part, int):
            fields = inner if isinstance(inner, dict) else {}
            told += f"[{next((fields[name] for name in NAMES if name in fields), part + 1)}]"
        elif part != "[key]":
            told += f".{part}" if told else str(part)
        data = inner
    return told or WHOLE_FILE


def _inside(data: Any, part: int | str) -> Any:  # noqa: ANN401 - whatever the file held
    try:
        return data[part]
    except (KeyError, IndexError, TypeError):
        return None


def _words(detail: dict[str, Any]) -> str:
    if detail["type"] == "value_error":
        return str(detail["ctx"]["error"])
    if detail["type"] in {"literal_error", "enum"}:
        return f"must be one of {detail['ctx']['expected']}"
    told = WORDS.get(detail["type"])
    return told or str(detail["msg"])[:1].lower() + str(detail["msg"])[1:]
