"""Bring names to one plain form, so that spelling does not decide whether two of them meet.

"B.I. INCORPORATED", "BI Incorporated" and "B I Incorporated" all become "BI INCORPORATED". No word is dropped: the
legal form (INC, LLC) stays, because a stem is compared with the beginning of a name and never needs it gone.
"""

from __future__ import annotations

import re

_POSSESSIVE = re.compile(r"['’]S\b")
_BREAK = re.compile(r"[^0-9A-Z]+")
_INITIALS = re.compile(r"\b[A-Z](?: [A-Z]\b)+")


def plain_name(name: str) -> str:
    """Upper case, `&` as AND, no points or possessive, other punctuation as one blank, single letters joined."""
    upper = name.upper()
    if "&" in upper:
        upper = upper.replace("&", " AND ")
    if "'" in upper or "’" in upper:
        upper = _POSSESSIVE.sub("", upper).replace("'", "").replace("’", "")
    words = _BREAK.sub(" ", upper.replace(".", "")).strip()
    return _INITIALS.sub(lambda run: run.group().replace(" ", ""), words)


def begins_with(name: str, stem: str) -> bool:
    """Whether a plain name is the plain stem, or the stem followed by further whole words."""
    return name == stem or name.startswith(stem + " ")


def holds_words(text: str, words: str) -> bool:
    """Whether a plain text holds the plain words, next to each other and whole."""
    return f" {words} " in f" {text} "
