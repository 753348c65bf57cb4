"""A checked text made by hand: the facts of a few real awards, in our own words, with every verdict and every oddity.

The awards are public (numbers, days and amounts as published); files, rows and hashes are invented.
"""

import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tallylight import model

TEXT_DATE = date(2025, 9, 15)
EDITION_SHA256 = hashlib.sha256(b"an invented manifest").hexdigest()
ICE = "U.S. Immigration and Customs Enforcement"
CBP = "U.S. Customs and Border Protection"

TITLE = "Five tools and what the record says about them"
TEXT = """The agency’s software shelf, tool by tool

The immigration agency ICE recently ordered facial recognition from Clearview AI for $3.75 million. \
The order is meant for Homeland Security Investigations, above all for cases of child exploitation and attacks on \
officers. The two have had contracts since 2023, and ICE has paid Clearview millions for licences and forensic \
software. The firm’s index is said to hold billions of pictures.

In 2024 the agency agreed to pay Paragon Solutions, a maker of spyware, $2 million. The government of the day \
stopped the work at first; the next one restarted it last week. The package has licences, hardware, training and \
upkeep.

From January to September of this year ICE spent $4.7 million on LexisNexis subscriptions. Its staff ran more than a million \
searches in one of the databases within seven months.

Palantir holds several ICE contracts, one of them worth $18.5 million for the case management system. The firm is \
also building ImmigrationOS, a tool that costs $30 million. Together with its options, the Clearview order could be \
worth up to $9.2 million, and in January 2024 the agency paid Clearview another $1 million. Other deals are \
said to be worth about as much again."""


