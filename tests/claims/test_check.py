"""A whole text is checked: every claim found, each once, in order, and what was not understood is listed."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tallylight.claims import Records, check_text
from tallylight.model import Verdict
from tests.claims import ledger as fake
from tests.claims.ledger import TEXT_DATE
from tests.claims.other_subjects import ALL

ARTICLE = """\
How it is paid for

September 15, 2025

ICE recently gave Clearview AI a contract worth $3.75 million. The agency has had contracts with the company since 2023.
ICE awarded Paragon Solutions a $2 million contract in 2024. It was frozen at first. Klarna raised $1.4 billion.
"""


def test_claims_are_numbered_in_the_order_of_the_text(check: Any) -> None:
    found = check(ARTICLE).judgements
    assert [j.claim.id for j in found] == [f"c{n}" for n in range(1, len(found) + 1)]
    assert [j.claim.span for j in found] == sorted(j.claim.span for j in found)


def test_every_place_cuts_its_claim_out_of_the_text(check: Any) -> None:
    checked = check(ARTICLE)
    for judgement in checked.judgements:
        assert ARTICLE[slice(*judgement.claim.span)] == judgement.claim.text


def test_money_that_is_not_understood_is_listed_with_the_reason(check: Any) -> None:
    (left,) = check(ARTICLE).unparsed
    assert ARTICLE[slice(*left.span)] == "Klarna raised $1.4 billion."
    assert left.why


def test_money_in_another_currency_is_listed_and_not_compared(check: Any) -> None:
    checked = check("ICE signed a £3.75 million contract with Clearview AI in September 2025.")
    assert checked.judgements == ()
    assert "another currency" in checked.unparsed[0].why


def test_the_day_of_a_text_comes_from_its_dateline(facts: Any) -> None:
    checked = check_text(facts, ARTICLE, today=date(2026, 8, 20))
    assert (checked.text_date, checked.date_source, checked.warnings) == (date(2025, 9, 15), "text", ())
    assert checked.title == "How it is paid for"


def test_a_text_without_a_day_is_read_as_of_today_and_says_so(facts: Any) -> None:
    checked = check_text(facts, "ICE signed a $2 million deal with Paragon Solutions.", today=date(2025, 1, 2))
    assert (checked.text_date, checked.date_source) == (date(2025, 1, 2), "today")
    assert "--date" in checked.warnings[0]


@pytest.mark.parametrize("subject", sorted(ALL))
def test_a_text_about_something_else_has_no_claims(check: Any, subject: str) -> None:
    assert [j.claim.text for j in check(ALL[subject]).judgements] == []


def test_the_same_text_gives_the_same_answer(check: Any, facts: Any) -> None:
    assert check(ARTICLE) == check(ARTICLE) == check_text(facts, ARTICLE, text_date=TEXT_DATE, today=date(2030, 1, 1))


@pytest.mark.parametrize("text", ["", " \n\n ", "$", "ICE", ".", "\ufeff", "ICE paid $2 million", "\0", "a" * 10_000])
def test_a_text_with_next_to_nothing_in_it_is_checked_all_the_same(check: Any, text: str) -> None:
    check(text)


def test_a_sentence_without_end_is_listed_and_not_read(check: Any) -> None:
    checked = check("ICE paid $2 million to Clearview AI in 2024, " * 100)
    assert checked.judgements == ()
    assert "too long" in checked.unparsed[0].why


# Parts of claims, put together at random: no rule may break on what comes out, and no claim may lie outside the text.
PIECES = [
    "ICE ",
    "CBP ",
    "the agency ",
    "the company ",
    "Clearview AI ",
    "Paragon ",
    "Palantir ",
    "LexisNexis ",
    "Wonderworks ",
    "It ",
    "signed ",
    "paid ",
    "has spent ",
    "froze ",
    "lifted ",
    "plans to ",
    "did not ",
    "is worth ",
    "includes ",
    "to support ",
    "ran ",
    "$2 million ",
    "$3.75 million ",
    "up to ",
    "millions ",
    "more than ",
    "between ",
    "and ",
    "$18,000 ",
    "£5m ",
    "a year ",
    "half of ",
    "contract ",
    "contracts ",
    "deal ",
    "licenses ",
    "drones ",
    "several ",
    "13 ",
    "a third ",
    "searches ",
    "training and hardware ",
    "since 2023",
    "in 2024",
    "last week",
    "in September 2025",
    "the third quarter of 2025",
    "by 2026",
    "a year earlier",
    "since ",
    ", ",
    ". ",
    "? ",
    "; ",
    " — ",
    "\n",
    "\n\n",
    "which ",
    "respectively",
    "with ",
    "to ",
    "for ",
    "70CTD022FR0000170 ",
    "“",
    "’s ",
    "no ",
]
RECORDS = Records(fake.facts())


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(PIECES), min_size=3, max_size=30).map("".join),
    st.dates(date(2019, 1, 1), date(2027, 12, 31)),
)
def test_no_mixture_of_parts_of_claims_breaks_a_rule(text: str, day: date) -> None:
    checked = check_text(cast(Any, fake_edition()), text, text_date=day, today=day, records=RECORDS)
    for judgement in checked.judgements:
        assert text[slice(*judgement.claim.span)] == judgement.claim.text != ""
        assert judgement.explanation
        if judgement.reason_code != "fiscal_year_only":  # said of a whole year, which may end after the text
            assert all(r.action_date <= day for r in judgement.evidence), "a later action is no evidence"
        if judgement.verdict in (Verdict.SUPPORTED, Verdict.APPROXIMATELY_SUPPORTED, Verdict.CONTRADICTED):
            assert judgement.evidence, "such a verdict needs a record"
        if judgement.verdict is Verdict.CONTRADICTED:
            assert judgement.reason_code
        if judgement.verdict is Verdict.SUPPORTED:
            assert judgement.reason_code is None


@given(st.text(max_size=200))
def test_no_text_at_all_breaks_the_check(text: str) -> None:
    check_text(cast(Any, fake_edition()), text, text_date=TEXT_DATE, today=TEXT_DATE, records=RECORDS)


def fake_edition() -> fake.FakeLedger:
    return EDITION


EDITION = fake.facts()


@pytest.mark.parametrize("times", [3, 30])
def test_a_text_that_says_the_same_again_asks_the_ledger_nothing_new(
    facts: Any, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    asked: list[object] = []
    ask = fake.FakeLedger.ask

    def counted(self: fake.FakeLedger, question: Any) -> Any:
        asked.append(question)
        return ask(self, question)

    monkeypatch.setattr(fake.FakeLedger, "ask", counted)
    text = "ICE gave Clearview AI a contract worth $3.75 million in September 2025.\n\n"
    assert len(fake.check_on(facts, text * times).judgements) == times
    assert len(asked) == len(set(asked)) <= 5
