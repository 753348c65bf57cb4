"""The main text of a web page, by trafilatura: no menus, no advertisements, no comments of readers.

Tables and lists are kept, because figures stand in them. A page that shows its text only when its scripts run holds none
that could be checked, and says so.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from tallylight.errors import SourceError

if TYPE_CHECKING:
    from tallylight.articles.read import Article

SHORTEST = 25  # words; a page with less main text is an empty shell, a notice or a wall
_SCRIPTS = re.compile(rb"<script\b", re.IGNORECASE)
_SAVE = "Open it in a browser, copy the article, and check that text."


def main_text(raw: bytes, where: str, *, charset: str | None = None) -> Article:
    """The article of a page, with its title and the day that its metadata gives.

    `charset` is the encoding that a server named; without it the page's own declaration counts, and then what its bytes
    look like. Raises SourceError for a page without an article.
    """
    import logging

    import trafilatura

    from tallylight.articles.read import Article

    # What the extractor has to say to its developers is nothing to a reader: the outcome is judged below.
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    source: bytes | str = raw
    if charset:
        try:
            source = raw.decode(charset)
        except (LookupError, UnicodeDecodeError):
            source = raw  # a server that is wrong about its page is common: let the bytes speak
    found = trafilatura.bare_extraction(source, include_comments=False, include_tables=True, with_metadata=True)
    text = (getattr(found, "text", None) or "").strip()
    if len(text.split()) < SHORTEST:
        if _SCRIPTS.search(raw):
            raise SourceError("this page shows its text only when its scripts run", where=where, do=_SAVE)
        raise SourceError("no article was found in this page", where=where, do=_SAVE)
    title = getattr(found, "title", None) or None
    if title and not text.startswith(title):
        text = f"{title}\n\n{text}"
    return Article(text, title, _day(getattr(found, "date", None)), extracted=True)


def _day(told: str | None) -> date | None:
    try:
        return date.fromisoformat(told[:10]) if told else None
    except ValueError:
        return None
