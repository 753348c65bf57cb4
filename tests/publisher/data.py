"""Records for the stand-in publisher: invented ones, with invented private people in them, and the real ones."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from tallylight.sources.readers import transactions
from tallylight.sources.readers.agency_labels import _DHS, _SUB_AGENCIES

Row = dict[str, str]

PRIVATE = [
    "recipient_address_line_1", "recipient_phone_number", "recipient_fax_number", "highly_compensated_officer_1_name",
    "highly_compensated_officer_1_amount",
]  # fmt: skip
HEADER = [names[0] for name, names in transactions.COLUMNS.items() if name != "withdrawn"] + PRIVATE
"""What the stand-in's downloads have when no columns are asked for."""

DHS = "Department of Homeland Security"
ICE = ("7012", "U.S. Immigration and Customs Enforcement")
CBP = ("7014", "U.S. Customs and Border Protection")
GSA = ("4732", "Federal Acquisition Service")

STAND_INS = ("PRIVATE PERSON", "5550100000", "SOLE PROPRIETOR 7", "1 EXAMPLE ST", "123456.78", "someone@example.org")
"""What the invented records say of private people. None of it may be found in a ledger."""


def row(
    piid: str,
    modification: str = "0",
    amount: str = "100.00",
    day: str = "2026-03-02",
    awarding: tuple[str, str] = ICE,
    funding: tuple[str, str] | None = None,
    **more: str,
) -> Row:
    """One action as a transaction file has it."""
    funding = funding or awarding
    made = dict.fromkeys(HEADER, "")
    made |= {
        "contract_transaction_unique_key": f"{awarding[0]}_-NONE-_{piid}_{modification}_-NONE-_0",
        "contract_award_unique_key": f"CONT_AWD_{piid}_{awarding[0]}_-NONE-_-NONE-",
        "award_id_piid": piid,
        "modification_number": modification,
        "transaction_number": "0",
        "federal_action_obligation": amount,
        "action_date": day,
        "awarding_agency_code": "047" if awarding == GSA else "070",
        "awarding_agency_name": "General Services Administration" if awarding == GSA else DHS,
        "awarding_sub_agency_code": awarding[0],
        "awarding_sub_agency_name": awarding[1],
        "funding_agency_code": "070",
        "funding_agency_name": DHS,
        "funding_sub_agency_code": funding[0],
        "funding_sub_agency_name": funding[1],
        "recipient_name": "EXAMPLE OPTICS, INC.",
        "recipient_uei": "ABCDEFGHJKL1",
        "recipient_address_line_1": "1 EXAMPLE ST",
        "recipient_phone_number": "5550100000",
        "recipient_fax_number": "5550100000",
        "recipient_city_name": "SPRINGFIELD",
        "recipient_state_code": "VA",
        "transaction_description": 'CAMERAS, "DOME"\r\nAND LICENSES',
        "award_type_code": "B",
        "award_type": "PURCHASE ORDER",
        "sole_proprietorship": "f",
        "last_modified_date": day,
        "highly_compensated_officer_1_name": "PRIVATE PERSON 1",
        "highly_compensated_officer_1_amount": "123456.78",
    }
    return made | more


def invented() -> list[Row]:
    """Twelve actions of two agencies in two fiscal years, one of them through a shared buyer, one of one person alone."""
    return [
        row("70CTD026P00000001", "0", "1000.00", "2025-11-03"),
        row("70CTD026P00000001", "P00001", "-250.50", "2026-01-15"),
        row("70CTD026P00000001", "P00002", "0.00", "2026-02-01"),
        row("70CTD026P00000002", "0", "75000.10", "2025-12-24", recipient_name="Ünïcode Vïsion GmbH"),
        row(
            "70CTD026P00000003", "0", "500.00", "2026-03-05", recipient_name="SOLE PROPRIETOR 7",
            recipient_uei="SOLEPROP0007", sole_proprietorship="t",
            transaction_description="TRAINING BY SOLE PROPRIETOR 7, CALL 703-555-0100 OR SOMEONE: someone@example.org",
        ),
        row("47QFCA26F0000004", "0", "900000.00", "2026-04-01", awarding=GSA, funding=ICE),
        row("70B03C26P00000005", "0", "20000.00", "2025-10-01", awarding=CBP),
        row("70B03C26P00000005", "P00001", "5.00", "2026-07-30", awarding=CBP),
        row("70B03C26P00000006", "0", "1.00", "2026-08-19", awarding=CBP, funding=ICE),
        row("70CTD025P00000007", "0", "33.33", "2025-09-30"),
        row("70CTD025P00000008", "0", "44.44", "2024-10-01"),
        row("70B03C25P00000009", "0", "66.66", "2025-02-02", awarding=CBP),
    ]  # fmt: skip


def many(count: int, award: str = "70CTD026P00000100") -> list[Row]:
    """Many actions, of which a fifth are of one award and amount: enough for several pages with ties across their ends."""
    first = date(2026, 3, 1)
    return [
        row(
            award if number % 5 == 0 else f"70CTD026P{number:08d}",
            f"P{number:05d}",
            "0.00" if number % 3 else f"{number}.10",
            str(first + timedelta(days=number % 9)),
        )
        for number in range(count)
    ]


def real(folder: Path, year: int) -> list[Row]:
    """The real actions of a fiscal year, from their tabulated answers, in the columns of a transaction file."""
    path = folder / "usaspending" / "cbp-ice-actions" / f"FY{year}.csv.gz"
    table = csv.DictReader(io.StringIO(gzip.decompress(path.read_bytes()).decode("utf-8"), newline=""))
    made, seen = [], set()
    for told in table:
        code, name = _SUB_AGENCIES[told["Agency"]]
        _, piid, numbered, parent, parent_agency = told["Generated Award ID"].split("_", 1)[1].split("_")
        key = f"{numbered}_{parent_agency}_{piid}_{told['Modification']}_{parent}_0"
        if key in seen:  # an exact repeat, which the publisher's own table does not have
            continue
        seen.add(key)
        made.append(
            row(
                piid, told["Modification"], f"{float(told['Federal Action Obligation']):.2f}", told["Action Date"],
                (code, name),
                contract_transaction_unique_key=key,
                contract_award_unique_key=told["Generated Award ID"],
                parent_award_id_piid="" if parent == "-NONE-" else parent,
                awarding_agency_code=_DHS[0],
                recipient_name=told["Recipient Name"],
                recipient_uei="",
                product_or_service_code_description=told["Product/Service Description"],
                naics_description=told["NAICS Description"],
                transaction_description=told["Transaction Description"],
            )
        )  # fmt: skip
    return made


def as_csv(rows: Sequence[Row], header: Sequence[str]) -> bytes:
    """A table as the publisher writes it."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, header, extrasaction="ignore", restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
