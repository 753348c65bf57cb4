"""Writing an edition so that a reader never sees half of one: a hidden folder, synced, renamed, then one pointer moved.

One process builds at a time. It holds the ledger's lock, and a lock on a file in its own folder, so that the next
build can tell a folder that was left behind from one that is in use. The system drops both locks when a process ends,
however it ends.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from tallylight.errors import LedgerError
from tallylight.ledger import layout
from tallylight.ledger.manifest import Part

OWNER = ".owner"
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def building(ledger: Path) -> Iterator[Path]:
    """A new empty folder under editions/ for the one build that may run. It is removed again if the build fails.

    Raises LedgerError when another build is running, or when the ledger's folder cannot be written.
    """
    with disk_errors(ledger):
        (ledger / layout.EDITIONS).mkdir(parents=True, exist_ok=True)
        lock = os.open(ledger / layout.LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        if not _locked(lock):
            raise LedgerError(
                "another build is adding to this ledger", where=str(ledger), do="Wait until it is done, then try again."
            )
        with disk_errors(ledger):
            sweep(ledger)
            folder = Path(tempfile.mkdtemp(prefix=layout.BUILDING, dir=ledger / layout.EDITIONS))
            folder.chmod(0o755)  # mkdtemp makes private folders, but an edition is for every reader of the ledger
            owner = os.open(folder / OWNER, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            _locked(owner)
            yield folder
        finally:
            os.close(owner)
            shutil.rmtree(folder, ignore_errors=True)  # already renamed away when the build succeeded
    finally:
        os.close(lock)


def sweep(ledger: Path) -> None:
    """Remove what killed builds left behind. A folder whose builder still lives keeps its lock, and stays."""
    for leftover in sorted((ledger / layout.EDITIONS).glob(layout.BUILDING + "*")):
        try:
            owner = os.open(leftover / OWNER, os.O_RDWR | os.O_CLOEXEC)
        except FileNotFoundError:
            shutil.rmtree(leftover, ignore_errors=True)
            continue
        try:
            if _locked(owner):
                shutil.rmtree(leftover, ignore_errors=True)
        finally:
            os.close(owner)


def publish(ledger: Path, folder: Path, edition: str) -> None:
    """Sync every file of a finished folder, give it its name, and make it the current edition."""
    with disk_errors(ledger):
        (folder / OWNER).unlink()
        for path in sorted(folder.rglob("*")):
            sync(path)
        sync(folder)
        folder.rename(ledger / layout.EDITIONS / edition)
        sync(ledger / layout.EDITIONS)
        replace_file(ledger / layout.CURRENT, edition + "\n")


def replace_file(path: Path, text: str) -> None:
    """Put a text in the place of a file at once: a reader, or a crash, finds the old text or the new one."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with open(handle, "w", encoding="utf-8", newline="") as out:  # noqa: PTH123 (an open descriptor, not a path)
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync(path.parent)


def sync(path: Path) -> None:
    """Ask the system to put a file or folder on the disk itself."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def link(source: Path, target: Path) -> None:
    """The same file under a second name; a copy where the file system has no hard links."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        target.hardlink_to(source)
    except OSError as error:
        if error.errno in FULL:
            raise
        shutil.copyfile(source, target)


def part_of(folder: Path, path: Path) -> Part:
    """Size and SHA-256 of a finished file of an edition."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Part(path.relative_to(folder).as_posix(), path.stat().st_size, digest)


@contextmanager
def disk_errors(ledger: Path) -> Iterator[None]:
    """Turn a full disk, a missing permission and the like into one clear line about the ledger."""
    try:
        yield
    except OSError as error:
        raise cannot_write(ledger, error) from error
    except duckdb.Error as error:
        if "no space left" in str(error).lower() or "file too large" in str(error).lower():
            raise cannot_write(ledger, OSError(errno.ENOSPC, "no space left")) from error
        if isinstance(error, duckdb.OutOfMemoryException):
            raise LedgerError(
                "the files need more memory at once than a build may use, nothing was added",
                where=str(ledger),
                do="Add them in several goes.",
            ) from error
        if isinstance(error, duckdb.IOException):
            raise cannot_write(ledger, OSError(errno.EIO, str(error).splitlines()[0])) from error
        raise


def cannot_write(ledger: Path, error: OSError) -> LedgerError:
    """What to say when a build could not write. The current edition is as it was."""
    if error.errno in FULL:
        return LedgerError(
            "the disk is full, nothing was added", where=str(ledger), do="Free some space and add the files again."
        )
    return LedgerError(
        f"the ledger cannot be written: {error.strerror or error}, nothing was added",
        where=str(ledger),
        do="Check that the folder exists, is a ledger, and is yours to write.",
    )


def _locked(handle: int) -> bool:
    """Whether the lock on an open file could be taken at once."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK):
            return False
        raise
    return True
