"""The read side: what an opened edition answers."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tallylight.errors import LedgerError
from tallylight.ledger import edition as editions
from tallylight.ledger import open_ledger
from tallylight.ledger.build import add
from tallylight.ledger.edition import Edition
from tests.ledger.fakes import FakeFile, FakeReader, action

ROWS = [
    action(
        "P2", "P00001", "-5.00", "2025-03-01", payee="BETA LLC", description=None, psc_label="SOFTWARE", naics="511210"
    ),
    action("P1", "P00001", "1.50", "2025-02-01"),
    action("P1", "0", "2.25", "2025-02-01", ceiling=Decimal("10.00"), psc="7A20", psc_label="SOFTWARE"),
    action("P2", "0", "4.00", "2025-01-01", payee=None, office="HQ"),
]


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    add(["a"], str(tmp_path), reader=FakeReader(a=FakeFile(ROWS, date(2026, 8, 22))))
    return open_ledger(str(tmp_path))


def test_actions_come_oldest_first_and_the_base_award_before_its_modifications(edition: Edition) -> None:
    order = [(row.piid, row.modification) for row in edition.actions("true")]
    assert order == [("P2", "0"), ("P1", "0"), ("P1", "P00001"), ("P2", "P00001")]


def test_an_action_carries_money_days_and_the_place_where_it_can_be_looked_up(edition: Edition) -> None:
    (row,) = edition.actions("piid = ? and modification = ?", ["P1", "0"])
    assert (row.obligated, row.ceiling, row.action_date) == (Decimal("2.25"), Decimal("10.00"), date(2025, 2, 1))
    assert (row.source.path, row.source.row, row.source.sha256) == ("a", 3, edition.files[0].sha256)
    assert row.first_seen == row.last_seen == date(2026, 8, 22)
    assert row.url == "https://www.usaspending.gov/award/CONT_AWD_P1_7012_-NONE-_-NONE-/"


def test_the_code_of_a_product_is_given_and_the_label_where_only_that_is_published(edition: Edition) -> None:
    assert [row.psc for row in edition.actions("psc_label is not null")] == ["7A20", "SOFTWARE"]


def test_unknown_texts_are_empty_and_unknown_money_is_none(edition: Edition) -> None:
    (row,) = edition.actions("piid = 'P2' and modification = 'P00001'")
    assert (row.description, row.ceiling, row.payee_uei) == ("", None, None)


def test_a_question_may_use_any_column_of_the_view(edition: Edition) -> None:
    for _ in range(6):  # after some questions the answers come from memory, which has fewer columns
        assert [row.piid for row in edition.actions("office = ?", ["HQ"])] == ["P2"]


@pytest.mark.parametrize("most", [0, 1_000])
def test_small_and_large_editions_answer_alike(
    tmp_path: Path, edition: Edition, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    before = edition.actions("true")
    monkeypatch.setattr(editions, "MOST_IN_MEMORY", most)
    fresh = open_ledger(str(tmp_path))
    assert [fresh.actions("true") for _ in range(5)] == [before] * 5


def test_payees_are_listed_once_without_the_unknown(edition: Edition) -> None:
    assert edition.payees() == ("ACME, INC.", "BETA LLC")


def test_an_award_is_found_by_key_or_number_in_any_case(edition: Edition) -> None:
    key = "CONT_AWD_P1_7012_-NONE-_-NONE-"
    assert [row.modification for row in edition.award(key.lower())] == ["0", "P00001"]
    assert edition.award(" p1 ") == edition.award(key)
    assert edition.award("P9") == ()


def test_values_never_become_part_of_the_statement(edition: Edition) -> None:
    assert edition.award("P1' or '1'='1") == ()
    assert edition.actions("payee = ?", ["'; drop view actions; --"]) == ()


def test_several_cursors_may_read_at_once(edition: Edition) -> None:
    one, two = edition.sql.cursor(), edition.sql.cursor()
    one.execute("select piid from actions order by 1")
    assert one.fetchone() == ("P1",)
    assert two.execute("select count(*) from actions").fetchall() == [(4,)]


def test_a_closed_edition_opens_itself_again(edition: Edition) -> None:
    before = edition.actions("true")
    edition.close()
    assert edition.actions("true") == before


def test_the_hash_of_an_edition_is_that_of_its_manifest(edition: Edition) -> None:
    assert edition.sha256 == hashlib.sha256((edition.folder / "manifest.json").read_bytes()).hexdigest()


def test_nothing_is_written_by_reading(tmp_path: Path, edition: Edition) -> None:
    before = sorted((path, path.stat().st_mtime_ns) for path in tmp_path.rglob("*"))
    edition.actions("true")
    edition.payees()
    assert sorted((path, path.stat().st_mtime_ns) for path in tmp_path.rglob("*")) == before


def test_the_environment_names_the_ledger_when_nobody_else_does(
    tmp_path: Path, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TALLYLIGHT_LEDGER", str(tmp_path))
    assert open_ledger().id == edition.id
    assert not open_ledger().starter


def test_without_any_ledger_the_starter_ledger_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TALLYLIGHT_LEDGER", raising=False)
    add(["a"], str(tmp_path / "starter"), reader=FakeReader(a=ROWS))
    monkeypatch.setattr("tallylight.settings.starter_ledger", lambda: tmp_path / "starter")
    assert open_ledger().starter


def test_a_missing_starter_ledger_is_a_missing_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TALLYLIGHT_LEDGER", raising=False)
    monkeypatch.setattr("tallylight.settings.starter_ledger", lambda: tmp_path / "nowhere")
    with pytest.raises(LedgerError, match="there is no ledger"):
        open_ledger()
