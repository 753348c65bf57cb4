"""Which of many phrases stand in each of many texts: one automaton, one pass, whole words only.

Phrases and texts are in plain form (see `knowledge.names`): words in capitals with one blank between them. With a blank
on either side of both, a phrase can only be found as whole words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import ahocorasick_rs
import numpy as np

AT_ONCE = 20_000
"""Texts that are searched as one long text: many short searches would cost more than the search itself."""

_BETWEEN = "\n"  # stands in no plain text


class Automaton:
    """Finds phrases in texts. `phrases` are in plain form; their places in the list are their numbers."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.phrases = tuple(phrases)
        self._engine = ahocorasick_rs.AhoCorasick([f" {phrase} " for phrase in self.phrases]) if self.phrases else None

    def find(self, texts: Sequence[str]) -> dict[int, set[int]]:
        """For each text that holds at least one phrase, by its place: the numbers of all phrases that it holds."""
        found: dict[int, set[int]] = {}
        for start in range(0, len(texts), AT_ONCE):
            self._find(texts[start : start + AT_ONCE], start, found)
        return found

    def _find(self, texts: Sequence[str], first: int, found: dict[int, set[int]]) -> None:
        if self._engine is None:
            return
        padded = [f" {text} " for text in texts]
        ends = np.cumsum([len(text) + len(_BETWEEN) for text in padded])
        hits = self._engine.find_matches_as_indexes(_BETWEEN.join(padded), overlapping=True)
        if not hits:
            return
        places = np.searchsorted(ends, np.array([hit[1] for hit in hits]), side="right") + first
        for place, hit in zip(places.tolist(), hits, strict=True):
            found.setdefault(place, set()).add(hit[0])
