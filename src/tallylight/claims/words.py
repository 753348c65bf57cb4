"""Telling words: what is left of a phrase when names and common words are gone, cut to stems so that spelling variants meet."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = frozenset(
    """the and for with from that this these those its their his her who whom which what when where while has have had was were
    been being are will would could should may might can into over under more than about some any all also such other another
    each per via not but out off one two three new old own only just very much many most first last next same contract contracts
    deal deals award awards awarded agreement agreements order orders purchase purchases agency agencies company companies firm
    firms vendor vendors government federal department officials agents record records money dollar dollars million billion
    thousand paid pay pays spent spend spending bought buy buying signed sign worth cost costs including includes include
    included covers cover comprises package used use uses using support supports supporting particularly especially notably
    mainly chiefly cases case year years month months week weeks day days united states public work recent recently called
    named building provide provides providing alone deals tool tools system systems made make makes maker
    border agents officials fleet january february march april june july august september october november december""".split()
)
_SPELLINGS = (
    ("licence", "license"),
    ("programme", "program"),
    ("defence", "defense"),
    ("centre", "center"),
    ("armour", "armor"),
)


def stem(word: str) -> str:
    """A word without its commonest endings, in American spelling: licences and LICENSE both become licens."""
    low = word.lower()
    for british, american in _SPELLINGS:
        low = low.replace(british, american)
    low = re.sub(r"is(?=(?:e|ed|es|ing|ation)$)", "iz", low)
    for ending in ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ers", "er", "ed", "es", "s", "y", "e"):
        if low.endswith(ending) and len(low) - len(ending) >= 4:
            return low[: -len(ending)]
    return low


def telling_words(phrase: str, leave_out: Iterable[str] = ()) -> tuple[str, ...]:
    """The stems of a phrase that say something, in order, each once. `leave_out` are names that stand in it."""
    dropped = {stem(w) for name in leave_out for w in _WORD.findall(name)}
    found: dict[str, None] = {}
    for word in _WORD.findall(phrase):
        if word.lower() not in _COMMON and stem(word) not in dropped:
            found.setdefault(stem(word))
    return tuple(found)


def shared(stems: Iterable[str], description: str) -> tuple[str, ...]:
    """Those stems that a description holds too."""
    held = {stem(w) for w in _WORD.findall(description)}
    return tuple(s for s in stems if s in held)


def as_written(stemmed: str, text: str) -> str:
    """A stem as a text writes it: license for licens."""
    return next((w for w in _WORD.findall(text) if stem(w) == stemmed), stemmed)
