"""USAspending assistance: grants, loans and other payments. 100 columns for award summaries, 112 for transactions.

They are kept with their kind and never added to contracts. They matter because grants pay for purchases by states and
cities. A recipient who is an individual is withheld at the door.
"""

from __future__ import annotations

import pyarrow.compute as pc

from tallylight.sources.readers import transactions
from tallylight.sources.readers.reader import Cells, Header, Reader
from tallylight.sources.readers.usaspending import KNOWN_BESIDE, SHARED

_ONLY_CONTRACTS = {
    "parent_piid", "payee_cage", "payee_dba", "psc", "psc_label", "naics", "naics_label", "vehicle_type_code",
    "vehicle_type", "last_order_date", "extent_competed_code", "not_competed_code", "fair_opportunity_code",
    "set_aside_code", "offers", "solicitation_date", "pricing_code", "sole_proprietor", "period_potential_end",
    "ceiling", "current_value",
}  # fmt: skip

_SHARED = {name: published for name, published in SHARED.items() if name not in _ONLY_CONTRACTS} | {
    "award_id": ("assistance_award_unique_key",),
    "piid": ("award_id_fain",),
    "uri": ("award_id_uri",),
    "award_type_code": ("assistance_type_code",),
    "award_type": ("assistance_type_description",),
    "solicitation_id": ("funding_opportunity_number",),
    "business_types": ("business_types_description",),
    "psc_label": ("cfda_numbers_and_titles", "cfda_title"),
    "psc": ("cfda_number",),
    "url": ("usaspending_permalink",),
}
"""The assistance listing (CFDA) stands where contracts have their product or service code: it says what is paid for."""


def _complete(cells: Cells) -> Cells:
    """Aggregated records have a URI in place of a FAIN."""
    cells = dict(cells)
    cells["piid"] = pc.coalesce(cells["piid"], cells.pop("uri"))
    return cells


def _summaries(header: Header) -> bool:
    return {"assistance_award_unique_key", "total_obligated_amount"} <= set(header) and not _transactions(header)


def _transactions(header: Header) -> bool:
    return {"assistance_award_unique_key", "federal_action_obligation", "action_date"} <= set(header)


SUMMARIES = Reader(
    name="usaspending-assistance-summaries",
    kind="summaries",
    columns=_SHARED
    | {
        "obligated": ("total_obligated_amount",),
        "outlayed": ("total_outlayed_amount",),
        "first_action_date": ("award_base_action_date",),
        "last_action_date": ("award_latest_action_date",),
        "base_description": ("prime_award_base_transaction_description",),
    },
    recognises=_summaries,
    complete=_complete,
    award_kind="assistance",
    known=KNOWN_BESIDE,
)

_OF_ACTIONS = (
    "modification", "action_date", "obligated", "award_obligated", "outlayed", "description", "base_description",
    "action_type_code", "first_reported",
)  # fmt: skip

TRANSACTIONS = Reader(
    name="usaspending-assistance-transactions",
    kind="actions",
    columns=_SHARED
    | {name: transactions.COLUMNS[name] for name in _OF_ACTIONS}
    | {
        "action_key": ("assistance_transaction_unique_key",),
        "action_type": ("action_type_description",),
        "withdrawn": ("correction_delete_indicator_code",),
    },
    recognises=_transactions,
    complete=_complete,
    award_kind="assistance",
    known=KNOWN_BESIDE,
)
