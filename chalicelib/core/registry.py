"""Where a route finds its service: lazy factories, filled by ``wiring`` room by room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_factories: dict[type[Any], Callable[[], Any]] = {}
_made: dict[type[Any], Any] = {}
_rooms: dict[str, Callable[[], None]] = {}


def offer(kind: type[T], factory: Callable[[], T]) -> None:
    """Say how a service is made; it is made at its first use, and a new offer forgets the old one."""
    _factories[kind] = factory
    _made.pop(kind, None)


def propose(kind: type[T], factory: Callable[[], T]) -> None:
    """Say how a service is made unless somebody offered it already."""
    _factories.setdefault(kind, factory)


def offer_room(room: str, propose_all: Callable[[], None]) -> None:
    """Say who proposes the services of a room; asked for when the first of them is, so that none is imported before.

    A new offer forgets everything offered in that room.
    """
    for kind in [kind for kind in _factories if _room(kind) == room]:
        del _factories[kind]
        _made.pop(kind, None)
    _rooms[room] = propose_all


def get(kind: type[T]) -> T:
    """The one instance of a service; KeyError when nobody offered it."""
    if kind not in _made:
        if kind not in _factories and _room(kind) in _rooms:
            _rooms[_room(kind)]()
        _made[kind] = _factories[kind]()
    service: T = _made[kind]
    return service


def _room(kind: type[Any]) -> str:
    """The room whose module holds the class."""
    return kind.__module__.removeprefix("chalicelib.").partition(".")[0]
