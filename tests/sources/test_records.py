"""The real public files: counts and sums as measured by hand beside them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.sources.support import load

pytestmark = pytest.mark.records

# Fiscal year, rows, repeats, sum over all rows, amount that the repeats carry (data/README.md).
YEARS = [
    (2021, 10398, 6, "6655028747.44", "0.00"),
    (2022, 9339, 8, "7625489302.74", "0.00"),
    (2023, 9366, 11, "9989161230.41", "0.00"),
    (2024, 10226, 8, "8973728867.52", "0.00"),
    (2025, 10878, 22, "14163847878.90", "2972195.00"),
    (2026, 7269, 71, "40258715096.12", "0.00"),
]


@pytest.mark.parametrize(("year", "rows", "repeats", "total", "repeated"), YEARS)
def test_search_answers_give_the_rows_repeats_and_sums_that_were_measured(
    records: Path, year: int, rows: int, repeats: int, total: str, repeated: str
) -> None:
    report, kept = load(records / "usaspending/cbp-ice-actions" / f"FY{year}.csv.gz")
    assert (report.rows_read, report.rows_repeated, report.rows_rejected) == (rows, repeats, 0)
    assert report.obligated == Decimal(total) - Decimal(repeated)
    assert set(kept.table["fiscal_year"].to_pylist()) == {year}


@pytest.mark.parametrize(("year", "rows"), [(2021, 7104), (2022, 11952), (2023, 11266), (2024, 10226)])
def test_search_answers_without_keys_are_read(records: Path, year: int, rows: int) -> None:
    report, _ = load(records / "usaspending/cbp-ice-actions-2026-02-13" / f"FY{year}.csv.gz")
    assert (report.format, report.rows_read) == ("usaspending-api-actions-9", rows)
    assert str(report.as_of) == "2026-02-13"


@pytest.mark.parametrize(("year", "rows"), [(13, 157), (14, 193), (15, 444), (16, 936), (17, 1739), (18, 2203)])
def test_the_2018_generation_is_read_whole(records: Path, year: int, rows: int) -> None:
    report, kept = load(records / "usaspending/fy2013-2018" / f"fy{year}.csv.gz")
    assert (report.format, report.rows_kept, report.rows_rejected) == ("usaspending-transactions-2018", rows, 0)
    assert "day first" in report.notes[0]
    assert set(kept.table["fiscal_year"].to_pylist()) == {2000 + year}
    assert {len(duns) for duns in kept.table["payee_duns"].to_pylist() if duns} == {9}
    assert set(kept.table["agency_code"].to_pylist()) == {"070"}


@pytest.mark.parametrize(
    ("name", "rows", "altered"),
    [
        ("2023-gen/us-local-gov-ice-contracts.csv.gz", 720, False),
        ("2025-gen/mn_all__Contracts_PrimeAwardSummaries_2025-03-21_H19M57S23_1.csv.gz", 1369, True),
        ("2025-gen/umn__Contracts_PrimeAwardSummaries_2025-03-28_H02M59S08_1.csv.gz", 5, False),
    ],
)
def test_award_summaries_are_read_whole(records: Path, name: str, rows: int, altered: bool) -> None:
    report, kept = load(records / "usaspending/award-summaries" / name)
    assert (report.kind, report.rows_kept, report.rows_rejected) == ("summaries", rows, 0)
    assert any("month first" in note for note in report.notes) is altered
    assert kept.table["first_action_date"].null_count == 0
    assert not any("left empty" in note or "not known" in note for note in report.notes)


def test_the_awards_of_the_march_2025_download_are_as_counted(records: Path) -> None:
    (path,) = (records / "usaspending/award-summaries/2025-gen").glob("mn_all*")
    table = load(path)[1].table
    keys, ceiling = table["award_id"].to_pylist(), table["ceiling"]
    assert sum(key.startswith("CONT_AWD_") for key in keys) == 1338
    assert sum(key.startswith("CONT_IDV_") for key in keys) == 31
    assert (ceiling.null_count, table["current_value"].null_count, table["outlayed"].null_count) == (834, 846, 1315)
    assert sum(value < 0 for value in table["obligated"].to_pylist()) == 38
    assert sum(value == 0 for value in table["obligated"].to_pylist()) == 66
    assert table["payee"].to_pylist().count("sole proprietor (name withheld)") == 3
