"""Time, as something that is handed in: tests wait for nothing."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What waiting and pacing need of time."""

    def now(self) -> float:
        """Seconds that only grow."""

    def utc(self) -> datetime:
        """The time of day, for a `Retry-After` that names one."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> float:
        """See `Clock`."""
        return time.monotonic()

    def utc(self) -> datetime:
        """See `Clock`."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """See `Clock`."""
        time.sleep(seconds)
