"""Every header generation is read by name: with columns in any order, with some missing, with some that nobody knows."""

from __future__ import annotations

import csv
import io
import random
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tallylight.sources.door import PRIVATE_COLUMN
from tests.sources.support import load_text

PRIVATE = "PRIVATE PERSON 7"
ROWS = 12

GENERATIONS = {
    "assistance-prime-award-summaries.2025-file.100": "usaspending-assistance-summaries",
    "assistance-prime-award-summaries.2026.100": "usaspending-assistance-summaries",
    "assistance-prime-transactions.2026.112": "usaspending-assistance-transactions",
    "assistance-subawards.2025-file.113": "usaspending-subawards",
    "assistance-subawards.2026.113": "usaspending-subawards",
    "contracts-prime-award-summaries.2023-file.279": "usaspending-award-summaries",
    "contracts-prime-award-summaries.2025-file.286": "usaspending-award-summaries",
    "contracts-prime-award-summaries.2026.286": "usaspending-award-summaries",
    "contracts-prime-transactions.2026.297": "usaspending-transactions",
    "contracts-subawards.2025-file.118": "usaspending-subawards",
    "contracts-subawards.2026.118": "usaspending-subawards",
    "contracts-transactions.2018-file.259": "usaspending-transactions-2018",
}
AMOUNT = {"federal_action_obligation", "total_obligated_amount", "subaward_amount"}
LEFT_OUT = {"usaspending_permalink", "recipient_duns", "recipient_uei", "naics_code", "subawardee_duns"}


def amount(number: int) -> str:
    return f"{number * 1000 - 3000}.{number:02d}"


def cell(column: str, number: int, generation: str) -> str:
    """An invented cell, of the form that the publisher gives such a column."""
    grant = generation.startswith("assistance")
    if column in AMOUNT:
        return amount(number)
    if column.endswith("unique_key"):
        return f"ASST_NON_F{number}_7012" if grant else f"CONT_AWD_P{number}_7012_-NONE-_-NONE-"
    if PRIVATE_COLUMN.search(column):
        return PRIVATE
    if column.endswith("_date") and "modified" not in column:
        return f"2025-0{number % 9 + 1}-15"
    if "award_id" in column and "uri" not in column:
        return f"{'F' if grant else 'P'}{number}"
    return {"modification_number": "0", "sole_proprietorship": "f", "recipient_name": f"FIRM {number} INC",
            "subawardee_name": f"SUB {number} INC", "awarding_agency_code": "070"}.get(column, "")  # fmt: skip


