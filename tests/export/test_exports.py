"""Exports hold what the edition holds, row for row and cent for cent, and nothing about private people."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tallylight.export import cite, ftm, ocds, package, sqlite, tables
from tallylight.export.write import TABLES, rows_of, write
from tallylight.ledger import Edition, open_ledger
from tallylight.ledger.filters import Filter
from tests.export.samples import every_kind

STAND_INS = re.compile(r"PRIVATE PERSON|5550100000|SOLE PROPRIETOR \d|1 EXAMPLE ST\b|123456\.78", re.IGNORECASE)


@pytest.fixture(scope="module")
def starter() -> Edition:
    """The ledger that the package ships."""
    return open_ledger()


@pytest.fixture(scope="module")
def everything(records: Path, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """Every sample file but the search answers, which hold no stand-ins."""
    return every_kind(records, tmp_path_factory.mktemp("all") / "ledger")


def text_of(edition: Edition, what: str, form: str, **more: object) -> str:
    out = io.BytesIO()
    write(edition, what, form, out, **more)  # type: ignore[arg-type]
    return out.getvalue().decode()


def csv_rows(edition: Edition, what: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text_of(edition, what, "csv"))))


def test_every_table_is_written_in_every_plain_format(starter: Edition) -> None:
    for what in tables.ORDER:
        count = sum(1 for _ in rows_of(tables.reader(starter, what)))
        assert len(csv_rows(starter, what)) == count
        assert len(text_of(starter, what, "jsonl").splitlines()) == count


def test_the_sums_of_an_export_are_those_of_the_ledger(starter: Edition) -> None:
    ((total,),) = starter.query("select sum(obligated) from actions")
    for what in ("actions", "awards", "attributions"):
        assert sum(Decimal(row["obligated"]) for row in csv_rows(starter, what)) == total


def test_words_choose_the_same_actions_as_search(starter: Edition) -> None:
    from tallylight.ledger import search

    found = search.find(starter, ["clearview"], 10_000)
    rows = [
        json.loads(line) for line in text_of(starter, "actions", "jsonl", only=Filter(words=["clearview"])).splitlines()
    ]
    assert {row["action_id"] for row in rows} == {row["action_id"] for row in found.actions}
    assert 0 < len(rows) < 193


def test_an_award_that_words_choose_is_whole(starter: Edition) -> None:
    every = {row["award_id"]: row["obligated"] for row in csv_rows(starter, "awards")}
    some = [
        json.loads(line)
        for line in text_of(starter, "awards", "jsonl", only=Filter(words=["stop", "work"])).splitlines()
    ]
    assert some
    assert all(every[row["award_id"]] == row["obligated"] for row in some)


def test_the_sqlite_file_has_the_same_rows_and_sums_to_the_cent(starter: Edition, tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    sqlite.write(starter, path)
    with sqlite3.connect(path) as database:
        ((total,),) = starter.query("select sum(obligated) from actions")
        assert database.execute("select sum(obligated_cents) from actions").fetchone() == (int(total * 100),)
        assert database.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert database.execute("pragma foreign_key_check").fetchall() == []
        found = database.execute("select count(*) from actions_fts where actions_fts match 'clearview'").fetchone()[0]
        assert found == len(
            [1 for row in csv_rows(starter, "actions") if "CLEARVIEW" in row["description"] + row["payee"]]
        )


def test_each_attribution_of_the_sqlite_file_is_of_its_action(starter: Edition, tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    sqlite.write(starter, path)
    with sqlite3.connect(path) as database:
        odd = database.execute(
            "select count(*) from attributions t join actions a using (action_row) where t.action_id <> a.action_id"
        ).fetchone()
    assert odd == (0,)


def test_the_same_edition_gives_the_same_bytes(starter: Edition, tmp_path: Path) -> None:
    made: list[list[bytes]] = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        package.write(starter, folder)
        sqlite.write(starter, folder / "a.sqlite")
        for form, writer in (("ocds", ocds.write), ("ftm", ftm.write)):
            with (folder / form).open("wb") as out:
                writer(starter, out)
        made.append([path.read_bytes() for path in sorted(folder.iterdir())])
    assert made[0] == made[1]


def test_releases_of_an_award_end_at_what_was_obligated(starter: Edition) -> None:
    out = io.BytesIO()
    ocds.write(starter, out)
    last = {release["ocid"]: release for release in json.loads(out.getvalue())["releases"]}
    awards = {row["award_id"]: row["obligated"] for row in csv_rows(starter, "awards")}
    assert len(last) == len(awards)
    for release in last.values():
        contract = release["contracts"][0]
        assert Decimal(str(contract["value"]["amount"])) == Decimal(awards[contract["id"]])


def test_the_prefix_of_an_ocid_can_be_set(starter: Edition) -> None:
    out = io.BytesIO()
    ocds.write(starter, out, prefix="ocds-abc123")
    assert all(one["ocid"].startswith("ocds-abc123-CONT_") for one in json.loads(out.getvalue())["releases"])


def test_no_entity_is_a_person(starter: Edition) -> None:
    out = io.BytesIO()
    ftm.write(starter, out)
    schemas = {json.loads(line)["schema"] for line in out.getvalue().splitlines()}
    assert schemas == {"PublicBody", "Organization", "Contract", "ContractAward"}


def test_a_citation_names_source_row_hash_edition_and_page(starter: Edition) -> None:
    (one,) = cite.find(starter, "70CTD024P00000012")
    assert starter.files[0].sha256 in one.text
    assert starter.id in one.text
    assert one.url == "https://www.usaspending.gov/award/CONT_AWD_70CTD024P00000012_7012_-NONE-_-NONE-/"
    assert re.search(r"facts\.csv, rows \d+", one.text)


def test_a_citation_of_an_action_is_of_one_row(starter: Edition) -> None:
    (one,) = cite.find(starter, "CONT_AWD_70CTD024P00000012_7012_-NONE-_-NONE-:0")
    assert len(one.rows) == 1
    assert "2,000,000.00 USD" in one.title


@pytest.mark.records
def test_no_export_holds_anything_about_a_private_person(everything: Edition, tmp_path: Path) -> None:
    seen = 0
    for what in tables.ORDER:
        for form in TABLES:
            with (tmp_path / f"{what}.{form}").open("wb") as out:
                write(everything, what, form, out)
        for row in rows_of(tables.reader(everything, what)):
            seen += 1
            assert not STAND_INS.search(" ".join(map(str, row))), what
    assert seen > 5_000
    sqlite.write(everything, tmp_path / "a.sqlite")
    (tmp_path / "package").mkdir()
    package.write(everything, tmp_path / "package")
    writers: tuple[tuple[str, Callable[..., None]], ...] = (("ocds", ocds.write), ("ftm", ftm.write))
    for form, writer in writers:
        with (tmp_path / form).open("wb") as out:
            writer(everything, out)
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert not STAND_INS.search(path.read_bytes().decode("latin-1")), path


@pytest.mark.records
def test_awards_of_other_currencies_keep_theirs(everything: Edition) -> None:
    rows = csv_rows(everything, "awards")
    assert {"GBP", "MXN", "PYG", "USD"} <= {row["currency"] for row in rows}
    assert all(row["award_kind"] == "process" for row in rows if row["currency"] in ("GBP", "MXN", "PYG"))
