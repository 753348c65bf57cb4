"""A table as it may be kept: the columns that its reader takes, after the door, each record at the row where it was.

A publisher's file names people: officers and their pay, firms that are one person. Reading drops them, so a ledger never
holds them; but whoever keeps the file itself would. A rendition is what is kept in its place. Reading it gives the same
rows, with the same hashes, as reading the file: a test holds it to that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from tallylight.sources.archive import Content
from tallylight.sources.door import through_the_door
from tallylight.sources.parse import Layout, texts
from tallylight.sources.readers import recognise
from tallylight.sources.readers.reader import Cells
from tallylight.sources.records import Block, Records, header_cells
from tallylight.sources.shape import UnknownFormat

HELPERS = ("sole_proprietor", "business_types", "prime_business_types")
"""What tells the door of a person, without naming one: the next reading needs them again."""

UNREADABLE = b"unreadable\r\n"
"""Stands for a record without the right number of cells: which cell names a person cannot be told there."""

Look = Callable[[Cells], None]
"""Sees the cells of each part of the table, by canonical name, after the door."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """What was written."""

    format: str  # name of the reader
    kind: str  # a key of `shape.SCHEMAS`
    rows: int


def render(content: Content, where: str, out: IO[bytes], look: Look | None = None) -> Rendition:
    """Write the table in `content` to `out` as it may be kept, as CSV in UTF-8.

    Raises UnknownFormat when it is no table that is known, SourceError when it is damaged.
    """
    records = Records(content.readinto, where)
    first = header_cells(records.head())
    reader, header, is_header = recognise(first, where)
    if not is_header:
        raise UnknownFormat("a table without a header", where=where, do="Ask for one with a header.")
    records.skip_head()
    layout = Layout(reader, header)
    names = [*layout.places]
    out.write(",".join(layout.published(name) for name in names).encode() + b"\r\n")
    rows = 0
    for block in records.blocks(lambda starts, _: len(starts)):
        _render_block(block, layout, names, out, look)
        rows += len(block)
    return Rendition(reader.name, reader.kind, rows)


def _render_block(block: Block, layout: Layout, names: list[str], out: IO[bytes], look: Look | None) -> None:
    cells, kept, _ = texts(block, layout)
    if len(kept):
        cells = _outside(cells, len(kept))
        if look:
            look(cells)
    table = pa.table([cells[name] for name in names], names=names)
    # Records that could not be split stand between the others, at their own rows.
    start = 0
    missing = np.setdiff1d(np.arange(len(block)), kept)
    for count, place in enumerate(missing.tolist()):
        end = place - count
        _write(table.slice(start, end - start), out)
        out.write(UNREADABLE)
        start = end
    _write(table.slice(start), out)


def _outside(cells: Cells, count: int) -> Cells:
    helpers = {name: cells[name] for name in HELPERS if name in cells}
    return through_the_door({"payee": pa.nulls(count, pa.string()), **cells}) | helpers


def _write(table: pa.Table, out: IO[bytes]) -> None:
    if table.num_rows:
        options = arrow_csv.WriteOptions(include_header=False, quoting_style="needed")
        sink = pa.BufferOutputStream()
        arrow_csv.write_csv(table, sink, options)
        out.write(sink.getvalue())


def count(content: Content, where: str) -> int:
    """How many records follow the first one in a table of any kind; 0 for an empty file."""
    records = Records(content.readinto, where)
    if not records.head().strip():
        return 0
    records.skip_head()
    return sum(len(block) for block in records.blocks(lambda starts, _: len(starts)))
