"""USAspending contract transactions as of 2018: 258 columns without keys, some files with a 259th and without a header.

A headerless file is recognised by its first record: 259 cells with a date, amounts, codes and flags where they belong.
"""

from __future__ import annotations

import re
from pathlib import Path

from tallylight.sources.readers.reader import Header, Reader
from tallylight.sources.readers.transactions import COLUMNS, NEEDED, complete_with_key
from tallylight.sources.readers.usaspending import KNOWN

HEADER: Header = tuple((Path(__file__).parent / "columns_2018.txt").read_text(encoding="ascii").split())
"""The 259 columns in order; the last, fiscal_year, was added by those who reduced the files."""

_DATE = r"\d{1,4}[-/]\d{1,2}[-/]\d{2,4}(?: .*)?"
_AMOUNT = r"-?\d+(?:\.\d+)?"
_ANCHORS = {
    "action_date": _DATE,
    "federal_action_obligation": _AMOUNT,
    "awarding_sub_agency_code": r"[0-9A-Z]{4}",
    "award_or_idv_flag": r"AWARD|IDV",
    "sole_proprietorship": r"[tf]",
    "for_profit_organization": r"[tf]",
    "last_modified_date": _DATE,
}


def recognises_record(cells: Header) -> bool:
    """Whether this first record is data of the headerless generation."""
    if len(cells) != len(HEADER):
        return False
    row = dict(zip(HEADER, cells, strict=True))
    return all(re.fullmatch(pattern, row[name]) for name, pattern in _ANCHORS.items())


def _recognises(header: Header) -> bool:
    return set(header) >= NEEDED and "contract_award_unique_key" not in header


READER = Reader(
    name="usaspending-transactions-2018",
    kind="actions",
    columns={
        **{name: names for name, names in COLUMNS.items() if name != "award_id"},
        "parent_agency_code": ("parent_award_agency_id",),
        "award_or_idv": ("award_or_idv_flag",),
    },
    recognises=_recognises,
    complete=complete_with_key,
    empty=("NAN",),
    known=KNOWN,
)
