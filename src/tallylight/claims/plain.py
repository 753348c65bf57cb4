"""A text as it is read: without marks that nobody sees, and with one kind of blank and hyphen.

Pages and word processors leave marks in a text that have no width: direction marks around names in Arabic or Hebrew, soft
hyphens, joiners, byte-order marks. A name with one inside is the same name to a reader. They are left out while the text is
read, and every place found is given as a place of the text as it came.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

# Blanks and hyphens that are typeset differently and mean the same; each is one code point, so that places stay.
_SAME = str.maketrans({
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
    **dict.fromkeys("\u2010\u2011\u2043\ufe63\uff0d", "-"),
    "\ufe69": "$", "\uff04": "$",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlainText:
    """The text to read, and for each of its code points the place in the text as it came (None: they are the same)."""

    text: str
    places: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the plain text as a span of the text as it came; marks inside it belong to it."""
        if self.places is None or start >= end:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def plain(text: str) -> PlainText:
    """A text without invisible marks (Unicode category Cf), blanks and hyphens of one kind."""
    same = text.translate(_SAME)
    if same.isascii() or not any(_is_invisible(c) for c in set(same)):
        return PlainText(same, None)
    kept = [(place, c) for place, c in enumerate(same) if not _is_invisible(c)]
    return PlainText("".join(c for _, c in kept), tuple(place for place, _ in kept))


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) == "Cf"
