"""A clock that a test moves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """Callable like ``core.clock.now``, and in UTC like it; time passes only when a test says so."""

    def __init__(self, time: datetime) -> None:
        self.time = time

    def __call__(self) -> datetime:
        return self.time.astimezone(UTC)

    def passes(self, **parts: float) -> None:
        """Let time pass, in ``timedelta``'s words: ``clock.passes(hours=1)``."""
        self.time += timedelta(**parts)
