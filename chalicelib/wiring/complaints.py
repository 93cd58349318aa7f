"""How complaints' services are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.complaints.store import AlikeStore, ComplaintStore, IdentityStore, PaceStore
from chalicelib.core.registry import get, propose
from chalicelib.core.settings import Settings
from chalicelib.core.table import Tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


def wire(client: Callable[[str], Any], now: Callable[[], datetime]) -> None:  # noqa: ARG001 - every room is wired alike
    """Propose the room's services."""
    propose(ComplaintStore, lambda: ComplaintStore(get(Tables), get(Settings).table_complaints))
    propose(IdentityStore, lambda: IdentityStore(get(Tables), get(Settings).table_complaints))
    propose(AlikeStore, lambda: AlikeStore(get(Tables), get(Settings).table_complaints))
    propose(PaceStore, lambda: PaceStore(get(Tables), get(Settings).table_complaints))
