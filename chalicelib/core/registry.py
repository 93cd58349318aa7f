"""Where a route finds its service: lazy factories, filled once by ``wiring``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_factories: dict[type[Any], Callable[[], Any]] = {}
_made: dict[type[Any], Any] = {}


def offer(kind: type[T], factory: Callable[[], T]) -> None:
    """Say how a service is made; it is made at its first use, and a new offer forgets the old one."""
    _factories[kind] = factory
    _made.pop(kind, None)


def get(kind: type[T]) -> T:
    """The one instance of a service; KeyError when nobody offered it."""
    if kind not in _made:
        _made[kind] = _factories[kind]()
    service: T = _made[kind]
    return service
