"""From the lines of a text to its rows, record by record, whatever its quotes do.

In: lines with their ends. Out: the cells of each record, or why it has none. A quote that nothing closes as it should costs the
record that it stands in, and none of those behind it: their lines are read again, each by itself.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from tallylight.errors import SourceError
from tallylight.sources.records import MAX_RECORD
from tallylight.sources.shape import NoRow

MOST_LINES = 10_000
"""Lines of one record. No cell met has so many: a quote is not closed. They are counted, and not the characters, because a
text that is read again in another encoding must be cut at the same places."""

_CELL = MAX_RECORD * 4  # characters of a cell; `_Lines` looks at those of a record


BEHIND_A_QUOTE = NoRow("text stands behind the quote that closes a cell")
NOT_CLOSED = NoRow("a quote opens a cell and no quote closes it where a cell can end")
A_BREAK = NoRow("a line break stands in a cell without quotes")

Row = list[str] | NoRow


class Told:
    """Hands rows on, those without cells as one that no header fits, and keeps the reasons of these by row; 1 is the first."""

    def __init__(self) -> None:
        self.rows = 0  # handed on so far
        self.reasons: dict[int, NoRow] = {}

    def cells(self, rows: Iterable[Row]) -> Iterator[list[str]]:
        """The cells of each row."""
        for row in rows:
            self.rows += 1
            if isinstance(row, NoRow):
                self.reasons[self.rows] = row
                yield ["?"]
            else:
                yield row


class _Lines:
    """Lines one by one: those that are read `again` first, the last of them at its front. `taken` is the record at hand."""

    def __init__(self, lines: Iterator[str], taken: list[str], where: str, longest: int) -> None:
        self._lines, self._where, self._longest = lines, where, longest
        self.taken, self.again = taken, list[str]()
        self._size = 0

    def of_a_record(self) -> Iterator[str]:
        """The lines from here on, until a record has too many. Raises SourceError when it is too long to be held."""
        while True:
            if len(self.taken) >= MOST_LINES:
                return
            line = self.again.pop() if self.again else next(self._lines, None)
            if line is None:
                return
            if self.taken:
                self._size += len(line)
                if self._size > self._longest:
                    what = f"a record is longer than {MAX_RECORD // 1024**2} MB: a quote is not closed"
                    raise SourceError(what, where=self._where, do="Look for a quote without its second one.")
            else:
                self._size = len(line)
            self.taken.append(line)
            yield line


def rows_of(
    lines: Iterator[str], delimiter: str, where: str, *, taken: list[str] | None = None, longest: int = MAX_RECORD
) -> Iterator[Row]:
    """The row of each record; blank lines have none. `taken` has the lines of a record when its row is given.

    A record of over `longest` characters raises SourceError.
    """
    taken = [] if taken is None else taken
    source = _Lines(lines, taken, where, longest)
    alone = 0  # so many lines are no part of a record of several lines
    reader = csv.reader(source.of_a_record(), delimiter=delimiter, strict=True)
    while True:
        taken.clear()
        if alone:
            alone -= 1
            if row := _row_of(next(source.of_a_record()), delimiter):
                yield row
            continue
        csv.field_size_limit(_CELL)
        try:
            row = next(reader, [])
        except csv.Error as error:
            no_row = _why(error, len(taken))
            # The last of several lines may begin a record as well as end this one; no line between them closed its quotes.
            alone = max(0, len(taken) - 2)
            source.again += reversed(taken[1:])
            del taken[1:]
            reader = csv.reader(source.of_a_record(), delimiter=delimiter, strict=True)
            yield no_row
            continue
        if row:
            yield row
        elif not taken:
            return


def _row_of(line: str, delimiter: str) -> Row:
    """The row of a record that is one line; no cells when it is blank."""
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        return _why(error, 1)


def _why(error: csv.Error, lines: int) -> NoRow:
    if lines > 1 or "unexpected end" in str(error):
        return NOT_CLOSED
    return A_BREAK if "new-line character" in str(error) else BEHIND_A_QUOTE
