"""What may be named, and the one clear line for what may not."""

from __future__ import annotations

import csv
import gzip
import io
import os
import re
import struct
import tempfile
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallylight.errors import SourceError
from tallylight.sources import PackedTwice, UnknownFormat, archive, find_inputs
from tallylight.sources.archive import open_content
from tests.sources.support import (
    API_HEADER,
    API_ROW,
    SUMMARY,
    TRANSACTION,
    api,
    csv_text,
    load,
    load_text,
    write,
    write_zip,
)

TABLE = csv_text([API_ROW])


def load_all(path: Path) -> None:
    """Read every input of a path."""
    for source in find_inputs([str(path)]):
        load(source)


def refused(folder: Path, path: Path, *words: str) -> str:
    """The one line that a path ends with."""
    with pytest.raises(SourceError) as caught:
        load_all(path)
    line = str(caught.value)
    assert "\n" not in line
    assert path.name in line
    for word in words:
        assert word in line
    return line


def test_a_folder_is_walked_to_the_bottom_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    write(tmp_path, TABLE, "c.csv")
    write(tmp_path / "b", TABLE, "z.csv")
    write(tmp_path, TABLE, "a.csv.gz")
    found = [Path(i.path).relative_to(tmp_path).as_posix() for i in find_inputs([str(tmp_path)])]
    assert found == ["a.csv.gz", "b/z.csv", "c.csv"]


def test_hidden_files_are_ignored(tmp_path: Path) -> None:
    write(tmp_path, TABLE, ".DS_Store")
    write(tmp_path, TABLE, "a.csv")
    assert len(find_inputs([str(tmp_path)])) == 1


def test_a_named_file_is_named_and_one_in_a_folder_is_not(tmp_path: Path) -> None:
    path = write(tmp_path, TABLE)
    assert [i.named for i in find_inputs([str(path), str(tmp_path)])] == [True, False]


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty" / "below").mkdir(parents=True)
    refused(tmp_path, tmp_path / "empty", "no files")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, tmp_path / "nothing.csv", "no such file")


@pytest.mark.skipif(os.geteuid() == 0, reason="an administrator may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, TABLE)
    path.chmod(0)
    refused(tmp_path, path, "no permission")


def test_a_file_that_the_system_refuses_to_open_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, TABLE)

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    refused(tmp_path, path, "no permission")


def test_gzip_is_recognised_by_its_content(tmp_path: Path) -> None:
    packed = write(tmp_path, TABLE, "a.csv.gz")
    report, _ = load(packed.rename(tmp_path / "a.txt"))
    assert report.rows_kept == 1


def test_gzip_in_several_members_is_read_to_its_end(tmp_path: Path) -> None:
    first = write(tmp_path, TABLE, "1.gz")
    half = csv_text([api(Modification="P1")]).split("\r\n", 1)[1]
    second = write(tmp_path, half, "2.gz")
    path = write(tmp_path, first.read_bytes() + second.read_bytes() + b"\0" * 512, "both")
    report, _ = load(path)
    assert report.rows_kept == 2


def test_the_hash_is_that_of_the_file_as_given(tmp_path: Path) -> None:
    import hashlib

    for name in ("a.csv", "a.csv.gz"):
        path = write(tmp_path, TABLE, name)
        assert load(path)[0].sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    (member,) = find_inputs([str(write_zip(tmp_path, {"a.csv": TABLE}))])
    assert load(member)[0].sha256 == hashlib.sha256(TABLE.encode()).hexdigest()


def test_a_zip_gives_one_input_a_member_folders_and_hidden_files_left_out(tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {
        "in/": "",
        "in/a.csv": TABLE,
        "in/deep/b.csv": TABLE,
        "__MACOSX/in/._a.csv": b"x",
        "c.csv": TABLE,
    }
    found = find_inputs([str(write_zip(tmp_path, members))])
    assert [Path(i.path).relative_to(tmp_path).as_posix() for i in found] == [
        "records.zip/in/a.csv",
        "records.zip/in/deep/b.csv",
        "records.zip/c.csv",
    ]
    assert all(load(i)[0].rows_kept == 1 for i in found)


def test_a_stored_member_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("a.csv", TABLE)
    assert load(find_inputs([str(path)])[0])[0].rows_kept == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("dictionary.xlsx", b"PK\x03\x04rest of a workbook"),
        ("readme.txt", b"Some notes about these records.\nAnd more.\n"),
        ("guide.pdf", b"%PDF-1.7\n"),
        ("feed.xml", b"<?xml version='1.0'?>\n<feed/>"),
        ("answer.json", b'{"things": []}'),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("empty.csv", b""),
    ],
)
def test_a_member_that_is_no_table_can_be_passed_over_with_a_reason(tmp_path: Path, name: str, content: bytes) -> None:
    sources = find_inputs([str(write_zip(tmp_path, {name: content, "a.csv": TABLE}))])
    with pytest.raises(UnknownFormat) as caught:
        load(sources[0])
    assert name in str(caught.value)
    assert not sources[0].named
    assert load(sources[1])[0].rows_kept == 1


