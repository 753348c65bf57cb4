"""USAspending search answers (`spending_by_transaction`), tabulated by a collector: 10 columns, or 9 without the key."""

from __future__ import annotations

import pyarrow.compute as pc

from tallylight.sources.readers.agency_labels import with_agencies
from tallylight.sources.readers.award_keys import NONE, with_parent_from_key
from tallylight.sources.readers.reader import Cells, Header, Reader, joined

_COLUMNS = {
    "label": ("Agency",),
    "piid": ("Award ID",),
    "payee": ("Recipient Name",),
    "obligated": ("Federal Action Obligation",),
    "action_date": ("Action Date",),
    "modification": ("Modification",),
    "psc_label": ("Product/Service Description",),
    "naics_label": ("NAICS Description",),
    "description": ("Transaction Description",),
}
_KEY = "Generated Award ID"
_KNOWN = frozenset(name for names in _COLUMNS.values() for name in names) | {_KEY}


def _recognises(header: Header) -> bool:
    return {"Award ID", "Recipient Name", "Federal Action Obligation", "Action Date"} <= set(header) and _KEY in header


def _recognises_without_key(header: Header) -> bool:
    return {"Agency", "Award ID", "Federal Action Obligation", "Action Date", "Modification"} <= set(header)


def _complete(cells: Cells) -> Cells:
    return with_parent_from_key(with_agencies(cells))


def _complete_without_key(cells: Cells) -> Cells:
    """Only the PIID and the agency are known: a name of our own, that does not look like the publisher's key."""
    agency = with_agencies(cells)
    who = pc.coalesce(agency["sub_agency_code"], agency["sub_agency"], NONE)
    return {**agency, "award_id": joined("_", "PIID", cells["piid"], who)}


READER = Reader(
    name="usaspending-api-actions",
    kind="actions",
    columns={**_COLUMNS, "award_id": (_KEY,)},
    recognises=_recognises,
    complete=_complete,
    known=_KNOWN,
)

READER_WITHOUT_KEY = Reader(
    name="usaspending-api-actions-9",
    kind="actions",
    columns=_COLUMNS,
    recognises=_recognises_without_key,
    complete=_complete_without_key,
    known=_KNOWN,
)
