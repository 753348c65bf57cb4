"""Writing the rows of one input as Parquet while they are read: `Parts` is the sink that a reader fills.

A disk that is full is reported here, as a LedgerError, so that no reader takes it for a fault of its file.
"""

from __future__ import annotations

import io
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from tallylight.ledger import publish
from tallylight.sources.memory import hash_bytes
from tallylight.sources.shape import HASH, SCHEMAS

ROWS = pa.schema([pa.field("row_hash", HASH, nullable=False), pa.field("source_row", pa.int64(), nullable=False)])
"""rows/NNNN.parquet: which stored row stands at which row of the input, for every kept row, in order."""

# A row group is written when this much has been gathered. Larger groups compress better; this keeps memory bounded.
GROUP_ROWS = 131_072
GROUP_BYTES = 48_000_000
GROUPS_HELD = 40
"""So many groups of rows of an earlier file are held while a file is read again: 3 MB each."""

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


class Scratch:
    """A file without a name in the folder of a build. See `sources.shape.Scratch`."""

    def __init__(self, folder: Path, ledger: Path) -> None:
        self._ledger = ledger
        with publish.disk_errors(ledger):
            self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 - `close` closes it

    def append(self, content: bytes) -> None:
        """Write on at its end."""
        with publish.disk_errors(self._ledger):
            self._file.seek(0, io.SEEK_END)
            left = memoryview(content)
            while left:  # a call may write a part of it
                left = left[self._file.write(left) :]

    def read(self, start: int, size: int) -> bytes:
        """So many bytes from a place on."""
        with publish.disk_errors(self._ledger):
            self._file.seek(start)
            return self._file.read(size)

    def close(self) -> None:
        """Give it back."""
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

    def scratch(self) -> Scratch:
        """See `sources.Sink`. It lies beside the rows, and has no name there, so that nothing of it can stay."""
        return Scratch(self._folder, self._ledger)

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


class StoredRows:
    """The rows of one input that an edition holds, for the reading memory. See `sources.memory.EarlierRows`."""

    def __init__(self, path: Path) -> None:
        self._file = pq.ParquetFile(path)
        meta = self._file.metadata
        number = ROWS.get_field_index("source_row")
        groups = [meta.row_group(i).column(number).statistics.min for i in range(meta.num_row_groups)]
        self.firsts = np.array(groups, np.int64)
        self._held: dict[int, tuple[NDArray[np.uint8], NDArray[np.int64]]] = {}  # the group asked for last stands last

    def group(self, index: int) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
        """The hashes, (n, 16), and the numbers of the rows of a row group."""
        found = self._held.pop(index, None)
        if found is None:
            table = self._file.read_row_group(index, ROWS.names)
            found = hash_bytes(table["row_hash"]), table["source_row"].to_numpy()
            if len(self._held) == GROUPS_HELD:
                del self._held[next(iter(self._held))]
        self._held[index] = found
        return found


def empty(folder: Path) -> None:
    """Files without rows, named 0000, so that an edition's folders are never empty and always carry the schema."""
    for kind, schema in {**SCHEMAS, "rows": ROWS}.items():
        path = folder / kind / "0000.parquet"
        if not path.exists():
            Writer(path, schema).close()
