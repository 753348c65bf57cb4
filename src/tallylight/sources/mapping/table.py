"""From the bytes of a table to its rows: text with any delimiter and encoding, or a sheet of a workbook.

In: a way to read bytes, and what a mapping (or nothing yet) says of them. Out: rows of texts, the heading first.
"""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain, islice
from typing import Any

from tallylight.errors import SourceError
from tallylight.sources.mapping.text_rows import Row, rows_of
from tallylight.sources.records import MAX_RECORD, ReadInto
from tallylight.sources.shape import UnknownFormat

DELIMITERS = ",;\t|"
WORKBOOK = b"PK\x03\x04"
LARGEST_WORKBOOK = 512 * 1024**2  # bytes, unpacked; a workbook is held in memory as a whole
SAMPLE_LINES = 50

_CHUNK = 1024**2
_MARK_IN_LATIN_1 = codecs.BOM_UTF8.decode("latin-1")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass
class Table:
    """Rows, and what was found out about the bytes. `recoded` counts lines that were not in the encoding expected."""

    rows: Iterator[Row]
    encoding: str = "utf-8"
    delimiter: str = ","
    recoded: list[int] = field(default_factory=lambda: [0])


def open_table(
    readinto: ReadInto,
    where: str,
    *,
    encoding: str | None,
    delimiter: str | None,
    sheet: str | None,
    mark: str = ".",
    taken: list[str] | None = None,
    longest: int = MAX_RECORD,
) -> Table:
    """The rows of a table from its start. `mark` is how numbers of a workbook are written out.

    `taken` and `longest` are those of `rows_of`.

    Raises UnknownFormat for what is no table, SourceError when it is damaged or in another encoding than stated.
    """
    head = _read(readinto, _CHUNK)
    if head.startswith(WORKBOOK):
        return Table(_workbook(head + _rest(readinto, where), where, sheet, mark), "workbook")
    if head.startswith(UTF_16):
        encoding = "utf-16"
    if b"\0" in head and encoding != "utf-16":
        raise UnknownFormat("not a text file", where=where, do="Name a CSV file or a workbook (.xlsx).")
    recoded = [0]
    lines = _lines(head, readinto, where, encoding, recoded)
    first = list(islice(lines, SAMPLE_LINES))
    if first:
        first[0] = first[0].removeprefix("\ufeff").removeprefix(_MARK_IN_LATIN_1)
    if not any(line.strip() for line in first):
        raise UnknownFormat("the file is empty", where=where, do="Fetch it again, or leave it out.")
    delimiter = delimiter or likely_delimiter(first)
    rows = rows_of(chain(first, lines), delimiter, where, taken=taken, longest=longest)
    return Table(rows, encoding or "utf-8", delimiter, recoded)


def rows_in(readinto: ReadInto, where: str, delimiter: str, recoded: list[int]) -> Iterator[Row]:
    """The rows of a later part of a table, which begins with a record. `recoded` counts lines that are not UTF-8."""
    return rows_of(_lines(_read(readinto, _CHUNK), readinto, where, None, recoded), delimiter, where)


def _read(readinto: ReadInto, size: int) -> bytes:
    buffer = bytearray(size)
    filled = 0
    while filled < size and (read := readinto(memoryview(buffer)[filled:])):
        filled += read
    return bytes(buffer[:filled])


def _rest(readinto: ReadInto, where: str) -> bytes:
    parts, size = [], 0
    while part := _read(readinto, _CHUNK):
        parts.append(part)
        size += len(part)
        if size > LARGEST_WORKBOOK:
            raise _too_large(where)
    return b"".join(parts)


def _lines(head: bytes, readinto: ReadInto, where: str, encoding: str | None, recoded: list[int]) -> Iterator[str]:
    """Lines with their ends. Without a stated encoding, a line that is not UTF-8 is taken for Windows-1252."""
    if encoding:
        yield from _decoded(head, readinto, where, encoding)
        return
    rest = head
    while rest:
        lines = rest.split(b"\n")
        more = _read(readinto, _CHUNK)
        rest = lines.pop() + more if more else b""
        for number, line in enumerate(lines, 1):
            end = "\n" if more or number < len(lines) else ""
            try:
                yield line.decode() + end
            except UnicodeDecodeError:
                recoded[0] += 1
                yield line.decode("cp1252", errors="replace") + end
        _not_too_long(rest, where)


def _decoded(head: bytes, readinto: ReadInto, where: str, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
    chunk, rest = head, ""
    try:
        while True:
            text = rest + decoder.decode(chunk, final=not chunk)
            lines = text.split("\n")
            rest = lines.pop()
            yield from (line + "\n" for line in lines)
            _not_too_long(rest, where)
            if not chunk:
                break
            chunk = _read(readinto, _CHUNK)
        if rest:
            yield rest
    except UnicodeDecodeError as error:
        what = f"the text is not in the encoding that is stated, {encoding}"
        raise SourceError(what, where=where, do="State another `encoding`, or save the file again.") from error


def _not_too_long(line: bytes | str, where: str) -> None:
    if len(line) > MAX_RECORD:
        what = f"a line is longer than {MAX_RECORD // 1024**2} MB: this is no table"
        raise SourceError(what, where=where, do="Look at the file.")


def likely_delimiter(lines: list[str]) -> str:
    """The mark that stands equally often, and at least once, in most of these lines; a comma when none does."""

    def score(mark: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in _tried(lines, mark) if row)
        width, times = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]), default=(1, 0))
        return (times, width) if width > 1 else (0, 0)

    return max(DELIMITERS, key=score)


def _tried(lines: list[str], mark: str) -> Iterator[list[str]]:
    """The rows that these lines have with this mark, without those that make no sense with it."""
    reader = csv.reader(lines, delimiter=mark)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            continue


def _workbook(raw: bytes, where: str, sheet: str | None, mark: str) -> Iterator[Row]:
    from python_calamine import CalamineWorkbook

    _check_size(raw, where)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        names = book.sheet_names
    except BaseException as error:
        raise _broken(error, where) from error
    if sheet is not None and sheet not in names:
        raise SourceError(
            "the workbook has no sheet of the name that the mapping states", where=where, do="Correct `sheet`."
        )
    if not names:
        raise UnknownFormat("a workbook without a sheet", where=where, do="Leave it out.")
    try:
        rows = book.get_sheet_by_name(sheet or names[0]).iter_rows()
    except BaseException as error:
        raise _broken(error, where) from error
    for row in rows:
        texts = [as_text(value, mark) for value in row]
        if any(texts):
            yield texts


def _check_size(raw: bytes, where: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            size = sum(member.file_size for member in packed.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise _broken(error, where) from error
    if size > LARGEST_WORKBOOK:
        raise _too_large(where)


def _too_large(where: str) -> SourceError:
    what = f"the workbook is larger than {LARGEST_WORKBOOK // 1024**2} MB"
    return SourceError(what, where=where, do="Save its sheet as CSV.")


def _broken(error: BaseException, where: str) -> BaseException:
    """What to raise when the workbook cannot be read. The library can panic, which is no Exception."""
    if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
        return error
    return SourceError(
        "the workbook is damaged or of a kind that is not read", where=where, do="Save its sheet as CSV."
    )


def as_text(value: Any, mark: str) -> str:
    """A cell of a workbook as a text. Its numbers are binary; they have the 15 digits that the program shows."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return f"{Decimal(f'{value:.15g}'):f}".replace(".", mark) if abs(value) < 1e300 else ""
        case datetime():
            return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ", "seconds")
        case date():
            return value.isoformat()
    return str(value).strip()
