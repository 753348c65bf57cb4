"""Saved answers of the USAspending API (its published contracts, state of 20 May 2026)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tallylight.sources.documents.answer import answer, listed_under
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
    listed_under("results", "Transaction Amount"),
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
    listed_under("results", "Award Amount"),
    days=frozenset(
        ("first_action_date", "period_start", "period_end", "last_order_date", "last_modified"),
    ),
    complete=_with_kind,
)
"""`POST /api/v2/search/spending_by_award/`."""


def _keys(cells: Cells) -> Cells:
    """The award key, PIID and parent from the action key, which is all that such a row says of the award."""
    awards, piids, parents, kinds, numbers, keys = [], [], [], [], [], []
    for given in cells["action_key"].to_pylist():
        key = (given or "").removeprefix("CONT_TX_").removeprefix("ASST_TX_")
        parts = key.split("_")
        contract = (given or "").startswith("CONT_TX_") and len(parts) == 6
        agency, parent_agency, piid, _, parent, number = parts if contract else ("",) * 6
        awards.append(f"CONT_AWD_{piid}_{agency}_{parent}_{parent_agency}" if contract else None)
        piids.append(piid or None)
        parents.append(parent if parent not in ("", "-NONE-") else None)
        numbers.append(number or None)
        kinds.append(None if contract else "assistance")
        keys.append(key or None)
    made = {
        "award_id": awards,
        "piid": piids,
        "parent_piid": parents,
        "transaction_number": numbers,
        "award_kind": kinds,
        "action_key": keys,
    }
    typed: dict[str, list[str | None]] = made
    return {**cells, **{name: pa.array(values, pa.string()) for name, values in typed.items()}}


def _contract_actions(value: Any) -> Sequence[Any] | None:
    found = listed_under("results", "action_date", "federal_action_obligation", "id")(value)
    return found if found and all(str(row.get("id", "")).startswith("CONT_TX_") for row in found) else None


TRANSACTIONS = answer(
    "usaspending-award-transactions",
    "actions",
    {
        "action_key": ("id",),
        "modification": ("modification_number",),
        "action_date": ("action_date",),
        "obligated": ("federal_action_obligation",),
        "description": ("description",),
        "award_type_code": ("type",),
        "award_type": ("type_description",),
        "action_type_code": ("action_type",),
        "action_type": ("action_type_description",),
    },
    _contract_actions,
    days=frozenset(("action_date",)),
    complete=_keys,
)
"""`POST /api/v2/transactions/`: every action of one contract. It names neither payee nor agency."""


def _one_award(value: Any) -> Sequence[Any] | None:
    is_one = isinstance(value, dict) and "generated_unique_award_id" in value and "total_obligation" in value
    return [value] if is_one else None


def _award(cells: Cells) -> Cells:
    """A grant or loan is told by its key."""
    grants = pc.fill_null(pc.starts_with(cells["award_id"], "ASST_"), False)
    return {**cells, "award_kind": pc.if_else(grants, "assistance", pa.scalar(None, pa.string()))}


AWARD = answer(
    "usaspending-award",
    "summaries",
    {
        "award_id": ("generated_unique_award_id",),
        "piid": ("piid", "fain"),
        "parent_piid": ("parent_award/piid",),
        "obligated": ("total_obligation",),
        "current_value": ("base_exercised_options",),
        "ceiling": ("base_and_all_options",),
        "outlayed": ("total_account_outlay", "total_outlay"),
        "first_action_date": ("date_signed",),
        "agency_code": ("awarding_agency/toptier_agency/code",),
        "agency": ("awarding_agency/toptier_agency/name",),
        "sub_agency_code": ("awarding_agency/subtier_agency/code",),
        "sub_agency": ("awarding_agency/subtier_agency/name",),
        "office": ("awarding_agency/office_agency_name",),
        "funding_agency_code": ("funding_agency/toptier_agency/code",),
        "funding_agency": ("funding_agency/toptier_agency/name",),
        "funding_sub_agency_code": ("funding_agency/subtier_agency/code",),
        "funding_sub_agency": ("funding_agency/subtier_agency/name",),
        "payee": ("recipient/recipient_name",),
        "payee_uei": ("recipient/recipient_uei",),
        "payee_duns": ("recipient/recipient_unique_id",),
        "payee_parent": ("recipient/parent_recipient_name",),
        "payee_parent_uei": ("recipient/parent_recipient_uei",),
        "business_types": ("recipient/business_categories",),
        "base_description": ("description",),
        "psc": ("latest_transaction_contract_data/product_or_service_code", "psc_hierarchy/base_code/code"),
        "psc_label": ("psc_hierarchy/base_code/description",),
        "naics": ("latest_transaction_contract_data/naics", "naics_hierarchy/base_code/code"),
        "naics_label": ("naics_hierarchy/base_code/description",),
        "award_type_code": ("type",),
        "award_type": ("type_description",),
        "period_start": ("period_of_performance/start_date",),
        "period_end": ("period_of_performance/end_date",),
        "period_potential_end": ("period_of_performance/potential_end_date",),
        "extent_competed_code": ("latest_transaction_contract_data/extent_competed",),
        "not_competed_code": ("latest_transaction_contract_data/other_than_full_and_open",),
        "fair_opportunity_code": ("latest_transaction_contract_data/fair_opportunity_limited",),
        "set_aside_code": ("latest_transaction_contract_data/type_set_aside",),
        "offers": ("latest_transaction_contract_data/number_of_offers_received",),
        "solicitation_id": ("latest_transaction_contract_data/solicitation_identifier",),
        "pricing_code": ("latest_transaction_contract_data/type_of_contract_pricing",),
        "last_modified": ("period_of_performance/last_modified_date",),
    },
    _one_award,
    days=frozenset(("first_action_date", "period_start", "period_end", "period_potential_end", "last_modified")),
    complete=_award,
)
"""`GET /api/v2/awards/{award key}/`."""


def is_subaward_answer(value: Any) -> bool:
    """`POST /api/v2/subawards/`: its rows do not say whose sub-awards they are."""
    return bool(listed_under("results", "subaward_number", "amount")(value))
