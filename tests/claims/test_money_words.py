"""The words around an amount say what it is to be compared with, and whether it is a purchase at all."""

from datetime import date
from typing import Any

import pytest

from tallylight.claims.money_words import Wording, is_purchase, money_statements, wording_of
from tests.claims.ledger import check_on, invented, outcome


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("ICE signed a $2 million deal with Paragon in 2024.", Wording.AWARD),
        ("Palantir is building a $30 million tool for ICE.", Wording.AWARD),
        ("ICE paid Clearview AI $3.75 million on September 5.", Wording.PAID_ONCE),
        ("So far in 2025, ICE has paid $4.7 million for LexisNexis subscriptions.", Wording.TOTAL),
        ("ICE has spent millions on Clearview AI.", Wording.TOTAL),
        ("In all, ICE paid Palantir $88 million.", Wording.TOTAL),
        ("If every option is used, the Clearview contract could be worth up to $9.2 million.", Wording.CEILING),
        ("The Clearview contract has a ceiling of $9.2 million.", Wording.CEILING),
        ("Palantir got orders under a $1 billion blanket purchase agreement with ICE.", Wording.VEHICLE),
    ],
)
def test_the_wording_says_which_figure_of_the_record_is_meant(scene: Any, text: str, wording: Wording) -> None:
    found = scene(text)
    assert wording_of(found, found.amounts[0]) is wording


@pytest.mark.parametrize(
    "text",
    [
        "Palantir reported $1 billion in revenue in the second quarter of 2025.",
        "Palantir's revenue from government contracts grew to $373 million in 2025.",
        "Palantir gave $5 million to the inauguration in 2025.",
        "Palantir has spent $5 million on offices.",
        "Clearview AI agreed to pay $51 million to settle a lawsuit in 2025.",
        "Clearview AI raised $30 million in 2021.",
        "Klarna debuts with a $15 billion valuation.",
        "ICE's budget grew by $75 billion in 2025.",
        "The city paid $2 million for a bridge.",
        "The Springfield Police Department bought $2 million of cars.",
    ],
)
def test_money_that_no_award_paid_is_no_purchase(scene: Any, text: str) -> None:
    found = scene(text)
    assert not any(is_purchase(found, amount) for amount in found.amounts)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("ICE canceled its $2 million Paragon contract in October 2024.", None),
        ("ICE's $30 million ImmigrationOS contract with Palantir was extended in September 2025.", None),
        ("In August 2025, ICE lifted a stop-work order on a $2 million contract with Paragon.", None),
        ("The $2 million Paragon contract was reported in October 2024.", None),
        ("Signed in 2024, the $2 million Paragon contract was frozen.", "in 2024"),
        ("ICE signed a $2 million contract with Paragon in 2024.", "in 2024"),
    ],
)
def test_the_time_of_something_else_is_not_that_of_the_purchase(scene: Any, text: str, when: str | None) -> None:
    ((statement, _),) = money_statements(scene(text), "single_action")
    assert (statement.when.text if statement.when else None) == when


@pytest.mark.parametrize(
    "of", ["from last summer's budget law", "of its appropriations", "under the reconciliation bill"]
)
def test_money_that_a_law_provides_is_no_price_of_a_contract(of: str) -> None:
    text = f"With $46.5 billion {of}, CBP is awarding contracts fast, Acme Night Vision among the winners."
    assert check_on(invented(), text).judgements == ()


@pytest.mark.parametrize(
    ("text", "supported"),
    [
        ("Since 2022, Acme Night Vision has sold ICE $4.1 million worth of goggles and sights.", True),
        ("Since 2022, ICE has held a $4.1 million contract with Acme Night Vision.", False),
        ("ICE's bill from Acme Night Vision for fiscal 2025 came to $2.35 million.", True),
        ("In the fiscal year that closed in September, ICE paid Acme Night Vision $250,000.", True),
    ],
)
def test_what_was_sold_over_a_long_time_is_a_sum_and_one_contract_of_that_time_is_not(
    text: str, supported: bool
) -> None:
    day = date(2024, 11, 1) if "closed" in text else date(2025, 9, 15)
    found = check_on(invented(), text, day).judgements
    assert ("supported" in {j.verdict.value for j in found}) is supported


@pytest.mark.parametrize(
    "text",
    [
        "Homeland Security will pay $1,000 to immigrants who leave the country on their own.",
        "Acme Night Vision completed its $445 million acquisition of Boreal Optics, and praised the purchase.",
        "Acme Night Vision closed its $69 billion purchase of Boreal Optics on Friday.",
        "The Harbor company Acme Night Vision took a $699 million impairment charge in its federal contracts unit.",
        "Strikers at Acme Night Vision approved a contract that pays each member a $12,000 bonus.",
        "Utilities put the cost of the ICE STORM at $290 million, under a contract of last year.",
        "Antarctic shelves have lost twice as much as thought, ICE scientists said.",
    ],
)
def test_money_of_other_kinds_is_no_purchase(text: str) -> None:
    assert check_on(invented(), text).judgements == ()


def test_the_border_agency_of_others_is_not_the_countrys() -> None:
    text = "Frontex, the European Union's border agency, paid $184 million for flights of Acme Night Vision in 2024."
    assert outcome(check_on(invented(), text))[:2] == ("outside_coverage", "agency")
    own = "The country's border agency paid Acme Night Vision $184 million in 2024."
    assert outcome(check_on(invented(), own))[1] != "agency"
