"""The price of one thing: a single action or a whole award, whichever the words and the figure point to."""

from datetime import date
from typing import Any

import pytest

from tests.claims.ledger import ACME, BOREAL, TEXT_DATE, FakeLedger, action, check_on, invented, outcome


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


LEDGER = invented()


def told(text: str, day: date = TEXT_DATE) -> tuple[str, str | None, str | None]:
    return outcome(check_on(LEDGER, text, day), "single_action")


def test_a_contract_number_says_which_award_is_meant() -> None:
    (found,) = check_on(LEDGER, "ICE signed contract 70X24C00000000003 for $640,000.").judgements
    assert found.verdict == "supported"
    assert {r.award_id for r in found.evidence} == {"CONT_AWD_70X24C00000000003_7012_-NONE-_-NONE-"}


@pytest.mark.parametrize(
    "text",
    [
        "ICE signed contract 70X24C00000000003 for $9.4 million.",
        "ICE signed contract 70X24C00000000099 for $640,000.",
        "ICE signed contract 70X24C00000000003 for $640,000 with Acme Night Vision in May 2021.",
    ],
)
def test_a_contract_number_with_another_sum_or_of_nobody_agrees_with_nothing(text: str) -> None:
    assert not any("supported" in j.verdict.value for j in check_on(LEDGER, text).judgements)


def test_a_contract_number_is_not_read_into_the_future() -> None:
    checked = check_on(LEDGER, "ICE signed contract 70X24C00000000003 for $640,000.", date(2024, 1, 1))
    assert not any("supported" in j.verdict.value for j in checked.judgements)


def test_money_of_a_letter_contract_is_booked_later() -> None:
    (found,) = check_on(LEDGER, "ICE signed an $875,000 contract with Boreal Optics in August 2025.").judgements
    assert (found.verdict, found.flags) == ("supported", ("booked_later",))
    assert [str(r.action_date) for r in found.evidence] == ["2025-08-20", "2025-09-18"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ICE signed a $444,000 contract with Boreal Optics in August 2025.", TEXT_DATE),  # another sum
        ("ICE signed an $875,000 contract with Boreal Optics in May 2025.", TEXT_DATE),  # another time
        ("ICE signed an $875,000 contract with Boreal Optics in August 2025.", date(2025, 8, 1)),  # before the letter
    ],
)
def test_booked_later_asks_for_the_sum_and_the_day_of_the_letter(text: str, day: date) -> None:
    checked = check_on(LEDGER, text, day)
    assert not any("supported" in j.verdict.value for j in checked.judgements)


def test_money_booked_after_sixty_days_is_another_decision() -> None:
    rows = [
        action("70X1", "2025-06-20", "0.00", BOREAL, "LETTER CONTRACT"),
        action("70X1", "2025-08-30", "875000.00", BOREAL, "FUNDS IT", modification="P00001"),
    ]
    text = "ICE signed an $875,000 contract with Boreal Optics in June 2025."
    assert "supported" not in outcome(check_on(FakeLedger(rows), text, date(2025, 7, 1)))[0]


SUM = "ICE's contract with Acme Night Vision of 2022 is worth {}."


@pytest.mark.parametrize(
    ("figure", "day", "agrees"),
    [
        ("$1.75 million", date(2024, 6, 1), True),  # all actions to the day of the text
        ("$1.5 million", date(2024, 5, 30), True),  # as it stood three weeks before
        ("$1.5 million", date(2024, 9, 1), False),  # two digits: a month is the longest
        ("$1.50 million", date(2024, 9, 1), True),  # three digits: up to a year
        ("$1.50 million", date(2025, 9, 1), False),
    ],
)
def test_a_sum_may_be_told_as_it_stood_some_time_before(figure: str, day: date, agrees: bool) -> None:
    found = outcome(check_on(LEDGER, SUM.format(figure), day), "single_action")
    assert (found[0] == "supported") is agrees, found


