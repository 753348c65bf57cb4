"""Bytes out of plain files, gzip files and zip members: streamed, checked, nothing written to disk.

A zip's table of contents is read with the standard library; a member is then found by its offset and unpacked by isal,
which is about three times as fast as `zipfile`. Sizes and checksums are verified while reading.
"""

from __future__ import annotations

import hashlib
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from isal import isal_zlib

from tallylight.errors import SourceError
from tallylight.sources.line_ends import with_line_feeds

GZIP_MAGIC = b"\x1f\x8b"
ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

PACKED_CHUNK = 64 * 1024  # bytes unpacked at once: what comes out stays in the processor's cache
MAX_MEMBERS = 10_000
# A bomb is refused when both are passed. Deflate can reach 1030 to 1; the publishers' tables reach about 40 to 1.
BOMB_SIZE = 256 * 1024**2  # unpacked bytes
BOMB_RATIO = 200

_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 0x1
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")


class Packed(Protocol):
    """A stream of packed bytes."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; empty at the end."""
        ...


class Unpacked(Protocol):
    """A stream of content bytes."""

    def readinto(self, view: memoryview, /) -> int:
        """Fill the view from its start; gives the number of bytes, 0 at the end."""
        ...


class _Hashing:
    """Reads a file and keeps the SHA-256 of what was read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.digest = hashlib.sha256()

    def read(self, size: int, /) -> bytes:
        data = self.file.read(size)
        self.digest.update(data)
        return data

    def readinto(self, view: memoryview, /) -> int:
        size = self.file.readinto(view)  # type: ignore[attr-defined]
        self.digest.update(view[:size])
        return int(size)


class _Limited:
    """The packed bytes of one zip member, and no more."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self.file = file
        self.left = size

    def read(self, size: int, /) -> bytes:
        data = self.file.read(min(size, self.left))
        self.left -= len(data)
        return data


class Content:
    """One record file's content, unpacked. `sha256` is right once everything was read.

    It is the SHA-256 of the file as it was given (of the `.gz` itself), so that `sha256sum` confirms it; for a member
    of a zip it is that of the unpacked member.
    """

    def __init__(self, stream: Unpacked, hashed: _Hashing | None) -> None:
        self._stream = stream
        self._hashed = hashed
        self._own = hashlib.sha256()
        self._lines = with_line_feeds(self._read)

    def readinto(self, view: memoryview, /) -> int:
        """Fill the view with the next bytes; gives their number, 0 at the end. Lone carriage returns are line feeds there."""
        return self._lines(view)

    def _read(self, view: memoryview) -> int:
        size = self._stream.readinto(view)
        if self._hashed is None:
            self._own.update(view[:size])
        return size

    @property
    def sha256(self) -> str:
        """Hex digest."""
        return (self._hashed.digest if self._hashed else self._own).hexdigest()


class _Inflate:
    """Unpacks raw deflate (`gzip=False`) or gzip, several gzip members in a row included, with a limit for bombs."""

    def __init__(self, packed: Packed, *, gzip: bool, where: str) -> None:
        self.packed, self.gzip, self.where = packed, gzip, where
        self.read_in = self.written = self.crc = 0
        self.engine = self._engine()
        self.waiting = b""
        self.done = False

    def _engine(self) -> isal_zlib.Decompress:
        return isal_zlib.decompressobj(wbits=31 if self.gzip else -15)

    def readinto(self, view: memoryview, /) -> int:
        have = 0
        while have < len(view) and not self.done:
            data = self._step(len(view) - have)
            view[have : have + len(data)] = data
            have += len(data)
        return have

    def _step(self, size: int) -> bytes:
        if self.engine.eof and not self._next_member():
            return b""
        packed = self.waiting or self.packed.read(PACKED_CHUNK)
        self.read_in += 0 if self.waiting else len(packed)
        try:
            data = self.engine.decompress(packed, size)
        except isal_zlib.error as error:  # type: ignore[misc]  # its type stub calls it an instance
            raise SourceError("the packed data is damaged", where=self.where, do="Fetch the file again.") from error
        # With nothing left to read, the engine may still hold what did not fit into the last view.
        if not (packed or data or self.engine.eof):
            raise _cut_short(self.where)
        self.waiting = self.engine.unconsumed_tail
        self.written += len(data)
        if not self.gzip:
            self.crc = isal_zlib.crc32(data, self.crc)
        if self.written > BOMB_SIZE and self.written > BOMB_RATIO * self.read_in:
            raise _bomb(self.where)
        return data

    def _next_member(self) -> bool:
        """Whether another gzip member follows; zero padding after the last one is allowed."""
        rest = self.engine.unused_data or self.packed.read(PACKED_CHUNK)
        while self.gzip and rest and not rest.strip(b"\0"):
            rest = self.packed.read(PACKED_CHUNK)
        if not self.gzip or not rest:
            self.done = True
            return False
        self.engine, self.waiting = self._engine(), rest
        return True


