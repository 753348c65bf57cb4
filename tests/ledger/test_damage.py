"""A byte that changed on the disk, anywhere in a ledger: one line and exit code 4, whatever is asked, and never a figure."""

from __future__ import annotations

import io
import random
import shutil
import sys
from pathlib import Path

import duckdb
import pytest

from tallylight.cli import main
from tallylight.errors import LedgerError
from tallylight.ledger import layout, open_ledger
from tallylight.ledger.build import add
from tests.ledger.fakes import FakeReader, action

COMMANDS = [
    ["check", "-"], ["award", "P7"], ["vendor", "acme"], ["technology"], ["search", "widgets"], ["status"], ["changes"],
    ["cite"], ["export", "actions", "--format", "csv"], ["export", "awards", "--format", "ocds"],
    ["export", "awards", "--format", "ftm"], ["export", "actions", "--format", "sqlite", "--out", "out.sqlite"],
    ["export", "actions", "--format", "datapackage", "--out", "out"], ["rebuild"], ["review", "list"],
    ["add", "other.csv"],
]  # fmt: skip
PLACES = [0.0, *(random.Random(20250905).random() for _ in range(8)), 1.0]  # of the bytes of a part
OTHER = "award_key,modification,date,obligated,agency,payee,description,public_page\n"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of two files."""
    ledger = tmp_path_factory.mktemp("whole") / "ledger"
    rows = [
        action(f"P{number}", obligated=f"{number}.17", description=f"WIDGET {number * 7919}") for number in range(900)
    ]
    reader = FakeReader(a=rows, b=[action("P900")])
    add(["a"], str(ledger), reader=reader)
    add(["b"], str(ledger), reader=reader)
    return ledger


def flipped(ledger: Path, part: str, place: float) -> Path:
    """The ledger with one byte of a part of its current edition inverted."""
    name = layout.current(ledger)
    assert name is not None
    path = layout.edition_folder(ledger, name) / part
    content = bytearray(path.read_bytes())
    content[round(place * (len(content) - 1))] ^= 0xFF
    path.unlink()  # the parent edition has the same file under another name
    path.write_bytes(content)
    return ledger


@pytest.fixture
def copy(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole, tmp_path / "ledger")
    return tmp_path / "ledger"


def assert_said_in_one_line(
    words: list[str], ledger: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ledger.parent)
    (ledger.parent / "other.csv").write_text(OTHER)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"ICE paid Acme $5 million in 2024.")))
    assert main(["--ledger", str(ledger), *words]) == 4
    shown = capsys.readouterr()
    (line,) = shown.err.splitlines()
    assert line.startswith("tallylight: ")
    assert "bug" not in line
    assert shown.out == ""


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_says_that_the_ledger_is_damaged(
    copy: Path, words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert_said_in_one_line(words, flipped(copy, "actions/0001.parquet", 0.5), monkeypatch, capsys)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("part", ["actions/0001.parquet", "index/actions.parquet", "rows/0001.parquet"])
def test_wherever_the_byte_stands(
    copy: Path, part: str, place: float, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert_said_in_one_line(["search", "widget"], flipped(copy, part, place), monkeypatch, capsys)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("part", ["actions/0001.parquet", "index/actions.parquet"])
def test_in_a_ledger_too_large_to_be_compared_each_time_damage_is_no_bug_either(
    copy: Path, part: str, place: float, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(layout, "ALWAYS_VERIFIED", 0)
    flipped(copy, part, place)
    for words in (["award", "P7"], ["export", "actions", "--format", "csv"]):
        assert main(["--ledger", str(copy), *words]) in (0, 1, 4)
    assert "bug" not in capsys.readouterr().err


def test_a_question_that_is_wrong_is_not_blamed_on_the_ledger(copy: Path) -> None:
    with pytest.raises(duckdb.Error, match="nowhere"):
        open_ledger(str(copy)).query("select * from nowhere")


def test_the_parent_of_a_build_is_looked_at_when_the_build_fails(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "ALWAYS_VERIFIED", 0)
    flipped(copy, "actions/0001.parquet", 1.0)
    with pytest.raises(LedgerError, match="damaged"):
        add(["c"], str(copy), reader=FakeReader(c=[action("P7", "P00001")]))
