"""Programs that may bring complaints to the running system."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from chalicelib.complaints.store import PartnerStore
from chalicelib.core.table import Tables
from infra.partners import issue

if TYPE_CHECKING:
    from tests.cloud.running import Running

PER_HOUR = 100_000


def a_key(running: Running) -> str:
    """A new program's key, as the operator's command makes it."""
    tables = Tables(running.cloud.client("dynamodb"))
    store = PartnerStore(tables, running.environment["TABLE_COMPLAINTS"])
    return issue(store, "Uji", datetime.now(UTC), per_hour=PER_HOUR)[-1].rpartition(" ")[2]
