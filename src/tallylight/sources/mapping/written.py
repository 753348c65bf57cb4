"""The records of a table as they stand in its file, to tell exact repeats from rows that only mean the same.

In: the bytes of the file. Out: one line for each record that `reader` makes a row of, in the same order. Two lines are
equal when the records are byte for byte. The rows themselves cannot tell: quotes and blanks around a cell are gone there.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import islice

from tallylight.sources.mapping.table import open_table
from tallylight.sources.records import MAX_RECORD, ReadInto

_LONGEST = 4 * MAX_RECORD  # a character is up to four bytes, each of them a character of Latin-1


def as_written(
    readinto: ReadInto,
    where: str,
    *,
    header_row: int,
    encoding: str | None,
    delimiter: str | None,
    sheet: str | None = None,
) -> Iterator[bytes]:
    """A digest of each record behind the header, without its line end; a record of a workbook is its texts.

    Raises what `open_table` raises.
    """
    taken: list[str] = []
    # Latin-1 gives each byte a character of its own, and ends records where UTF-8 and Windows-1252 end them.
    table = open_table(
        readinto, where, encoding=encoding or "latin-1", delimiter=delimiter, sheet=sheet, taken=taken, longest=_LONGEST
    )  # fmt: skip
    for row in islice(table.rows, header_row, None):
        text = "".join(taken).rstrip("\r\n") if taken else repr(row)
        yield sha256(text.encode("utf-8", "surrogatepass")).hexdigest().encode() + b"\n"
