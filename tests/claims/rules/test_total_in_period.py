"""A sum over a time: the window that the words ask for decides, and every other reading is shown."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallylight.claims.sentence import NO_VENDOR
from tests.claims.ledger import ACME, BOREAL, FakeLedger, action, check_on, invented, outcome


def test_a_sum_cut_at_its_last_digit_is_approximate(judge: Any) -> None:
    found = judge("So far in 2025, ICE has paid $4.7 million for LexisNexis subscriptions.")
    assert (found.verdict, found.reason_code) == ("approximately_supported", "truncated")
    assert {r.piid for r in found.evidence} == {"70CMSD21C00000001"}
    assert {"truncated", "interpretation_dependent"} <= set(found.flags)


def test_subscription_family_calendar_and_fiscal_year_are_all_shown(judge: Any) -> None:
    found = judge("So far in 2025, ICE has paid $4.7 million for LexisNexis subscriptions.")
    told = " | ".join(r.name for r in found.readings)
    for word in ("subscription", "family", "calendar 2025", "fiscal 2025", "2025-01-01 to 2025-09-15"):
        assert word in told


def test_millions_over_a_whole_relationship_are_supported(judge: Any) -> None:
    found = judge("ICE has spent millions on Clearview AI.")
    assert found.verdict == "supported"
    assert sum(r.obligated for r in found.evidence) == 7_140_000


def test_more_than_was_ever_paid_is_contradicted(judge: Any) -> None:
    found = judge("In 2024, ICE spent $50 million on Clearview AI.")
    assert (found.verdict, found.reason_code, found.direction) == ("contradicted", "wrong_amount", "overstated")


def test_a_window_that_begins_before_the_ledger_is_outside_coverage(judge: Any) -> None:
    found = judge("ICE has spent $248 million on Palantir since 2014.")
    assert (found.verdict, found.reason_code) == ("outside_coverage", "period")


def test_the_part_that_is_held_is_enough_when_it_alone_is_more(judge: Any) -> None:
    found = judge("ICE has spent $30 million on Palantir since 2014.", "total_in_period")
    assert (found.verdict, found.direction) == ("contradicted", "understated")
    assert "lower_bound_only" in found.flags


def test_what_some_of_the_awards_add_up_to_is_not_called_wrong(check: Any) -> None:
    checked = check("Since 2023 ICE has spent $1.9 million on Clearview AI software.")
    assert checked.judgements == ()
    assert checked.unparsed


@pytest.mark.parametrize("words", ["third quarter of 2025", "third quarter of fiscal 2025"])
def test_a_quarter_may_be_one_of_the_fiscal_year(judge: Any, words: str) -> None:
    found = judge(f"In the {words}, ICE paid Palantir $29.9 million.")
    assert found.verdict in ("supported", "approximately_supported")


def test_months_of_the_text_day_do_not_count_money_of_later_days(judge: Any) -> None:
    found = judge("So far this year, ICE has spent $29.9 million on Palantir.")
    assert found.verdict == "supported"
    assert max(str(r.action_date) for r in found.evidence) <= "2025-09-15"


@pytest.mark.parametrize("stated", ["$7.1 million", "$7.14 million", "$7 million"])
def test_a_held_part_that_is_what_is_stated_refutes_nothing(real: Any, stated: str) -> None:
    # The ledger ends in August 2026: later money could still be missing from a sum of $7.14 million.
    (found,) = real(f"ICE has spent {stated} on Clearview AI since 2021.", date(2026, 11, 15)).judgements
    assert (found.verdict, found.reason_code) == ("outside_coverage", "period")


@settings(max_examples=60)
@given(
    millions=st.decimals(min_value=1, max_value=400, places=1),
    vendor=st.sampled_from(["Clearview AI", "Palantir", "LexisNexis", "Paragon Solutions"]),
    when=st.sampled_from(
        ["since 2021", "since 2023", "in 2024", "in 2026", "in fiscal 2025", "over the past two years"]
    ),
    day=st.dates(date(2025, 1, 1), date(2027, 1, 1)),
)
def test_nothing_is_contradicted_by_the_reading_that_agrees(
    check: Any, millions: Decimal, vendor: str, when: str, day: date
) -> None:
    for found in check(f"ICE has spent ${millions} million on {vendor} {when}.", day).judgements:
        asked = [r for r in found.readings if r.asked]
        assert not (found.verdict == "contradicted" and any(r.agrees for r in asked)), found.explanation


LEDGER = invented()
SUPPORTED = ("supported", None, None)
OVERSTATED = ("contradicted", "wrong_amount", "overstated")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ICE paid Acme Night Vision and Boreal Optics $3.2 million in 2024.", SUPPORTED),
        ("ICE paid Acme Night Vision and Boreal Optics $9.9 million in 2024.", OVERSTATED),
        ("ICE spent $3.6 million across all vendors in 2024.", SUPPORTED),
        ("ICE spent $3.6 million in contracts in 2024.", SUPPORTED),
        ("ICE spent $37 million across all vendors in 2024.", OVERSTATED),
        ("Over the last two years, ICE paid Acme Night Vision $2.6 million.", SUPPORTED),
        ("Over the last three years, ICE paid Acme Night Vision $3.1 million.", SUPPORTED),  # from 15 September 2022
        ("Over the last three years, ICE paid Acme Night Vision $4.1 million.", SUPPORTED),  # from 1 January 2022
        ("In the three months before the election, ICE paid Acme Night Vision $2.35 million.", SUPPORTED),
        ("ICE's contracts with Acme Night Vision add up to $4.1 million.", SUPPORTED),
        ("ICE's contracts with Acme Night Vision add up to $7.7 million.", ("outside_coverage", "kind:ceiling", None)),
    ],
)
def test_a_sum_is_that_of_all_who_are_told_and_of_the_time_told(text: str, expected: tuple[str, Any, Any]) -> None:
    assert outcome(check_on(LEDGER, text)) == expected


def test_every_vendor_told_has_its_rows_in_the_sum() -> None:
    (found,) = check_on(LEDGER, "ICE paid Acme Night Vision and Boreal Optics $3.2 million in 2024.").judgements
    assert {r.payee for r in found.evidence} == {ACME, BOREAL}
    assert found.claim.vendor == "Acme Night Vision and Boreal Optics"


def test_a_sum_over_what_a_sentence_is_about_refutes_nothing() -> None:
    spent = "In 2024, ICE spent {} on skip-tracing work."
    assert outcome(check_on(LEDGER, spent.format("$425,000"))) == SUPPORTED
    assert check_on(LEDGER, spent.format("$9.1 million")).judgements == ()


def test_one_payment_of_nobody_is_listed_with_what_is_lacking() -> None:
    checked = check_on(LEDGER, "ICE paid $425,000 for skip-tracing work in December 2024.")
    assert checked.judgements == ()
    assert [u.why for u in checked.unparsed] == [NO_VENDOR]


def test_the_money_of_one_deal_is_looked_for_among_the_awards_of_the_vendor() -> None:
    text = "Under the sights deal ICE has so far paid Acme Night Vision $2.35 million."
    (found,) = check_on(LEDGER, text).judgements
    assert (found.verdict, {r.piid for r in found.evidence}) == ("supported", {"70X24C00000000002"})
    assert check_on(LEDGER, text.replace("$2.35", "$1.1")).judgements == (), (
        "the sum of all awards refutes none of them"
    )


def test_actions_that_speak_of_a_thing_are_added_up_apart_from_the_rest_of_their_award() -> None:
    rows = [
        action("70X1", "2025-02-01", "5000000.00", ACME, "CASE SUPPORT"),
        action("70X1", "2025-03-01", "700000.00", ACME, "ADDS SKIP TRACING", modification="P00001"),
        action("70X2", "2025-04-01", "500000.00", ACME, "SKIP TRACING ORDER"),
    ]
    text = "In 2025 its skip-tracing contracts brought Acme Night Vision a total of $1.2 million from ICE."
    assert outcome(check_on(FakeLedger(rows), text)) == SUPPORTED


def test_money_told_without_a_time_of_a_vendor_with_many_payments_may_be_some_of_them() -> None:
    rows = [action(f"70X{n}", "2024-05-01", "1000000.00", ACME, "GOGGLES") for n in range(20)]
    text = "Acme Night Vision had been allotted $7.7 million in twelve months by ICE."
    assert check_on(FakeLedger(rows), text).judgements == ()
    assert check_on(FakeLedger(rows), text.replace("$7.7", "$77")).judgements != ()


def test_a_sum_that_agrees_to_the_last_digit_goes_before_one_of_fewer_rows_that_is_near() -> None:
    rows = [
        action("70X1", "2024-02-01", "193867717.91", ACME, "TRANSPORT OF FAMILIES"),
        action("70X2", "2024-03-01", "4871571.71", ACME, "MOVES"),
    ]
    text = "Acme Night Vision, which moves families for ICE, took in $199 million from the agency in 2024."
    assert outcome(check_on(FakeLedger(rows), text)) == ("supported", None, None)


def test_a_sum_without_a_time_may_hold_what_was_paid_before_the_ledger_begins() -> None:
    rows = [action("70X1", "2021-05-10", "2900000.00", ACME, "OPTION YEAR 2", modification="P00004")]
    text = "In all, ICE has paid Acme Night Vision $9.6 million."
    assert outcome(check_on(FakeLedger(rows), text)) == ("outside_coverage", "period", None)


@pytest.mark.parametrize(
    "text",
    [
        "ICE sent $3 million to Acme Night Vision during fiscal year 2024.",
        "For fiscal 2024 the agency's bill with Acme Night Vision was $3 million, according to ICE records.",
    ],
)
def test_what_is_told_of_a_fiscal_year_is_its_sum(text: str) -> None:
    rows = [
        action("70X1", "2024-02-01", "1000000.00", ACME, "SIGHTS"),
        action("70X2", "2024-03-01", "2000000.00", ACME, "SCOPES"),
        action("70X3", "2024-11-01", "9000000.00", ACME, "SCOPES"),
    ]
    assert outcome(check_on(FakeLedger(rows), text)) == ("supported", None, None)
