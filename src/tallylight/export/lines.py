"""Rows as lines of CSV and of JSON, many rows at a time. The standard library's writers are their slow twins in the tests."""

from __future__ import annotations

import csv
import io
import json

import pyarrow as pa
import pyarrow.compute as pc

from tallylight.export.texts import json_values, texts, together

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet would run as a formula (OWASP, CSV injection)."""

_FORMULA = "^[=+\\-@\t\r]"
_QUOTED = '[",\r\n]'  # a cell with one of these is put in quotes (RFC 4180)


def csv_head(names: list[str]) -> bytes:
    """The header."""
    out = io.StringIO(newline="")
    csv.writer(out).writerow(names)
    return out.getvalue().encode()


def csv_lines(batch: pa.RecordBatch, *, as_published: bool) -> memoryview:
    """The rows as CSV: unknown is empty, money has two decimals.

    A text that a spreadsheet would take for a formula gets an apostrophe in front, unless `as_published`.
    """
    cells = [_csv_cells(column, as_published) for column in batch.columns]
    lines = pc.binary_join_element_wise(*cells, ",", null_handling="replace", null_replacement="")
    return together(pc.binary_join_element_wise(lines, "\r\n", ""))


def _csv_cells(column: pa.Array, as_published: bool) -> pa.StringArray:
    if not pa.types.is_string(column.type):
        return texts(column)
    if not as_published:
        formula = pc.match_substring_regex(column, _FORMULA).fill_null(False)
        if pc.any(formula).as_py():
            column = pc.if_else(formula, pc.binary_join_element_wise("'", column, ""), column)
    content = bytes(together(column))
    if not any(mark in content for mark in (b",", b'"', b"\n", b"\r")):
        return column
    odd = pc.match_substring_regex(column, _QUOTED).fill_null(False)
    doubled = pc.replace_substring(column, '"', '""') if b'"' in content else column
    return pc.if_else(odd, pc.binary_join_element_wise('"', doubled, '"', ""), column)


def json_lines(batch: pa.RecordBatch) -> memoryview:
    """The rows as JSON, one object a line."""
    parts: list[object] = []
    for number, (name, column) in enumerate(zip(batch.schema.names, batch.columns, strict=True)):
        parts += [f"{', ' if number else '{'}{json.dumps(name, ensure_ascii=False)}: ", json_values(column)]
    return together(pc.binary_join_element_wise(*parts, "}\n", ""))
