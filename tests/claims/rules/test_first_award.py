"""A first is refuted by any earlier action, and agreed with only where an earlier one would be seen."""

from datetime import date
from typing import Any

import pytest

from tallylight.claims.rules.first_award import NAME
from tests.claims.ledger import ICE, SOME, FakeLedger, check_on, covered, invented, outcome

LEDGER = invented()
ROWS = LEDGER.rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ICE signed its first contract with Boreal Optics in February 2024.", ("supported", None, None)),
        ("ICE bought from Boreal Optics for the first time in February 2024.", ("supported", None, None)),
        ("CBP signed its first contract with Acme Night Vision in April 2025.", ("supported", None, None)),
        (
            "ICE signed its first contract with Boreal Optics on February 25, 2024.",
            ("approximately_supported", "date_tolerance", None),
        ),
        (
            "ICE bought from Boreal Optics for the first time in March 2025.",
            ("contradicted", "earlier_record", "start_too_late"),
        ),
        (
            "CBP signed its first contract with Boreal Optics in March 2025.",
            ("no_record", "no_matching_action", None),
        ),
    ],
)
def test_an_earlier_action_settles_it(text: str, expected: tuple[str, str | None, str | None]) -> None:
    assert outcome(check_on(LEDGER, text), "first_award") == expected


def test_the_earlier_ones_are_the_evidence_with_the_one_that_was_told() -> None:
    (found,) = check_on(LEDGER, "ICE bought from Boreal Optics for the first time in March 2025.").judgements
    assert [str(r.action_date) for r in found.evidence] == ["2024-02-20", "2024-06-20", "2025-03-12"]


@pytest.mark.parametrize(
    "text",
    [
        "ICE took the first of three deliveries from Boreal Optics in February 2024.",
        "ICE praised its first contract with Boreal Optics.",
        "In February 2024, ICE was in the first year of its contract with Boreal Optics.",
        "ICE signed its first contract in February 2024.",
    ],
)
def test_what_ranks_no_award_or_has_no_vendor_or_no_time_is_not_found(text: str) -> None:
    assert [j for j in check_on(LEDGER, text).judgements if j.claim.kind == "first_award"] == []


def test_a_first_that_is_held_only_later_gets_no_verdict() -> None:
    assert check_on(LEDGER, "ICE signed its first contract with Boreal Optics in 2023.").judgements == ()


TOLD = "ICE signed its first contract with Boreal Optics in February 2024."


@pytest.mark.parametrize(
    ("coverage", "reason"),
    [
        ((covered(ICE, "2023-10-01", "2025-09-30"),), "period"),
        ((covered(ICE, "2020-10-01", "2021-09-30"), covered(ICE, "2022-10-01", "2025-09-30")), "period"),
        (SOME, None),
    ],
    ids=["begins late", "has a hole", "a selection"],
)
def test_where_an_earlier_one_could_not_be_seen_it_is_outside_coverage(coverage: Any, reason: str | None) -> None:
    assert outcome(check_on(FakeLedger(ROWS, coverage), TOLD)) == ("outside_coverage", reason, None)


def test_an_earlier_one_refutes_it_also_from_a_selection() -> None:
    text = "ICE bought from Boreal Optics for the first time in March 2025."
    assert outcome(check_on(FakeLedger(ROWS, SOME), text))[0] == "contradicted"


def test_a_first_in_the_first_year_of_the_ledger_may_not_have_been_the_first(judge: Any) -> None:
    found = judge("ICE signed its first contract with Clearview AI in September 2021.")
    assert (found.verdict, found.reason_code) == ("outside_coverage", "period")


@pytest.mark.records
def test_the_worked_examples_hold_on_the_real_records(real: Any) -> None:
    later = date(2026, 1, 20)
    first = "ICE signed its first contract with BI2 Technologies on September 23."
    assert outcome(real(first, later)) == ("supported", None, None)
    earlier = "ICE signed its first contract with Clearview AI in September 2024."
    assert outcome(real(earlier, later)) == ("contradicted", "earlier_record", "start_too_late")


@pytest.mark.parametrize(
    "text",
    [
        "The first order, for three months, comes to $1.9 million, ICE told Boreal Optics in March 2025.",
        "In March 2025 ICE gave Boreal Optics its first order under the department-wide agreement.",
        "In March 2025 ICE paid Boreal Optics the same price it paid the first time.",
    ],
)
def test_the_first_of_something_narrower_is_no_first(text: str) -> None:
    assert [j for j in check_on(FakeLedger(ROWS), text).judgements if j.claim.kind == NAME] == []


def test_the_one_sum_of_a_sentence_is_that_of_what_was_not_the_first() -> None:
    text = "ICE became a customer of Boreal Optics for the first time in March 2025, paying $1.92 million."
    (found,) = [j for j in check_on(FakeLedger(ROWS), text).judgements if j.claim.kind == NAME]
    assert (found.verdict, found.claim.amount and found.claim.amount.raw) == ("contradicted", "$1.92 million")
