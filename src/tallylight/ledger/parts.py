"""Writing the rows of one input as Parquet while they are read: `Parts` is the sink that a reader fills.

A disk that is full is reported here, as a LedgerError, so that no reader takes it for a fault of its file.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.parquet as pq

from tallylight.ledger import publish
from tallylight.sources.shape import HASH, SCHEMAS

ROWS = pa.schema([pa.field("row_hash", HASH, nullable=False), pa.field("source_row", pa.int64(), nullable=False)])
"""rows/NNNN.parquet: which stored row stands at which row of the input, for every kept row, in order."""

# A row group is written when this much has been gathered. Larger groups compress better; this keeps memory bounded.
GROUP_ROWS = 131_072
GROUP_BYTES = 48_000_000

KEYS = {"award_id", "piid"}
"""Texts that are looked up by value: the smallest and largest of a row group say where to look. No other text is."""

# Texts repeat so much that a dictionary saves most of their space; hashes and keys never repeat, and no packing makes a
# hash smaller.
PLAIN = {"row_hash", "source_row", "action_id", "action_key", "url"}


class Writer:
    """A Parquet file that is written batch by batch, in row groups of a sensible size. Closing it finishes the file."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        repeating = [name for name in schema.names if name not in PLAIN]
        ranged = [field.name for field in schema if field.type != pa.string() or field.name in KEYS]
        self._schema = schema
        self._file = pq.ParquetWriter(
            path,
            schema,
            compression={name: "none" if name == "row_hash" else "zstd" for name in schema.names},
            compression_level={name: 1 for name in schema.names if name != "row_hash"},
            use_dictionary=repeating,
            write_statistics=ranged,
            store_schema=False,
        )
        self._waiting: list[pa.RecordBatch] = []
        self._rows = 0
        self._bytes = 0

    def write(self, batch: pa.RecordBatch) -> None:
        """Take a batch; it reaches the file with the next full row group."""
        self._waiting.append(batch)
        self._rows += batch.num_rows
        self._bytes += batch.nbytes
        if self._rows >= GROUP_ROWS or self._bytes >= GROUP_BYTES:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            self._file.write_table(pa.Table.from_batches(self._waiting, self._schema), row_group_size=GROUP_ROWS)
        self._waiting, self._rows, self._bytes = [], 0, 0

    def close(self) -> None:
        """Write what is waiting, and the file's end."""
        self._flush()
        self._file.close()


class Parts:
    """The sink for one input: `{kind}/NNNN.parquet` for rows parsed just now, `rows/NNNN.parquet` for all kept rows."""

    def __init__(self, folder: Path, number: int, ledger: Path) -> None:
        self._folder = folder
        self._ledger = ledger
        self._name = f"{number:04d}.parquet"
        self._writers: dict[str, Writer] = {}

    def rows(self, kind: str, batch: pa.RecordBatch) -> None:
        """See `sources.Sink`."""
        with publish.disk_errors(self._ledger):
            self._writer(kind, SCHEMAS[kind]).write(batch)

    def seen(self, row_hashes: pa.FixedSizeBinaryArray, source_rows: pa.Int64Array) -> None:
        """See `sources.Sink`."""
        with publish.disk_errors(self._ledger):
            self._writer("rows", ROWS).write(pa.RecordBatch.from_arrays([row_hashes, source_rows], schema=ROWS))

    def _writer(self, kind: str, schema: pa.Schema) -> Writer:
        if kind not in self._writers:
            self._writers[kind] = Writer(self._folder / kind / self._name, schema)
        return self._writers[kind]

    def __enter__(self) -> Parts:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for writer in self._writers.values():
            with suppress(Exception) if error else publish.disk_errors(self._ledger):
                writer.close()


def empty(folder: Path) -> None:
    """Files without rows, named 0000, so that an edition's folders are never empty and always carry the schema."""
    for kind, schema in {**SCHEMAS, "rows": ROWS}.items():
        path = folder / kind / "0000.parquet"
        if not path.exists():
            Writer(path, schema).close()
