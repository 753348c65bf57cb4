"""The words that decided, as the record has them: what plain form folds together is taken apart again."""

from __future__ import annotations

import re
from functools import lru_cache

_APART = r"[^0-9A-Za-z]*"


def as_published(words: str, text: str) -> str:
    """The stretch of `text` whose plain form is `words`; the words themselves where none is found."""
    found = _pattern(words).search(text)
    return found.group() if found else words


@lru_cache(maxsize=10_000)
def _pattern(words: str) -> re.Pattern[str]:
    """Letters and digits in this order, whatever stands between them, and nothing of the kind around them."""
    between = rf"(?:['’]S)?{_APART[:-1]}+"
    spelled = between.join(_APART.join(map(re.escape, word)) for word in words.split(" "))
    # An ampersand is AND in plain form, and needs no blank around it.
    pattern = spelled.replace(f"{between}{_APART.join('AND')}{between}", f"(?:{between}AND{between}|{_APART}&{_APART})")
    return re.compile(rf"(?<![0-9A-Za-z]){pattern}(?![0-9A-Za-z])", re.IGNORECASE)
