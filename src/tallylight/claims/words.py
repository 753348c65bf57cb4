"""Telling words: what is left of a phrase when names and common words are gone, cut to stems so that spelling variants meet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from tallylight.claims.languages import RECORDS
from tallylight.claims.languages.reading import TellingWords

_WORD = re.compile(r"[^\W\d_]{3,}")


def telling_words(phrase: str, words: TellingWords, leave_out: Iterable[str] = ()) -> tuple[str, ...]:
    """The stems of a phrase that say something, in order, each once. `leave_out` are names that stand in it."""
    dropped = {words.stem(w) for name in leave_out for w in _WORD.findall(name)}
    found: dict[str, None] = {}
    for word in _WORD.findall(phrase):
        if word.lower() not in words.common and words.stem(word) not in dropped:
            found.setdefault(words.stem(word))
    return tuple(found)


def shared(stems: Iterable[str], description: str) -> tuple[str, ...]:
    """Those stems that a description of an award holds too."""
    held = _stems(description)
    return tuple(s for s in stems if s in held)


@lru_cache(maxsize=2**14)  # a long text asks of the same descriptions again and again
def _stems(description: str) -> frozenset[str]:
    return frozenset(RECORDS.telling.stem(w) for w in _WORD.findall(description))


def as_written(stemmed: str, text: str, words: TellingWords) -> str:
    """A stem as a text writes it: license for licens."""
    return next((w for w in _WORD.findall(text) if words.stem(w) == stemmed), stemmed)
