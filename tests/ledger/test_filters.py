"""`search` and `export` are limited by the same options, which mean the same."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallylight import cli
from tallylight.errors import UsageError
from tallylight.export import tables
from tallylight.export.write import rows_of
from tallylight.ledger import Edition, open_ledger, search, vendors
from tallylight.ledger.build import add
from tallylight.ledger.filters import Filter
from tests.sources.mapping.support import ROW, mapping, table
from tests.sources.support import TRANSACTION, csv_text

ICE = "U.S. Immigration and Customs Enforcement"


@pytest.fixture(scope="module")
def starter() -> Edition:
    return open_ledger()


def rows(edition: Edition, what: str, only: Filter) -> list[dict[str, Any]]:
    reader = tables.reader(edition, what, only)
    return [dict(zip(reader.schema.names, row, strict=True)) for row in rows_of(reader)]


FILTERS: dict[str, tuple[Filter, Callable[[dict[str, Any]], bool]]] = {
    "words": (Filter(words=["clearview"]), lambda row: "CLEARVIEW" in f"{row['description']} {row['payee']}".upper()),
    "agency": (Filter(agency="ICE"), lambda row: row["sub_agency"] == ICE),
    "agency in words": (Filter(agency="customs border"), lambda row: "Customs and Border" in row["sub_agency"]),
    "since": (Filter(since=date(2025, 1, 1)), lambda row: row["action_date"] >= date(2025, 1, 1)),
    "until": (Filter(until=date(2024, 12, 31)), lambda row: row["action_date"] <= date(2024, 12, 31)),
    "vendor": (Filter(vendor="Clearview AI"), lambda row: "CLEARVIEW AI" in row["payee"]),
    "several": (
        Filter(agency="ICE", since=date(2025, 1, 1), vendor="clearview"),
        lambda row: row["sub_agency"] == ICE and row["action_date"].year >= 2025 and "CLEARVIEW" in row["payee"],
    ),
}


@pytest.mark.parametrize("name", FILTERS)
def test_an_export_of_actions_has_what_the_filter_says_and_search_finds_the_same(starter: Edition, name: str) -> None:
    only, fits = FILTERS[name]
    every = rows(starter, "actions", Filter())
    expected = [row["action_id"] for row in every if fits(row)]
    assert 0 < len(expected) < len(every)
    assert [row["action_id"] for row in rows(starter, "actions", only)] == expected
    found = search.find(starter, (), 10_000, only)
    assert sorted(row["action_id"] for row in found.actions) == sorted(expected)
    assert found.obligated == sum((row["obligated"] for row in every if fits(row)), Decimal(0))


def test_a_technology_chooses_what_bought_it(starter: Edition) -> None:
    only = Filter(technology="facial_recognition")
    bought = {
        row["action_id"] for row in rows(starter, "attributions", Filter()) if row["technology"] == only.technology
    }
    assert bought
    assert {row["action_id"] for row in rows(starter, "actions", only)} == bought
    assert {row["action_id"] for row in rows(starter, "attributions", only)} == bought
    assert search.find(starter, (), 0, only).total == len(bought)


def test_awards_are_whole_and_organisations_are_those_paid(starter: Edition) -> None:
    only = Filter(since=date(2025, 6, 1))
    whole = {row["award_id"]: row for row in rows(starter, "awards", Filter())}
    some = rows(starter, "awards", only)
    assert 0 < len(some) < len(whole)
    assert all(whole[row["award_id"]] == row for row in some)
    paid = {row["payee"] for row in rows(starter, "actions", only)}
    assert {row["name"] for row in rows(starter, "organisations", only)} == paid


def test_sub_awards_are_asked_for_their_own_payee_day_and_award(tmp_path: Path) -> None:
    sub = {
        "prime_award_unique_key": TRANSACTION["contract_award_unique_key"], "subaward_sam_report_id": "r1",
        "subaward_amount": "9.00", "subaward_action_date": "2024-04-01", "subawardee_name": "SUB LLC",
        "prime_award_awarding_sub_agency_name": ICE,
    }  # fmt: skip
    camera = TRANSACTION | {"transaction_description": "BODY WORN CAMERAS"}
    for name, text in (("a.csv", csv_text([camera])), ("b.csv", csv_text([sub, sub | {"subaward_sam_report_id": "r2",
                       "subawardee_name": "OTHER INC", "subaward_action_date": "2025-04-01"}]))):  # fmt: skip
        (tmp_path / name).write_text(text)
    add([str(tmp_path / "a.csv"), str(tmp_path / "b.csv")], str(tmp_path / "l"))
    edition = open_ledger(str(tmp_path / "l"))
    for only, names in (
        (Filter(vendor="sub"), ["SUB LLC"]),
        (Filter(since=date(2025, 1, 1)), ["OTHER INC"]),
        (Filter(agency="ICE"), ["SUB LLC", "OTHER INC"]),
        (Filter(technology="body_worn_cameras"), ["SUB LLC", "OTHER INC"]),
        (Filter(technology="drones_uas"), []),
    ):
        assert [row["payee"] for row in rows(edition, "subawards", only)] == names


def test_changes_are_those_of_the_awards_that_are_chosen(tmp_path: Path) -> None:
    for day, amount in ((1, "1250.50"), (2, "99.00")):
        other = TRANSACTION | {"contract_award_unique_key": "CONT_AWD_X_7014_-NONE-_-NONE-", "recipient_name": "OTHER INC",
                               "award_id_piid": "X", "contract_transaction_unique_key": "k"}  # fmt: skip
        both = [TRANSACTION | {"federal_action_obligation": amount}, other | {"federal_action_obligation": amount}]
        (tmp_path / "a.csv").write_text(csv_text(both))
        add([str(tmp_path / "a.csv")], str(tmp_path / "l"), as_of=date(2024, 5, day))
    edition = open_ledger(str(tmp_path / "l"))
    assert len(rows(edition, "changes", Filter())) == 2
    assert [row["payee"] for row in rows(edition, "changes", Filter(vendor="other"))] == ["OTHER INC"]


def test_the_vendor_option_means_what_the_vendor_command_finds(starter: Edition) -> None:
    for name in ("Palantir", "CLEARVIEW AI, INC.", "paragon solutions"):
        found = vendors.find(starter, name)
        assert {row["action_id"] for row in rows(starter, "actions", Filter(vendor=name))} == {
            row["action_id"] for row in found.actions
        }


@given(st.text(max_size=8), st.text(max_size=8))
@settings(max_examples=60, deadline=None)
def test_any_text_may_be_asked_for(agency: str, vendor: str) -> None:
    edition = open_ledger()
    try:
        found = search.find(edition, (), 1, Filter(agency=agency, vendor=vendor))
    except UsageError:
        return
    assert found.total <= 193


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["search"], "no word to search for"),
        (["search", "--technology", "drone"], "there is no technology 'drone'"),
        (["search", "--since", "May"], "'May' is not a date (--since)"),
        (["search", "x", "--since", "2025-01-02", "--until", "2025-01-01"], "the first day is after the last"),
        (["search", "--vendor", "..."], "no word of a name"),
        (["export", "actions", "--format", "csv", "--agency", " "], "no name of an agency"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_line(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(words) == 2
    assert said in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize("form", ["csv", "jsonl", "ocds", "ftm"])
@pytest.mark.parametrize("what", ["actions", "awards"])
def test_every_option_is_there_for_both_commands(tmp_path: Path, what: str, form: str) -> None:
    options = ["--agency", "ICE", "--since", "2025-01-01", "--until", "2025-12-31", "--vendor", "clearview"]
    out = tmp_path / "out"
    assert cli.main(["export", what, "--format", form, "--out", str(out), *options]) == 0
    text = out.read_text()
    assert "CLEARVIEW" in text
    assert "PARAGON" not in text
    if form == "csv":
        assert list(csv.DictReader(text.splitlines()))


def test_what_search_finds_beside_contracts_is_named_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text(csv_text([TRANSACTION]))
    add([str(tmp_path / "a.csv"), str(table(tmp_path, ROW))], str(tmp_path / "l"), mappings=[mapping(tmp_path)])
    assert cli.main(["--ledger", str(tmp_path / "l"), "search", "--json", "--vendor", "example optics"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["total"], told["obligated"]) == (1, "1250.50")
    assert told["beside"] == [{"award_kind": "payment", "currency": "USD", "actions": 1, "obligated": "12.50"}]
    assert cli.main(["--ledger", str(tmp_path / "l"), "search", "cameras"]) == 0
    assert "Beside them, and in no total: 1 payments of other governments, $12.50." in capsys.readouterr().out
