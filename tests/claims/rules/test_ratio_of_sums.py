"""A factor is compared with one sum divided by the other; what is near it is left to a person."""

from datetime import date
from typing import Any

import pytest

from tests.claims.ledger import ACME, ICE, SOME, FakeLedger, action, check_on, covered, invented, outcome

LEDGER = invented()
SUPPORTED = ("supported", None, None)
OVERSTATED, UNDERSTATED = (("contradicted", "wrong_amount", way) for way in ("overstated", "understated"))


@pytest.mark.parametrize(
    ("factor", "expected"),
    [
        ("three times", SUPPORTED),
        ("more than three times", SUPPORTED),
        ("more than two times", SUPPORTED),
        ("nearly three times", SUPPORTED),
        ("about three times", SUPPORTED),
        ("five times", OVERSTATED),
        ("more than five times", OVERSTATED),
        ("two times", UNDERSTATED),
    ],
)
def test_the_newest_award_is_divided_by_the_one_before(
    factor: str, expected: tuple[str, str | None, str | None]
) -> None:
    rows = [r for r in LEDGER.rows if r.obligated]
    text = f"ICE's newest contract with Boreal Optics is {factor} the size of its predecessor."
    assert outcome(check_on(FakeLedger(rows), text)) == expected


@pytest.mark.parametrize("verb", ["quintupled", "more than tripled"])
def test_a_year_is_divided_by_the_year_before(verb: str) -> None:
    text = f"ICE's business with Acme Night Vision {verb} in 2024 compared with the year before."
    (found,) = check_on(LEDGER, text).judgements
    assert found.verdict == "supported"
    assert found.readings[0].value == "5.20"
    assert {str(r.action_date.year) for r in found.evidence} == {"2023", "2024"}


@pytest.mark.parametrize(
    "text",
    [
        "ICE's newest contract with Boreal Optics is four times the size of its predecessor.",  # 3.00: not far enough off
        "ICE paid Acme Night Vision twice as much in 2022 as in 2023.",  # so it did: the older sum is the larger
        "ICE's spending on skip-tracing tripled in 2024 compared with the year before.",  # other words may be meant
        "ICE's business with Acme Night Vision doubled in 2022 compared with the year before.",  # nothing held of 2021
    ],
)
def test_what_says_too_little_gets_no_verdict(text: str) -> None:
    checked = check_on(LEDGER, text)
    assert checked.judgements == ()
    assert checked.unparsed


@pytest.mark.parametrize(
    "coverage",
    [
        (covered(ICE, "2020-10-01", "2024-03-31"), covered(ICE, "2024-10-01", "2025-09-30")),
        (covered(ICE, "2020-10-01", "2024-11-30"),),
        SOME,
    ],
    ids=["hole", "ends early", "selection"],
)
def test_a_time_that_is_not_held_whole_refutes_nothing(coverage: Any) -> None:
    text = "ICE's business with Acme Night Vision doubled in 2024 compared with the year before."
    assert outcome(check_on(LEDGER, text))[0] == "contradicted"
    assert check_on(FakeLedger(LEDGER.rows, coverage), text).judgements == ()


@pytest.mark.parametrize(
    "text",
    [
        "ICE paid Acme Night Vision $1 million, twice the sum of 2021.",
        "ICE searched three times as much in 2024.",
        "ICE's business with Acme Night Vision grew in 2024.",
    ],
)
def test_a_sum_or_no_factor_between_sums_is_not_found(text: str) -> None:
    assert [j for j in check_on(LEDGER, text).judgements if j.claim.kind == "ratio_of_sums"] == []


def test_the_worked_example_of_the_newest_clearview_award_holds(judge: Any) -> None:
    found = judge("ICE's newest Clearview AI contract is more than five times the size of its predecessor.")
    assert (found.verdict, found.readings[0].value) == ("contradicted", "3.40")


@pytest.mark.records
def test_the_worked_example_holds_on_the_real_records(real: Any) -> None:
    text = "Palantir's business with ICE quadrupled in fiscal 2025 compared with the fiscal year before."
    (found,) = real(text, date(2026, 1, 20)).judgements
    assert (found.verdict, found.readings[0].value) == ("supported", "3.97")


def test_the_orders_of_a_day_are_compared_with_those_of_a_month() -> None:
    rows = [
        action("70X1", "2025-03-10", "5000000.00", ACME, "CAMERAS"),
        action("70X2", "2025-07-17", "20000000.00", ACME, "CAMERAS"),
        action("70X3", "2025-07-17", "10000000.00", ACME, "CAMERAS"),
    ]
    text = "Add up what ICE ordered from Acme Night Vision on July 17 and you get roughly ten times what it spent in March."
    assert outcome(check_on(FakeLedger(rows), text), "ratio_of_sums") == ("contradicted", "wrong_amount", "overstated")
    right = text.replace("ten times", "six times")
    assert outcome(check_on(FakeLedger(rows), right), "ratio_of_sums")[0] == "supported"
