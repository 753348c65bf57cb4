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
    blocks = tuple(coverage)
    gaps = {gap for name in names_of(blocks, agency) for gap in lacking(blocks, name, start, end)}
    return tuple(sorted(gaps))


def holds_nothing(coverage: Iterable[Coverage], agency: Agency | None, start: date, end: date) -> bool:
    """Whether the ledger holds nothing at all of a time: of none of the buyers that may be meant (any for None)."""
    blocks = tuple(coverage)
    known = names_of(blocks, agency) & names_of(blocks, None)
    return all(lacking(blocks, name, start, end) == [(start, end)] for name in known)


def lacking(coverage: Iterable[Coverage], sub_agency: str, start: date, end: date) -> list[Span]:
    """The stretches of a time that the ledger does not hold of one sub-agency, by its name."""
    blocks = [b for b in coverage if b.sub_agency == sub_agency and b.state is not CoverageState.SELECTION]
    return _gaps(sorted((b.start, b.end) for b in blocks), start, end)


def names_of(coverage: Iterable[Coverage], agency: Agency | None) -> set[str]:
    """The names of a buyer's sub-agencies; for None those of all that are covered."""
    return {a.name for a in members(agency)} if agency else {block.sub_agency for block in coverage}


def _gaps(spans: list[Span], start: date, end: date) -> list[Span]:
    """The gaps that touch a time, cut to it. One between two blocks counts by its whole length, for a single day in it too."""
    if not spans:
        return [(start, end)]
    found: list[Span] = []
    day = timedelta(days=1)
    reached = min(start, spans[0][0]) - day
    for first, last in [*spans, (end + day, end + day)]:
        gap = (reached + day, first - day)
        inside = (max(gap[0], start), min(gap[1], end))
        if inside[0] <= inside[1] and gap[1] - gap[0] >= SHORTEST_GAP:
            found.append(inside)
        reached = max(reached, last)
    return found
