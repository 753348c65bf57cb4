"""Reading the text to check, and writing what a command was asked to write: whole, or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tallylight import settings
from tallylight.errors import SourceError, UsageError

SAVE_AS_TEXT = "Save the article as plain text in UTF-8, and check that file."


def read_text(name: str) -> str:
    """The text of a file, or of standard input for "-": UTF-8, a byte-order mark allowed, line breaks as they are.

    Raises SourceError for what is missing, a folder, empty, too long, or not text, and for an address of a page.
    """
    where = "standard input" if name == "-" else name
    if name.lower().startswith(("http://", "https://")):
        raise SourceError("reading web pages is not supported yet", where=name, do="Save the text, and check the file.")
    raw = _bytes(name, where)
    if len(raw) > settings.MAX_TEXT_BYTES:
        most = f"{settings.MAX_TEXT_BYTES:,} bytes"
        raise SourceError(f"the text is longer than {most}", where=where, do="Cut it into articles.")
    if b"\x00" in raw or raw.startswith((b"%PDF", b"PK\x03\x04", b"\x1f\x8b")):
        raise SourceError("this is not a text file", where=where, do=SAVE_AS_TEXT)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(f"byte {error.start + 1} is not UTF-8", where=where, do=SAVE_AS_TEXT) from None
    if not text.strip():
        raise SourceError("the text is empty", where=where, do="Give it an article to check.")
    return text


def _bytes(name: str, where: str) -> bytes:
    try:
        if name == "-":
            return sys.stdin.buffer.read(settings.MAX_TEXT_BYTES + 1)
        with Path(name).open("rb") as file:
            return file.read(settings.MAX_TEXT_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SourceError(f"the text cannot be read: {reason}", where=where, do="Check the name.") from error


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
