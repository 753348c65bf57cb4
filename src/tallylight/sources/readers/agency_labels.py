"""The agency labels that a collector or a facts file writes, and the publisher's own names and codes for them."""

from __future__ import annotations

import pyarrow as pa

from tallylight.sources.readers.reader import Cells

# Names and codes as USAspending.gov publishes them.
_DHS = ("070", "Department of Homeland Security")
_SUB_AGENCIES = {
    "CBP": ("7014", "U.S. Customs and Border Protection"),
    "ICE": ("7012", "U.S. Immigration and Customs Enforcement"),
}


def with_agencies(cells: Cells) -> Cells:
    """Replaces the helper `label` by agency and sub-agency. A label that is not known stays as the sub-agency's name."""
    labels = cells["label"].dictionary_encode()
    distinct = labels.dictionary.to_pylist()
    known = [_SUB_AGENCIES.get(label.strip().upper()) for label in distinct]
    columns = {
        "agency_code": [_DHS[0] if k else None for k in known],
        "agency": [_DHS[1] if k else None for k in known],
        "sub_agency_code": [k[0] if k else None for k in known],
        "sub_agency": [k[1] if k else label for k, label in zip(known, distinct, strict=True)],
    }
    rest = {name: column for name, column in cells.items() if name != "label"}
    return {**rest, **{name: pa.array(values, pa.string()).take(labels.indices) for name, values in columns.items()}}
