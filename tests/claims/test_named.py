"""Which vendor an amount is told of: whom it is given to outright, several together, or whom the next sentence names."""

from datetime import date

import pytest

from tests.claims.ledger import ACME, BOREAL, CBP, ICE, FakeLedger, action, check_on, covered, invented, outcome

LEDGER = invented()
SUPPORTED = ("supported", None, None)


def payees(text: str, ledger: FakeLedger = LEDGER, day: date = date(2025, 9, 15)) -> set[str]:
    return {r.payee for j in check_on(ledger, text, day).judgements for r in j.evidence}


def test_an_amount_given_outright_to_one_vendor_is_not_taken_for_another_of_the_sentence() -> None:
    told = "ICE, a customer of Boreal Optics, signed a $2.35 million contract in November 2024 with Acme Night Vision."
    assert outcome(check_on(LEDGER, told)) == SUPPORTED
    swapped = "ICE, a customer of Acme Night Vision, paid $2.35 million in November 2024 to Boreal Optics."
    assert outcome(check_on(LEDGER, swapped))[0] != "supported"


@pytest.mark.parametrize("verb", ["won", "was awarded", "sold ICE", "landed"])
def test_who_wins_or_sells_is_meant_whatever_stands_nearer(verb: str) -> None:
    text = f"In November 2024, Boreal Optics {verb} $2.35 million of what Acme Night Vision sells to ICE."
    assert "supported" not in {j.verdict.value for j in check_on(LEDGER, text).judgements}


def test_makers_that_split_a_sum_are_added_up_though_they_stand_apart() -> None:
    text = "ICE had two makers split $2.99 million in 2024: Acme Night Vision for sights and Boreal Optics for scopes."
    rows = [
        action("70X1", "2024-11-04", "2350000.00", ACME, "THERMAL WEAPON SIGHTS"),
        action("70X2", "2024-02-20", "640000.00", BOREAL, "SPOTTING SCOPES"),
    ]
    assert payees(text, FakeLedger(rows)) == {ACME, BOREAL}
    wrong = text.replace("$2.99", "$9.99")
    assert check_on(FakeLedger(rows), wrong).judgements == (), "who got which part is not told clearly enough to refute"


def test_the_company_that_stands_in_a_row_with_a_known_one_is_known_by_a_part_of_its_name() -> None:
    rows = [
        action("70X1", "2025-03-06", "100000.00", "KVX LLC", "WAREHOUSE SUPPORT"),
        action("70X2", "2025-03-06", "300000.00", "GARNETWORLD FEDERAL SERVICES LLC", "WAREHOUSE SUPPORT"),
    ]
    text = "ICE paid a combined $400,000 in March 2025 to KVX and GarnetWorld."
    assert payees(text, FakeLedger(rows)) == {"KVX LLC", "GARNETWORLD FEDERAL SERVICES LLC"}


def test_the_next_sentence_may_name_whose_contract_it_is() -> None:
    text = (
        "In November 2024 ICE inked a $2.35 million contract for what night demands. "
        "The agreement with Acme Night Vision surfaced a month later."
    )
    assert payees(text) == {ACME}


def test_what_a_company_sells_is_not_another_company() -> None:
    rows = [
        action("70X1", "2024-05-01", "1000.00", "RAVENLY ADVISORY LLC", "STUDY"),
        action("70X2", "2025-08-01", "-5.00", ACME, "PARTIAL TERMINATION FOR CONVENIENCE", modification="P00001"),
    ]
    text = "ICE terminated Acme Night Vision's RAVENLY order on August 1, 2025."
    assert payees(text, FakeLedger(rows)) == {ACME}


@pytest.mark.parametrize("word", ["August", "Denver", "Monday"])
def test_a_month_a_day_or_a_city_is_no_company(word: str) -> None:
    rows = [action("70X1", "2024-05-01", "1000.00", f"{word.upper()} SCHOOL SUPPLIES LLC", "PAPER")]
    text = f"ICE signed a contract of $1,000 with a firm from {word} in May 2024."
    assert all(j.claim.vendor is None for j in check_on(FakeLedger(rows), text).judgements)


