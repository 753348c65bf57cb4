"""Which phrases each distinct description holds, kept between builds, so that only what changed is looked for again.

A description that was there before is looked through for phrases that are new since then, and a new description for all.
What is kept lies in the ledger's `cache/`, outside the editions: one row a description (its 128-bit MD5 in two halves, the
way DuckDB gives it) with its finds. The file names the rules of matching and the phrases that were looked for; its own
name carries its hash. Losing it, or distrusting it, costs one full look: a build without it gives the same edition.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import xxhash
from numpy.typing import NDArray

from tallylight.ledger.interpreter import Finds, Interpreter

RULES = 1
"""Raise it when words are compared differently than before: what was kept is then ignored."""

_NAME = "phrases-*.parquet"
_KEY = b"tallylight"
_PART = 1024**2  # bytes hashed at once

FIND = pa.struct([pa.field(name, pa.int32()) for name in ("phrase", "start", "end")])
SCHEMA = pa.schema(
    [
        pa.field("high", pa.uint64(), nullable=False),
        pa.field("low", pa.uint64(), nullable=False),
        pa.field("finds", pa.list_(FIND), nullable=False),
    ]
)


class Matches:
    """The finds of one build. Ask `of` for every description once, then `keep` them when the edition is published."""

    def __init__(self, folder: Path, interpreter: Interpreter) -> None:
        self._folder = folder
        self._interpreter = interpreter
        self.kept, before = _read(folder)
        now = {phrase: number for number, phrase in enumerate(interpreter.phrases)}
        self._number_now = np.array([now.get(phrase, -1) for phrase in before], np.int32)
        self._new = sorted(set(now) - set(before))
        self._draft = folder / ".phrases.draft"
        self._writer: pq.ParquetWriter | None = None

    def of(self, batch: pa.RecordBatch) -> Finds:
        """The finds in the descriptions of a batch: `description`, `high`, `low`, and `finds` as kept (null: not known)."""
        texts = batch.column("description")
        known = batch.column("finds")
        there = np.flatnonzero(known.is_valid().to_numpy(zero_copy_only=False))
        new = np.flatnonzero(~known.is_valid().to_numpy(zero_copy_only=False))
        parts = [self._as_numbered_now(known)]
        if self._new and len(there):
            parts.append(_called(self._interpreter.find(texts.take(pa.array(there)), self._new), there))
        parts.append(_called(self._interpreter.find(texts.take(pa.array(new))), new))
        finds = _ordered(np.concatenate(parts))
        self._write(batch, finds)
        return finds

    def _as_numbered_now(self, known: pa.ListArray) -> Finds:
        """What is kept, without phrases that no file has any more."""
        flat = known.flatten()
        old = np.stack([np.asarray(flat.field(name)) for name in ("phrase", "start", "end")], axis=1)
        made = np.empty((len(old), 4), np.int32)
        made[:, 0] = np.asarray(known.value_parent_indices())
        made[:, 1] = self._number_now[old[:, 0]] if len(old) else 0
        made[:, 2:] = old[:, 1:]
        return made[made[:, 1] >= 0]

    def _write(self, batch: pa.RecordBatch, finds: Finds) -> None:
        if self._writer is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            about = json.dumps({"rules": RULES, "phrases": list(self._interpreter.phrases)})
            self._writer = pq.ParquetWriter(self._draft, SCHEMA.with_metadata({_KEY: about}), compression="zstd")
        offsets = np.searchsorted(finds[:, 0], np.arange(batch.num_rows + 1)).astype(np.int32)
        columns = [pa.array(np.ascontiguousarray(finds[:, column])) for column in (1, 2, 3)]
        values = pa.StructArray.from_arrays(columns, fields=list(FIND))
        lists = pa.ListArray.from_arrays(pa.array(offsets), values)
        self._writer.write_batch(
            pa.RecordBatch.from_arrays([batch.column("high"), batch.column("low"), lists], schema=SCHEMA)
        )

    def keep(self) -> None:
        """Put the finds of this build in the place of those kept before."""
        if self._writer is None:
            return
        self._writer.close()
        self._writer = None
        name = self._folder / _named_by_content(self._draft)
        self._draft.replace(name)
        for old in self._folder.glob(_NAME):
            if old != name:
                old.unlink()

    def __enter__(self) -> Matches:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._writer is not None:
            with suppress(OSError):
                self._writer.close()
        self._draft.unlink(missing_ok=True)


def _read(folder: Path) -> tuple[Path | None, Sequence[str]]:
    """The file that is kept and the phrases it was made with; nothing where there is none that can be trusted."""
    for path in sorted(folder.glob(_NAME)):
        with suppress(OSError, ValueError, KeyError, pa.ArrowException):
            about = json.loads(pq.read_schema(path).metadata[_KEY])
            if path.name == _named_by_content(path) and about["rules"] == RULES:
                return path, about["phrases"]
    return None, ()


def _named_by_content(path: Path) -> str:
    """What a file is called that holds this."""
    digest = xxhash.xxh3_128()
    with path.open("rb") as file:
        while part := file.read(_PART):
            digest.update(part)
    return _NAME.replace("*", digest.hexdigest())


def _called(finds: Finds, numbers: NDArray[np.int64]) -> Finds:
    """The same finds, the texts called by their numbers in a larger list."""
    if len(finds):
        finds[:, 0] = numbers[finds[:, 0]]
    return finds


def _ordered(finds: Finds) -> Finds:
    key = finds[:, 0].astype(np.int64) << 32 | finds[:, 1]
    return np.ascontiguousarray(finds[np.argsort(key)])
