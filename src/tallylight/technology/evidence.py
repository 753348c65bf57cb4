"""The words that decided, as the record has them: what plain form folds together is taken apart again."""

from __future__ import annotations

import re
from itertools import accumulate

_AND = " AND "
_POSSESSIVE = re.compile(r"['’]S\b")
_WORD = re.compile(r"[0-9A-Z.'’]*[0-9A-Z][0-9A-Z.'’]*")
_DROPPED = re.compile(r"[.'’]")

Word = tuple[str, int, int]


def words_of(text: str) -> list[Word]:
    """The words of a text's plain form (knowledge.names.plain_name), each with where it starts and ends in the text."""
    spelled = [_AND if letter == "&" else letter.upper() for letter in text]
    at = [place for place, letters in enumerate(spelled) for _ in letters]
    upper = "".join(spelled)
    upper = _POSSESSIVE.sub(
        lambda found: "." * len(found.group()), upper
    )  # a point is dropped as well, and keeps the places
    found: list[Word] = []
    run = False
    for match in _WORD.finditer(upper):
        letters = _DROPPED.sub("", match.group())
        inner = [place for place, letter in enumerate(match.group(), match.start()) if not _DROPPED.match(letter)]
        start, end = at[inner[0]], at[inner[-1]] + 1
        single = len(letters) == 1 and letters.isalpha()
        if single and run:
            before, first, _ = found[-1]
            found[-1] = (before + letters, first, end)
        else:
            found.append((letters, start, end))
        run = single
    return found


def place_of(words: str, text: str) -> tuple[int, int]:
    """Where the plain `words` first stand in a published text, in code points. Raises ValueError where they do not."""
    has = words_of(text)
    line = " ".join(word for word, _, _ in has)
    before = f" {line} ".index(f" {words} ")
    starts = [0, *accumulate(len(word) + 1 for word, _, _ in has)]
    first = starts.index(before)
    return has[first][1], has[first + words.count(" ")][2]


def as_published(words: str, text: str) -> str:
    """The stretch of `text` whose plain form is `words`; the words themselves where there is none."""
    try:
        start, end = place_of(words, text)
    except ValueError:
        return words
    return text[start:end]
