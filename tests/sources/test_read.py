"""What becomes of rows: the one shape, the accounts, encodings, dates and amounts as they are met."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallylight.errors import SourceError
from tallylight.sources import spool
from tallylight.sources.readers import transactions_2018
from tests.sources.support import (
    API_HEADER,
    API_ROW,
    KEY,
    SUMMARY,
    TRANSACTION,
    api,
    csv_text,
    listed,
    load_text,
    row_2018,
)

NINE = [name for name in API_HEADER if name != "Generated Award ID"]


def test_a_search_answer_becomes_an_action(tmp_path: Path) -> None:
    report, kept = load_text(tmp_path, csv_text([api(Action_Date="2023-10-01", Modification="P00002")]))
    assert (report.format, report.kind) == ("usaspending-api-actions", "actions")
    expected = {
        "source_row": 1,
        "action_id": f"{KEY}:P00002",
        "award_id": KEY,
        "piid": "70CTD024P00000099",
        "parent_piid": None,
        "action_date": date(2023, 10, 1),
        "fiscal_year": 2024,
        "obligated": Decimal("1250.50"),
        "agency_code": "070",
        "agency": "Department of Homeland Security",
        "sub_agency_code": "7012",
        "sub_agency": "U.S. Immigration and Customs Enforcement",
        "payee": "EXAMPLE OPTICS, INC.",
        "psc": None,
        "psc_label": "SOFTWARE",
        "url": f"https://www.usaspending.gov/award/{KEY}/",
    }
    assert {name: kept.row[name] for name in expected} == expected


def test_the_parent_of_an_order_is_read_from_its_key(tmp_path: Path) -> None:
    key = "CONT_AWD_70B01C25F00000001_7014_GS35F0119Y_4732"
    _, kept = load_text(tmp_path, csv_text([api(Generated_Award_ID=key, Agency="CBP")]))
    assert (kept.row["parent_piid"], kept.row["sub_agency_code"]) == ("GS35F0119Y", "7014")


def test_an_agency_label_that_is_not_known_stays_as_it_is(tmp_path: Path) -> None:
    _, kept = load_text(tmp_path, csv_text([api(Agency="TSA")]))
    assert (kept.row["sub_agency"], kept.row["sub_agency_code"], kept.row["agency"]) == ("TSA", None, None)


def test_a_search_answer_without_keys_gets_a_name_that_is_no_key(tmp_path: Path) -> None:
    report, kept = load_text(tmp_path, csv_text([{name: API_ROW[name] for name in NINE}]))
    assert report.format == "usaspending-api-actions-9"
    assert (kept.row["award_id"], kept.row["url"]) == ("PIID_70CTD024P00000099_7012", "")
    assert any("no award keys" in note for note in report.notes)


def test_a_transaction_becomes_an_action_with_all_that_it_says(tmp_path: Path) -> None:
    report, kept = load_text(tmp_path, csv_text([TRANSACTION]))
    assert report.format == "usaspending-transactions"
    row = kept.row
    assert row["action_id"] == f"{KEY}:0"
    assert row["action_key"] == "7012_-NONE-_70CTD024P00000099_0_-NONE-_0"
    assert row["award_obligated"] == Decimal("2000.00")
    assert row["ceiling"] == Decimal("4000.00")
    assert row["current_value"] == Decimal("3000.00")
    assert row["outlayed"] == Decimal("100.00")
    assert row["period_potential_end"] == date(2025, 3, 5)
    assert row["payee_uei"] == "ABCDEFGHJKL1"
    assert row["offers"] == 3
    assert row["last_modified"] == date(2024, 3, 6)
    assert any(note.startswith("columns not in this file:") for note in report.notes)


def test_a_transaction_number_is_part_of_the_identity_unless_it_is_zero(tmp_path: Path) -> None:
    rows = [{**TRANSACTION, "transaction_number": number} for number in ("0", "", "1", "2")]
    _, kept = load_text(tmp_path, csv_text(rows))
    assert kept.table["action_id"].to_pylist() == [f"{KEY}:0", f"{KEY}:0", f"{KEY}:0:1", f"{KEY}:0:2"]


def test_columns_are_read_by_name_in_any_order_and_unknown_ones_are_noted(tmp_path: Path) -> None:
    row = dict(reversed(TRANSACTION.items())) | {"a_new_column": "x"}
    report, kept = load_text(tmp_path, csv_text([row]))
    assert kept.row["award_id"] == KEY
    assert "columns not known, and not read: a_new_column" in report.notes


def test_columns_are_found_under_their_old_names(tmp_path: Path) -> None:
    old = {"award_description": "OLD WORDS", "parent_award_id": "GS35F0119Y"}
    row = {k: v for k, v in TRANSACTION.items() if k not in ("transaction_description", "parent_award_id_piid")} | old
    _, kept = load_text(tmp_path, csv_text([row]))
    assert (kept.row["description"], kept.row["parent_piid"]) == ("OLD WORDS", "GS35F0119Y")


@pytest.mark.parametrize(
    "gone",
    [
        {"contract_transaction_unique_key": "7012_-NONE-_70CTD024P00000099_P1_-NONE-_0"},
        {"contract_award_unique_key": KEY, "modification_number": "P1"},
    ],
)
def test_a_withdrawal_in_a_delta_file_is_kept_and_is_no_action(tmp_path: Path, gone: dict[str, str]) -> None:
    rows = [{"correction_delete_ind": "C", "agency_id": "7012", **TRANSACTION}, {"correction_delete_ind": "D"} | gone]
    report, kept = load_text(tmp_path, csv_text(rows, list(rows[0])))
    assert kept.table.num_rows == 1
    assert kept.withdrawn == [f"{KEY}:P1"]
    assert (report.rows_kept, report.rows_rejected, report.obligated) == (2, 0, Decimal("1250.50"))
    assert "1 row says that the publisher withdrew an action" in report.notes


def test_a_withdrawal_that_names_no_action_is_rejected(tmp_path: Path) -> None:
    rows = [{"correction_delete_ind": "C", **TRANSACTION}, {"correction_delete_ind": "D"}]
    report, _ = load_text(tmp_path, csv_text(rows, list(rows[0])))
    assert (report.rows_kept, report.rows_rejected) == (1, 1)


def test_a_vehicle_keeps_its_type_apart_from_awards(tmp_path: Path) -> None:
    rows = [
        {**TRANSACTION, "award_type_code": "B", "award_type": "PURCHASE ORDER", "idv_type_code": "", "idv_type": ""},
        {**TRANSACTION, "award_type_code": "", "award_type": "", "idv_type_code": "B", "idv_type": "IDC"},
    ]
    _, kept = load_text(tmp_path, csv_text(rows))
    assert kept.table["award_type_code"].to_pylist() == ["B", "IDV_B"]
    assert kept.table["award_type"].to_pylist() == ["PURCHASE ORDER", "IDC"]


def test_an_award_summary_is_kept_apart_from_actions(tmp_path: Path) -> None:
    report, kept = load_text(tmp_path, csv_text([SUMMARY]))
    assert (report.format, report.kind, kept.kinds) == ("usaspending-award-summaries", "summaries", {"summaries"})
    assert (kept.row["obligated"], kept.row["fiscal_year"]) == (Decimal("1250.50"), 2024)


@pytest.mark.parametrize("with_header", [True, False])
def test_the_2018_generation_is_read_with_and_without_a_header(tmp_path: Path, with_header: bool) -> None:
    rows = [transactions_2018.HEADER] * with_header + [row_2018()]
    report, kept = load_text(tmp_path, listed(rows))
    assert (report.format, report.rows_read) == ("usaspending-transactions-2018", 1)
    row = kept.row
    assert row["award_id"] == "CONT_AWD_HSCEMS13P00099_7012_-NONE-_-NONE-"
    assert row["action_date"] == date(2013, 7, 25)
    assert row["period_start"] == date(2013, 7, 5)
    assert (row["agency_code"], row["payee_duns"]) == ("070", "004108176")
    assert report.notes[0] == "saved again by a spreadsheet program; its dates are read day first"


def test_a_vehicle_of_the_2018_generation_gets_a_vehicle_key(tmp_path: Path) -> None:
    changed = {"award_or_idv_flag": "IDV", "modification_number": "0", "idv_type_code": "B"}
    _, kept = load_text(tmp_path, listed([row_2018(**changed)]))
    assert kept.row["award_id"] == "CONT_IDV_HSCEMS13P00099_7012"


def test_nan_stands_for_an_empty_cell_in_the_2018_generation_only(tmp_path: Path) -> None:
    _, kept = load_text(tmp_path, listed([row_2018(recipient_parent_name="NAN")]))
    assert kept.row["payee_parent"] is None
    _, kept = load_text(tmp_path, csv_text([api(Transaction_Description="NAN")]))
    assert kept.row["description"] == "NAN"


def test_facts_are_read_with_their_comments_passed_over(tmp_path: Path) -> None:
    text = (
        "# Facts, each with its public page.\n\n"
        "award_key,modification,date,obligated,agency,payee,description,public_page\n"
        "# The first award.\n"
        f"{KEY},0,2024-03-05,1250.50,ICE,EXAMPLE,LICENSES,https://www.usaspending.gov/award/{KEY}/\n"
    )
    report, kept = load_text(tmp_path, text)
    assert (report.format, report.rows_read, report.notes) == ("tallylight-facts", 1, ())
    assert kept.row["piid"] == "70CTD024P00000099"
    assert kept.row["url"] == f"https://www.usaspending.gov/award/{KEY}/"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_and_line_ends_do_not_matter(tmp_path: Path, encoding: str, end: str) -> None:
    rows = [api(Recipient_Name='CAFÉ "OPTIK", S.A.', Transaction_Description=f"ONE{end}TWO", Modification="A"), api()]
    report, kept = load_text(tmp_path, csv_text(rows, end=end).encode(encoding))
    assert kept.table["payee"].to_pylist() == ['CAFÉ "OPTIK", S.A.', "EXAMPLE OPTICS, INC."]
    assert kept.table["description"][0].as_py() == f"ONE{end}TWO"
    assert report.rows_read == 2


def test_records_that_are_not_utf_8_are_read_as_windows_1252_and_noted(tmp_path: Path) -> None:
    names = ["CAFÉ", "PLAIN", "NAÏVE – OPTIK"]
    header, *rows = csv_text([api(Recipient_Name=name, Modification=name[0]) for name in names]).splitlines()
    mixed = "\n".join([header, rows[0], rows[1]]).encode() + b"\n" + rows[2].encode("cp1252")
    report, kept = load_text(tmp_path, mixed)
    assert kept.table["payee"].to_pylist() == names
    assert report.notes == ("1 record is not UTF-8 and was read as Windows-1252",)


def test_a_last_line_without_a_break_and_blank_lines_are_fine(tmp_path: Path) -> None:
    text = csv_text([api(), api(Modification="1")])
    report, kept = load_text(tmp_path, text.replace("\r\nICE", "\r\n\r\nICE").rstrip())
    assert report.rows_read == 2
    assert kept.numbers == [1, 2]


def test_byte_equal_rows_are_repeats_and_leave_the_sum(tmp_path: Path) -> None:
    rows = [api(), api(Modification="1"), api(), api()]
    report, kept = load_text(tmp_path, csv_text(rows).rstrip())
    assert [(r.row, r.same_as) for r in report.repeats] == [(3, 1), (4, 1)]
    assert (report.rows_kept, report.rows_repeated, report.obligated) == (2, 2, Decimal("2501.00"))
    assert kept.numbers == [1, 2]


def test_rows_that_differ_in_a_cell_that_is_not_kept_are_no_repeats(tmp_path: Path) -> None:
    rows = [TRANSACTION, {**TRANSACTION, "recipient_phone_number": "5550100001"}, TRANSACTION]
    report, kept = load_text(tmp_path, csv_text(rows))
    assert [(r.row, r.same_as) for r in report.repeats] == [(3, 1)]
    assert (report.rows_kept, report.obligated) == (2, Decimal("2501.00"))
    assert kept.hashes[0] == kept.hashes[1]


@pytest.mark.parametrize(
    ("changed", "field", "value", "reason"),
    [
        ({"Action_Date": "2024-13-45"}, "action_date", "2024-13-45", "there is no such day"),
        ({"Action_Date": "soon"}, "action_date", "soon", "not a date"),
        ({"Action_Date": ""}, "action_date", "", "the cell is empty"),
        ({"Action_Date": "9999-12-31"}, "action_date", "9999-12-31", "no action was signed before 1900 or is dated after 2099"),
        ({"Action_Date": "0001-01-01"}, "action_date", "0001-01-01", "no action was signed before 1900 or is dated after 2099"),
        ({"Action_Date": "0000-01-01"}, "action_date", "0000-01-01", "there is no such day"),
        ({"Federal_Action_Obligation": "12.345"}, "obligated", "12.345", "more than two decimals"),
        ({"Federal_Action_Obligation": "1.40E+11"}, "obligated", "1.40E+11", "a spreadsheet cut its digits"),
        ({"Federal_Action_Obligation": "1e3"}, "obligated", "1e3", "a spreadsheet cut its digits"),
        ({"Federal_Action_Obligation": "12.E5"}, "obligated", "12.E5", "a spreadsheet cut its digits"),
        ({"Federal_Action_Obligation": "n/a"}, "obligated", "n/a", "not an amount"),
        ({"Federal_Action_Obligation": "1" * 19}, "obligated", "1" * 19, "too large to be an amount"),
        ({"Generated_Award_ID": ""}, "award_id", "", "the cell is empty"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_kept_is_listed_with_its_reason(
    tmp_path: Path, changed: dict[str, str], field: str, value: str, reason: str
) -> None:
    report, kept = load_text(tmp_path, csv_text([api(), api(**changed), api(Modification="1")]))
    (bad,) = report.rejected
    assert (bad.row, bad.field, bad.value, bad.reason) == (2, field, value, reason)
    assert kept.numbers == [1, 3]
    assert report.obligated == Decimal("2501.00")


def test_a_row_with_too_few_cells_is_listed_without_its_content(tmp_path: Path) -> None:
    text = csv_text([api(), api(Modification="1")]) + "ICE,70X,PRIVATE PERSON 1\r\n"
    report, _ = load_text(tmp_path, text)
    (bad,) = report.rejected
    assert (bad.row, bad.field, bad.value, bad.reason) == (3, "", "", "3 cells where the header has 10")


def test_cells_that_slipped_are_not_shown(tmp_path: Path) -> None:
    slipped = {**TRANSACTION, "action_date": "PRIVATE PERSON 1", "federal_action_obligation": "SOMEWHERE"}
    report, _ = load_text(tmp_path, csv_text([TRANSACTION, slipped]))
    assert report.rejected[0].value.startswith("(a text of")


def test_a_telephone_where_a_date_should_be_is_masked(tmp_path: Path) -> None:
    report, _ = load_text(tmp_path, csv_text([{**TRANSACTION, "action_date": "5550100000"}]))
    assert report.rejected[0].value == "[telephone]"


def test_an_unreadable_cell_that_is_not_needed_is_left_empty_and_noted(tmp_path: Path) -> None:
    rows = [TRANSACTION, {**TRANSACTION, "last_modified_date": "yesterday", "modification_number": "1"}]
    report, kept = load_text(tmp_path, csv_text(rows))
    assert kept.table["last_modified"].to_pylist() == [date(2024, 3, 6), None]
    assert "1 cell of last_modified_date could not be read and is left empty, the first in row 2" in report.notes


def test_quotes_inside_a_cell_without_quotes_are_plain_text(tmp_path: Path) -> None:
    text = csv_text([api(Transaction_Description="SCREEN", Modification=m) for m in "ABC"])
    report, kept = load_text(tmp_path, text.replace("SCREEN", '24" SCREEN'))
    assert kept.table["description"].to_pylist() == ['24" SCREEN'] * 3
    assert report.rows_kept == 3


def test_a_quote_that_is_never_closed_is_a_rejected_row(tmp_path: Path) -> None:
    rows = [api(Recipient_Name="EXAMPLE", Modification=m) for m in "ABC"]
    text = csv_text(rows)
    at = text.rindex("LICENSES")
    report, _ = load_text(tmp_path, text[:at] + '"' + text[at:])
    assert report.rows_kept == 2
    assert "never closed" in report.rejected[0].reason


def test_month_first_dates_of_a_spreadsheet_are_decided_from_the_whole_file(tmp_path: Path) -> None:
    days = {"award_base_action_date": "5/6/21", "award_latest_action_date": "12/22/17 0:00"}
    report, kept = load_text(tmp_path, csv_text([{**SUMMARY, **days, "awarding_agency_code": "70"}]))
    assert (kept.row["first_action_date"], kept.row["last_action_date"]) == (date(2021, 5, 6), date(2017, 12, 22))
    assert kept.row["agency_code"] == "070"
    assert report.notes[0] == "saved again by a spreadsheet program; its dates are read month first"


def test_a_file_whose_date_order_stays_open_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="day first or month first"):
        load_text(tmp_path, csv_text([api(Action_Date="05/06/2021")]))


def test_a_file_with_both_orders_keeps_what_can_be_read_in_one_way(tmp_path: Path) -> None:
    days = ["25/06/2021", "06/25/2021", "05/06/2021", "05/05/2021"]
    report, kept = load_text(tmp_path, csv_text([api(Action_Date=day, Modification=day) for day in days]))
    assert kept.table["action_date"].to_pylist() == [date(2021, 6, 25), date(2021, 6, 25), date(2021, 5, 5)]
    assert report.rejected[0].reason == "day and month cannot be told apart"


def test_spreadsheet_amounts_are_read_where_they_are_plain(tmp_path: Path) -> None:
    amounts = {
        "$1,234.50": "1234.50",
        "(12.5)": "-12.50",
        "-3": "-3.00",
        "7.100": "7.10",
        "+1": "1.00",
        "-$2.00": "-2.00",
    }
    _, kept = load_text(
        tmp_path, csv_text([api(Federal_Action_Obligation=a, Modification=a) for a in amounts])
    )  # fmt: skip
    assert [str(value) for value in kept.table["obligated"].to_pylist()] == list(amounts.values())


def test_the_sum_is_exact_for_amounts_that_floats_cannot_add(tmp_path: Path) -> None:
    rows = [api(Federal_Action_Obligation="0.1", Modification=str(i)) for i in range(1000)]
    rows.append(api(Federal_Action_Obligation="999999999999.99"))
    assert load_text(tmp_path, csv_text(rows))[0].obligated == Decimal("1000000000099.99")


CELLS = st.text(st.characters(exclude_characters="\0\x1f", exclude_categories=["Cs"]), min_size=1, max_size=12)
MONEY = st.decimals(-(10**11), 10**11, places=2)
DAYS = st.dates(date(1970, 1, 1), date(2068, 12, 31))
ROWS = st.lists(st.tuples(CELLS, MONEY, DAYS), min_size=1, max_size=30)


@settings(max_examples=60, deadline=None)
@given(rows=ROWS)
def test_every_row_written_is_read_back_to_the_cent(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, Decimal, date]]
) -> None:
    table = [
        api(Transaction_Description=text, Federal_Action_Obligation=str(money), Action_Date=str(day), Modification=str(i))
        for i, (text, money, day) in enumerate(rows)
    ]  # fmt: skip
    report, kept = load_text(tmp_path_factory.mktemp("rows"), csv_text(table))
    from tallylight.sources.door import mask

    assert report.rows_kept == len(rows)
    assert report.obligated == sum(money for _, money, _ in rows)
    got = kept.table
    assert got["description"].to_pylist() == [mask(text) for text, _, _ in rows]
    assert got["obligated"].to_pylist() == [money for _, money, _ in rows]
    assert got["action_date"].to_pylist() == [day for _, _, day in rows]


@settings(max_examples=60, deadline=None)
@given(days=st.lists(DAYS, min_size=1, max_size=20), day_first=st.booleans(), short=st.booleans())
def test_slashed_dates_are_read_in_the_order_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, days: list[date], day_first: bool, short: bool
) -> None:
    days = [*days, date(2021, 6, 25), date(2021, 6, 25) + timedelta(1)]
    form = ("%d/%m/" if day_first else "%m/%d/") + ("%y" if short else "%Y")
    table = [api(Action_Date=day.strftime(form), Modification=str(i)) for i, day in enumerate(days)]
    days = [day if not short or day.year >= 1970 else day.replace(year=day.year + 100) for day in days]
    _, kept = load_text(tmp_path_factory.mktemp("days"), csv_text(table))
    assert kept.table["action_date"].to_pylist() == days


@settings(max_examples=200, deadline=None)
@given(text=st.text(st.sampled_from('ab",\n\r1'), max_size=60))
def test_any_text_after_the_header_is_accounted_for(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Where every record is well formed, rows are those that the standard library sees."""
    header = csv_text([api()])
    report, _ = load_text(tmp_path_factory.mktemp("any"), header + text)
    assert report.rows_read >= 1
    if '"' not in text and "\r" not in text:
        rows = [row for row in csv.reader(io.StringIO(text)) if row]
        assert report.rows_read == 1 + len(rows)


