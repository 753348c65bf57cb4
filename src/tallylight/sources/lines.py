"""Columns of texts as lines of CSV, many rows at a time: an object for each cell would cost ten times as much.

In: columns of Arrow. Out: bytes. The standard library's writer is the slow twin in the tests.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Marks = NDArray[np.bool_]
"""For each byte, whether it is one of those that are looked for."""


def marks(characters: str) -> Marks:
    """These characters of ASCII: no other character of UTF-8 has a byte in common with them."""
    made = np.zeros(256, bool)
    made[list(characters.encode("ascii"))] = True
    return made


_QUOTED = marks(',"\r\n')  # a cell with one of these is put in quotes (RFC 4180)


def together(column: pa.StringArray) -> memoryview:
    """The bytes of all texts, one behind the other."""
    return _content(column)[0].data


def _content(column: pa.StringArray) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
    """The bytes of all texts, and where each text begins in them, and the last one ends."""
    _, places, content = column.buffers()
    if content is None or not len(column):
        return np.empty(0, np.uint8), np.zeros(len(column) + 1, np.int32)
    ends = np.frombuffer(places, np.int32)[column.offset : column.offset + len(column) + 1]
    return np.frombuffer(content, np.uint8)[ends[0] : ends[-1]], ends - ends[0]


def beginning_with(column: pa.StringArray, wanted: Marks) -> NDArray[np.bool_]:
    """Which texts begin with one of these characters."""
    content, ends = _content(column)
    found = np.zeros(len(column), bool)
    some = ends[1:] > ends[:-1]
    found[some] = wanted[content[ends[:-1][some]]]
    return found


def containing(column: pa.StringArray, wanted: Marks) -> NDArray[np.bool_]:
    """Which texts have one of these characters."""
    content, ends = _content(column)
    found = np.zeros(len(column), bool)
    found[np.searchsorted(ends, np.flatnonzero(wanted[content]), side="right") - 1] = True
    return found


def quoted(column: pa.StringArray) -> pa.StringArray:
    """Texts as cells of CSV, in quotes where they need them."""
    odd = containing(column, _QUOTED)
    if not odd.any():
        return column
    some = column.filter(pa.array(odd))
    doubled = pc.binary_join_element_wise('"', pc.replace_substring(some, '"', '""'), '"', "")
    return pc.replace_with_mask(column, pa.array(odd), doubled)


def csv_lines(cells: Sequence[pa.StringArray], end: str) -> memoryview:
    """Columns of cells, quoted where they must be, as lines; a null is an empty cell. There is more than one column."""
    lines = pc.binary_join_element_wise(*cells, ",", null_handling="replace", null_replacement="")
    return together(pc.binary_join_element_wise(lines, end, ""))
