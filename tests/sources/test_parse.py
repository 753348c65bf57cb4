"""The fast parser and the careful one see the same."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tallylight.sources import parse as p
from tallylight.sources.readers import search_answers
from tallylight.sources.records import Records
from tests.sources.support import API_HEADER, api, csv_text, load_text

TEXT = st.text(st.sampled_from('aé ",\n\r+E-19.'), max_size=8)
AMOUNT = st.one_of(
    st.decimals(-(10**9), 10**9, places=2).map(str),
    st.integers(-(10**15), 10**15).map(str),
    st.text(st.sampled_from("0123456789.-+eE $(),"), max_size=9),
)
DAY = st.one_of(st.dates().map(str), st.text(st.sampled_from("0123456789-/ :T"), max_size=12))


def block_of(rows: list[dict[str, str]]):  # type: ignore[no-untyped-def]
    """The only block of a file of these rows."""
    out = io.StringIO()
    csv.DictWriter(out, API_HEADER, lineterminator="\n").writerows(rows)
    content = io.BytesIO(out.getvalue().encode())
    (block,) = Records(content.readinto, "rows.csv").blocks(lambda starts, _: len(starts))
    return block


@settings(max_examples=400, deadline=None)
@given(rows=st.lists(st.tuples(TEXT, AMOUNT, DAY), min_size=1, max_size=5))
def test_whatever_the_fast_parser_accepts_the_careful_one_reads_the_same(rows: list[tuple[str, str, str]]) -> None:
    block = block_of(
        [api(Transaction_Description=t, Federal_Action_Obligation=a, Action_Date=d) for t, a, d in rows]
    )  # fmt: skip
    layout = p.Layout(search_answers.READER, API_HEADER)
    layout.orders = {}
    fast = None if block.doubtful else p._typed(block, layout)
    assume(fast is not None)
    careful = p._careful(block, layout)
    assert fast is not None
    assert careful.bad == []
    assert np.array_equal(fast.kept, careful.kept)
    for name, column in fast.cells.items():
        assert column.to_pylist() == careful.cells[name].to_pylist(), name


@settings(max_examples=200, deadline=None)
@given(rows=st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=6))
def test_the_two_careful_ways_read_the_same_texts(rows: list[tuple[str, str]]) -> None:
    block = block_of([api(Transaction_Description=t, Recipient_Name=n) for t, n in rows])
    layout = p.Layout(search_answers.READER, API_HEADER)
    names = list(layout.places)
    texts = p._texts(block, layout, names)
    assume(texts is not None)
    assert texts is not None
    one_by_one, kept, bad = p._one_by_one(block, layout, names)
    assert (len(kept), bad) == (len(rows), [])
    assert {n: c.to_pylist() for n, c in texts.items()} == {n: c.to_pylist() for n, c in one_by_one.items()}
    assert all(isinstance(c, pa.StringArray) for c in texts.values())


@pytest.mark.parametrize("text", ["9" * 400, "1" + "0" * 200, "-" + "9" * 400, "0." + "0" * 200])
def test_an_amount_of_hundreds_of_digits_is_not_counted_around(tmp_path: Path, text: str) -> None:
    """A cast of the fast way gives -1.00 for 400 nines, and 0.00 for a one with 200 zeros."""
    report, _ = load_text(tmp_path, csv_text([api(), api(Modification="1", Federal_Action_Obligation=text)]))
    if text.startswith("0."):
        assert report.obligated == Decimal("1250.50")
        assert report.rows_kept == 2
    else:
        assert (report.rows_kept, report.rejected[0].reason) == (1, "too large to be an amount")


def test_what_lies_behind_the_amounts_in_memory_is_not_read_as_one() -> None:
    places = pa.py_buffer(np.array([0, 4], np.int32))
    texts = pa.StringArray.from_buffers(1, places, pa.py_buffer(b"1.50eE7 anything"))
    assert p._amounts(texts).to_pylist() == [Decimal("1.50")]
    assert p._amounts(pa.array([None, "2.00", None], pa.string()).slice(1)).to_pylist() == [Decimal("2.00"), None]
