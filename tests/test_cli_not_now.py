"""A ledger that is whole, and cannot be written as things stand, is no damaged one: exit code 2, and reading goes on."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tallylight.ledger import desk, publish
from tallylight.publishers import pulls
from tests.ledger.test_crash import not_root
from tests.test_cli import Run, assert_one_line, run, write_answer

__all__ = ["not_root", "run"]

FIRST = [
    ("ICE", "70XX0001", "ACME WIDGETS LLC", "100.00", "2024-11-05", "0", "S", "S", "WIDGETS"),
    ("ICE", "70XX0003", "ACNE WIDGETS LLC", "9.00", "2025-03-01", "0", "S", "S", "WIDGETS"),
]
MORE = [("ICE", "70XX0009", "BOLT LLC", "1.00", "2025-04-01", "0", "S", "S", "BOLTS")]
PAIR = ("ACNE WIDGETS LLC", "ACME WIDGETS LLC")
DECIDE = ("review", "decide", *PAIR, "same", "--who", "ann", "--why", "a slip")
PULL = ("pull", "usaspending", "--agency", "ICE", "--since", "2025-01-01", "--publisher-url", "http://127.0.0.1:9")


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that everybody may enter, which one of pytest is not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def ledger(place: Path, run: Run) -> Path:
    path = place / "ledger"
    assert run("--ledger", path, "add", write_answer(place / "first.csv", FIRST), "--as-of", "2025-10-01")[0] == 0
    return path


@pytest.fixture
def more(place: Path) -> Path:
    return write_answer(place / "more.csv", MORE)


def test_while_a_build_runs_another_is_told_to_wait_and_reading_goes_on(run: Run, ledger: Path, more: Path) -> None:
    with publish.building(ledger):
        for words in (("add", more), ("rebuild",)):
            code, _, err = run("--ledger", ledger, *words)
            assert code == 2
            assert "another build is adding to this ledger" in assert_one_line(err)
        assert run("--ledger", ledger, "status")[0] == 0
        assert run("--ledger", ledger, "status", "--verify")[0] == 0
    assert run("--ledger", ledger, "add", more)[0] == 0


def test_while_a_pull_runs_another_is_told_to_wait(run: Run, ledger: Path) -> None:
    with pulls.alone(ledger):
        code, _, err = run("--ledger", ledger, *PULL)
    assert code == 2
    assert "another pull is running" in assert_one_line(err)


@pytest.mark.parametrize("words", [("add", "MORE"), ("rebuild",), DECIDE, ("review", "undo", "1", "--who", "b"), PULL])
def test_a_ledger_in_a_folder_that_may_not_be_written_is_said_to_be_that(
    run: Run, ledger: Path, more: Path, words: tuple[str, ...], request: pytest.FixtureRequest
) -> None:
    run("--ledger", ledger, *DECIDE)
    for path in (ledger, *ledger.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    request.getfixturevalue("not_root")
    code, _, err = run("--ledger", ledger, *(str(more) if word == "MORE" else word for word in words))
    assert code == 2
    assert "cannot be written" in assert_one_line(err)
    for reading in (("status",), ("award", "70XX0001"), ("review",)):
        assert run("--ledger", ledger, *reading)[0] == 0


def test_a_first_decision_in_a_folder_that_may_not_be_written_is_refused(
    run: Run, ledger: Path, request: pytest.FixtureRequest
) -> None:
    ledger.chmod(0o555)
    request.getfixturevalue("not_root")
    code, _, err = run("--ledger", ledger, *DECIDE)
    assert code == 2
    assert "people's decisions cannot be written" in assert_one_line(err)


def test_a_decision_waits_for_another_that_is_written_and_then_says_so(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "PATIENCE_S", 0)
    run("--ledger", ledger, *DECIDE)
    with closing(sqlite3.connect(ledger / desk.FILE, isolation_level=None)) as other:
        other.execute("begin exclusive")
        code, _, err = run("--ledger", ledger, "review", "undo", "1", "--who", "bob")
    assert code == 2
    assert "database is locked" in assert_one_line(err)
    assert run("--ledger", ledger, "review", "undo", "1", "--who", "bob")[0] == 0


def test_decisions_that_are_damaged_are_a_damaged_ledger(run: Run, ledger: Path) -> None:
    run("--ledger", ledger, *DECIDE)
    (ledger / desk.FILE).write_bytes(b"no database at all" * 100)
    code, _, err = run("--ledger", ledger, "review")
    assert code == 4
    assert "Restore it from a copy" in assert_one_line(err)
