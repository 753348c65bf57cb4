"""Answers kept by their SHA-256 under the ledger's `sources/`, each written whole or not at all.

`sources/ab/ab12…/NAME.csv.gz`: the folder is named by the SHA-256 of the file as it lies there, so `sha256sum` confirms it.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tallylight.disk import sync

FOLDER = "sources"
HALF = ".half-"  # begins the name of a file that is being written


@dataclass(slots=True)
class Kept:
    """A file of the vault, once it is closed. `path` is relative to the ledger, with forward slashes."""

    path: str = ""
    sha256: str = ""
    size: int = 0  # bytes
    new: bool = True  # no earlier answer has the same bytes under the same name


class Vault:
    """The kept answers of one ledger."""

    def __init__(self, ledger: Path) -> None:
        self.ledger = ledger
        self.folder = ledger / FOLDER

    def sweep(self) -> None:
        """Remove what a killed run was writing. For the one process that holds the lock."""
        for half in self.folder.glob(HALF + "*"):
            half.unlink(missing_ok=True)

    @contextmanager
    def writing(self, name: str) -> Iterator[tuple[IO[bytes], Kept]]:
        """A packed file to write into, and what it is once the block ends: synced, then renamed. Nothing if it fails.

        The same bytes always make the same file: no time of day and no name is in it.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, half = tempfile.mkstemp(prefix=HALF, dir=self.folder)
        kept = Kept()
        try:
            with open(handle, "wb") as raw:  # noqa: PTH123 (an open descriptor, not a path)
                with gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=raw, mtime=0) as packed:
                    yield packed, kept  # type: ignore[misc]  # it has every method of a file that is written
                raw.flush()
                os.fsync(raw.fileno())
            Path(half).chmod(0o644)
            self._place(Path(half), name, kept)
        except BaseException:
            Path(half).unlink(missing_ok=True)
            raise

    def _place(self, half: Path, name: str, kept: Kept) -> None:
        with half.open("rb") as file:
            kept.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        kept.size = half.stat().st_size
        target = self.folder / kept.sha256[:2] / kept.sha256 / name
        kept.path = target.relative_to(self.ledger).as_posix()
        for folder in (target.parent.parent, target.parent):
            if not folder.is_dir():
                folder.mkdir(exist_ok=True)
                sync(folder.parent)
        kept.new = not target.exists()
        half.replace(target)
        sync(target.parent)

    def whole(self, path: str, sha256: str) -> bool:
        """Whether a kept file is there as it was written."""
        try:
            with (self.ledger / path).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except OSError:
            return False

    def remove(self, path: str) -> None:
        """Remove a kept file, and its folder when nothing else is in it."""
        target = self.ledger / path
        target.unlink(missing_ok=True)
        with suppress(OSError):
            target.parent.rmdir()