def test_a_common_word_is_a_company_only_with_its_legal_form() -> None:
    rows = [action("70X1", "2024-05-01", "348000.00", "FRAUD INC", "SKIP TRACING")]
    assert payees("ICE paid Fraud Inc. $348,000 in May 2024.", FakeLedger(rows)) == {"FRAUD INC"}
    assert check_on(FakeLedger(rows), "ICE paid $348,000 over fraud.").judgements == ()


def test_two_companies_with_one_first_word_are_two() -> None:
    rows = [action("70X1", "2025-07-22", "10585452.80", "CLEARLY GLOBAL SOLUTIONS LLC", "HUMAN RESOURCES")]
    text = "Clearly Secure, the company behind the lanes, landed a $10.6 million ICE contract on July 22, 2025."
    assert "supported" not in {j.verdict.value for j in check_on(FakeLedger(rows), text).judgements}
    right = "Clearly Global, the company behind the lanes, landed a $10.6 million ICE contract on July 22, 2025."
    assert payees(right, FakeLedger(rows)) == {"CLEARLY GLOBAL SOLUTIONS LLC"}


def test_money_taken_back_on_a_resellers_order_has_the_wrong_sign_by_whichever_name() -> None:
    rows = [
        action("70X1", "2025-01-10", "9000000.00", BOREAL, "ACME NIGHT VISION GOGGLES"),
        action("70X1", "2025-09-01", "-7645291.18", BOREAL, "FUNDS NO LONGER NEEDED", modification="P00001"),
        action("70X2", "2023-01-10", "15.00", ACME, "GOGGLES"),
    ]
    text = "Boreal Optics saw ICE add $7.6 million to its Acme Night Vision order on September 1, 2025."
    assert outcome(check_on(FakeLedger(rows), text)) == ("contradicted", "wrong_sign", None)


COVERED = (covered(ICE, "2020-10-01", "2026-08-20"), covered(CBP, "2020-10-01", "2026-08-20"))
LETTERS = "ABCDEFG"


def traced(number: int) -> FakeLedger:
    """Skip tracing by so many companies, bought by an agency in one month."""
    rows = [
        action(f"70X{n}", "2024-12-16", f"{n + 1}00000.00", f"{LETTERS[n]}LDER FINDERS LLC", "SKIP TRACING SERVICES")
        for n in range(number)
    ]
    return FakeLedger(rows, COVERED)


def test_a_number_of_companies_is_counted_without_a_buyer_where_the_trade_is_named_and_agrees() -> None:
    text = "Six firms, some of them private eyes, were picked for the program."
    assert outcome(check_on(traced(6), text)) == SUPPORTED
    assert check_on(traced(7), text).judgements == (), "nobody says whose program it is: it refutes nothing"
    assert check_on(traced(6), "Six firms were picked for the program.").judgements == ()


def test_few_companies_without_a_buyer_agree_too_easily() -> None:
    assert check_on(traced(4), "Four firms, some of them private eyes, were picked for the program.").judgements == ()


def test_a_sum_of_many_vendors_needs_no_buyer_to_agree() -> None:
    rows = [
        action("70X1", "2024-08-01", "1000000.00", ACME, "SIGHTS"),
        action("70X2", "2024-09-01", "2000000.00", BOREAL, "SCOPES"),
        action("70X3", "2024-10-01", "9500000.00", "CEDAR LOOKUPS CO", "DATA"),
    ]
    text = (
        "Agents stocked up: more than $12 million of tools in the five months before the election, according to a review "
        "naming Acme Night Vision, Boreal Optics and Cedar Lookups."
    )
    checked = check_on(FakeLedger(rows), text, date(2024, 12, 1))
    assert outcome(checked) == SUPPORTED
    assert checked.unparsed == (), "what is judged is not left over too"
    assert check_on(FakeLedger(rows), text.replace("$12", "$20"), date(2024, 12, 1)).judgements == ()


