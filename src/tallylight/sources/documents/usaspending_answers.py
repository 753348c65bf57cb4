"""Saved answers of the USAspending API on one award or vehicle (its published contracts, state of 20 May 2026)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tallylight.sources.documents.answer import answer, listed_under
from tallylight.sources.readers.award_keys import NONE, with_parent_from_key
from tallylight.sources.readers.reader import Cells


def _keys(cells: Cells) -> Cells:
    """The award key, number and parent from the action key, which is all that such a row says of the award."""
    types = cells["award_type_code"].to_pylist()
    found = [
        _award_of(given or "", code or "") for given, code in zip(cells["action_key"].to_pylist(), types, strict=True)
    ]
    names = ("award_id", "piid", "parent_piid", "transaction_number", "award_kind", "action_key")
    columns = zip(*found, strict=True) if found else [() for _ in names]
    return {**cells, **{name: pa.array(column, pa.string()) for name, column in zip(names, columns, strict=True)}}


def _action_key(text: str) -> str:
    if _award_of(text, "")[0] is None:
        raise ValueError("no key of an action")
    return text


def _award_of(given: str, type_code: str) -> tuple[str | None, ...]:
    """Award key, number, number of the parent, transaction number, kind and action key.

    An action key of a contract has six parts: agency, agency of the parent, PIID, modification, PIID of the parent, number
    of the transaction. One of assistance has five: agency, FAIN, URI, assistance listing, modification.
    """
    key = given.removeprefix("CONT_TX_").removeprefix("ASST_TX_")
    parts = key.split("_")
    if given.startswith("CONT_TX_") and len(parts) == 6:
        agency, parent_agency, piid, _, parent, number = parts
        vehicle = type_code.startswith("IDV")
        award = f"CONT_IDV_{piid}_{agency}" if vehicle else f"CONT_AWD_{piid}_{agency}_{parent}_{parent_agency}"
        return award, piid, parent if parent not in ("", NONE) else None, number, None, key
    if given.startswith("ASST_TX_") and len(parts) == 5:
        agency, fain, uri, _, _ = parts
        award = f"ASST_NON_{fain}_{agency}" if fain not in ("", NONE) else f"ASST_AGG_{uri}_{agency}"
        return award, fain if fain not in ("", NONE) else uri, None, None, "assistance", key
    return None, None, None, None, "assistance" if given.startswith("ASST") else None, key or None


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
    listed_under("results", "action_date", "federal_action_obligation", "id"),
    days=frozenset(("action_date",)),
    complete=_keys,
    checks={"action_key": _action_key},
)
"""`POST /api/v2/transactions/`: every action of one award. It names neither payee nor agency."""


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


def _orders(value: Any) -> Sequence[Any] | None:
    """Orders under a vehicle. Of vehicles under a vehicle the answer gives the sum of their orders: that is no award's."""
    found = listed_under("results", "generated_unique_award_id", "obligated_amount")(value)
    return None if found is None or any(_is_vehicle(row) for row in found) else found


def _is_vehicle(row: Any) -> bool:
    return isinstance(row, dict) and str(row.get("generated_unique_award_id", "")).startswith("CONT_IDV_")


ORDERS = answer(
    "usaspending-orders",
    "summaries",
    {
        "award_id": ("generated_unique_award_id",),
        "piid": ("piid",),
        "parent_piid": ("parent_award_piid",),
        "agency": ("awarding_agency",),
        "funding_agency": ("funding_agency",),
        "payee": ("recipient_name",),
        "obligated": ("obligated_amount",),
        "ceiling": ("awarded_amount",),
        "base_description": ("description",),
        "award_type": ("award_type",),
        "period_start": ("period_of_performance_start_date",),
        "period_end": ("period_of_performance_current_end_date",),
        "period_potential_end": ("period_of_performance_potential_end_date",),
        "last_order_date": ("last_date_to_order",),
    },
    _orders,
    days=frozenset(("period_start", "period_end", "period_potential_end", "last_order_date")),
    complete=with_parent_from_key,
)
"""`POST /api/v2/idvs/awards/` (child and grandchild awards) and `/api/v2/idvs/activity/`."""


def why_not(value: Any) -> str:
    """Why an answer that is known holds nothing that can be kept; empty for others."""
    if listed_under("results", "subaward_number", "amount")(value):
        return "an answer of sub-awards that does not name their prime award"
    if listed_under("results", "generated_unique_award_id", "obligated_amount")(value):
        return "an answer of vehicles under a vehicle, whose amounts are the sums of their orders"
    return ""
