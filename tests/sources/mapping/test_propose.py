"""A proposal names columns, never cells, and leaves open what the cells leave open."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tallylight.errors import SourceError
from tallylight.sources import find_inputs
from tallylight.sources.mapping import load
from tallylight.sources.mapping.nodes import FILL_IN
from tallylight.sources.mapping.propose import propose
from tests.sources.mapping.support import read_with

HEADER = "Check No;Line;Check Date;Vendor Name;Vendor Phone;Department;Memo;Amount;Status"
ROWS = [
    "100231;1;01/09/2024;AXON ENTERPRISE, INC.;555-010-0000;Police;CAMERAS;$28,400.00;Paid",
    "100232;1;01/16/2024;SHOTSPOTTER;555-010-0001;Police;SENSORS;$1,000.00;Void",
    "100233;1;02/06/2024;JANE ROE;555-010-0002;Clerk;JUROR;($50.00);Paid",
]


def proposed(folder: Path, *lines: str, encoding: str = "utf-8") -> tuple[str, dict[str, object], Path]:
    path = folder / "Cheques of May.csv"
    path.write_bytes("\n".join([*lines, ""]).encode(encoding))
    (source,) = find_inputs([str(path)])
    text = propose(source, lambda name: name == "SHOTSPOTTER")
    return text, yaml.safe_load(text), path


def test_columns_form_and_marks_are_proposed(tmp_path: Path) -> None:
    _, told, _ = proposed(tmp_path, HEADER, *ROWS)
    assert told["columns"] == {
        "action_date": "Check Date", "obligated": "Amount", "piid": "Check No", "sub_agency": "Department",
        "payee": "Vendor Name", "description": "Memo", "action_type": "Status",
    }  # fmt: skip
    assert (told["id"], told["kind_of_award"], told["delimiter"]) == ("cheques-of-may", "payment", "semicolon")
    assert (told["dates"], told["decimal_mark"], told["currency"]) == ("month first", ".", "USD")
    assert (told["award_key"], told["action_key"]) == (["Check No"], ["Line"])
    assert told["void"] == {"column": "Status", "values": ["Void"]}
    assert told["organisations"] == ["SHOTSPOTTER"]
    assert told["coverage"] == {"state": "selection"}


def test_no_cell_of_a_person_is_shown(tmp_path: Path) -> None:
    text, _, _ = proposed(tmp_path, HEADER, *ROWS)
    assert "ROE" not in text
    assert "555" not in text
    assert "# About people, and never kept: Vendor Phone" in text


def test_what_only_a_person_knows_is_left_open_and_add_says_so(tmp_path: Path) -> None:
    text, told, _ = proposed(tmp_path, HEADER, *ROWS)
    assert told["publisher"] == told["agency"] == FILL_IN
    path = tmp_path / "m.yaml"
    path.write_text(text)
    with pytest.raises(SourceError, match=r"still to be filled in \(m.yaml, line 4, publisher\)"):
        load(str(path), "m.yaml")


def test_a_completed_proposal_reads_the_table(tmp_path: Path) -> None:
    text, _, table = proposed(tmp_path, HEADER, *ROWS)
    path = tmp_path / "m.yaml"
    path.write_text(text.replace(FILL_IN, "Town of Example"))
    report, kept = read_with(table, load(str(path)))
    assert (report.rows_kept, report.rows_rejected) == (3, 0)
    assert "ROE" not in str(kept.batches)


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["03/04/2024", "05/06/2024"], FILL_IN),
        (["13/04/2024", "05/06/2024"], "day first"),
        (["03.14.24"], "month first"),
        (["13/04/2024", "05/16/2024"], FILL_IN),
        (["2024-03-04"], "year first"),
    ],
)
def test_the_order_of_dates_is_proposed_only_where_cells_decide(tmp_path: Path, cells: list[str], order: str) -> None:
    lines = [f"{number},{cell},1.00" for number, cell in enumerate(cells)]
    assert proposed(tmp_path, "Contract Number,Date,Amount", *lines)[1]["dates"] == order


@pytest.mark.parametrize(
    ("cells", "mark"),
    [(["1.234,50"], ","), (["1,234.50"], "."), (["12,5"], ","), (["1.234"], FILL_IN), (["1.234", "2.500,00"], ","),
     (["1,234,567"], "."), (["5"], "."), (["1,50", "1.50"], FILL_IN)],
)  # fmt: skip
def test_the_decimal_mark_is_proposed_only_where_cells_decide(tmp_path: Path, cells: list[str], mark: str) -> None:
    lines = [f"{number};2024-01-01;{cell}" for number, cell in enumerate(cells)]
    assert proposed(tmp_path, "Contract Number;Date;Amount", *lines)[1]["decimal_mark"] == mark


def test_headings_below_a_title_and_other_encodings_are_found(tmp_path: Path) -> None:
    lines = ("Zahlungen der Stadt,,", "Nr,Datum,Betrag,Lieferant", "1,2024-01-01,5.00,MÜLLER GMBH")
    _, told, _ = proposed(tmp_path, *lines, encoding="cp1252")
    assert (told["header_row"], told["encoding"]) == (2, "windows-1252")
    assert told["columns"] == {"action_date": "Datum", "obligated": "Betrag", "payee": "Lieferant"}


@pytest.mark.parametrize("lines", [("1,2,3", "4,5,6"), ("only",), ("a,a", "1,2")])
def test_a_table_without_headings_is_refused(tmp_path: Path, lines: tuple[str, ...]) -> None:
    with pytest.raises(SourceError, match="no row of headings"):
        proposed(tmp_path, *lines)


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20), min_size=1, max_size=6),
    st.data(),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
def test_a_proposal_is_yaml_whatever_the_headings_are(tmp_path: Path, headings: list[str], data: st.DataObject) -> None:
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerow([data.draw(st.sampled_from(("1.00", "2024-01-01", "x", ""))) for _ in headings])
    try:
        text, told, _ = proposed(tmp_path, *out.getvalue().splitlines())
    except SourceError:
        return
    assert told["publisher"] == FILL_IN
    assert text.isprintable() or "\n" in text
