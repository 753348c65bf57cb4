"""Reading one file: recognise it, parse it block by block, keep the accounts, hand the rows over."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tallylight import figures
from tallylight.errors import SourceError
from tallylight.model import FileReport, Rejected, Repeat
from tallylight.sources import documents, mapping
from tallylight.sources.archive import GZIP_MAGIC, ZIP_MAGICS, Content
from tallylight.sources.assemble import assemble, lost_zeros, withdrawals
from tallylight.sources.cells import DateOrder
from tallylight.sources.date_order import date_orders
from tallylight.sources.inputs import Input
from tallylight.sources.mapping.blocks import reading as reading_of
from tallylight.sources.mapping.table import open_table
from tallylight.sources.mapping.written import as_written
from tallylight.sources.memory import RUN, Memory, Runs, cut_at_run, fingerprints, hash_bytes, run_ends
from tallylight.sources.parse import Layout, Parsed, parse, slashed_dates
from tallylight.sources.readers import recognise
from tallylight.sources.readers.reader import Header, Reader
from tallylight.sources.records import Block, Ints, ReadInto, Records
from tallylight.sources.repeats import Met, byte_equal, groups_of
from tallylight.sources.shape import AMOUNT, HASH, Sink, UnknownFormat

UNKNOWN_CURRENCY = "unknown"
"""Stands for the currency of amounts whose publisher does not say in what they are."""

MOST_LISTED = 100_000
"""So many rejected rows and repeats are listed one by one; all are counted."""

_FEW_COLUMNS = 5  # no table of a publisher has fewer

_SEEN_AT_ONCE = 1 << 20  # rows a call of Sink.seen

# Contents that are met beside the tables, told by their first bytes.
_NOT_TABLES = (
    (b"PK\x03\x04", "a workbook or an archive in an archive", "Save its sheet as CSV, or unpack it first."),
    (b"%PDF", "a PDF document", "Name the CSV file."),
)


def read(source: Input, sink: Sink, *, memory: Memory | None = None) -> FileReport:
    """Read one input to its end. Every record is kept, a repeat, or rejected with a reason.

    With a `memory`, runs of records that were read before are not parsed again: their rows come through `sink.seen`
    only, and count as kept; their amounts are in `obligated` all the same.

    Raises UnknownFormat when it is no supported table, SourceError when it is damaged or cannot be read.
    """
    with source.open() as content:
        begun = _begin(source, content)
        # A document is small, and its table is made anew each time: remembering runs of it saves nothing.
        reading = _Reading(source, sink, None if begun.document else memory, Layout(begun.reader, begun.header))
        for block in begun.records.blocks(reading.cut):
            reading.take(block)
        return reading.finish(content.sha256, begun.document)


@dataclass(frozen=True, slots=True)
class _Begun:
    """A file whose layout is recognised; `records` stands before the first row."""

    records: Records
    reader: Reader
    header: Header
    document: documents.Tabulated | None = None  # when it is XML or JSON


def _begin(source: Input, content: Content) -> _Begun:
    """Recognise the layout. A document (XML, JSON) is made into a table first, and goes the way of every table."""
    head, readinto = documents.peek(content.readinto)
    zipped = head.startswith(ZIP_MAGICS) and (source.member or "").lower().endswith(".zip")
    if source.member and (head.startswith(GZIP_MAGIC) or zipped):
        # Not passed over as what is no table: it may hold one. Workbooks are zips too, and have other names.
        raise SourceError("an archive in an archive is not read", where=source.path, do="Unpack the outer one first.")
    if not documents.is_document(head) and source.mappings and (document := _mapped(source, readinto)):
        return _begin_tabulated(source, document)
    if documents.is_document(head):
        return _begin_tabulated(source, documents.tabulate(head, readinto, source.path))
    if mark := _other_delimiter(head):
        return _begin_tabulated(source, _with_commas(source, readinto, mark))
    return _begin_table(source, readinto)


def _other_delimiter(head: bytes) -> str | None:
    """What stands between the columns of a download that was asked for with tabs or bars; None for commas."""
    line = head.partition(b"\n")[0]
    marks = [mark for mark in "\t|;" if line.count(mark.encode()) > max(_FEW_COLUMNS, line.count(b","))]
    return marks[0] if marks and b"\0" not in line else None


def _with_commas(source: Input, readinto: ReadInto, mark: str) -> documents.Tabulated:
    table = open_table(readinto, source.path, encoding=None, delimiter=mark, sheet=None)
    first = next(table.rows, None)
    reader, header, _ = recognise(tuple(first or ()), source.path)
    rows = (["?"] if row is None else row for row in table.rows)
    recoded = "lines are not UTF-8 and were read as Windows-1252"
    return documents.Tabulated(
        reader,
        header,
        rows,
        notes=lambda: [f"{table.recoded[0]:,} {recoded}"] if table.recoded[0] else [],
        as_written=lambda again: as_written(again, source.path, header_row=1, encoding=None, delimiter=mark),
    )


def _begin_tabulated(source: Input, document: documents.Tabulated) -> _Begun:
    records = Records(document.readinto, source.path)
    records.head()
    records.skip_head()
    return _Begun(records, document.reader, document.header, document)


def _mapped(source: Input, readinto: ReadInto) -> documents.Tabulated | None:
    """The table as the first mapping that fits reads it. None when none does, and a known format may be in it."""
    chosen, complaint = mapping.choose(source.mappings, source.open, source.path)
    if chosen:
        return mapping.tabulate(chosen, readinto, source.path)
    if source.own_mapping:
        raise complaint
    try:
        with source.open() as content:
            _begin_table(source, content.readinto)
    except SourceError:
        raise UnknownFormat(complaint.what, where=complaint.where, do=complaint.do) from None
    return None


def _begin_table(source: Input, readinto: ReadInto) -> _Begun:
    records = Records(readinto, source.path)
    head = records.head()
    if not head.strip():
        raise UnknownFormat("the file is empty", where=source.path, do="Fetch it again, or leave it out.")
    for magic, what, advice in _NOT_TABLES:
        if head.startswith(magic):
            raise UnknownFormat(what, where=source.path, do=advice)
    try:
        first = next(csv.reader([head.decode("utf-8", errors="replace")]), [])
    except csv.Error as error:
        raise UnknownFormat(
            "no table: its first line is no header", where=source.path, do="Name a CSV file."
        ) from error
    reader, header, is_header = recognise(tuple(first), source.path)
    records.comments = reader.comments
    if is_header:
        records.skip_head()
    return _Begun(records, reader, header)


class _Reading:
    """The accounts of one file while it is read."""

    def __init__(self, source: Input, sink: Sink, memory: Memory | None, layout: Layout) -> None:
        self.source, self.sink, self.memory = source, sink, memory
        self.layout = layout
        layout.find_orders = self._find_orders
        self.seed = memory.seed(f"{layout.reader.name}\n{chr(10).join(layout.header)}") if memory else 0
        self.met = Met()
        self.rows_read = 0
        self.cents = 0  # of all rows that are kept, candidates included until they are decided
        self.hashes: list[NDArray[np.uint8]] = []
        self.numbers: list[Ints] = []
        self.candidates: dict[int, int] = {}  # source row -> cents
        self.currencies: dict[int, str] = {}  # source row of a candidate -> its currency, in a file that states some
        self.by_currency: Counter[str] = Counter()  # cents
        self.rejected: list[Rejected] = []
        self.rows_rejected = self.withdrawn = 0
        self.blanked: Counter[str] = Counter()
        self.first_blanked: dict[str, int] = {}
        self.recoded = 0
        self.by_spreadsheet = False
        self.learned: list[Runs] = []

    def cut(self, starts: Ints, ends: Ints) -> int:
        """How many of the records at hand make the next block."""
        return cut_at_run(starts, ends) if self.memory else len(starts)

    def take(self, block: Block) -> None:
        """Read one block."""
        self.rows_read += len(block)
        hashes = np.zeros((len(block), 16), np.uint8)
        runs = run_ends(block.starts, block.ends) if self.memory else np.empty(0, np.int64)
        prints = fingerprints(block, runs, self.seed) if self.memory else []
        known = self._known(runs, prints, hashes)
        kept = known.copy()
        if not known.all():
            new = np.flatnonzero(~known)  # a record to parse -> record of the block
            parsed = parse(block.only(~known) if known.any() else block, self.layout)
            self._note(parsed, new + block.first_row)
            rows = new[parsed.kept]
            batch = assemble(parsed.cells, pa.array(rows + block.first_row), self.layout.reader)
            hashes[rows] = hash_bytes(batch.column("row_hash"))
            kept[rows] = True
            self._hand_over(batch, hashes[rows])
            if parsed.withdrawn:
                taken_back = new[list(parsed.withdrawn)]
                keys = zip(taken_back + block.first_row, parsed.withdrawn.values(), strict=True)
                notices = withdrawals({int(row): key for row, key in keys})
                hashes[taken_back] = hash_bytes(notices.column("row_hash"))
                kept[taken_back] = True
                self.withdrawn += len(notices)
                self.sink.rows("withdrawals", notices)
            if self.memory:
                clean = kept & ~known
                clean[new[list(parsed.withdrawn)]] = False
                clean[new[parsed.recoded]] = False
                clean[[index for rows in parsed.blanked.values() for index in new[rows]]] = False
                clean[[row - block.first_row for row in self.candidates if row >= block.first_row]] = False
                cents = np.zeros(len(block), np.int64)
                cents[rows] = self._cents(batch)
                self._learn(block, runs, prints, clean, cents)
        self.hashes.append(hashes[kept])
        self.numbers.append(np.flatnonzero(kept) + block.first_row)

    def _known(self, runs: Ints, prints: list[bytes], hashes: NDArray[np.uint8]) -> NDArray[np.bool_]:
        """Which records belong to runs that were read before; fills in their hashes.

        A run with a row that was met in this very file already is parsed again, so that repeats are found as ever.
        """
        known = np.zeros(len(hashes), bool)
        if not self.memory or not len(runs):
            return known
        counts = np.diff(runs, prepend=0)
        there, cents = self.memory.look_up(prints, runs - counts, counts, hashes)
        known[: runs[-1]] = np.repeat(there, counts)
        met = self.met.add(hashes[known])
        if met.any():
            run_of = np.repeat(np.arange(len(runs)), counts)[known[: runs[-1]]]
            there[run_of[met]] = False
            known[: runs[-1]] = np.repeat(there, counts)
        self.cents += int(cents[there].sum())  # a block has too few rows to overflow, see cells.LARGEST
        return known

    def _hand_over(self, batch: pa.RecordBatch, hashes: NDArray[np.uint8]) -> None:
        """Pass on the rows that were not met before in this file; the others are candidates for repeats."""
        met = self.met.add(hashes)
        cents = self._cents(batch)
        self.cents += int(cents.sum())  # a block has too few rows to overflow, see cells.LARGEST
        currencies = self._by_currency(batch, cents)
        if met.any():
            rows = batch.column("source_row").to_numpy()[met].tolist()
            self.candidates.update(zip(rows, cents[met].tolist(), strict=True))
            if currencies is not None:
                self.currencies.update(zip(rows, currencies[met].tolist(), strict=True))
            batch = batch.filter(pa.array(~met))
        if len(batch):
            self.sink.rows(self.layout.reader.kind, batch)

    def _by_currency(self, batch: pa.RecordBatch, cents: NDArray[np.int64]) -> NDArray[np.object_] | None:
        """Adds up the amounts of a batch by currency, and gives the currency of each row; None for US dollars only."""
        if not self.layout.reader.award_kind or "currency" not in batch.schema.names:
            return None
        encoded = batch.column("currency").fill_null("").dictionary_encode()
        codes, places = encoded.dictionary.to_pylist(), encoded.indices.to_numpy()
        named = np.array([code or UNKNOWN_CURRENCY for code in codes], object)
        for place, code in enumerate(named):
            self.by_currency[code] += int(cents[places == place].sum())
        currencies: NDArray[np.object_] = named[places]
        return currencies

    def _cents(self, batch: pa.RecordBatch) -> NDArray[np.int64]:
        """The amounts in cents: the low half of the decimals, which says all below `cells.LARGEST`. Unknown is 0."""
        column = batch.column(AMOUNT[self.layout.reader.kind])
        if column.null_count:
            column = column.fill_null(pa.scalar(Decimal(0), column.type))
        words = np.frombuffer(column.buffers()[1], np.int64).reshape(-1, 2)
        return words[column.offset : column.offset + len(column), 0]

    def _note(self, parsed: Parsed, rows: Ints) -> None:
        """Keep the accounts of what could not be read. `rows` are the source rows of the records parsed."""
        self.rows_rejected += len(parsed.bad)
        self.recoded += len(parsed.recoded)
        for bad in parsed.bad[: MOST_LISTED - len(self.rejected)]:
            row = int(rows[bad.index])
            self.rejected.append(Rejected(self.source.path, row, bad.field, bad.value, bad.reason, bad.column))
        for column, indices in parsed.blanked.items():
            self.blanked[column] += len(indices)
            self.first_blanked.setdefault(column, int(rows[indices[0]]))
        self.by_spreadsheet |= parsed.by_spreadsheet or lost_zeros(parsed.cells)

    def _learn(
        self, block: Block, runs: Ints, prints: list[bytes], clean: NDArray[np.bool_], cents: NDArray[np.int64]
    ) -> None:
        """Remember the runs whose records were all parsed, kept, and left nothing to note."""
        if self.by_spreadsheet or not len(runs):
            return
        starts = np.concatenate(([0], runs[:-1]))
        whole = np.add.reduceat(clean[: runs[-1]], starts) == runs - starts
        learned = np.zeros(int(whole.sum()), RUN)
        learned["high"], learned["low"] = np.frombuffer(b"".join(prints), "<u8").reshape(-1, 2)[whole].T
        learned["first"] = starts[whole] + block.first_row
        learned["rows"] = (runs - starts)[whole]
        learned["cents"] = np.add.reduceat(cents[: runs[-1]], starts)[whole]
        self.learned.append(learned)

    def _find_orders(self) -> dict[str, DateOrder]:
        """The date order of each column, from a pass over the whole file that looks at dates only."""
        pairs: dict[str, set[tuple[int, int]]] = {}
        for block in self._again():
            for name, seen in slashed_dates(block, self.layout).items():
                pairs.setdefault(name, set()).update(seen)
        return date_orders(pairs, self.source.path)

    def _again(self) -> Iterator[Block]:
        """The blocks of the file, from the start."""
        with self.source.open() as content:
            yield from _begin(self.source, content).records.blocks(lambda starts, _: len(starts))

    def finish(self, sha256: str, document: documents.Tabulated | None) -> FileReport:
        """Decide on repeats, pass on what was seen, and close the accounts."""
        hashes = np.concatenate(self.hashes) if self.hashes else np.zeros((0, 16), np.uint8)
        numbers = np.concatenate(self.numbers) if self.numbers else np.empty(0, np.int64)
        self.hashes, self.numbers = [], []
        repeats = self._repeats(numbers, hashes, document)
        if repeats:
            keep = ~np.isin(numbers, np.fromiter(repeats, np.int64))
            hashes, numbers = hashes[keep], numbers[keep]
        for start in range(0, len(numbers), _SEEN_AT_ONCE):
            some = slice(start, start + _SEEN_AT_ONCE)
            self.sink.seen(_hash_array(hashes[some]), pa.array(numbers[some]))
        if self.memory and self.learned:
            self.memory.learn(sha256, np.concatenate(self.learned))
        return FileReport(
            path=self.source.path,
            sha256=sha256,
            format=self.layout.reader.name,
            kind=self.layout.reader.kind,
            rows_read=self.rows_read,
            rows_kept=len(numbers),
            rows_repeated=len(repeats),
            rows_rejected=self.rows_rejected,
            obligated=Decimal(self.cents).scaleb(-2),
            as_of=self.source.as_of or (document.as_of if document else None),
            rejected=tuple(self.rejected),
            repeats=tuple(Repeat(row, same_as) for row, same_as in sorted(repeats.items())[:MOST_LISTED]),
            amounts=tuple((code, Decimal(cents).scaleb(-2)) for code, cents in sorted(self.by_currency.items())),
            notes=(*(document.notes() if document else ()), *self._notes(len(repeats))),
            stated=self.layout.reader.stated,
        )

    def _as_written(self, document: documents.Tabulated | None) -> Iterator[Block]:
        """Blocks with a record for each row of the file, two of them equal when the rows are byte for byte."""
        if document is None or document.as_written is None:
            yield from self._again()
            return
        with self.source.open() as content:
            lines = document.as_written(content.readinto)
            yield from Records(reading_of(lines), self.source.path).blocks(lambda starts, _: len(starts))

    def _repeats(
        self, numbers: Ints, hashes: NDArray[np.uint8], document: documents.Tabulated | None
    ) -> dict[int, int]:
        """Each repeat, with the earlier row it is the same as. Their amounts leave the sum."""
        if not self.candidates:
            return {}
        groups = groups_of(list(self.candidates), numbers, hashes)
        cents = {groups[row]: amount for row, amount in self.candidates.items()}  # rows of a group have one amount
        group_of = dict(groups)
        repeats: dict[int, int] = {}
        while groups:
            repeats.update(byte_equal(self._as_written(document), groups))
        self.cents -= sum(cents[group_of[row]] for row in repeats)
        for row in repeats:
            if row in self.currencies:
                self.by_currency[self.currencies[row]] -= cents[group_of[row]]
        return repeats

    def _notes(self, repeats: int) -> Iterator[str]:
        """What was odd about the file, in plain words."""
        layout = self.layout
        if self.by_spreadsheet:
            orders = sorted({str(order) for order in (layout.orders or {}).values() if order is not DateOrder.UNKNOWN})
            how = f"; its dates are read {' and '.join(orders)}" if orders else ""
            yield f"saved again by a spreadsheet program{how}"
        if missing := [
            names[0] for name, names in layout.reader.columns.items() if name not in {*layout.places, "withdrawn"}
        ]:
            yield f"columns not in this file: {', '.join(missing)}"
        if layout.reader.known and (unknown := [name for name in layout.header if name not in layout.reader.known]):
            yield f"columns not known, and not read: {', '.join(unknown[:20])}{', ...' if len(unknown) > 20 else ''}"
        if layout.reader.name == "usaspending-api-actions-9":
            yield "the file has no award keys: awards are told apart by contract number and agency only"
        for column, count in self.blanked.items():
            cells, are = figures.count(count, "cell"), "is" if count == 1 else "are"
            yield f"{cells} of {column} could not be read and {are} left empty, the first in row {self.first_blanked[column]}"
        if self.withdrawn:
            say = "says" if self.withdrawn == 1 else "say"
            yield f"{figures.count(self.withdrawn, 'row')} {say} that the publisher withdrew an action"
        if self.recoded:
            are = "is not UTF-8 and was" if self.recoded == 1 else "are not UTF-8 and were"
            yield f"{figures.count(self.recoded, 'record')} {are} read as Windows-1252"
        if self.rows_rejected > len(self.rejected):
            yield f"only the first {MOST_LISTED:,} rejected rows are listed"
        if repeats > MOST_LISTED:
            yield f"only the first {MOST_LISTED:,} repeats are listed"


def _hash_array(hashes: NDArray[np.uint8]) -> pa.FixedSizeBinaryArray:
    whole = np.ascontiguousarray(hashes)
    return pa.FixedSizeBinaryArray.from_buffers(HASH, len(whole), [None, pa.py_buffer(whole)])
