"""For `tallylight vendor`: where else its names stand, beside the actions that its sums are made of."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from tallylight.commands import common
from tallylight.figures import count
from tallylight.ledger.records import Row


def show(rows: Sequence[Row], out: Console) -> None:
    """The rows of vendor_beside.sql. The money there is the same money again, or no contract's: it is in no sum."""
    if not rows:
        return
    out.print("\nIn other records, which are in no sum above and never to be added to one:")
    for row in rows:
        kind = "" if row["award_kind"] == "contract" else f", {row['award_kind']}"
        out.print(Padding(escape(f"{row['payee']} ({row['seen_in']}{kind})"), (0, 0, 0, 2)))
        held = f"{count(row['records'], 'record')} of {count(row['awards'], 'award')}"
        out.print(f"    {_amount(row)}, {held}, {_days(row)}")


def _amount(row: Row) -> str:
    """The money, in its own currency."""
    if row["amount"] is None:
        return "no value given"
    if row["currency"] == "USD":
        return common.dollars(row["amount"])
    return f"{row['amount']:,} {row['currency'] or 'of no stated currency'}"


def _days(row: Row) -> str:
    return f"{row['first']} to {row['last']}" if row["first"] else "no day given"
