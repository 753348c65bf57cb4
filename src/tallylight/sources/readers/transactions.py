"""USAspending contract transactions: one row an action. 297 columns today, fewer before, two more in delta files."""

from __future__ import annotations

from tallylight.sources.readers.award_keys import with_award_key
from tallylight.sources.readers.reader import Cells, Header, Reader
from tallylight.sources.readers.usaspending import KNOWN, SHARED, with_vehicle_types

COLUMNS = {
    **SHARED,
    "action_key": ("contract_transaction_unique_key",),
    "modification": ("modification_number",),
    "transaction_number": ("transaction_number",),
    "action_date": ("action_date",),
    "obligated": ("federal_action_obligation",),
    "award_obligated": ("total_dollars_obligated",),
    "outlayed": ("total_outlayed_amount_for_overall_award",),
    "description": ("transaction_description", "award_description"),
    "base_description": ("prime_award_base_transaction_description",),
    "action_type_code": ("action_type_code",),
    "action_type": ("action_type",),
    "first_reported": ("initial_report_date",),
    "withdrawn": ("correction_delete_ind",),  # D in a delta file: the publisher took the action back
}

NEEDED = {"award_id_piid", "modification_number", "federal_action_obligation", "action_date"}


def _recognises(header: Header) -> bool:
    return {*NEEDED, "contract_award_unique_key"} <= set(header)


READER = Reader(
    name="usaspending-transactions",
    kind="actions",
    columns=COLUMNS,
    recognises=_recognises,
    complete=with_vehicle_types,
    known=KNOWN,
)


def complete_with_key(cells: Cells) -> Cells:
    """For the generation that has no award key."""
    return with_vehicle_types(with_award_key(cells))
