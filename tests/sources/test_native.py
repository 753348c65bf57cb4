"""The compiled loops give what Python's own ways give, or give the block back."""

from __future__ import annotations

import csv
import io

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallylight.sources import door, native, row_hash
from tallylight.sources import parse as p
from tallylight.sources.readers import search_answers
from tests.sources.support import API_HEADER, api
from tests.sources.test_parse import block_of

pytestmark = pytest.mark.skipif(not native.is_there(), reason="the compiled loops are not installed")

CELL = st.text(st.sampled_from('aé ",\n\r.12'), max_size=30)
RAW = st.text(st.sampled_from('ab",\n\r'), max_size=200)


def columns_of(text: str, width: int) -> list[list[str | None]] | None:
    """All columns of a CSV text, as the compiled loops see them."""
    rows = sum(1 for _ in csv.reader(io.StringIO(text, newline="")))
    found = native.text_columns(memoryview(text.encode()), width, range(width), rows) if text else None
    return None if found is None else [column.to_pylist() for column in found]


@settings(max_examples=500, deadline=None)
@given(st.integers(1, 5).flatmap(lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=1, max_size=40)))
def test_every_cell_of_a_well_written_table_comes_out_as_it_went_in(table: list[list[str]]) -> None:
    for line_end in ("\n", "\r\n"):
        text = "".join(",".join(map(written, row)) + line_end for row in table)
        seen = columns_of(text, len(table[0]))
        assert seen == [[cell or None for cell in column] for column in zip(*table, strict=True)]


def written(cell: str) -> str:
    """A cell as RFC 4180 wants it; an empty one in quotes, so that no line is blank."""
    return '"' + cell.replace('"', '""') + '"' if not cell or set(cell) & set('",\r\n') else cell


@settings(max_examples=1000, deadline=None)
@given(text=RAW, width=st.integers(2, 4))
def test_any_text_is_read_as_the_standard_library_reads_it_or_given_back(text: str, width: int) -> None:
    seen = columns_of(text, width)
    if seen is not None:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        assert [list(row) for row in zip(*seen, strict=True)] == [[cell or None for cell in row] for row in rows]


@pytest.mark.parametrize(
    "text",
    ['a,"b', 'a,b"c\n', 'a,"b"c\n', "a\rb,c\n", "a,b,c\n", "a\n,b,c\n", 'a,"b" \n', "a,b\n\nc,d\n", 'a,"b""\n'],
)
def test_a_block_that_is_not_pristine_is_given_back(text: str) -> None:
    assert native.text_columns(memoryview(text.encode()), 2, [0, 1], text.count("\n") or 1) is None


def test_a_line_break_in_the_middle_of_a_record_is_seen_even_where_the_next_record_makes_up_for_it() -> None:
    assert native.text_columns(memoryview(b"a\nb,c,d\n"), 2, [0, 1], 2) is None


def test_text_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(pa.ArrowInvalid):
        native.text_columns(memoryview(b"caf\xe9,b\n"), 2, [0, 1], 1)


@settings(max_examples=100, deadline=None)
@given(rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=6))
def test_a_block_has_the_same_cells_with_and_without_the_compiled_loops(rows: list[tuple[str, str]]) -> None:
    block = block_of([api(Transaction_Description=t, Recipient_Name=n) for t, n in rows])
    layout = p.Layout(search_answers.READER, API_HEADER)
    types = {name: pa.string() for name in layout.places}
    quickly = p._read_natively(block, layout, types)
    plainly = p._read_by_pyarrow(block, layout, types)
    if quickly is not None and plainly is not None:
        assert {n: c.to_pylist() for n, c in quickly.items()} == {n: c.to_pylist() for n, c in plainly.items()}


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(st.lists(st.none() | CELL, min_size=n, max_size=n), min_size=1, max_size=9)
    ),
    st.integers(0, 2),
)
def test_rows_are_joined_the_same_with_and_without_the_compiled_loop(table: list[list[str | None]], cut: int) -> None:
    texts = [pa.array([None, *column], pa.string()).slice(1)[cut:] for column in zip(*table, strict=True)]
    fixed = np.arange(3 * len(texts[0]), dtype=np.uint8).reshape(-1, 3)
    quickly, plainly = native.join_rows(fixed, texts, 255), row_hash._joined(fixed, texts)
    if len(fixed):
        assert quickly[1].tolist() == plainly[1].tolist()
        assert bytes(quickly[0]) == bytes(plainly[0])[: plainly[1][-1]]


@given(st.lists(st.none() | st.text(st.sampled_from("0123456789 -.@()ax"), max_size=24), max_size=20))
def test_every_text_that_the_door_would_mask_is_looked_at(texts: list[str | None]) -> None:
    column = pa.array([None, *texts], pa.string()).slice(1)
    found = set(native.with_digits(column, door._DIGITS).tolist())
    assert {row for row, text in enumerate(texts) if text and door.mask(text) != text} <= found


@given(data=st.binary(max_size=300) | st.lists(st.sampled_from([b"a" * 100, b"\n"]), max_size=9).map(b"".join))
def test_a_rare_byte_is_found_wherever_it_stands(data: bytes) -> None:
    found = native.find_byte(memoryview(bytearray(data)), ord("\n"))
    there = [place for place, byte in enumerate(data) if byte == ord("\n")]
    if len(there) <= len(data) // 64 + 1:
        assert found is not None
        assert found.tolist() == there
    else:
        assert found is None
