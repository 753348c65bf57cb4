"""Searches, arrests, pictures: no award record holds them, and a text about none of our subjects is left alone."""

from typing import Any

import pytest


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
