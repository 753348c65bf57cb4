"""Payees of award summaries and both sides of sub-awards have an organisation, and no sum has their money."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tallylight.export import ftm, tables
from tallylight.ledger import Edition, current, open_ledger, resolving, vendors
from tallylight.ledger.build import add
from tallylight.sources import SCHEMAS
from tallylight.sources.door import WITHHELD
from tests.ledger.fakes import FakeFile, FakeReader, action, summary

ACTION = action("P1", payee="ACME, INC.", obligated="100.00")


def subaward(number: str, **more: Any) -> dict[str, Any]:
    """A report of a sub-award in the canonical shape; `obligated` is for the accounts of the made-up reader."""
    award_id = "CONT_AWD_P9_7012_-NONE-_-NONE-"
    return dict.fromkeys(SCHEMAS["subawards"].names) | {
        "subaward_id": number, "award_id": award_id, "piid": "P9", "amount": Decimal("7.00"),
        "obligated": Decimal("7.00"), "action_date": date(2025, 3, 1), "fiscal_year": 2025,
        "prime_payee": "PRIME WORKS LLC", "payee": "SUB PARTS LLC",
    } | more  # fmt: skip


def built(folder: Path, summaries: list[dict[str, Any]], subawards: list[dict[str, Any]] = []) -> Edition:  # noqa: B006
    """An edition of one action, of these summaries and of these reports."""
    files = {
        "a": FakeFile([ACTION], date(2026, 1, 1)),
        "s": FakeFile(summaries, date(2026, 1, 1), "usaspending-award-summaries", "summaries"),
        "u": FakeFile(subawards, date(2026, 1, 1), "usaspending-subawards", "subawards"),
    }
    used = {name: file for name, file in files.items() if file.rows}
    add(list(used), str(folder), reader=FakeReader(**used))
    return open_ledger(str(folder))


def names(edition: Edition) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in tables.reader(edition, "organisations").read_all().to_pylist()}


def test_a_payee_of_award_summaries_has_an_organisation_and_no_action(tmp_path: Path) -> None:
    rows = names(built(tmp_path, [summary("P2", payee="ACME INC"), summary("P3", payee="BOLT LLC")]))
    assert (rows["BOLT LLC"]["actions"], rows["BOLT LLC"]["seen_in"]) == (0, "award summaries")
    assert (rows["ACME, INC."]["actions"], rows["ACME, INC."]["seen_in"]) == (1, "actions")
    assert rows["ACME INC"]["organisation_id"] == rows["ACME, INC."]["organisation_id"]
    assert rows["ACME INC"]["organisation"] == "ACME, INC.", "shown under the name that was paid"


@pytest.mark.parametrize(
    ("kind", "rule"), [("payee_uei", "same UEI"), ("payee_duns", "same DUNS"), ("payee_cage", "same CAGE")]
)
def test_an_identifier_in_award_summaries_ties_their_names(tmp_path: Path, kind: str, rule: str) -> None:
    same = {kind: "123456789"}
    edition = built(tmp_path, [summary("P1", payee="ACME, INC.", **same), summary("P2", payee="WIDGETRY", **same)])
    rows = names(edition)
    assert (rows["WIDGETRY"]["basis"], rows["WIDGETRY"]["words"]) == (rule, "123456789")
    assert rows["WIDGETRY"]["organisation_id"] == rows["ACME, INC."]["organisation_id"]
    assert rows["ACME, INC."]["seen_in"] == "actions; award summaries"


def test_a_parent_in_award_summaries_and_sub_awards_makes_a_family(tmp_path: Path) -> None:
    parent = {"payee_parent": "BIG HOLDING", "payee_parent_uei": "U1"}
    edition = built(tmp_path, [summary("P2", payee="BOLT LLC", **parent)], [subaward("r1", **parent)])
    rows = names(edition)
    assert rows["BOLT LLC"]["family_id"] == rows["SUB PARTS LLC"]["family_id"] is not None
    assert rows["SUB PARTS LLC"]["family_basis"] == "stated parent"


def test_a_company_that_had_two_owners_ties_neither_to_the_other(tmp_path: Path) -> None:
    def of(number: str, payee: str, parent: str) -> dict[str, Any]:
        return summary(number, payee=payee, payee_parent=parent)

    sold = [of("P2", "SOLD LLC", "ONE"), of("P3", "SOLD LLC", "TWO")]
    rows = names(built(tmp_path, [*sold, of("P4", "BOLT LLC", "ONE"), of("P5", "CLAMP LLC", "TWO")]))
    assert {rows[name]["family_id"] for name in ("SOLD LLC", "BOLT LLC", "CLAMP LLC")} == {None}


def test_both_sides_of_a_sub_award_are_seen_and_who_is_promised_money_is_no_successor(tmp_path: Path) -> None:
    rows = names(built(tmp_path, [summary("P9", payee="PRIME WORKS LLC")], [subaward("r1")]))
    assert rows["PRIME WORKS LLC"]["seen_in"] == "award summaries; sub-awards, as prime recipient"
    assert rows["SUB PARTS LLC"]["seen_in"] == "sub-awards"
    assert rows["SUB PARTS LLC"]["family_id"] is None


def test_two_payees_that_records_name_for_one_award_are_tied_by_it(tmp_path: Path) -> None:
    rows = names(built(tmp_path, [summary("P1", payee="NEWCO LLC")]))
    assert rows["NEWCO LLC"]["family_basis"] == "successor on an award"
    assert rows["NEWCO LLC"]["family_id"] == rows["ACME, INC."]["family_id"]


def test_a_withheld_name_stays_out(tmp_path: Path) -> None:
    withheld = [subaward("r1", payee=WITHHELD), subaward("r2", prime_payee=WITHHELD)]
    rows = names(built(tmp_path, [summary("P2", payee=WITHHELD)], withheld))
    assert sorted(rows) == ["ACME, INC.", "PRIME WORKS LLC", "SUB PARTS LLC"]


def test_only_what_the_newest_file_says_of_an_award_is_seen(tmp_path: Path) -> None:
    built(tmp_path, [summary("P2", payee="OLD NAME LLC")])
    newer = FakeFile(
        [summary("P2", payee="NEW NAME LLC")], date(2026, 2, 1), "usaspending-award-summaries", "summaries"
    )
    add(["n"], str(tmp_path), reader=FakeReader(n=newer))
    assert {"NEW NAME LLC"} == set(names(open_ledger(str(tmp_path)))) - {"ACME, INC."}


def test_sums_and_counts_of_a_vendor_are_of_actions_only(tmp_path: Path) -> None:
    edition = built(
        tmp_path,
        [summary("P2", "5000.00", payee="ACME INC")],
        [subaward("r1", payee="ACME LLC", prime_payee="ACME INC")],
    )
    found = vendors.find(edition, "acme")
    assert (found.obligated, found.awards, len(found.actions)) == (Decimal("100.00"), 1, 1)
    assert {(row["payee"], row["actions"], row["obligated"]) for row in found.names} == {
        ("ACME, INC.", 1, Decimal("100.00")), ("ACME INC", 0, Decimal("0.00")), ("ACME LLC", 0, Decimal("0.00")),
    }  # fmt: skip
    assert [(row["payee"], row["seen_in"], row["amount"]) for row in found.beside] == [
        ("ACME INC", "award summaries", Decimal("5000.00")),
        ("ACME INC", "sub-awards, as prime recipient", Decimal("7.00")),
        ("ACME LLC", "sub-awards", Decimal("7.00")),
    ]


def test_a_check_is_told_of_payees_of_actions_only(tmp_path: Path) -> None:
    edition = built(tmp_path, [summary("P2", payee="BOLT LLC")])
    assert edition.lookup is not None
    assert edition.payees() == ("ACME, INC.",)
    assert edition.published_names() == ("ACME, INC.", "BOLT LLC")
    assert set(edition.families()) == {"ACME, INC.", "BOLT LLC"}


def entities(edition: Edition) -> Iterator[dict[str, Any]]:
    out = BytesIO()
    ftm.write(edition, out)
    return map(json.loads, out.getvalue().splitlines())


def test_follow_the_money_has_such_organisations_once_with_a_note(tmp_path: Path) -> None:
    edition = built(tmp_path, [summary("P2", payee="BOLT LLC")])
    made = [each["properties"] for each in entities(edition) if each["schema"] == "Organization"]
    assert made == [
        {"name": ["ACME, INC."]},
        {"name": ["BOLT LLC"], "notes": ["Seen in award summaries; no action under this name is held."]},
    ]


def test_two_builds_and_any_number_of_rows_at_once_give_the_same_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summaries = [summary(f"P{n}", payee=f"PAYEE {n % 7} LLC", payee_uei=f"U{n % 3}") for n in range(40)]
    reports = [subaward(f"r{n}", payee=f"PAYEE {n % 9} INC", prime_payee=f"PRIME {n % 4}") for n in range(40)]
    one = built(tmp_path / "one", summaries, reports)
    monkeypatch.setattr(current, "AT_ONCE", 3)
    other = built(tmp_path / "other", summaries, reports)
    path = Path("index") / "names.parquet"
    assert (one.folder / path).read_bytes() == (other.folder / path).read_bytes()
    assert len(names(one)) > 15


def test_an_edition_of_before_this_says_that_its_names_are_of_actions(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    edition = built(tmp_path, [])
    path = edition.folder / "index" / "names.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["actions", "seen_in"]), path)
    assert edition.query("select name, actions, seen_in from names") == [("ACME, INC.", None, "actions")]


def test_every_kind_beside_actions_that_names_payees_for_money_is_asked() -> None:
    named = {kind for kind, schema in SCHEMAS.items() if {"payee", "payee_parent"} <= set(schema.names)}
    assert named - {"actions"} == set(resolving.BESIDE)


@pytest.mark.records
def test_real_payees_of_summaries_and_sub_awards_are_known(records: Path, tmp_path: Path) -> None:
    folder = records / "usaspending"
    add([str(folder / "award-summaries"), str(folder / "subawards")], str(tmp_path))
    edition = open_ledger(str(tmp_path))
    ((lacking,),) = edition.query(
        "select count(*) from (select payee as name from summaries union select payee from subawards "
        "union select prime_payee from subawards) where name <> '' and name <> $withheld "
        "and name not in (select name from names)",
        {"withheld": WITHHELD},
    )
    assert lacking == 0
    assert edition.query("select count(*) from names where name = $withheld", {"withheld": WITHHELD}) == [(0,)]
    ((all_names, with_actions),) = edition.query("select count(*), count(*) filter (actions > 0) from names")
    assert (all_names > 500, with_actions) == (True, 0)
    found = vendors.find(edition, "motorola solutions")
    assert (found.obligated, found.actions, len(found.beside) > 0) == (Decimal("0.00"), (), True)
