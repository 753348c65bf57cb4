"""`vendor`, `review`, `rebuild` and `export organisations`, as a person and as a program see them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.test_cli import Run, run, write_answer

__all__ = ["run"]

ROWS = [
    ("ICE", "70XX0001", "ACME WIDGETS, INC.", "100.00", "2024-11-05", "0", "S", "S", "WIDGETS"),
    ("ICE", "70XX0002", "ACME WIDGETS LLC", "20.00", "2025-09-20", "0", "S", "S", "MORE WIDGETS"),
    ("ICE", "70XX0003", "ACNE WIDGETS LLC", "9.00", "2025-03-01", "0", "S", "S", "WIDGETS"),
    ("ICE", "70XX0004", "CELLEBRITE INC", "7.50", "2025-03-01", "0", "S", "S", "RENEWAL"),
    ("ICE", "70XX0005", "ACME WIDGETS LLC", "5.00", "2025-03-01", "0", "S", "S", "CELLEBRITE LICENSES"),
]


@pytest.fixture
def ledger(tmp_path: Path, run: Run) -> Path:
    path = tmp_path / "ledger"
    assert run("--ledger", path, "add", write_answer(tmp_path / "rows.csv", ROWS), "--as-of", "2025-10-01")[0] == 0
    return path


def organisations(ledger: Path, run: Run) -> dict[str, dict[str, str]]:
    code, out, _ = run("--ledger", ledger, "export", "organisations", "--format", "csv")
    assert code == 0
    return {row["name"]: row for row in csv.DictReader(out.splitlines())}


def test_spellings_of_one_name_share_an_id_in_every_export(ledger: Path, run: Run) -> None:
    rows = organisations(ledger, run)
    assert list(next(iter(rows.values())))[:6] == [
        "name", "organisation_id", "organisation", "family_id", "family", "basis",
    ]  # fmt: skip
    one = rows["ACME WIDGETS, INC."]["organisation_id"]
    assert rows["ACME WIDGETS LLC"]["organisation_id"] == one != rows["ACNE WIDGETS LLC"]["organisation_id"]
    _, out, _ = run("--ledger", ledger, "export", "actions", "--format", "jsonl")
    actions = [json.loads(line) for line in out.splitlines()]
    assert {row["organisation_id"] for row in actions if row["payee"].startswith("ACME")} == {one}


def test_a_vendor_shows_what_was_bought_and_through_whom(ledger: Path, run: Run) -> None:
    answer = json.loads(run("--ledger", ledger, "vendor", "Cellebrite", "--json")[1])
    assert [(row["technology"], row["obligated"]) for row in answer["by_technology"]] == [
        ("mobile_device_forensics", "7.50")
    ]
    assert [(row["payee"], row["obligated"]) for row in answer["resellers"]] == [("ACME WIDGETS LLC", "5.00")]
    assert answer["organisations"][0]["basis"] == "own"


def test_a_decision_counts_after_a_rebuild_and_can_be_taken_back(ledger: Path, run: Run) -> None:
    found = json.loads(run("--ledger", ledger, "review", "--json")[1])
    assert {found["results"][0]["one"], found["results"][0]["other"]} & {"ACNE WIDGETS LLC"}
    pair = ("ACNE WIDGETS LLC", "ACME WIDGETS LLC")
    assert run("--ledger", ledger, "review", "decide", *pair, "same", "--who", "ann", "--why", "a slip")[0] == 0
    assert json.loads(run("--ledger", ledger, "rebuild", "--json")[1])["parent"] == "2025-10-01.1"
    rows = organisations(ledger, run)
    assert rows[pair[0]]["organisation_id"] == rows[pair[1]]["organisation_id"]
    assert (rows[pair[0]]["basis"], rows[pair[0]]["words"]) == ("decided by a person", "a slip")

    assert run("--ledger", ledger, "review", "undo", "1", "--who", "bob")[0] == 0
    assert run("--ledger", ledger, "rebuild")[0] == 0
    rows = organisations(ledger, run)
    assert rows[pair[0]]["organisation_id"] != rows[pair[1]]["organisation_id"]
    (decision,) = json.loads(run("--ledger", ledger, "review", "--json")[1])["decisions"]
    assert (decision["who"], decision["undone_by"]) == ("ann", "bob")


def test_a_decision_survives_new_files(ledger: Path, run: Run, tmp_path: Path) -> None:
    pair = ("ACNE WIDGETS LLC", "ACME WIDGETS LLC")
    run("--ledger", ledger, "review", "decide", *pair, "family", "--who", "ann", "--why", "sisters")
    more = [("ICE", "70XX0009", "BOLT LLC", "1.00", "2025-04-01", "0", "S", "S", "BOLTS")]
    run("--ledger", ledger, "add", write_answer(tmp_path / "more.csv", more), "--as-of", "2025-10-02")
    rows = organisations(ledger, run)
    assert rows[pair[0]]["family_id"] == rows[pair[1]]["family_id"] != ""
    assert rows[pair[0]]["organisation_id"] != rows[pair[1]]["organisation_id"]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("decide", "A"), "decide takes two published names"),
        (
            ("decide", "CELLEBRITE INC", "NOBODY", "same", "--who", "a", "--why", "b"),
            "the ledger holds no payee 'NOBODY'",
        ),
        (("decide", "CELLEBRITE INC", "ACME WIDGETS LLC", "same"), "a decision needs who made it and why"),
        (("undo", "7", "--who", "a"), "no decision 7 stands"),
        (("undo", "x"), "undo takes the number of a decision"),
        (("list", "x"), "too many words"),
    ],
)
def test_a_mistake_is_one_line(ledger: Path, run: Run, words: tuple[str, ...], complaint: str) -> None:
    code, _, err = run("--ledger", ledger, "review", *words)
    assert code == 2
    assert complaint in err
    assert err.count("\n") == 1


def test_decisions_need_a_ledger_of_ones_own(run: Run) -> None:
    code, _, err = run("review")
    assert code == 2
    assert "decisions need a ledger of your own" in err


def test_a_ledger_that_is_not_there_cannot_be_rebuilt(run: Run, tmp_path: Path) -> None:
    code, _, err = run("--ledger", tmp_path / "none", "rebuild")
    assert code == 4
    assert "there is no ledger here" in err
    assert not (tmp_path / "none").exists()
