"""What a person at the keyboard is told: gaps beside every total, outputs that cannot be written, days that are guessed."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tallylight.knowledge import technologies
from tallylight.ledger.completeness import folded
from tests.sources.support import write_zip
from tests.test_cli import ROWS, Run, answer, assert_one_line, run, write_answer

__all__ = ["run"]

ICE = "U.S. Immigration and Customs Enforcement"
PAGE = [
    ("ICE", f"70XX{number:04}", "CELLEBRITE INC", "10.00", "2025-03-01", "0", "SOFTWARE", "S", "UFED LICENSE")
    for number in range(100)
]
"""An answer that was cut short: exactly one page, and no amount below zero."""


@pytest.fixture
def cut_short(tmp_path: Path, run: Run) -> Path:
    ledger = tmp_path / "ledger"
    assert run("--ledger", ledger, "add", write_answer(tmp_path / "rows.csv", PAGE), "--as-of", "2025-10-01")[0] == 0
    return ledger


TOTALS = [
    ["technology"], ["technology", "mobile_device_forensics"], ["vendor", "cellebrite"], ["award", "70XX0001"],
    ["search", "ufed"],
]  # fmt: skip


@pytest.mark.parametrize("words", TOTALS, ids=" ".join)
def test_wherever_a_total_is_shown_its_gaps_are(run: Run, cut_short: Path, words: list[str]) -> None:
    out = run("--ledger", cut_short, *words)[1]
    assert "cut short" in re.sub(r"\s+", " ", out)
    told = answer(run("--ledger", cut_short, *words, "--json")[1])
    assert any("cut short" in warning for warning in told["warnings"])


@pytest.mark.parametrize("what", ["actions", "awards"])
def test_an_export_says_that_rows_are_missing(run: Run, cut_short: Path, tmp_path: Path, what: str) -> None:
    for where in ([], ["--out", tmp_path / "out.csv"]):
        _, _, err = run("--ledger", cut_short, "export", what, "--format", "csv", *where)
        assert "1 agency-year lacks rows, or probably: sums may be off." in assert_one_line(err)


def test_many_gaps_of_one_agency_are_one_line_to_a_person() -> None:
    told = [f"{ICE}, fiscal 2021: cut.", f"{ICE}, fiscal 2023 to 2025: 2 repeats.", "Other, fiscal 2020: cut.", "Else."]
    assert folded(told) == (
        f"{ICE}, fiscal 2021 and 2023 to 2025: rows are missing, or probably are; `tallylight status` says which.",
        "Other, fiscal 2020: cut.",
        "Else.",
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a device that is always full")
@pytest.mark.parametrize("words", [["export", "actions", "--format", "csv"], ["status"], ["status", "--json"]])
def test_a_full_disk_behind_standard_output_is_one_line(cut_short: Path, words: Sequence[str]) -> None:
    command = [sys.executable, "-m", "tallylight", "--ledger", str(cut_short), *words]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert "the output cannot be written: no space left on device (standard output)" in assert_one_line(done.stderr)


def test_a_zip_of_which_nothing_is_read_is_an_error_in_a_ledger_that_has_records_too(
    run: Run, cut_short: Path, tmp_path: Path
) -> None:
    inner = write_zip(tmp_path, {"a.csv": "x"}, "inner.zip").read_bytes()
    nested = write_zip(tmp_path, {"inner.zip": inner}, "nested.zip")
    picture = write_zip(tmp_path, {"a.png": b"\x89PNG\r\n\x1a\n\x00\x00"}, "picture.zip")
    for packed, told in (
        (nested, "an archive in an archive is not read"),
        (picture, "none of the files holds records"),
    ):
        code, out, err = run("--ledger", cut_short, "add", packed)
        assert (code, out) == (3, "")
        assert told in assert_one_line(err)
    assert (cut_short / "current").read_text() == "2025-10-01.1\n"


def test_an_archive_in_a_zip_is_said_and_the_rest_of_the_zip_is_read(run: Run, tmp_path: Path) -> None:
    inner = write_zip(tmp_path, {"a.csv": "x"}, "inner.zip").read_bytes()
    answer = write_answer(tmp_path / "answer.csv").read_bytes()
    packed = write_zip(tmp_path, {"inner.zip": inner, "answer.csv": answer}, "packed.zip")
    words = ["--ledger", tmp_path / "ledger", "add", packed, "--as-of", "2026-08-22"]
    code, _, err = run(*words, "--strict")
    assert code == 3
    assert "an archive in an archive is not read" in assert_one_line(err)
    code, out, err = run(*words, "--json")
    assert (code, len(json.loads(out)["files"])) == (1, 1)
    told = "packed.zip/inner.zip was passed over: an archive in an archive is not read. Unpack the outer one first."
    assert told in assert_one_line(err)
    assert json.loads(out)["skipped"][0]["path"].endswith("packed.zip/inner.zip")


def test_a_day_that_was_guessed_is_said(run: Run, tmp_path: Path) -> None:
    code, _, err = run("--ledger", tmp_path / "ledger", "add", write_answer(tmp_path / "answer.csv"))
    assert code == 0
    assert "no day was found in" in assert_one_line(err)
    assert "--as-of" in err
    _, _, err = run("--ledger", tmp_path / "other", "add", tmp_path / "answer.csv", "--as-of", "2026-08-22")
    assert err == ""


def test_the_ids_of_technologies_can_be_copied_from_the_list(run: Run, tmp_path: Path) -> None:
    longest = max((kind.id for kind in technologies()), key=len)
    assert len(longest) > 25
    _, out, _ = run("technology")
    ids = {kind.id for kind in technologies()}
    listed = [line.split()[0] for line in out.splitlines() if line and line[0].islower() and line.split()[0] in ids]
    assert listed
    assert all(len(line) <= 80 for line in out.splitlines())


def test_no_line_of_a_report_ends_in_blanks_or_is_longer_than_80_but_an_address(run: Run) -> None:
    sample = Path(__file__).parents[1] / "src" / "tallylight" / "starter" / "sample-article.txt"
    for words in (
        ["check", sample],
        ["technology"],
        ["vendor", "palantir"],
        ["award", "70CTD024P00000012"],
        ["status"],
    ):
        for line in run(*words)[1].splitlines():
            assert line == line.rstrip()
            assert len(line) <= 80 or line.lstrip().startswith("https://") or words == ["status"]


def test_plain_text_is_plain_on_a_terminal_too(cut_short: Path) -> None:
    for options, environment in ((["--no-color"], {}), ([], {"NO_COLOR": "1"})):
        assert "\x1b[" not in on_a_terminal(
            ["--ledger", str(cut_short), "technology", "drones_uas", *options], environment
        )


def on_a_terminal(words: list[str], environment: dict[str, str]) -> str:
    """What a command prints where standard output is a terminal."""
    ours, its = pty.openpty()
    command = [sys.executable, "-m", "tallylight", *words]
    env = {**os.environ, "TERM": "xterm-256color", **environment}
    child = subprocess.Popen(command, stdout=its, stderr=subprocess.DEVNULL, env=env)
    os.close(its)
    shown = io.BytesIO()
    try:
        while piece := os.read(ours, 4096):
            shown.write(piece)
    except OSError:  # the terminal is gone when the child is
        pass
    child.wait()
    os.close(ours)
    return shown.getvalue().decode()


def test_status_and_check_call_the_days_of_a_block_by_both_names(run: Run, cut_short: Path, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("ICE paid Cellebrite $5 million in 2025.")
    held = answer(run("--ledger", cut_short, "status", "--json")[1])["coverage"][0]
    told = answer(run("--ledger", cut_short, "check", tmp_path / "text.txt", "--json")[1])["coverage"][0]
    assert (held["from"], held["to"]) == (held["start"], held["end"]) == (told["from"], told["to"])
    assert (told["start"], told["end"]) == (told["from"], told["to"])


def test_one_of_anything_is_told_in_the_singular(run: Run, tmp_path: Path) -> None:
    one = write_answer(tmp_path / "one.csv", ROWS[2:3])
    run("--ledger", tmp_path / "ledger", "add", one, "--as-of", "2026-08-22")
    _, out, _ = run("--ledger", tmp_path / "ledger", "status")
    assert "1 action in 1 version, 0 award summaries, from 1 file." in out
    assert not re.search(r"\b1 (files|actions|rows|versions|awards|records|cells)\b", out)


def test_a_page_address_goes_into_the_records_and_into_the_report(run: Run, tmp_path: Path) -> None:
    sample = Path(__file__).parents[1] / "src" / "tallylight" / "starter" / "sample-article.txt"
    out = ["--claimreview", tmp_path / "c.json", "--html", tmp_path / "r.html", "--page", "https://example.org/r"]
    assert run("check", sample, *out)[0] == 0
    records = json.loads((tmp_path / "c.json").read_text())
    assert all(record["url"].startswith("https://example.org/r#c") for record in records)
    assert "application/ld+json" in (tmp_path / "r.html").read_text()
    code, _, err = run("check", sample, "--page", "example.org")
    assert code == 2
    assert "is no web address" in assert_one_line(err)


def test_the_help_begins_with_checking_a_text(run: Run) -> None:
    _, out, _ = run("--help")
    assert out.index("\n  check ") < out.index("\n  award ") < out.index("\n  add ") < out.index("\n  knowledge ")
    assert all(len(line) <= 80 for line in out.splitlines())
