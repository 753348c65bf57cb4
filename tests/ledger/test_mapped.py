"""Tables that a mapping file explains, in a ledger: beside contracts, never in their totals."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tallylight import cli
from tallylight.errors import SourceError
from tallylight.export import cite
from tallylight.ledger import Edition, awards, layout, open_ledger, search, vendors
from tallylight.ledger.build import AddResult, add
from tests.sources.mapping.support import ROW, mapping, mapping_file, table
from tests.sources.support import TRANSACTION, csv_text

PERSON = "8,03/05/2024,50.00,JANE ROE,JUROR FEE JANE ROE,5550100000"


def built(folder: Path, *lines: str, day: date = date(2024, 6, 1), name: str = "t.csv", **changed: Any) -> AddResult:
    path = table(folder, *lines, name=name)
    return add([str(path)], str(folder / "ledger"), as_of=day, mappings=[mapping(folder, **changed)])


def ledger(folder: Path) -> Edition:
    return open_ledger(str(folder / "ledger"))


def amounts(edition: Edition) -> list[Decimal]:
    return [amount for (amount,) in edition.query("select obligated from every_action order by 1")]


def test_payments_of_a_town_are_in_no_total_of_contracts(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(csv_text([TRANSACTION]))
    add([str(tmp_path / "a.csv")], str(tmp_path / "ledger"), as_of=date(2024, 6, 1))
    built(tmp_path, ROW)
    edition = ledger(tmp_path)
    assert search.find(edition, ["example"], 10).obligated == Decimal("1250.50")
    found = vendors.find(edition, "EXAMPLE OPTICS")
    assert sum((block["obligated"] for block in found.totals), Decimal(0)) == Decimal("1250.50")
    assert {block.sub_agency for block in edition.coverage} == {"U.S. Immigration and Customs Enforcement"}
    assert amounts(edition) == [Decimal("12.50"), Decimal("1250.50")]


def test_an_award_of_a_town_is_found_by_its_key_and_by_its_number(tmp_path: Path) -> None:
    built(tmp_path, ROW)
    for wanted in ("TABLE_town_7", "7"):
        (award,) = awards.find(ledger(tmp_path), wanted)
        assert (award.obligated, award.warnings) == (Decimal("12.50"), ())


def test_a_citation_names_the_publisher_of_the_table(tmp_path: Path) -> None:
    built(tmp_path, ROW)
    (one,) = cite.find(ledger(tmp_path), "TABLE_town_7")
    assert one.publisher == "Town of Example"
    assert cite.citation(ledger(tmp_path)).publisher == "Town of Example"


def test_what_the_mapping_states_is_in_the_manifest(tmp_path: Path) -> None:
    built(tmp_path, ROW, coverage={"state": "complete", "from": "2024-01-01", "to": "2024-12-31"})
    (report,) = ledger(tmp_path).files
    assert report.stated
    assert (report.stated.complete, report.stated.start) == (True, date(2024, 1, 1))


def test_the_same_table_again_makes_no_edition(tmp_path: Path) -> None:
    built(tmp_path, ROW)
    assert built(tmp_path, ROW).unchanged


def test_a_corrected_mapping_replaces_what_the_wrong_one_read(tmp_path: Path) -> None:
    built(tmp_path, ROW, id="wrong")
    assert not built(tmp_path, ROW).unchanged
    edition = ledger(tmp_path)
    assert edition.query("select award_id from every_action") == [("TABLE_town_7",)]
    assert len(edition.files) == 1


def test_a_newer_copy_with_more_rows_counts_each_payment_once(tmp_path: Path) -> None:
    built(tmp_path, ROW)
    built(tmp_path, ROW, ROW.replace("7,", "9,", 1), day=date(2024, 7, 1))
    assert amounts(ledger(tmp_path)) == [Decimal("12.50")] * 2


def test_payments_of_another_day_on_the_same_contract_are_added(tmp_path: Path) -> None:
    built(tmp_path, ROW)
    built(tmp_path, ROW.replace("03/04", "04/04"), day=date(2024, 7, 1), name="u.csv")
    assert len(amounts(ledger(tmp_path))) == 2


@pytest.mark.parametrize("lines", [(), ("x,y",), ("\0",)])
def test_a_table_that_cannot_be_read_leaves_the_current_edition(tmp_path: Path, lines: tuple[str, ...]) -> None:
    first = built(tmp_path, ROW).edition
    path = tmp_path / "bad.csv"
    path.write_text("\n".join(lines))
    with pytest.raises(SourceError):
        add([str(path)], str(tmp_path / "ledger"), mappings=[mapping(tmp_path)])
    assert layout.current(tmp_path / "ledger") == first


def test_no_byte_of_the_ledger_names_a_person(tmp_path: Path) -> None:
    built(tmp_path, ROW, PERSON, PERSON.replace("03/05/2024", "JANE ROE"))
    for path in (tmp_path / "ledger").rglob("*"):
        if path.is_file():
            assert b"ROE" not in path.read_bytes(), path
            assert b"5550100000" not in path.read_bytes(), path


def test_the_commands_map_and_add(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = table(tmp_path, ROW, PERSON)
    assert cli.main(["map", str(path), "--out", str(tmp_path / "m.yaml")]) == 1
    assert "5 fields are left to fill in" in capsys.readouterr().err
    assert cli.main(["--ledger", str(tmp_path / "l"), "add", "--mapping", str(tmp_path / "m.yaml"), str(path)]) == 3
    assert "still to be filled in" in capsys.readouterr().err
    good = str(mapping_file(tmp_path))
    assert cli.main(["--ledger", str(tmp_path / "l"), "add", "--json", "--mapping", good, str(path)]) == 0
    (report,) = json.loads(capsys.readouterr().out)["files"]
    assert (report["format"], report["stated"]["publisher"]) == ("table:town", "Town of Example")
    assert cli.main(["--ledger", str(tmp_path / "l"), "status"]) == 0
    assert "selected payments or awards of Town of Example" in capsys.readouterr().out


def test_a_mapping_that_names_a_missing_column_is_one_line_and_exit_code_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path, ROW, header="No,Date,Sum,Vendor,Purpose,Phone")
    good = str(mapping_file(tmp_path))
    assert cli.main(["--ledger", str(tmp_path / "l"), "add", "--mapping", good, str(path)]) == 3
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("tallylight: the file has no column 'Amount'")
    assert f"{good}, line 12, columns.obligated; {path}" in line
