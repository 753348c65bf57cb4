"""From bytes to blocks of whole records: where one record ends and the next begins, quoted line breaks included.

A block ends where a run ends (see `memory.py`) when it can, so that a block never splits a run. Everything downstream
sees text without a byte-order mark, and UTF-16 is recoded to UTF-8.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tallylight.errors import SourceError
from tallylight.sources import native
from tallylight.sources.shape import UnknownFormat

Ints = NDArray[np.int64]

BLOCK_SIZE = 16 * 1024**2  # bytes read at once; several times that is in use at any time
FIRST_SIZE = 512 * 1024  # bytes read at first: most files are small
MAX_RECORD = 16 * 1024**2  # bytes; the longest real record met is below 20,000

_SCAN = 512 * 1024  # bytes looked at together, so that they stay in the processor's cache
_SAMPLE = 64 * 1024  # bytes that tell how many there may be
_SPARSE = 200  # bytes between two finds from which looking for them one by one is faster
_NEWLINE, _QUOTE, _RETURN = 10, 34, 13
# One record as other CSV readers see it: a quote opens a cell only at its start, and is plain text elsewhere.
_CELL = rb'(?:"(?:[^"]|"")*+(?:"[^,\n]*+|\Z)|[^",\n][^,\n]*+|)'
_RECORD = re.compile(_CELL + rb"(?:," + _CELL + rb")*+(\n|\Z)")

ReadInto = Callable[[memoryview], int]


@dataclass(frozen=True, slots=True)
class Block:
    """Whole records. Record i is `data[starts[i]:ends[i]]`, line end included; `first_row` numbers the first one.

    `data` is a view of a buffer that is used again: a block is valid until the next one is asked for.
    """

    data: memoryview
    starts: Ints
    ends: Ints
    first_row: int  # 1 is the first record after the header
    breaks_inside: bool  # some record has a line break inside quotes
    doubtful: bool  # a quote stands where none should: needs the careful parser

    def __len__(self) -> int:
        return len(self.starts)

    def record(self, index: int) -> bytes:
        """One record without its line end."""
        return bytes(self.data[self.starts[index] : self.ends[index]]).rstrip(b"\r\n")

    def only(self, wanted: NDArray[np.bool_]) -> Block:
        """A block of the wanted records, packed together. `first_row` means nothing there."""
        lengths = (self.ends - self.starts)[wanted]
        ends = np.cumsum(lengths)
        edges = np.flatnonzero(np.diff(np.concatenate(([False], wanted, [False])).astype(np.int8)))
        pieces = [self.data[self.starts[a] : self.ends[b - 1]] for a, b in zip(edges[::2], edges[1::2], strict=True)]
        data = memoryview(b"".join(pieces))
        return Block(data, ends - lengths, ends, 0, self.breaks_inside, self.doubtful)


class Records:
    """Reads the records of one file. `head` first, then `blocks`."""

    def __init__(self, readinto: ReadInto, where: str, *, comments: bool = False) -> None:
        self._readinto, self._where = _as_utf8(readinto), where
        self.comments = comments  # whether lines that begin with # are passed over
        self._buffer = bytearray(FIRST_SIZE)
        self._start = self._end = 0  # what is read and not yet handed over
        self._row = 0  # the header
        self._last = False

    def head(self) -> bytes:
        """The first record without its line end; empty when there is none. Blank lines and comments are passed over."""
        while True:
            starts, ends, *_ = self._scan()
            if not len(starts):
                if self._last:
                    return b""
                self._fill()
                continue
            first = bytes(self._buffer[self._start : self._start + int(ends[0])]).rstrip(b"\r\n")
            if first.strip() and not first.startswith(b"#"):
                return first
            self._start += int(ends[0])

    def skip_head(self) -> None:
        """Pass over the record that `head` returned: it is a header, not data."""
        _, ends, *_ = self._scan()
        self._start += int(ends[0])

    def blocks(self, cut: Callable[[Ints, Ints], int]) -> Iterator[Block]:
        """All remaining records. `cut(starts, ends)` says how many of them to hand over before the end is reached."""
        self._row = 1
        while True:
            starts, ends, inside, doubtful = self._scan()
            keep = len(starts) if self._last else cut(starts, ends)
            if keep:
                size = int(ends[keep - 1])
                data = memoryview(self._buffer)[self._start : self._start + size]
                block = self._block(Block(data, starts[:keep], ends[:keep], self._row, inside, doubtful))
                if len(block):
                    yield block
                self._row += len(block)
                self._start += size
            if self._last:
                return
            self._fill()

    def _fill(self) -> None:
        """Read on, behind what is left."""
        left = self._buffer[self._start : self._end]
        if len(self._buffer) < BLOCK_SIZE or len(left) + BLOCK_SIZE > len(self._buffer):
            self._buffer = bytearray(BLOCK_SIZE + max(len(left), 1024**2)) if self._end else self._buffer
        self._start, self._end = 0, len(left)
        self._buffer[: len(left)] = left
        view = memoryview(self._buffer)
        while self._end < len(view) and not self._last:
            size = self._readinto(view[self._end :])
            if self._buffer.find(b"\0", self._end, self._end + size) >= 0:
                raise UnknownFormat(
                    "not a text file", where=self._where, do="Name a CSV file, or a .gz or .zip of some."
                )
            self._end += size
            self._last = not size

    def _scan(self) -> tuple[Ints, Ints, bool, bool]:
        """The whole records of what is read: starts, ends, whether breaks stand inside quotes, whether in doubt."""
        if not self._end and not self._last:
            self._fill()
        starts, ends, inside, odd = _ends(self._buffer, self._start, self._end, last=self._last)
        whole = int(ends[-1]) if len(ends) else 0
        too_long = np.flatnonzero(ends - starts > MAX_RECORD)
        if len(too_long) or self._end - self._start - whole > MAX_RECORD:
            row = self._row + (int(too_long[0]) if len(too_long) else len(starts))
            what = f"a record is longer than {MAX_RECORD // 1024**2} MB: a quote is not closed, or this is no table"
            raise SourceError(what, where=f"{self._where}, near row {row}", do="Look at that row.")
        return starts, ends, inside, odd

    def _block(self, block: Block) -> Block:
        """The block without blank lines and comments."""
        wanted = _not_blank(block)
        if self.comments:
            wanted &= np.array([block.data[start] != ord("#") for start in block.starts], dtype=np.bool_)
        return block if wanted.all() else replace(block.only(wanted), first_row=self._row)


def _positions(data: bytearray, byte: int, start: int, end: int) -> Ints:
    """Where `byte` stands between `start` and `end`, counted from `start`."""
    if native.is_there() and end > start:
        places = native.find_byte(memoryview(data)[start:end], byte)
        if places is not None:
            return places
    sample = min(end, start + _SAMPLE)
    if data.count(byte, start, sample) * _SPARSE <= sample - start:
        found, at = [], data.find(byte, start, end)
        while at >= 0:
            found.append(at)
            at = data.find(byte, at + 1, end)
        return np.array(found, np.int64) - start
    pieces = []
    for at in range(start, end, _SCAN):
        part = np.frombuffer(data, np.uint8, count=min(_SCAN, end - at), offset=at)
        pieces.append(np.flatnonzero(part == byte) + (at - start))
    return np.concatenate(pieces)


def _ends(data: bytearray, start: int, end: int, *, last: bool) -> tuple[Ints, Ints, bool, bool]:
    """Starts and ends of the whole records, whether breaks stand inside quotes, whether quotes are odd.

    A line break ends a record when an even number of quotes stands before it. That holds for every file whose quotes
    stand where the format allows them; for others each record is matched by itself.
    """
    breaks = _positions(data, _NEWLINE, start, end)
    inside = odd = False
    if data.find(_QUOTE, start, end) >= 0:
        quotes = _positions(data, _QUOTE, start, end)
        text = np.frombuffer(data, np.uint8, count=end - start, offset=start)
        if quotes_are_odd(text, quotes, last=last):
            ends = _careful_ends(bytes(text), last=last)
            return _starts(ends), ends, True, True
        outside = np.searchsorted(quotes, breaks) % 2 == 0
        inside = not outside.all()
        breaks = breaks[outside]
    ends = breaks + 1
    if last and end - start > (int(ends[-1]) if len(ends) else 0):
        ends = np.append(ends, end - start)
    return _starts(ends), ends, inside, odd


def _starts(ends: Ints) -> Ints:
    starts = np.zeros_like(ends)
    starts[1:] = ends[:-1]
    return starts


def quotes_are_odd(text: NDArray[np.uint8], quotes: Ints, *, last: bool, mark: str = ",") -> bool:
    """Whether an opening quote stands inside a cell, or text follows a closing one, or the last is never closed.

    `mark` stands between cells.
    """
    if last and len(quotes) % 2:
        return True
    opening, closing = quotes[::2], quotes[1::2]
    before = text[opening[opening > 0] - 1]
    after = text[closing[closing < len(text) - 1] + 1]
    fine_before = (before == ord(mark)) | (before == _NEWLINE) | (before == _QUOTE)
    fine_after = (after == ord(mark)) | (after == _NEWLINE) | (after == _QUOTE) | (after == _RETURN)
    return not (fine_before.all() and fine_after.all())


def _careful_ends(data: bytes, *, last: bool) -> Ints:
    """Ends of the whole records, matched one by one."""
    ends: list[int] = []
    at = 0
    while at < len(data) and (match := _RECORD.match(data, at)):
        if match[1] != b"\n" and not last:
            break
        at = match.end()
        ends.append(at)
    return np.array(ends, dtype=np.int64)


def _not_blank(block: Block) -> NDArray[np.bool_]:
    """Records that are more than a line end."""
    lengths = block.ends - block.starts
    wanted: NDArray[np.bool_] = lengths > 2
    for index in np.flatnonzero(~wanted):
        wanted[index] = bool(block.record(int(index)))
    return wanted


def _as_utf8(readinto: ReadInto) -> ReadInto:
    """`readinto`, without a byte-order mark, and recoded from UTF-16 where that mark says so."""
    waiting = b""  # recoded bytes that did not fit
    decoder: codecs.IncrementalDecoder | None = None
    started = False

    def recoded(view: memoryview) -> int:
        nonlocal waiting, decoder, started
        if decoder is None:
            size = readinto(view)
            if started:
                return size
            started = True
            head = bytes(view[:3])
            if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                decoder = codecs.getincrementaldecoder("utf-16")(errors="replace")
                waiting = decoder.decode(bytes(view[:size])).encode()
            elif head.startswith(codecs.BOM_UTF8):
                rest = bytes(view[3:size])
                view[: len(rest)] = rest
                return len(rest) or readinto(view)
            else:
                return size
        while not waiting and (size := readinto(view)):
            waiting = decoder.decode(bytes(view[:size])).encode()
        part, waiting = waiting[: len(view)], waiting[len(view) :]
        view[: len(part)] = part
        return len(part)

    return recoded


def header_cells(first: bytes) -> tuple[str, ...]:
    """The cells of a first record; none where it is no line of CSV."""
    try:
        return tuple(next(csv.reader([first.decode("utf-8", errors="replace")]), []))
    except csv.Error:
        return ()


def is_utf_8(data: memoryview) -> bool:
    """Whether all bytes are UTF-8."""
    try:
        codecs.decode(data, "utf-8")
    except UnicodeDecodeError:
        return False
    return True


def as_utf_8(block: Block) -> tuple[Block, list[int]]:
    """The block with its records that are not UTF-8 read as Windows-1252, and which those are."""
    if is_utf_8(block.data):
        return block, []
    records, recoded = [], []
    for index in range(len(block)):
        record = bytes(block.data[block.starts[index] : block.ends[index]])
        try:
            record.decode()
        except UnicodeDecodeError:
            recoded.append(index)
            record = "".join(_WINDOWS_1252[byte] for byte in record).encode()
        records.append(record)
    if not recoded:
        return block, []
    ends = np.cumsum([len(record) for record in records])
    return replace(block, data=memoryview(b"".join(records)), starts=_starts(ends), ends=ends), recoded


def _windows_1252(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)  # five bytes have no meaning there; browsers read them so


_WINDOWS_1252 = [_windows_1252(byte) for byte in range(256)]
