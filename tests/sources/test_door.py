"""Private people stay outside."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallylight.sources import UnknownFormat, find_inputs
from tallylight.sources.door import PRIVATE_COLUMN, WITHHELD, mask
from tallylight.sources.readers import READERS
from tests.sources.support import KEY, SUMMARY, TRANSACTION, api, csv_text, listed, load, load_text, row_2018

STAND_INS = re.compile(r"PRIVATE PERSON|123456\.78|5550100000|SOLE PROPRIETOR \d|1 EXAMPLE ST")
ALONE = {
    "sole_proprietorship": "t",
    "recipient_name": "SOLE PROPRIETOR 1",
    "recipient_parent_name": "SOLE PROPRIETOR 1",
}


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_no_reader_lists_a_column_about_private_people(reader) -> None:  # type: ignore[no-untyped-def]
    allowed = {"last_modified_date", "Modification", "modification", "modification_number"}
    listed_names = {name for names in reader.columns.values() for name in names} - allowed
    assert not [name for name in listed_names if PRIVATE_COLUMN.search(name)]


@pytest.mark.parametrize(
    "text",
    [csv_text([{**TRANSACTION, **ALONE}]), csv_text([{**SUMMARY, **ALONE}]), listed([row_2018(**ALONE)])],
    ids=["transaction", "summary", "2018"],
)
def test_a_payee_that_trades_alone_is_withheld_with_all_that_leads_to_it(tmp_path: Path, text: str) -> None:
    _, kept = load_text(tmp_path, text)
    row = kept.row
    assert row["payee"] == WITHHELD
    gone = ("as_reported", "dba", "uei", "duns", "cage", "parent", "parent_uei", "city", "state", "country")
    assert {row[f"payee_{name}"] for name in gone} == {None}
    assert row["obligated"] is not None
    assert row["award_id"]


def test_the_name_of_a_payee_that_trades_alone_leaves_its_descriptions_too(tmp_path: Path) -> None:
    row = {
        **TRANSACTION,
        **ALONE,
        "recipient_name": "JANE EXAMPLE",
        "transaction_description": "LESSONS BY JANE EXAMPLE.",
    }
    _, kept = load_text(tmp_path, csv_text([row]))
    assert kept.row["description"] == "LESSONS BY [name]."


@pytest.mark.parametrize("side", ["prime", "sub"])
def test_either_side_of_a_sub_award_that_trades_alone_is_withheld_and_the_other_stays(
    tmp_path: Path, side: str
) -> None:
    row = {
        "prime_award_unique_key": KEY, "subaward_sam_report_id": "r1", "subaward_amount": "9.00",
        "subaward_action_date": "2024-04-01", "prime_awardee_name": "JANE PRIME", "prime_awardee_uei": "U1",
        "prime_awardee_parent_name": "JANE PRIME", "subawardee_name": "JANE SUB", "subawardee_uei": "U2",
        "subaward_description": "JANE SUB FOR JANE PRIME",
        "prime_awardee_business_types": "Veteran-Owned Business,Corporate Entity Not Tax Exempt",
        "subawardee_business_types": "Corporate Entity Not Tax Exempt",
    }  # fmt: skip
    column = {"prime": "prime_awardee_business_types", "sub": "subawardee_business_types"}[side]
    row[column] = "Woman Owned Business,Sole Proprietorship"
    _, kept = load_text(tmp_path, csv_text([row]))
    payee, stays = ("prime_payee", "payee") if side == "prime" else ("payee", "prime_payee")
    assert (kept.row[payee], kept.row[f"{payee}_uei"]) == (WITHHELD, None)
    assert kept.row[stays] == ("JANE SUB" if side == "prime" else "JANE PRIME")
    assert kept.row["prime_payee_parent"] == (None if side == "prime" else "JANE PRIME")
    assert kept.row["description"] == ("JANE SUB FOR [name]" if side == "prime" else "[name] FOR JANE PRIME")
    assert "prime_business_types" not in kept.table.column_names


def test_others_in_the_same_file_keep_their_names(tmp_path: Path) -> None:
    _, kept = load_text(tmp_path, csv_text([{**TRANSACTION, "recipient_parent_name": ""}, {**TRANSACTION, **ALONE}]))
    assert kept.table["payee"].to_pylist() == ["EXAMPLE OPTICS, INC.", WITHHELD]
    assert kept.table["payee_city"].to_pylist() == ["SPRINGFIELD", None]


def test_officers_telephones_and_streets_never_enter(tmp_path: Path) -> None:
    _, kept = load_text(tmp_path, csv_text([TRANSACTION]))
    assert not STAND_INS.search(str(kept.table.to_pylist()))


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("POC: JANE.EXAMPLE@ICE.DHS.GOV.", "POC: [e-mail]."),
        ("CALL (202) 555-0100, NOW", "CALL [telephone], NOW"),
        ("(202)555-0100", "[telephone]"),
        ("PHONE 202-555-0100", "PHONE [telephone]"),
        ("PH:202.555.0100", "PH:[telephone]"),
        ("520 383 0100", "[telephone]"),
        ("1-800-555-0100", "[telephone]"),
        ("+1 202 555-0100", "[telephone]"),
        ("CONTACT 2025550100", "CONTACT [telephone]"),
        ("202 555-0100 OR 202 555-0101", "[telephone] OR [telephone]"),
    ],
)
def test_addresses_and_telephones_in_descriptions_are_masked(tmp_path: Path, text: str, masked: str) -> None:
    assert mask(text) == masked
    _, kept = load_text(tmp_path, csv_text([api(), api(Transaction_Description=text)]))
    assert kept.table["description"].to_pylist() == ["LICENSES", masked]


@pytest.mark.parametrize(
    "text",
    [
        "NSN 5995-01-234-5678",
        "NSN 7025015551234",
        "70CTD024P00000012",
        "HSCETE-13-F-00012 AND GS-35F-0119Y",
        "$2,025,550,100.00 OBLIGATED",
        "$2025550100",
        "2025550100.00",
        "2024-03-05 TO 2025-03-05",
        "20240305",
        "192113019LEEATL001 ITEM 0001",
        "PART 110-000-0082",
        "UNITS @ $15 EACH",
        "FY 2024 2025 2026",
    ],
)
def test_numbers_of_other_kinds_are_left_alone(text: str) -> None:
    assert mask(text) == text


@given(st.from_regex(r"70[A-Z]{4}[0-9]{2}[A-Z][0-9]{8}", fullmatch=True))
def test_contract_numbers_are_never_masked(piid: str) -> None:
    assert mask(f"ORDER {piid} UNDER {piid}") == f"ORDER {piid} UNDER {piid}"


@given(st.decimals(0, 10**12, places=2), st.booleans())
def test_amounts_of_money_are_never_masked(amount: object, grouped: bool) -> None:
    text = f"FOR ${amount:,} IN ALL" if grouped else f"FOR ${amount} IN ALL"
    assert mask(text) == text


@given(st.dates(), st.dates(), st.sampled_from(["%Y-%m-%d", "%m/%d/%Y", "%d.%m.%Y", "%m-%d-%Y"]))
def test_dates_are_never_masked(first, last, form: str) -> None:  # type: ignore[no-untyped-def]
    text = f"POP {first.strftime(form)} - {last.strftime(form)}"
    assert mask(text) == text


@given(st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{3}-[0-9]{4}", fullmatch=True))
def test_stock_numbers_are_never_masked(number: str) -> None:
    assert mask(f"NSN: {number}, EACH") == f"NSN: {number}, EACH"


@given(st.from_regex(r"[2-9][0-9]{2}", fullmatch=True), st.from_regex(r"[0-9]{3}", fullmatch=True))
def test_telephones_are_masked_in_every_usual_form(area: str, exchange: str) -> None:
    for number in (f"({area}) {exchange}-0100", f"{area}-{exchange}-0100", f"{area}.{exchange}.0100"):
        assert mask(f"CALL {number}.") == "CALL [telephone]."


@pytest.mark.records
def test_none_of_the_stand_ins_in_the_real_files_comes_through(records: Path) -> None:
    sources = 0
    for source in find_inputs([str(records / "usaspending")]):
        try:
            report, kept = load(source)
        except UnknownFormat:
            continue
        sources += 1
        values = (
            {str(v) for column in kept.table.columns for v in column.unique().to_pylist()} if kept.batches else set()
        )
        notes = {*report.notes, *(f"{r.value} {r.reason}" for r in report.rejected)}
        assert not [value for value in values | notes if STAND_INS.search(value)]
    assert sources > 20
