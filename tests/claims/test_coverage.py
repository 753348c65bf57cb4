"""A ledger that ends early, begins late or has a hole refutes nothing in what it lacks, and calls nothing there missing."""

from datetime import date
from typing import Any

import pytest

from tests.claims.ledger import CBP, ICE, SOME, FakeLedger, action, check_on, covered, outcome

PALANTIR, CLEARVIEW, PARAGON = "PALANTIR TECHNOLOGIES INC.", "CLEARVIEW AI, INC.", "PARAGON SOLUTIONS (US) INC"
ROWS = [
    action("70X22FR001", "2022-09-20", "17300000.00", PALANTIR, "CASE MANAGEMENT"),
    action("70X22FR001", "2023-09-22", "19000000.00", PALANTIR, "OPTION YEAR 1", modification="P00001"),
    action("70X22FR001", "2024-09-25", "18700000.00", PALANTIR, "OPTION YEAR 2", modification="P00002"),
    action("70X21P0002", "2022-06-29", "500000.00", CLEARVIEW, "FACE RECOGNITION LICENSES"),
    action("70X21P0002", "2023-09-12", "787500.00", CLEARVIEW, "FACE RECOGNITION LICENSES", modification="P00001"),
    action("70X24P0003", "2024-09-03", "1102500.00", CLEARVIEW, "FORENSIC SOFTWARE"),
    action("70X24P0004", "2024-09-27", "2000000.00", PARAGON, "A FULLY CONFIGURED SOLUTION"),
    action("70X24P0004", "2024-10-08", "0.00", PARAGON, "ISSUES A STOP WORK ORDER", modification="P00001"),
    action("70X25FR005", "2025-04-11", "29898236.00", PALANTIR, "PLATFORM FOR IMMIGRATION CASES"),
]


def held(*spans: tuple[str, str]) -> FakeLedger:
    """The rows above that lie in some spans of days, of which the ledger holds everything."""
    blocks = tuple(covered(ICE, start, end) for start, end in spans)
    return FakeLedger([r for r in ROWS if any(b.start <= r.action_date <= b.end for b in blocks)], blocks)


WHOLE = held(("2020-10-01", "2026-08-20"))
ENDS_EARLY = held(("2020-10-01", "2024-09-30"))
BEGINS_LATE = held(("2023-10-01", "2026-08-20"))
HAS_A_HOLE = held(("2022-10-01", "2023-09-30"), ("2024-10-01", "2025-09-30"))
NOVEMBER, SEPTEMBER = date(2026, 11, 15), date(2025, 9, 15)
OUTSIDE = ("outside_coverage", "period", None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ICE has paid Palantir $400 million since 2022.", NOVEMBER),  # 87 days before the text are not held
        ("ICE paid Palantir $400 million in 2026.", NOVEMBER),
        ("ICE paid Palantir $400 million.", NOVEMBER),
        ("ICE recently paid Palantir $400 million.", date(2026, 9, 15)),  # 26 days of "recently" are not held
    ],
)
def test_of_a_text_that_is_newer_than_the_ledger(text: str, day: date) -> None:
    assert outcome(check_on(WHOLE, text, day)) == OUTSIDE


@pytest.mark.parametrize(
    "text",
    ["ICE signed a $400 million contract with Palantir.", "ICE recently signed a $400 million contract with Palantir."],
)
def test_of_a_contract_in_a_text_that_is_newer_than_the_ledger(text: str) -> None:
    verdict, reason, _ = outcome(check_on(WHOLE, text, NOVEMBER))
    assert (verdict, reason) in (("outside_coverage", "period"), ("outside_coverage", "kind:ceiling"))


@pytest.mark.parametrize(
    ("ledger", "text"),
    [
        (WHOLE, "ICE signed a $9 million contract with Palantir in 2020."),
        (BEGINS_LATE, "ICE signed a $9 million contract with Palantir in 2023."),
        (BEGINS_LATE, "ICE has paid Palantir $400 million since 2022."),
        (BEGINS_LATE, "In May 2022, ICE awarded Palantir a contract."),
        (BEGINS_LATE, "ICE signed its first contract with Paragon Solutions in September 2024."),
    ],
)
def test_of_a_time_that_begins_before_the_ledger(ledger: FakeLedger, text: str) -> None:
    assert outcome(check_on(ledger, text, SEPTEMBER)) == OUTSIDE


