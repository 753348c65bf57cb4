"""A table that is read many rows at a time has the rows that it has when it is read record by record."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tallylight.sources.mapping import Mapping, blocks, reader, table
from tallylight.sources.mapping.blocks import Block, reading
from tallylight.sources.mapping.text_rows import Told
from tests.sources.mapping.support import mapped, mapping

CELL = st.text(st.sampled_from("ab\"',;\n\r é\u00a0"), max_size=5)
WRITTEN = st.one_of(CELL, CELL.map(lambda text: '"' + text.replace('"', '""') + '"'), st.just("plain"))
RECORD = st.one_of(
    st.lists(WRITTEN, min_size=3, max_size=3).map(",".join),
    st.lists(WRITTEN, max_size=4).map(",".join),
    st.just("a,b,c"),
)
TABLE = st.lists(RECORD, max_size=12).map("\n".join)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Mapping:
    return mapping(tmp_path_factory.mktemp("mapping"), delimiter="comma")


def one_by_one(text: bytes) -> list[list[str]]:
    rows = table.rows_in(reading([text]), "t", ",", [0])
    return [[cell.replace("\0", " ") for cell in row] for row in reader._rows(Told().cells(rows), 3)]


def in_blocks(text: bytes, plain: Mapping) -> list[list[str]]:
    opened, rest = reader._begun(plain, reading([b"one,two,three\n", text]), "t")
    next(opened.rows)
    lines = b"".join(reader._lines(opened, rest, 3, "t", Told())).decode()
    return list(csv.reader(io.StringIO(lines, newline=""), strict=True))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TABLE, st.integers(2, 40))
@example('\r,"\n"\na,b,c', 2)  # a line end of old Macs breaks off its record, and the quote behind it opens nothing
def test_blocks_have_the_rows_of_single_records(
    monkeypatch: pytest.MonkeyPatch, plain: Mapping, text: str, size: int
) -> None:
    monkeypatch.setattr(blocks, "SIZE", size)
    raw = text.encode()
    assert in_blocks(raw, plain) == one_by_one(raw)


def cut(text: bytes, size: int, monkeypatch: pytest.MonkeyPatch) -> list[Block]:
    monkeypatch.setattr(blocks, "SIZE", size)
    parts: Iterator[bytes] = blocks.parts_of(reading([text]))
    return list(blocks.blocks(parts, lambda _: ","))


def test_a_block_ends_where_a_record_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    found = cut(b'a,"x\ny"\nb,"x\n\ny"\nc,d', 9, monkeypatch)
    assert b"".join(block.data for block in found) == b'a,"x\ny"\nb,"x\n\ny"\nc,d'
    assert all(block.sure for block in found)
    assert all(block.data.count(b'"') % 2 == 0 for block in found)


def test_after_a_quote_in_the_middle_of_a_cell_nothing_is_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    found = cut(b'a,b\nc,5" pipe\nd,"x\ny"\ne,f\n', 4, monkeypatch)
    assert found[0].sure
    assert not any(block.sure for block in found[1:])


def test_a_row_with_fewer_cells_is_rejected_by_its_number_among_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "SIZE", 64)
    lines = [f"{number},03/04/2024,12.50,EXAMPLE OPTICS INC,CAMERAS,5550100000" for number in range(40)]
    lines[30] = "30,03/04/2024"
    report, _ = mapped(tmp_path, *lines)
    assert (report.rows_read, report.rows_kept) == (40, 39)
    assert [bad.row for bad in report.rejected] == [31]
