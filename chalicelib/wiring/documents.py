"""How documents' services are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.core.registry import get, propose
from chalicelib.core.settings import Settings
from chalicelib.documents.service import Checking
from chalicelib.documents.storage import Storage

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


def wire(client: Callable[[str], Any], now: Callable[[], datetime]) -> None:  # noqa: ARG001 - every room is wired alike
    """Propose the room's services."""
    propose(Storage, lambda: Storage(lambda: client("s3"), get(Settings).bucket_documents))
    propose(Checking, Checking)
