"""From bytes to documents of JSON: one in a file, several behind each other, or one a line. Numbers stay as written.

`Texts` finds the documents; `decoded` reads one. They are apart because whoever knows what is in a document reads it
several times as fast: a decoder that is told the fields that count makes nothing of the others.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from tallylight.errors import SourceError
from tallylight.sources.documents.paths import as_written
from tallylight.sources.records import ReadInto

_READ = 8 * 1024**2
LARGEST = 512 * 1024**2
"""Bytes of one document, which is held in memory as a whole. JSON Lines have no such limit, but for a line."""


def utf_16_of(start: bytes) -> str | None:
    """Which UTF-16 a document is in, told by its mark or by the zero beside its first character; None for others."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in start[:2] and start[:2] != b"\0\0":
        return "utf-16-le" if start[1:2] == b"\0" else "utf-16-be"
    return None


_ANYTHING = msgspec.json.Decoder(float_hook=as_written)

_SEVERAL = re.compile(rb"}\s*{")  # no document has this outside its texts
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"|[{}\[\]]', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Text:
    """One document, in UTF-8, and where it stands."""

    text: bytes
    where: str


class Texts:
    """The documents of one file. `recoded` is true once some of it was not UTF-8 and taken for Windows-1252."""

    def __init__(self, readinto: ReadInto, where: str) -> None:
        self._readinto, self._where = readinto, where
        self.recoded = False

    def __iter__(self) -> Iterator[Text]:
        """Every document in order, not yet decoded. Raises SourceError when one is too large to be held."""
        start = self._read(_READ)
        if encoding := utf_16_of(start):
            yield from self._documents(self._whole(start).decode(encoding, errors="replace").encode())
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

    def _by_line(self, start: bytes) -> Iterator[Text]:
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
                    yield self._utf_8(line, f"{self._where}, line {number}")

    def _documents(self, text: bytes) -> Iterator[Text]:
        """One document, or several behind each other, which JSON itself does not know."""
        ends = _ends(text) if _SEVERAL.search(text) else []
        if len(ends) < 2:
            yield self._utf_8(text, self._where)
            return
        for start, end in zip([0, *ends], ends, strict=False):
            yield self._utf_8(text[start:end], self._where)

    def _utf_8(self, text: bytes, where: str) -> Text:
        try:
            text.decode()
        except UnicodeDecodeError:
            self.recoded = True
            text = text.decode("cp1252", errors="replace").encode()
        return Text(text, where)


def decoded(document: Text, decoder: msgspec.json.Decoder[Any] = _ANYTHING) -> Any:
    """The value of one document. Raises SourceError where the text breaks off or is no JSON, in one line.

    Raises msgspec.ValidationError when the decoder asks for a shape that the value does not have.
    """
    try:
        return decoder.decode(document.text)
    except msgspec.ValidationError:
        raise
    except RecursionError as error:
        raise SourceError(
            "JSON that is nested too deeply", where=document.where, do="Name a file of records."
        ) from error
    except msgspec.DecodeError as error:
        what = "the JSON breaks off" if "truncated" in str(error) else f"not JSON: {error}"
        raise SourceError(what, where=document.where, do="Fetch the file again.") from error


def _is_whole(line: bytes) -> bool:
    """Whether the first line is a value by itself: then every line is."""
    try:
        _ANYTHING.decode(line)
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
