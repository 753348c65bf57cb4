"""USAspending award summaries: one row an award, with its totals. 286 columns since 2025, 279 in 2023."""

from __future__ import annotations

from tallylight.sources.readers.reader import Header, Reader
from tallylight.sources.readers.usaspending import KNOWN, SHARED, with_vehicle_types


def _recognises(header: Header) -> bool:
    return {"contract_award_unique_key", "award_id_piid", "total_obligated_amount"} <= set(header)


READER = Reader(
    name="usaspending-award-summaries",
    kind="summaries",
    columns={
        **SHARED,
        "obligated": ("total_obligated_amount",),
        "outlayed": ("total_outlayed_amount",),
        "first_action_date": ("award_base_action_date",),
        "last_action_date": ("award_latest_action_date",),
        "base_description": ("prime_award_base_transaction_description", "award_description"),
    },
    recognises=_recognises,
    complete=with_vehicle_types,
    known=KNOWN,
)
