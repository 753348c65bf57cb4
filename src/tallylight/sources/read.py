"""Reading one file: recognise it, parse it block by block, hand the rows over, keep the accounts, decide on repeats."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tallylight.model import FileReport, Repeat
from tallylight.sources.accounts import MOST_LISTED, Accounts
from tallylight.sources.assemble import assemble, withdrawals
from tallylight.sources.begin import Begun, begin
from tallylight.sources.cells import DateOrder
from tallylight.sources.date_order import date_orders
from tallylight.sources.inputs import Input
from tallylight.sources.mapping.blocks import reading as reading_of
from tallylight.sources.memory import MOST_RUNS, RUN, Memory, Runs, cut_at_run, fingerprints, hash_bytes, run_ends
from tallylight.sources.parse import Layout, parse, slashed_dates
from tallylight.sources.records import Block, Ints, Records
from tallylight.sources.repeats import blocks_of, byte_equal
from tallylight.sources.shape import HASH, Sink
from tallylight.sources.spool import Spool, hashes_of


def read(source: Input, sink: Sink, *, memory: Memory | None = None) -> FileReport:
    """Read one input to its end. Every record is kept, a repeat, or rejected with a reason.

    With a `memory`, runs of records that were read before are not parsed again: their rows come through `sink.seen`
    only, and count as kept; their amounts are in `obligated` all the same.

    Raises UnknownFormat when it is no supported table, SourceError when it is damaged or cannot be read.
    """
    with source.open() as content:
        begun = begin(source, content)
        reading = _Reading(source, sink, begun, memory)
        try:
            for block in begun.records.blocks(reading.cut):
                reading.take(block)
            return reading.finish(content.sha256)
        finally:
            reading.spool.close()


class _Reading:
    """One file while it is read."""

    def __init__(self, source: Input, sink: Sink, begun: Begun, memory: Memory | None) -> None:
        self.source, self.sink, self.document = source, sink, begun.document
        # A document is small, and its table is made anew each time: remembering runs of it saves nothing.
        self.memory = None if begun.document else memory
        self.layout = layout = Layout(begun.reader, begun.header)
        layout.find_orders = self._find_orders
        self.seed = self.memory.seed(f"{layout.reader.name}\n{chr(10).join(layout.header)}") if self.memory else 0
        self.accounts = Accounts(source.path, layout, self.document.reasons if self.document else {})
        self.spool = Spool(sink)
        self.learned: list[Runs] = []
        self.runs_learned = 0

    def cut(self, starts: Ints, ends: Ints) -> int:
        """How many of the records at hand make the next block."""
        return cut_at_run(starts, ends) if self.memory else len(starts)

    def take(self, block: Block) -> None:
        """Read one block."""
        self.accounts.rows_read += len(block)
        hashes = np.zeros((len(block), 16), np.uint8)
        runs = run_ends(block.starts, block.ends) if self.memory else np.empty(0, np.int64)
        prints = fingerprints(block, runs, self.seed) if self.memory else []
        known = self._known(runs, prints, hashes)
        kept = known.copy()
        if not known.all():
            new = np.flatnonzero(~known)  # a record to parse -> record of the block
            parsed = parse(block.only(~known) if known.any() else block, self.layout)
            self.accounts.note(parsed, new + block.first_row)
            rows = new[parsed.kept]
            batch = assemble(parsed.cells, pa.array(rows + block.first_row), self.layout.reader)
            hashes[rows] = hash_bytes(batch.column("row_hash"))
            kept[rows] = True
            amounts = self.accounts.add(batch)
            if len(batch):
                self.sink.rows(self.layout.reader.kind, batch)
            if parsed.withdrawn:
                taken_back = new[list(parsed.withdrawn)]
                keys = zip(taken_back + block.first_row, parsed.withdrawn.values(), strict=True)
                notices = withdrawals({int(row): key for row, key in keys})
                hashes[taken_back] = hash_bytes(notices.column("row_hash"))
                kept[taken_back] = True
                self.accounts.withdrawn += len(notices)
                self.sink.rows("withdrawals", notices)
            if self.memory:
                clean = kept & ~known
                clean[new[list(parsed.withdrawn)]] = False
                clean[new[parsed.recoded]] = False
                clean[[index for rows in parsed.blanked.values() for index in new[rows]]] = False
                cents = np.zeros(len(block), np.int64)
                cents[rows] = amounts
                self._learn(block, runs, prints, clean, cents)
        self.spool.add(hashes[kept], np.flatnonzero(kept) + block.first_row)

    def _known(self, runs: Ints, prints: list[bytes], hashes: NDArray[np.uint8]) -> NDArray[np.bool_]:
        """Which records belong to runs that were read before; fills in their hashes."""
        known = np.zeros(len(hashes), bool)
        if not self.memory or not len(runs):
            return known
        counts = np.diff(runs, prepend=0)
        there, cents = self.memory.look_up(prints, runs - counts, counts, hashes)
        known[: runs[-1]] = np.repeat(there, counts)
        self.accounts.add_known(int(cents[there].sum()))  # a block has too few rows to overflow, see cells.LARGEST
        return known

    def _learn(
        self, block: Block, runs: Ints, prints: list[bytes], clean: NDArray[np.bool_], cents: NDArray[np.int64]
    ) -> None:
        """Remember the runs whose records were all parsed, kept, and left nothing to note."""
        if self.accounts.by_spreadsheet or not len(runs) or self.runs_learned > MOST_RUNS:
            return
        starts = np.concatenate(([0], runs[:-1]))
        whole = np.add.reduceat(clean[: runs[-1]], starts) == runs - starts
        learned = np.zeros(int(whole.sum()), RUN)
        learned["high"], learned["low"] = np.frombuffer(b"".join(prints), "<u8").reshape(-1, 2)[whole].T
        learned["first"] = starts[whole] + block.first_row
        learned["rows"] = (runs - starts)[whole]
        learned["cents"] = np.add.reduceat(cents[: runs[-1]], starts)[whole]
        self.learned.append(learned)
        self.runs_learned += len(learned)

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
            yield from begin(self.source, content).records.blocks(lambda starts, _: len(starts))

    def _as_written(self) -> Iterator[Block]:
        """Blocks with a record for each row of the file, two of them equal when the rows are byte for byte."""
        if self.document is None or self.document.as_written is None:
            yield from self._again()
            return
        with self.source.open() as content:
            lines = self.document.as_written(content.readinto)
            yield from Records(reading_of(lines), self.source.path).blocks(lambda starts, _: len(starts))

    def finish(self, sha256: str) -> FileReport:
        """Decide on repeats, pass on what was seen, and close the accounts."""
        repeats, same_as = self._repeats()
        for rows in self.spool.rows():
            once = rows[~np.isin(rows["number"], repeats)] if len(repeats) else rows
            if len(once):
                self.sink.seen(_hash_array(hashes_of(once)), pa.array(once["number"]))
        if self.memory and self.learned:
            self.memory.learn(sha256, np.concatenate(self.learned))
        accounts, document = self.accounts, self.document
        listed = zip(repeats[:MOST_LISTED].tolist(), same_as[:MOST_LISTED].tolist(), strict=True)
        return FileReport(
            path=self.source.path,
            sha256=sha256,
            format=self.layout.reader.name,
            kind=self.layout.reader.kind,
            rows_read=accounts.rows_read,
            rows_kept=len(self.spool) - len(repeats),
            rows_repeated=len(repeats),
            rows_rejected=accounts.rows_rejected,
            obligated=accounts.obligated,
            as_of=self.source.as_of or (document.as_of if document else None),
            rejected=tuple(accounts.rejected),
            repeats=tuple(Repeat(row, first) for row, first in listed),
            amounts=accounts.by_currency,
            notes=(*(document.notes() if document else ()), *accounts.notes(len(repeats))),
            stated=self.layout.reader.stated,
        )

    def _repeats(self) -> tuple[Ints, Ints]:
        """The rows that repeat an earlier one, and that one of each. Their amounts leave the sum."""
        candidates = self.spool.met_twice()
        if not len(candidates):
            return candidates, candidates
        repeats, same_as = byte_equal(self._as_written(), candidates)
        if len(repeats):
            for block in blocks_of(self._again(), repeats):
                parsed = parse(block, self.layout)
                self.accounts.take_back(assemble(parsed.cells, pa.array(parsed.kept), self.layout.reader))
                self.accounts.withdrawn -= len(parsed.withdrawn)
        return repeats, same_as


def _hash_array(hashes: NDArray[np.uint8]) -> pa.FixedSizeBinaryArray:
    whole = np.ascontiguousarray(hashes)
    return pa.FixedSizeBinaryArray.from_buffers(HASH, len(whole), [None, pa.py_buffer(whole)])