@pytest.mark.parametrize("name", ["b.csv.gz", "b.zip"])
def test_an_archive_in_an_archive_is_told_apart_from_what_is_no_table(tmp_path: Path, name: str) -> None:
    inner = gzip.compress(TABLE.encode()) if name.endswith("gz") else write_zip(tmp_path, {"b.csv": TABLE}).read_bytes()
    (source,) = find_inputs([str(write_zip(tmp_path, {name: inner}, "outer.zip"))])
    with pytest.raises(PackedTwice, match="archive in an archive is not read"):
        load(source)


def test_a_workbook_named_directly_is_an_unknown_format(tmp_path: Path) -> None:
    path = write_zip(tmp_path, {"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}, "book.xlsx")
    assert "workbook" in refused(tmp_path, path)


@settings(max_examples=60, deadline=None)
@given(body=st.binary(min_size=1, max_size=2000), times=st.integers(1, 200), view=st.integers(1, 100_000))
def test_packed_content_is_whole_however_much_is_asked_for_at_once(body: bytes, times: int, view: int) -> None:
    """The engine may hold content back when the view is full and nothing packed is left to read."""
    with tempfile.TemporaryDirectory() as folder:
        whole = b"\n" + body * times  # with a line feed: lone carriage returns are read as those
        path = write_zip(Path(folder), {"a": whole})
        with open_content(path, "a", "a") as content:
            buffer = memoryview(bytearray(view))
            pieces = []
            while size := content.readinto(buffer):
                pieces.append(bytes(buffer[:size]))
        assert b"".join(pieces) == whole


def test_a_truncated_zip_is_refused_in_one_line(tmp_path: Path) -> None:
    path = write_zip(tmp_path, {"a.csv": TABLE * 50})
    path.write_bytes(path.read_bytes()[:-30])
    refused(tmp_path, path, "cut short")


def test_a_zip_with_a_damaged_member_is_refused_in_one_line(tmp_path: Path) -> None:
    path = write_zip(tmp_path, {"a.csv": csv_text([api(Modification=str(i)) for i in range(200)])})
    data = bytearray(path.read_bytes())
    data[300:310] = b"\xff" * 10
    path.write_bytes(data)
    refused(tmp_path, path, "a.csv")


def test_a_zip_member_whose_checksum_is_wrong_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("a.csv", TABLE)
    path.write_bytes(path.read_bytes().replace(b"1250.5", b"9250.5", 1))
    refused(tmp_path, path, "checksum")


def test_a_truncated_gzip_is_refused_in_one_line(tmp_path: Path) -> None:
    path = write(tmp_path, csv_text([api(Modification=str(i)) for i in range(99)]), "a.csv.gz")
    path.write_bytes(path.read_bytes()[:-20])
    refused(tmp_path, path, "cut short")


def test_a_declared_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("a.csv", "w") as member:
        for _ in range(300):
            member.write(b"a" * 1024**2)
    assert path.stat().st_size < 1024**2
    with pytest.raises(SourceError) as caught:
        find_inputs([str(path)])
    assert "unpacks to more than 200 times" in str(caught.value)


def test_a_zip_bomb_that_lies_about_its_size_is_refused_while_unpacking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "BOMB_SIZE", 1024**2)
    path = write(tmp_path, TABLE + "x,y\n" * 4_000_000, "bomb.csv.gz")
    refused(tmp_path, path, "unpacks to more than 200 times")


def test_members_that_share_their_packed_bytes_are_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path, {"a.csv": TABLE, "b.csv": TABLE})
    data = path.read_bytes()
    second = data.rindex(b"PK\x01\x02")
    offset_at = second + 42
    data = data[:offset_at] + struct.pack("<L", 0) + data[offset_at + 4 :]
    path.write_bytes(data)
    with pytest.raises(SourceError):
        find_inputs([str(path)])


@pytest.mark.parametrize("name", ["../a.csv", "in/../../a.csv", "/etc/a.csv", "C:\\a.csv", "..\\a.csv"])
def test_a_member_with_an_unsafe_name_is_refused(tmp_path: Path, name: str) -> None:
    refused(tmp_path, write_zip(tmp_path, {name: TABLE}), "unsafe name")


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path, {"a.csv": TABLE})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    refused(tmp_path, path, "encrypted")


def test_a_zip_without_files_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, write_zip(tmp_path, {}), "no files")


@pytest.mark.parametrize("content", [b"a,b\0c\n1,2\n", b"\x7fELF\x02\x01\0\0", bytes(range(256)) * 9])
def test_a_file_that_is_not_text_is_refused(tmp_path: Path, content: bytes) -> None:
    refused(tmp_path, write(tmp_path, content), "not a text file")


def test_an_unknown_header_is_refused_with_what_was_seen_and_what_it_looks_like(tmp_path: Path) -> None:
    line = refused(tmp_path, write(tmp_path, "Award ID,Action Date,Colour\n1,2,3\n"), "3 columns", "Colour")
    assert "usaspending-api-actions-9, but lacks Agency, Federal Action Obligation, Modification (" in line