def test_a_sum_told_of_a_known_topic_at_a_time_needs_no_buyer_to_agree() -> None:
    rows = [
        action("70B1", "2025-08-10", "1500000.00", "FERN BUILDERS INC", "VERTICAL BARRIER CONSTRUCTION", agency=CBP),
        action("70B2", "2025-08-12", "1800000.00", "OAK BUILDERS INC", "WATERBORNE BUOY SYSTEM", agency=CBP),
    ]
    text = "Two more contracts, totaling $3.3 million, were awarded in August for wall and buoys."
    assert outcome(check_on(FakeLedger(rows), text)) == SUPPORTED
    assert check_on(FakeLedger(rows), text.replace("$3.3", "$4.4")).judgements == ()


def test_a_figure_told_to_the_dollar_needs_nobody_named() -> None:
    rows = [action("70X1", "2025-09-01", "121450.00", "MARLOW CARS LLC", "TWO SPORTS CARS")]
    text = "A tour needs something that growls: two cars from a dealer, at $121,450, according to documents from this month."
    assert payees(text, FakeLedger(rows)) == {"MARLOW CARS LLC"}
    assert check_on(FakeLedger(rows), text.replace("$121,450", "$121,000")).judgements == ()


def test_a_contract_of_a_known_vendor_with_no_buyer_named_is_outside_what_a_ledger_of_some_agencies_can_tell() -> None:
    text = "Among several deals of Acme Night Vision, one contract from 2023 worth $24 million is for data support."
    assert outcome(check_on(LEDGER, text)) == ("outside_coverage", "agency", None)


def test_a_word_with_other_capitals_inside_is_another_name() -> None:
    rows = [action("70X1", "2025-05-01", "1710000.00", "1NTEGRAL LLC", "SUBSCRIPTION TO KHARON CLEARVIEW")]
    text = "ICE paid $1.71 million for a year of Kharon ClearView on May 1, 2025, through a small firm called 1ntegral."
    checked = check_on(FakeLedger(rows), text)
    assert all(j.claim.vendor != "Clearview AI" for j in checked.judgements)
    assert payees(text, FakeLedger(rows)) == {"1NTEGRAL LLC"}, "a name may begin with a digit"


def test_an_agency_that_another_is_compared_with_is_not_the_buyer() -> None:
    text = "The Secret Service spends as much as ICE on Acme Night Vision, $12 million in 2024 alone."
    assert outcome(check_on(LEDGER, text)) == ("outside_coverage", "agency", None)


def test_whichever_agency_is_meant_matters_not_where_the_verdict_is_the_same() -> None:
    text = "ICE and CBP have both bought scopes. Boreal Optics was paid $9.92 million on March 12, 2025."
    assert outcome(check_on(LEDGER, text))[:2] == ("contradicted", "wrong_amount")
    unheld = text.replace("ICE and CBP", "ICE, CBP and the Secret Service")
    assert check_on(LEDGER, unheld).judgements == (), "an agency that is not held may have paid it"


def test_a_sum_with_no_buyer_named_agrees_with_rows_of_buyers_that_are_held_whatever_another_lacks() -> None:
    coverage = (covered(ICE, "2020-10-01", "2026-08-20"), covered(CBP, "2020-10-01", "2023-09-30"))
    text = "Acme Night Vision and Boreal Optics split $2.99 million in contracts in 2024."
    rows = [
        action("70X1", "2024-11-04", "2350000.00", ACME, "THERMAL WEAPON SIGHTS"),
        action("70X2", "2024-02-20", "640000.00", BOREAL, "SPOTTING SCOPES"),
    ]
    assert outcome(check_on(FakeLedger(rows, coverage), text)) == SUPPORTED
    wrong = check_on(FakeLedger(rows, coverage), text.replace("$2.99", "$1.99"))
    assert "contradicted" not in {j.verdict.value for j in wrong.judgements}


