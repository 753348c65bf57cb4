"""USAspending sub-awards: one row a report by a prime recipient. 118 columns for contracts, 113 for assistance.

Reports came from one system (FSRS) until March 2025 and come from another (SAM) since: three columns changed names.
Amounts are as the prime recipient reported them, can exceed the prime award, and are in it already.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from tallylight.sources.readers.reader import Cells, Header, Reader, joined
from tallylight.sources.readers.usaspending import KNOWN_BESIDE

COLUMNS = {
    "award_id": ("prime_award_unique_key",),
    "piid": ("prime_award_piid", "prime_award_fain"),
    "parent_piid": ("prime_award_parent_piid",),
    "prime_obligated": ("prime_award_amount",),
    "prime_payee": ("prime_awardee_name",),
    "prime_payee_uei": ("prime_awardee_uei",),
    "prime_payee_parent": ("prime_awardee_parent_name",),
    "prime_business_types": ("prime_awardee_business_types",),
    "agency_code": ("prime_award_awarding_agency_code",),
    "agency": ("prime_award_awarding_agency_name",),
    "sub_agency_code": ("prime_award_awarding_sub_agency_code",),
    "sub_agency": ("prime_award_awarding_sub_agency_name",),
    "office": ("prime_award_awarding_office_name",),
    "funding_agency_code": ("prime_award_funding_agency_code",),
    "funding_agency": ("prime_award_funding_agency_name",),
    "funding_sub_agency_code": ("prime_award_funding_sub_agency_code",),
    "funding_sub_agency": ("prime_award_funding_sub_agency_name",),
    "base_description": ("prime_award_base_transaction_description",),
    "naics": ("prime_award_naics_code",),
    "naics_label": ("prime_award_naics_description",),
    "subaward_id": ("subaward_sam_report_id", "subaward_fsrs_report_id"),
    "subaward_number": ("subaward_number",),
    "amount": ("subaward_amount",),
    "action_date": ("subaward_action_date",),
    "description": ("subaward_description",),
    "payee": ("subawardee_name",),
    "payee_uei": ("subawardee_uei",),
    "payee_duns": ("subawardee_duns",),
    "payee_dba": ("subawardee_dba_name",),
    "payee_parent": ("subawardee_parent_name",),
    "payee_parent_uei": ("subawardee_parent_uei",),
    "payee_city": ("subawardee_city_name",),
    "payee_state": ("subawardee_state_code",),
    "payee_country": ("subawardee_country_code",),
    "business_types": ("subawardee_business_types",),
    "last_modified": ("subaward_sam_report_last_modified_date", "subaward_fsrs_report_last_modified_date"),
    "url": ("usaspending_permalink",),
}


def _recognises(header: Header) -> bool:
    return {"prime_award_unique_key", "subaward_amount"} <= set(header)


def complete(cells: Cells) -> Cells:
    """An id where the report has none, and what kind of award the prime one is. See also `door.through_the_door`."""
    built = joined(
        ":",
        cells["award_id"],
        pc.fill_null(cells["subaward_number"], ""),
        pc.fill_null(cells["action_date"].cast(pa.string()), ""),
        cells["amount"].cast(pa.string()),
    )
    grants = pc.starts_with(cells["award_id"], "ASST_")
    return {
        **cells,
        "subaward_id": pc.coalesce(cells["subaward_id"], built),
        "award_kind": pc.if_else(grants, "assistance", pa.scalar(None, pa.string())),
    }


READER = Reader(
    name="usaspending-subawards",
    kind="subawards",
    columns=COLUMNS,
    recognises=_recognises,
    complete=complete,
    known=KNOWN_BESIDE,
)