def test_the_largest_order_is_refuted_by_a_larger_one() -> None:
    largest = "The largest order that Boreal Optics has received from ICE is {}."
    assert told(largest.format("$1.92 million"))[0] == "supported"
    assert told(largest.format("$640,000")) == ("contradicted", "earlier_record", None)
    assert told(largest.format("$640,000"), date(2024, 12, 1))[0] == "supported", "the larger one came later"


@pytest.mark.parametrize("words", ["one of the largest orders", "the second-largest order", "a large order"])
def test_a_large_order_need_not_be_the_largest(words: str) -> None:
    text = f"It was {words} that Boreal Optics got from ICE: $640,000 in February 2024."
    assert not any(j.verdict == "contradicted" for j in check_on(LEDGER, text).judgements)


def test_a_final_worth_is_that_of_all_actions() -> None:
    final = "The final worth of ICE's 2022 contract with Acme Night Vision was {}."
    assert told(final.format("$1.75 million"))[0] == "supported"
    assert told(final.format("$1 million")) == ("contradicted", "wrong_amount", "understated")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| Boreal Optics | ICE | March 2025 | $1,920,000 |", ("supported", None, None)),
        ("Boreal Optics\tICE\tMarch 2025\t$1,920,000", ("supported", None, None)),
        ("| Boreal Optics | ICE | March 2025 | $1,320,000 |", ("contradicted", "wrong_amount", "understated")),
    ],
)
def test_a_row_of_a_table_tells_one_payment(text: str, expected: tuple[str, str | None, str | None]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("day", "verdict"), [("March 12, 2025", "supported"), ("May 12, 2025", "contradicted"), ("Monday", "contradicted")]
)
def test_the_day_told_by_the_sentence_before_is_that_of_the_contract(day: str, verdict: str) -> None:
    assert told(f"ICE signed with Boreal Optics on {day}. The contract is worth $1.92 million.")[0] == verdict


def test_a_day_told_in_the_paragraph_before_or_beside_another_sum_is_not() -> None:
    for before in ("It rained on May 12, 2025.\n\n", "ICE paid Acme Night Vision $100,000 on May 12, 2025. "):
        (found,) = (
            j
            for j in check_on(
                LEDGER, f"{before}Its contract with Boreal Optics is worth $1.92 million, ICE says."
            ).judgements
            if j.claim.vendor == "Boreal Optics"
        )
        assert found.verdict == "supported"


@pytest.mark.parametrize(
    "text",
    [
        "ICE's 2022 contract with Acme Night Vision has cost $1.75 million.",
        "ICE has spent $1.75 million on its 2022 contract with Acme Night Vision.",
        "Acme Night Vision's contract of 2022 has cost ICE $1.75 million.",
        "ICE has paid $1.75 million under a contract with Acme Night Vision that was signed in 2022.",
    ],
)
def test_the_year_of_a_contract_is_not_that_of_its_money(text: str) -> None:
    assert told(text) == ("supported", None, None)


def test_a_time_beside_a_factor_is_not_that_of_the_sum() -> None:
    (found,) = check_on(LEDGER, "ICE spent $1 million on Acme Night Vision, twice as much as in 2021.").judgements
    assert found.claim.when is None


def test_a_part_of_a_company_name_where_the_words_put_a_company_is_that_company() -> None:
    assert told("ICE awarded $1.92 million to Boreal in March 2025.") == ("supported", None, None)


def test_a_department_is_answered_by_a_part_of_it_that_holds_the_very_record() -> None:
    department = "The Department of Homeland Security signed a {} contract with Acme Night Vision in November 2024."
    assert told(department.format("$2.35 million")) == ("supported", None, None)
    assert told(department.format("$7 million"))[:2] == ("outside_coverage", "agency")


