"""Records that come as documents, XML or JSON. Each is made into a table, and then goes the way of every table.

In: the unpacked bytes of a file. Out: `Tabulated`, which gives the same records as CSV, with the reader that knows their
columns. So one path types, checks, counts and keeps all rows, whatever a publisher wrapped them in.
"""

from __future__ import annotations

import codecs

from tallylight.sources.documents import json_answers, xml
from tallylight.sources.documents.json_values import utf_16_of
from tallylight.sources.documents.tabulated import Tabulated
from tallylight.sources.records import ReadInto
from tallylight.sources.shape import UnknownFormat

__all__ = ["Tabulated", "is_document", "peek", "tabulate"]

_HEAD = 4096  # bytes that tell a document from a table


def peek(readinto: ReadInto) -> tuple[bytes, ReadInto]:
    """The first bytes of a file, and a way to read it from its start all the same."""
    head = bytearray(_HEAD)
    size = 0
    while size < _HEAD and (read := readinto(memoryview(head)[size:])):
        size += read
    waiting = memoryview(bytes(head[:size]))

    def again(view: memoryview) -> int:
        nonlocal waiting
        if not waiting:
            return readinto(view)
        given = min(len(waiting), len(view))
        view[:given] = waiting[:given]
        waiting = waiting[given:]
        return given

    return bytes(head[:size]), again


def is_document(head: bytes) -> bool:
    """Whether a file that begins so is XML or JSON."""
    return _first(head) in ("<", "{", "[")


def tabulate(head: bytes, readinto: ReadInto, where: str) -> Tabulated:
    """The document as a table. Raises UnknownFormat when nothing in it is known, SourceError when it is not whole."""
    if _first(head) != "<":
        return json_answers.tabulate(readinto, where)
    if b"<html" in head.lower() or b"<!doctype html" in head.lower():
        what = "a web page"
        raise UnknownFormat(what, where=where, do="Name the file that the page offers, or check it with `check`.")
    return xml.tabulate(readinto, where)


def _first(head: bytes) -> str:
    """The first character that is no space and no byte-order mark."""
    if encoding := utf_16_of(head):
        text = head[: len(head) & ~1].decode(encoding, errors="replace")
    else:
        text = head.removeprefix(codecs.BOM_UTF8).decode("latin-1")
    return text.lstrip()[:1]
