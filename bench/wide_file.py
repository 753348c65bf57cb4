"""Makes a large award-summary file: 286 columns, invented cells, the shape of real ones.

The shape: some 1,800 bytes a row, a quarter of the cells empty, most of the rest flags and short codes with their
labels; keys, amounts, dates, payees and descriptions of their own in nearly every row; one description in 10,000 with a
quoted line break, quotes and an accented letter.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from tallylight.sources.readers import award_summaries
from tallylight.sources.readers.usaspending import KNOWN

COLUMNS = 286
TEMPLATES = 2000  # rows whose unvarying cells are drawn once; the sample that gave the shape had 1,369

_MUST = [name for names in award_summaries.READER.columns.values() for name in names[:1]]
HEADER = [*_MUST, *sorted(KNOWN - set(_MUST))][:COLUMNS]
HEADER[-1] = "usaspending_permalink"

FLAGS = 0.45
"""Share of the columns not kept that hold nothing but f and t (measured 86 of 233; their cells average 3.5 bytes)."""

# Of the columns that are kept: length of a cell that is not empty, distinct values, share of empty cells, as measured.
_KEPT: dict[str, tuple[int, int, float]] = {
    "parent_award_id_piid": (13, 2000, 0.21),
    "total_outlayed_amount": (9, 2000, 0.96),
    "period_of_performance_potential_end_date": (10, 2000, 0.03),
    "ordering_period_end_date": (10, 500, 0.98),
    "solicitation_date": (10, 500, 0.95),
    "awarding_agency_code": (3, 1, 0.0),
    "awarding_agency_name": (31, 1, 0.0),
    "awarding_sub_agency_code": (4, 4, 0.0),
    "awarding_sub_agency_name": (40, 4, 0.0),
    "awarding_office_name": (32, 17, 0.0),
    "funding_agency_code": (3, 3, 0.02),
    "funding_agency_name": (31, 2, 0.02),
    "funding_sub_agency_code": (4, 4, 0.02),
    "funding_sub_agency_name": (39, 4, 0.02),
    "recipient_duns": (9, 2000, 0.15),
    "recipient_doing_business_as_name": (20, 500, 0.99),
    "cage_code": (5, 2000, 0.69),
    "recipient_parent_uei": (12, 2000, 0.0),
    "recipient_parent_name": (22, 2000, 0.0),
    "recipient_country_code": (3, 1, 0.0),
    "recipient_city_name": (7, 500, 0.0),
    "recipient_state_code": (2, 50, 0.0),
    "award_type_code": (1, 5, 0.02),
    "award_type": (12, 9, 0.02),
    "idv_type_code": (1, 3, 0.98),
    "idv_type": (5, 3, 0.98),
    "type_of_contract_pricing_code": (1, 9, 0.01),
    "solicitation_identifier": (16, 500, 0.95),
    "product_or_service_code": (4, 157, 0.0),
    "product_or_service_code_description": (27, 166, 0.0),
    "naics_code": (6, 102, 0.05),
    "naics_description": (37, 102, 0.05),
    "extent_competed_code": (1, 10, 0.03),
    "type_of_set_aside_code": (4, 5, 0.39),
    "fair_opportunity_limited_sources_code": (4, 8, 0.73),
    "other_than_full_and_open_competition_code": (3, 9, 0.91),
    "number_of_offers_received": (1, 19, 0.16),
    "sole_proprietorship": (1, 2, 0.0),
}
_DATES = {name for name in _KEPT if name.endswith("_date")}

_WORDS = (
    "SERVICES SUPPORT SOFTWARE LICENSES MAINTENANCE FOR THE OF AND TO SYSTEM DETENTION TRANSPORTATION EQUIPMENT OFFICE "
    "MANAGEMENT PURCHASE ORDER RENEWAL OPTION YEAR ONE TWO FIELD TRAINING VEHICLE REPAIR RADIO CAMERA GUARD MEDICAL "
    "LEASE SPACE CONSULTING ANALYSIS DATA CENTER NETWORK CABLE INSTALLATION UPGRADE ANNUAL SUBSCRIPTION ACCESS LEGAL"
).split()


def write(path: Path, megabytes: int, seed: int = 1, changed: float = 0.0) -> int:
    """Write the file; gives the number of rows. `changed` is the share of rows that differ from those of `changed=0`."""
    pick, other, rows = random.Random(seed), random.Random(seed + 1), 0
    templates = list(_templates(pick))
    with path.open("w", encoding="utf-8", newline="") as out:
        left = megabytes * 1024**2 - out.write(",".join(HEADER) + "\r\n")
        while left > 0:
            row = pick.choice(templates) % _varying(pick, rows, other.random() < changed)
            left -= out.write(row)
            rows += 1
    return rows


_VARYING: tuple[tuple[str, str], ...] = (
    ("contract_award_unique_key", "key"),
    ("award_id_piid", "piid"),
    ("usaspending_permalink", "url"),
    ("total_obligated_amount", "amount"),
    ("current_total_value_of_award", "current"),
    ("potential_total_value_of_award", "ceiling"),
    ("award_base_action_date", "day"),
    ("award_latest_action_date", "latest"),
    ("period_of_performance_start_date", "day"),
    ("period_of_performance_current_end_date", "end"),
    ("last_modified_date", "latest"),
    ("recipient_name", "payee"),
    ("recipient_name_raw", "payee"),
    ("recipient_uei", "uei"),
    ("prime_award_base_transaction_description", "description"),
)


def _varying(pick: random.Random, row: int, changed: bool) -> dict[str, str]:
    """The cells of one row that are its own. Draws the same number of times whether changed or not."""
    piid = f"70C{pick.choice('MTBD')}{pick.choice('SDW')}{pick.randrange(10, 26)}P{row:08}"
    key = f"CONT_AWD_{piid}_7012_-NONE-_-NONE-"
    amount = pick.randrange(-(10**6), 10**9) / 100
    day = f"20{pick.randrange(10, 26)}-{pick.randrange(1, 13):02}-{pick.randrange(1, 29):02}"
    payee = pick.randrange(60_000)
    words = " ".join(pick.choices(_WORDS, k=pick.randrange(4, 16)))
    if row % 10_000 == 9_999:
        words = f'"{words} ""CAFÉ""\n{words}"'
    valued = pick.random() < 0.4  # the share of awards that state a total value
    return {
        "key": key,
        "piid": piid,
        "url": f"https://www.usaspending.gov/award/{key}/",
        "amount": f"{amount + 1000 * changed:.2f}",
        "current": f"{amount + 100:.2f}" if valued else "",
        "ceiling": f"{amount + 5000:.2f}" if valued else "",
        "day": day,
        "latest": f"{int(day[:4]) + 1}{day[4:]}",
        "end": f"{int(day[:4]) + 2}{day[4:]}",
        "payee": f"EXAMPLE {_WORDS[payee % 43]} {_WORDS[payee % 37]} {payee} LLC",
        "uei": f"EX{payee * 7919 % 10**10:010}",
        "description": words,
    }


def _templates(pick: random.Random) -> Iterator[str]:
    """Rows with their unvarying cells filled in and the others left as %(names)s."""
    varying = dict(_VARYING)
    makers = [_maker(name, pick) for name in HEADER]
    for _ in range(TEMPLATES):
        cells = [
            f"%({varying[name]})s" if name in varying else make() for name, make in zip(HEADER, makers, strict=True)
        ]
        yield ",".join(cells) + "\r\n"


def _maker(name: str, pick: random.Random) -> Callable[[], str]:
    """How the cells of one column are drawn: from a pool, with a share of empty ones that is the column's own."""
    if name in _KEPT:
        length, distinct, empty = _KEPT[name]
    elif pick.random() < FLAGS:
        length, distinct, empty = 1, 2, 0.0
    else:
        length, distinct, empty = pick.choice([1, 1, 4, 8, 20]), 12, pick.choice([0.1, 0.3, 0.7])
    values = _pool(name, length, distinct, pick)
    return lambda: "" if pick.random() < empty else pick.choice(values)


def _pool(name: str, length: int, distinct: int, pick: random.Random) -> list[str]:
    if name == "sole_proprietorship":
        return ["f"] * 300 + ["t"]
    if length == 1 and distinct == 2:
        return ["f"] * 9 + ["t"]
    if name in _DATES:
        return [
            f"20{pick.randrange(10, 26)}-0{pick.randrange(1, 10)}-{pick.randrange(10, 29)}" for _ in range(distinct)
        ]
    if name.startswith("total_"):
        return [f"{pick.randrange(10**8) / 100:.2f}" for _ in range(distinct)]
    if name == "number_of_offers_received":
        return [str(n) for n in range(1, distinct + 1)]
    if length < 10:
        return ["".join(pick.choices("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789", k=length)) for _ in range(distinct)]
    return [" ".join(pick.choices(_WORDS, k=length))[:length].strip() for _ in range(distinct)]
