"""Files whose lines end with a carriage return alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallylight.sources.line_ends import with_line_feeds
from tests.sources.mapping.support import ROW, mapping, read_with, table
from tests.sources.support import TRANSACTION, api, csv_text, load, write, write_zip


def _read(content: bytes, sizes: list[int]) -> bytes:
    waiting = memoryview(content)

    def readinto(view: memoryview) -> int:
        nonlocal waiting
        size = min(len(waiting), len(view), 70_000)
        view[:size], waiting = waiting[:size], waiting[size:]
        return size

    read, out, turn = with_line_feeds(readinto), b"", 0
    while True:
        view = memoryview(bytearray(sizes[turn % len(sizes)]))
        size = read(view)
        if not size:
            return out
        out, turn = out + bytes(view[:size]), turn + 1


@given(
    st.lists(st.sampled_from([b"ab", b"\r", b"\n", b"\r\n", b"\0", b"long"]), max_size=8),
    st.lists(st.integers(9_000, 100_000), min_size=1, max_size=3),
)
def test_only_a_text_that_begins_without_a_line_feed_is_changed(parts: list[bytes], sizes: list[int]) -> None:
    content = b"".join(parts).replace(b"long", b"x" * 70_000)
    head = content[: 64 * 1024]
    changed = b"\r" in head and b"\n" not in head and b"\0" not in head
    assert _read(content, sizes) == (content.replace(b"\r", b"\n") if changed else content)


@pytest.mark.parametrize(
    "rows",
    [
        [api(Transaction_Description="a\nb, c"), api(), api()],
        [TRANSACTION, {**TRANSACTION, "modification_number": "P9"}],
    ],
)
def test_a_file_of_lone_carriage_returns_is_read_as_any_other(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    text = csv_text(rows, end="\n")
    expected, kept = load(write(tmp_path, text, "feeds.csv"))
    for path in (
        write(tmp_path, text.replace("\n", "\r"), "returns.csv"),
        write_zip(tmp_path, {"returns.csv": text.replace("\n", "\r")}),
    ):
        report, again = load(path)
        assert (report.rows_read, report.rows_kept, report.rows_repeated, report.obligated) == (
            expected.rows_read, expected.rows_kept, expected.rows_repeated, expected.obligated,
        )  # fmt: skip
        assert again.hashes == kept.hashes


def test_a_mapped_table_of_lone_carriage_returns_is_read_as_any_other(tmp_path: Path) -> None:
    path = table(tmp_path, ROW, ROW.replace("7,", "8,", 1))
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r"))
    report, _ = read_with(path, mapping(tmp_path))
    assert (report.rows_kept, report.rows_rejected) == (2, 0)
