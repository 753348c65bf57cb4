"""Reading again: the same accounts, the same rows, without parsing what was read before."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tallylight.model import FileReport
from tallylight.sources import Memory
from tests.sources.support import Kept, api, csv_text, load, write, write_zip


class InGroups:
    """The rows of a file in groups, as a ledger keeps them."""

    SIZE = 700

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        self.firsts = np.array(kept.numbers[:: self.SIZE], np.int64)

    def group(self, index: int) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
        some = slice(index * self.SIZE, (index + 1) * self.SIZE)
        hashes = np.frombuffer(b"".join(self.kept.hashes[some]), np.uint8).reshape(-1, 16)
        return hashes, np.array(self.kept.numbers[some], np.int64)


class Ledger:
    """What the memory asks of a ledger: the rows of the files it holds."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.files = folder, {}  # type: ignore[var-annotated]
        self.stored: dict[bytes, dict[str, object]] = {}

    def rows_of(self, sha256: str) -> InGroups | None:
        return self.files.get(sha256)

    def add(self, path: Path) -> tuple[FileReport, Kept]:
        """Read a file with the memory, and hold its rows."""
        memory = Memory(self.folder, self.rows_of)
        report, kept = load(path, memory)
        self.files[report.sha256] = InGroups(kept)
        for batch in kept.batches:
            for row in batch.to_pylist():
                self.stored[row["row_hash"]] = row
        assert set(kept.hashes) <= set(self.stored)
        memory.save()
        return report, kept

    @property
    def memory(self) -> Memory:
        return Memory(self.folder, self.rows_of)


def parsed(kept: Kept) -> int:
    return sum(len(batch) for batch in kept.batches)


def rows(count: int, seed: int = 1) -> list[dict[str, str]]:
    pick = random.Random(seed)
    return [
        api(
            Modification=str(i),
            Transaction_Description="X" * pick.randrange(40),
            Federal_Action_Obligation=f"{pick.randrange(-(10**6), 10**8) / 100:.2f}",
        )
        for i in range(count)
    ]


def same_but_for_path(a: FileReport, b: FileReport) -> bool:
    from dataclasses import replace

    return replace(a, path="") == replace(b, path="")


def test_a_file_read_again_is_hardly_parsed_and_gives_the_same_account(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "cache")
    path = write(tmp_path, csv_text(rows(2000)))
    first, kept_first = ledger.add(path)
    second, kept = ledger.add(path)
    assert first == second
    assert (kept.hashes, kept.numbers) == (kept_first.hashes, kept_first.numbers)
    assert parsed(kept) < 100


def test_a_few_changed_rows_are_parsed_with_their_neighbours_only(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "cache")
    table = rows(3000)
    ledger.add(write(tmp_path, csv_text(table), "old.csv"))
    table[700]["Federal Action Obligation"] = "0.01"
    del table[1500]
    table.insert(2200, api(Modification="NEW"))
    path = write(tmp_path, csv_text(table), "new.csv")
    again, kept = ledger.add(path)
    fresh, kept_fresh = load(path)
    assert again == fresh
    assert (kept.hashes, kept.numbers) == (kept_fresh.hashes, kept_fresh.numbers)
    assert parsed(kept) < 400


def test_repeats_and_rejected_rows_stay_exact_when_read_again(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "cache")
    table = rows(400)
    table = [*table[:200], table[10], {**table[11], "Action Date": "never"}, *table[200:], table[300], table[10]]
    path = write(tmp_path, csv_text(table))
    fresh, kept_fresh = load(path)
    assert fresh.rows_repeated == 3
    for _ in range(3):
        again, kept = ledger.add(path)
        assert again == fresh
        assert (kept.hashes, kept.numbers) == (kept_fresh.hashes, kept_fresh.numbers)


