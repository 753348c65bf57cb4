"""A document as a table: the stream of CSV that the rest of `sources` reads, and what is known of it as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from typing import Any

import pyarrow as pa

from tallylight.sources.documents.paths import texts_of
from tallylight.sources.lines import csv_lines, quoted
from tallylight.sources.readers.reader import Header, Reader
from tallylight.sources.records import ReadInto
from tallylight.sources.shape import NoRow

Row = Sequence[str | None]
"""One record: a text for each column of the header, None where the document does not say."""

Column = Callable[[Sequence[Any]], pa.StringArray]
"""What makes texts of the values of one column."""

# So many are turned into bytes together.
_FIRST_ROWS, _MOST_ROWS = 256, 4096
_MOST_BYTES = 4 * 1024**2


class Tabulated:
    """The records of one document. `header` names each column by its way through the document, for error messages.

    `rows` are values of which `column` makes texts, a column at a time; or `lines` has them as lines of CSV already.
    `as_written` gives for each record, from the bytes of the document, a line that only an exact repeat has too; None
    where the lines of CSV tell that. `reasons` says by its number why a row is none, where its cells do not; it is filled as
    rows are made, and whoever lists a reason takes it out.
    """

    def __init__(
        self,
        reader: Reader,
        header: Header,
        rows: Iterable[Sequence[Any]] = (),
        *,
        column: Column = texts_of,
        lines: Iterable[bytes] = (),
        as_of: Callable[[], date | None] = lambda: None,
        notes: Callable[[], Iterable[str]] = tuple,
        as_written: Callable[[ReadInto], Iterable[bytes]] | None = None,
        reasons: dict[int, NoRow] | None = None,
    ) -> None:
        self.reader, self.header, self.as_written = reader, header, as_written
        self.reasons = {} if reasons is None else reasons
        self._lines = chain([_written([header])], lines, lines_of(rows, len(header), column))
        self._as_of, self._notes = as_of, notes
        self._waiting = memoryview(b"")

    @property
    def as_of(self) -> date | None:
        """The day on which the publisher showed the document, when it says so. Right once everything was read."""
        return self._as_of()

    def notes(self) -> tuple[str, ...]:
        """What was odd, in plain words. Complete once everything was read."""
        return tuple(self._notes())

    def readinto(self, view: memoryview) -> int:
        """Fill the view with the next bytes of the table; gives their number, 0 at the end."""
        filled = 0
        while filled < len(view):
            if not self._waiting:
                self._waiting = memoryview(next(self._lines, b""))
                if not self._waiting:
                    break
            size = min(len(self._waiting), len(view) - filled)
            view[filled : filled + size] = self._waiting[:size]
            self._waiting = self._waiting[size:]
            filled += size
        return filled


def lines_of(rows: Iterable[Sequence[Any]], width: int, column: Column = texts_of) -> Iterator[bytes]:
    """Rows as lines of CSV, many at a time. Those that do not have `width` cells are written as they are."""
    rows, count = iter(rows), _FIRST_ROWS
    while some := list(islice(rows, count)):
        if set(map(len, some)) == {width} and width > 1:
            lines = lines_of_columns([column(values) for values in zip(*some, strict=True)])
        else:
            lines = _written([[column([value])[0].as_py() for value in row] for row in some])
        yield lines
        count = max(1, min(_MOST_ROWS, 4 * len(some), _MOST_BYTES * len(some) // len(lines)))


def lines_of_columns(cells: Sequence[pa.StringArray]) -> bytes:
    """More than one column of texts as lines of CSV. No table holds a NUL."""
    return bytes(csv_lines([quoted(column) for column in cells], "\n")).replace(b"\0", b" ")


def _written(rows: Iterable[Sequence[str | None]]) -> bytes:
    """Rows of any lengths as CSV. No table holds a NUL, and a lone surrogate is no text."""
    lines = (",".join(_cell(text or "") for text in row) if any(row) or len(row) != 1 else '""' for row in rows)
    return "".join(f"{line}\n" for line in lines).replace("\0", " ").encode("utf-8", errors="replace")


def _cell(text: str) -> str:
    """In quotes where it needs them; the standard library's writer gives none to a line feed of old Macs."""
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\r\n') else text
