"""Cut a text into stretches, so that claims whose spans touch, nest or are equal can all be shown in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_BLANK_LINES = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)\s*")

Span = tuple[str, tuple[int, int]]
"""An id, and the code points it covers; the end is not included."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the text inside one paragraph, with the ids of the spans that cover it, and of those that end here."""

    text: str
    inside: tuple[str, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The stretches of one paragraph, and the white space that follows it in the text."""

    stretches: tuple[Stretch, ...]
    after: str


def paragraphs(text: str, spans: Sequence[Span]) -> list[Paragraph]:
    """Cut `text` at blank lines, then at every edge of a span. Joined again, the pieces give exactly `text`.

    Spans past the end of the text are cut to it. As long as the text is not empty, every span ends in exactly one
    stretch, even one that covers nothing, so that no claim loses its place.
    """
    spans = [(name, (_edge(text, span[0]), _edge(text, max(span)))) for name, span in spans]
    blocks = _blocks(text)
    pieces = [piece for start, end, _ in blocks for piece in _pieces(start, end, spans)]
    ends: dict[tuple[int, int], list[str]] = {piece: [] for piece in pieces}
    for name, span in spans:
        if pieces:
            ends[_last(span, pieces)].append(name)

    def stretch(left: int, right: int) -> Stretch:
        inside = tuple(name for name, (first, last) in spans if first < right and left < last)
        return Stretch(text[left:right], inside, tuple(ends[left, right]))

    return [
        Paragraph(tuple(stretch(*piece) for piece in _pieces(start, end, spans)), text[end:after])
        for start, end, after in blocks
    ]


def _blocks(text: str) -> list[tuple[int, int, int]]:
    """Where each paragraph starts, where it ends, and where the white space after it ends."""
    blocks = []
    start = 0
    for gap in _BLANK_LINES.finditer(text):
        blocks.append((start, gap.start(), gap.end()))
        start = gap.end()
    return [*blocks, (start, len(text), len(text))]


def _pieces(start: int, end: int, spans: Sequence[Span]) -> list[tuple[int, int]]:
    edges = {edge for _, span in spans for edge in span if start < edge < end}
    cuts = sorted({start, end} | edges)
    return list(pairwise(cuts))


def _last(span: tuple[int, int], pieces: list[tuple[int, int]]) -> tuple[int, int]:
    """The last piece that the span covers; for one that covers none, the next piece, or the very last."""
    covered = [piece for piece in pieces if span[0] < piece[1] and piece[0] < span[1]]
    following = [piece for piece in pieces if piece[1] >= span[1]]
    return covered[-1] if covered else (following or pieces[-1:])[0]


def _edge(text: str, position: int) -> int:
    """The position inside the text, and never between the two characters of one line end."""
    inside = min(max(position, 0), len(text))
    return inside + 1 if inside > 0 and text[inside - 1 : inside + 1] == "\r\n" else inside
