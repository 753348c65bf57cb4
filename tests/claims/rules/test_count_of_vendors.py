"""A number of companies is that of those listed, or of the payees of what the sentence is about."""

from datetime import date
from typing import Any

import pytest

from tests.claims.ledger import ICE, FakeLedger, check_on, covered, invented, outcome

LEDGER = invented()
SUPPORTED = ("supported", None, None)


def told(number: str, when: str = "in December 2024") -> str:
    return f"{number} companies won skip-tracing work from ICE {when}."


@pytest.mark.parametrize("number", ["Three", "3", "Four"])  # three first orders, and an option of a fourth company
def test_either_way_of_counting_may_be_meant(number: str) -> None:
    assert outcome(check_on(LEDGER, told(number))) == SUPPORTED


def test_both_ways_are_shown() -> None:
    (found,) = check_on(LEDGER, told("Three")).judgements
    assert [(r.value, r.agrees) for r in found.readings] == [("3", True), ("4", False)]
    assert len({r.award_id for r in found.evidence}) == 3


def test_more_than_are_held_in_a_month_is_overstated() -> None:
    assert outcome(check_on(LEDGER, told("Five"))) == ("contradicted", "wrong_amount", "overstated")


@pytest.mark.parametrize(
    "text", [told("Two"), told("Five", "in 2024"), "Five companies won office chairs from ICE in May 2024."]
)
def test_fewer_or_a_longer_time_or_other_words_refute_nothing(text: str) -> None:
    checked = check_on(LEDGER, text)
    assert checked.judgements == ()
    assert checked.unparsed


def test_fewer_are_understated_where_the_orders_are_definite_and_the_companies_are_any() -> None:
    text = "Two companies won the skip-tracing orders that ICE placed in December 2024."
    assert outcome(check_on(LEDGER, text)) == ("contradicted", "wrong_amount", "understated")
    assert check_on(LEDGER, text.replace("Two", "Two local")).judgements == ()


def test_a_month_that_is_not_held_whole_refutes_nothing() -> None:
    cut = (covered(ICE, "2020-10-01", "2024-12-16"),)
    assert check_on(FakeLedger(LEDGER.rows, cut), told("Five")).judgements == ()


def test_names_of_one_family_count_once() -> None:
    class Related(FakeLedger):
        def families(self) -> dict[str, str]:
            return dict.fromkeys(("ALDER FINDERS LLC", "BIRCH TRACE INC"), "alder")

    ledger = Related(LEDGER.rows)
    assert outcome(check_on(ledger, told("Three"))) == SUPPORTED, "with the option of a fourth"
    assert outcome(check_on(ledger, told("Two"))) == SUPPORTED
    assert outcome(check_on(ledger, told("Four")))[0] == "contradicted"


def test_companies_that_are_listed_are_looked_up_one_by_one() -> None:
    text = "Two companies, Alder Finders and Birch Trace, won skip-tracing work from ICE in December 2024."
    (found,) = check_on(LEDGER, text).judgements
    assert found.verdict == "supported"
    assert {r.payee for r in found.evidence} == {"ALDER FINDERS LLC", "BIRCH TRACE INC"}


def test_where_one_that_is_listed_has_no_award_a_person_must_look() -> None:
    text = "Two companies, Alder Finders and Boreal Optics, won skip-tracing work from ICE in December 2024."
    assert check_on(LEDGER, text).judgements == ()


@pytest.mark.parametrize(
    "text",
    [
        "Three companies bid for skip-tracing work at ICE in December 2024.",
        "Three companies won skip-tracing work in December 2024.",  # for whom?
        "ICE paid three companies.",
    ],
)
def test_companies_that_won_nothing_or_from_nobody_are_not_counted(text: str) -> None:
    assert [j for j in check_on(LEDGER, text).judgements if j.claim.kind == "count_of_vendors"] == []


@pytest.mark.records
@pytest.mark.parametrize(
    ("number", "verdict"), [("Thirteen", "supported"), ("Fourteen", "contradicted"), ("Nine", None)]
)
def test_the_worked_example_holds_on_the_real_records(real: Any, number: str, verdict: str | None) -> None:
    checked = real(f"{number} companies won skip-tracing work from ICE in December.", date(2026, 1, 20))
    assert [j.verdict for j in checked.judgements] == ([verdict] if verdict else [])