@pytest.mark.parametrize(
    "text",
    [
        "ICE has paid Clearview AI $7 million since 2022.",
        "On October 8, 2024, ICE froze its contract with Paragon Solutions.",
        "The Biden administration initially froze ICE's contract with Paragon Solutions.",
        "In April 2025, ICE paid Palantir $30 million for ImmigrationOS.",
        "In 2025, ICE paid Palantir $30 million.",
    ],
)
def test_of_a_ledger_that_ends_a_year_before_the_text(text: str) -> None:
    assert outcome(check_on(ENDS_EARLY, text, SEPTEMBER)) == OUTSIDE


@pytest.mark.parametrize(
    "text",
    [
        "ICE signed a $2 million contract with Paragon Solutions in September 2024.",
        "ICE signed a $2 million contract with Paragon Solutions on September 27, 2024.",
        "ICE paid Palantir $18.7 million in fiscal 2024.",
        "ICE paid Palantir $400 million from 2022 to 2024.",
        "ICE paid Clearview AI $1.1 million in 2024.",
        "In September 2024, ICE awarded Paragon Solutions a contract.",
        "On September 27, 2024, ICE awarded Paragon Solutions a contract.",
    ],
)
def test_of_a_true_or_large_sum_in_a_year_that_is_missing(text: str) -> None:
    assert outcome(check_on(HAS_A_HOLE, text, SEPTEMBER)) == OUTSIDE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ICE signed a $2 million contract with Paragon Solutions in September 2024.", ("supported", None, None)),
        ("On October 8, 2024, ICE froze its contract with Paragon Solutions.", ("supported", None, None)),
        ("ICE paid Palantir $18.7 million in fiscal 2024.", ("supported", None, None)),
        ("ICE has paid Palantir $400 million since 2022.", ("contradicted", "wrong_amount", "overstated")),
        ("ICE paid Acme Night Vision $5 million in fiscal 2024.", None),
    ],
)
def test_the_same_ledger_held_whole_answers(text: str, expected: Any) -> None:
    checked = check_on(WHOLE, text, SEPTEMBER)
    assert (outcome(checked) if checked.judgements else None) == expected


def test_what_is_lacking_is_named() -> None:
    (found,) = check_on(HAS_A_HOLE, "ICE paid Palantir $2 million.", SEPTEMBER).judgements
    assert "1 October 2023 to 30 September 2024" in found.explanation


def test_the_part_that_is_held_is_enough_when_it_alone_is_more() -> None:
    (found,) = check_on(HAS_A_HOLE, "ICE has paid Palantir $10.5 million since 2020.", SEPTEMBER).judgements
    assert (found.verdict, found.direction) == ("contradicted", "understated")
    assert "lower_bound_only" in found.flags


def test_a_few_days_before_the_text_that_are_not_published_yet_take_nothing_away() -> None:
    text = "ICE has paid Palantir $400 million since 2022."
    assert outcome(check_on(WHOLE, text, date(2026, 9, 3)))[0] == "contradicted"
    assert outcome(check_on(WHOLE, text, date(2026, 9, 4))) == OUTSIDE


def test_where_no_agency_is_told_each_of_those_covered_must_hold_the_time() -> None:
    blocks = (covered(ICE, "2020-10-01", "2024-09-30"), covered(CBP, "2020-10-01", "2026-08-20"))
    ledger = FakeLedger(ROWS, blocks)
    assert [
        j
        for j in check_on(ledger, "Palantir won a $9 million federal contract in May 2025.").judgements
        if j.verdict in ("contradicted", "no_record")
    ] == []


@pytest.mark.parametrize("coverage", [SOME, None], ids=["selection", "whole"])
def test_a_company_of_a_like_name_is_not_refuted_by_a_record_of_another_agency(coverage: Any) -> None:
    guards = [
        action("70B24F0001", "2023-12-07", "1782076.84", "PARAGON SYSTEMS INC", "ARMED FACILITY GUARDS", agency=CBP),
        action(
            "70B24F0001",
            "2024-09-28",
            "1840284.00",
            "PARAGON SYSTEMS INC",
            "ADDS FUNDS",
            modification="P00009",
            agency=CBP,
        ),
    ]
    ledger = FakeLedger(
        [*ROWS, *guards], *([(*coverage, covered(CBP, "2020-10-01", "2026-08-20"))] if coverage else [])
    )
    (found,) = check_on(
        ledger, "Paragon Systems won a $2 million contract from ICE in 2024 for spyware.", SEPTEMBER
    ).judgements
    assert found.verdict in ("no_record", "outside_coverage")
