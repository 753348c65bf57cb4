"""The command line as other programs rely on it: JSON fields, exit codes, one line for each error."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tallylight import __version__
from tallylight.cli import main

HEADER = [
    "Agency", "Award ID", "Recipient Name", "Federal Action Obligation", "Action Date", "Modification",
    "Product/Service Description", "NAICS Description", "Transaction Description", "Generated Award ID",
]  # fmt: skip

# Invented rows in the layout of a search answer.
ROWS = [
    ("ICE", "70XX0001", "ACME WIDGETS, INC.", "3750000.0", "2025-09-05", "0", "SOFTWARE", "PUBLISHERS", "TEN WIDGETS"),
    ("ICE", "70XX0001", "ACME WIDGETS, INC.", "-12541.46", "2025-09-20", "P00001", "SOFTWARE", "PUBLISHERS", "=LESS"),
    ("ICE", "70XX0002", "ACME SERVICES LLC", "7.5", "2025-03-01", "P00003", "GUARDS", "GUARDS", '@GUARDS, "NIGHT"'),
]

EXPORTED = [
    "action_id", "award_id", "piid", "modification", "action_date", "fiscal_year", "obligated", "ceiling", "agency",
    "sub_agency", "payee", "payee_uei", "organisation_id", "family_id", "description", "psc", "naics", "source_sha256",
    "source_row", "first_seen", "last_seen", "removed",
]  # fmt: skip

MONEY = re.compile(r"-?\d+\.\d\d")

Run = Callable[..., tuple[int, str, str]]


def write_answer(path: Path, rows: Sequence[Sequence[str]] = ROWS) -> Path:
    """A search answer with these rows, with the award keys that belong to them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEADER)
        out.writerows([*row, f"CONT_AWD_{row[1]}_7012_-NONE-_-NONE-"] for row in rows)
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line in this process: exit code, standard output, standard error."""
    monkeypatch.delenv("TALLYLIGHT_LEDGER", raising=False)

    def call(*words: object) -> tuple[int, str, str]:
        code = main([str(word) for word in words])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return call


@pytest.fixture
def ledger(tmp_path: Path, run: Run) -> Path:
    """A ledger made from ROWS as of 2026-08-22."""
    file = write_answer(tmp_path / "answer.csv")
    code, _, _ = run("--ledger", tmp_path / "ledger", "add", file, "--as-of", "2026-08-22")
    assert code == 0
    return tmp_path / "ledger"


def answer(out: str) -> dict[str, Any]:
    told = json.loads(out)
    assert isinstance(told, dict)
    return told


def assert_one_line(err: str) -> str:
    """Every error is one line in one form, and no traceback."""
    (line,) = err.splitlines()
    assert line.startswith("tallylight: ")
    return line


def test_add_reports_the_accounts_of_every_file_as_json(tmp_path: Path, run: Run) -> None:
    file = write_answer(tmp_path / "answer.csv", [*ROWS, ROWS[0]])
    code, out, _ = run("--ledger", tmp_path / "ledger", "add", file, "--as-of", "2026-08-22", "--json")
    told = answer(out)
    assert code == 0
    assert (told["edition"], told["parent"], told["as_of"]) == ("2026-08-22.1", None, "2026-08-22")
    (accounts,) = told["files"]
    assert accounts["path"] == str(file)
    assert len(accounts["sha256"]) == 64
    assert accounts["format"] == "usaspending-api-actions"
    assert [accounts[f"rows_{what}"] for what in ("read", "kept", "repeated", "rejected")] == [4, 3, 1, 0]
    assert accounts["obligated"] == "3737466.04"
    assert told["rejected"] == []
    assert told["changes"] == {"added": 0, "removed": 0, "altered": 0, "missing": 0}
    assert "unchanged" not in told


def test_adding_the_same_file_again_says_unchanged(tmp_path: Path, run: Run, ledger: Path) -> None:
    code, out, _ = run("add", tmp_path / "answer.csv", "--ledger", ledger, "--json")
    told = answer(out)
    assert (code, told["unchanged"], told["edition"]) == (0, True, "2026-08-22.1")
    assert (ledger / "current").read_text() == "2026-08-22.1\n"


def test_a_rejected_row_is_listed_and_needs_a_persons_eye(tmp_path: Path, run: Run) -> None:
    bad = ("ICE", "70XX0003", "ACME", "12.00", "2025-13-45", "0", "S", "P", "BAD DAY")
    file = write_answer(tmp_path / "answer.csv", [*ROWS, bad])
    code, out, _ = run("--ledger", tmp_path / "ledger", "add", file, "--json")
    (row,) = answer(out)["rejected"]
    assert code == 1
    assert (row["path"], row["row"], row["field"], row["value"]) == (str(file), 4, "action_date", "2025-13-45")
    assert row["column"] == "Action Date"
    assert row["reason"]


def test_strict_refuses_a_file_with_a_rejected_row_in_one_line(tmp_path: Path, run: Run) -> None:
    bad = ("ICE", "70XX0003", "ACME", "12.00", "2025-13-45", "0", "S", "P", "BAD DAY")
    file = write_answer(tmp_path / "answer.csv", [*ROWS, bad])
    code, out, err = run("--ledger", tmp_path / "ledger", "add", file, "--strict")
    assert (code, out) == (3, "")
    assert f"{file}, row 4" in assert_one_line(err)
    assert not (tmp_path / "ledger" / "current").exists()


def test_what_is_met_in_a_folder_and_not_known_is_passed_over_and_said(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "downloads"
    folder.mkdir()
    write_answer(folder / "answer.csv")
    (folder / "notes.csv").write_text("a,b\n1,2\n")
    code, out, err = run("--ledger", tmp_path / "ledger", "add", folder, "--json")
    assert code == 0
    assert [skipped["path"] for skipped in answer(out)["skipped"]] == [str(folder / "notes.csv")]
    assert "notes.csv was passed over" in err


def test_award_gives_its_actions_in_order_and_what_they_add_up_to(run: Run, ledger: Path) -> None:
    code, out, err = run("--ledger", ledger, "award", "70XX0001", "--json")
    told = answer(out)
    assert (code, err) == (0, "")
    assert (told["edition"], told["query"], told["total"]) == ("2026-08-22.1", "70XX0001", 1)
    assert [row["modification"] for row in told["actions"]] == ["0", "P00001"]
    assert [row["running"] for row in told["actions"]] == ["3750000.00", "3737458.54"]
    assert (told["obligated"], told["ceiling"], told["history"]) == ("3737458.54", None, [])
    assert told["results"] == told["actions"]
    assert set(EXPORTED) <= set(told["results"][0])
    assert all(MONEY.fullmatch(row["obligated"]) for row in told["results"])


def test_award_without_its_base_action_is_said_to_have_no_total(run: Run, ledger: Path) -> None:
    _, out, _ = run("--ledger", ledger, "award", "70XX0002", "--json")
    assert "the base award is not among them" in answer(out)["warnings"][0]


def test_an_award_that_is_not_held_is_an_empty_answer_and_no_error(run: Run, ledger: Path) -> None:
    code, out, _ = run("--ledger", ledger, "award", "nothing", "--json")
    told = answer(out)
    assert (code, told["total"], told["results"], told["obligated"]) == (0, 0, [], None)


def test_vendor_gives_totals_and_look_alikes(run: Run, ledger: Path) -> None:
    code, out, _ = run("--ledger", ledger, "vendor", "Acme Widgets", "--json")
    told = answer(out)
    assert code == 0
    assert (told["total"], told["awards"], told["obligated"]) == (2, 1, "3737458.54")
    assert told["totals"][0]["sub_agency"] == "U.S. Immigration and Customs Enforcement"
    assert (told["first_action"], told["last_action"]) == ("2025-09-05", "2025-09-20")
    assert [row["payee"] for row in told["not_to_be_confused_with"]] == ["ACME SERVICES LLC"]
    assert set(EXPORTED) <= set(told["results"][0])


def test_search_gives_the_newest_first_and_counts_all(run: Run, ledger: Path) -> None:
    code, out, _ = run("--ledger", ledger, "search", "acme", "--limit", 1, "--json")
    told = answer(out)
    assert (code, told["query"], told["total"], told["obligated"]) == (0, "acme", 3, "3737466.04")
    assert [row["action_date"] for row in told["results"]] == ["2025-09-20"]
    assert set(EXPORTED) <= set(told["results"][0])


def test_status_tells_editions_coverage_and_warnings(run: Run, ledger: Path) -> None:
    code, out, _ = run("status", "--verify", "--json", "--ledger", ledger)
    told = answer(out)
    assert code == 0
    assert (told["edition"], told["editions"], told["starter"]) == ("2026-08-22.1", ["2026-08-22.1"], False)
    (block,) = told["coverage"]
    assert (block["fiscal_year"], block["state"], block["rows"]) == (2025, "complete", 3)
    assert (block["start"], block["end"]) == ("2024-10-01", "2025-09-20")
    assert told["verified"] > 5
    assert told["warnings"] == []


def test_status_finds_a_file_that_was_altered(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tallylight.ledger.layout.ALWAYS_VERIFIED", 0)  # as in a large ledger
    part = ledger / "editions" / "2026-08-22.1" / "views.sql"
    part.write_text(part.read_text().replace("view", "VIEW"))
    assert run("--ledger", ledger, "status")[0] == 0
    code, out, err = run("--ledger", ledger, "status", "--verify")
    assert (code, out) == (4, "")
    assert "views.sql" in assert_one_line(err)


@pytest.mark.parametrize("before", [True, False])
def test_global_options_may_stand_before_or_after_the_command(run: Run, ledger: Path, before: bool) -> None:
    options: list[object] = ["--ledger", ledger, "--edition", "2026-08-22.1", "--no-color"]
    words = [*options, "award", "70XX0001"] if before else ["award", "70XX0001", *options]
    code, out, err = run(*words)
    assert (code, err) == (0, "")
    assert "$3,737,458.54" in out


def test_the_environment_may_name_the_ledger(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALLYLIGHT_LEDGER", str(ledger))
    code, out, err = run("award", "70XX0001", "--json")
    assert (code, err, answer(out)["total"]) == (0, "", 1)


def test_without_a_ledger_the_starter_ledger_is_read_and_it_is_said(run: Run) -> None:
    code, out, err = run("status", "--json")
    assert (code, answer(out)["starter"]) == (0, True)
    assert "starter ledger" in assert_one_line(err)


@pytest.mark.parametrize("command", [["award", "70XX0001"], ["vendor", "acme"], ["search", "acme"], ["status"]])
def test_what_a_person_reads_fits_80_columns_and_has_no_colour_codes(
    run: Run, ledger: Path, command: list[str]
) -> None:
    code, out, _ = run("--ledger", ledger, *command)
    assert code == 0
    assert "\x1b" not in out
    prose = [line for line in out.splitlines() if "SHA-256" not in line and str(ledger) not in line]
    assert max(len(line) for line in prose) <= 80


def test_csv_has_the_exports_fields_and_disarms_formulas(run: Run, ledger: Path) -> None:
    code, out, _ = run("--ledger", ledger, "export", "actions", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert list(rows[0])[: len(EXPORTED)] == EXPORTED
    assert [row["description"] for row in rows] == ["TEN WIDGETS", "'=LESS", '\'@GUARDS, "NIGHT"']
    assert [row["obligated"] for row in rows] == ["3750000.00", "-12541.46", "7.50"]
    assert (rows[0]["organisation_id"][:4], rows[0]["family_id"], rows[0]["removed"]) == ("org-", "", "false")


def test_as_published_leaves_texts_alone(run: Run, ledger: Path) -> None:
    _, out, _ = run("--ledger", ledger, "export", "actions", "--format", "csv", "--as-published")
    assert [row["description"] for row in csv.DictReader(io.StringIO(out))][1] == "=LESS"


def test_jsonl_has_one_object_a_line_with_null_for_the_unknown(run: Run, ledger: Path) -> None:
    _, out, _ = run("--ledger", ledger, "export", "actions", "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["obligated"] for row in rows] == ["3750000.00", "-12541.46", "7.50"]
    assert (rows[0]["action_date"], rows[0]["ceiling"], rows[0]["removed"]) == ("2025-09-05", None, False)
    assert (rows[0]["fiscal_year"], rows[0]["source_row"]) == (2025, 1)


def test_parquet_keeps_the_types(run: Run, ledger: Path, tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    target = tmp_path / "actions.parquet"
    assert run("--ledger", ledger, "export", "actions", "--format", "parquet", "--out", target) == (0, "", "")
    schema = pq.read_schema(target)
    assert schema.names[: len(EXPORTED)] == EXPORTED
    assert schema.field("obligated").type == pa.decimal128(20, 2)
    assert schema.field("action_date").type == pa.date32()


def test_awards_are_exported_with_their_sums_and_whether_the_base_is_there(run: Run, ledger: Path) -> None:
    _, out, _ = run("--ledger", ledger, "export", "awards", "--format", "jsonl")
    first, second = (json.loads(line) for line in out.splitlines())
    assert first == {
        "award_id": "CONT_AWD_70XX0001_7012_-NONE-_-NONE-", "piid": "70XX0001",
        "sub_agency": "U.S. Immigration and Customs Enforcement", "payee": "ACME WIDGETS, INC.",
        "first_action": "2025-09-05", "last_action": "2025-09-20", "actions": 2, "obligated": "3737458.54",
        "ceiling": None, "description": "TEN WIDGETS", "has_base": True, "award_kind": "contract", "currency": "USD",
    }  # fmt: skip
    assert (second["has_base"], second["description"]) == (False, '\'@GUARDS, "NIGHT"'[1:])


def test_an_export_is_the_same_bytes_each_time(run: Run, ledger: Path) -> None:
    words = ("--ledger", ledger, "export", "actions", "--format", "csv")
    assert run(*words) == run(*words)


def test_an_export_that_cannot_be_written_leaves_nothing_behind(run: Run, ledger: Path, tmp_path: Path) -> None:
    target = tmp_path / "missing" / "actions.csv"
    code, _, err = run("--ledger", ledger, "export", "actions", "--format", "csv", "--out", target)
    assert code == 2
    assert "cannot be written" in assert_one_line(err)


def test_an_export_into_a_device_does_not_replace_it(run: Run, ledger: Path) -> None:
    code, _, _ = run("--ledger", ledger, "export", "actions", "--format", "csv", "--out", "/dev/null")
    assert code == 0
    assert not Path("/dev/null").is_file()


WRONG_USAGE: list[list[str]] = [
    [],
    ["nonsense"],
    ["add"],
    ["add", "x", "--ledger", "L", "--as-of", "22.08.2026"],
    ["add", "x", "--ledger", "L", "--as-of", "20260822"],
    ["add", "x"],
    ["add", "x", "--ledger", "L", "--edition", "2026-08-22.1"],
    ["check"],
    ["check", "x", "--date", "yesterday"],
    ["check", "x", "--fail-on", "doubted"],
    ["check", "x", "--batch", "y"],
    ["search", "x", "--limit", "many"],
    ["search", "x", "--limit", "-1"],
    ["search", " "],
    ["export", "everything", "--format", "csv"],
    ["export", "actions", "--format", "xlsx"],
    ["export", "actions", "--format", "parquet"],
    ["award", "x", "--colour"],
]


@pytest.mark.parametrize("words", WRONG_USAGE, ids=" ".join)
def test_wrong_usage_is_one_line_and_exit_code_2(run: Run, words: list[str]) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    line = [line for line in err.splitlines() if "starter ledger" not in line]
    assert_one_line("\n".join(line))


@pytest.mark.parametrize("words", [["status"], ["award", "x"], ["vendor", "x"], ["search", "x"]])
def test_a_ledger_that_is_not_there_is_one_line_and_exit_code_4(run: Run, tmp_path: Path, words: list[str]) -> None:
    code, out, err = run("--ledger", tmp_path / "nowhere", *words)
    assert (code, out) == (4, "")
    assert "there is no ledger" in assert_one_line(err)


def test_an_edition_that_is_not_there_is_one_line_that_names_those_that_are(run: Run, ledger: Path) -> None:
    for name in ("2020-01-01.1", "../../etc", ""):
        code, _, err = run("--ledger", ledger, "--edition", name, "status")
        if name:
            assert code == 4
            assert "It has: 2026-08-22.1." in assert_one_line(err)


def test_a_file_that_is_not_there_is_one_line_and_exit_code_3(run: Run, tmp_path: Path) -> None:
    code, out, err = run("--ledger", tmp_path / "ledger", "add", tmp_path / "nothing.csv")
    assert (code, out) == (3, "")
    assert "nothing.csv" in assert_one_line(err)
    assert not (tmp_path / "ledger").exists()


def test_help_and_version_end_well(run: Run) -> None:
    assert run("--version") == (0, f"tallylight {__version__}\n", "")
    code, out, _ = run("--help")
    assert code == 0
    assert "exit codes" in out


@pytest.mark.parametrize("command", ["add", "check", "status", "award", "vendor", "search", "export"])
def test_the_help_of_every_command_is_a_sentence_and_an_example(run: Run, command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert f"example: tallylight {'--ledger ledger ' if command in ('add', 'status') else ''}{command}" in out


def test_a_fault_of_the_program_is_one_line_and_keeps_its_traceback_for_debug(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_: object) -> None:
        raise ZeroDivisionError("two\nlines")

    monkeypatch.setattr("tallylight.commands.award.run", fault)
    code, _, err = run("--ledger", ledger, "award", "x")
    assert code == 70
    assert "this is a bug: ZeroDivisionError: two lines." in assert_one_line(err)
    assert "Traceback" in run("--ledger", ledger, "award", "x", "--debug")[2]


def test_an_interrupt_ends_in_one_line(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tallylight.commands.award.run", interrupt)
    code, _, err = run("--ledger", ledger, "award", "x")
    assert code == 130
    assert "stopped" in assert_one_line(err)


def test_a_reader_that_has_had_enough_is_no_error(ledger: Path) -> None:
    words = [sys.executable, "-m", "tallylight", "--ledger", str(ledger), "export", "actions", "--format", "csv"]
    child = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.close()  # before anything was written
    assert child.stderr is not None
    assert child.stderr.read() == b""
    assert child.wait() == 0


def test_a_word_that_is_not_unicode_is_no_fault_of_the_program(run: Run, ledger: Path) -> None:
    odd = os.fsdecode(b"caf\xe9")
    for words in (["award", odd], ["vendor", odd], ["search", odd]):
        assert run("--ledger", ledger, *words, "--json")[0] == 0
