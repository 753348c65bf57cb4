"""Which of many phrases stand in each of many texts, and where: one pass, whole words only, no regular expression.

Phrases are in plain form (see `knowledge.names`): words in capitals with one blank between them. Texts are as published;
they are compared in plain form, and the place of a find is its place in the published text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import ahocorasick_rs
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tallylight.knowledge.names import plain_name
from tallylight.technology import native
from tallylight.technology.evidence import place_of

AT_ONCE = 20_000
"""Texts that are searched as one long text: many short searches would cost more than the search itself."""

_BETWEEN = "\n"  # stands in no plain text

Finds = NDArray[np.int32]
"""One row a find, sorted by text and phrase: text and phrase (their places in the lists), start and end of its first place
in the published text, in code points."""

NOTHING: Finds = np.empty((0, 4), np.int32)


class Automaton:
    """Finds phrases in texts. `phrases` are in plain form; their places in the list are their numbers."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.phrases = tuple(phrases)
        self._compiled = native.Phrases(self.phrases) if native.is_there() and self.phrases else None
        self._python: ahocorasick_rs.AhoCorasick | None = None

    def find(self, texts: pa.StringArray) -> Finds:
        """Every phrase that each text holds, once. `texts` has no nulls."""
        if not self.phrases or not len(texts):
            return NOTHING
        if self._compiled is None:
            return self._find(texts, np.arange(len(texts)))
        found, odd = self._compiled.find(texts)
        if len(odd):
            found = np.concatenate([found, self._find(texts.take(pa.array(odd)), odd)])
        return ordered(found)

    def _find(self, texts: pa.StringArray, numbers: NDArray[np.int64]) -> Finds:
        """The way in Python. `numbers` are what the texts are called."""
        if self._python is None:
            self._python = ahocorasick_rs.AhoCorasick([f" {phrase} " for phrase in self.phrases])
        published: list[str] = texts.to_pylist()
        rows: list[tuple[int, int, int, int]] = []
        for start in range(0, len(published), AT_ONCE):
            some = published[start : start + AT_ONCE]
            for place, phrase in self._pairs([plain_name(text) for text in some]):
                rows.append((int(numbers[start + place]), phrase, *place_of(self.phrases[phrase], some[place])))
        return ordered(np.array(rows, np.int32).reshape(-1, 4))

    def _pairs(self, texts: Sequence[str]) -> set[tuple[int, int]]:
        """(text, phrase) of plain texts."""
        assert self._python is not None
        padded = [f" {text} " for text in texts]
        ends = np.cumsum([len(text) + len(_BETWEEN) for text in padded])
        hits = self._python.find_matches_as_indexes(_BETWEEN.join(padded), overlapping=True)
        places = np.searchsorted(ends, np.array([hit[1] for hit in hits], np.int64), side="right")
        return {(place, hit[0]) for place, hit in zip(places.tolist(), hits, strict=True)}


def ordered(finds: Finds) -> Finds:
    """Sorted by text, then phrase."""
    if not len(finds):
        return NOTHING
    key = finds[:, 0].astype(np.int64) << 32 | finds[:, 1]
    return np.ascontiguousarray(finds[np.argsort(key)])
