"""A table of text read many rows at a time, as long as nothing about its rows is odd.

In: the bytes of a table. Out: blocks of them that end where a record ends, and the columns of a block. What is odd (rows of
other lengths, quotes inside a cell, another encoding) is left to `table.open_table`, which reads record by record: for a block,
or once quotes are odd and no end of a record is sure, for all that follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from tallylight.sources.records import MAX_RECORD, ReadInto, quotes_are_odd

SIZE = 1024**2  # bytes read at once

_NEWLINE, _QUOTE = 10, 34
_LONE_RETURN = re.compile(rb"\r(?=[^\n])")


@dataclass(frozen=True, slots=True)
class Block:
    """Whole records; or, where it is not `sure`, bytes whose records are not known, and all after them neither."""

    data: bytes
    sure: bool = True


def parts_of(readinto: ReadInto) -> Iterator[bytes]:
    """All bytes, SIZE of them at a time."""
    while True:
        buffer = bytearray(SIZE)
        filled = 0
        while filled < SIZE and (read := readinto(memoryview(buffer)[filled:])):
            filled += read
        if not filled:
            return
        yield bytes(memoryview(buffer)[:filled])


def blocks(parts: Iterator[bytes], mark: Callable[[bytes], str]) -> Iterator[Block]:
    """All bytes of a table in UTF-8. `mark` finds from the first of them what stands between cells."""
    data, between, last = b"", "", False
    while not last:
        part = next(parts, b"")
        last = not part
        data += part
        between = between or mark(data)
        end, odd = _end(data, between, last=last)
        if odd or len(data) - end > MAX_RECORD:
            yield Block(data, sure=False)
            for later in parts:
                yield Block(later, sure=False)
            return
        if end:
            yield Block(data[:end])
            data = data[end:]


def _end(data: bytes, between: str, *, last: bool) -> tuple[int, bool]:
    """Behind the last whole record; and whether quotes, or line ends of old Macs, stand where none should."""
    lone_return = _LONE_RETURN.search(data) is not None
    if b'"' not in data and not lone_return:
        return len(data) if last else data.rfind(b"\n") + 1, False
    text = np.frombuffer(data, np.uint8)
    quotes = np.flatnonzero(text == _QUOTE)
    if quotes_are_odd(text, quotes, last=last, mark=between):
        return 0, True
    if lone_return:
        # Outside of quotes it breaks off a record, and the quotes behind it on its line are passed over.
        returns = np.array([match.start() for match in _LONE_RETURN.finditer(data)])
        if (np.searchsorted(quotes, returns) % 2 == 0).any():
            return 0, True
    if last:
        return len(data), False
    breaks = np.flatnonzero(text == _NEWLINE)
    outside = breaks[np.searchsorted(quotes, breaks) % 2 == 0]
    return int(outside[-1]) + 1 if len(outside) else 0, False


def columns(block: Block, width: int, mark: str) -> list[pa.StringArray] | None:
    """The cells of a block without blanks around them, column by column; None where its records are not all alike."""
    data = block.data
    if not block.sure or width < 2 or b"\0" in data or data.count(b"\r") != data.count(b"\r\n"):
        return None
    names = [f"{place}" for place in range(width)]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(pa.py_buffer(data)),
            read_options=arrow_csv.ReadOptions(column_names=names, block_size=len(data) + 1, use_threads=False),
            parse_options=arrow_csv.ParseOptions(delimiter=mark, newlines_in_values=b'"' in data),
            convert_options=arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
        )
    except pa.ArrowInvalid:
        return None
    return [pc.utf8_trim_whitespace(column.combine_chunks()) for column in table.columns]


def reading(parts: Iterable[bytes]) -> ReadInto:
    """A way to read these bytes one part behind the other."""
    left = iter(parts)
    waiting = memoryview(b"")

    def readinto(view: memoryview) -> int:
        nonlocal waiting
        while not waiting:
            part = next(left, None)
            if part is None:
                return 0
            waiting = memoryview(part)
        size = min(len(waiting), len(view))
        view[:size] = waiting[:size]
        waiting = waiting[size:]
        return size

    return readinto
