"""The identity of a row's content, version 1: equal when every kept cell is equal, in any file of the same format.

xxh3_128 (canonical big-endian bytes) of these parts, joined by the byte 0xff, which no text in UTF-8 can hold:
1. for each column of fixed width in the order of the schema, a byte 1 and the little-endian value (amounts 8 bytes in
   cents, dates 4 bytes in days since 1970, counts 4 or 2 bytes), or a byte 0 and zeros for null; all in one part;
2. each text column in the order of the schema, in UTF-8, a null as nothing (no cell is an empty text).

What follows from other cells is left out. The hash is computed after the door, so it never depends on a private person's
field, and from values alone, so it does not change with the version of any library.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import xxhash
from numpy.typing import NDArray

from tallylight.sources import native
from tallylight.sources.readers.reader import Cells
from tallylight.sources.shape import HASH, SCHEMAS

LEFT_OUT = ("row_hash", "source_row", "action_id", "fiscal_year", "url")

_SEPARATOR = b"\xff"


def row_hashes(cells: Cells, kind: str) -> pa.FixedSizeBinaryArray:
    """One 16-byte hash a row. `cells` has every column of the schema of `kind`."""
    columns = [cells[name] for name in SCHEMAS[kind].names if name not in LEFT_OUT]
    packed = _packed([column for column in columns if not pa.types.is_string(column.type)])
    texts = [column for column in columns if pa.types.is_string(column.type)]
    content, ends = native.join_rows(packed, texts, _SEPARATOR[0]) if native.is_there() else _joined(packed, texts)
    # Slices of the one buffer: a list of rows would copy all of it once more.
    whole, digest = memoryview(content.data), xxhash.xxh3_128_digest
    hashes = b"".join([digest(whole[start:end]) for start, end in pairwise([0, *ends.tolist()])])
    return pa.FixedSizeBinaryArray.from_buffers(HASH, len(packed), [None, pa.py_buffer(hashes)])


def _joined(packed: NDArray[np.uint8], texts: list[pa.StringArray]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """All rows' parts behind each other, and where each row ends. As `native.join_rows`."""
    first = pa.FixedSizeBinaryArray.from_buffers(pa.binary(packed.shape[1]), len(packed), [None, pa.py_buffer(packed)])
    parts = [first.cast(pa.binary()), *(column.cast(pa.binary()) for column in texts)]
    joined = pc.binary_join_element_wise(*parts, _SEPARATOR, null_handling="replace", null_replacement=b"")
    _, offsets, data = joined.buffers()
    ends = np.frombuffer(offsets, np.int32, count=len(joined) + 1)[1:].astype(np.int64)
    return np.frombuffer(data, np.uint8), ends


def _packed(columns: list[pa.Array]) -> NDArray[np.uint8]:
    """The first part of each row, (rows, width)."""
    layout: list[tuple[str, str]] = []
    for index, column in enumerate(columns):
        layout += [(f"there{index}", "u1"), (f"value{index}", f"<i{_width(column)}")]
    packed = np.zeros(len(columns[0]), layout)
    for index, column in enumerate(columns):
        if column.null_count < len(column):
            packed[f"there{index}"], packed[f"value{index}"] = _values(column)
    return packed.view(np.uint8).reshape(len(packed), packed.itemsize)


def _values(column: pa.Array) -> tuple[NDArray[np.bool_] | int, NDArray[np.int64]]:
    """Which values are there, and the values, 0 for null."""
    step = 2 if pa.types.is_decimal(column.type) else 1  # the low half of a decimal says it all, see cells.LARGEST
    start = column.offset * step
    values = np.frombuffer(column.buffers()[1], f"<i{_width(column)}")[start : start + len(column) * step : step]
    if not column.null_count:
        return 1, values
    there = column.is_valid().to_numpy(zero_copy_only=False)
    return there, np.where(there, values, 0)


def _width(column: pa.Array) -> int:
    return 8 if pa.types.is_decimal(column.type) else int(column.type.bit_width // 8)
