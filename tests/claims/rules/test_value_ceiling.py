"""A ceiling is not in award actions, unless more than that was obligated already."""

from typing import Any

import pytest


def test_a_ceiling_is_outside_coverage_with_the_award_shown(judge: Any) -> None:
    found = judge(
        "If every option is used, the Clearview contract signed this month could be worth up to $9.2 million."
    )
    assert (found.verdict, found.reason_code) == ("outside_coverage", "kind:ceiling")
    assert {r.piid for r in found.evidence} == {"70CMSD25P00000111"}


def test_a_ceiling_that_obligations_have_passed_is_contradicted(judge: Any) -> None:
    found = judge("The Clearview contract that ICE signed in September 2025 has a ceiling of $2 million.")
    assert (found.verdict, found.direction) == ("contradicted", "understated")


def test_a_shared_vehicle_is_no_contract_of_one_vendor(judge: Any) -> None:
    found = judge("Palantir got orders from ICE under a $1 billion blanket purchase agreement.")
    assert (found.verdict, found.reason_code) == ("outside_coverage", "kind:idv")


def test_no_more_than_is_an_upper_bound_and_never_a_lower_one(judge: Any) -> None:
    found = judge("Clearview AI received no more than $4 million from ICE in September 2025.")
    assert found.verdict != "contradicted"


@pytest.mark.parametrize(
    "text",
    [
        "Palantir and Clearview AI share a $1.8 billion vehicle from ICE.",
        "A dozen firms now compete for orders under ICE's skip-tracing vehicle, whose ceiling is $1.2 billion.",
    ],
)
def test_what_several_share_is_the_worth_of_a_vehicle(judge: Any, text: str) -> None:
    found = judge(text)
    assert (found.verdict, found.reason_code) == ("outside_coverage", "kind:idv")


def test_a_ceiling_of_a_vendors_agreement_is_not_its_own_money(judge: Any) -> None:
    found = judge("Nobody gained more than Palantir, whose agreement with ICE has a ceiling of $365 million.")
    assert (found.verdict, found.reason_code) == ("outside_coverage", "kind:ceiling")


@pytest.mark.parametrize(
    "text",
    [
        "If the government uses every option, Palantir stands to make $704 million at the site.",
        "Palantir's trailers come under an ICE agreement that may run to $380 million if extended to its full five years.",
    ],
)
def test_what_options_may_bring_is_a_ceiling(judge: Any, text: str) -> None:
    found = judge(text)
    assert (found.verdict, found.reason_code) == ("outside_coverage", "kind:ceiling")