def written(header: list[str], generation: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([cell(column, number, generation) for column in header] for number in range(1, ROWS + 1))
    return out.getvalue()


@pytest.mark.records
@pytest.mark.parametrize("change", ["as published", "shuffled", "with unknown columns", "with columns missing"])
@pytest.mark.parametrize("generation", GENERATIONS)
def test_rows_of_every_generation_are_read_by_name(records: Path, tmp_path: Path, generation: str, change: str) -> None:
    header = (records / "usaspending" / "headers" / f"{generation}.txt").read_text().split()
    if change != "as published":
        random.Random(generation).shuffle(header)
    if change == "with unknown columns":
        header[3:3] = ["a_column_of_tomorrow"]
    elif change == "with columns missing":
        header = [column for column in header if column not in LEFT_OUT]
    report, kept = load_text(tmp_path, written(header, generation))
    assert (report.format, report.rows_kept, report.rows_rejected) == (GENERATIONS[generation], ROWS, 0)
    amounts = [Decimal(amount(number)) for number in range(1, ROWS + 1)]
    assert report.obligated == sum(amounts)
    name = "amount" if report.kind == "subawards" else "obligated"
    assert kept.table[name].to_pylist() == amounts
    who = "SUB" if report.kind == "subawards" else "FIRM"
    assert kept.table["payee"].to_pylist() == [f"{who} {n} INC" for n in range(1, ROWS + 1)]
    key = "ASST_NON_F1_7012" if generation.startswith("assistance") else "CONT_AWD_P1_"
    assert kept.table["award_id"][0].as_py().startswith(key)
    assert PRIVATE not in str(kept.batches)
    unknown = [note for note in report.notes if note.startswith("columns not known")]
    assert unknown == (["columns not known, and not read: a_column_of_tomorrow"] if "unknown" in change else [])
    duns = "subawardee_duns" if report.kind == "subawards" else "recipient_duns"
    missing = " ".join(note for note in report.notes if note.startswith("columns not in this file"))
    assert (duns in missing) == (change == "with columns missing")


@pytest.mark.records
@pytest.mark.parametrize(
    "generation", ["contracts-prime-transactions.2026.297", "assistance-prime-transactions.2026.112"]
)
def test_a_delta_file_has_two_more_columns_and_its_deletions(records: Path, tmp_path: Path, generation: str) -> None:
    header = (records / "usaspending" / "headers" / f"{generation}.txt").read_text().split()
    mark = "correction_delete_ind" if generation.startswith("contracts") else "correction_delete_indicator_code"
    header = [mark, "agency_id", *[column for column in header if column not in (mark, "agency_id")]]
    lines = written(header, generation).splitlines()
    key = next(column for column in header if column.endswith("transaction_unique_key"))
    deleted = {mark: "D", key: "7012_-NONE-_P1_0_-NONE-_0", "last_modified_date": "2025-09-01"}
    text = "\r\n".join([*lines, ",".join(deleted.get(column, "") for column in header), ""])
    report, kept = load_text(tmp_path, text)
    assert (report.rows_read, report.rows_kept) == (ROWS + 1, ROWS + 1)
    assert len(kept.withdrawn) == 1
    assert not [note for note in report.notes if "not known" in note]


# The daily CSV of SAM.gov's opportunities

HEADINGS = (
    "NoticeId,Title,Sol#,Department/Ind.Agency,CGAC,Sub-Tier,FPDS Code,Office,AAC Code,PostedDate,Type,BaseType,ArchiveType,"
    "ArchiveDate,SetASideCode,SetASide,ResponseDeadLine,NaicsCode,ClassificationCode,PopStreetAddress,PopCity,PopState,PopZip,"
    "PopCountry,Active,AwardNumber,AwardDate,Award$,Awardee,PrimaryContactTitle,PrimaryContactFullname,PrimaryContactEmail,"
    "PrimaryContactPhone,PrimaryContactFax,OrganizationType,State,City,ZipCode,CountryCode,AdditionalInfoLink,Link,Description"
).split(",")
NOTICE = {
    "NoticeId": "n1", "Title": "Cámaras", "Sol#": " 70-CTD 1 ", "Department/Ind.Agency": "HOMELAND SECURITY, DEPARTMENT OF",
    "Sub-Tier": "US IMMIGRATION", "Office": "ITAS", "PostedDate": "2025-01-05 13:22:36.123-05", "Type": "Award Notice",
    "AwardNumber": "70CTD025-P-1", "AwardDate": "2025-01-04", "Award$": "$1,250.50", "PrimaryContactFullname": PRIVATE,
    "Awardee": "EXAMPLE OPTICS, INC. 1 EXAMPLE ST SPRINGFIELD VA 22150 USA", "PrimaryContactPhone": "5550100000",
    "Description": f"CALL {PRIVATE}", "PopStreetAddress": "1 EXAMPLE ST", "Link": "https://sam.gov/opp/n1/view",
}  # fmt: skip


def notices(*rows: dict[str, str]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADINGS)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("cp1252")


def test_the_daily_csv_of_opportunities_is_read_without_its_contacts(tmp_path: Path) -> None:
    report, kept = load_text(tmp_path, notices(NOTICE))
    assert (report.format, report.kind, report.obligated) == ("sam-opportunities-csv", "notices", Decimal("1250.50"))
    row = kept.row
    assert (row["notice_id"], row["title"], row["solicitation_id"]) == ("n1", "Cámaras", "70CTD1")
    assert (row["piid"], row["posted"], row["award_date"]) == ("70CTD025P1", date(2025, 1, 5), date(2025, 1, 4))
    assert (row["payee"], row["sub_agency"], row["url"]) == (
        "EXAMPLE OPTICS, INC.", "US IMMIGRATION", "https://sam.gov/opp/n1/view")  # fmt: skip
    for private in (PRIVATE, "5550100000", "EXAMPLE ST", "22150"):
        assert private not in str(row)


@pytest.mark.parametrize(
    ("awardee", "kept_name"),
    [
        ("3M COMPANY", "3M COMPANY"),
        ("ACME LLC, P.O. Box 7 SPRINGFIELD", "ACME LLC"),
        ("JANE ROE 5 MAIN ST", None),
        ("", None),
    ],
)
def test_an_awardee_who_may_be_a_person_is_withheld(tmp_path: Path, awardee: str, kept_name: str | None) -> None:
    _, kept = load_text(tmp_path, notices(NOTICE | {"Awardee": awardee}))
    assert "ROE" not in str(kept.row)
    assert "MAIN ST" not in str(kept.row)
    if kept_name:
        assert kept.row["payee"] == kept_name
