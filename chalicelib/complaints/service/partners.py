"""Who may bring complaints for others: programs with a key, each so many an hour."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.complaints.errors import ApiKeyWrong
from chalicelib.complaints.partner import hash_of
from chalicelib.complaints.service.slowing import too_much
from chalicelib.core.table import ConditionFailed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.complaints.partner import Partner
    from chalicelib.complaints.store import PaceStore, PartnerStore

#: A key that was taken away opens nothing after this time.
REMEMBERED = timedelta(minutes=1)


class Partners:
    """Programs of others."""

    def __init__(self, store: PartnerStore, pace: PaceStore, now: Callable[[], datetime]) -> None:
        """Take the store, the counts and the clock."""
        self._store = store
        self._pace = pace
        self._now = now
        self._remembered: dict[str, tuple[datetime, Partner]] = {}

    def known(self, key: str) -> Partner:
        """The program of a key; one read when not remembered. ApiKeyWrong."""
        hashed, now = hash_of(key), self._now()
        kept = self._remembered.get(hashed)
        if kept and now - kept[0] < REMEMBERED:
            return kept[1]
        partner = self._store.get(hashed) if key else None
        if partner is None:
            raise ApiKeyWrong(field="api_key")
        self._remembered[hashed] = now, partner
        return partner

    def counted(self, key: str) -> Partner:
        """The program of a key, which brings one more; one write. ApiKeyWrong, PostedTooMuch."""
        partner, now = self.known(key), self._now()
        try:
            self._pace.count(f"partner-{partner.hash}", now, partner.per_hour)
        except ConditionFailed:
            raise too_much(now) from None
        return partner
