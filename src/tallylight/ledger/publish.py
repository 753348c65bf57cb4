"""Writing an edition so that a reader never sees half of one: a hidden folder, synced, renamed, then one pointer moved.

One process builds at a time. It holds the ledger's lock, and a lock on a file in its own folder, so that the next
build can tell a folder that was left behind from one that is in use. The system drops both locks when a process ends,
however it ends.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from tallylight.disk import FORBIDDEN, replace_file, sync
from tallylight.errors import LedgerError, NotNow
from tallylight.ledger import layout
from tallylight.ledger.manifest import Part, read_manifest

OWNER = ".owner"
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def building(ledger: Path) -> Iterator[Path]:
    """A new empty folder under editions/ for the one build that may run. It is removed again if the build fails.

    Raises NotNow when another build is running or the ledger may not be written, LedgerError when it cannot be for another
    reason.
    """
    with disk_errors(ledger):
        (ledger / layout.EDITIONS).mkdir(parents=True, exist_ok=True)
        lock = os.open(ledger / layout.LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        if not _locked(lock):
            raise NotNow(
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
    for half in ledger.glob(f".{layout.CURRENT}-*"):  # the pointer, written and not yet moved to its place
        half.unlink(missing_ok=True)
    for draft in (ledger / layout.CACHE).glob(".*"):  # the finds of a build that ended before it could keep them
        draft.unlink(missing_ok=True)
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
    return Part(path.relative_to(folder).as_posix(), path.stat().st_size, layout.sha256(path))


@contextmanager
def disk_errors(ledger: Path) -> Iterator[None]:
    """Turn a full disk, a missing permission, a damaged parent and the like into one clear line about the ledger."""
    try:
        yield
    except OSError as error:
        if error.errno is None:  # not from the system: pyarrow says so of a file that it cannot make sense of
            _check_parent(ledger)
        raise cannot_write(ledger, error) from error
    except (duckdb.Error, pa.ArrowException) as error:
        if "no space left" in str(error).lower() or "file too large" in str(error).lower():
            raise cannot_write(ledger, OSError(errno.ENOSPC, "no space left")) from error
        if isinstance(error, duckdb.OutOfMemoryException):
            raise NotNow(
                "the files need more memory at once than a build may use, nothing was added",
                where=str(ledger),
                do="Add them in several goes.",
            ) from error
        _check_parent(ledger)
        if isinstance(error, duckdb.IOException):
            raise cannot_write(ledger, OSError(errno.EIO, str(error).splitlines()[0])) from error
        raise


def _check_parent(ledger: Path) -> None:
    """Raise LedgerError when what went wrong may lie in a damaged file of the current edition."""
    name = layout.current(ledger)
    if name is not None:
        folder = layout.edition_folder(ledger, name)
        layout.check_hashes(folder, read_manifest(folder)[0].parts)


def cannot_write(ledger: Path, error: OSError) -> LedgerError:
    """What to say when a build could not write. The current edition is as it was."""
    if error.errno in FULL:
        return LedgerError(
            "the disk is full, nothing was added", where=str(ledger), do="Free some space and add the files again."
        )
    kind = NotNow if error.errno in FORBIDDEN else LedgerError
    return kind(
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
