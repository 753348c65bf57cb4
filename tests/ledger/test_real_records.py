"""The ledger on the real public records: sums to the cent, the gaps that are proven to be there, the search in full."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from tallylight.ledger import Edition, awards, open_ledger, search, vendors
from tallylight.ledger.build import AddResult, add
from tallylight.model import CoverageState
from tallylight.sources.shape import AMOUNT

pytestmark = pytest.mark.records

CBP, ICE = "U.S. Customs and Border Protection", "U.S. Immigration and Customs Enforcement"


@pytest.fixture(scope="module")
def built(records: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[AddResult, Edition]:
    """All years of search answers, as they stood in August 2026."""
    ledger = str(tmp_path_factory.mktemp("answers"))
    result = add([str(records / "usaspending/cbp-ice-actions")], ledger)
    return result, open_ledger(ledger)


@pytest.fixture(scope="module")
def everything(records: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[AddResult, Edition]:
    """Every file that can be read, in one go."""
    ledger = str(tmp_path_factory.mktemp("everything"))
    result = add([str(records / "usaspending")], ledger)
    return result, open_ledger(ledger)


def plain_rows(path: Path) -> list[tuple[str, ...]]:
    """The distinct rows of a search answer, in order, read the plain way."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(dict.fromkeys(tuple(row) for row in list(csv.reader(file))[1:]))


def test_the_actions_of_each_file_add_up_to_the_file_to_the_cent(built: tuple[AddResult, Edition]) -> None:
    result, edition = built
    stored = dict(edition.query("select source_sha256, sum(obligated) from actions group by 1"))
    assert len(result.files) == 6
    for report in result.files:
        rows = plain_rows(Path(report.path))
        assert stored[report.sha256] == report.obligated == sum(Decimal(row[3]) for row in rows)
        assert report.rows_kept == len(rows)
        assert report.rows_read == report.rows_kept + report.rows_repeated + report.rows_rejected


def test_every_file_that_can_be_read_reconciles(everything: tuple[AddResult, Edition]) -> None:
    result, edition = everything
    folder = edition.folder
    for entry in edition.manifest.files:
        report = entry.report
        if not report.rows_kept:
            continue
        statement = (
            f"select count(*), sum(s.{AMOUNT[report.kind]}) from read_parquet('{folder}/rows/{entry.number:04d}.parquet') r "
            f"join read_parquet('{folder}/{report.kind}/*.parquet', union_by_name = true) s using (row_hash)"
        )
        assert edition.query(statement) == [(report.rows_kept, report.obligated)], report.path
    assert len(result.files) >= 30
    assert {report.format for report in result.files} == {
        "usaspending-api-actions", "usaspending-api-actions-9", "usaspending-award-summaries",
        "usaspending-transactions-2018", "usaspending-subawards", "usaspending-assistance-summaries",
    }  # fmt: skip


def test_exactly_the_three_agency_years_that_are_cut_short_are_found(built: tuple[AddResult, Edition]) -> None:
    _, edition = built
    found = {(block.sub_agency, block.fiscal_year): block.rows for block in edition.coverage if block.cut_short}
    assert found == {(CBP, 2021): 5_100, (ICE, 2022): 3_000, (ICE, 2023): 3_300}
    assert all(block.state is CoverageState.PARTIAL for block in edition.coverage if block.cut_short)


def test_every_exact_repeat_is_counted_in_its_block(built: tuple[AddResult, Edition]) -> None:
    _, edition = built
    by_year = Counter[int]()
    for block in edition.coverage:
        by_year[block.fiscal_year] += block.repeats
    assert by_year == {2021: 6, 2022: 8, 2023: 11, 2024: 8, 2025: 22, 2026: 71}


def test_the_open_year_ends_with_its_last_action_and_the_others_in_september(built: tuple[AddResult, Edition]) -> None:
    _, edition = built
    ends = {(block.fiscal_year, str(block.end)) for block in edition.coverage}
    assert ends == {(year, f"{year}-09-30") for year in range(2021, 2026)} | {(2026, "2026-08-20")}


def test_in_the_older_extract_the_year_that_was_cut_short_there_is_found(records: Path, tmp_path: Path) -> None:
    add([str(records / "usaspending/cbp-ice-actions-2026-02-13")], str(tmp_path))
    edition = open_ledger(str(tmp_path))
    assert [(block.sub_agency, block.fiscal_year) for block in edition.coverage if block.cut_short] == [(ICE, 2021)]


def test_the_older_extract_fills_the_holes_without_counting_anything_twice(
    everything: tuple[AddResult, Edition],
) -> None:
    _, edition = everything
    filled = {(b.sub_agency, b.fiscal_year): b.reasons[-1] for b in edition.coverage if b.cut_short}
    assert filled[CBP, 2021].startswith("1,107 actions that the newest lacks are taken from an older copy (2026-02-13)")
    doubled = (
        "select count(*) from (select piid, sub_agency_code, modification, action_date, obligated, description "
        "from actions where source_path like '%cbp-ice-actions%' group by all "
        "having count(distinct award_id) > 1 and bool_or(award_id like 'PIID%'))"
    )
    assert edition.query(doubled) == [(0,)]


def test_adding_everything_again_changes_nothing(everything: tuple[AddResult, Edition], records: Path) -> None:
    result, edition = everything
    again = add([str(records / "usaspending")], str(edition.folder.parent.parent))
    assert again.unchanged
    assert again.edition == result.edition
    assert again.files == result.files


def test_paragon_solutions_is_never_mistaken_for_its_namesakes(built: tuple[AddResult, Edition]) -> None:
    found = vendors.find(built[1], "Paragon Solutions")
    assert [row["payee"] for row in found.names] == ["PARAGON SOLUTIONS (US) INC"]
    assert found.obligated == Decimal("2000000.00")
    others = {row["payee"] for row in found.not_to_be_confused_with}
    assert {"PARAGON SYSTEMS INC", "PARAGON PROFESSIONAL SERVICES LLC", "PARAGON MICRO INC"} <= others


def test_an_award_is_found_by_its_key_and_by_its_number_with_all_that_happened(
    built: tuple[AddResult, Edition],
) -> None:
    (award,) = awards.find(built[1], "70ctd024p00000012")
    assert award.award_id == "CONT_AWD_70CTD024P00000012_7012_-NONE-_-NONE-"
    assert [row["modification"] for row in award.actions] == ["0", "P00001", "P00002", "P00003"]
    assert (award.obligated, award.has_base) == (Decimal("2000000.00"), True)
    assert awards.find(built[1], award.award_id) == (award,)


def test_an_award_without_its_base_action_is_said_to_have_no_total(built: tuple[AddResult, Edition]) -> None:
    statement = "select award_id from actions group by 1 having not bool_or(modification = '0') order by 1 limit 1"
    ((key,),) = built[1].query(statement)
    (award,) = awards.find(built[1], key)
    assert awards.BASE_MISSING in award.warnings


def test_words_are_found_in_descriptions_when_the_payee_is_a_reseller(built: tuple[AddResult, Edition]) -> None:
    found = search.find(built[1], ["shadowdragon"], 50)
    assert found.total > 0
    assert not any("SHADOWDRAGON" in row["payee"] for row in found.actions)
    assert found.warnings
