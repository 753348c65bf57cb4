"""What a person gives to check becomes a text: a text file as it is, a page without what stands around the article."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallylight import settings
from tallylight.articles.read import Article, article_of, is_page, read_article
from tallylight.errors import SourceError

SENTENCE = "In September 2025 ICE signed a $3.75 million contract with Clearview AI."
FILLER = " ".join(["The agency did not answer questions about the purchase, and the company declined to comment."] * 4)
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><title>Agency buys software - The Example</title>
<meta property="article:published_time" content="2025-09-15T08:00:00Z">
<script>var tracker = 1;</script></head>
<body><nav><a href="/">Home</a> <a href="/a">A $99 million menu for Palantir</a></nav>
<article><h1>Agency buys software</h1><p>{SENTENCE}</p><p>{FILLER}</p>
<table><tr><th>Vendor</th><th>Amount</th></tr><tr><td>Paragon Solutions</td><td>$2 million</td></tr></table></article>
<aside class="sidebar">Advertisement: subscribe for $5 a month</aside>
<footer>Copyright The Example</footer></body></html>"""


def test_a_text_file_is_taken_as_it_is_to_the_last_code_point(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes("\ufeffOne “line”\r\n\ttwo\u00a0".encode())
    assert read_article(str(path)) == Article("One “line”\r\n\ttwo\u00a0")


def test_of_a_page_only_the_article_is_read_with_its_title_and_day() -> None:
    article = article_of(PAGE.encode(), "page.html")
    assert article.extracted
    assert article.title is not None
    assert "Agency buys software" in article.title
    assert article.published == date(2025, 9, 15)
    assert SENTENCE in article.text
    assert "$99 million" not in article.text
    assert "$5 a month" not in article.text


def test_a_table_of_an_article_is_kept() -> None:
    text = article_of(PAGE.encode(), "page.html").text
    assert "Paragon Solutions" in text
    assert "$2 million" in text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_a_page_is_read_in_its_own_encoding(encoding: str) -> None:
    declared = PAGE.replace("<head>", f'<head><meta charset="{encoding.removesuffix("-sig")}">').replace(
        "answer", "répondre"
    )
    assert "répondre" in article_of(declared.encode(encoding), "page.html").text


def test_an_encoding_that_a_server_names_wrongly_is_passed_over() -> None:
    assert SENTENCE in article_of(PAGE.encode(), "page", charset="no-such-encoding").text
    assert SENTENCE in article_of(PAGE.replace("answer", "répondre").encode("latin-1"), "page", charset="utf-8").text


@pytest.mark.parametrize(
    "head", ["<!doctype HTML>", "  \n<html>", '<?xml version="1.0"?><!DOCTYPE html><html>', "<!-- saved --><html>"]
)
def test_a_page_is_known_by_its_beginning_and_never_by_its_name(head: str) -> None:
    assert is_page(head.encode())


@pytest.mark.parametrize("text", ["ICE signed a deal.", "5 < 6 <html>", "< html is a word >", ""])
def test_a_text_that_only_speaks_of_pages_is_a_text(text: str) -> None:
    assert not is_page(text.encode())


def test_a_page_that_needs_scripts_says_so() -> None:
    shell = b"<!doctype html><html><body><div id=root></div><script src=app.js></script></body></html>"
    with pytest.raises(SourceError, match=r"only when its scripts run \(a page\)\. Open it in a browser"):
        article_of(shell, "a page")


def test_a_page_without_an_article_says_so() -> None:
    with pytest.raises(SourceError, match=r"no article was found in this page \(a page\)"):
        article_of(b"<!doctype html><html><body><p>Hello.</p></body></html>", "a page")


def test_a_page_of_much_markup_is_read_and_a_text_of_that_length_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MAX_TEXT_BYTES", 2000)
    padded = PAGE.replace("<script>", "<script>" + "x" * 3000)
    assert SENTENCE in article_of(padded.encode(), "a page").text
    with pytest.raises(SourceError, match=r"longer than 2,000 bytes \(a draft\)"):
        article_of(b"x" * 2001, "a draft")
    with pytest.raises(SourceError, match="longer than 2,000 bytes"):
        article_of(PAGE.replace(FILLER, FILLER * 10).encode(), "a page")


def text_or_complaint(raw: bytes) -> str:
    try:
        return article_of(raw, "some bytes").text.strip()
    except SourceError as error:
        return str(error)


@given(st.binary(max_size=400))
def test_whatever_the_bytes_are_there_is_a_text_or_one_line(raw: bytes) -> None:
    assert text_or_complaint(raw)


@given(st.binary(max_size=300))
def test_whatever_follows_the_beginning_of_a_page_there_is_a_text_or_one_line(raw: bytes) -> None:
    assert len(text_or_complaint(b"<!doctype html><html><body><p>" + raw).splitlines()) == 1
