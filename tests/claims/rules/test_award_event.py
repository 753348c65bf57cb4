"""Stopped, resumed, ended, changed: compared with what the description of an action says, and with its day."""

from typing import Any

import pytest

from tests.claims.ledger import ACME, FakeLedger, action, check_on, outcome


@pytest.mark.parametrize(
    ("text", "modification"),
    [
        ("The Biden administration froze ICE's Paragon contract.", "P00001"),
        ("A stop-work order halted the Paragon contract on October 8.", "P00001"),
        ("ICE suspended its Paragon contract in October 2024.", "P00001"),
        ("ICE revived its Paragon contract last month.", "P00002"),
        ("The Paragon contract was reinstated on August 30.", "P00002"),
    ],
)
def test_an_event_that_a_description_tells_is_supported_on_its_day(judge: Any, text: str, modification: str) -> None:
    found = judge(text, "award_event")
    assert found.verdict == "supported"
    assert [r.modification for r in found.evidence] == [modification]


def test_a_week_off_is_approximate(judge: Any) -> None:
    found = judge("The Trump administration reactivated the Paragon contract last week.")
    assert (found.verdict, found.reason_code) == ("approximately_supported", "date_tolerance")


def test_the_only_such_action_on_another_day_contradicts(judge: Any) -> None:
    found = judge("ICE reactivated the Paragon contract in March 2025.")
    assert (found.verdict, found.direction) == ("contradicted", "stated_too_early")


def test_an_event_that_no_action_tells_has_no_record(judge: Any) -> None:
    assert judge("ICE terminated its Palantir contract in 2025.").verdict == "no_record"


def test_a_modification_on_another_day_identifies_none(judge: Any) -> None:
    assert judge("The Palantir contract with ICE was modified on June 24, 2025.").verdict == "no_record"


def test_another_company_of_a_like_name_is_never_shown(judge: Any) -> None:
    found = judge("ICE froze its Paragon contract.")
    assert {r.payee for r in found.history} == {"PARAGON SOLUTIONS (US) INC"}


def test_who_stays_out_of_something_stops_no_award(check: Any) -> None:
    text = "ICE signed a contract with Palantir. Other agencies have stayed out of it."
    assert [j for j in check(text).judgements if j.claim.kind == "award_event"] == []


def test_an_event_of_nobodys_award_is_found_by_its_day_and_a_name_of_the_record() -> None:
    rows = [
        action("70X1", "2025-03-06", "900.00", "KVX LLC", "WAREHOUSE IN HAGERVILLE"),
        action("70X1", "2025-04-02", "0.00", "KVX LLC", "STOP WORK ORDER", modification="P00001"),
        action("70X2", "2025-04-02", "0.00", "OTHER LLC", "STOP WORK ORDER", modification="P00001"),
    ]
    text = "Work on the planned Hagerville center stopped on April 2, when the agency sent the contractor a stop-work order."
    (found,) = check_on(FakeLedger(rows), text).judgements
    assert (found.verdict, {r.payee for r in found.evidence}) == ("supported", {"KVX LLC"})
    elsewhere = text.replace("Hagerville", "Springfield")
    assert check_on(FakeLedger(rows), elsewhere).judgements == ()


def test_a_notice_of_termination_is_no_award(check: Any) -> None:
    text = "Palantir lost its order on June 27: ICE gave notice of a full termination."
    assert [j for j in check(text).judgements if j.claim.kind == "award_made"] == []


_STOPPED = [
    action("70X1", "2025-03-06", "900.00", "KVX LLC", "WAREHOUSE IN HAGERVILLE"),
    action("70X1", "2025-01-10", "0.00", "KVX LLC", "STOP WORK ORDER", modification="P00001"),
    action("70X1", "2025-04-22", "0.00", "KVX LLC", "STOP WORK ORDER", modification="P00002"),
    action("70X1", "2025-04-23", "0.00", "KVX LLC", "UPDATES THE STOP WORK ORDER", modification="P00003"),
]
_ELSEWHERE = action("70X2", "2025-03-12", "0.00", "KVX LLC", "STOP WORK ORDER", modification="P00001")


def test_of_several_events_the_one_within_a_month_is_identified_where_it_is_of_one_award() -> None:
    told = "ICE halted its contract with KVX in March 2025."
    (found,) = check_on(FakeLedger(_STOPPED), told).judgements
    assert (found.verdict, found.reason_code, found.direction) == ("contradicted", "wrong_date", "stated_too_early")
    assert {r.modification for r in found.evidence} == {"P00002"}
    (unclear,) = check_on(FakeLedger([*_STOPPED, _ELSEWHERE]), told.replace("March", "February")).judgements
    assert unclear.verdict == "no_record"


_PRICED = [
    action("70X1", "2025-03-06", "12626200.00", "KVX LLC", "TECHNICAL EQUIPMENT"),
    action("70X1", "2025-05-04", "0.00", "KVX LLC", "EXTENDS THE PERIOD", modification="P00001"),
    action("70X2", "2025-01-06", "500.00", "KVX LLC", "BATTERIES"),
    action("70X2", "2025-01-15", "0.00", "KVX LLC", "EXTENDS THE PERIOD", modification="P00001"),
]


@pytest.mark.parametrize(
    ("price", "day", "verdict", "modifications"),
    [
        ("12.6", "May 4", "supported", {"0", "P00001"}),
        ("12.6", "January 15", "no_record", {"0"}),  # that day another award of theirs was extended
        ("12.5", "May 4", "approximately_supported", {"0", "P00001"}),
    ],
)
def test_an_event_and_the_price_of_its_award_are_one_claim(
    price: str, day: str, verdict: str, modifications: set[str]
) -> None:
    text = f"KVX had its ${price} million ICE contract for equipment modified on {day}, 2025."
    (found,) = check_on(FakeLedger(_PRICED), text).judgements
    assert (found.verdict, found.claim.kind) == (verdict, "award_event")
    assert found.claim.amount is not None
    assert {r.modification for r in found.evidence} == modifications


def test_an_event_whose_price_no_award_has_stands_beside_the_price() -> None:
    text = "KVX had its $77 million ICE contract for equipment modified on May 4, 2025."
    found = {j.claim.kind: j for j in check_on(FakeLedger(_PRICED), text).judgements}
    assert found["award_event"].verdict == "supported"
    assert found["award_event"].claim.amount is None
    assert found["single_action"].verdict != "supported"


@pytest.mark.parametrize(("told", "verdict"), [("June 5", "supported"), ("July 15", "no_record")])
def test_an_amendment_that_was_issued_on_a_day_is_an_event(told: str, verdict: str) -> None:
    rows = [
        action("70CDCR25FR0000043", "2025-01-05", "5.00", ACME, "HALL"),
        action("70CDCR25FR0000043", "2025-06-05", "0.00", ACME, "CHANGE OF CONTACT", modification="P00001"),
    ]
    text = f"A fresh amendment to Acme Night Vision's ICE order, number 70CDCR25FR0000043, was issued on {told}."
    assert outcome(check_on(FakeLedger(rows), text), "award_event")[0] == verdict
