"""The one shape that every reader brings its rows into, and what a reader needs from whoever stores them.

Money is `decimal128(20, 2)` US dollars, days are `date32`. A null always means "the file does not say": an empty cell
becomes null, never an empty text (only `url` may be empty: there is no public page to point at).
"""

from __future__ import annotations

from typing import Protocol

import pyarrow as pa

from tallylight.errors import SourceError

MONEY = pa.decimal128(20, 2)
HASH = pa.binary(16)


def _texts(*names: str) -> list[pa.Field]:
    return [pa.field(name, pa.string()) for name in names]


def _required(name: str, kind: pa.DataType) -> pa.Field:
    return pa.field(name, kind, nullable=False)


_AGENCIES = _texts(
    "agency_code", "agency", "sub_agency_code", "sub_agency", "office",
    "funding_agency_code", "funding_agency", "funding_sub_agency_code", "funding_sub_agency",
)  # fmt: skip

_PAYEE = _texts(
    "payee", "payee_as_reported", "payee_dba", "payee_uei", "payee_duns", "payee_cage",
    "payee_parent", "payee_parent_uei", "payee_city", "payee_state", "payee_country",
)  # fmt: skip

_PERIOD = [pa.field(n, pa.date32()) for n in ("period_start", "period_end", "period_potential_end", "last_order_date")]

_COMPETITION = [
    *_texts("extent_competed_code", "not_competed_code", "fair_opportunity_code", "set_aside_code"),
    pa.field("offers", pa.int32()),
    pa.field("solicitation_id", pa.string()),
    pa.field("solicitation_date", pa.date32()),
    pa.field("pricing_code", pa.string()),
]

ACTIONS = pa.schema(
    [
        _required("row_hash", HASH),
        _required("source_row", pa.int64()),  # 1 is the first record after the header
        _required("action_id", pa.string()),
        *_texts("action_key"),
        _required("award_id", pa.string()),
        *_texts("piid", "parent_piid", "modification", "transaction_number"),
        _required("action_date", pa.date32()),
        _required("fiscal_year", pa.int16()),
        _required("obligated", MONEY),  # the change made by this action
        *[pa.field(n, MONEY) for n in ("award_obligated", "ceiling", "current_value", "outlayed")],  # of the award
        *_AGENCIES,
        *_PAYEE,
        *_texts("description", "base_description", "psc", "psc_label", "naics", "naics_label"),
        *_texts("award_type_code", "award_type", "action_type_code", "action_type"),
        *_PERIOD,
        *_COMPETITION,
        pa.field("last_modified", pa.date32()),
        pa.field("first_reported", pa.date32()),
        pa.field("url", pa.string()),
    ]
)
"""One row an action (an award or one modification of it)."""

SUMMARIES = pa.schema(
    [
        _required("row_hash", HASH),
        _required("source_row", pa.int64()),
        _required("award_id", pa.string()),
        *_texts("piid", "parent_piid"),
        pa.field("first_action_date", pa.date32()),
        pa.field("last_action_date", pa.date32()),
        pa.field("fiscal_year", pa.int16()),  # of the first action
        _required("obligated", MONEY),  # the award's total
        *[pa.field(n, MONEY) for n in ("ceiling", "current_value", "outlayed")],
        *_AGENCIES,
        *_PAYEE,
        *_texts("base_description", "psc", "psc_label", "naics", "naics_label", "award_type_code", "award_type"),
        *_PERIOD,
        *_COMPETITION,
        pa.field("last_modified", pa.date32()),
        pa.field("url", pa.string()),
    ]
)
"""One row an award, as an award summary states it. Never added to actions: that money is in them already."""

SCHEMAS = {"actions": ACTIONS, "summaries": SUMMARIES}


class UnknownFormat(SourceError):
    """The content is whole, but nothing that Tallylight reads: an unknown header, a sub-award file, a picture.

    Whoever named the file must hear of it as an error. Met in a folder or a zip (`Input.named` is False), the file
    is passed over, and listed with `what` as the reason.
    """


class Sink(Protocol):
    """Where a reader puts its rows, in the order of the file."""

    def rows(self, kind: str, batch: pa.RecordBatch) -> None:
        """Take kept rows that were parsed just now; `kind` is "actions" or "summaries", the schema as above.

        A row whose hash was handed over before, from this file, is not handed over again, also when it is no repeat
        (its record differs in a column that is not kept): it comes through `seen` only. Rows of earlier files may come
        again: what was read before is known run by run.
        """

    def seen(self, row_hashes: pa.FixedSizeBinaryArray, source_rows: pa.Int64Array) -> None:
        """Take the hash and row number of every kept row of the file, in order, including rows known from before.

        Called after the last `rows` of the file, several times when the file is long.
        """
