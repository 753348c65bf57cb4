"""Writing what a command was asked to write: whole, or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tallylight.errors import UsageError


def write_text(name: str, text: str) -> None:
    """Write a text file whole. Raises UsageError when the place cannot be written."""
    with binary_output(name) as out:
        out.write(text.encode())


@contextmanager
def binary_output(name: str | None) -> Iterator[IO[bytes]]:
    """Where to write bytes: a file that appears whole when all is written, or standard output for None.

    What is not an ordinary file (a pipe, /dev/null) is written as it goes. Raises UsageError when the place cannot be
    written or is full.
    """
    if name is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(name)
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as out:
                yield out
            return
        handle, beside = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as out:
                yield out
            Path(beside).chmod(0o666 & ~_umask())
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise unwritable(name, error) from error


def unwritable(name: str, error: OSError) -> UsageError:
    """What to say of a place where nothing can be written."""
    reason = (error.strerror or str(error)).lower()
    return UsageError(f"the file cannot be written: {reason}", where=name, do="Name another place.")


def _umask() -> int:
    """The permissions that new files do not get; the system tells it only when it is set."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
