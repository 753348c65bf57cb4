"""A rendition is read as the file it stands for: the same rows at the same places, with the same hashes."""

from __future__ import annotations

import gzip
import io
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallylight.model import FileReport
from tallylight.sources import Input, rendition
from tallylight.sources.shape import UnknownFormat
from tests.sources.support import TRANSACTION, Kept, csv_text, load, write


def rendered(path: Path) -> Path:
    """The rendition of a file, beside it."""
    out = io.BytesIO()
    with Input(str(path), path).open() as content:
        rendition.render(content, str(path), out)
    return write(path.parent, out.getvalue(), "rendition.csv")


def same(path: Path) -> tuple[FileReport, FileReport]:
    """Reads both, and compares every row."""
    (one, before), (two, after) = load(path), load(rendered(path))
    assert (after.numbers, after.hashes) == (before.numbers, before.hashes)
    assert rows(after) == rows(before)
    assert (two.rows_read, two.rows_kept, two.obligated) == (one.rows_read, one.rows_kept, one.obligated)
    assert [row.row for row in two.rejected] == [row.row for row in one.rejected]
    return one, two


def rows(kept: Kept) -> list[dict[str, object]]:
    return kept.table.to_pylist() if kept.batches else []


def test_a_plain_file_and_a_person_trading_alone(tmp_path: Path) -> None:
    alone = TRANSACTION | {
        "recipient_name": "SOLE PROPRIETOR 7", "sole_proprietorship": "t", "modification_number": "P1",
        "transaction_description": "WORK OF SOLE PROPRIETOR 7,\r\n703-555-0100 OR a@b.org",
    }  # fmt: skip
    path = write(tmp_path, csv_text([TRANSACTION, alone]))
    same(path)
    text = (tmp_path / "rendition.csv").read_text(encoding="utf-8")
    for private in ("SOLE PROPRIETOR 7", "PRIVATE PERSON", "5550100000", "555-0100", "a@b.org", "EXAMPLE ST"):
        assert private not in text


def test_a_record_with_too_many_cells_stays_at_its_row_without_its_text(tmp_path: Path) -> None:
    lines = csv_text([TRANSACTION, TRANSACTION | {"modification_number": "P1"}]).splitlines(keepends=True)
    lines.insert(2, "PRIVATE PERSON 3,x\r\n")
    path = write(tmp_path, "".join(lines))
    one, _ = same(path)
    assert [row.row for row in one.rejected] == [2]
    assert "PRIVATE PERSON" not in (tmp_path / "rendition.csv").read_text(encoding="utf-8")


def test_a_delta_file_keeps_its_deletions(tmp_path: Path) -> None:
    header = ["correction_delete_ind", *TRANSACTION]
    key = "contract_transaction_unique_key"
    gone = dict.fromkeys(header, "") | {"correction_delete_ind": "D", key: TRANSACTION[key]}
    path = write(tmp_path, csv_text([dict.fromkeys(header, "") | TRANSACTION, gone], header))
    same(path)
    _, kept = load(tmp_path / "rendition.csv")
    assert kept.withdrawn == ["CONT_AWD_70CTD024P00000099_7012_-NONE-_-NONE-:0"]


def test_what_is_no_known_table_has_no_rendition(tmp_path: Path) -> None:
    for text in ("a,b\r\n1,2\r\n", ""):
        with pytest.raises(UnknownFormat):
            rendered(write(tmp_path, text))


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n"), max_size=12)


@settings(deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5), st.booleans())
def test_any_text_comes_through(
    tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[str, ...]], own: bool
) -> None:
    folder = tmp_path_factory.mktemp("any")
    made = [
        TRANSACTION
        | {
            "recipient_name": name,
            "transaction_description": text,
            "award_type_code": code,
            "modification_number": f"P{n}",
        }
        | ({"sole_proprietorship": "t"} if own else {})
        for n, (name, text, code) in enumerate(texts)
    ]
    same(write(folder, csv_text(made)))


STAND_INS = re.compile(r"PRIVATE PERSON|5550100000|SOLE PROPRIETOR \d|1 EXAMPLE ST\b|123456\.78", re.IGNORECASE)
"""What the samples have in place of private people."""


@pytest.mark.records
@pytest.mark.parametrize("folder", ["award-summaries", "subawards", "assistance"])
def test_real_files_of_every_layout(records: Path, tmp_path: Path, folder: str) -> None:
    found = sorted((records / "usaspending" / folder).rglob("*.csv.gz"))
    assert found
    for packed in found:
        same(write(tmp_path, gzip.decompress(packed.read_bytes())))
        assert not STAND_INS.search((tmp_path / "rendition.csv").read_text(encoding="utf-8"))
