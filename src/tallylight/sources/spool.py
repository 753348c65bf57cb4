"""The hash and row number of every kept row of one file, however many there are.

In: the rows of each block. Out: all of them again, in order, and those whose hash stands more than once. Of a long file most of
them lie in a scratch file of the sink, so that memory does not grow with the file.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from tallylight.sources.records import Ints
from tallylight.sources.shape import Scratch, Sink

ROW = np.dtype([("high", "<u8"), ("low", "<u8"), ("number", "<i8")])
"""One kept row: its hash in two halves, and its number in the file."""

HELD = 1 << 20
"""So many rows are held in memory, and so many are read back or compared at once; 24 MB of them."""


class Spool:
    """Fill it with `add` to the end, then ask. `close` gives the scratch file back."""

    def __init__(self, sink: Sink, held: int | None = None) -> None:
        self._sink, self._held = sink, held or HELD
        self._scratch: Scratch | None = None
        self._written = 0  # rows in the scratch file
        self._waiting: list[NDArray[np.void]] = []
        self._count = 0  # rows waiting

    def __len__(self) -> int:
        return self._written + self._count

    def add(self, hashes: NDArray[np.uint8], numbers: Ints) -> None:
        """Take the (n, 16) hashes and the numbers of some rows, which go on from those before."""
        rows = np.empty(len(numbers), ROW)
        words = np.ascontiguousarray(hashes).view("<u8").reshape(-1, 2)
        rows["high"], rows["low"], rows["number"] = words[:, 0], words[:, 1], numbers
        self._waiting.append(rows)
        self._count += len(rows)
        if self._count > self._held:
            if self._scratch is None:
                self._scratch = self._sink.scratch()
            for some in self._waiting:
                self._scratch.append(some.tobytes())
            self._written += self._count
            self._waiting, self._count = [], 0

    def rows(self) -> Iterator[NDArray[np.void]]:
        """All rows in order, some at a time."""
        for start in range(0, self._written, self._held):
            size = min(self._held, self._written - start)
            assert self._scratch is not None  # what was written is there
            yield np.frombuffer(self._scratch.read(start * ROW.itemsize, size * ROW.itemsize), ROW)
        if self._count:
            yield np.concatenate(self._waiting)

    def met_twice(self) -> Ints:
        """The numbers, in order, of the rows whose hash another row has too."""
        shares = max(1, -(-len(self) // self._held))
        found = [self._met_twice(share, shares) for share in range(shares)]
        return np.sort(np.concatenate(found))

    def _met_twice(self, share: int, shares: int) -> Ints:
        """Of the rows in one share of the hashes: equal ones are in the same share."""
        some = [rows[rows["high"] % shares == share] if shares > 1 else rows for rows in self.rows()]
        rows = np.concatenate(some) if some else np.empty(0, ROW)
        high = np.sort(rows["high"])
        if (high[1:] != high[:-1]).all():  # nearly always
            return np.empty(0, np.int64)
        rows = rows[np.lexsort((rows["low"], rows["high"]))]
        same = (rows["high"][1:] == rows["high"][:-1]) & (rows["low"][1:] == rows["low"][:-1])
        twice: Ints = rows["number"][np.append(same, False) | np.append(False, same)]
        return twice

    def close(self) -> None:
        """Give the scratch file back."""
        if self._scratch:
            self._scratch.close()


def hashes_of(rows: NDArray[np.void]) -> NDArray[np.uint8]:
    """The hashes of some rows as an (n, 16) array."""
    return np.column_stack((rows["high"], rows["low"])).astype("<u8", copy=False).view(np.uint8)