def test_a_file_that_holds_an_older_one_twice_has_each_row_repeated(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "cache")
    header, body = csv_text(rows(500)).split("\r\n", 1)
    ledger.add(write(tmp_path, f"{header}\r\n{body}", "old.csv"))
    path = write(tmp_path, f"{header}\r\n{body}{body}", "twice.csv")
    again, _ = ledger.add(path)
    assert again == load(path)[0]
    assert again.rows_repeated == 500


def test_a_plain_file_helps_a_zip_of_it(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "cache")
    text = csv_text(rows(1000))
    first, _ = ledger.add(write(tmp_path, text))
    second, kept = ledger.add(write_zip(tmp_path, {"a.csv": text}))
    assert same_but_for_path(first, second)
    assert parsed(kept) < 100


def test_the_same_bytes_under_another_header_are_not_known(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "cache")
    text = csv_text(rows(200))
    ledger.add(write(tmp_path, text, "a.csv"))
    other = text.replace("Product/Service Description", "A New Column", 1)
    report, kept = ledger.add(write(tmp_path, other, "b.csv"))
    assert parsed(kept) == report.rows_kept == 200


def test_a_file_that_the_ledger_no_longer_holds_is_parsed_again(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "cache")
    path = write(tmp_path, csv_text(rows(300)))
    ledger.add(path)
    ledger.files.clear()
    _, kept = ledger.add(path)
    assert parsed(kept) == 300


def test_the_memory_may_be_deleted_at_any_time(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "cache")
    path = write(tmp_path, csv_text(rows(300)))
    ledger.add(path)
    for file in ledger.folder.iterdir():
        file.unlink()
    _, kept = ledger.add(path)
    assert parsed(kept) == 300


@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
def test_a_damaged_memory_is_not_used_and_says_so(tmp_path: Path, damage: bytes | None) -> None:
    ledger = Ledger(tmp_path / "cache")
    path = write(tmp_path, csv_text(rows(300)))
    ledger.add(path)
    (file,) = ledger.folder.iterdir()
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data if damage is None else damage)
    assert "not used" in ledger.memory.note
    _, kept = ledger.add(path)
    assert parsed(kept) == 300
    assert ledger.memory.note == ""


def test_what_was_learned_is_forgotten_unless_it_is_saved(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "cache")
    path = write(tmp_path, csv_text(rows(300)))
    load(path, ledger.memory)
    assert not ledger.folder.exists()


def test_a_run_is_at_least_four_records(tmp_path: Path) -> None:
    """So no record is ever fingerprinted by itself."""
    ledger = Ledger(tmp_path / "cache")
    table = [api(Modification=f"{i:03}", Transaction_Description="X" * 5) for i in range(160)]
    text = csv_text(table)
    pad = -len(text.splitlines(keepends=True)[1]) % 16
    text = csv_text([{**row, "Transaction Description": "X" * (5 + pad)} for row in table])
    ledger.add(write(tmp_path, text))
    assert ledger.memory._runs["rows"].tolist() == [4] * 40


@settings(max_examples=30, deadline=None)
@given(
    before=st.lists(st.integers(0, 40), max_size=120),
    edits=st.lists(st.tuples(st.integers(0, 130), st.integers(0, 40)), max_size=6),
)
def test_reading_with_a_memory_gives_what_reading_without_gives(
    tmp_path_factory: pytest.TempPathFactory, before: list[int], edits: list[tuple[int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("memory")
    ledger = Ledger(folder / "cache")

    def table(numbers: list[int]) -> str:
        return csv_text([api(Modification=str(n), Transaction_Description="Y" * n) for n in numbers] or [api()])

    ledger.add(write(folder, table(before), "old.csv"))
    after = list(before)
    for at, number in edits:
        after[at : at + number % 3] = [number]
    path = write(folder, table(after), "new.csv")
    again, kept = ledger.add(path)
    fresh, kept_fresh = load(path)
    assert again == fresh
    assert (kept.hashes, kept.numbers) == (kept_fresh.hashes, kept_fresh.numbers)
