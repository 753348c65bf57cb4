"""`technology` and `knowledge check`, as a person and as a program see them."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest

from tallylight import knowledge, technology
from tests.technology.test_suggest import model_of
from tests.test_cli import Run, run, write_answer

__all__ = ["run"]

ROWS = [
    ("ICE", "70XX0001", "ACME TRADING, INC.", "100.00", "2024-11-05", "0", "SOFTWARE", "S", "CELLEBRITE UFED LICENSES"),
    ("ICE", "70XX0001", "ACME TRADING, INC.", "20.00", "2025-09-20", "P00001", "SOFTWARE", "S", "EXERCISE OPTION 1"),
    ("ICE", "70XX0002", "CELLEBRITE INC", "7.50", "2025-03-01", "0", "SOFTWARE", "S", "RENEWAL"),
    ("ICE", "70XX0003", "ACME TRADING, INC.", "9.00", "2025-03-01", "0", "CHAIRS", "S", "CHAIRS FOR THE PHONE LAB"),
    ("ICE", "70XX0004", "ACME TRADING, INC.", "3.00", "2025-03-02", "0", "SCANNERS", "S", "X-RAY BAGGAGE SCANNER"),
    ("ICE", "70XX0005", "ACME SUPPORT LLC", "1.00", "2025-03-02", "0", "IT", "S", "IT SUPPORT SERVICES"),
    ("ICE", "70XX0005", "ACME SUPPORT LLC", "2.00", "2025-03-03", "P00001", "IT", "S", "ADD 2 DRONES"),
    ("ICE", "70XX0005", "ACME SUPPORT LLC", "3.00", "2025-03-04", "P00002", "IT", "S", "ADD FUNDING"),
    ("ICE", "70XX0005", "ACME SUPPORT LLC", "4.00", "2025-03-05", "P00003", "IT", "S", "CHANGE OF COR"),
    ("ICE", "70XX0006", "ACME OPTICS LLC", "5.00", "2025-03-05", "0", "NIGHT VISION EQUIPMENT", "S", "ACCESSORIES"),
]


@pytest.fixture
def ledger(tmp_path: Path, run: Run) -> Path:
    path = tmp_path / "ledger"
    assert run("--ledger", path, "add", write_answer(tmp_path / "rows.csv", ROWS), "--as-of", "2025-10-01")[0] == 0
    return path


def attributions(ledger: Path, run: Run, tmp_path: Path) -> dict[tuple[str, str], dict[str, str]]:
    out = tmp_path / "out.csv"
    assert run("--ledger", ledger, "export", "attributions", "--format", "csv", "--out", out)[0] == 0
    with out.open(encoding="utf-8", newline="") as lines:
        return {(row["award_id"].split("_")[2], row["modification"]): row for row in csv.DictReader(lines)}


def test_every_action_has_a_row_and_an_option_buys_what_its_award_buys(ledger: Path, run: Run, tmp_path: Path) -> None:
    rows = attributions(ledger, run, tmp_path)
    assert len(rows) == len(ROWS)
    said = {key: (row["technology"], row["maker"], row["rule"]) for key, row in rows.items()}
    assert said["70XX0001", "0"] == ("mobile_device_forensics", "Cellebrite", "product")
    assert said["70XX0001", "P00001"] == ("mobile_device_forensics", "Cellebrite", "award")
    assert said["70XX0002", "0"] == ("mobile_device_forensics", "Cellebrite", "payee")
    assert said["70XX0003", "0"] == ("none", "", "")
    assert said["70XX0006", "0"][::2] == ("night_vision_thermal", "code")
    assert {row["basis"] for row in rows.values()} == {"attributed"}


def test_a_drone_bought_under_a_support_contract_does_not_make_it_one_for_drones(
    ledger: Path, run: Run, tmp_path: Path
) -> None:
    rows = attributions(ledger, run, tmp_path)
    assert {mod: rows["70XX0005", mod]["technology"] for mod in ("0", "P00001", "P00002", "P00003")} == {
        "0": "none",
        "P00001": "drones_uas",
        "P00002": "none",
        "P00003": "none",
    }


def test_one_action_that_names_the_payees_own_product_speaks_for_an_award_older_than_the_records(
    run: Run, tmp_path: Path
) -> None:
    changes = [("PHONE LAB", "CHANGE OF COR"), ("GRAYKEY LICENSE", "ADD FUNDING"), ("SOFTWARE", "EXERCISE OPTION 4"),
               ("SOFTWARE", "CHANGE OF COR"), ("SOFTWARE", "CLOSEOUT")]  # fmt: skip
    old = [
        ("ICE", award, payee, f"{n}.00", f"2025-03-0{n}", f"P0000{n}", "IT", "S", changes[n - 1][n != 2])
        for award, payee in (("70XX0010", "MAGNET FORENSICS, LLC"), ("70XX0011", "ACME TRADING, INC."))
        for n in range(1, 6)
    ]
    path = tmp_path / "old"
    assert run("--ledger", path, "add", write_answer(tmp_path / "old.csv", old), "--as-of", "2025-10-01")[0] == 0
    rows = attributions(path, run, tmp_path)
    assert rows["70XX0010", "P00005"]["technology"] == "mobile_device_forensics"
    assert rows["70XX0011", "P00002"]["technology"] == "mobile_device_forensics"
    assert rows["70XX0011", "P00005"]["technology"] == "none", "a reseller sells other things under the same award"


def test_a_technology_adds_up_by_maker_agency_year_and_channel(ledger: Path, run: Run) -> None:
    code, out, _ = run("--ledger", ledger, "technology", "mobile_device_forensics", "--json")
    answer = json.loads(out)
    assert code == 0
    assert (answer["total"], answer["awards"], answer["obligated"]) == (3, 2, "127.50")
    assert [(row["maker"], row["obligated"]) for row in answer["by_maker"]] == [("Cellebrite", "127.50")]
    assert {row["channel"]: row["obligated"] for row in answer["by_channel"]} == {
        "direct": "7.50",
        "reseller": "120.00",
    }
    assert sum(Decimal(row["obligated"]) for row in answer["by_agency_year"]) == Decimal("127.50")
    assert answer["results"][0]["evidence"]


def test_what_watches_things_stands_apart(ledger: Path, run: Run) -> None:
    _, out, _ = run("--ledger", ledger, "technology")
    people, things = out.split("Technology that watches things:")
    assert "mobile_device_forensics" in people
    assert "inspection_scanners" not in people
    assert "inspection_scanners" in things


def test_an_unknown_technology_is_one_line(ledger: Path, run: Run) -> None:
    code, _, err = run("--ledger", ledger, "technology", "magic")
    assert code == 2
    assert err.startswith("tallylight: there is no technology 'magic' (ID). One of: ai_content_analysis, ")
    assert err.count("\n") == 1


def test_the_shipped_knowledge_files_have_no_problems(run: Run) -> None:
    code, out, _ = run("knowledge", "check")
    files = len(list((knowledge.FOLDER / "makers").glob("*.yaml")))
    assert (code, out) == (0, f"{files:,} files, 0 problems.\n")


def maker(name: str, more: str = "") -> str:
    return f"name: {name}\nlegal_names: [{name}]\n{more}sources: [https://a.example/]\n"


def owner(name: str) -> str:
    return f"parents:\n  - {{name: {name}, source: 'https://a.example/'}}\n"


@pytest.mark.parametrize(
    ("files", "complaints"),
    [
        ({"a": maker("A", "sells: magic\n")}, ["'magic' is not a technology of technologies.yaml (a.yaml, line 3)"]),
        (
            {"a": maker("A", "words: [gadget]\n"), "b": maker("B", "words: [Gadget]\n")},
            ["the word of a description 'GADGET' is claimed twice (a.yaml, line 3 and b.yaml, line 3)"],
        ),
        (
            {"a": maker("A", owner("B")), "b": maker("B", owner("C")), "c": maker("C", owner("A"))},
            ["a cycle of parents: A is owned by B is owned by C is owned by A (a.yaml, line 4)"],
        ),
        (
            {"a": maker("A", "nonsense: 1\n"), "b": "- x\n"},
            ["the field 'nonsense' is not known here (a.yaml, line 3)", "expected fields"],
        ),
    ],
)
def test_every_problem_is_named_with_file_and_line(
    tmp_path: Path, run: Run, files: dict[str, str], complaints: list[str]
) -> None:
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    code, out, _ = run("knowledge", "check", tmp_path)
    assert code == 1
    for complaint in complaints:
        assert complaint in out
    assert len(out.splitlines()) == len(complaints) + 1


SUGGESTED = ("ICE", "70XX0009", "ACME AVIATION LLC", "8.00", "2025-03-06", "0", "OTHER", "S", "ROTORCRAFT PARTS")
LOOKS_ALIKE = (
    "ICE",
    "70XX0010",
    "ACME AVIATION LLC",
    "6.00",
    "2025-03-07",
    "0",
    "OTHER",
    "S",
    "LIGHT TOWER ROTORCRAFT",
)


@pytest.fixture
def with_model(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger made with a model that takes ROTORCRAFT for drones."""
    monkeypatch.setattr(technology, "load_model", lambda: model_of(ROTORCRAFT=9.0))
    path = tmp_path / "suggested"
    rows = [*ROWS, SUGGESTED, LOOKS_ALIKE]
    assert run("--ledger", path, "add", write_answer(tmp_path / "more.csv", rows), "--as-of", "2025-10-01")[0] == 0
    return path


