"""Streaming rows of an edition into a file, batch by batch, so that memory does not grow with the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from tallylight.export import tables
from tallylight.export.lines import csv_head, csv_lines, json_lines
from tallylight.export.texts import pieces
from tallylight.ledger.edition import Edition
from tallylight.ledger.filters import EVERYTHING, Filter

TABLES = ("csv", "jsonl", "parquet")


def write(
    edition: Edition, what: str, form: str, out: IO[bytes], *, as_published: bool = False, only: Filter = EVERYTHING
) -> None:
    """Write all current `what` (a key of `tables.ORDER`) as `form` (one of TABLES), in a fixed order.

    In CSV, a text that a spreadsheet would take for a formula gets an apostrophe in front, unless `as_published`. `only`
    is as in `tables.reader`.
    """
    rows = tables.reader(edition, what, only)
    if form == "parquet":
        _parquet(rows, out)
    elif form == "csv":
        write_csv(rows, out, as_published=as_published)
    else:
        _jsonl(rows, out)


def _parquet(reader: pa.RecordBatchReader, out: IO[bytes]) -> None:
    with pq.ParquetWriter(out, reader.schema, compression="zstd") as file:
        for batch in reader:
            file.write_batch(batch)


def write_csv(reader: pa.RecordBatchReader, out: IO[bytes], *, as_published: bool) -> None:
    """Rows as CSV in UTF-8, with a header; see `lines`."""
    out.write(csv_head(reader.schema.names))
    for piece in pieces(reader):
        out.write(csv_lines(piece, as_published=as_published))


def _jsonl(reader: pa.RecordBatchReader, out: IO[bytes]) -> None:
    for piece in pieces(reader):
        out.write(json_lines(piece))


def rows_of(reader: pa.RecordBatchReader) -> Iterator[tuple[object, ...]]:
    """Every row as Python values."""
    for batch in reader:
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
