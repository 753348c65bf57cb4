"""Check a whole text: find its claims, judge each, and list what was found but not understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import tallylight
from tallylight.claims.dates import find_text_date
from tallylight.claims.languages import LANGUAGES, Language, language_of, not_read
from tallylight.claims.plain import PlainText, plain
from tallylight.claims.records import Records
from tallylight.claims.scene import scenes
from tallylight.claims.sentence import TOO_LITTLE, left_over, outcomes
from tallylight.model import CheckedText, Judgement, Unparsed

if TYPE_CHECKING:
    from tallylight.ledger import Edition

_TITLE_WORDS = 30


def check_text(
    edition: Edition,
    text: str,
    *,
    path: str = "-",
    title: str | None = None,
    text_date: date | None = None,
    today: date,
    records: Records | None = None,
    languages: Sequence[Language] = LANGUAGES,
) -> CheckedText:
    """Judge every claim of a text against an edition.

    `text_date` is the day of the text; without it, a dateline in the text counts, and without that `today`, with a
    warning. Times in the text ("last week") are resolved against it, and later actions cannot support a claim. `records`
    may be given to check many texts against one edition without reading it anew. A text that is clearly in none of the
    `languages` has no claims, and a warning says so.
    """
    records = records or Records(edition)
    language = language_of(text, languages)
    words = language or languages[0]
    given = text_date or find_text_date(text, words.dates)
    day = given or today
    found: list[Judgement] = []
    unparsed: list[Unparsed] = []
    read = plain(text)
    for scene in scenes(read.text, day, records.names, language) if language else ():
        made = list(outcomes(scene, records))
        for outcome in made:
            if outcome.judgement is not None:
                found.append(_with_places(read, text, outcome.judgement))
            elif outcome.listed:
                span = read.span(*scene.span(outcome.statement.start, outcome.statement.end))
                unparsed.append(Unparsed(span, text[slice(*span)], outcome.why or TOO_LITTLE))
        for left in left_over(scene, made):
            span = read.span(*left.span)
            unparsed.append(Unparsed(span, text[slice(*span)], left.why))
    found.sort(key=lambda j: (j.claim.span, j.claim.kind))
    numbered = tuple(replace(j, claim=replace(j.claim, id=f"c{n}")) for n, j in enumerate(found, 1))
    warnings = []
    if language is None:
        warnings = [not_read(languages)]
    elif not given:
        warnings = [f"The text gives no date of its own: it is read as of today, {day}. Name its day with --date."]
    if read.places is not None:
        warnings.append("The text holds marks that nobody sees (of direction, or without width): they are passed over.")
    return CheckedText(
        text=text,
        title=title or _title(text, words),
        path=path,
        text_date=day,
        date_source="given" if text_date else "text" if given else "today",
        edition=edition.id,
        edition_sha256=edition.sha256,
        software=tallylight.__version__,
        starter=edition.starter,
        judgements=numbered,
        unparsed=tuple(unparsed),
        coverage=edition.coverage,
        warnings=tuple(warnings),
    )


def _with_places(read: PlainText, text: str, judgement: Judgement) -> Judgement:
    """A judgement with its place in the text as it came, marks that nobody sees included."""
    span = read.span(*judgement.claim.span)
    return replace(judgement, claim=replace(judgement.claim, span=span, text=text[slice(*span)]))


def _title(text: str, language: Language) -> str | None:
    """The first line, when it is a short line of its own."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    is_short = 0 < len(first.split()) <= _TITLE_WORDS and not language.sentences.two_sentences.search(first)
    return first if is_short and len(text.strip()) > len(first) else None
