"""From a name on the command line to a text. What is missing, empty, too long or no text is refused in one line."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tallylight import settings
from tallylight.errors import SourceError

SAVE_AS_TEXT = "Save the article as plain text in UTF-8, and check that file."
_OTHER_FORMATS = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"\xd0\xcf\x11\xe0",
)
_PAGE_MARKS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article")
_HEAD = 2048  # bytes in which a page says that it is one


@dataclass(frozen=True, slots=True)
class Article:
    """One text to check. `published` is the day that a page gives in its metadata; None where it gives none.

    `extracted` says that the text is the main text of a page, so that spans count in it and not in what was given.
    """

    text: str
    title: str | None = None
    published: date | None = None
    extracted: bool = False


def read_article(name: str) -> Article:
    """The text behind a name: a file, "-" for standard input, or an address (http, https).

    A text file is taken as it is (UTF-8, a byte-order mark allowed); a page of HTML is recognised by its content. Raises
    SourceError for what is missing, a folder, empty, too long, not text, or cannot be fetched.
    """
    if name.lower().startswith(("http://", "https://")):
        from tallylight.articles.fetch import fetch

        answer = fetch(name)
        return article_of(answer.body, answer.url, charset=answer.charset)
    return article_of(_bytes(name), "standard input" if name == "-" else name)


def article_of(raw: bytes, where: str, *, charset: str | None = None) -> Article:
    """The text in some bytes. `where` names them in errors; `charset` is what a server said of them.

    Raises SourceError.
    """
    if raw.startswith(_OTHER_FORMATS):
        raise SourceError("this is not a text file", where=where, do=SAVE_AS_TEXT)
    if is_page(raw):
        from tallylight.articles.page import main_text

        no_longer_than(settings.MAX_PAGE_BYTES, len(raw), where)
        article = main_text(raw, where, charset=charset)
        no_longer_than(settings.MAX_TEXT_BYTES, len(article.text.encode()), where)
        return article
    no_longer_than(settings.MAX_TEXT_BYTES, len(raw), where)
    if b"\x00" in raw:
        raise SourceError("this is not a text file", where=where, do=SAVE_AS_TEXT)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(f"byte {error.start + 1} is not UTF-8", where=where, do=SAVE_AS_TEXT) from None
    if not text.strip():
        raise SourceError("the text is empty", where=where, do="Give it an article to check.")
    return Article(text)


def no_longer_than(most: int, length: int, where: str) -> None:
    """Refuse a text or page of more bytes than any article has, with SourceError."""
    if length > most:
        raise SourceError(f"the text is longer than {most:,} bytes", where=where, do="Cut it into articles.")


def is_page(raw: bytes) -> bool:
    """Whether some bytes are a page of HTML: they begin with a mark of one, after blanks, a declaration or comments."""
    head = raw[:_HEAD].removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").lstrip(b"\xff\xfe").lstrip().lower()
    while head.startswith((b"<?", b"<!--")):
        head = head.partition(b">")[2].lstrip()
    return head.startswith(_PAGE_MARKS)


def _bytes(name: str) -> bytes:
    try:
        if name == "-":
            return sys.stdin.buffer.read(settings.MAX_PAGE_BYTES + 1)
        with Path(name).open("rb") as file:
            return file.read(settings.MAX_PAGE_BYTES + 1)
    except OSError as error:
        where = "standard input" if name == "-" else name
        reason = (error.strerror or str(error)).lower()
        raise SourceError(f"the text cannot be read: {reason}", where=where, do="Check the name.") from error
