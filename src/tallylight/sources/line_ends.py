"""Texts whose lines end with a carriage return alone, as old Macintosh programs write them: read as any other text.

Everything behind this looks for line feeds. Such a file has none at all, so that a carriage return in it ends a line, or is a
line break inside quotes.
"""

from __future__ import annotations

from collections.abc import Callable

_HEAD = 64 * 1024  # bytes that are looked at; a first line is never so long

_RETURN, _FEED = b"\r", b"\n"


def with_line_feeds(readinto: Callable[[memoryview], int]) -> Callable[[memoryview], int]:
    """`readinto`, with line feeds for carriage returns where the text begins without any line feed."""
    head: bytes | None = None  # what was looked at and not yet handed over; None before
    replaced = False

    def read(view: memoryview) -> int:
        nonlocal head, replaced
        if head is None:
            head = _first(readinto)
            replaced = _RETURN in head and _FEED not in head and b"\0" not in head  # no line feeds, and no binary file
        if head:
            size = min(len(head), len(view))
            view[:size] = head[:size]
            head = head[size:]
        else:
            size = readinto(view)
        if replaced:
            view[:size] = bytes(view[:size]).replace(_RETURN, _FEED)
        return size

    return read


def _first(readinto: Callable[[memoryview], int]) -> bytes:
    buffer, size = bytearray(_HEAD), 0
    while size < _HEAD and (read := readinto(memoryview(buffer)[size:])):
        size += read
    return bytes(buffer[:size])
