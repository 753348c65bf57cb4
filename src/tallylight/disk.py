"""Writing so that a reader, or a crash, finds the old file or the new one, and never half of one."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

FORBIDDEN = frozenset((errno.EACCES, errno.EPERM, errno.EROFS))
"""What the system says when a place is there and not ours to write."""


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
