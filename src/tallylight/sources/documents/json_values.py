"""From bytes to values of JSON: one document, several behind each other, or one a line. Numbers stay as written."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from tallylight.errors import SourceError
from tallylight.sources.records import ReadInto

_READ = 8 * 1024**2
LARGEST = 512 * 1024**2
"""Bytes of one document, which is held in memory as a whole. JSON Lines have no such limit, but for a line."""

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# Floats are handed over as they are written, so that no amount is ever rounded.
_DECODER = msgspec.json.Decoder(float_hook=str)

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"|[{}\[\]]', re.DOTALL)


class Values:
    """The values of one file. `recoded` is true once some of its text was not UTF-8 and read as Windows-1252."""

    def __init__(self, readinto: ReadInto, where: str) -> None:
        self._readinto, self._where = readinto, where
        self.recoded = False

    def __iter__(self) -> Iterator[Any]:
        """Every value in order. Raises SourceError where the text breaks off or is no JSON."""
        start = self._read(_READ)
        if start.startswith(_UTF_16):
            yield from self._documents(self._whole(start).decode("utf-16").encode())
            return
        start = start.removeprefix(codecs.BOM_UTF8)
        line, found, _ = start.partition(b"\n")
        if found and _is_whole(line):
            yield from self._by_line(start)
        else:
            yield from self._documents(self._whole(start))

    def _read(self, size: int) -> bytes:
        """Up to `size` bytes, fewer only at the end of the file."""
        buffer = bytearray(size)
        filled = 0
        while filled < size and (read := self._readinto(memoryview(buffer)[filled:])):
            filled += read
        return bytes(buffer[:filled])

    def _whole(self, start: bytes) -> bytes:
        parts, size = [start], len(start)
        while part := self._read(_READ):
            parts.append(part)
            size += len(part)
            if size > LARGEST:
                what = f"one JSON document of more than {LARGEST // 1024**2} MB"
                raise SourceError(what, where=self._where, do="Split it, or save it as JSON Lines.")
        return b"".join(parts)

    def _by_line(self, start: bytes) -> Iterator[Any]:
        number, rest = 0, start
        while rest:
            lines = rest.split(b"\n")
            more = self._read(_READ)
            rest = lines.pop() + more if more else b""
            if len(rest) > LARGEST:
                raise SourceError("a line of JSON is too long", where=self._where, do="Look at its last lines.")
            for line in lines:
                number += 1
                if line.strip():
                    yield self._value(line, f"{self._where}, line {number}")

    def _documents(self, text: bytes) -> Iterator[Any]:
        """One document, or several behind each other."""
        try:
            yield self._value(text, self._where)
            return
        except SourceError:
            ends = _ends(text)
            if len(ends) < 2:
                raise
        for start, end in zip([0, *ends], ends, strict=False):
            yield self._value(text[start:end], self._where)

    def _value(self, text: bytes, where: str) -> Any:
        try:
            return _DECODER.decode(text)
        except UnicodeDecodeError:
            self.recoded = True
            return self._value(text.decode("cp1252", errors="replace").encode(), where)
        except RecursionError as error:
            raise SourceError("JSON that is nested too deeply", where=where, do="Name a file of records.") from error
        except msgspec.DecodeError as error:
            what = "the JSON breaks off" if "truncated" in str(error) else f"not JSON: {error}"
            raise SourceError(what, where=where, do="Fetch the file again.") from error


def _is_whole(line: bytes) -> bool:
    """Whether the first line is a value by itself: then every line is."""
    try:
        _DECODER.decode(line)
    except UnicodeDecodeError:
        return _is_whole(line.decode("cp1252", errors="replace").encode())
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def _ends(text: bytes) -> list[int]:
    """Where each of several documents ends that stand behind each other: after the brace that closes the first one."""
    ends, depth = [], 0
    for token in _TOKEN.finditer(text):
        if token[0] in (b"{", b"["):
            depth += 1
        elif token[0] in (b"}", b"]"):
            depth -= 1
            if depth == 0:
                ends.append(token.end())
    return ends
