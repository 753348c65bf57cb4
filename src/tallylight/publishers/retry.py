"""When to ask again, and when to give up. Pure: the same failures always give the same waits.

A wait doubles from one try to the next and has no random part, so that a run can be repeated exactly. `Retry-After`
(RFC 9110, section 10.2.3: seconds, or a date) is obeyed when it is longer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

WAITS = (2.0, 4.0, 8.0, 16.0, 32.0, 60.0)
"""Seconds before the second try, the third, and so on; after the last there is no further try."""

NEVER_REACHED = 3
"""Tries for a publisher that was not reached even once: most likely the address or the network is at fault."""

LONGEST_ASKED = 600.0
"""Seconds that a publisher may ask us to wait. Whoever asks for more is better asked again another day."""

PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses of RFC 9110 and RFC 6585 that may be gone a moment later."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One try that brought nothing. `passing` failures are worth another try."""

    why: str  # for a person: HTTP 503 with an empty body
    passing: bool
    after: float | None = None  # seconds that the publisher asks us to wait
    never_reached: bool = False  # no connection, and there has been none before


def of_status(status: int, detail: str, headers: Mapping[str, str], now: datetime) -> Failure:
    """The failure that an HTTP status of 400 and above stands for. `detail` is what the body says, empty if nothing."""
    why = f"HTTP {status}" + (f": {detail}" if detail else " with an empty body" if status >= 500 else "")
    return Failure(why, status in PASSING, seconds_asked(headers.get("Retry-After", ""), now))


def seconds_asked(value: str, now: datetime) -> float | None:
    """What a `Retry-After` asks for, in seconds from now; None when it says nothing that is understood."""
    text = value.strip()
    if text.isdecimal() and len(text) < 10:
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def wait_before(tries: int, failure: Failure) -> float | None:
    """Seconds to wait after `tries` tries have failed, the last with `failure`; None to give up."""
    if not failure.passing or tries > len(WAITS) or (failure.never_reached and tries >= NEVER_REACHED):
        return None
    if failure.after is not None and failure.after > LONGEST_ASKED:
        return None
    return max(WAITS[tries - 1], failure.after or 0.0)
