"""DynamoDB's expressions, as far as this house uses them; everything else is refused loudly."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from chalicelib.core.wire import from_wire

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.core.table import Item

    Update = Callable[[Item], None]

TOKEN = re.compile(r"[#:]?\w+|<=|>=|<>|[=<>().,+-]")
MISSING = object()
COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda left, right: left == right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}


class InvalidExpressionError(Exception):
    """What DynamoDB answers with a ValidationException."""


class Expression:
    """One expression of a request, read from left to right against one item."""

    def __init__(self, text: str, request: dict[str, Any], used: set[str]) -> None:
        self._tokens: list[str] = TOKEN.findall(text)
        self._names: dict[str, str] = request.get("ExpressionAttributeNames", {})
        self._values: dict[str, Any] = request.get("ExpressionAttributeValues", {})
        self._used = used

    def holds(self, item: Item) -> bool:
        """Whether a condition holds for an item; every part is read, also where the answer is known."""
        found = self._either(item)
        self._end()
        return found

    def updated(self, item: Item) -> Item:
        """The item after an update; what stands on the right is read from the item as it was."""
        changes: list[Update] = []
        while self._tokens:
            clause = {"SET": self._set, "REMOVE": self._remove, "ADD": self._add}[self._tokens.pop(0)]
            changes.append(clause(item))
            while self._next(","):
                changes.append(clause(item))
        after = deepcopy(item)
        for change in changes:
            change(after)
        return after

    def _either(self, item: Item) -> bool:
        found = self._all(item)
        while self._next("OR"):
            found |= self._all(item)
        return found

    def _all(self, item: Item) -> bool:
        found = self._one(item)
        while self._next("AND"):
            found &= self._one(item)
        return found

    def _one(self, item: Item) -> bool:
        if self._next("("):
            found = self._either(item)
            self._need(")")
            return found
        if self._next("attribute_exists"):
            return self._argument(item) is not MISSING
        if self._next("attribute_not_exists"):
            return self._argument(item) is MISSING
        left = self._operand(item)
        compare = COMPARISONS[self._tokens.pop(0)]
        right = self._operand(item)
        return type(left) is type(right) and compare(left, right)

    def _argument(self, item: Item) -> object:
        self._need("(")
        found = _at(item, self._path())
        self._need(")")
        return found

    def _set(self, item: Item) -> Update:
        path = self._path()
        self._need("=")
        value = self._operand(item)
        for sign, direction in (("+", 1), ("-", -1)):
            if self._next(sign):
                value = _number(value) + direction * _number(self._operand(item))
        return lambda after: _put(after, path, value)

    def _remove(self, _: Item) -> Update:
        path = self._path()
        return lambda after: _drop(after, path)

    def _add(self, item: Item) -> Update:
        path = self._path()
        more = _number(self._operand(item))
        there = _at(item, path)
        return lambda after: _put(after, path, more if there is MISSING else _number(there) + more)

    def _operand(self, item: Item) -> Any:
        if self._tokens[0].startswith(":"):
            name = self._tokens.pop(0)
            self._used.add(name)
            return from_wire(self._values[name])
        return _at(item, self._path())

    def _path(self) -> list[str]:
        path = [self._name()]
        while self._next("."):
            path.append(self._name())
        return path

    def _name(self) -> str:
        name = self._tokens.pop(0)
        if not name.startswith("#"):
            return name
        self._used.add(name)
        return self._names[name]

    def _next(self, token: str) -> bool:
        if self._tokens[:1] != [token]:
            return False
        self._tokens.pop(0)
        return True

    def _need(self, token: str) -> None:
        if not self._next(token):
            raise InvalidExpressionError(f"{token} was to come before {self._tokens}")

    def _end(self) -> None:
        if self._tokens:
            raise InvalidExpressionError(f"left over: {self._tokens}")


def _at(item: Item, path: list[str]) -> Any:
    found: Any = item
    for name in path:
        if not isinstance(found, dict) or name not in found:
            return MISSING
        found = found[name]
    return found


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise InvalidExpressionError("no number there")
    return value


def _put(item: Item, path: list[str], value: object) -> None:
    if value is MISSING:
        raise InvalidExpressionError("nothing there to set")
    parent = _at(item, path[:-1])
    if not isinstance(parent, dict):
        raise InvalidExpressionError(f"{path} leads nowhere")
    parent[path[-1]] = value


def _drop(item: Item, path: list[str]) -> None:
    parent = _at(item, path[:-1])
    if isinstance(parent, dict):
        parent.pop(path[-1], None)
