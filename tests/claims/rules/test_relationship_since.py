"""A beginning is refuted by an earlier action, and never by a ledger that begins too late to know."""

from typing import Any

import pytest

from tests.claims.ledger import ACME, FakeLedger, action, check_on, outcome


def test_an_earlier_action_contradicts_a_beginning(judge: Any) -> None:
    found = judge("ICE has maintained contracts with Clearview AI since 2023.")
    assert (found.verdict, found.reason_code, found.direction) == ("contradicted", "wrong_date", "start_too_late")
    assert str(found.evidence[0].action_date) == "2021-09-03"
    assert len(found.evidence) == 4


def test_the_year_of_the_first_action_is_supported(judge: Any) -> None:
    found = judge("ICE has had contracts with Clearview AI since 2021.")
    assert found.verdict in ("supported", "outside_coverage")


def test_at_least_since_is_not_refuted_by_an_earlier_action(judge: Any) -> None:
    assert judge("ICE has had contracts with Clearview AI since at least 2023.").verdict == "supported"


@pytest.mark.parametrize("year", [2011, 2014, 2020])
def test_a_beginning_before_the_ledger_cannot_be_seen(judge: Any, year: int) -> None:
    found = judge(f"Palantir has had contracts with ICE since {year}.")
    assert (found.verdict, found.reason_code) == ("outside_coverage", "period")


def test_a_beginning_with_a_day_is_compared_with_that_day(judge: Any) -> None:
    assert judge("ICE has had a contract with Paragon Solutions since September 27, 2024.").verdict == "supported"


def test_a_beginning_a_month_off_is_approximate(judge: Any) -> None:
    found = judge("ICE has had a contract with Paragon Solutions since October 2024.")
    assert (found.verdict, found.reason_code) == ("approximately_supported", "date_tolerance")


def test_a_term_in_office_is_a_time_in_which_something_was_done_and_no_beginning(check: Any) -> None:
    text = "Since the second Trump administration began, ICE has bought from Clearview AI."
    assert [j for j in check(text).judgements if j.claim.kind == "relationship_since"] == []


@pytest.mark.parametrize(
    "text",
    [
        "ICE has been buying sights from Acme Night Vision since 2022.",
        "Acme Night Vision, having sold sights to ICE since 2022, is no stranger.",
        "Acme Night Vision has been under contract to ICE since 2022.",
        "Acme Night Vision has worked for ICE since 2022.",
        "Acme Night Vision has been a contractor of ICE since 2022.",
        "The relationship between Acme Night Vision and ICE goes back to 2022.",
    ],
)
def test_buying_and_selling_since_a_year_is_a_beginning(text: str) -> None:
    rows = [action("70X1", "2022-05-10", "5.00", ACME, "SIGHTS")]
    assert outcome(check_on(FakeLedger(rows), text))[0] == "supported"
    earlier = [action("70X0", "2021-02-10", "5.00", ACME, "SIGHTS"), *rows]
    assert outcome(check_on(FakeLedger(earlier), text)) == ("contradicted", "wrong_date", "start_too_late")