@pytest.mark.parametrize(
    "text",
    [
        "Alderwood Surveying, hired by ICE to appraise land, has seen its contract swell to $176.7 million.",
        "Alderwood Surveying, which staffs the clinics at ICE's stations, received $176.7 million in 2024.",
        "A firm named Alderwood took in $176.7 million from ICE in May 2024.",
    ],
)
def test_a_company_is_known_by_the_beginning_of_its_name_where_it_does_what_only_companies_do(text: str) -> None:
    rows = [action("70X1", "2024-05-01", "176700000.00", "ALDERWOOD SURVEYING GROUP LTD", "APPRAISALS")]
    assert payees(text, FakeLedger(rows)) == {"ALDERWOOD SURVEYING GROUP LTD"}


def test_a_place_that_a_companys_name_begins_with_is_a_place() -> None:
    rows = [action("70X1", "2024-05-01", "5.00", "ALDER VALLEY COMMUNICATIONS GROUP INC", "RADIOS")]
    text = "In March 2025 ICE put a project in the Alder Valley under contract for $641 million."
    assert all(j.claim.vendor is None for j in check_on(FakeLedger(rows), text).judgements)


def test_a_county_that_something_is_done_to_is_no_buyer() -> None:
    text = "Acme Night Vision will light up Hudspeth County under a $2.35 million order of November 4, 2024."
    assert payees(text) == {ACME}
    assert outcome(check_on(LEDGER, "Hudspeth County paid Acme Night Vision $2.35 million."))[1] == "agency"


def test_a_figure_of_three_digits_on_a_day_with_a_contract_needs_no_vendor() -> None:
    text = "In November 2024 alone, $2.35 million was committed to a single purchase of sights."
    assert payees(text) == {ACME}
    assert check_on(LEDGER, text.replace("$2.35", "$2.36")).judgements == ()
    assert check_on(LEDGER, "In November 2024 alone, $2.35 million was lost.").judgements == ()


def test_another_agency_that_bought_just_that_goes_before_a_worth_that_may_include_options() -> None:
    rows = [
        action("70B1", "2025-08-11", "9922623.96", ACME, "AMMUNITION", agency=CBP),
        action("70X1", "2025-08-20", "1427042.80", ACME, "AMMUNITION"),
    ]
    text = "ICE stocked up in August 2025, with rounds from Acme Night Vision for $9.9 million."
    assert outcome(check_on(FakeLedger(rows), text)) == ("contradicted", "wrong_agency", None)


def test_an_acronym_that_only_begins_a_companys_name_is_something_else() -> None:
    rows = [
        action("70X1", "2024-05-01", "5.00", "ITAN SCALE INC", "SCALES"),
        action("70X2", "2025-06-05", "9968353.56", "THUNDER TECHNOLOGY LLC", "SUBSCRIPTION TO ITAN DATA AND ANALYTICS"),
    ]
    text = "A subscription to ITAN data and analytics for fraud agents cost ICE $9.97 million in June 2025."
    assert payees(text, FakeLedger(rows)) == {"THUNDER TECHNOLOGY LLC"}


def test_a_part_of_a_name_never_shows_that_another_was_paid() -> None:
    rows = [
        action("70X1", "2024-05-01", "5.00", "ALDERWOOD SURVEYING GROUP LTD", "MAPS"),
        action("70X2", "2025-06-05", "9968353.56", "THUNDER TECHNOLOGY LLC", "SUBSCRIPTION TO TAX DATA AND ANALYTICS"),
    ]
    text = "ICE paid Alderwood Surveying $9,968,353 for tax data and analytics on June 5, 2025."
    assert "contradicted" not in {j.verdict.value for j in check_on(FakeLedger(rows), text).judgements}


