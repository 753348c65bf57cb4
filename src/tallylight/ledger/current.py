"""What the current actions say, as far as the rest of a build asks: one scratch file, and the view `current` of it.

The index says where each current row is stored, in the order of the places. So the stored parts are read once, in order, and
no row is looked for: a join of millions of wide rows would take several times as long where memory is short.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tallylight.ledger import engine
from tallylight.ledger.workbench import Workbench
from tallylight.sources.shape import ACTIONS

PLACE = 1 << 40
"""A row's id is the number of its part times this, and its place in the part."""

STORED = (
    f"* exclude (filename, file_row_number), parse_filename(filename, true)::bigint * {PLACE} + file_row_number as id"
)
STORED_OPTIONS = "union_by_name = true, filename = true, file_row_number = true"
"""How a view of stored parts gives each row its id."""

AT_ONCE = 65_536  # rows

_SAID = (
    "row_hash", "award_id", "modification", "action_date", "fiscal_year", "obligated", "award_kind", "currency",
    "sub_agency", "sub_agency_code", "payee", "payee_uei", "payee_duns", "payee_cage", "payee_parent",
    "payee_parent_uei", "description", "psc", "psc_label",
)  # fmt: skip


def keep_current(bench: Workbench) -> None:
    """Write what the current actions say; the index of actions must be the one that was built last.

    Columns: some of the actions' own (award_id after tying); file, missing and removed as in the index; keyless (only a
    reader's own identifier is known); parent (UEI, else name, of the stated parent); once (false for all but one row of a
    version that its newest file shows several times).
    """
    places = _Places(bench.batches(engine.statement("current"), AT_ONCE))
    target = bench.scratch("current")
    writer: pq.ParquetWriter | None = None
    for first, rows in _stored(sorted((bench.folder / "actions").glob("*.parquet"))):
        made = _current(rows, first, places.up_to(first + len(rows)))
        if writer is None:
            writer = pq.ParquetWriter(target, made.schema, compression="snappy", write_statistics=False)
        if len(made):
            writer.write_batch(made)
    assert writer is not None  # there is always the part 0000, without rows
    writer.close()
    bench.view("current", [target])


class _Places:
    """The rows of current.sql, from the first on."""

    def __init__(self, batches: Iterator[pa.RecordBatch]) -> None:
        self._batches = batches
        self._waiting: pa.RecordBatch | None = None

    def up_to(self, end: int) -> pa.Table:
        """All rows whose id is below `end` and that were not given yet."""
        found: list[pa.RecordBatch] = []
        while True:
            batch = self._waiting if self._waiting is not None else next(self._batches, None)
            if batch is None:
                break
            self._waiting = batch
            count = int(np.searchsorted(batch.column("id").to_numpy(), end))
            found.append(batch.slice(0, count))
            if count < len(batch):
                self._waiting = batch.slice(count)
                break
            self._waiting = None
        return pa.Table.from_batches(found, _PLACES) if found else _PLACES.empty_table()


_PLACES = pa.schema(
    [
        pa.field("id", pa.int64()),
        pa.field("file", pa.int32()),
        *(pa.field(name, pa.bool_()) for name in ("missing", "removed")),
        pa.field("tied_to", pa.string()),
    ]
)


def _stored(parts: Sequence[Path]) -> Iterator[tuple[int, pa.RecordBatch]]:
    """The rows of the parts in order, and the id of the first of each batch."""
    schema = pa.schema([ACTIONS.field(name) for name in _SAID])
    for path in parts:
        first = int(path.stem) * PLACE
        with pq.ParquetFile(path, pre_buffer=False) as file:  # else everything read so far is held
            there = [name for name in _SAID if name in file.schema_arrow.names]
            if not file.metadata.num_rows:
                yield first, pa.RecordBatch.from_pylist([], schema)
            for batch in file.iter_batches(AT_ONCE, columns=there, use_threads=False):
                yield first, _with_all(batch, schema)
                first += len(batch)


def _with_all(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """The batch with columns of nulls for those that a part written by an earlier version lacks."""
    columns = [
        batch.column(field.name).cast(field.type)
        if field.name in batch.schema.names
        else pa.nulls(len(batch), field.type)
        for field in schema
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _current(rows: pa.RecordBatch, first: int, places: pa.Table) -> pa.RecordBatch:
    """The current ones among stored rows, the first of which has the id `first`, with what the index says of them."""
    ids = places["id"].to_numpy()
    told = {name: places[name].combine_chunks() for name in ("file", "missing", "removed", "tied_to")}
    if len(ids) != len(rows) or (np.diff(ids) != 1).any():
        rows = rows.take(pa.array(ids - first))
    once = np.ones(len(ids), bool)
    once[1:] = ids[1:] != ids[:-1]
    said = {name: rows.column(name) for name in _SAID}
    own = said["award_id"]
    said["award_id"] = pc.coalesce(told["tied_to"], own)
    said["parent"] = pc.coalesce(said.pop("payee_parent_uei"), said.pop("payee_parent"))
    keyless = pc.and_(told["tied_to"].is_null(), pc.starts_with(own, "PIID_"))
    del told["tied_to"]
    return pa.RecordBatch.from_pydict(said | told | {"keyless": keyless, "once": pa.array(once)})
