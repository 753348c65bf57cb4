"""Columns of a table as texts, a whole column at a time: an object for each cell would cost ten times as much.

In: columns of Arrow. Out: columns of texts, an unknown value null. `plain` says what a value looks like, and is the slow twin
of `texts` in the tests.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from tallylight.sources.lines import containing, marks

PIECE = 32 * 1024**2  # bytes of rows that are turned into texts together
CENTS = 2  # decimals of money

_ESCAPED = marks(
    "".join(map(chr, range(0x20))) + '"\\'
)  # what JSON writes otherwise inside a text (RFC 8259, section 7)


def plain(value: object) -> str:
    """A number or day as text: money with two decimals, days as YYYY-MM-DD."""
    match value:
        case Decimal():
            return f"{value:.2f}"
        case date():
            return value.isoformat()
    return str(value)


def pieces(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The rows of the batches, few enough at a time that their texts fit well into memory, however long they are."""
    for batch in batches:
        rows = max(1, batch.num_rows * PIECE // max(batch.nbytes, 1))
        for start in range(0, batch.num_rows, rows):
            yield batch.slice(start, rows)


def texts(column: pa.Array) -> pa.StringArray:
    """Each value as text, true and false in words."""
    kind = column.type
    if pa.types.is_string(kind):
        return column
    money = pa.types.is_decimal(kind) and kind.scale == CENTS
    if money or pa.types.is_date(kind) or pa.types.is_integer(kind) or pa.types.is_boolean(kind):
        return column.cast(pa.string())
    return pa.array([None if value is None else plain(value) for value in column.to_pylist()], pa.string())


def cents(column: pa.Decimal128Array) -> pa.Int64Array:
    """Money in whole cents. Raises pa.ArrowInvalid beyond 92 thousand million million dollars, which no number here holds."""
    return pc.replace_substring(texts(column), ".", "").cast(pa.int64())


def json_values(column: pa.Array) -> pa.StringArray:
    """Each value as JSON, the unknown as null. Money and days are texts there."""
    kind = column.type
    if pa.types.is_boolean(kind) or pa.types.is_integer(kind):
        made = texts(column)
    elif pa.types.is_string(kind) or pa.types.is_decimal(kind) or pa.types.is_date(kind):
        made = _quoted(texts(column))
    else:
        values = column.to_pylist()
        made = pa.array([json.dumps(value, ensure_ascii=False, default=plain) for value in values], pa.string())
    return made.fill_null("null")


def _quoted(column: pa.StringArray) -> pa.StringArray:
    made = pc.binary_join_element_wise('"', column, '"', "")
    odd = containing(column, _ESCAPED)
    if not odd.any():
        return made
    odd = pa.array(odd)
    some = [json.dumps(text, ensure_ascii=False) for text in column.filter(odd).to_pylist()]
    return pc.replace_with_mask(made, odd, pa.array(some, pa.string()))
