"""Rows as lines of CSV and of JSON, many rows at a time. The standard library's writers are their slow twins in the tests."""

from __future__ import annotations

import csv
import io
import json

import pyarrow as pa
import pyarrow.compute as pc

from tallylight.export.texts import json_values, texts
from tallylight.sources import lines
from tallylight.sources.lines import marks, together

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet would run as a formula (OWASP, CSV injection)."""

_FORMULA = marks("".join(FORMULA))


def csv_head(names: list[str]) -> bytes:
    """The header."""
    out = io.StringIO(newline="")
    csv.writer(out).writerow(names)
    return out.getvalue().encode()


def csv_lines(batch: pa.RecordBatch, *, as_published: bool) -> memoryview:
    """The rows as CSV: unknown is empty, money has two decimals.

    A text that a spreadsheet would take for a formula gets an apostrophe in front, unless `as_published`.
    """
    return lines.csv_lines([_csv_cells(column, as_published) for column in batch.columns], "\r\n")


def _csv_cells(column: pa.Array, as_published: bool) -> pa.StringArray:
    if not pa.types.is_string(column.type):
        return texts(column)
    if not as_published:
        formula = lines.beginning_with(column, _FORMULA)
        if formula.any():
            some = pc.binary_join_element_wise("'", column.filter(pa.array(formula)), "")
            column = pc.replace_with_mask(column, pa.array(formula), some)
    return lines.quoted(column)


def json_lines(batch: pa.RecordBatch) -> memoryview:
    """The rows as JSON, one object a line."""
    parts: list[object] = []
    for number, (name, column) in enumerate(zip(batch.schema.names, batch.columns, strict=True)):
        parts += [f"{', ' if number else '{'}{json.dumps(name, ensure_ascii=False)}: ", json_values(column)]
    return together(pc.binary_join_element_wise(*parts, "}\n", ""))
