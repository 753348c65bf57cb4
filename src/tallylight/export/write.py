"""Streaming rows of an edition into a file, batch by batch, so that memory does not grow with the ledger."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from tallylight.export import tables
from tallylight.ledger.edition import Edition
from tallylight.ledger.filters import EVERYTHING, Filter

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet would run as a formula (OWASP, CSV injection)."""


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
    """Rows as CSV in UTF-8, with a header."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    lines = csv.writer(text)
    lines.writerow(reader.schema.names)
    for row in rows_of(reader):
        lines.writerow([cell(value, as_published) for value in row])
    text.flush()
    text.detach()


def cell(value: object, as_published: bool) -> str:
    """A value as a CSV cell: unknown is empty, money has two decimals, true and false in words."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return f"'{value}" if value.startswith(FORMULA) and not as_published else value
    return plain(value)


def _jsonl(reader: pa.RecordBatchReader, out: IO[bytes]) -> None:
    names = reader.schema.names
    for row in rows_of(reader):
        record = dict(zip(names, row, strict=True))
        out.write(json.dumps(record, ensure_ascii=False, default=plain).encode() + b"\n")


def rows_of(reader: pa.RecordBatchReader) -> Iterator[tuple[object, ...]]:
    """Every row as Python values."""
    for batch in reader:
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def plain(value: object) -> str:
    """A number or day as text: money with two decimals, days as YYYY-MM-DD."""
    match value:
        case Decimal():
            return f"{value:.2f}"
        case date():
            return value.isoformat()
    return str(value)