def test_a_header_of_which_nothing_is_known_looks_like_nothing(tmp_path: Path) -> None:
    line = refused(tmp_path, write(tmp_path, "Colour,Weight\n1,2\n"), "2 columns: Colour, Weight")
    assert "looks like" not in line


@pytest.mark.parametrize(
    ("lost", "layout"),
    [
        ("federal_action_obligation", "usaspending-transactions"),
        ("action_date", "usaspending-transactions"),
        ("total_obligated_amount", "usaspending-award-summaries"),
    ],
)
def test_a_file_that_lacks_one_column_is_told_which(tmp_path: Path, lost: str, layout: str) -> None:
    whole = SUMMARY if layout.endswith("summaries") else TRANSACTION
    rest = {name: value for name, value in whole.items() if name != lost}
    line = refused(tmp_path, write(tmp_path, csv_text([rest], tuple(rest))))
    assert f"it looks like {layout}, but lacks {lost}" in line


def test_column_names_in_capitals_are_named_and_not_taken_for_values(tmp_path: Path) -> None:
    header = ",".join(TRANSACTION).upper()
    line = refused(tmp_path, write(tmp_path, header + "\n" + "x," * (len(TRANSACTION) - 1) + "\n"))
    assert "CONTRACT_AWARD_UNIQUE_KEY" in line
    assert "(a value)" not in line
    assert "Write the names of the columns as they were published." in line


def test_data_without_a_header_is_not_repeated_in_the_message(tmp_path: Path) -> None:
    line = refused(tmp_path, write(tmp_path, "JOHN EXAMPLE,555-010-0000\n"))
    assert "JOHN" not in line
    assert "555" not in line


@pytest.mark.parametrize("content", ["x" * 300_000 + "\n", "a,b\rc,d\re,f\r"])
def test_a_first_line_that_is_no_header_is_refused(tmp_path: Path, content: str) -> None:
    assert re.search("no table|no known format", refused(tmp_path, write(tmp_path, content)))


@pytest.mark.parametrize("mark", ["\t", "|", ";"])
def test_a_download_with_other_delimiters_is_read_all_the_same(tmp_path: Path, mark: str) -> None:
    rows = [list(api(Transaction_Description=f'A "B", {mark} C', Modification=str(n)).values()) for n in range(3)]
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerows([API_HEADER, *rows])
    plain = io.StringIO()
    csv.writer(plain).writerows([API_HEADER, *rows])
    report, kept = load_text(tmp_path, out.getvalue())
    expected, same = load_text(tmp_path, plain.getvalue())
    assert (report.format, report.rows_kept, report.obligated) == (expected.format, 3, expected.obligated)
    assert kept.hashes == same.hashes


def test_an_unknown_table_with_tabs_is_refused(tmp_path: Path) -> None:
    refused(
        tmp_path, write(tmp_path, "\t".join(f"c{n}" for n in range(9)) + "\n"), "no known format has these 9 columns"
    )
    refused(tmp_path, write(tmp_path, "a\tb\n"), "tabs")


def test_a_cell_of_200_megabytes_is_refused_in_one_line(tmp_path: Path) -> None:
    table = csv_text([api(Transaction_Description="LONG")]).replace("LONG", "X" * 200 * 1024**2)
    refused(tmp_path, write(tmp_path, table), "longer than 16 MB", "row 1")


def test_a_quote_that_is_never_closed_does_not_swallow_a_long_file(tmp_path: Path) -> None:
    rows = csv_text([api(Modification=str(i), Recipient_Name="EXAMPLE") for i in range(1000)])
    broken = rows.replace("LICENSES", '"LICENSES', 1) + rows.split("\r\n", 1)[1] * 150
    refused(tmp_path, write(tmp_path, broken), "longer than 16 MB")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, write(tmp_path, b""), "empty")


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_header_without_rows_is_a_valid_answer(tmp_path: Path, end: str) -> None:
    report, kept = load(write(tmp_path, ",".join(API_HEADER) + end))
    assert (report.rows_read, report.obligated, len(kept.batches)) == (0, Decimal(0), 0)


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("mn_all__Contracts_PrimeAwardSummaries_2025-03-21_H19M57S23_1.csv", date(2025, 3, 21)),
        ("FY2025_070_Contracts_Full_20260806.zip", date(2026, 8, 6)),
        ("FY2025_070_Contracts_Full_20260806_1.csv", date(2026, 8, 6)),
        ("snapshots/2026-08-19/FY2025.csv.gz", date(2026, 8, 19)),
        ("cbp-ice-actions-2026-02-13/FY2021.csv.gz", date(2026, 2, 13)),
        ("cbp-ice-actions/FY2025.csv.gz", None),
        ("2026-02-31/a.csv", None),
    ],
)
def test_the_day_of_a_file_is_found_in_its_name_or_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, day: date | None
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(TABLE)
    (source,) = find_inputs([path])
    assert source.as_of == day
