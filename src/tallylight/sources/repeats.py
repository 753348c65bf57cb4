"""Which rows of one file repeat an earlier one.

A row whose hash another row of the file has too is a candidate; whether it is a repeat is decided on the raw bytes, in a second
pass over the file that looks at nothing but candidates. What is held of each is a digest of its record, for the length of
that pass: no record is ever remembered by one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import numpy as np

from tallylight.sources.records import Block, Ints

_SIZE = 16  # bytes of a digest


def byte_equal(blocks: Iterable[Block], rows: Ints) -> tuple[Ints, Ints]:
    """Of the candidates `rows` (ascending) those that are byte for byte an earlier one, ascending, and that one of each.

    `blocks` is the whole file from its start.
    """
    digests = np.zeros((len(rows), _SIZE), np.uint8)
    for block, first, last in _with_rows(blocks, rows):
        told = [
            hashlib.blake2b(block.record(row - block.first_row), digest_size=_SIZE).digest()
            for row in rows[first:last].tolist()
        ]
        digests[first:last] = np.frombuffer(b"".join(told), np.uint8).reshape(-1, _SIZE)
    words = digests.view(np.uint64)
    order = np.lexsort((rows, words[:, 1], words[:, 0]))
    words = words[order]
    starts = np.append(True, (words[1:] != words[:-1]).any(axis=1)) if len(rows) else np.empty(0, bool)
    firsts = order[np.flatnonzero(starts)[np.cumsum(starts) - 1]]
    again = ~starts
    repeats, same_as = rows[order[again]], rows[firsts[again]]
    in_turn = np.argsort(repeats)
    return repeats[in_turn], same_as[in_turn]


def blocks_of(blocks: Iterable[Block], rows: Ints) -> Iterator[Block]:
    """The rows of a file (ascending, by number) packed into one block for each block that has some."""
    for block, first, last in _with_rows(blocks, rows):
        wanted = np.zeros(len(block), bool)
        wanted[rows[first:last] - block.first_row] = True
        yield block.only(wanted)


def _with_rows(blocks: Iterable[Block], rows: Ints) -> Iterator[tuple[Block, int, int]]:
    """Each block that has some of the rows, and from where to where in `rows` these stand."""
    for block in blocks:
        first, last = np.searchsorted(rows, [block.first_row, block.first_row + len(block)]).tolist()
        if last > first:
            yield block, first, last
