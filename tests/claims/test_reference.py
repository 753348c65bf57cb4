"""Who is meant by "the company" or "the agency" is settled by the record that agrees; where none does, nothing is refuted."""

import pytest

from tallylight.claims.reference import AMBIGUOUS
from tests.claims.ledger import check_on, invented, outcome

LEDGER = invented()
SUPPORTED = ("supported", None, None)
IN_MARCH = "in March 2025"


@pytest.mark.parametrize(
    "before",
    [
        "ICE buys from Acme Night Vision and Boreal Optics.",
        "ICE buys from Boreal Optics and Acme Night Vision.",
        "ICE buys from Boreal Optics. It buys from Acme Night Vision.",
    ],
)
def test_of_the_companies_named_before_the_one_whose_record_agrees_is_meant(before: str) -> None:
    (found,) = check_on(LEDGER, f"{before} The company got $1,920,000 {IN_MARCH}.").judgements
    assert found.verdict == "supported"
    assert {r.payee for r in found.evidence} == {"BOREAL OPTICS, INC."}
    assert found.claim.vendor == "Boreal Optics"


def test_where_several_could_be_meant_and_none_agrees_nothing_is_refuted() -> None:
    checked = check_on(
        LEDGER, f"ICE buys from Boreal Optics and Acme Night Vision. The company got $1,310,000 {IN_MARCH}."
    )
    assert checked.judgements == ()
    assert AMBIGUOUS in {u.why for u in checked.unparsed}


def test_where_only_one_could_be_meant_it_is_refuted_as_if_it_were_named() -> None:
    text = f"ICE buys from Boreal Optics. The company got $1,310,000 {IN_MARCH}."
    named = f"Boreal Optics got $1,310,000 from ICE {IN_MARCH}."
    assert outcome(check_on(LEDGER, text)) == outcome(check_on(LEDGER, named))
    assert outcome(check_on(LEDGER, text))[0] == "contradicted"


def test_a_round_figure_of_one_digit_says_not_which_of_several_is_meant() -> None:
    # $2 million rounds what Boreal Optics got, and would round somebody's purchase in most months.
    checked = check_on(
        LEDGER, f"ICE buys from Boreal Optics and Acme Night Vision. The company got $2 million {IN_MARCH}."
    )
    assert checked.judgements == ()


@pytest.mark.parametrize("before", ["CBP met Boreal Optics. ICE did too.", "ICE met Boreal Optics. CBP did too."])
def test_of_the_agencies_named_before_the_one_whose_record_agrees_is_meant(before: str) -> None:
    assert outcome(check_on(LEDGER, f"{before} The agency paid the company $1,920,000 {IN_MARCH}.")) == SUPPORTED


def test_an_agency_that_is_only_referred_to_is_never_the_wrong_one() -> None:
    named = f"CBP paid Boreal Optics $1,920,000 {IN_MARCH}."
    assert outcome(check_on(LEDGER, named)) == ("contradicted", "wrong_agency", None)
    referred = check_on(LEDGER, f"CBP met Boreal Optics. The agency paid the company $1,920,000 {IN_MARCH}.")
    assert referred.judgements == ()
    assert AMBIGUOUS in {u.why for u in referred.unparsed}


def test_who_is_named_in_the_sentence_itself_is_meant() -> None:
    text = f"ICE buys from Boreal Optics. ICE paid Acme Night Vision $1,920,000 {IN_MARCH}."
    assert all(j.claim.vendor == "Acme Night Vision" for j in check_on(LEDGER, text).judgements)
    assert not any(j.verdict == "supported" for j in check_on(LEDGER, text).judgements)
