"""Several agencies may be one buyer; what each of them is stays known."""

from decimal import Decimal

from tallylight.claims.buyers import is_federal, members, together
from tallylight.claims.records import Records
from tallylight.knowledge import Agency, agencies
from tests.claims.ledger import BOTH, SOME, TEXT_DATE, FakeLedger, check_on, invented, outcome

(ICE_,) = (a for a in agencies() if a.short == "ICE")
(CBP_,) = (a for a in agencies() if a.short == "CBP")


def test_one_agency_is_its_own_only_member() -> None:
    assert members(ICE_) == (ICE_,)


def test_agencies_together_are_one_buyer_under_all_their_names() -> None:
    both = together((CBP_, ICE_))
    assert members(both) == (CBP_, ICE_)
    assert both.short == "CBP and ICE"
    assert is_federal(both)


def test_a_city_is_no_federal_buyer() -> None:
    assert not is_federal(Agency("Springfield", "Springfield", None, "", (), (), ()))
    assert not is_federal(None)


def test_a_sum_told_of_two_agencies_is_that_over_both() -> None:
    text = "CBP and ICE together paid Acme Night Vision $2.66 million in fiscal 2025."
    (found,) = check_on(invented(), text).judgements
    assert found.verdict == "supported"
    assert {r.sub_agency for r in found.evidence} == {CBP_.name, ICE_.name}
    assert sum(r.obligated for r in found.evidence) == Decimal("2660000.00")


def test_the_sum_of_one_of_two_agencies_is_not_that_of_both() -> None:
    text = "CBP and ICE together paid Acme Night Vision $9 million in fiscal 2025."
    assert outcome(check_on(invented(), text)) == ("contradicted", "wrong_amount", "overstated")


def test_both_agencies_must_be_covered() -> None:
    assert Records(FakeLedger([], BOTH)).extent(together((CBP_, ICE_))) is not None
    assert Records(FakeLedger([], SOME)).extent(together((CBP_, ICE_))) is None
    text = "CBP and ICE together paid Acme Night Vision $9 million in fiscal 2025."
    assert outcome(check_on(FakeLedger(invented().rows, SOME), text, TEXT_DATE))[:2] == ("outside_coverage", "agency")
