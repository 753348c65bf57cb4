"""The loops over every byte and row, in C, for large files. Where they could not be built, everything works without them.

`cells.c` is compiled when Tallylight is installed (tools/build_native.py) and called here through ctypes. Each function
has a way in Python beside its caller that gives the same; tests hold the two together. TALLYLIGHT_NATIVE=0 turns the
compiled ones off.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

LIBRARY = "cells.so"
_SPARE = 16  # bytes that copy_cells may write behind the last cell

Ints = NDArray[np.int64]


def _load() -> ctypes.CDLL | None:
    """The compiled functions, or None where there are none."""
    path = Path(__file__).with_name(LIBRARY)
    if os.environ.get("TALLYLIGHT_NATIVE") == "0" or not path.exists():
        return None
    try:
        library = ctypes.CDLL(str(path))
        for name in ("find_cells", "copy_cells", "join_rows", "with_digits", "find_byte"):
            getattr(library, name).restype = ctypes.c_int64
    except (OSError, AttributeError):  # built for another machine, or from an older source
        return None
    return library


_library = _load()


def is_there() -> bool:
    """Whether the compiled functions can be called."""
    return _library is not None


def text_columns(data: memoryview, columns: int, places: Sequence[int], rows: int) -> list[pa.StringArray] | None:
    """The cells at `places` of records of `columns` cells, one array of text a place; an empty cell is null.

    None when the records are not pristine: a quote out of place, a record of another length, not `rows` records.
    Raises pa.ArrowInvalid when a cell is not UTF-8.
    """
    assert _library is not None
    text = np.frombuffer(data, np.uint8)
    wanted = np.array(places, np.int32)
    begins = np.empty((len(places), rows), np.int32)
    lengths = np.empty((len(places), rows), np.int32)
    found = _library.find_cells(
        _at(text), ctypes.c_int64(len(text)), ctypes.c_int32(columns), ctypes.c_int32(len(places)), _at(wanted),
        ctypes.c_int64(rows), _at(begins), _at(lengths),
    )  # fmt: skip
    if found != rows:
        return None
    room = np.abs(lengths).sum(axis=1, dtype=np.int64).tolist()
    return [_column(text, begins[k], lengths[k], room[k]) for k in range(len(places))]


def _column(
    text: NDArray[np.uint8], begins: NDArray[np.int32], lengths: NDArray[np.int32], room: int
) -> pa.StringArray:
    assert _library is not None
    rows = len(begins)
    offsets = np.empty(rows + 1, np.int32)
    out = np.empty(room + _SPARE, np.uint8)
    valid = np.zeros(rows // 8 + 1, np.uint8)
    high = ctypes.c_int32()
    empty = _library.copy_cells(
        _at(text), ctypes.c_int64(len(text)), ctypes.c_int64(rows), _at(begins), _at(lengths),
        _at(offsets), _at(out), _at(valid), ctypes.byref(high),
    )  # fmt: skip
    bits = pa.py_buffer(valid) if empty else None
    column = pa.StringArray.from_buffers(rows, pa.py_buffer(offsets), pa.py_buffer(out), bits, empty)
    if high.value:
        column.validate(full=True)
    return column


def join_rows(
    fixed: NDArray[np.uint8], texts: Sequence[pa.StringArray], separator: int
) -> tuple[NDArray[np.uint8], Ints]:
    """For each row its bytes of `fixed` (rows, width) and its texts, `separator` before each; and where each row ends."""
    assert _library is not None
    rows, width = fixed.shape
    offsets, contents, valid = [], [], []
    size = fixed.size + rows * len(texts)
    for column in texts:
        bits, places, content = column.buffers()
        starts = np.frombuffer(places, np.int32)[column.offset : column.offset + rows + 1]
        size += int(starts[-1] - starts[0])
        offsets.append(starts.ctypes.data)
        contents.append(content.address if content else None)
        valid.append(bits.address if bits and column.null_count else None)
    out, ends = np.empty(size, np.uint8), np.empty(rows, np.int64)
    first = np.array([column.offset for column in texts], np.int64)
    pointers = ctypes.c_void_p * len(texts)
    _library.join_rows(
        ctypes.c_int64(rows), ctypes.c_int64(width), _at(np.ascontiguousarray(fixed)), ctypes.c_int32(len(texts)),
        pointers(*offsets), pointers(*contents), pointers(*valid), _at(first),
        ctypes.c_uint8(separator), _at(ends), _at(out),
    )  # fmt: skip
    return out, ends


def find_byte(data: memoryview, byte: int) -> Ints | None:
    """Where a byte stands that is rare in `data`; None when there is more than one in 64."""
    assert _library is not None
    found = np.empty(len(data) // 64 + 1, np.int64)
    count = _library.find_byte(
        _at(np.frombuffer(data, np.uint8)), ctypes.c_int64(len(data)), ctypes.c_int32(byte),
        ctypes.c_int64(len(found)), _at(found),
    )  # fmt: skip
    return None if count < 0 else found[:count].copy()


def with_digits(texts: pa.StringArray, digits: int) -> Ints:
    """The indices of the texts that hold an @ or at least so many digits."""
    assert _library is not None
    _, places, content = texts.buffers()
    found = np.empty(len(texts), np.int64)
    starts = np.frombuffer(places, np.int32)[texts.offset :]
    address = ctypes.c_void_p(content.address if content else None)
    count = _library.with_digits(ctypes.c_int64(len(texts)), _at(starts), address, ctypes.c_int32(digits), _at(found))
    return found[:count]


def _at(array: NDArray[np.generic]) -> ctypes.c_void_p:
    return ctypes.c_void_p(array.ctypes.data)