def test_whose_something_is_may_be_a_company_at_the_head_of_a_sentence() -> None:
    rows = [action("70X1", "2025-09-01", "936000.00", "REGULETTE FORENSICS INC", "READERS")]
    text = "Regulette's software, which tells a forged passport from a real one, cost ICE $936,000 in September 2025."
    assert payees(text, FakeLedger(rows)) == {"REGULETTE FORENSICS INC"}


TALBOT, FIRE = "TALBOT PHONES INC", "FIRE WATCH PARTNERS LLC"
PARTS = FakeLedger(
    [
        action("70X1", "2024-05-01", "31400000.00", TALBOT, "DETAINEE TELEPHONE SERVICE"),
        action("70X2", "2024-03-16", "86947271.04", "FAMILY ENDURANCE, INC.", "RECEPTION SITES"),
        action("70X3", "2025-07-02", "5.00", "NURSES AT WORK LLC", "STAFFING"),
        *(action(f"70Y{n}", "2025-07-02", "5.00", FIRE, "NURSES FOR CLINICS") for n in range(3)),
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        "Talbot agreed in May 2024 to supply $31.4 million of telephone service to ICE.",
        "Talbot, the phone company, will be paid $31.4 million by ICE under a deal of May 2024.",
        "A Talbot ICE contract of May 2024 was worth $31.4 million.",
        "Calls are a business, and Talbot had most of it: in May 2024, ICE committed $31.4 million to the Alabama company.",
    ],
)
def test_a_word_that_only_one_companys_purchases_know_names_it_wherever_it_stands(text: str) -> None:
    assert payees(text, PARTS) == {TALBOT}


@pytest.mark.parametrize(
    "text",
    [
        "Nurses will be paid $86.9 million by ICE under a deal of March 2024.",  # others' purchases speak of nurses
        "ICE paid $31.4 million in Talbot, a town, in March 2024.",
        "Talbot said that ICE paid $9.9 million for planes in May 2024.",
    ],
)
def test_a_word_of_others_a_place_and_somebody_who_speaks_name_no_company(text: str) -> None:
    assert all(j.claim.vendor is None for j in check_on(PARTS, text).judgements)


def test_a_nonprofit_may_be_called_by_any_word_that_is_only_in_its_name() -> None:
    text = "ICE awarded the nonprofit Endurance $86.9 million in March 2024 to shelter families."
    assert payees(text, PARTS) == {"FAMILY ENDURANCE, INC."}
    wrong = text.replace("March", "April")
    assert outcome(check_on(PARTS, wrong))[:2] == ("contradicted", "wrong_date")


def test_a_product_in_the_plural_is_the_product() -> None:
    rows = [action("70X1", "2025-09-20", "3960727.53", "AXON ENTERPRISE, INC.", "TASER 10 AND SUPPLIES")]
    assert payees("ICE spent $4 million on Tasers in September 2025.", FakeLedger(rows), date(2025, 12, 1)) == {
        "AXON ENTERPRISE, INC."
    }


def test_an_agency_that_another_belongs_to_is_not_the_buyer() -> None:
    rows = [action("70B1", "2025-05-28", "443095755.00", ACME, "WALL", agency=CBP)]
    text = "Acme Night Vision got a $443 million contract in May 2025 from the Department of Homeland Security's border agency."
    assert outcome(check_on(FakeLedger(rows), text)) == SUPPORTED


def test_the_sum_of_all_buyers_is_not_that_of_one() -> None:
    rows = [
        action("70B1", "2025-08-11", "3250276.00", ACME, "SIGHTS", agency=CBP),
        action("70X1", "2025-08-20", "2100000.00", ACME, "SIGHTS"),
        action("70X2", "2025-08-21", "2710623.00", ACME, "SIGHTS"),
    ]
    text = "In one month, August, ICE spent $8.1 million with Acme Night Vision."
    assert outcome(check_on(FakeLedger(rows), text)) == ("contradicted", "wrong_scope", "overstated")
    assert outcome(check_on(FakeLedger(rows), text.replace("$8.1", "$4.8"))) == SUPPORTED


