"""Lines that are made many at a time are those that the standard library writes one by one."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from tallylight.export.lines import FORMULA, csv_head, csv_lines, json_lines
from tallylight.export.texts import cents, pieces, plain, texts

KINDS = {
    "name": pa.string(),
    "text": pa.string(),
    "money": pa.decimal128(38, 2),
    "share": pa.float64(),
    "day": pa.date32(),
    "count": pa.int64(),
    "flag": pa.bool_(),
    "exact": pa.decimal128(20, 4),
}
SCHEMA = pa.schema(list(KINDS.items()))

TEXT = st.text(
    st.one_of(st.sampled_from("\"',\r\n\t\\=+-@ \0é\u2028😀"), st.characters(exclude_categories=["Cs"])), max_size=8
)
VALUES = {
    "name": TEXT,
    "text": TEXT,
    "money": st.decimals(Decimal("-9e17"), Decimal("9e17"), places=2, allow_nan=False),
    "share": st.floats(allow_nan=False),
    "day": st.dates(),
    "count": st.integers(-(2**63), 2**63 - 1),
    "flag": st.booleans(),
    "exact": st.decimals(-99, 99, places=4, allow_nan=False),
}
ROWS = st.lists(
    st.tuples(*(st.none() | VALUES[name] for name in KINDS)).map(lambda row: dict(zip(KINDS, row, strict=True))),
    max_size=6,
)


def batch_of(rows: list[dict[str, Any]]) -> pa.RecordBatch:
    """The rows, as a part of a longer batch: offsets are what goes wrong first."""
    strange = dict.fromkeys(KINDS) | {"name": 'before, "', "text": "=\n"}
    return pa.RecordBatch.from_pylist([strange, *rows, strange], schema=SCHEMA).slice(1, len(rows))


def cell(value: object, as_published: bool) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return f"'{value}" if value.startswith(FORMULA) and not as_published else value
    return plain(value)


@given(ROWS, st.booleans())
def test_csv_is_what_the_standard_library_writes(rows: list[dict[str, Any]], as_published: bool) -> None:
    out = io.StringIO(newline="")
    slow = csv.writer(out)
    slow.writerow(KINDS)
    slow.writerows([cell(value, as_published) for value in row.values()] for row in rows)
    made = csv_head(list(KINDS)) + bytes(csv_lines(batch_of(rows), as_published=as_published))
    assert made.decode() == out.getvalue()


@given(ROWS)
def test_json_is_what_the_standard_library_writes(rows: list[dict[str, Any]]) -> None:
    slow = "".join(json.dumps(row, ensure_ascii=False, default=plain) + "\n" for row in rows)
    assert bytes(json_lines(batch_of(rows))).decode() == slow


@given(st.lists(st.none() | st.decimals(Decimal("-9e16"), Decimal("9e16"), places=2)))
def test_cents_are_exact(amounts: list[Decimal | None]) -> None:
    column = pa.array(amounts, KINDS["money"])
    assert cents(column).to_pylist() == [None if amount is None else int(amount * 100) for amount in amounts]


def test_a_day_of_the_first_years_has_four_digits_of_year() -> None:
    assert texts(pa.array([date(1, 2, 3)])).to_pylist() == ["0001-02-03"]


def test_rows_with_long_texts_are_taken_in_small_pieces() -> None:
    batch = pa.record_batch({"text": ["x" * 10**6] * 200})
    taken = list(pieces([batch]))
    assert sum(piece.num_rows for piece in taken) == 200
    assert max(piece.num_rows for piece in taken) < 50
