"""The day on which a publisher showed a file, where its name or its folder says so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

_DAY = re.compile(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)")
# USAspending: ..._2025-03-21_H19M57S23_1.csv (generated downloads), FY2025_070_Contracts_Full_20260806.zip (archive).
_COMPACT = re.compile(r"_(20\d\d)(\d\d)(\d\d)(?:_\d+)?\.(?:zip|csv)", re.IGNORECASE)


def as_of(names: Iterable[str]) -> date | None:
    """The first day found in `names`, tried in order and each from its end, or None. Impossible days are no days."""
    for name in names:
        found = [*_DAY.finditer(name), *_COMPACT.finditer(name)]
        for match in sorted(found, key=lambda m: m.start(), reverse=True):
            year, month, day = (int(part) for part in match.groups())
            try:
                return date(year, month, day)
            except ValueError:
                continue
    return None
