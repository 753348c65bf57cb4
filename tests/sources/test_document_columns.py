"""Columns of JSON values are made of the same cells, whether one by one or all at once."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

from tallylight.errors import SourceError
from tallylight.sources.documents.paths import cell, column_of
from tallylight.sources.lines import csv_lines, quoted
from tests.sources.support import load, load_text
from tests.sources.test_documents import agreed, release, text_of

TEXT = st.text(st.one_of(st.sampled_from("\"',\r\n \u00a0N/A"), st.characters(exclude_categories=["Cs"])), max_size=8)
VALUE = st.one_of(
    st.none(), st.just(UNSET), TEXT, st.sampled_from(["", "N/A", " null ", "-NONE-"]), st.integers(), st.booleans(),
    st.lists(st.one_of(TEXT, st.fixed_dictionaries({"name": TEXT})), max_size=3),
)  # fmt: skip


@given(st.lists(VALUE, max_size=6))
def test_a_column_has_the_cells_of_its_values(values: list[object]) -> None:
    assert column_of(values).to_pylist() == [cell(value) for value in values]


@given(st.lists(st.tuples(st.none() | TEXT, st.none() | TEXT), max_size=6))
def test_lines_of_cells_are_read_back_as_they_were(rows: list[tuple[str | None, str | None]]) -> None:
    columns = [quoted(pa.array([row[place] for row in rows], pa.string())) for place in (0, 1)]
    written = bytes(csv_lines(columns, "\n")).decode()
    assert list(csv.reader(io.StringIO(written, newline=""))) == [[cell or "" for cell in row] for row in rows]


def test_half_a_character_is_a_question_mark() -> None:
    assert column_of(["\ud83d", "fine", None]).to_pylist() == ["?", "fine", None]


def test_a_line_that_breaks_off_is_named(tmp_path: Path) -> None:
    lines = [json.dumps(release(f"ocds-a-{number}", awards=[agreed()])) for number in range(5)]
    lines[3] = lines[3][:-20]
    with pytest.raises(SourceError, match="line 4"):
        load_text(tmp_path, "\n".join(lines), "a.jsonl")


def test_a_line_of_another_encoding_costs_no_other_line(tmp_path: Path) -> None:
    lines = [
        json.dumps(release(f"ocds-a-{n}", awards=[agreed(title="Caméra")]), ensure_ascii=False).encode() for n in (1, 2)
    ]
    lines[1] = lines[1].decode().encode("cp1252")
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join(lines))
    report, kept = load(path)
    assert [row["description"] for row in kept.table.to_pylist()] == ["Caméra", "Caméra"]
    assert "Windows-1252" in " ".join(report.notes)


def test_a_line_with_another_shape_costs_no_other_line(tmp_path: Path) -> None:
    values = [
        release("ocds-a-1", awards=[agreed()]),
        release("ocds-a-2", awards="none"),
        release("ocds-a-3", awards=[agreed()]),
    ]
    report, _ = load_text(tmp_path, text_of(*values), "a.jsonl")
    assert report.rows_kept == 2
