"""Which rows of one file repeat an earlier one.

A row whose hash was met before in the file is a candidate; whether it is a repeat is decided on the raw bytes, in a
second pass over the file that looks at nothing but candidates. So no raw record is ever hashed by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from tallylight.sources import native
from tallylight.sources.records import Block, Ints

Words = NDArray[np.uint64]

RAW_BUDGET = 128 * 1024**2
"""Bytes of raw records held at once while repeats are decided; a file with more takes further passes."""

_ONE = np.uint64(1)


class Met:
    """The hashes met so far, in a table with open addresses: 32 to 64 bytes a row, a fraction of a microsecond each."""

    def __init__(self) -> None:
        self._high: Words = np.zeros(1 << 14, np.uint64)  # 0 marks a free slot
        self._low: Words = np.zeros(1 << 14, np.uint64)
        self._count = 0

    def add(self, hashes: NDArray[np.uint8]) -> NDArray[np.bool_]:
        """Adds (n, 16) hashes. True for each that was there, or stands earlier in `hashes`."""
        while (self._count + len(hashes)) * 2 > len(self._high):
            self._grow()
        if native.is_there():
            old = native.meet(self._high, self._low, hashes)
            self._count += len(old) - int(old.sum())
            return old
        words = np.ascontiguousarray(hashes).view(np.uint64)
        high, low = words[:, 0], words[:, 1]
        high = np.where(high == 0, _ONE, high)
        first = _first_ones(high, low)
        old = np.ones(len(high), bool)
        old[first] = self._insert(high[first], low[first])
        return old

    def _insert(self, high: Words, low: Words) -> NDArray[np.bool_]:
        """Puts distinct hashes in; True for those that were there."""
        mask = np.uint64(len(self._high) - 1)
        slots = high & mask
        old = np.zeros(len(high), bool)
        left = np.arange(len(high))
        while len(left):
            at = slots[left]
            old[left[(self._high[at] == high[left]) & (self._low[at] == low[left])]] = True
            left = left[~old[left]]
            free = left[self._high[slots[left]] == 0]
            self._high[slots[free]], self._low[slots[free]] = high[free], low[free]  # the last one wins a contest
            at = slots[left]
            left = left[(self._high[at] != high[left]) | (self._low[at] != low[left])]
            slots[left] = (slots[left] + _ONE) & mask
        self._count += len(high) - int(old.sum())
        return old

    def _grow(self) -> None:
        taken = self._high != 0
        high, low = self._high[taken], self._low[taken]
        self._high, self._low = np.zeros(len(taken) * 2, np.uint64), np.zeros(len(taken) * 2, np.uint64)
        self._count = 0
        self._insert(high, low)


def _first_ones(high: Words, low: Words) -> Ints:
    """Indices of the first of each distinct hash."""
    ordered = np.sort(high)
    if (ordered[1:] != ordered[:-1]).all():
        return np.arange(len(high))
    order = np.lexsort((low, high))
    differs = np.ones(len(order), bool)
    differs[1:] = (high[order][1:] != high[order][:-1]) | (low[order][1:] != low[order][:-1])
    return np.sort(np.minimum.reduceat(order, np.flatnonzero(differs))) if len(order) else order


def groups_of(candidates: list[int], numbers: Ints, hashes: NDArray[np.uint8]) -> dict[int, int]:
    """For each row whose hash a candidate has, the number of its group. `numbers` and `hashes` are of all rows."""
    words = np.ascontiguousarray(hashes).view(np.uint64)
    wanted = np.unique(words[np.searchsorted(numbers, candidates), 0])
    group: dict[bytes, int] = {}
    found = {}
    for index in np.flatnonzero(np.isin(words[:, 0], wanted)).tolist():
        found[int(numbers[index])] = group.setdefault(hashes[index].tobytes(), len(group))
    return found


def byte_equal(blocks: Iterable[Block], groups: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Rows that are byte for byte an earlier row of their group, each with that row.

    `groups` loses the rows of the groups that were decided; what is left did not fit into the budget: call again.
    """
    rows = np.array(sorted(groups), dtype=np.int64)
    raw: dict[int, dict[bytes, int]] = {}
    held, refused = 0, set()
    for block in blocks:
        first, last = np.searchsorted(rows, [block.first_row, block.first_row + len(block)])
        for row in rows[first:last].tolist():
            group = groups[row]
            if group in refused or (group not in raw and held > RAW_BUDGET):
                refused.add(group)
                continue
            record = block.record(row - block.first_row)
            known = raw.setdefault(group, {})
            if record in known:
                yield row, known[record]
            else:
                known[record] = row
                held += len(record)
    for row in [row for row, group in groups.items() if group not in refused]:
        del groups[row]
