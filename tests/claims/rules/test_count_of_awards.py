"""A number of contracts is compared with distinct awards; a smaller number held refutes nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from tallylight.model import CheckedText
from tests.claims.ledger import ACME, FakeLedger, action, check_on, invented, outcome


def test_several_asks_for_three(judge: Any) -> None:
    found = judge("ICE holds several contracts with Palantir.")
    assert found.verdict == "supported"
    assert int(found.readings[0].value) >= 3


def test_every_counted_award_can_be_opened(judge: Any) -> None:
    found = judge("ICE holds several contracts with Palantir.")
    assert len({r.award_id for r in found.evidence}) == int(found.readings[0].value)


def test_a_number_that_is_held_is_supported(judge: Any) -> None:
    assert judge("ICE has three contracts with Clearview AI.").verdict == "supported"


@pytest.mark.parametrize("number", ["13", "seven"])
def test_a_number_that_is_not_held_is_not_contradicted(judge: Any, number: str) -> None:
    assert judge(f"ICE has signed {number} contracts with Clearview AI.").verdict == "outside_coverage"


def test_zero_contracts_is_a_denial_and_no_number(check: Callable[..., CheckedText]) -> None:
    assert not check("ICE has zero contracts with Palantir.").judgements


@pytest.mark.parametrize(
    ("number", "expected"),
    [("Three", ("supported", None, None)), ("Eight", ("contradicted", "wrong_amount", "overstated"))],
)
def test_contracts_of_nobody_in_particular_are_counted_by_what_they_are_for(number: str, expected: Any) -> None:
    text = f"{number} skip tracing orders were placed by ICE in December 2024."
    assert outcome(check_on(invented(), text)) == expected


def test_fewer_contracts_than_are_held_may_be_some_of_them() -> None:
    assert check_on(invented(), "Two skip tracing orders were placed by ICE in December 2024.").judgements == ()


def test_how_many_there_are_is_no_number() -> None:
    text = "Nine. That is how many sights contracts ICE awarded in November 2024 to Acme Night Vision."
    assert "supported" not in {j.verdict.value for j in check_on(invented(), text).judgements}


def test_a_year_is_no_number_of_contracts() -> None:
    rows = [action("70X1", "2023-05-10", "5.00", ACME, "SIGHTS")]
    found = check_on(FakeLedger(rows), "Since 2023 ICE has had contracts with Acme Night Vision.").judgements
    assert [j.claim.kind for j in found] == ["relationship_since"]


def test_a_number_of_orders_is_counted_though_a_sum_of_one_of_them_follows() -> None:
    rows = [action(f"70X{n}", "2025-08-10", f"{n}95000.00", ACME, "SIGHTS") for n in range(1, 4)]
    text = "Three orders from ICE went to Acme Night Vision in August 2025, the smallest of them just under $200,000."
    kinds = {j.claim.kind: j.verdict.value for j in check_on(FakeLedger(rows), text).judgements}
    assert kinds["count_of_awards"] == "supported"


def test_how_many_of_contracts_told_before_went_to_a_vendor_is_a_number_of_contracts() -> None:
    rows = [action(f"70X{n}", "2025-08-10", f"{n}95000.00", ACME, "SIGHTS") for n in range(1, 4)]
    text = "Of the contracts that ICE issued in August, three went to a single firm, Acme Night Vision."
    assert outcome(check_on(FakeLedger(rows), text), "count_of_awards")[0] == "supported"


def test_contracts_of_a_company_may_be_counted_without_those_of_its_resellers() -> None:
    rows = [action(f"70X{n}", "2024-08-10", f"{n}95000.00", "SKYDIO, INC.", "SKYDIO DRONES") for n in range(1, 4)]
    rows += [action("70Y1", "2024-08-11", "5000.00", ACME, "SKYDIO DRONE PARTS")]
    for number in ("three", "four"):
        text = f"ICE awarded Skydio {number} contracts in August 2024."
        assert outcome(check_on(FakeLedger(rows), text), "count_of_awards")[0] == "supported"
    assert outcome(check_on(FakeLedger(rows), "ICE awarded Skydio nine contracts in August 2024."))[0] != "supported"
