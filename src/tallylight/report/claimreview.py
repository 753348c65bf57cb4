"""A checked text as schema.org ClaimReview records, which search engines and fact-check collections read.

The scale, from 1 to 5, says how far the record agrees: contradicted 1, approximately supported 4, supported 5. The
verdicts "no record", "outside coverage" and "not checkable" give no record: nothing was found true or false, and a
rating would say that something was.

Dates: `datePublished` of a review is the day of the edition it was made from, the last day on which the record could
have changed the verdict. The day on which somebody ran the program is not used, so the same check gives the same bytes.
The statement's own `datePublished` is the day of the text, and is left out when that day is not known.

`claimReviewed` is the whole sentence, as the guidelines want it: readable by itself. A sentence can hold more than one
statement; `itemReviewed.name` has the words that the record is about.

Fields: https://schema.org/ClaimReview and https://developers.google.com/search/docs/appearance/structured-data/factcheck
"""

from __future__ import annotations

from datetime import date
from typing import Any

from tallylight.claims.languages import LANGUAGES, language_of
from tallylight.claims.text import sentences
from tallylight.model import CheckedText, Judgement, Verdict
from tallylight.report.words import VERDICTS

RATINGS = {Verdict.CONTRADICTED: 1, Verdict.APPROXIMATELY_SUPPORTED: 4, Verdict.SUPPORTED: 5}


def claimreview(checked: CheckedText, page: str = "") -> list[dict[str, Any]]:
    """One record for each claim that was found true or false to some degree, in the order of the text.

    `page` is the address at which the report is published, and each record's `url` points to the claim's card on it.
    Without an address a record has no `url`; search engines ask for one, so it is completed before a record is used.
    """
    return [_record(checked, item, page.partition("#")[0]) for item in checked.judgements if item.verdict in RATINGS]


def sentence(checked: CheckedText, span: tuple[int, int]) -> str:
    """The sentence of the text in which a span begins, on one line; several where the span goes on into the next."""
    words = (language_of(checked.text, LANGUAGES) or LANGUAGES[0]).sentences
    around = [found for found in sentences(checked.text, words) if found.start < span[1] and span[0] < found.end]
    start = min((found.start for found in around), default=span[0])
    end = max((found.end for found in around), default=span[1])
    return " ".join(checked.text[min(start, span[0]) : max(end, span[1])].split())


def _record(checked: CheckedText, judgement: Judgement, page: str) -> dict[str, Any]:
    record: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        **({"url": f"{page}#{judgement.claim.id}"} if page else {}),
        "claimReviewed": sentence(checked, judgement.claim.span),
        "reviewBody": judgement.explanation,
        "author": {"@type": "Organization", "name": "Tallylight"},
        "itemReviewed": {"@type": "Claim", "name": judgement.claim.text, "appearance": _appearance(checked)},
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": RATINGS[judgement.verdict],
            "bestRating": 5,
            "worstRating": 1,
            "alternateName": VERDICTS[judgement.verdict].label.capitalize(),
        },
    }
    day = edition_day(checked)
    if day:
        record["datePublished"] = day.isoformat()
    pages = list(dict.fromkeys(action.url for action in judgement.evidence if action.url))
    if pages:
        record["citation"] = pages
    return record


def _appearance(checked: CheckedText) -> dict[str, Any]:
    work: dict[str, Any] = {"@type": "CreativeWork"}
    if checked.title:
        work["headline"] = checked.title
    if checked.path.startswith(("https://", "http://")):
        work["url"] = checked.path
    if checked.date_source != "today":
        work["datePublished"] = checked.text_date.isoformat()
    return work


def edition_day(checked: CheckedText) -> date | None:
    """The day on which the publisher showed the records of the edition: its id starts with it, its blocks carry it."""
    try:
        return date.fromisoformat(checked.edition[:10])
    except ValueError:
        return max((block.as_of for block in checked.coverage), default=None)
