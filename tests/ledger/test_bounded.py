"""A build of many actions: the same whatever it does at once, and in little memory."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallylight.ledger import attributing, build, current, engine, open_ledger
from tests.ledger.fakes import FakeReader, action

TEXTS = ["BODY CAMERAS", "DRONE PARTS", "TEN WIDGETS", "UNMANNED AIRCRAFT SYSTEM", None]
BUILT = (
    "again", "attributions", "changes", "current", "current_blocks", "descriptions", "filled_blocks", "identity_actions",
    "index", "index_of_one_file", "new_versions", "payees_subawards", "payees_summaries", "silent", "silent_texts",
    "suggested", "ties", "withdrawn",
)  # fmt: skip


@given(st.lists(st.lists(st.sampled_from("AABC"), max_size=7), max_size=6))
def test_batches_are_cut_so_that_no_description_is_parted(batches: list[list[str]]) -> None:
    texts = sorted(text for batch in batches for text in batch)
    sizes = [len(batch) for batch in batches]
    given_ones = iter(texts)
    said = [pa.record_batch({"description": [next(given_ones) for _ in range(size)]}, _DESCRIBED) for size in sizes]
    cut = [batch.column("description").to_pylist() for batch in attributing._whole_groups(said)]
    assert [text for batch in cut for text in batch] == texts
    assert all(one[-1] != other[0] for one, other in pairwise(cut))


_DESCRIBED = pa.schema([pa.field("description", pa.string())])


def test_an_edition_is_the_same_however_many_rows_are_handled_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = contents(made(tmp_path / "one"))
    monkeypatch.setattr(attributing, "AT_ONCE", 2)
    monkeypatch.setattr(current, "AT_ONCE", 3)
    assert contents(made(tmp_path / "other")) == whole


def made(ledger: Path) -> Path:
    """A ledger of two files with rows in common, one of them shown twice, and one tied to its award."""
    chance = random.Random(1)
    rows = [
        action(f"A{n % 9}", f"P{n:05}" if n % 9 else "0", description=chance.choice(TEXTS), payee=f"PAYEE {n % 4}")
        for n in range(30)
    ]
    older, newer = rows[:20], [*rows[10:], rows[12], action("A3", "P99999", keyless=True)]
    for day, some in enumerate((older, newer), 1):
        build.add(["a.csv"], str(ledger), as_of=date(2026, 1, day), reader=FakeReader(**{"a.csv": some}))
    return ledger


def contents(ledger: Path) -> dict[str, bytes]:
    folder = Path(open_ledger(str(ledger)).folder)
    return {path.name: path.read_bytes() for path in (folder / "index").iterdir()}


def test_a_version_that_its_newest_file_shows_twice_is_attributed_once(tmp_path: Path) -> None:
    rows = [action("A1", description="DRONE PARTS"), action("A1", description="DRONE PARTS")]
    build.add(["a.csv"], str(tmp_path / "l"), as_of=date(2026, 1, 1), reader=FakeReader(**{"a.csv": rows}))
    edition = open_ledger(str(tmp_path / "l"))
    assert edition.query("select count(*), count(distinct row_hash) from attributions") == [(1, 1)]


@pytest.mark.parametrize("name", BUILT)
def test_no_statement_that_reads_every_row_gathers_what_cannot_spill(name: str) -> None:
    text = engine.statement(name)
    assert not any(word in text for word in ("any_value(", "list(", "string_agg(", "arg_max(", "min(description"))


WORDS = (
    "CAMERAS LICENSES SUPPORT SOFTWARE FORENSIC MOBILE TRAINING OPTION YEAR VEHICLES TOWERS DRONE DATA GUARD".split()
)


def test_many_actions_are_built_in_little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While texts were gathered in groups, it failed with this much."""
    monkeypatch.setattr(engine, "BUILD_MEMORY", "40MB")
    monkeypatch.setattr(engine, "BUILD_THREADS", 2)
    path = tmp_path / "many.csv"
    path.write_text("".join(lines(60_000)), encoding="utf-8")
    made = build.add([str(path)], str(tmp_path / "ledger"), as_of=date(2026, 1, 1))
    assert made.files[0].rows_kept == 60_000


def lines(rows: int) -> Iterator[str]:
    """Search answers of awards of five actions each, no two descriptions equal."""
    chance = random.Random(1)
    yield (
        "Agency,Award ID,Recipient Name,Federal Action Obligation,Action Date,Modification,Product/Service Description,"
        "NAICS Description,Transaction Description,Generated Award ID\n"
    )
    for row in range(rows):
        piid = f"70CT00P{row // 5:08}"
        text = " ".join(chance.choices(WORDS, k=10))
        yield (
            f"ICE,{piid},PAYEE {row // 5 % 9_991} LLC,{row / 100},2025-01-{row % 28 + 1:02},{row % 5 and f'P{row % 5:05}'},"
            f"SUPPORT,SOFTWARE,{text} LOT {row},CONT_AWD_{piid}_7012_-NONE-_-NONE-\n"
        )
