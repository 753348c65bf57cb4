"""A quote that stands where none should costs its own row, with the reason, and no other row."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tallylight.errors import SourceError
from tallylight.sources.mapping import blocks, text_rows
from tallylight.sources.mapping.blocks import reading
from tallylight.sources.mapping.table import open_table
from tallylight.sources.mapping.text_rows import A_BREAK, BEHIND_A_QUOTE, NOT_CLOSED, Row, rows_of
from tallylight.sources.mapping.written import as_written
from tallylight.sources.shape import NoRow
from tests.sources.mapping.support import ROW, mapped, mapping, read_with, table


def rows(*lines: str) -> list[Row]:
    return list(rows_of(iter([f"{line}\n" for line in lines]), ",", "t"))


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ('a,"b"x', BEHIND_A_QUOTE),
        ('a,"b" ', BEHIND_A_QUOTE),
        ('a,"b"",c', NOT_CLOSED),
        ('a,"', NOT_CLOSED),
        ("a\rb", A_BREAK),
        ('a,5" lens', ["a", '5" lens']),
        ('a, "b"', ["a", ' "b"']),
        ('a,"b ""c"""', ["a", 'b "c"']),
        (" ", [" "]),
    ],
)
def test_a_row_has_its_cells_or_the_reason_why_not_and_its_neighbours_have_theirs(line: str, row: Row) -> None:
    assert rows("1,2", line, "3,4", "", "5,6") == [["1", "2"], row, ["3", "4"], ["5", "6"]]


def test_lines_behind_a_stray_quote_are_read_by_themselves_up_to_where_it_met_another() -> None:
    assert rows('a,"b', "c,d", '"e"', "f,g", '"h"') == [NOT_CLOSED, ["c", "d"], ["e"], ["f", "g"], ["h"]]


def test_the_row_whose_quote_shows_that_an_earlier_one_was_not_closed_may_have_several_lines() -> None:
    assert rows('a,"b', "c,d", 'e,"f', 'g"', "h,i") == [NOT_CLOSED, ["c", "d"], ["e", "f\ng"], ["h", "i"]]


def test_a_record_that_has_too_many_lines_has_a_quote_that_is_not_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_rows, "MOST_LINES", 3)
    assert rows('a,"b', "c", 'd"', "e") == [["a", "b\nc\nd"], ["e"]]
    assert rows('a,"b', "c", "d", 'e"', "f") == [NOT_CLOSED, ["c"], ["d"], ['e"'], ["f"]]


def test_a_record_of_a_few_lines_that_are_very_long_is_refused() -> None:
    lines = ['a,"b\n', *["x" * 90 + "\n"] * 3]
    assert next(rows_of(iter(lines), ",", "t", longest=1000)) == NOT_CLOSED
    with pytest.raises(SourceError, match="a quote is not closed"):
        list(rows_of(iter(lines), ",", "t", longest=200))


MANY_QUOTES = st.lists(st.sampled_from(['"', '""', ",", "x", " ", "\r", "é"]), max_size=9).map("".join)
TEXT = st.lists(MANY_QUOTES | st.sampled_from(["a,b", 'a,"b\nc"']), max_size=8).map("\n".join)


@given(TEXT)
def test_every_character_is_of_one_record(text: str) -> None:
    taken: list[str] = []
    lines = [f"{line}\n" for line in text.split("\n")]
    met = "".join("".join(taken) for _ in rows_of(iter(lines), ",", "t", taken=taken))
    assert "".join(met.split()) == "".join(text.split())


@given(TEXT)
def test_a_record_is_known_as_it_is_written_for_each_row(text: str) -> None:
    raw = b"one,two\n" + text.encode()
    opened = open_table(reading([raw]), "t", encoding=None, delimiter=",", sheet=None)
    written = list(as_written(reading([raw]), "t", header_row=0, encoding=None, delimiter=","))
    assert len(written) == len(list(opened.rows))


def plain(number: int) -> str:
    return f"{number},03/04/2024,{number}.50,EXAMPLE OPTICS INC,CAMERAS,5550100000"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    cell=st.lists(st.sampled_from(['"', '""', "x", " ", '5" ', "\r"]), min_size=1, max_size=5).map("".join),
    place=st.integers(0, 5),
    size=st.sampled_from([16, 50, 1 << 20]),
)
def test_whatever_quotes_do_in_a_cell_its_neighbours_are_kept_to_the_cent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cell: str, place: int, size: int
) -> None:
    monkeypatch.setattr(blocks, "SIZE", size)
    cells = plain(7).split(",")
    cells[place] = cell
    others = [plain(number) for number in range(10, 16)]
    report, _ = mapped(tmp_path, *others[:3], ",".join(cells), *others[3:])
    assert report.rows_read == 7
    assert report.rows_kept + report.rows_rejected == 7
    assert report.rows_rejected <= 1
    mine = report.obligated - sum(Decimal(f"{number}.50") for number in range(10, 16))
    assert mine in (Decimal(0), Decimal("7.50"))
    assert (mine == 0) == bool(report.rows_rejected)
    for bad in report.rejected:
        assert bad.row == 4
        assert not bad.reason.startswith("1 cell ")


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ('"CAMERAS', NOT_CLOSED),
        ('"CAMERAS"S', BEHIND_A_QUOTE),
        ('"CAMERAS\nAND "BIG" LENSES', NOT_CLOSED),
        ("CAM\rERAS", A_BREAK),
        ('"CAMERAS,', NoRow("a quote opens a cell and no quote closes it where a cell can end")),
        (' "CAMERAS, BIG"', NoRow("7 cells where the header has 6")),
    ],
)
@pytest.mark.parametrize("size", [16, 1 << 20])
def test_the_reason_of_a_rejected_row_is_what_is_wrong_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cell: str, reason: NoRow, size: int
) -> None:
    monkeypatch.setattr(blocks, "SIZE", size)
    report, _ = mapped(tmp_path, plain(1), ROW.replace("CAMERAS", cell), plain(2), plain(3))
    assert (report.rejected[0].row, report.rejected[0].reason) == (2, reason.reason)
    assert report.rows_kept == 3


def test_headings_that_cannot_be_read_are_said_to_be_so(tmp_path: Path) -> None:
    path = table(tmp_path, ROW, header='No,"Date"s,Amount,Vendor,Purpose,Phone')
    with pytest.raises(SourceError, match="the row of headings cannot be read: text stands behind the quote"):
        read_with(path, mapping(tmp_path))
