"""Saved search answers of the USAspending API (its published contracts, state of 20 May 2026)."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from tallylight.sources.documents.answer import answer, listed_under
from tallylight.sources.readers import subawards
from tallylight.sources.readers.award_keys import with_parent_from_key
from tallylight.sources.readers.reader import Cells

_SEARCHED = {
    "award_id": ("generated_internal_id",),
    "piid": ("Award ID",),
    "agency": ("Awarding Agency",),
    "sub_agency": ("Awarding Sub Agency",),
    "funding_agency": ("Funding Agency",),
    "funding_sub_agency": ("Funding Sub Agency",),
    "payee": ("Recipient Name",),
    "payee_uei": ("Recipient UEI",),
    "award_type": ("Award Type", "Contract Award Type"),
}


def _with_kind(cells: Cells) -> Cells:
    """A grant or loan is told by its key; the parent is in the key of a contract."""
    grants = pc.fill_null(pc.starts_with(cells["award_id"], "ASST_"), False)
    kind = pc.if_else(grants, "assistance", pa.scalar(None, pa.string()))
    return with_parent_from_key({**cells, "award_kind": kind})


TRANSACTION_SEARCH = answer(
    "usaspending-transaction-search",
    "actions",
    {
        **_SEARCHED,
        "modification": ("Mod",),
        "action_date": ("Action Date",),
        "obligated": ("Transaction Amount",),
        "description": ("Transaction Description",),
        "action_type": ("Action Type",),
        "period_start": ("Issued Date",),
        "last_order_date": ("Last Date to Order",),
        "psc": ("PSC/code", "product_or_service_code"),
        "psc_label": ("PSC/description", "product_or_service_description"),
        "naics": ("NAICS/code", "naics_code"),
        "naics_label": ("NAICS/description", "naics_description"),
    },
    listed_under("results", "Transaction Amount", bare=("Transaction Amount", "generated_internal_id")),
    days=frozenset(("action_date", "period_start", "last_order_date")),
    complete=_with_kind,
)
"""`POST /api/v2/search/spending_by_transaction/`."""

AWARD_SEARCH = answer(
    "usaspending-award-search",
    "summaries",
    {
        **_SEARCHED,
        "payee_duns": ("Recipient DUNS Number",),
        "sub_agency_code": ("Awarding Sub Agency Code",),
        "funding_sub_agency_code": ("Funding Sub Agency Code",),
        "obligated": ("Award Amount",),
        "outlayed": ("Total Outlays",),
        "first_action_date": ("Base Obligation Date",),
        "base_description": ("Description",),
        "period_start": ("Start Date",),
        "period_end": ("End Date",),
        "last_order_date": ("Last Date to Order",),
        "last_modified": ("Last Modified Date",),
        "psc": ("PSC/code",),
        "psc_label": ("PSC/description",),
        "naics": ("NAICS/code",),
        "naics_label": ("NAICS/description",),
    },
    listed_under("results", "Award Amount", bare=("Award Amount", "generated_internal_id")),
    days=frozenset(
        ("first_action_date", "period_start", "period_end", "last_order_date", "last_modified"),
    ),
    complete=_with_kind,
)
"""`POST /api/v2/search/spending_by_award/`."""


def _subaward_id(cells: Cells) -> Cells:
    """An id built as that of a report without one."""
    return subawards.complete({**cells, "subaward_id": pa.nulls(len(cells["award_id"]), pa.string())})


SUBAWARD_SEARCH = answer(
    "usaspending-subaward-search",
    "subawards",
    {
        "award_id": ("prime_award_generated_internal_id",),
        "piid": ("Prime Award ID",),
        "prime_payee": ("Prime Recipient Name",),
        "subaward_number": ("Sub-Award ID",),
        "amount": ("Sub-Award Amount",),
        "action_date": ("Sub-Award Date",),
        "payee": ("Sub-Awardee Name",),
        "payee_uei": ("Sub-Recipient UEI",),
        "agency": ("Awarding Agency",),
        "sub_agency": ("Awarding Sub Agency",),
        "description": ("Sub-Award Description",),
    },
    listed_under("results", "Sub-Award Amount"),
    days=frozenset(("action_date",)),
    complete=_subaward_id,
)
"""`POST /api/v2/search/spending_by_award/` at the level of sub-awards."""