_RADIOS = [
    action("70R1", "2025-03-06", "1642640.00", "TRIBAL RESELLING LLC", "CELLEBRITE LICENSES"),
    action("70R1", "2025-04-10", "900000.00", "TRIBAL RESELLING LLC", "ADDS FUNDING FOR THE NAVY YARD", modification="P00001"),
    action("70R2", "2025-05-10", "5300.00", "PUBLIC SAFETY AND CORRECTIONS OF MARYLAND", "BEDS"),
    action("70R3", "2025-05-11", "5400.00", "ROME SOLUTIONS LLC", "FILES"),
]  # fmt: skip


def test_what_was_added_to_an_award_for_a_product_counts_whatever_the_later_action_says() -> None:
    (found,) = check_on(FakeLedger(_RADIOS), "ICE's Cellebrite order has so far cost $2.54 million.").judgements
    assert (found.verdict, len(found.evidence)) == ("supported", 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A reseller named Tribal Reselling took $1.6 million on March 6 for the tools of Cellebrite.", "supported"),
        ("A reseller named Tribal Reselling took $1.6 million on June 6 for the tools of Cellebrite.", None),
        ("A reseller named Tribal Reselling took $1 million on March 6 for the tools of Cellebrite.", None),
    ],
)
def test_a_sum_of_two_digits_on_a_day_may_agree_without_a_word_of_a_purchase(text: str, expected: str | None) -> None:
    assert next((j.verdict for j in check_on(FakeLedger(_RADIOS), text).judgements), None) == expected


def test_what_a_vendor_sold_agrees_a_few_days_off_too() -> None:
    told = "Tribal Reselling sold $1.64 million worth of Cellebrite tools on March 10."
    (found,) = check_on(FakeLedger(_RADIOS), told).judgements
    assert (found.verdict, found.reason_code) == ("approximately_supported", "date_tolerance")


@pytest.mark.parametrize(
    "text",
    [
        "Last year the Texas Department of Public Safety signed a license for ICE data at $5,300.",
        "Deployed Resources, the builder from Rome, N.Y., got $5,400 from ICE.",
    ],
)
def test_a_town_in_a_state_and_a_part_of_a_departments_name_are_no_company(text: str) -> None:
    vendors = {j.claim.vendor for j in check_on(FakeLedger(_RADIOS), text).judgements}
    assert not any(v and ("Rome" in v or "Public" in v) for v in vendors)


def test_the_award_under_which_a_thing_will_be_built_was_made_already() -> None:
    rows = [action("70X9", "2025-03-05", "1025996158.00", "BARNARD CONSTRUCTION", "HUDSPETH COUNTY BARRIER")]
    text = "Barnard Construction will wall off Hudspeth County under a {} order of March 5 by ICE."
    assert check_on(FakeLedger(rows), text.format("$1.026 billion")).judgements[0].verdict == "supported"
    assert check_on(FakeLedger(rows), text.format("$4 million")).judgements[0].verdict == "no_record"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the year is that of the award, and "run past" asks for more than the figure
            "The order that ICE gave Acme Night Vision in 2022 has by now run past $1.4 million.",
            ("supported", None, None),
        ),
        (  # a time that something is only compared with is not its own
            "Acme Night Vision's order of May 10, 2022 was worth $1 million, well above last year's.",
            ("supported", None, None),
        ),
        (
            "For Acme Night Vision, May 2022 brought a $9 million contract from ICE.",
            ("outside_coverage", "kind:ceiling", None),
        ),
    ],
)
def test_the_words_around_a_price_say_which_figure_is_meant(
    text: str, expected: tuple[str, str | None, str | None]
) -> None:
    rows = [
        action("70X22C00000000001", "2022-05-10", "1000000.00", ACME, "NIGHT VISION GOGGLES"),
        action("70X22C00000000001", "2023-05-10", "500000.00", ACME, "OPTION YEAR 1", modification="P00001"),
    ]
    assert outcome(check_on(FakeLedger(rows), text)) == expected


