"""The columns that USAspending's contract files share, each with every name it ever had, newest first.

A file is read by name, never by position.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow.compute as pc

from tallylight.sources.readers.reader import Cells, joined

SHARED = {
    "award_id": ("contract_award_unique_key",),
    "piid": ("award_id_piid",),
    "parent_piid": ("parent_award_id_piid", "parent_award_id"),
    "ceiling": ("potential_total_value_of_award",),
    "current_value": ("current_total_value_of_award",),
    "agency_code": ("awarding_agency_code",),
    "agency": ("awarding_agency_name",),
    "sub_agency_code": ("awarding_sub_agency_code",),
    "sub_agency": ("awarding_sub_agency_name",),
    "office": ("awarding_office_name",),
    "funding_agency_code": ("funding_agency_code",),
    "funding_agency": ("funding_agency_name",),
    "funding_sub_agency_code": ("funding_sub_agency_code",),
    "funding_sub_agency": ("funding_sub_agency_name",),
    "payee": ("recipient_name",),
    "payee_as_reported": ("recipient_name_raw",),
    "payee_dba": ("recipient_doing_business_as_name",),
    "payee_uei": ("recipient_uei",),
    "payee_duns": ("recipient_duns",),
    "payee_cage": ("cage_code",),
    "payee_parent": ("recipient_parent_name",),
    "payee_parent_uei": ("recipient_parent_uei",),
    "payee_city": ("recipient_city_name",),
    "payee_state": ("recipient_state_code",),
    "payee_country": ("recipient_country_code",),
    "psc": ("product_or_service_code",),
    "psc_label": ("product_or_service_code_description",),
    "naics": ("naics_code",),
    "naics_label": ("naics_description",),
    "award_type_code": ("award_type_code",),
    "award_type": ("award_type",),
    "vehicle_type_code": ("idv_type_code",),
    "vehicle_type": ("idv_type",),
    "period_start": ("period_of_performance_start_date",),
    "period_end": ("period_of_performance_current_end_date",),
    "period_potential_end": ("period_of_performance_potential_end_date",),
    "last_order_date": ("ordering_period_end_date",),
    "extent_competed_code": ("extent_competed_code",),
    "not_competed_code": ("other_than_full_and_open_competition_code",),
    "fair_opportunity_code": ("fair_opportunity_limited_sources_code",),
    "set_aside_code": ("type_of_set_aside_code",),
    "offers": ("number_of_offers_received",),
    "solicitation_id": ("solicitation_identifier",),
    "solicitation_date": ("solicitation_date",),
    "pricing_code": ("type_of_contract_pricing_code",),
    "last_modified": ("last_modified_date",),
    "sole_proprietor": ("sole_proprietorship",),
}

KNOWN = frozenset((Path(__file__).parent / "known_columns.txt").read_text(encoding="ascii").split())
"""Every column of the contract layouts of 2018 to 2026, old names included."""

KNOWN_BESIDE = frozenset((Path(__file__).parent / "known_columns_beside.txt").read_text(encoding="ascii").split())
"""Every column of the layouts of assistance and sub-awards of 2025 and 2026."""


def with_vehicle_types(cells: Cells) -> Cells:
    """One award type: a vehicle's code gets the prefix IDV_ (as the publisher's search has it), since both are letters."""
    cells = dict(cells)
    code, label = cells.pop("vehicle_type_code", None), cells.pop("vehicle_type", None)
    if code is not None and code.null_count < len(code):
        cells["award_type_code"] = pc.coalesce(cells["award_type_code"], joined("", "IDV_", code))
    if label is not None and label.null_count < len(label):
        cells["award_type"] = pc.coalesce(cells["award_type"], label)
    return cells
