"""Makes large tables in the other published layouts, and a city's cheque book: the columns of each, invented cells.

A column that Tallylight keeps gets what its kind asks for (days, money, counts, keys, names, descriptions, codes); the others
are flags, codes and labels, three in ten of them empty, as they are in the files of the publisher.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from bench.wide_file import _WORDS
from tallylight.sources.parse import Layout
from tallylight.sources.readers import assistance, search_answers, subawards, transactions
from tallylight.sources.readers.reader import Reader
from tallylight.sources.readers.usaspending import KNOWN, KNOWN_BESIDE

TEMPLATES = 500  # rows whose unvarying cells are drawn once

CHEQUES = ("Check No", "Line", "Check Date", "Vendor", "Department", "Purpose", "Amount", "Status", "Fund", "Account",
           "Batch", "Clerk Code")  # fmt: skip

MAPPING = """id: springfield-cheques
publisher: City of Springfield, Finance Department
publisher_page: https://data.springfield.example/cheques
kind_of_award: payment
agency: City of Springfield
currency: USD
dates: month first
decimal_mark: "."
award_key: [Check No]
action_key: [Line]
columns:
  action_date: Check Date
  obligated: Amount
  payee: Vendor
  sub_agency: Department
  description: Purpose
"""


@dataclass(frozen=True)
class Table:
    """One layout: its reader (None: a mapped table), its columns, and how many there are in all."""

    reader: Reader | None
    width: int
    beside: frozenset[str] = frozenset()
    first: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    @property
    def header(self) -> list[str]:
        """The columns that are kept, and others of the same publisher up to the width."""
        if self.reader is None:
            return list(CHEQUES)
        kept = [names[0] for key, names in self.reader.columns.items() if key not in self.without]
        others = sorted(self.beside - {name for names in self.reader.columns.values() for name in names})
        return [*self.first, *(name for name in [*kept, *others] if name not in self.first)][: self.width]

    @property
    def kinds(self) -> dict[str, str]:
        """The columns that are kept, each with its kind: what a bare conversion is given to do."""
        if self.reader is None:
            return dict.fromkeys(CHEQUES[:7], "text") | {"Check Date": "text", "Amount": "money"}
        layout = Layout(self.reader, tuple(self.header))
        return {self.header[place]: _kind(layout.types[name]) for name, place in layout.places.items()}


def _kind(kind: pa.DataType) -> str:
    if pa.types.is_date(kind):
        return "date"
    return "money" if pa.types.is_decimal(kind) else "count" if pa.types.is_integer(kind) else "text"


TABLES = {
    "transactions": Table(transactions.READER, 297, KNOWN, without=("withdrawn",)),
    "delta": Table(transactions.READER, 299, KNOWN, first=("correction_delete_ind", "agency_id")),
    "assistance": Table(assistance.TRANSACTIONS, 112, KNOWN_BESIDE, without=("withdrawn",)),
    "sub-awards": Table(subawards.READER, 118, KNOWN_BESIDE),
    "search answers": Table(search_answers.READER, 10),
    "mapped": Table(None, len(CHEQUES)),
}


def write(path: Path, name: str, megabytes: int, seed: int = 1) -> int:
    """Write a table of one layout; gives the number of rows."""
    table, pick, rows = TABLES[name], random.Random(seed), 0
    header, kinds = table.header, table.kinds
    makers = [_maker(column, kinds.get(column), pick) for column in header]
    templates = [",".join(make() for make in makers) + "\r\n" for _ in range(TEMPLATES)]
    with path.open("w", encoding="utf-8", newline="") as out:
        left = megabytes * 1024**2 - out.write(",".join(header) + "\r\n")
        while left > 0:
            left -= out.write(pick.choice(templates) % _varying(pick, rows))
            rows += 1
    return rows


def _varying(pick: random.Random, row: int) -> dict[str, str]:
    piid = f"70CM{row:09}"
    year, month, day = pick.randrange(2010, 2026), pick.randrange(1, 13), pick.randrange(1, 29)
    payee = pick.randrange(60_000)
    return {
        "piid": piid,
        "award": f"CONT_AWD_{piid}_7012_-NONE-_-NONE-",
        "grant": f"ASST_NON_{piid}_7012",
        "action": f"7012_-NONE-_{piid}_0_-NONE-_0",
        "url": f"https://www.usaspending.gov/award/CONT_AWD_{piid}_7012_-NONE-_-NONE-/",
        "amount": f"{pick.randrange(-(10**6), 10**9) / 100:.2f}",
        "day": f"{year}-{month:02}-{day:02}",
        "us_day": f"{month:02}/{day:02}/{year}",
        "payee": f"EXAMPLE {_WORDS[payee % 43]} {_WORDS[payee % 37]} {payee} LLC",
        "uei": f"EX{payee * 7919 % 10**10:010}",
        "words": " ".join(pick.choices(_WORDS, k=pick.randrange(4, 16))),
        "row": f"{row}",
    }


# The first of these words that is in the name of a column says what its cells are.
_BY_NAME = (
    ("correction_delete", ""), ("Status", "Paid"), ("Line", "%(row)s"), ("Check No", "%(piid)s"), ("Check Date", "%(us_day)s"),
    ("assistance_award_unique_key", "%(grant)s"), ("transaction_unique_key", "%(action)s"), ("unique_key", "%(award)s"),
    ("Generated Award ID", "%(award)s"), ("permalink", "%(url)s"), ("award_id_", "%(piid)s"), ("Award ID", "%(piid)s"),
    ("prime_award_piid", "%(piid)s"), ("report_id", "%(row)s"), ("subaward_number", "%(row)s"), ("modification", "0"),
    ("Modification", "0"), ("transaction_number", "0"), ("Transaction Description", "%(words)s"),
    ("transaction_description", "%(words)s"), ("subaward_description", "%(words)s"), ("Purpose", "%(words)s"),
    ("recipient_name", "%(payee)s"), ("subawardee_name", "%(payee)s"), ("Recipient Name", "%(payee)s"),
    ("Vendor", "%(payee)s"), ("_uei", "%(uei)s"), ("sole_proprietorship", "f"), ("Action Date", "%(day)s"),
    ("action_date", "%(day)s"), ("federal_action_obligation", "%(amount)s"), ("Amount", "%(amount)s"),
    ("Obligation", "%(amount)s"), ("subaward_amount", "%(amount)s"),
)  # fmt: skip


def _maker(name: str, kind: str | None, pick: random.Random) -> Callable[[], str]:
    for word, cell in _BY_NAME:
        if word in name and kind in (None, "text", "date", "money"):
            return lambda: cell
    if kind == "date":
        return lambda: "%(day)s" if pick.random() < 0.7 else ""
    if kind == "money":
        return lambda: f"{pick.randrange(10**8) / 100:.2f}" if pick.random() < 0.6 else ""
    if kind == "count":
        return lambda: str(pick.randrange(1, 20))
    length = pick.choice([1, 1, 1, 4, 8, 20])
    empty = 0.0 if length == 1 else pick.choice([0.1, 0.3, 0.7])
    values = ["f", "t"] if length == 1 else [" ".join(pick.choices(_WORDS, k=4))[:length].strip() for _ in range(12)]
    return lambda: "" if pick.random() < empty else pick.choice(values)
