"""Answers of the USAspending API and of SAM.gov as people save them: pages, lists of pages, bare records, one a line."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tallylight.sources import UnknownFormat
from tests.sources.support import load_text

KEY = "CONT_AWD_70CTD024P00000099_7012_-NONE-_-NONE-"
TX = {
    "id": "CONT_TX_7012_4732_70CTD024F1_P00001_GS35F1_0", "modification_number": "P00001", "action_date": "2024-03-05",
    "federal_action_obligation": 12.5, "description": "LICENSES", "type": "C",
}  # fmt: skip
ORDER = {
    "award_id": 1, "award_type": "DELIVERY ORDER", "description": "LICENSES", "awarding_agency": "DHS",
    "generated_unique_award_id": "CONT_AWD_70CTD024F1_7012_GS35F1_4732", "obligated_amount": 1000.25, "piid": "70CTD024F1",
    "period_of_performance_start_date": "2024-03-05", "last_date_to_order": None,
}  # fmt: skip
SUBAWARD = {
    "Sub-Award ID": "7", "Sub-Awardee Name": "SUB LLC", "Sub-Award Date": "2024-04-01", "Sub-Award Amount": "9000.00",
    "Prime Award ID": "70CTD024P00000099", "Prime Recipient Name": "EXAMPLE OPTICS", "prime_award_generated_internal_id": KEY,
    "Awarding Agency": "DHS",
}  # fmt: skip
FOUND = {
    "Award ID": "70CTD024P00000099", "Recipient Name": "EXAMPLE OPTICS, INC.", "Transaction Amount": 12.5, "Mod": "0",
    "Action Date": "2024-03-05", "generated_internal_id": KEY, "Transaction Description": "LICENSES",
}  # fmt: skip
NOTICE = {"noticeId": "n1", "title": "Cameras", "postedDate": "2024-03-01", "type": "Award Notice"}
CONTRACT = {
    "contractId": {"piid": "70CTD024P1", "modificationNumber": "0", "subtier": {"code": "7012"}},
    "coreData": {"awardOrIDV": "AWARD"},
    "awardDetails": {"dates": {"dateSigned": "2024-03-05T00:00:00Z"}, "dollars": {"actionObligation": "12.50"}},
}
SUBCONTRACT = {
    "primeContractKey": KEY,
    "subAwardAmount": "9000",
    "subAwardReportNumber": "r1",
    "subAwardDate": "2024-04-01",
}


def results(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"results": list(rows), "page_metadata": {"page": 1, "hasNext": False}, "messages": []}


ANSWERS = {
    "usaspending-transaction-search": (results, FOUND),
    "usaspending-award-transactions": (results, TX),
    "usaspending-orders": (results, ORDER),
    "usaspending-subaward-search": (results, SUBAWARD),
    "sam-opportunities": (lambda *rows: {"opportunitiesData": list(rows), "totalRecords": 1}, NOTICE),
    "sam-contract-awards": (lambda *rows: {"awardSummary": list(rows), "totalRecords": "1"}, CONTRACT),
    "sam-subcontracts": (lambda *rows: {"data": list(rows), "totalPages": 1}, SUBCONTRACT),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_pages_are_read_alone_in_a_list_behind_each_other_and_one_a_line(tmp_path: Path, name: str) -> None:
    wrap, record = ANSWERS[name]
    page = wrap(record)
    for text, rows in (
        (json.dumps(page), 1),
        (json.dumps([page, wrap()], indent=1), 1),
        (json.dumps(page, indent=1) + json.dumps(page, indent=1), 2),
        ("\n".join(json.dumps(page) for _ in range(3)), 3),
    ):
        report, _ = load_text(tmp_path, text, "a.json")
        assert (report.format, report.rows_read, report.rows_rejected) == (name, rows, 0)


@pytest.mark.parametrize(
    "name", ["usaspending-transaction-search", "sam-opportunities", "sam-contract-awards", "sam-subcontracts"]
)
def test_records_without_the_answer_around_them_are_read_too(tmp_path: Path, name: str) -> None:
    _, record = ANSWERS[name]
    for text in (json.dumps([record, record]), "\n".join([json.dumps(record)] * 2)):
        report, _ = load_text(tmp_path, text, "a.json")
        assert (report.format, report.rows_read, report.rows_rejected) == (name, 2, 0)


def test_the_transactions_of_a_grant_are_of_the_kind_assistance(tmp_path: Path) -> None:
    rows = [TX | {"id": "ASST_TX_7022_EMW2024_-NONE-_97.067_0"}, TX | {"id": "ASST_TX_7022_-NONE-_U77_97.067_1"}]
    _, kept = load_text(tmp_path, json.dumps(results(*rows)), "a.json")
    assert kept.table["award_id"].to_pylist() == ["ASST_NON_EMW2024_7022", "ASST_AGG_U77_7022"]
    assert kept.table["award_kind"].to_pylist() == ["assistance"] * 2


def test_the_transactions_of_a_vehicle_are_a_vehicles(tmp_path: Path) -> None:
    row = TX | {"id": "CONT_TX_4732_-NONE-_GS35F1_0_-NONE-_-NONE-", "type": "IDV_C", "modification_number": "0"}
    _, kept = load_text(tmp_path, json.dumps(results(row)), "a.json")
    assert kept.row["award_id"] == "CONT_IDV_GS35F1_4732"


def test_a_transaction_whose_key_says_nothing_is_rejected(tmp_path: Path) -> None:
    report, _ = load_text(tmp_path, json.dumps(results(TX, TX | {"id": "CONT_TX_1"})), "a.json")
    assert (report.rows_kept, report.rejected[0].field) == (1, "action_key")


def test_orders_under_a_vehicle_are_summaries(tmp_path: Path) -> None:
    activity = ORDER | {"recipient_name": "EXAMPLE OPTICS, INC.", "awarded_amount": 2000.0, "parent_award_piid": "GS35F1",
                        "period_of_performance_potential_end_date": "2025-03-05 00:00:00", "grandchild": False}  # fmt: skip
    report, kept = load_text(tmp_path, json.dumps(results(activity)), "a.json")
    assert (report.kind, report.obligated) == ("summaries", Decimal("1000.25"))
    assert (kept.row["award_id"], kept.row["parent_piid"]) == (ORDER["generated_unique_award_id"], "GS35F1")
    assert (kept.row["ceiling"], kept.row["period_potential_end"]) == (Decimal("2000.00"), date(2025, 3, 5))


def test_sub_awards_of_a_search_are_sub_awards(tmp_path: Path) -> None:
    report, kept = load_text(
        tmp_path, json.dumps(results(SUBAWARD, SUBAWARD | {"Sub-Award Date": "2024-05-01"})), "a.json"
    )
    assert (report.kind, report.obligated) == ("subawards", Decimal("18000.00"))
    assert kept.table["award_id"].to_pylist() == [KEY, KEY]
    assert len(set(kept.table["subaward_id"].to_pylist())) == 2


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (ORDER | {"generated_unique_award_id": "CONT_IDV_GS35F1_4732"}, "vehicles under a vehicle"),
        ({"subaward_number": "1", "amount": 5, "id": 1}, "does not name their prime award"),
    ],
)
def test_an_answer_that_says_too_little_is_refused_with_the_reason(
    tmp_path: Path, row: dict[str, Any], said: str
) -> None:
    with pytest.raises(UnknownFormat, match=said):
        load_text(tmp_path, json.dumps(results(row)), "a.json")


@pytest.mark.parametrize("row", [TX, FOUND, CONTRACT])
def test_an_amount_of_more_digits_than_any_bound_costs_its_row_only(tmp_path: Path, row: dict[str, Any]) -> None:
    name = next(name for name, (_, one) in ANSWERS.items() if one is row)
    text = json.dumps(ANSWERS[name][0](row, row)).replace('"12.50"', "12.5").replace("12.5", "9" * 5_000, 1)
    report, _ = load_text(tmp_path, text, "a.json")
    assert (report.rows_kept, [one.reason for one in report.rejected]) == (1, ["too large to be an amount"])


def test_a_number_with_an_exponent_is_exact_in_json(tmp_path: Path) -> None:
    for written in ("1.25E+3", "1.25e3", "1250.00", '"1250"'):
        text = json.dumps(results(FOUND)).replace("12.5,", f"{written},")
        report, _ = load_text(tmp_path, text, "a.json")
        assert (report.obligated, report.notes) == (Decimal("1250.00"), report.notes)
        assert not any("spreadsheet" in note for note in report.notes)
