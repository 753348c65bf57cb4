"""What was read before: makes reading a file again, with few rows changed, much cheaper than the first time.

Short runs of consecutive records are remembered by a fingerprint, with the file and the row where they were first read.
A run that is met again is not parsed: its rows are known. A run ends after a record whose length is a multiple of 8,
so that a record put in or taken out changes one run and not all that follow; and it has at least four records, so that
no one record, let alone one field of it, is ever fingerprinted by itself. Fingerprints are salted per ledger.

The memory lies outside the editions, holds nothing that a ledger needs, and may be deleted at any time.
"""

from __future__ import annotations

import io
import secrets
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import numpy as np
import pyarrow as pa
import xxhash
from numpy.typing import NDArray

from tallylight.sources.records import Block, Ints

RULES = 1
"""Raise it when a reader gives different rows for the same bytes: memories from before are then ignored."""

SHORTEST_RUN = 4  # records
LENGTHS = 8
"""A run ends after a record whose length in bytes is a multiple of this: shorter runs mean that a changed record has fewer
neighbours to be parsed again with it, and more to remember."""
MOST_RUNS = 4_000_000  # some 160 MB; the oldest are forgotten first

_FILE = "reading-memory"
_MAGIC = b"tallylight reading memory 1\n"
_SALT_SIZE = 16
_SUM_SIZE = 16
_SHA_SIZE = 32

FINGERPRINT = np.dtype([("high", "<u8"), ("low", "<u8")])
RUN = np.dtype([*FINGERPRINT.descr, ("first", "<i8"), ("cents", "<i8"), ("rows", "<i4"), ("file", "<i4")])
"""One remembered run: its fingerprint in two halves, its first source row, the sum of its rows in cents, how many rows
it has, and the index of its file."""

Runs = NDArray[np.void]


class EarlierRows(Protocol):
    """The kept rows of an earlier file, in order, in groups small enough to be held."""

    @property
    def firsts(self) -> Ints:
        """The number of the first row of each group; empty for a file without rows."""
        ...

    def group(self, index: int) -> tuple[NDArray[np.uint8], Ints]:
        """The hashes, (n, 16), and the numbers of the rows of a group."""
        ...


Earlier = Callable[[str], EarlierRows | None]
"""Gives the rows of an earlier file by its SHA-256; None when the ledger does not hold that file (any more)."""


