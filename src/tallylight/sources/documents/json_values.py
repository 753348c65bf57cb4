"""From bytes to documents of JSON: one in a file, several behind each other, or one a line. Numbers stay as written.

`Texts` finds the documents; `decoded` reads one, `values` all of a text. They are apart because whoever knows what is in a
document reads it several times as fast: a decoder that is told the fields that count makes nothing of the others.
"""

from __future__ import annotations

import codecs
import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Any

import msgspec

from tallylight.errors import SourceError
from tallylight.sources.documents import long_numbers
from tallylight.sources.documents.paths import as_written
from tallylight.sources.records import ReadInto

_READ = 8 * 1024**2  # bytes read at first
_PIECE = 1024**2  # bytes read at once from then on: no more than the processor's cache holds
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
    """One document in UTF-8, or several behind each other, or one a line from `first_line` on where that is not 0."""

    text: bytes | bytearray
    where: str
    first_line: int = 0

    def alone(self) -> Iterator[Text]:
        """Every document by itself."""
        if not self.first_line:
            for part in _apart(self.text):
                yield Text(part, self.where)
            return
        for number, line in enumerate(bytes(self.text).split(b"\n"), self.first_line):
            if line.strip():
                yield Text(line, f"{self.where}, line {number}")


class Texts:
    """The documents of one file. `recoded` is true once some of it was not UTF-8 and taken for Windows-1252."""

    def __init__(self, readinto: ReadInto, where: str) -> None:
        self._readinto, self._where = readinto, where
        self.recoded = False

    def __iter__(self) -> Iterator[Text]:
        """All documents in order, not yet decoded. Raises SourceError when one is too large to be held."""
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

    def _whole(self, start: bytes) -> bytes | bytearray:
        whole = bytearray(start)  # it grows in its place: parts that are joined would be held twice
        while part := self._read(_PIECE):
            whole += part
            if len(whole) > LARGEST:
                what = f"one JSON document of more than {LARGEST // 1024**2} MB"
                raise SourceError(what, where=self._where, do="Split it, or save it as JSON Lines.")
        return whole

    def _by_line(self, start: bytes) -> Iterator[Text]:
        number = 1
        for lines in self._whole_lines(start):
            if lines and not lines.isspace():
                yield Text(self._lines_in_utf_8(lines), self._where, number)
            number += lines.count(b"\n")

    def _whole_lines(self, start: bytes) -> Iterator[bytes]:
        """Some lines at a time, no more than the processor's cache holds, or one that is longer."""
        parts, size = [b""], 0
        for piece in chain((start[at : at + _PIECE] for at in range(0, len(start), _PIECE)), self._pieces()):
            end = piece.rfind(b"\n") + 1
            if end:
                yield b"".join([*parts, piece[:end]])
                parts, size = [], 0
            parts.append(piece[end:])
            size += len(parts[-1])
            if size > LARGEST:
                raise SourceError("a line of JSON is too long", where=self._where, do="Look at its last lines.")
        yield b"".join(parts)

    def _pieces(self) -> Iterator[bytes]:
        while piece := self._read(_PIECE):
            yield piece

    def _lines_in_utf_8(self, lines: bytes) -> bytes:
        if _is_utf_8(lines):
            return lines
        return b"\n".join(self._utf_8(line) for line in lines.split(b"\n"))

    def _documents(self, text: bytes | bytearray) -> Iterator[Text]:
        if _is_utf_8(text):
            yield Text(text, self._where)
            return
        for part in _apart(text):
            yield Text(self._utf_8(part), self._where)

    def _utf_8(self, text: bytes | bytearray) -> bytes | bytearray:
        if _is_utf_8(text):
            return text
        self.recoded = True
        return text.decode("cp1252", errors="replace").encode()


def _is_utf_8(text: bytes | bytearray) -> bool:
    if text.isascii():
        return True
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """While many values are made that point at each other in no circle, nobody looks for circles among them.

    The collector would look through all of them again and again, which takes longer than to decode them.
    """
    awake = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if awake:
            gc.enable()


def values(
    documents: Text,
    decoder: msgspec.json.Decoder[Any] = _ANYTHING,
    otherwise: Callable[[Any], Any] | None = None,
) -> Iterator[Any]:
    """The values of all documents in a text, decoded together where nothing is wrong with any. Raises as `decoded`.

    `otherwise` makes something of a value that does not have the shape for which the decoder asks.
    """
    try:
        together = decoder.decode_lines(documents.text)  # which takes what stands on one line, too
    except (msgspec.DecodeError, RecursionError):
        pass  # one by one it is told which is wrong
    else:
        yield from together
        return
    for text in documents.alone():
        try:
            value = decoded(text, decoder)
        except msgspec.ValidationError:
            if otherwise is None:
                raise
            value = otherwise(decoded(text))
        yield value


def decoded(document: Text, decoder: msgspec.json.Decoder[Any] = _ANYTHING) -> Any:
    """The value of one document. Raises SourceError where the text breaks off or is no JSON, in one line.

    Raises msgspec.ValidationError when the decoder asks for a shape that the value does not have.
    """
    try:
        return decoder.decode(document.text)
    except msgspec.ValidationError:
        # A number without bounds is told so, too, but is no matter of shape: it is read as a text of its digits.
        text = long_numbers.as_texts(document.text)
        if text is None:
            raise
        return decoded(Text(text, document.where), decoder)
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
    except msgspec.ValidationError:  # nothing is asked of its shape, so this is a number that is too long
        text = long_numbers.as_texts(line)
        return text is not None and _is_whole(text)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def _apart(text: bytes | bytearray) -> list[bytes | bytearray]:
    """One document, or several behind each other, which JSON itself does not know."""
    ends = _ends(text) if _SEVERAL.search(text) else []
    if len(ends) < 2:
        return [text]
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def _ends(text: bytes | bytearray) -> list[int]:
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