def test_who_sold_is_wrong_where_the_record_names_the_maker_that_the_text_names_too() -> None:
    rows = [
        action("70X1", "2023-09-20", "4560935.71", "PANAMERICA COMPUTERS, INC.", "GRAYSHIFT LICENSES"),
        action("70X2", "2023-09-02", "20000.00", "CELLEBRITE INC", "UFED"),
    ]
    text = "Cellebrite sold ICE $4.6 million of Grayshift licences in September 2023."
    assert outcome(check_on(FakeLedger(rows), text))[:2] == ("contradicted", "wrong_vendor")


def test_the_only_payment_of_two_digits_in_a_month_with_a_word_of_the_purchase_needs_no_vendor() -> None:
    rows = [action("70X1", "2024-08-09", "29000.00", ACME, "TRACING LICENSES")]
    text = "A first, single licence for the software had cost ICE $29,000 in August 2024."
    assert payees(text, FakeLedger(rows)) == {ACME}
    two = [*rows, action("70X2", "2024-08-19", "29400.00", BOREAL, "CHAIRS")]
    assert payees(text, FakeLedger(two)) == set(), "another such payment may be meant"


def test_a_name_stands_for_the_companies_whose_names_begin_with_it_where_its_own_record_does_not_agree() -> None:
    rows = [
        action("70X1", "2021-03-02", "10000.00", "GRANDER THORNBY LLP", "AUDIT"),
        action("70X2", "2024-08-25", "341783.34", "GRANDER THORNBY PUBLIC SECTOR LLC", "AUDIT SUPPORT"),
    ]
    text = "ICE paid Grander Thornby $342,000 in August 2024."
    (found,) = check_on(FakeLedger(rows), text).judgements
    assert (found.verdict.value, found.claim.vendor, found.flags) == (
        "supported",
        "Grander Thornby",
        ("family_needed",),
    )
    assert outcome(check_on(FakeLedger(rows), text.replace("$342,000", "$951,000")))[0] != "supported"


def test_a_word_that_many_names_begin_with_never_stands_for_other_companies() -> None:
    rows = [
        action("70X1", "2024-09-27", "2000000.00", "PARAGON SOLUTIONS (US) INC", "CONTRACT"),
        action("70X2", "2024-08-25", "341783.34", "PARAGON SYSTEMS INC", "GUARDS"),
    ]
    text = "ICE paid Paragon Solutions $342,000 in August 2024."
    assert outcome(check_on(FakeLedger(rows), text))[0] != "supported"


@pytest.mark.parametrize("name", ["Four Points", "North Edge"])
def test_two_words_name_a_company_though_the_first_is_a_common_one(name: str) -> None:
    rows = [
        action("70X1", "2024-09-27", "343519.25", "FOUR POINTS TECHNOLOGY, L.L.C.", "CLOUD"),
        action("70X2", "2024-09-27", "343519.25", "NORTH EDGE TECHNOLOGY LLC", "CLOUD"),
    ]
    text = f"In September 2024, ICE signed a contract with {name} worth more than $340,000."
    assert len(payees(text, FakeLedger(rows))) == 1


def test_a_payment_to_a_company_that_nobody_knows_is_not_shown_by_anothers() -> None:
    rows = [action("70X1", "2025-09-15", "866155.00", BOREAL, "SERVERS")]
    assert payees("ICE paid Zebulon Tech $866,000 in September 2025.", FakeLedger(rows), date(2025, 11, 16)) == set()


def test_a_company_with_a_common_word_for_a_name_is_no_place_that_somebody_else_was_paid_in() -> None:
    rows = [action("70X1", "2025-09-11", "345913.50", BOREAL, "SERVERS")]
    assert payees("Patriot got $346,000 from ICE in September 2025.", FakeLedger(rows), date(2025, 11, 16)) == set()
