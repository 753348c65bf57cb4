"""Searches, arrests, pictures: no award record holds them, and a text about none of our subjects is left alone."""

from typing import Any

import pytest

from tests.claims.ledger import outcome


@pytest.mark.parametrize(
    "text",
    [
        "ICE ran more than 1.2 million searches in seven months.",
        "About 350,000 people were deported by ICE in eight months.",
        "Clearview AI uses billions of scraped online images.",
        "CBP agents made 20,000 arrests in May.",
    ],
)
def test_a_statistic_is_not_checkable(judge: Any, text: str) -> None:
    found = judge(text)
    assert (found.verdict, found.reason_code) == ("not_checkable", "not_an_award_fact")
    assert found.evidence == ()


@pytest.mark.parametrize(
    "text",
    [
        "The derby drew 60,000 people.",
        "The Springfield Police Department made 20,000 arrests.",
        "It has 3 million users.",
    ],
)
def test_a_statistic_about_others_is_left_alone(check: Any, text: str) -> None:
    assert check(text).judgements == ()


@pytest.mark.parametrize(
    "text",
    [
        "Clearview AI can identify anybody from a photo.",
        "Penlink's Tangles can follow a phone from home to work without a warrant.",
        "Paragon's Graphite lets its users read encrypted messages.",
        "It was the White House that personally pressed ICE to hire Palantir, three officials said.",
    ],
)
def test_what_a_product_can_do_and_who_wanted_it_is_not_checkable(judge: Any, text: str) -> None:
    assert judge(text).verdict == "not_checkable"


def test_what_can_be_bought_is_no_ability_of_a_product(check: Any) -> None:
    assert check("Clearview AI can expect more orders.").judgements == ()


def test_things_bought_are_left_to_the_rule_that_counts_them(judge: Any) -> None:
    assert judge("Axon will ship 1,600 cameras to ICE officers.").claim.kind == "quantity_bought"


def test_an_ability_may_be_told_of_what_belongs_to_a_maker(judge: Any) -> None:
    assert (
        judge("Skydio says its X10 can follow a person through the dark for up to 40 minutes.").verdict
        == "not_checkable"
    )


@pytest.mark.parametrize(
    "text",
    [
        "ICE saved $5 million by not renewing Clearview AI in 2025.",
        "ICE says that owning the planes will save taxpayers $279 million.",
    ],
)
def test_what_is_said_to_be_saved_is_no_award_fact(check: Any, text: str) -> None:
    assert outcome(check(text)) == ("not_checkable", "not_an_award_fact", None)
