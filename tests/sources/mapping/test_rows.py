"""The rows of a mapped table: what is kept, what is refused, and what never comes in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tallylight.errors import SourceError
from tallylight.model import StatedCoverage
from tallylight.sources import UnknownFormat, find_inputs
from tallylight.sources.door import WITHHELD
from tallylight.sources.mapping import blocks
from tests.sources.mapping.support import HEADER, ROW, mapped, mapping, mapping_file, read_with, table
from tests.sources.support import complaint_of, write_zip
from tests.sources.support import load as read


def test_a_row_becomes_an_action_in_the_words_of_the_mapping(tmp_path: Path) -> None:
    report, kept = mapped(tmp_path, ROW)
    row = kept.row
    assert (report.format, report.rows_kept, report.obligated) == ("table:town", 1, Decimal("12.50"))
    assert (row["award_id"], row["piid"], row["modification"]) == ("TABLE_town_7", "7", "2024-03-04")
    assert (row["action_date"], row["obligated"], row["currency"]) == (date(2024, 3, 4), Decimal("12.50"), "USD")
    assert (row["award_kind"], row["agency"], row["sub_agency"]) == ("payment", "Town of Example", "Town of Example")
    assert (row["payee"], row["description"], row["url"]) == ("EXAMPLE OPTICS INC", "CAMERAS", "")


def test_a_column_that_is_not_mapped_is_not_kept(tmp_path: Path) -> None:
    _, kept = mapped(tmp_path, ROW)
    assert "555" not in str(kept.row)


def test_the_accounts_tell_whose_table_it_is_and_what_it_holds(tmp_path: Path) -> None:
    report, _ = mapped(tmp_path, ROW, coverage={"state": "complete", "from": "2024-01-01", "to": "2024-02-01"})
    assert isinstance(report.stated, StatedCoverage)
    assert (report.stated.publisher, report.stated.complete) == ("Town of Example", True)
    assert (report.stated.agency, report.stated.end) == ("Town of Example", date(2024, 2, 1))
    assert "rows outside of the days that the mapping states: 1" in report.notes
    assert report.amounts == (("USD", Decimal("12.50")),)


@pytest.mark.parametrize(
    ("changed", "cell", "amount"),
    [({"decimal_mark": ","}, '"1.234,56"', "1234.56"), ({}, '"1,234.56"', "1234.56"), ({}, "($5.00)", "-5.00"),
     ({"decimal_mark": ",", "currency": "EUR"}, '"1 234,5 €"', "1234.50")],
)  # fmt: skip
def test_money_is_read_in_the_stated_form(tmp_path: Path, changed: dict[str, str], cell: str, amount: str) -> None:
    report, _ = mapped(tmp_path, ROW.replace("12.50", cell), **changed)
    assert report.obligated == Decimal(amount)


@pytest.mark.parametrize(
    ("before", "after", "field", "said"),
    [
        ("03/04/2024", "13/04/2024", "action_date", "there is no such day in the order that the mapping states"),
        ("03/04/2024", "", "action_date", "the cell is empty"),
        ("12.50", "1e400", "obligated", "not an amount"),
        ("12.50", "12.505", "obligated", "more than two decimals"),
        ("12.50", "9" * 20, "obligated", "too large to be an amount"),
        ("7,", ",", "award key 0", "the cell is empty"),
        ("7,", "7" * 1_000_000 + ",", "award key 0", "over 100 characters are no part of a key"),
        ("12.50", "€12.50", "obligated", "another currency than the USD of the mapping"),
        ("5550100000", "1,2,3", "", "8 cells where the header has 6"),
        ("03/04/2024", "01/01/0000", "action_date", "there is no such day"),
    ],
)
def test_a_row_that_cannot_be_kept_is_listed_with_the_reason(
    tmp_path: Path, before: str, after: str, field: str, said: str
) -> None:
    report, _ = mapped(tmp_path, ROW, ROW.replace(before, after, 1).replace("CAMERAS", "LENSES"))
    (bad,) = report.rejected
    assert (bad.row, bad.field) == (2, field)
    assert said in bad.reason
    assert report.rows_kept == 1


@pytest.mark.parametrize(
    ("written", "kept"), [("12/31/2099", 1), ("01/01/2100", 0), ("01/01/1900", 1), ("12/31/1899", 0)]
)
def test_an_action_has_a_year_from_1900_to_2099(tmp_path: Path, written: str, kept: int) -> None:
    report, _ = mapped(tmp_path, ROW.replace("03/04/2024", written))
    assert (report.rows_kept, report.rows_rejected) == (kept, 1 - kept)


def test_an_ambiguous_date_is_never_guessed(tmp_path: Path) -> None:
    """Although another row of the file would show the order."""
    report, _ = mapped(tmp_path, ROW, ROW.replace("03/04", "25/04"), dates="year first")
    assert (report.rows_kept, report.rows_rejected) == (0, 2)


def test_two_rows_that_differ_in_a_column_that_is_not_kept_are_no_repeat(tmp_path: Path) -> None:
    report, _ = mapped(tmp_path, ROW, ROW.replace("5550100000", "5550100001"), ROW)
    assert (report.rows_kept, report.rows_repeated, report.obligated) == (2, 1, Decimal("25.00"))


QUOTED = ROW.replace("CAMERAS", '"CAMERAS"')
BLANK = ROW.replace("EXAMPLE", " EXAMPLE")
SHORTER = ROW.replace("12.50", "12.5")
ODD = ROW.replace("CAMERAS", '5" LENS').replace("7,", "8,", 1)  # from here on, record by record


@pytest.mark.parametrize("odd", [(), (ODD,)], ids=["in blocks", "record by record"])
@pytest.mark.parametrize("size", [16, 1 << 20])
@pytest.mark.parametrize("encoding", [None, "utf-8", "utf-16"])
def test_rows_that_are_written_differently_are_no_repeats_although_they_mean_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, odd: tuple[str, ...], size: int, encoding: str | None
) -> None:
    monkeypatch.setattr(blocks, "SIZE", size)
    rows = [*odd, ROW, QUOTED, "", BLANK, SHORTER, QUOTED, ROW]
    path = table(tmp_path, *rows, encoding=encoding or "utf-8")
    report, _ = read_with(path, mapping(tmp_path, encoding=encoding))
    assert (report.rows_kept, report.rows_repeated, report.rows_rejected) == (4 + len(odd), 2, 0)
    assert report.obligated == Decimal("12.50") * (4 + len(odd))
    first = len(odd) + 1
    assert [(one.row, one.same_as) for one in report.repeats] == [(first + 4, first + 1), (first + 5, first)]


def test_a_row_in_utf_8_is_no_repeat_of_one_in_windows_1252(tmp_path: Path) -> None:
    path = table(tmp_path)
    text = ROW.replace("CAMERAS", "CAMÉRAS")
    path.write_bytes(
        b"\xef\xbb\xbf" + b"\r\n".join([HEADER.encode(), text.encode(), text.encode("cp1252"), text.encode()])
    )
    report, _ = read_with(path, mapping(tmp_path))
    assert (report.rows_kept, report.rows_repeated, report.obligated) == (2, 1, Decimal("25.00"))


def test_a_key_may_be_made_of_several_columns(tmp_path: Path) -> None:
    header = HEADER + ",Year,Line"
    _, kept = mapped(
        tmp_path, ROW + ",2024,a b", ROW + ",2024,", header=header, award_key=["Year", "No"], action_key=["Line"]
    )
    assert kept.table["award_id"].to_pylist() == ["TABLE_town_2024_7"] * 2
    assert kept.table["action_id"].to_pylist() == ["TABLE_town_2024_7:A-B", "TABLE_town_2024_7:-"]


def test_void_rows_stay_and_count_as_nothing(tmp_path: Path) -> None:
    header = HEADER + ",Status"
    report, kept = mapped(
        tmp_path, ROW + ",paid", ROW + ",VOID", header=header, void={"column": "Status", "values": ["Void"]}
    )
    assert kept.table["obligated"].to_pylist() == [Decimal("12.50"), Decimal("0.00")]
    assert kept.table["action_type"].to_pylist() == [None, "void"]
    assert "rows that are void and count as 0.00: 1" in report.notes


def test_a_column_may_tell_that_money_was_taken_back(tmp_path: Path) -> None:
    lines = (ROW + ",credit", ROW.replace("12.50", "-12.50").replace("7,", "8,", 1) + ",Credit", ROW + ",debit")
    _, kept = mapped(tmp_path, *lines, header=HEADER + ",Type", negative={"column": "Type", "values": ["CREDIT"]})
    assert kept.table["obligated"].to_pylist() == [Decimal("-12.50"), Decimal("-12.50"), Decimal("12.50")]


def test_rows_may_name_their_own_currencies_which_are_never_one_sum(tmp_path: Path) -> None:
    columns = {"action_date": "Date", "obligated": "Amount", "currency": "Cur"}
    lines = (ROW + ",usd", ROW + ",EUR", ROW + ",", ROW + ",dollars")
    report, _ = mapped(tmp_path, *lines, header=HEADER + ",Cur", columns=columns, currency=None)
    assert report.amounts == (("EUR", Decimal("12.50")), ("USD", Decimal("12.50")))
    assert [bad.field for bad in report.rejected] == ["currency", "currency"]


# People


@pytest.mark.parametrize(
    ("name", "withheld"),
    [("JANE ROE", True), ("ROE, JANE", True), ("ACME", True), ("JANE ROE DBA ROE CONSULTING", True),
     ("EXAMPLE OPTICS INC", False), ("SPRINGFIELD POLICE SUPPLY", False), ("COUNTY OF EXAMPLE", False)],
)  # fmt: skip
def test_a_payee_that_may_be_a_person_is_withheld_with_all_that_tells_of_it(
    tmp_path: Path, name: str, withheld: bool
) -> None:
    line = f'7,03/04/2024,12.50,"{name}",FEE FOR {name},'
    report, kept = mapped(tmp_path, line.replace(f"FEE FOR {name}", f'"FEE FOR {name}"'))
    assert (kept.row["payee"] == WITHHELD) == withheld
    assert (name in str(kept.row)) != withheld
    assert (kept.row["obligated"], kept.row["award_id"]) == (Decimal("12.50"), "TABLE_town_7")
    assert any(note.startswith("names of payees withheld") for note in report.notes) == withheld


def test_a_person_who_completes_the_mapping_may_say_which_payees_are_firms(tmp_path: Path) -> None:
    _, kept = mapped(tmp_path, ROW.replace("EXAMPLE OPTICS INC", "ShotSpotter"), organisations=["SHOTSPOTTER"])
    assert kept.row["payee"] == "ShotSpotter"


def test_a_kind_of_payee_or_a_register_number_may_say_it_too(tmp_path: Path) -> None:
    columns = {"action_date": "Date", "obligated": "Amount", "payee": "Vendor", "business_types": "Kind", "payee_uei": "UEI",
               "payee_id": "Vendor No"}  # fmt: skip
    header = "No,Date,Amount,Vendor,Kind,UEI,Vendor No"
    lines = [f"{n},03/04/2024,1.00,ACME,{rest}" for n, rest in enumerate(
        ("Corporation,,5", "Individual,,5", ",ABCDEFGHJKL1,5", ",,5", "Individual,ABCDEFGHJKL1,5"))]  # fmt: skip
    _, kept = mapped(tmp_path, *lines, header=header, columns=columns)
    assert kept.table["payee"].to_pylist() == ["ACME", WITHHELD, "ACME", WITHHELD, WITHHELD]
    assert kept.table["payee_id"].to_pylist() == ["5", None, "5", None, None]


def test_telephones_and_addresses_in_descriptions_are_masked(tmp_path: Path) -> None:
    _, kept = mapped(tmp_path, ROW.replace("CAMERAS", "CALL 555-010-2000 OR A@B.ORG"))
    assert kept.row["description"] in ("CALL 555-010-2000 OR [e-mail]", "CALL [telephone] OR [e-mail]")


# The file


@pytest.mark.parametrize("between", [";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_any_delimiter_and_encoding_is_read(tmp_path: Path, between: str, encoding: str) -> None:
    header, row = HEADER.replace(",", between), ROW.replace(",", between).replace("CAMERAS", "CAMÉRAS")
    report, kept = mapped(tmp_path, row, header=header, encoding=encoding)
    assert kept.row["description"] == "CAMÉRAS"
    assert any("Windows-1252" in note for note in report.notes) == (encoding == "cp1252")


def test_a_stated_encoding_is_kept_to(tmp_path: Path) -> None:
    _, kept = mapped(tmp_path, ROW.replace("CAMERAS", "КАМЕРЫ"), encoding="cp1251")
    assert kept.row["description"] != "КАМЕРЫ"
    text = ROW.replace("CAMERAS", "КАМЕРЫ")
    path = table(tmp_path, text, encoding="cp1251")
    _, kept = read_with(path, mapping(tmp_path, encoding="windows-1251"))
    assert kept.row["description"] == "КАМЕРЫ"
    with pytest.raises(SourceError, match="not in the encoding that is stated, utf-8"):
        read_with(path, mapping(tmp_path, encoding="utf-8"))


def test_lines_above_the_headings_and_empty_cells_behind_them_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"Payments of the town,,,,,\n\nMade in May\n{HEADER}\n{ROW},,,\n")
    report, _ = read_with(path, mapping(tmp_path, header_row=3))
    assert report.rows_kept == 1


def test_line_breaks_inside_quotes_and_other_headings_in_other_cases_are_read(tmp_path: Path) -> None:
    header = HEADER.replace("Amount", "AMOUNT").replace("Purpose", '"Purpose\n"')
    _, kept = mapped(tmp_path, ROW.replace("CAMERAS", '"CAMERAS\nAND LENSES"'), header=header)
    assert kept.row["description"] == "CAMERAS\nAND LENSES"


def test_a_column_that_is_missing_is_named_with_mapping_line_and_field(tmp_path: Path) -> None:
    path = table(tmp_path, ROW, header=HEADER.replace("Amount", "Amounts"))
    with pytest.raises(UnknownFormat) as caught:
        read_with(path, mapping(tmp_path))
    assert str(caught.value) == (
        f"the file has no column 'Amount'; is 'Amounts' meant? (town.yaml, line 12, columns.obligated; {path}). "
        "Correct that line; docs/mapping.md describes the fields."
    )


def test_a_heading_that_is_there_twice_cannot_be_meant(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="2 columns 'Amount'"):
        mapped(tmp_path, ROW, header=HEADER.replace("Phone", "Amount"))


def test_the_mapping_that_fits_is_taken(tmp_path: Path) -> None:
    other = mapping(tmp_path, id="other", columns={"action_date": "Day", "obligated": "Sum"})
    report, _ = read_with(table(tmp_path, ROW), other, mapping(tmp_path))
    assert report.format == "table:town"


def test_a_known_format_is_read_beside_a_mapping(tmp_path: Path) -> None:
    from tests.sources.support import api, csv_text

    path = tmp_path / "known.csv"
    path.write_text(csv_text([api()]))
    assert read_with(path, mapping(tmp_path))[0].format == "usaspending-api-actions"


def test_a_mapping_beside_a_table_is_found(tmp_path: Path) -> None:
    mapping_file(tmp_path, name="t.csv.mapping.yaml")
    report, _ = read(table(tmp_path, ROW))
    assert report.format == "table:town"
    (source,) = find_inputs([str(tmp_path)])
    assert source.path.endswith("t.csv")


def test_tables_in_a_zip_are_read_by_the_mapping(tmp_path: Path) -> None:
    path = write_zip(tmp_path, {"a.csv": f"{HEADER}\n{ROW}\n"})
    assert read_with(path, mapping(tmp_path))[0].rows_kept == 1


@pytest.mark.parametrize("content", [b"", b"\0\0\0", b"x", b"PK\x03\x04broken", b"%PDF-1.4 x", b"\x89PNG\r\n\x1a\n\0"])
def test_what_is_no_table_is_said_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        read_with(path, mapping(tmp_path))
    assert "\n" not in str(caught.value)


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
def test_a_damaged_table_is_read_or_one_line_and_its_accounts_add_up(tmp_path: Path, data: st.DataObject) -> None:
    raw = bytearray(("\n".join([HEADER, *[ROW] * 5]) + "\n").encode(data.draw(st.sampled_from(("utf-8", "utf-16")))))
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(
            st.sampled_from(b'",;\n\r\0\xff-0') | st.integers(0, 255)
        )
    path = tmp_path / "t.csv"
    path.write_bytes(raw[: data.draw(st.integers(len(raw) // 2, len(raw)))])
    complaint_of(lambda: read_with(path, mapping(tmp_path)))  # which adds the accounts up


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)


@given(
    st.lists(st.tuples(CELL, CELL, CELL, st.sampled_from(("ACME INC", "JANE ROE"))), max_size=8),
    st.sampled_from(",;\t|"),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
def test_every_record_of_any_table_is_kept_repeated_or_rejected(
    tmp_path: Path, rows: list[tuple[str, ...]], between: str
) -> None:
    import csv

    path = tmp_path / "t.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=between)
        writer.writerow(["No", "Date", "Amount", "Vendor", "Purpose"])
        writer.writerows([*row, "x"] for row in rows)
    report, kept = read_with(path, mapping(tmp_path))
    assert report.rows_read == len(rows)
    assert "ROE" not in str(kept.batches)
