"""Whether a file that a spreadsheet saved writes the day or the month first, decided from all of its dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tallylight.errors import SourceError
from tallylight.sources.cells import DateOrder

Pairs = Mapping[str, Iterable[tuple[int, int]]]
"""The first two numbers of every slashed date, by column."""


MONTHS = 12


def date_orders(pairs: Pairs, where: str) -> dict[str, DateOrder]:
    """The order of each column. A column with a number above 12 decides for itself, the others follow the file.

    Where the evidence of a column, or of the columns together, goes both ways, the order stays unknown, and only dates
    that can be read in one way are. A column whose slashed texts are no days in either order has no order. Raises
    SourceError when nothing in the file decides and something has to.
    """
    days = {name: [pair for pair in seen if 0 < min(pair) <= MONTHS] for name, seen in pairs.items()}
    own = {name: _evidence(seen) for name, seen in days.items() if seen}
    all_evidence = set().union(*own.values()) if own else set()
    open_ones = any(first != second for seen in days.values() for first, second in seen)
    if not all_evidence and open_ones:
        raise SourceError(
            "its dates can be read day first or month first, and nothing in the file decides",
            where=where,
            do="Save it again with dates written as YYYY-MM-DD.",
        )
    of_file = _decided(all_evidence)
    return {name: _decided(evidence) if evidence else of_file for name, evidence in own.items()}


def _evidence(seen: Iterable[tuple[int, int]]) -> set[DateOrder]:
    """The orders that some date has, in which it is a day and in the other order none. 13/45 is none in either."""
    found = set()
    for first, second in seen:
        if first > MONTHS >= second > 0:
            found.add(DateOrder.DAY_FIRST)
        elif second > MONTHS >= first > 0:
            found.add(DateOrder.MONTH_FIRST)
    return found


def _decided(evidence: set[DateOrder]) -> DateOrder:
    return next(iter(evidence)) if len(evidence) == 1 else DateOrder.UNKNOWN
