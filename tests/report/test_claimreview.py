from dataclasses import replace
from urllib.parse import urlsplit

import extruct
from html5lib import HTMLParser

from tallylight.report import page
from tallylight.report.claimreview import claimreview

from . import example

ADDRESS = "https://example.org/report.html"


def test_only_statements_that_were_found_true_or_false_are_rated() -> None:
    ratings = [
        (record["reviewRating"]["ratingValue"], record["reviewRating"]["alternateName"])
        for record in claimreview(example.CHECKED)
    ]
    assert len(ratings) == 12
    assert set(ratings) == {(1, "Contradicted"), (4, "Approximately supported"), (5, "Supported")}


def test_a_record_names_the_statement_the_edition_and_the_award_pages() -> None:
    record = claimreview(example.CHECKED, page="https://example.org/report.html")[0]
    assert record["url"] == "https://example.org/report.html#c1"
    assert record["itemReviewed"]["name"] == example.JUDGEMENTS[0].claim.text
    assert record["datePublished"] == "2026-08-20"
    assert record["citation"] == [example.NEW_ORDER[0].url]
    assert record["itemReviewed"]["appearance"]["datePublished"] == "2025-09-15"


def test_a_day_that_nobody_stated_is_not_published_as_the_texts_own() -> None:
    record = claimreview(replace(example.CHECKED, date_source="today"))[0]
    assert "datePublished" not in record["itemReviewed"]["appearance"]


def test_the_address_of_a_text_from_the_web_is_given_and_a_path_of_a_machine_is_not() -> None:
    assert "url" not in claimreview(example.CHECKED)[0]["itemReviewed"]["appearance"]
    online = replace(example.CHECKED, path="https://example.org/story")
    assert claimreview(online)[0]["itemReviewed"]["appearance"]["url"] == "https://example.org/story"


def test_the_records_in_a_page_are_found_by_an_independent_reader() -> None:
    found = extruct.extract(page.html(example.CHECKED, address=ADDRESS), syntaxes=["json-ld"])["json-ld"]
    assert found == claimreview(example.CHECKED, ADDRESS)
    assert found


REQUIRED = ("url", "claimReviewed", "itemReviewed", "author", "reviewRating")
"""What schema.org and the guidelines of search engines for fact checks want of each record."""


def test_every_record_in_a_page_has_what_search_engines_ask_for() -> None:
    for record in extruct.extract(page.html(example.CHECKED, address=ADDRESS), syntaxes=["json-ld"])["json-ld"]:
        assert all(record[name] for name in REQUIRED)
        assert urlsplit(record["url"])[:3] == ("https", "example.org", "/report.html")
        rating = record["reviewRating"]
        assert rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]


def test_a_record_without_an_address_has_none_rather_than_half_of_one() -> None:
    assert all("url" not in record for record in claimreview(example.CHECKED))


def test_what_is_reviewed_is_a_whole_sentence_of_the_text() -> None:
    text = "The agency, which buys much, paid Acme $5 million to support\ninvestigators. It went on."
    first = example.JUDGEMENTS[0]
    begin = text.index("to support")
    part = replace(first.claim, span=(begin, begin + 10), text="to support")
    record = claimreview(replace(example.CHECKED, text=text, judgements=(replace(first, claim=part),)))[0]
    assert record["claimReviewed"] == "The agency, which buys much, paid Acme $5 million to support investigators."
    assert record["itemReviewed"]["name"] == "to support"


def test_each_statement_of_the_example_is_reviewed_as_a_sentence() -> None:
    for record in claimreview(example.CHECKED):
        told = record["claimReviewed"]
        assert told[0].isupper() or not told[0].isalpha()
        assert told[-1] in ".!?”’"


def test_a_page_has_no_records_unless_asked() -> None:
    assert extruct.extract(page.html(example.CHECKED), syntaxes=["json-ld"])["json-ld"] == []


def test_a_text_cannot_end_the_script_that_holds_the_records() -> None:
    first = example.JUDGEMENTS[0]
    text = "</script><script>alert(1)</script><!-- &amp; \u2028"
    hostile = replace(first, claim=replace(first.claim, text=text))
    written = page.html(replace(example.CHECKED, judgements=(hostile,)), address=ADDRESS)
    HTMLParser(strict=True).parse(written)
    found = extruct.extract(written, syntaxes=["json-ld"])["json-ld"]
    assert found[0]["itemReviewed"]["name"] == text
