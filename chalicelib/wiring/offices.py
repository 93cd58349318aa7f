"""How the sign-in of officers is put together; the offices themselves are needed by every search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.core.registry import get, propose
from chalicelib.core.settings import Settings
from chalicelib.offices.signin import SignIn

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


def wire(client: Callable[[str], Any], now: Callable[[], datetime]) -> None:  # noqa: ARG001 - every room is wired alike
    """Propose the room's services."""
    propose(SignIn, lambda: SignIn(lambda: client("cognito-idp"), get(Settings).pool_client))
