"""Which days of a time the ledger does not hold for a buyer: the gaps in which the thing told may lie.

In: the blocks of an edition's coverage, a buyer, a time. Out: spans of days. A block known to be incomplete counts as held (its
verdicts carry a caveat); a selection of awards does not, because its silence means nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tallylight.claims.buyers import members
from tallylight.knowledge import Agency
from tallylight.model import Coverage, CoverageState

# Agencies report an action within three business days (FAR 4.604), and publishers show it some days later: a gap so short
# before the day of a text, or between two blocks, hides hardly anything that a text could know.
SHORTEST_GAP = timedelta(days=14)

Span = tuple[date, date]


def uncovered(coverage: Iterable[Coverage], agency: Agency | None, start: date, end: date) -> tuple[Span, ...]:
    """The stretches of a time, both ends included, that the ledger does not hold of a buyer (of any for None).

    For several agencies named as one buyer, what any of them lacks.
    """
    names = {a.name for a in members(agency)} if agency else {block.sub_agency for block in coverage}
    gaps: set[Span] = set()
    for name in names:
        blocks = [b for b in coverage if b.sub_agency == name and b.state is not CoverageState.SELECTION]
        gaps.update(_gaps(sorted((b.start, b.end) for b in blocks), start, end))
    return tuple(sorted(gaps))


def _gaps(spans: list[Span], start: date, end: date) -> list[Span]:
    found: list[Span] = []
    reached = start - timedelta(days=1)
    for first, last in [*spans, (end + timedelta(days=1), date.max)]:
        if last < start:
            continue
        gap = (reached + timedelta(days=1), min(first - timedelta(days=1), end))
        if gap[1] - gap[0] >= SHORTEST_GAP:
            found.append(gap)
        reached = max(reached, last)
        if reached >= end:
            break
    return found
