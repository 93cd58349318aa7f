"""How cases' services are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.cases.service import Cases
from chalicelib.cases.store import CaseStore
from chalicelib.core.registry import get, propose
from chalicelib.core.settings import Settings
from chalicelib.core.table import Tables
from chalicelib.offices.service import Offices
from chalicelib.people.service import People

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


def wire(client: Callable[[str], Any], now: Callable[[], datetime]) -> None:  # noqa: ARG001 - every room is wired alike
    """Propose the room's services."""
    propose(CaseStore, lambda: CaseStore(get(Tables), get(Settings).table_cases))
    propose(Cases, lambda: Cases(get(CaseStore), get(Offices), get(People), now))
