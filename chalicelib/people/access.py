"""An entry of the access record: who of the officers did what, when, and whose record was opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """``officer`` is the id in the user pool, ``at`` in the office's time, ``person`` a keyed identity or None."""

    office: str
    at: datetime
    officer: str
    what: str
    reference: str | None = None
    person: str | None = None
