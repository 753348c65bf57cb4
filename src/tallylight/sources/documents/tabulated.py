"""A document as a table: the stream of CSV that the rest of `sources` reads, and what is known of it as a whole."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from tallylight.sources.readers.reader import Header, Reader

Row = Sequence[str | None]
"""One record: a text for each column of the header, None where the document does not say."""

_LINES = 256  # turned into bytes together


class Tabulated:
    """The records of one document. `header` names each column by its way through the document, for error messages."""

    def __init__(
        self,
        reader: Reader,
        header: Header,
        rows: Iterable[Row],
        *,
        as_of: Callable[[], date | None] = lambda: None,
        notes: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        self.reader, self.header = reader, header
        self._lines = _lines(header, rows)
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


def _lines(header: Header, rows: Iterable[Row]) -> Iterator[bytes]:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    for number, row in enumerate(rows, 1):
        writer.writerow(row)
        if number % _LINES == 0:
            yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> bytes:
    """What was written so far, and an empty buffer again. No table holds a NUL, and a lone surrogate is no text."""
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text.replace("\0", " ").encode("utf-8", errors="replace")
