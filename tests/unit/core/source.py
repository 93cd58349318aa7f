"""What stands in the source of the rooms, for tests that compare it with the catalogue."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import chalicelib
from chalicelib.core.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The catalogue's functions, and which argument of theirs is the key.
SPEAKERS = {"say": 1, "both": 0}
ROOT = Path(str(chalicelib.__file__)).parent


@dataclass(frozen=True)
class Said:
    """A code that is given somewhere, with the facts it is given along."""

    where: str
    code: str
    facts: frozenset[str]


@cache
def calls() -> list[tuple[str, ast.Call]]:
    """Every call in the rooms, with the place where it stands."""
    return [
        (f"{path.relative_to(ROOT)}:{node.lineno}", node)
        for path in sorted(ROOT.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    ]


def faults() -> Iterator[Said]:
    """Every fault of a field that some room can find."""
    for where, call in calls():
        if _named(call) == "Fault" and isinstance(call.args[1], ast.Constant):
            facts = call.args[2] if len(call.args) > 2 else None
            keys = facts.keys if isinstance(facts, ast.Dict) else []
            yield Said(
                where, str(call.args[1].value), frozenset(str(ast.literal_eval(key)) for key in keys if key)
            )
        # A code that is handed on was found, and is seen, elsewhere.
        if _named(call) == "Wrong" and isinstance(call.args[0], ast.Constant):
            yield Said(where, str(call.args[0].value), _keywords(call))


def findings() -> Iterator[Said]:
    """Every finding that some check of documents makes."""
    for where, call in calls():
        if _named(call) == "Finding":
            facts = call.args[1] if len(call.args) > 1 else None
            keys = facts.keys if isinstance(facts, ast.Dict) else []
            told = frozenset(str(ast.literal_eval(key)) for key in keys if key)
            # A code chosen between two stands in the call as well.
            for code in ast.walk(call.args[0]):
                if isinstance(code, ast.Constant):
                    yield Said(where, str(code.value), told)


def refusals_raised() -> Iterator[Said]:
    """Every refusal that some room makes, with the facts it tells."""
    codes = {refusal.__name__: refusal.code for refusal in refusals()}
    for where, call in calls():
        if (name := _named(call)) in codes and name != "InvalidFields":
            yield Said(where, codes[name], _keywords(call))


def refusals() -> set[type[Refusal]]:
    """Every refusal of every room."""
    for path in ROOT.rglob("*.py"):
        module = path.relative_to(ROOT.parent).with_suffix("")
        import_module(".".join(module.parts).removesuffix(".__init__"))
    found: set[type[Refusal]] = set()
    waiting = Refusal.__subclasses__()
    while waiting:
        one = waiting.pop()
        found.add(one)
        waiting += one.__subclasses__()
    return {one for one in found if one.__module__.startswith("chalicelib.")}


def sentences_said() -> Iterator[str]:
    """The keys under which sentences are said, as patterns: what is filled in at run time is ``.+``."""
    for where, call in calls():
        if _named(call) in SPEAKERS and not where.startswith("core/catalogue.py"):
            yield _pattern(call.args[SPEAKERS[_named(call)]])


def _pattern(key: ast.expr) -> str:
    if isinstance(key, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else ".+" for part in key.values)
    return str(ast.literal_eval(key))


def _keywords(call: ast.Call) -> frozenset[str]:
    return frozenset(str(keyword.arg) for keyword in call.keywords)


def _named(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