class _ZipMember:
    """The content of one member; its size and checksum are verified at the end."""

    def __init__(self, file: IO[bytes], info: zipfile.ZipInfo, where: str) -> None:
        packed = _Limited(file, info.compress_size)
        self.info, self.where = info, where
        self.inflate = _Inflate(packed, gzip=False, where=where) if info.compress_type == _DEFLATED else None
        self.packed = packed
        self.size = self.crc = 0

    def readinto(self, view: memoryview, /) -> int:
        if self.inflate:
            size = self.inflate.readinto(view)
            self.crc = self.inflate.crc
        else:
            data = self.packed.read(len(view))
            size = len(data)
            view[:size] = data
            self.crc = isal_zlib.crc32(data, self.crc)
        self.size += size
        if not size and (self.size != self.info.file_size or self.crc != self.info.CRC):
            raise SourceError(
                "the member's size or checksum does not fit its content", where=self.where, do="Fetch the file again."
            )
        return size


def _cut_short(where: str) -> SourceError:
    return SourceError("the packed data is cut short", where=where, do="Fetch the file again.")


def _bomb(where: str) -> SourceError:
    what = f"unpacks to more than {BOMB_RATIO} times its size, as no record file does"
    return SourceError(what, where=where, do="Unpack it yourself if you trust it.")


def unreadable(error: OSError, path: str) -> SourceError:
    """What the operating system said about a file, as one line."""
    reason = {
        FileNotFoundError: "no such file or folder",
        PermissionError: "no permission to read it",
        IsADirectoryError: "it is a folder",
    }.get(type(error), error.strerror or "it cannot be read")
    return SourceError(reason, where=path, do="Check the path.")


@contextmanager
def open_content(file: Path, member: str | None, where: str) -> Iterator[Content]:
    """Open a plain file, a gzip file (told by its first bytes), or a member of a zip. Raises SourceError."""
    try:
        with file.open("rb") as handle:
            if member is not None:
                yield Content(_open_member(handle, member, where), None)
                return
            packed = handle.read(2) == GZIP_MAGIC
            handle.seek(0)
            hashed = _Hashing(handle)
            yield Content(_Inflate(hashed, gzip=True, where=where) if packed else hashed, hashed)
    except OSError as error:
        raise unreadable(error, where) from error


def open_member(handle: IO[bytes], member: str, where: str) -> Content:
    """A member of a zip that is open already. Raises SourceError."""
    return Content(_open_member(handle, member, where), None)


def _open_member(handle: IO[bytes], member: str, where: str) -> _ZipMember:
    info = zipfile.ZipFile(handle).getinfo(member)
    handle.seek(info.header_offset)
    head = handle.read(_LOCAL_HEADER.size)
    if len(head) < _LOCAL_HEADER.size or not head.startswith(ZIP_MAGICS[0]):
        raise _cut_short(where)
    name_size, extra_size = _LOCAL_HEADER.unpack(head)[-2:]
    handle.seek(name_size + extra_size, 1)
    return _ZipMember(handle, info, where)


def is_zip(file: Path) -> bool:
    """Whether the first bytes are those of a zip."""
    with file.open("rb") as handle:
        return handle.read(4) in ZIP_MAGICS


def zip_members(file: Path | IO[bytes], path: str) -> list[str]:
    """Names of the members that are files, in the order of the archive, after every check that needs no unpacking.

    Raises SourceError for a truncated archive, an unsafe name, an encrypted member, an unknown packing, a bomb.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise SourceError("the zip is cut short or damaged", where=path, do="Fetch the file again.") from error
    if len(infos) > MAX_MEMBERS:
        raise SourceError(f"the zip has more than {MAX_MEMBERS:,} members", where=path, do="Unpack it yourself.")
    for info in infos:
        _check_member(info, f"{path}, member {_printable(info.orig_filename)}")
    _check_overlap(infos, path)
    return [info.filename for info in infos if not info.is_dir() and not _is_hidden(info.filename)]


def _check_member(info: zipfile.ZipInfo, where: str) -> None:
    name = info.orig_filename.replace("\\", "/")
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or (len(name) > 1 and name[1] == ":") or "\0" in name:
        raise SourceError("the zip has a member with an unsafe name", where=where, do="Do not trust this file.")
    if info.flag_bits & _ENCRYPTED:
        raise SourceError("the member is encrypted", where=where, do="Unpack it with its password first.")
    if info.compress_type not in (_STORED, _DEFLATED):
        raise SourceError("the member is packed in a way that is not read", where=where, do="Unpack it first.")
    if info.file_size > BOMB_SIZE and info.file_size > BOMB_RATIO * info.compress_size:
        raise _bomb(where)


def _check_overlap(infos: list[zipfile.ZipInfo], path: str) -> None:
    """Members that share packed bytes are the other known way to build a bomb."""
    end = 0
    for info in sorted(infos, key=lambda i: i.header_offset):
        if info.header_offset < end:
            raise SourceError("members of the zip overlap", where=path, do="Do not trust this file.")
        end = info.header_offset + info.compress_size


def _is_hidden(name: str) -> bool:
    """Files that start with a dot, and what macOS adds to every archive."""
    return any(part.startswith(".") or part == "__MACOSX" for part in PurePosixPath(name).parts)


def _printable(name: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in name)[:200]
