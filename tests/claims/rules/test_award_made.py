"""An award told without a sum is compared by its day alone, and refuted only where one record must be meant."""

from datetime import date
from typing import Any

import pytest

from tests.claims.ledger import ACME, ICE, FakeLedger, action, check_on, covered, invented, outcome

LEDGER = invented()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In May 2022, ICE awarded Acme Night Vision a contract.", ("supported", None, None)),
        ("On May 10, 2022, ICE hired Acme Night Vision.", ("supported", None, None)),
        ("On May 12, 2022, ICE hired Acme Night Vision.", ("approximately_supported", "date_tolerance", None)),
        ("In June 2022, ICE hired Acme Night Vision.", ("contradicted", "wrong_date", "stated_too_late")),
        ("In April 2022, ICE hired Acme Night Vision.", ("contradicted", "wrong_date", "stated_too_early")),
        ("In August 2022, ICE hired Acme Night Vision.", ("no_record", "no_matching_action", None)),
        ("In March 2019, ICE hired Acme Night Vision.", ("outside_coverage", "period", None)),
        ("In May 2022, the FBI hired Acme Night Vision.", ("outside_coverage", "agency", None)),
    ],
)
def test_the_day_of_an_award_decides(text: str, expected: tuple[str, str | None, str | None]) -> None:
    assert outcome(check_on(LEDGER, text)) == expected


def test_the_award_is_the_evidence() -> None:
    (found,) = check_on(LEDGER, "In May 2022, ICE awarded Acme Night Vision a contract.").judgements
    assert [(r.piid, r.modification) for r in found.evidence] == [("70X22C00000000001", "0")]


@pytest.mark.parametrize(
    "text",
    [
        "ICE protested in February 2024 that it bought from Boreal Optics.",
        "ICE announced in February 2024 that it had signed with Boreal Optics.",
        "In February 2024, ICE signed a treaty with Boreal Optics.",
        "ICE signed a contract with Boreal Optics.",
        "In February 2024, ICE bought scopes from the company.",
        "In February 2024, ICE bought scopes from Boreal Optics for £640,000.",
        "In February 2024, ICE ordered Boreal Optics to stop work.",
        "In February 2024, ICE bought scopes from Boreal Optics for $640,000.",
        "In February 2024, ICE signed three contracts with Boreal Optics.",
    ],
)
def test_what_is_no_award_of_that_day_or_states_a_sum_or_a_number_is_not_found(text: str) -> None:
    assert [j for j in check_on(LEDGER, text).judgements if j.claim.kind == "award_made"] == []


@pytest.mark.parametrize(
    "text",
    [
        "In 2023, ICE hired Acme Night Vision.",  # a year may be told of other words
        "In May 2022, ICE hired Acme Night Vision and Boreal Optics.",  # one of the two has none
        "ICE did not hire Boreal Optics in March 2024.",
    ],
)
def test_where_the_day_says_too_little_there_is_no_verdict(text: str) -> None:
    assert [j for j in check_on(LEDGER, text).judgements if j.claim.kind == "award_made"] == []


def test_several_companies_told_together_must_each_have_an_award(judge: Any) -> None:
    found = judge("In September 2024, ICE signed contracts with Paragon Solutions and Clearview AI.")
    assert found.verdict == "supported"
    assert {r.payee for r in found.evidence} == {"PARAGON SOLUTIONS (US) INC", "CLEARVIEW AI, INC."}
    assert found.flags == (), "both are named, so that no reseller stands between"


def test_of_a_vendor_with_many_awards_a_day_that_is_off_shows_no_mistake() -> None:
    rows = [action(f"70X{n}", f"2024-0{n}-01", "100.00", "ACME NIGHT VISION, LLC") for n in range(1, 9)]
    assert check_on(FakeLedger(rows), "On May 15, 2024, ICE hired Acme Night Vision.").judgements == ()


def test_a_day_in_a_gap_of_the_ledger_is_outside_coverage() -> None:
    coverage = (covered(ICE, "2022-10-01", "2023-09-30"), covered(ICE, "2024-10-01", "2025-09-30"))
    ledger = FakeLedger([action("70X1", "2023-09-20", "100.00", "ACME NIGHT VISION, LLC")], coverage)
    for day in ("On October 5, 2023", "In October 2023"):
        assert outcome(check_on(ledger, f"{day}, ICE hired Acme Night Vision."))[:2] == ("outside_coverage", "period")


@pytest.mark.records
@pytest.mark.parametrize(
    ("month", "expected"),
    [
        ("September", ("supported", None, None)),
        ("August", ("contradicted", "wrong_date", "stated_too_early")),
    ],
)
def test_the_worked_example_holds_on_the_real_records(real: Any, month: str, expected: tuple[str, Any, Any]) -> None:
    text = f"In {month}, ICE awarded BI2 Technologies a no-bid contract."
    assert outcome(real(text, date(2026, 1, 20))) == expected


def test_a_number_of_things_bought_is_not_confirmed_by_the_award(check: Any) -> None:
    text = "ICE bought 900 new GPS trackers from Clearview AI in September 2025."
    assert [j for j in check(text).judgements if j.claim.kind == "award_made"] == []


@pytest.mark.parametrize(
    "text",
    [
        "A contract with Acme Night Vision was signed by ICE in May 2022.",
        "Acme Night Vision became a contractor of ICE in May 2022.",
    ],
)
def test_an_award_told_in_the_passive_or_as_a_role_is_an_award(text: str) -> None:
    rows = [action("70X22C00000000001", "2022-05-10", "1200000.00", ACME, "NIGHT VISION GOGGLES")]
    assert outcome(check_on(FakeLedger(rows), text), "award_made")[0] == "supported"
