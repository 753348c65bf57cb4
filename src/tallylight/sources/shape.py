"""The one shape that every reader brings its rows into, and what a reader needs from whoever stores them.

Money is `decimal128(20, 2)`, in US dollars where `currency` is null, days are `date32`. A null always means "the file
does not say": an empty cell becomes null, never an empty text (only `url` may be empty: there is no public page to point
at).

There are five kinds of records. Actions are what the ledger is about. Summaries, sub-awards and notices stand beside
them: the money in them is in the actions already, or was never paid, and is never added to theirs. A withdrawal is a
publisher's word that an action was a mistake.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    "payee", "payee_as_reported", "payee_dba", "payee_uei", "payee_duns", "payee_cage", "payee_id",
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
        *_texts("award_kind"),  # null: a federal contract; else one of KINDS_OF_AWARD
        _required("action_date", pa.date32()),
        _required("fiscal_year", pa.int16()),
        pa.field("obligated", MONEY),  # the change made by this action; null only where a publisher gives no value
        pa.field("currency", pa.string()),  # null: US dollars; else the code of ISO 4217
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
        *_texts("piid", "parent_piid", "award_kind"),
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

SUBAWARDS = pa.schema(
    [
        _required("row_hash", HASH),
        _required("source_row", pa.int64()),
        _required("subaward_id", pa.string()),  # of the report; built from the prime award, number and day without one
        pa.field("subaward_number", pa.string()),  # the prime recipient's own number; it repeats
        _required("award_id", pa.string()),  # of the prime award
        *_texts("piid", "parent_piid", "award_kind", "prime_payee", "prime_payee_uei", "prime_payee_parent"),
        pa.field("prime_obligated", MONEY),  # of the prime award
        pa.field("action_date", pa.date32()),
        pa.field("fiscal_year", pa.int16()),
        _required("amount", MONEY),  # as the prime recipient reported it
        *_AGENCIES,
        *_PAYEE,  # who is promised the money
        *_texts("description", "base_description", "naics", "naics_label"),
        pa.field("last_modified", pa.date32()),
        pa.field("url", pa.string()),
    ]
)
"""One row a report of a sub-award: a prime recipient's promise of money to another firm. It is in the prime award already."""

NOTICES = pa.schema(
    [
        _required("row_hash", HASH),
        _required("source_row", pa.int64()),
        _required("notice_id", pa.string()),
        *_texts("title", "notice_type", "solicitation_id", "piid"),
        pa.field("posted", pa.date32()),
        pa.field("response_due", pa.date32()),
        pa.field("fiscal_year", pa.int16()),
        pa.field("award_date", pa.date32()),
        pa.field("amount", MONEY),  # as the notice announces it
        *_texts("agency", "sub_agency", "office", "payee", "payee_uei", "payee_city", "payee_state", "payee_country"),
        *_texts("psc", "naics", "set_aside_code"),
        pa.field("url", pa.string()),
    ]
)
"""One row a notice about a purchase to come or made: a solicitation, an award notice, a justification."""

WITHDRAWALS = pa.schema(
    [
        _required("row_hash", HASH),
        _required("source_row", pa.int64()),
        _required("action_key", pa.string()),
        _required("action_id", pa.string()),
    ]
)
"""One row an action that the publisher says it withdrew."""

SCHEMAS = {
    "actions": ACTIONS,
    "summaries": SUMMARIES,
    "subawards": SUBAWARDS,
    "notices": NOTICES,
    "withdrawals": WITHDRAWALS,
}

AMOUNT = {"actions": "obligated", "summaries": "obligated", "subawards": "amount", "notices": "amount"}
"""Which column of a kind is added up in the accounts of a file."""

DAY = {"actions": "action_date", "summaries": "first_action_date", "subawards": "action_date", "notices": "posted"}
"""Which column of a kind decides its fiscal year."""

REQUIRED = {
    "actions": ("award_id", "action_date", "obligated"),
    "summaries": ("award_id", "obligated"),
    "subawards": ("award_id", "amount"),
    "notices": ("notice_id",),
}
"""Without these a row says nothing, and is rejected."""

KINDS_OF_AWARD = ("assistance", "process", "payment")
"""What stands in `award_kind`: grants and loans; awards of a contracting process (OCDS), whose value is agreed, not
obligated; payments of a cheque book. None of it is added to contracts."""


@dataclass(frozen=True, slots=True)
class NoRow:
    """Why a record is no row, in plain words, and the field that is at fault; empty when the whole record is."""

    reason: str
    field: str = ""


class UnknownFormat(SourceError):
    """The content is whole, but nothing that Tallylight reads: an unknown header, a sub-award file, a picture.

    Whoever named the file must hear of it as an error. Met in a folder or a zip (`Input.named` is False), the file
    is passed over, and listed with `what` as the reason.
    """


class PackedTwice(UnknownFormat):
    """An archive in an archive: it may hold records, so that it is not passed over like a picture. A person must see to it."""


class Scratch(Protocol):
    """A file without a name, for what does not fit into memory while a file is read. It is gone when it is closed."""

    def append(self, content: bytes) -> None:
        """Write on at its end."""

    def read(self, start: int, size: int) -> bytes:
        """So many bytes from a place on."""
        ...

    def close(self) -> None:
        """Give it back."""


class Sink(Protocol):
    """Where a reader puts its rows, in the order of the file."""

    def rows(self, kind: str, batch: pa.RecordBatch) -> None:
        """Take kept rows that were parsed just now; `kind` is a key of SCHEMAS, with its schema.

        A hash may come several times: of a repeat, which is told at the end only, and of a row whose record differs in a
        column that is not kept. Rows of earlier files may come again: what was read before is known run by run.
        """

    def seen(self, row_hashes: pa.FixedSizeBinaryArray, source_rows: pa.Int64Array) -> None:
        """Take the hash and row number of every kept row of the file, in order, including rows known from before.

        Called after the last `rows` of the file, several times when the file is long.
        """

    def scratch(self) -> Scratch:
        """A scratch file of its own, where there is room."""
        ...
