"""Tables in workbooks: days and numbers are cells of their own there, and come out as they are shown."""

from __future__ import annotations

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tallylight.errors import SourceError
from tests.sources.mapping.support import mapping, read_with
from tests.sources.support import complaint_of

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def workbook(
    folder: Path, *rows: tuple[object, ...], sheet: str = "Payments", name: str = "t.xlsx", prolog: str = ""
) -> Path:
    """A workbook of one sheet. Days are numbers with the style of a date, as the format has it."""

    def cell(value: object) -> str:
        match value:
            case date():
                return f'<c s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
            case int() | float() | Decimal():
                return f"<c><v>{value}</v></c>"
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'

    lines = "".join(f"<row>{''.join(cell(value) for value in row)}</row>" for row in rows)
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
                       'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="{sheet}" sheetId="1" r:id="r1"/>'
                           "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/worksheet" '
                                      f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{OFFICE}/styles" '
                                      'Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'{prolog}<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>',
    }  # fmt: skip
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, text in parts.items():
            packed.writestr(part, HEAD + text)
    return path


HEADINGS = ("No", "Date", "Amount", "Vendor", "Purpose")
ROW = (7, date(2024, 4, 3), 1234.5, "EXAMPLE OPTICS INC", "CAMERAS")


def test_days_and_numbers_of_a_workbook_need_no_order_and_no_mark(tmp_path: Path) -> None:
    for mark in (".", ","):
        report, kept = read_with(workbook(tmp_path, HEADINGS, ROW), mapping(tmp_path, decimal_mark=mark))
        assert kept.row["action_date"] == date(2024, 4, 3)
        assert (kept.row["award_id"], report.obligated) == ("TABLE_town_7", Decimal("1234.50"))


def test_a_number_has_the_digits_that_are_shown(tmp_path: Path) -> None:
    rows = [
        (7, date(2024, 4, 3), value, "ACME INC", "X")
        for value in ("0.1", "0.30000000000000004", "1E+3", "100", "8.125")
    ]
    numbers = [(*row[:2], Decimal(str(row[2])), *row[3:]) for row in rows]
    report, kept = read_with(workbook(tmp_path, HEADINGS, *numbers), mapping(tmp_path))
    assert kept.table["obligated"].to_pylist() == [Decimal(text) for text in ("0.10", "0.30", "1000.00", "100.00")]
    assert report.rejected[0].reason == "more than two decimals"


def test_a_sheet_is_found_by_its_name(tmp_path: Path) -> None:
    path = workbook(tmp_path, HEADINGS, ROW)
    assert read_with(path, mapping(tmp_path, sheet="Payments"))[0].rows_kept == 1
    with pytest.raises(SourceError, match="no sheet of the name"):
        read_with(path, mapping(tmp_path, sheet="May"))


def test_entities_in_a_workbook_are_not_expanded(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    prolog = f'<!DOCTYPE worksheet [<!ENTITY a0 "lol">{levels}]>'
    path = workbook(tmp_path, HEADINGS, (*ROW[:4], "&a9;"), prolog=prolog)
    read = []
    complaint_of(lambda: read.append(read_with(path, mapping(tmp_path))))
    assert len(str([kept.batches for _, kept in read])) < 100_000


def test_a_workbook_that_is_too_large_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tallylight.sources.mapping.table.LARGEST_WORKBOOK", 100)
    with pytest.raises(SourceError, match="larger than"):
        read_with(workbook(tmp_path, HEADINGS, ROW), mapping(tmp_path))


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
def test_a_damaged_workbook_is_one_line(tmp_path: Path, data: st.DataObject) -> None:
    path = workbook(tmp_path, HEADINGS, *[ROW] * 3)
    raw = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(4, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(raw[: data.draw(st.integers(len(raw) // 3, len(raw)))])
    complaint_of(lambda: read_with(path, mapping(tmp_path)))
