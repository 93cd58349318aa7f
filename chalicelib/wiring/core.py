"""How the check of officers' tokens is put together; nothing that a citizen asks for needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.core.registry import get, propose
from chalicelib.core.settings import Settings
from chalicelib.core.tokens import Keys, Tokens, fetched

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


def wire(client: Callable[[str], Any], now: Callable[[], datetime]) -> None:  # noqa: ARG001 - every room is wired alike
    """Propose the check."""
    propose(Tokens, lambda: _tokens(now))


def _tokens(now: Callable[[], datetime]) -> Tokens:
    settings = get(Settings)
    keys = Keys(lambda: fetched(settings.pool_keys), now)
    return Tokens(keys, issuer=settings.pool_issuer, client=settings.pool_client)
