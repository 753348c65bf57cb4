"""Contradicted is said only of a record that is identified; everything else is no record, or a fact that is not held."""

from decimal import Decimal
from typing import Any, cast

import pytest

from tallylight.claims import check_text
from tallylight.claims.fits import candidates, digits
from tests.claims.english import find_amounts
from tests.claims.ledger import SOME, TEXT_DATE, FakeLedger, action


def told(judge: Any, text: str) -> tuple[str, str | None, str | None]:
    found = judge(text)
    return found.verdict.value, found.reason_code, found.direction


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ICE signed a $2 million deal with Paragon in September 2023.",
            ("contradicted", "wrong_date", "stated_too_early"),
        ),
        (
            "ICE signed a $2 million deal with Paragon in August 2025.",
            ("contradicted", "wrong_date", "stated_too_late"),
        ),
        ("ICE paid Clearview AI $5 million on September 5, 2025.", ("contradicted", "wrong_amount", "overstated")),
        ("ICE paid Clearview AI $2 million on September 5, 2025.", ("contradicted", "wrong_amount", "understated")),
        ("ICE paid Clearview AI $37.5 million on September 5, 2025.", ("contradicted", "wrong_amount", "overstated")),
        ("ICE paid Clearview AI $3.75 billion on September 5, 2025.", ("contradicted", "wrong_amount", "overstated")),
        ("ICE paid Palantir $18,000 in July 2025.", ("contradicted", "wrong_sign", None)),
        ("CBP paid Clearview AI $3.75 million in September 2025.", ("contradicted", "wrong_agency", None)),
        (
            "A $2 million contract for licences, hardware, training and maintenance went to Paragon Systems in September 2024.",
            ("contradicted", "wrong_vendor", None),
        ),
    ],
)
def test_an_identified_record_contradicts(judge: Any, text: str, expected: tuple[str, str, str | None]) -> None:
    assert told(judge, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ICE signed a $6.1 million contract with Clearview AI in early 2025.",  # two facets are off
        "ICE paid Clearview AI $50,000 for training in September 2025.",  # so far off that another purchase is meant
        "ICE paid Paragon Solutions $700,000 in March 2025.",
        "CBP paid Paragon Solutions $700,000 in September 2024.",
    ],
)
def test_where_nothing_tells_which_record_is_meant_there_is_no_record(judge: Any, text: str) -> None:
    assert told(judge, text) == ("no_record", "no_matching_action", None)


@pytest.mark.parametrize(
    "text",
    [
        "ICE signed a $9 million contract with Clearview AI in September 2025.",
        "The Clearview contract that ICE signed this month is worth $40 million.",
        "ICE signed a $3 million deal with Paragon in September 2024.",
    ],
)
def test_a_worth_above_what_was_obligated_may_count_options(judge: Any, text: str) -> None:
    assert told(judge, text) == ("outside_coverage", "kind:ceiling", None)


def test_money_told_as_taken_back_agrees_with_a_negative_action(judge: Any) -> None:
    assert told(judge, "ICE cut its Palantir contract by $18,000 in July 2025.") == ("supported", None, None)


def test_from_a_selection_of_awards_nothing_is_said_to_be_missing() -> None:

    ledger = FakeLedger([action("70X1", "2024-05-01", "1000000.00", "ACME NIGHT VISION, LLC")], SOME)
    checked = check_text(
        cast(Any, ledger), "ICE paid Acme Night Vision $7 million in 2021.", text_date=TEXT_DATE, today=TEXT_DATE
    )
    assert {j.verdict.value for j in checked.judgements} == {"outside_coverage"}


def test_every_action_with_money_and_every_award_can_be_meant() -> None:
    rows = [
        action("70X1", "2024-05-01", "100.00", "ACME LLC"),
        action("70X1", "2024-06-01", "50.00", "ACME LLC", modification="P00001"),
        action("70X2", "2024-07-01", "0.00", "ACME LLC"),
    ]
    found = candidates(rows)
    assert [(f.name, f.value) for f in found] == [
        ("single action", Decimal("100.00")),
        ("single action", Decimal("50.00")),
        ("award to date", Decimal("150.00")),
    ]


@pytest.mark.parametrize(("words", "count"), [("$2 million", 1), ("$3.75 million", 3), ("$1,046,806", 7)])
def test_digits_that_say_something_are_counted(words: str, count: int) -> None:
    assert digits(find_amounts(words)[0].amount) == count