def test_a_suggestion_is_shown_apart_and_counts_only_when_asked_for(with_model: Path, run: Run) -> None:
    plain = json.loads(run("--ledger", with_model, "technology", "drones_uas", "--json")[1])
    asked = json.loads(run("--ledger", with_model, "technology", "drones_uas", "--with-suggested", "--json")[1])
    assert [row["description"] for row in plain["suggested"]] == ["ROTORCRAFT PARTS"]
    assert plain["suggested"] == asked["suggested"]
    assert Decimal(asked["obligated"]) - Decimal(plain["obligated"]) == Decimal("8.00")
    assert (asked["total"], asked["with_suggested"]) == (plain["total"] + 1, True)
    assert all(row["basis"] == "attributed" for row in plain["results"])
    shown = run("--ledger", with_model, "technology", "drones_uas")[1]
    assert "Suggested by a statistical model where no rule speaks: 1 action, $8.00 (in no sum" in " ".join(
        shown.split()
    )


def test_a_suggestion_never_overrides_a_rule_that_says_it_is_no_surveillance(
    with_model: Path, run: Run, tmp_path: Path
) -> None:
    rows = attributions(with_model, run, tmp_path)
    assert (rows["70XX0009", "0"]["basis"], rows["70XX0009", "0"]["rule"]) == ("suggested", "model")
    assert 0.5 <= float(rows["70XX0009", "0"]["probability"]) <= 1
    assert (rows["70XX0010", "0"]["basis"], rows["70XX0010", "0"]["technology"]) == ("attributed", "none")
    assert {row["probability"] for key, row in rows.items() if key[0] != "70XX0009"} == {""}


def test_an_award_shows_what_it_bought_and_apart_what_is_only_suggested(with_model: Path, run: Run) -> None:
    assert (
        "Suggested by a statistical model, in no sum: drones_uas" in run("--ledger", with_model, "award", "70XX0009")[1]
    )
    said = run("--ledger", with_model, "award", "70XX0001")[1]
    assert "Bought: mobile_device_forensics, UFED, Cellebrite" in said
    (award,) = json.loads(run("--ledger", with_model, "award", "70XX0009", "--json")[1])["awards"]
    assert [(row["technology"], row["basis"]) for row in award["technologies"]] == [("drones_uas", "suggested")]
