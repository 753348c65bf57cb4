"""The accounts of one file: how many rows were read and became what, and the money of those that were kept.

In: the rows of each block, as they were parsed. Out: the figures and the notes of a `FileReport`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tallylight import figures
from tallylight.model import Rejected
from tallylight.sources.assemble import lost_zeros
from tallylight.sources.cells import DateOrder
from tallylight.sources.parse import Layout, Parsed
from tallylight.sources.records import Ints
from tallylight.sources.shape import AMOUNT, NoRow

UNKNOWN_CURRENCY = "unknown"
"""Stands for the currency of amounts whose publisher does not say in what they are."""

MOST_LISTED = 100_000
"""So many rejected rows and repeats are listed one by one; all are counted."""


class Accounts:
    """What is kept of the accounts while a file is read. `layout` is that of the file, and `path` names it.

    `reasons` are those of `documents.Tabulated`.
    """

    def __init__(self, path: str, layout: Layout, reasons: dict[int, NoRow]) -> None:
        self._path, self._layout, self._reasons = path, layout, reasons
        self._kind = layout.reader.kind
        self._cents = 0
        self._by_currency: Counter[str] = Counter()  # cents
        self._blanked: Counter[str] = Counter()
        self._first_blanked: dict[str, int] = {}
        self._recoded = 0
        self.rejected: list[Rejected] = []
        self.rows_read = self.rows_rejected = self.withdrawn = 0
        self.by_spreadsheet = False

    @property
    def obligated(self) -> Decimal:
        """The sum of the rows kept, in dollars, or in whatever they are where `by_currency` says so."""
        return Decimal(self._cents).scaleb(-2)

    @property
    def by_currency(self) -> tuple[tuple[str, Decimal], ...]:
        """The same by currency, of files that state one or whose publisher is known not to."""
        return tuple((code, Decimal(cents).scaleb(-2)) for code, cents in sorted(self._by_currency.items()))

    def add(self, batch: pa.RecordBatch) -> NDArray[np.int64]:
        """Rows that are kept. Gives the amount of each in cents."""
        return self._count(batch, 1)

    def add_known(self, cents: int) -> None:
        """Rows that are kept and were read before, by their sum."""
        self._cents += cents

    def take_back(self, batch: pa.RecordBatch) -> None:
        """Rows that were added and turned out to be repeats."""
        self._count(batch, -1)

    def note(self, parsed: Parsed, rows: Ints) -> None:
        """What could not be read. `rows` are the source rows of the records parsed."""
        self.rows_rejected += len(parsed.bad)
        self._recoded += len(parsed.recoded)
        for bad in parsed.bad:
            row = int(rows[bad.index])
            told = self._reasons.pop(row, None)
            if len(self.rejected) >= MOST_LISTED:
                continue
            if told:
                self.rejected.append(Rejected(self._path, row, told.field, "", told.reason))
            else:
                self.rejected.append(Rejected(self._path, row, bad.field, bad.value, bad.reason, bad.column))
        for column, indices in parsed.blanked.items():
            self._blanked[column] += len(indices)
            self._first_blanked.setdefault(column, int(rows[indices[0]]))
        self.by_spreadsheet |= parsed.by_spreadsheet or lost_zeros(parsed.cells)

    def notes(self, repeats: int) -> Iterator[str]:
        """What was odd about the file, in plain words."""
        layout = self._layout
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
        for column, count in self._blanked.items():
            cells, are = figures.count(count, "cell"), "is" if count == 1 else "are"
            yield f"{cells} of {column} could not be read and {are} left empty, the first in row {self._first_blanked[column]}"
        if self.withdrawn:
            say = "says" if self.withdrawn == 1 else "say"
            yield f"{figures.count(self.withdrawn, 'row')} {say} that the publisher withdrew an action"
        if self._recoded:
            are = "is not UTF-8 and was" if self._recoded == 1 else "are not UTF-8 and were"
            yield f"{figures.count(self._recoded, 'record')} {are} read as Windows-1252"
        if self.rows_rejected > len(self.rejected):
            yield f"only the first {MOST_LISTED:,} rejected rows are listed"
        if repeats > MOST_LISTED:
            yield f"only the first {MOST_LISTED:,} repeats are listed"

    def _count(self, batch: pa.RecordBatch, sign: int) -> NDArray[np.int64]:
        cents = self._cents_of(batch)
        self._cents += sign * int(cents.sum())  # a batch has too few rows to overflow, see cells.LARGEST
        if self._layout.reader.award_kind and "currency" in batch.schema.names:
            encoded = batch.column("currency").fill_null("").dictionary_encode()
            codes, places = encoded.dictionary.to_pylist(), encoded.indices.to_numpy()
            there = batch.column(AMOUNT[self._kind]).is_valid().to_numpy(zero_copy_only=False)
            for place, code in enumerate(codes):
                of_code = there & (places == place)  # a row without an amount is in no currency at all
                if of_code.any():
                    self._by_currency[code or UNKNOWN_CURRENCY] += sign * int(cents[of_code].sum())
        return cents

    def _cents_of(self, batch: pa.RecordBatch) -> NDArray[np.int64]:
        """The amounts in cents: the low half of the decimals, which says all below `cells.LARGEST`. Unknown is 0."""
        column = batch.column(AMOUNT[self._kind])
        if column.null_count:
            column = column.fill_null(pa.scalar(Decimal(0), column.type))
        words = np.frombuffer(column.buffers()[1], np.int64).reshape(-1, 2)
        return words[column.offset : column.offset + len(column), 0]