def test_a_figure_that_was_taken_back_to_the_dollar_goes_before_one_that_is_near() -> None:
    rows = [
        action("70X1", "2024-09-19", "-279460572.82", ACME, "REDUCE SCOPE", modification="P00001"),
        action("70X2", "2024-09-20", "285000000.00", ACME, "BARRIER"),
    ]
    text = "In September 2024 ICE awarded Acme Night Vision $279.5 million."
    assert outcome(check_on(FakeLedger(rows), text)) == ("contradicted", "wrong_sign", None)


def test_a_round_figure_without_a_time_is_not_any_of_a_vendors_many_awards() -> None:
    rows = [action(f"70X{n}", f"20{n}-05-01", "1010000000.00", ACME, "MONITORING") for n in range(21, 26)]
    rows += [action(f"70Y{n}", "2024-05-01", f"{n}00.00", ACME, "MONITORING") for n in range(1, 15)]
    text = "Acme Night Vision has a 15-year, $1 billion contract to run Delaney Hall for ICE."
    assert check_on(FakeLedger(rows), text).judgements == ()
    rows += [action("70Z1", "2025-05-01", "1010000000.00", ACME, "DELANEY HALL")]
    assert outcome(check_on(FakeLedger(rows), text))[0] == "supported"


def test_money_told_without_a_time_may_have_been_paid_before_the_ledger_begins() -> None:
    rows = [action("70X1", "2021-05-10", "2900000.00", ACME, "OPTION YEAR 2", modification="P00004")]
    text = "What began as a one-year order has by now paid Acme Night Vision more than $3.6 million, ICE records show."
    assert outcome(check_on(FakeLedger(rows), text)) == ("outside_coverage", "period", None)
    held = [action("70X1", "2020-10-10", "1.00", ACME, "GOGGLES"), *rows]
    assert outcome(check_on(FakeLedger(held), text)) == ("no_record", "no_matching_action", None)


def test_of_several_orders_told_with_one_price_the_sum_may_be_meant() -> None:
    rows = [
        action("70X1", "2021-09-01", "88101968.00", ACME, "PORTALS"),
        action("70X2", "2021-09-02", "110367609.00", ACME, "PORTALS"),
    ]
    text = "Acme Night Vision puts its ICE delivery orders for portals at about $200 million so far."
    assert outcome(check_on(FakeLedger(rows), text))[0] == "supported"


@pytest.mark.parametrize(
    "text",
    [
        "ICE turned to Acme Night Vision in May 2023, spending $500,000.",
        "So far, ICE has spent $1.5 million on the contract it signed with Acme Night Vision in May 2022.",
        "The contract has cost ICE $1.5 million so far, paid to Acme Night Vision.",
    ],
)
def test_a_month_of_signing_is_not_that_of_the_money_and_spending_once_is_no_sum(text: str) -> None:
    rows = [
        action("70X22C00000000001", "2022-05-10", "1000000.00", ACME, "NIGHT VISION GOGGLES"),
        action("70X22C00000000001", "2023-05-10", "500000.00", ACME, "OPTION YEAR 1", modification="P00001"),
        action("70X22C00000000002", "2023-05-11", "9000000.00", ACME, "TOWERS"),
    ]
    assert outcome(check_on(FakeLedger(rows), text)) == ("supported", None, None)


def test_what_was_added_since_is_the_sum_of_all_modifications() -> None:
    rows = [
        action("70X22C00000000001", "2022-05-10", "1200000.00", ACME, "NIGHT VISION GOGGLES"),
        action("70X22C00000000001", "2023-05-10", "1500000.00", ACME, "OPTION YEAR 1", modification="P00001"),
        action("70X22C00000000001", "2024-05-10", "900000.00", ACME, "OPTION YEAR 2", modification="P00002"),
    ]
    text = "ICE signed a $1.2 million contract with Acme Night Vision in May 2022, and has since added $2.4 million."
    assert [j.verdict.value for j in check_on(FakeLedger(rows), text).judgements] == ["supported", "supported"]
