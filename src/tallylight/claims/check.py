"""Check a whole text: find its claims, judge each, and list what was found but not understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import tallylight
from tallylight.claims import told
from tallylight.claims.amounts import foreign_sums
from tallylight.claims.dates import find_text_date
from tallylight.claims.languages import LANGUAGES, Language, language_of, not_read
from tallylight.claims.money_words import is_purchase
from tallylight.claims.names import together
from tallylight.claims.records import Records
from tallylight.claims.reference import Judge, judged_by_evidence
from tallylight.claims.rules import RULES, single_action, total_in_period
from tallylight.claims.scene import LONGEST_SENTENCE, Scene, scenes
from tallylight.claims.statement import Statement
from tallylight.model import CheckedText, Judgement, Unparsed, Verdict

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
    for scene in scenes(text, day, records.names, language) if language else ():
        judgements, left = _check_sentence(scene, records)
        found += judgements
        unparsed += left
    found.sort(key=lambda j: (j.claim.span, j.claim.kind))
    numbered = tuple(replace(j, claim=replace(j.claim, id=f"c{n}")) for n, j in enumerate(found, 1))
    warnings = []
    if language is None:
        warnings = [not_read(languages)]
    elif not given:
        warnings = [f"The text gives no date of its own: it is read as of today, {day}. Name its day with --date."]
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


def _check_sentence(scene: Scene, records: Records) -> tuple[list[Judgement], list[Unparsed]]:
    judgements: list[Judgement] = []
    left: list[Unparsed] = []
    if len(scene.text) > LONGEST_SENTENCE:
        return [], [Unparsed(scene.span(), scene.text, "too long to be one sentence: it is not read")]
    for rule in RULES:
        for statement in rule.find(scene):
            why = _withheld(statement)
            judgement, unclear = (
                (None, None) if why else judged_by_evidence(_judge_with(rule.judge), statement, records)
            )
            why = why or unclear
            if statement.loose and (judgement is None or judgement.verdict is not Verdict.SUPPORTED):
                continue  # that it is about a purchase was only a guess, and no record says so
            soft = told.only_agrees(scene, statement.at) if judgement and statement.at is not None else None
            if judgement is not None and _has_no_buyer(judgement, statement):
                judgement, why = None, _NO_BUYER
            if judgement is not None and not (soft and judgement.verdict in _REFUTING):
                judgements.append(judgement)
            else:
                why = why or soft or _TOO_LITTLE
                left.append(
                    Unparsed(
                        scene.span(statement.start, statement.end), scene.text[statement.start : statement.end], why
                    )
                )
    if foreign_sums(scene.text, scene.language.amounts):
        why = "a sum in another currency: the ledger holds US dollars, and no rate of exchange is assumed"
        left.append(Unparsed(scene.span(), scene.text, why))
    if any(not is_purchase(scene, found) for found in scene.amounts):
        why = "a sum of money, with no buyer, vendor or purchase that the ledger could know"
        left.append(Unparsed(scene.span(), scene.text, why))
    return judgements, left


_SUMS = (single_action.NAME, total_in_period.NAME)
_TOO_LITTLE = "the record does not describe enough of this to confirm or refute it: a person needs to look"


_NO_BUYER = "no public buyer is named that the ledger covers, so it cannot be said which records to look through"


def _has_no_buyer(judgement: Judgement, statement: Statement) -> bool:
    """Whether a verdict would rest on records of buyers that the text never names: then silence and nearness prove nothing."""
    if judgement.verdict is Verdict.OUTSIDE_COVERAGE and judgement.reason_code is None and statement.vendor is None:
        return True  # neither who was paid nor one payment is known
    if statement.agency is not None or (statement.words and statement.amount is None):
        return False  # a contract number, too, says which records to look through
    if statement.scene.points_to_agency():
        return judgement.verdict is Verdict.NO_RECORD
    weak = judgement.verdict is Verdict.OUTSIDE_COVERAGE and judgement.reason_code is None
    return weak or judgement.verdict is Verdict.NO_RECORD or judgement.reason_code == "amount_tolerance"


_REFUTING = (Verdict.CONTRADICTED, Verdict.NO_RECORD)


def _judge_with(judge: Judge) -> Judge:
    return lambda statement, records: _judge(judge, statement, records)


def _judge(judge: Judge, statement: Statement, records: Records) -> Judgement | None:
    """The rule's verdict. One sum told of several vendors together is compared with the sum over all of them."""
    at = statement.at
    several = statement.scene.told_together(at) if at is not None and statement.rule in _SUMS else []
    if several:
        return total_in_period.judge(replace(statement, vendor=together(several), product=None), records)
    return judge(statement, records)


def _withheld(statement: Statement) -> str | None:
    """Why a statement must not be compared at all, whatever the ledger holds; None when it can be."""
    if statement.at is None:
        return None
    when, kind = statement.when, statement.amount_kind
    ceiling = kind in ("ceiling", "vehicle")
    why = told.why_not(statement.scene, statement.at, priced=statement.amount is not None, ceiling=ceiling)
    if why:
        return why
    if when and when.start and when.start > statement.text_date:
        return "a time after the day of the text: the ledger holds what was done"
    return None


def _title(text: str, language: Language) -> str | None:
    """The first line, when it is a short line of its own."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    is_short = 0 < len(first.split()) <= _TITLE_WORDS and not language.sentences.two_sentences.search(first)
    return first if is_short and len(text.strip()) > len(first) else None
