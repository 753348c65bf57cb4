"""The price of one thing: a single action or a whole award, whichever the words and the figure point to."""

from datetime import date
from typing import Any

import pytest


def test_a_deal_of_that_year_and_price_is_supported_by_its_base_award(judge: Any) -> None:
    found = judge("ICE awarded Paragon Solutions a $2 million contract in 2024.")
    assert (found.verdict, found.reason_code) == ("supported", None)
    assert [(r.piid, r.modification) for r in found.evidence] == [("70CTD024P00000012", "0")]


def test_look_alike_companies_are_never_evidence(judge: Any) -> None:
    found = judge("ICE awarded Paragon Solutions a $2 million contract in 2024.")
    assert {r.payee for r in (*found.evidence, *found.history)} == {"PARAGON SOLUTIONS (US) INC"}


def test_what_happened_since_follows_the_evidence(judge: Any) -> None:
    found = judge("ICE awarded Paragon Solutions a $2 million contract in 2024.")
    told = " ".join(r.description.lower() for r in found.since_then)
    assert "stop work" in told
    assert "lifts" in told
    assert "closes out" in told


def test_one_percent_off_is_approximate_and_other_readings_are_shown(judge: Any) -> None:
    found = judge("Palantir has an $18.5 million deal with ICE for its Investigative Case Management database.")
    assert (found.verdict, found.reason_code) == ("approximately_supported", "amount_tolerance")
    assert len(found.readings) >= 2
    assert "interpretation_dependent" in found.flags


def test_a_worth_is_compared_with_the_whole_award_too(judge: Any) -> None:
    found = judge("ICE has a $22.1 million contract with LexisNexis, signed in 2021.")
    assert found.verdict == "supported"
    assert found.readings[0].name == "award to date"


@pytest.mark.parametrize(
    "text",
    [
        "A contract of $3.75 million for facial recognition was awarded by ICE to Clearview AI on September 5, 2025.",
        "Clearview AI got just under $4 million from ICE this month.",
        "Ten days ago ICE inked a 3.75-million-dollar agreement with the face-search firm Clearview.",
        "ICE's newest order from Clearview AI: $3.75 million.",
        "CLEARVIEW AI WINS $3.75 MILLION ICE DEAL",
    ],
)
def test_the_same_statement_in_other_words_gets_the_same_verdict(judge: Any, text: str) -> None:
    found = judge(text, "single_action")
    assert found.verdict == "supported"
    assert [r.piid for r in found.evidence] == ["70CMSD25P00000111"]


def test_another_agency_is_outside_coverage(judge: Any) -> None:
    found = judge("The FBI paid Clearview AI $18,000 on September 5, 2025.")
    assert (found.verdict, found.reason_code) == ("outside_coverage", "agency")


def test_a_city_police_department_is_never_compared_with_federal_records(judge: Any) -> None:
    found = judge("The Chicago Police Department signed a $50,000 contract with Clearview AI in September 2025.")
    assert (found.verdict, found.reason_code) == ("outside_coverage", "agency")


def test_a_time_before_the_ledger_is_outside_coverage(judge: Any) -> None:
    found = judge("In August 2020 ICE signed a $224,000 contract with Clearview AI.")
    assert (found.verdict, found.reason_code) == ("outside_coverage", "period")


def test_a_worth_told_of_several_vendors_is_compared_with_the_sum_over_all_and_may_include_options(judge: Any) -> None:
    found = judge("ICE signed a $20 million contract with Palantir and Clearview AI in September 2025.")
    assert (found.verdict, found.reason_code) == ("outside_coverage", "kind:ceiling")
    assert "all of Palantir and Clearview AI" in found.explanation


def test_actions_after_the_day_of_the_text_support_nothing(judge: Any) -> None:
    found = judge("ICE signed a $3.75 million contract with Clearview AI.", day=date(2025, 9, 1))
    assert found.verdict in ("no_record", "outside_coverage")
    assert "70CMSD25P00000111" not in {r.piid for r in found.evidence}
