"""A second language is words only: with a few of them a German sentence gets a verdict, and no rule knows of it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, cast

import pytest

from tallylight.claims import Records, check_text
from tallylight.claims.amounts import find_amounts
from tallylight.claims.dates import find_text_date, find_whens
from tallylight.claims.languages import LANGUAGES
from tallylight.model import CheckedText, Hedge, Verdict
from tests.claims.languages.german import GERMAN
from tests.claims.ledger import TEXT_DATE, FakeLedger

Read = Callable[[str], CheckedText]


@pytest.fixture
def read(facts: FakeLedger, fact_records: Records) -> Read:
    languages = (*LANGUAGES, GERMAN)
    return lambda text: check_text(
        cast(Any, facts), text, text_date=TEXT_DATE, today=TEXT_DATE, records=fact_records, languages=languages
    )


@pytest.mark.parametrize(
    ("text", "rule", "verdict"),
    [
        ("Im Jahr 2024 unterzeichnete die ICE einen Vertrag über 2 Millionen Dollar mit Paragon Solutions.",
         "single_action", Verdict.SUPPORTED),
        ("Am 5. September 2025 unterzeichnete die ICE mit Clearview AI einen Vertrag über 3,75 Millionen Dollar.",
         "single_action", Verdict.SUPPORTED),
        ("Die ICE unterzeichnete am 5. September 2025 mit Clearview AI einen Vertrag über 9,2 Millionen Dollar.",
         "single_action", Verdict.OUTSIDE_COVERAGE),
        ("Im Jahr 2024 zahlte die ICE an Paragon Solutions mehr als 1,5 Millionen Dollar.",
         "total_in_period", Verdict.SUPPORTED),
        ("Für einen Vertrag mit Clearview AI könnten es bis zu 9,2 Millionen Dollar werden.",
         "value_ceiling", Verdict.OUTSIDE_COVERAGE),
    ],
)  # fmt: skip
def test_a_german_sentence_gets_its_verdict_from_the_rules_as_they_are(
    read: Read, text: str, rule: str, verdict: Verdict
) -> None:
    found = read(text).judgements
    assert [(j.claim.kind, j.verdict) for j in found] == [(rule, verdict)]


def test_what_is_denied_in_german_gets_no_verdict(read: Read) -> None:
    checked = read("Die ICE hat mit Paragon Solutions nie einen Vertrag über 2 Millionen Dollar unterzeichnet.")
    assert not checked.judgements
    assert "denies" in checked.unparsed[0].why


def test_what_is_planned_in_german_is_not_refuted(read: Read) -> None:
    checked = read("Die ICE plant mit Paragon Solutions einen Vertrag über 77,7 Millionen Dollar für 2025.")
    assert not [j for j in checked.judgements if j.verdict in (Verdict.CONTRADICTED, Verdict.NO_RECORD)]


def test_english_is_still_read_as_english_beside_another_language(read: Read) -> None:
    found = read("ICE awarded Paragon Solutions a $2 million contract in 2024.").judgements
    assert [j.verdict for j in found] == [Verdict.SUPPORTED]


@pytest.mark.parametrize(
    ("text", "value", "unit", "hedge"),
    [
        ("1.250.000 Dollar", "1250000", "10000", Hedge.PLAIN),
        ("fast 3,75 Millionen Dollar", "3750000", "10000", Hedge.NEARLY),
        ("rund 2 Milliarden US-Dollar", "2000000000", "1000000000", Hedge.ABOUT),
    ],
)
def test_a_figure_is_read_as_its_language_writes_it(text: str, value: str, unit: str, hedge: Hedge) -> None:
    amount = find_amounts(text, GERMAN.amounts)[0].amount
    assert (amount.value, amount.unit, amount.hedge) == (Decimal(value), Decimal(unit), hedge)


def test_a_time_is_read_as_its_language_tells_it() -> None:
    found = find_whens("Am 5. März 2025 und vor zwei Jahren.", TEXT_DATE, GERMAN.dates)
    assert [(w.when.kind, w.when.start) for w in found] == [("day", date(2025, 3, 5)), ("year", date(2023, 1, 1))]
    assert find_text_date("Berlin, 5. März 2025\n\nEin Text.", GERMAN.dates) == date(2025, 3, 5)