class Memory:
    """The memory of one ledger. `earlier` is how it asks the ledger for the rows of a file that was read before.

    Call `save` once the edition with the newly read rows is current, and not before: what is remembered must be there.
    """

    def __init__(self, folder: Path, earlier: Earlier) -> None:
        self.note = ""  # why an existing memory was not used, in plain words
        self._file = folder / _FILE
        self._earlier = earlier
        self._rows_of: dict[int, EarlierRows | None] = {}
        self._salt = secrets.token_bytes(_SALT_SIZE)
        self._files: list[str] = []
        self._runs: Runs = np.empty(0, RUN)
        self._new: list[Runs] = []
        self._load()

    def seed(self, layout: str) -> int:
        """The seed of fingerprints for files of one layout (format and columns)."""
        return xxhash.xxh3_64_intdigest(b"%s%d %s" % (self._salt, RULES, layout.encode()))

    def look_up(
        self, fingerprints: list[bytes], starts: Ints, counts: Ints, hashes: NDArray[np.uint8]
    ) -> tuple[NDArray[np.bool_], Ints]:
        """Which runs of a block are known, by their fingerprints, and the sum of each in cents.

        Run i is `counts[i]` records from `starts[i]` on; the row hashes of known ones are filled in in `hashes` (records, 16).
        """
        wanted = np.frombuffer(b"".join(fingerprints), FINGERPRINT)
        if not len(self._runs):
            return np.zeros(len(wanted), bool), np.zeros(len(wanted), np.int64)
        at = np.minimum(np.searchsorted(self._high, wanted["high"]), len(self._runs) - 1)
        runs = self._runs[at]
        known = (runs["high"] == wanted["high"]) & (runs["low"] == wanted["low"]) & (runs["rows"] == counts)
        for file in np.unique(runs["file"][known]).tolist():
            of_file = np.flatnonzero(known & (runs["file"] == file))
            known[of_file] = self._fill_in(file, runs["first"][of_file], starts[of_file], counts[of_file], hashes)
        return known, runs["cents"]

    def _fill_in(
        self, file: int, first: Ints, starts: Ints, counts: Ints, hashes: NDArray[np.uint8]
    ) -> NDArray[np.bool_]:
        """Fills in what is known of runs of one earlier file: nothing of a run of which the ledger does not hold all rows,
        or of the few that reach from one group of them into the next."""
        if file not in self._rows_of:
            self._rows_of[file] = self._earlier(self._files[file])
        rows = self._rows_of[file]
        whole = np.zeros(len(first), bool)
        if rows is None or not len(rows.firsts):
            return whole
        groups = np.searchsorted(rows.firsts, first, side="right") - 1
        for group in np.unique(groups[groups >= 0]).tolist():
            inside = np.flatnonzero(groups == group)
            whole[inside] = _fill_in(*rows.group(group), first[inside], starts[inside], counts[inside], hashes)
        return whole

    def learn(self, sha256: str, runs: Runs) -> None:
        """Remember runs of a file that was read to its end. Their field `file` is filled in here."""
        if len(runs):
            runs["file"] = len(self._files)
            self._files.append(sha256)
            self._new.append(runs)

    def save(self) -> None:
        """Write what was learned, atomically. Does nothing when nothing was."""
        if not self._new:
            return
        runs = np.concatenate([self._runs, *self._new])
        runs = runs[np.sort(np.argsort(runs["file"], kind="stable")[-MOST_RUNS:])]
        runs = runs[np.lexsort((-runs["file"], runs["low"], runs["high"]))]
        newest = np.ones(len(runs), bool)
        newest[1:] = (runs["high"][1:] != runs["high"][:-1]) | (runs["low"][1:] != runs["low"][:-1])
        self._runs, self._new = runs[newest], []
        used = np.unique(self._runs["file"])
        self._runs["file"] = np.searchsorted(used, self._runs["file"])
        self._files = [self._files[i] for i in used]
        self._rows_of.clear()
        self._index()
        self._file.parent.mkdir(parents=True, exist_ok=True)
        body = self._salt + len(self._files).to_bytes(4, "little")
        body += b"".join(bytes.fromhex(sha) for sha in self._files) + self._runs.tobytes()
        draft = self._file.with_suffix(".new")
        draft.write_bytes(_MAGIC + xxhash.xxh3_128_digest(body) + body)
        draft.replace(self._file)

    def _load(self) -> None:
        try:
            data = io.BytesIO(self._file.read_bytes())
        except FileNotFoundError:
            return
        except OSError:
            self.note = "the reading memory could not be read, and is not used"
            return
        magic, checksum = data.read(len(_MAGIC)), data.read(_SUM_SIZE)
        body = data.read()
        if magic != _MAGIC or xxhash.xxh3_128_digest(body) != checksum:
            self.note = "the reading memory is damaged or of another version, and is not used"
            return
        data = io.BytesIO(body)
        self._salt = data.read(_SALT_SIZE)
        count = int.from_bytes(data.read(4), "little")
        self._files = [data.read(_SHA_SIZE).hex() for _ in range(count)]
        self._runs = np.frombuffer(data.read(), RUN)
        self._index()

    def _index(self) -> None:
        self._high: NDArray[np.uint64] = np.ascontiguousarray(self._runs["high"])


def _fill_in(
    earlier_hashes: NDArray[np.uint8], numbers: Ints, first: Ints, starts: Ints, counts: Ints, hashes: NDArray[np.uint8]
) -> NDArray[np.bool_]:
    """Fills in the hashes of the runs that are whole among some rows of an earlier file. True for those."""
    begin = np.searchsorted(numbers, first)
    last = np.minimum(begin + counts, len(numbers)) - 1
    whole: NDArray[np.bool_] = (numbers[np.minimum(begin, last)] == first) & (numbers[last] == first + counts - 1)
    lengths = counts[whole]
    within = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    found = earlier_hashes.take(np.repeat(begin[whole], lengths) + within, axis=0)
    hashes[np.repeat(starts[whole], lengths) + within] = found
    return whole


def run_ends(starts: Ints, ends: Ints) -> Ints:
    """Where runs end, as counts of records; the records after the last one belong to no run yet."""
    marked = np.flatnonzero((ends - starts) % LENGTHS == 0) + 1
    found, last = [], 0
    for end in marked.tolist():
        if end - last >= SHORTEST_RUN:
            found.append(end)
            last = end
    return np.array(found, dtype=np.int64)


def cut_at_run(starts: Ints, ends: Ints) -> int:
    """How many records to take so that no run is split; all of them when there is no run."""
    found = run_ends(starts, ends)
    return int(found[-1]) if len(found) else len(starts)


def fingerprints(block: Block, runs: Ints, seed: int) -> list[bytes]:
    """One fingerprint a run of the block."""
    content, digest = block.data, xxhash.xxh3_128_digest
    edges = [0, *block.ends[runs - 1].tolist()]
    return [digest(content[a:b], seed=seed) for a, b in pairwise(edges)]


def hash_bytes(hashes: pa.FixedSizeBinaryArray) -> NDArray[np.uint8]:
    """Row hashes as an (n, 16) array, without a copy where possible."""
    if isinstance(hashes, pa.ChunkedArray):
        hashes = hashes.combine_chunks()
    whole = np.frombuffer(hashes.buffers()[1], np.uint8).reshape(-1, 16)
    return whole[hashes.offset : hashes.offset + len(hashes)]