def test_one_date_that_is_none_does_not_make_a_file_one_of_a_spreadsheet(tmp_path: Path) -> None:
    report, _ = load_text(tmp_path, csv_text([api(), api(Action_Date="13/45/2024", Modification="1")]))
    assert [(bad.row, bad.value) for bad in report.rejected] == [(2, "13/45/2024")]
    assert not any("spreadsheet" in note for note in report.notes)


def test_a_date_that_is_none_does_not_decide_how_the_others_are_read(tmp_path: Path) -> None:
    days = ("13/45/2024", "03/25/2024", "02/04/2024")
    report, kept = load_text(
        tmp_path, csv_text([api(Action_Date=day, Modification=str(n)) for n, day in enumerate(days)])
    )
    assert [str(day) for day in kept.table["action_date"].to_pylist()] == ["2024-03-25", "2024-02-04"]
    assert [bad.value for bad in report.rejected] == ["13/45/2024"]


def test_repeats_are_found_when_hardly_a_row_is_held_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = [api(Modification=str(n % 40), Federal_Action_Obligation=f"{n % 40}.25") for n in range(100)]
    whole, kept_whole = load_text(tmp_path, csv_text(table))
    monkeypatch.setattr(spool, "HELD", 7)
    report, kept = load_text(tmp_path, csv_text(table))
    assert (report, kept.hashes, kept.numbers) == (whole, kept_whole.hashes, kept_whole.numbers)
    assert (report.rows_kept, report.rows_repeated) == (40, 60)
    assert [(r.row, r.same_as) for r in report.repeats] == [(n, (n - 1) % 40 + 1) for n in range(41, 101)]
    assert report.obligated == sum((Decimal(f"{n}.25") for n in range(40)), Decimal(0))
    assert all(scratch.closed for scratch in kept.scratches)


def test_a_withdrawal_told_twice_is_a_repeat(tmp_path: Path) -> None:
    rows = [{"correction_delete_ind": "C", "agency_id": "7012", **TRANSACTION}]
    rows += [{"correction_delete_ind": "D", "contract_award_unique_key": KEY, "modification_number": "P1"}] * 2
    report, kept = load_text(tmp_path, csv_text(rows, list(rows[0])))
    assert (report.rows_kept, report.rows_repeated, report.obligated) == (2, 1, Decimal("1250.50"))
    assert "1 row says that the publisher withdrew an action" in report.notes
    assert kept.numbers == [1, 2]