def _sha(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def action(
    piid: str,
    modification: str,
    day: str,
    obligated: str,
    payee: str,
    description: str,
    *,
    vehicle: str = "-NONE-_-NONE-",
) -> model.Action:
    """One action of ICE, in the file of its fiscal year."""
    signed = date.fromisoformat(day)
    award_id = f"CONT_AWD_{piid}_7012_{vehicle}"
    name = f"FY{signed.year + (signed.month >= 10)}.csv.gz"
    return model.Action(
        action_id=f"{award_id}:{modification}",
        award_id=award_id,
        piid=piid,
        modification=modification,
        action_date=signed,
        obligated=Decimal(obligated),
        ceiling=None,
        agency="Department of Homeland Security",
        sub_agency=ICE,
        payee=payee,
        payee_uei=None,
        description=description,
        psc=None,
        naics=None,
        source=model.SourceRef(name, _sha(name), int(_sha(award_id + modification)[:3], 16) + 1),
        url=f"https://www.usaspending.gov/award/{award_id}/",
        first_seen=date(2026, 8, 20),
        last_seen=date(2026, 8, 20),
    )


CLEARVIEW = "CLEARVIEW AI, INC."
LICENCES = [
    action("70CMSD21P00000127", "0", "2021-09-03", "500000.00", CLEARVIEW, "ENTERPRISE LICENSES"),
    action("70CMSD21P00000127", "P00001", "2021-11-29", "0.00", CLEARVIEW, "ENTERPRISE LICENSES"),
    action("70CMSD21P00000127", "P00002", "2022-06-29", "500000.00", CLEARVIEW, "ENTERPRISE LICENSES"),
    action("70CMSD21P00000127", "P00003", "2022-09-06", "500000.00", CLEARVIEW, "ENTERPRISE LICENSES"),
    action("70CMSD21P00000127", "P00005", "2023-09-12", "787500.00", CLEARVIEW, "ENTERPRISE LICENSES"),
    action("70CMSD21P00000127", "P00006", "2025-02-05", "0.00", CLEARVIEW, "ENTERPRISE LICENSES"),
]
FORENSIC = [action("70CMSD24P00000119", "0", "2024-09-03", "1102500.00", CLEARVIEW, "FORENSIC SOFTWARE LICENSES")]
NEW_ORDER = [
    action(
        "70CMSD25P00000111", "0", "2025-09-05", "3750000.00", CLEARVIEW,
        "FACIAL RECOGNITION SOFTWARE FOR HOMELAND SECURITY INVESTIGATIONS: VICTIMS AND OFFENDERS IN CHILD "
        "EXPLOITATION CASES, ASSAULTS AGAINST OFFICERS",
    )
]  # fmt: skip
PARAGON = [
    action("70CTD024P00000012", mod, day, amount, "PARAGON SOLUTIONS (US) INC", description)
    for mod, day, amount, description in (
        ("0", "2024-09-27", "2000000.00", "CONFIGURED SOLUTION: LICENSE, HARDWARE, WARRANTY, MAINTENANCE, TRAINING"),
        ("P00001", "2024-10-08", "0.00", "MODIFIED TO ISSUE A STOP WORK ORDER"),
        ("P00002", "2025-08-30", "0.00", "MODIFIED TO LIFT THE STOP WORK ORDER"),
        ("P00003", "2026-01-20", "0.00", "MODIFICATION CLOSES OUT THIS CONTRACT"),
    )
]
LEXISNEXIS = [
    action("70CMSD21C00000001", mod, day, amount, "LEXISNEXIS RISK SOLUTIONS INC", "DATABASE SUBSCRIPTION (LEIDS)")
    for mod, day, amount in (
        ("0", "2021-02-25", "3168000.00"),
        ("P00004", "2022-03-29", "3995734.94"),
        ("P00006", "2023-02-28", "4486383.00"),
        ("P00007", "2024-02-28", "2987760.68"),
        ("P00011", "2025-02-28", "3077110.01"),
        ("P00012", "2025-04-01", "152330.41"),
        ("P00013", "2025-05-05", "1523303.58"),
        ("P00016", "2026-06-22", "2376373.00"),
    )
]
PALANTIR = [
    action("70CTD022FR0000170", mod, day, amount, "PALANTIR TECHNOLOGIES INC.", description, vehicle="GS35F0086U_4730")
    for mod, day, amount, description in (
        ("0", "2022-09-20", "17292876.05", "CASE MANAGEMENT (ICM) OPERATIONS, MAINTENANCE AND ENHANCEMENTS"),
        ("P00001", "2023-01-06", "1204079.80", "CASE MANAGEMENT (ICM) OPERATIONS, MAINTENANCE AND ENHANCEMENTS"),
        ("P00004", "2023-09-19", "19312070.64", "EXERCISE OPTION PERIOD 01"),
        ("P00005", "2024-08-15", "1720116.80", "CASE MANAGEMENT IMPLEMENTATION FOR ANOTHER OFFICE"),
        ("P00006", "2024-09-09", "18686187.00", "EXERCISE OPTION PERIOD 02"),
        ("P00007", "2025-03-14", "2499.00", "DATA ANALYTICS"),
        ("P00008", "2025-04-04", "0.00", "TWO WEEK NO-COST EXTENSION"),
        ("P00009", "2025-04-11", "29898236.00", "ADDS LICENSES, CONFIGURATION AND ENGINEERING SERVICES"),
        ("P00010", "2025-07-22", "-18000.00", "DEOBLIGATES EXCESS FUNDS"),
        ("P00011", "2025-09-19", "19355842.32", "EXERCISE OPTION PERIOD 03"),
        ("P00012", "2025-09-25", "29898236.00", "LICENSES, CONTINUED CONFIGURATION AND ENGINEERING SERVICES"),
    )
]
EARLIER_ORDERS = [
    action(
        "70CTD019FR0000268",
        "P00008",
        "2021-08-24",
        "13958356.82",
        "PALANTIR TECHNOLOGIES INC.",
        "CASE MANAGEMENT",
        vehicle="GS35F0086U_4730",
    ),
    action(
        "70CTD022FR0000070",
        "0",
        "2022-05-27",
        "6937738.86",
        "PALANTIR TECHNOLOGIES INC.",
        "ANALYSIS SERVICES",
        vehicle="GS35F0086U_4730",
    ),
]


def _amount(raw: str, value: str, unit: str, hedge: model.Hedge = model.Hedge.PLAIN) -> model.Amount:
    return model.Amount(raw, Decimal(value), Decimal(unit), hedge)


def _when(text: str, kind: str, start: str | None, end: str | None) -> model.When:
    return model.When(
        text, kind, date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None
    )


def _claim(number: int, start: str, end: str, kind: str, **fields: object) -> model.Claim:
    left = TEXT.index(start)
    right = TEXT.index(end, left) + len(end)
    return model.Claim(f"c{number}", (left, right), TEXT[left:right], kind, agency=ICE, **fields)  # type: ignore[arg-type]


def _later(actions: list[model.Action]) -> tuple[model.Action, ...]:
    return tuple(row for row in actions if row.action_date > TEXT_DATE)


V = model.Verdict
LICENCE_MONEY = [row for row in LICENCES if row.obligated]
LEX_2025 = tuple(row for row in LEXISNEXIS if row.action_date.year == 2025)
NO_CEILING = "The ledger holds money obligated, not ceilings or options."

JUDGEMENTS = (
    model.Judgement(
        _claim(1, "The immigration agency", "$3.75 million.", "single_action", vendor="Clearview AI",
               amount=_amount("$3.75 million", "3750000", "10000"), amount_kind="award",
               when=_when("recently", "recently", "2025-07-17", "2025-09-15")),
        V.SUPPORTED,
        "One action of exactly $3,750,000.00, signed on 2025-09-05, 10 days before the text; “recently” allows 60.",
        readings=(model.Reading("single action, base award", "3750000.00", True, True, tuple(NEW_ORDER)),),
        evidence=tuple(NEW_ORDER), history=tuple(NEW_ORDER), caveats=(NO_CEILING,),
    ),
    model.Judgement(
        _claim(2, "The order is meant", "officers.", "purpose", vendor="Clearview AI"),
        V.SUPPORTED,
        "The description of the award names the office, child exploitation cases and assaults against officers.",
        evidence=tuple(NEW_ORDER), history=tuple(NEW_ORDER),
    ),
    model.Judgement(
        _claim(3, "The two have had", "software.", "relationship_since", vendor="Clearview AI",
               when=_when("since 2023", "since", "2023-01-01", "2025-09-15")),
        V.CONTRADICTED,
        "The first action in the ledger is of 2021-09-03; the first one of 2023 is a later payment on the same award.",
        reason_code="wrong_date", direction="start_too_late",
        readings=(
            model.Reading("first action in the ledger", "2021-09-03", False, True, (LICENCES[0],)),
            model.Reading("first action in calendar 2023", "2023-09-12", True, False, (LICENCES[4],)),
        ),
        evidence=tuple(LICENCE_MONEY), history=tuple(LICENCES),
    ),
    model.Judgement(
        _claim(4, "The two have had", "software.", "magnitude", vendor="Clearview AI",
               product="licences and forensic software", amount_kind="obligation",
               amount=_amount("millions", "2000000", "1000000", model.Hedge.MAGNITUDE)),
        V.SUPPORTED,
        "Both product lines add up to $3,390,000.00 by the day of the text; “millions” needs at least $2,000,000.00.",
        readings=(
            model.Reading("both product lines, ledger start to the text", "3390000.00", True, True,
                          (*LICENCE_MONEY, *FORENSIC)),
            model.Reading("both product lines, from 2023 to the text", "1890000.00", False, False,
                          (LICENCES[4], *FORENSIC)),
            model.Reading("everything paid to this payee", "7140000.00", True, False,
                          (*LICENCE_MONEY, *FORENSIC, *NEW_ORDER)),
        ),
        evidence=(*LICENCE_MONEY, *FORENSIC), history=(*LICENCES, *FORENSIC), flags=("interpretation_dependent",),
    ),
    model.Judgement(
        _claim(5, "The firm’s index", "pictures.", "not_award", vendor="Clearview AI"),
        V.NOT_CHECKABLE, "A statement about the product, not about an award.", reason_code="not_an_award_fact",
    ),
    model.Judgement(
        _claim(6, "In 2024 the agency", "$2 million.", "single_action", vendor="Paragon Solutions",
               amount=_amount("$2 million", "2000000", "1000000"), amount_kind="award",
               when=_when("In 2024", "year", "2024-01-01", "2024-12-31")),
        V.SUPPORTED,
        "The base award of $2,000,000.00 was signed on 2024-09-27 with PARAGON SOLUTIONS (US) INC.",
        readings=(model.Reading("single action, base award", "2000000.00", True, True, (PARAGON[0],)),),
        evidence=(PARAGON[0],), since_then=_later(PARAGON), history=tuple(PARAGON),
        caveats=("Other companies in the ledger carry the same first name; none of them was paid on this award.",),
    ),
    model.Judgement(
        _claim(7, "The government of the day", "last week.", "stop_work", vendor="Paragon Solutions"),
        V.SUPPORTED, "Modification P00001 of 2024-10-08 ($0.00) issues a stop work order.",
        evidence=(PARAGON[1],), since_then=_later(PARAGON), history=tuple(PARAGON),
    ),
    model.Judgement(
        _claim(8, "the next one restarted", "last week", "restart", vendor="Paragon Solutions",
               when=_when("last week", "last_week", "2025-09-02", "2025-09-14")),
        V.APPROXIMATELY_SUPPORTED,
        "Modification P00002 lifts the order. It was signed on 2025-08-30, 16 days before the text; “last week” asks "
        "for 1 to 13 days, and up to 21 are close.",
        reason_code="date_tolerance",
        readings=(model.Reading("days before the text", "16", False, True, (PARAGON[2],)),),
        evidence=(PARAGON[2],), since_then=_later(PARAGON), history=tuple(PARAGON),
    ),
    model.Judgement(
        _claim(9, "The package has", "upkeep.", "purpose", vendor="Paragon Solutions"),
        V.SUPPORTED, "The description of the base award lists license, hardware, warranty, maintenance and training.",
        evidence=(PARAGON[0],), since_then=_later(PARAGON), history=tuple(PARAGON),
    ),
    model.Judgement(
        _claim(10, "From January", "subscriptions.", "sum_over_window", vendor="LexisNexis",
               amount=_amount("$4.7 million", "4700000", "100000"), amount_kind="obligation",
               when=_when("From January to September of this year", "year", "2025-01-01", "2025-09-15")),
        V.APPROXIMATELY_SUPPORTED,
        "Three actions of the subscription add up to $4,752,744.00, which rounds to $4.8 million and is $4.7 million "
        "when cut off after one decimal.",
        reason_code="truncated",
        readings=(
            model.Reading("one subscription, calendar 2025 to the text", "4752744.00", True, True, LEX_2025),
            model.Reading("one subscription, fiscal 2025", "4752744.00", True, False, LEX_2025),
            model.Reading("whole company family, calendar 2025 to the text", "4528242.49", True),
            model.Reading("whole company family, fiscal 2025", "6917986.81", False),
        ),
        evidence=LEX_2025, since_then=_later(LEXISNEXIS), history=tuple(LEXISNEXIS),
        flags=("interpretation_dependent", "truncated"),
    ),
    model.Judgement(
        _claim(11, "Its staff", "seven months.", "not_award", vendor="LexisNexis"),
        V.NOT_CHECKABLE, "How often a service is used is not in award records.", reason_code="not_an_award_fact",
    ),
    model.Judgement(
        _claim(12, "Palantir holds", "contracts", "count", vendor="Palantir", amount_kind="count"),
        V.SUPPORTED,
        "Three awards with actions up to the day of the text; “several” asks for at least three.",
        readings=(
            model.Reading("awards with any action up to the text", "3", True, True),
            model.Reading("awards with money in calendar 2025", "1", False),
        ),
        evidence=(*PALANTIR[:9], *EARLIER_ORDERS), since_then=_later(PALANTIR), history=(*PALANTIR, *EARLIER_ORDERS),
        flags=("interpretation_dependent",),
    ),
    model.Judgement(
        _claim(13, "Palantir holds", "system.", "single_action", vendor="Palantir", product="case management",
               amount=_amount("$18.5 million", "18500000", "100000"), amount_kind="award"),
        V.APPROXIMATELY_SUPPORTED,
        "The nearest action is P00006 of 2024-09-09, $18,686,187.00: 1.0 percent above the figure. It is the price of "
        "one option year.",
        reason_code="amount_tolerance",
        readings=(
            model.Reading("single action P00006", "18686187.00", True, True, (PALANTIR[4],)),
            model.Reading("all obligations on the award to the text", "88098065.29", False, False, tuple(PALANTIR[:9])),
            model.Reading("fiscal 2024 on the award", "20406303.80", False, False, tuple(PALANTIR[3:5])),
        ),
        evidence=(PALANTIR[4],), since_then=_later(PALANTIR), history=tuple(PALANTIR),
        flags=("interpretation_dependent",), caveats=(NO_CEILING,),
    ),
    model.Judgement(
        _claim(14, "The firm is also building", "$30 million.", "single_action", vendor="Palantir",
               product="ImmigrationOS", amount=_amount("$30 million", "30000000", "1000000"), amount_kind="award"),
        V.SUPPORTED,
        "Modification P00009 of 2025-04-11 adds $29,898,236.00, which rounds to $30 million. The record does not use "
        "the name of the product.",
        readings=(
            model.Reading("single action P00009", "29898236.00", True, True, (PALANTIR[7],)),
            model.Reading("P00009 and P00012, after the text", "59796472.00", False, False,
                          (PALANTIR[7], PALANTIR[10])),
        ),
        evidence=(PALANTIR[7],), since_then=_later(PALANTIR), history=tuple(PALANTIR),
        flags=("interpretation_dependent",),
    ),
    model.Judgement(
        _claim(15, "Together with its options", "$9.2 million", "ceiling", vendor="Clearview AI",
               amount=_amount("up to $9.2 million", "9200000", "100000", model.Hedge.UP_TO), amount_kind="ceiling"),
        V.OUTSIDE_COVERAGE,
        "The ledger has $3,750,000.00 obligated on this award. What it may be worth with options is not in it.",
        reason_code="kind:ceiling", evidence=tuple(NEW_ORDER), history=tuple(NEW_ORDER), caveats=(NO_CEILING,),
    ),
    model.Judgement(
        _claim(16, "in January 2024", "$1 million", "single_action", vendor="Clearview AI",
               amount=_amount("$1 million", "1000000", "1000000"), amount_kind="obligation",
               when=_when("in January 2024", "month", "2024-01-01", "2024-01-31")),
        V.NO_RECORD,
        "No action of this payee at this agency is dated within 31 days of January 2024, and none is near $1,000,000.",
        reason_code="no_matching_action",
    ),
)  # fmt: skip


def _block(agency: str, year: int, rows: int, obligated: str, *reasons: str) -> model.Coverage:
    return model.Coverage(
        publisher="USAspending",
        sub_agency=agency,
        fiscal_year=year,
        start=date(year - 1, 10, 1),
        end=min(date(year, 9, 30), date(2026, 8, 20)),
        state=model.CoverageState.PARTIAL if reasons else model.CoverageState.COMPLETE,
        rows=rows,
        obligated=Decimal(obligated),
        path=f"FY{year}.csv.gz",
        as_of=date(2026, 8, 20),
        reasons=reasons,
    )


CHECKED = model.CheckedText(
    text=TEXT,
    title=TITLE,
    path="draft.txt",
    text_date=TEXT_DATE,
    date_source="given",
    edition="2026-08-20.1",
    edition_sha256=EDITION_SHA256,
    software="0.1.0",
    starter=False,
    judgements=JUDGEMENTS,
    unparsed=(
        model.Unparsed(
            (TEXT.index("Other deals"), len(TEXT)), TEXT[TEXT.index("Other deals") :], "no amount is named"
        ),
    ),
    coverage=(
        _block(CBP, 2024, 5200, "4100000000.00"),
        _block(
            CBP, 2025, 5000, "3900000000.00",
            "The block has exactly 5,000 rows, a multiple of the page size, and no negative amount: it was cut short.",
        ),
        _block(ICE, 2024, 5678, "3800000000.17"),
        _block(ICE, 2025, 5878, "4416000000.05"),
    ),
    warnings=("One block of this ledger is incomplete; verdicts that depend on it say so.",),
)  # fmt: skip

STARTER = replace(
    CHECKED,
    starter=True,
    edition="starter-1",
    coverage=(replace(CHECKED.coverage[3], state=model.CoverageState.SELECTION, rows=29, obligated=Decimal("1.00")),),
    warnings=(),
    unparsed=(),
    judgements=JUDGEMENTS[:6],
)
EMPTY = replace(CHECKED, text="Nothing here is about money.\n", title=None, judgements=(), unparsed=(), coverage=())
