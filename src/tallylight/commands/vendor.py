"""`tallylight vendor`: what payees of a name were paid."""

from __future__ import annotations

import argparse
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tallylight.commands import common
from tallylight.ledger import Edition, vendors
from tallylight.ledger.records import Row
from tallylight.ledger.vendors import VendorAnswer

SHOWN_LOOKALIKES = 10


def run(args: argparse.Namespace) -> int:
    """Show totals, names and look-alikes."""
    query, edition = common.asked(args.name), common.opened(args)
    found = vendors.find(edition, query)
    if args.json:
        common.print_json(answer(edition, query, found))
    else:
        show(query, found, common.console(args))
    return 0


def answer(edition: Edition, query: str, found: VendorAnswer) -> dict[str, Any]:
    """`results` are actions, newest first; `totals` are by sub-agency and fiscal year."""
    return {
        "edition": edition.id,
        "query": query,
        "total": len(found.actions),
        "obligated": found.obligated,
        "awards": found.awards,
        "first_action": min((row["action_date"] for row in found.actions), default=None),
        "last_action": max((row["action_date"] for row in found.actions), default=None),
        "names": list(found.names),
        "totals": list(found.totals),
        "not_to_be_confused_with": list(found.not_to_be_confused_with),
        "warnings": list(found.warnings),
        "results": list(found.actions),
    }


def show(query: str, found: VendorAnswer, out: Console) -> None:
    """The same for a person, without the single actions."""
    if not found.names:
        out.print(escape(f"The ledger holds no payee whose name has all words of {query!r}."))
        out.print("Products are often bought through resellers: try `tallylight search` with the product's name.")
    else:
        out.print("Published names:")
        _names(found.names, out)
        table = Table(box=None, pad_edge=False)
        table.add_column("agency", overflow="fold")
        table.add_column("fiscal", no_wrap=True)
        for name in ("awards", "actions", "obligated"):
            table.add_column(name, justify="right", no_wrap=True)
        for row in found.totals:
            counts = (f"{row['awards']:,}", f"{row['actions']:,}", common.dollars(row["obligated"]))
            table.add_row(escape(row["sub_agency"] or ""), str(row["fiscal_year"]), *counts)
        out.print()
        out.print(table)
        out.print(
            f"\nIn all {common.dollars(found.obligated)} obligated in {len(found.actions):,} actions on "
            f"{found.awards:,} award{'' if found.awards == 1 else 's'}."
        )
    if found.not_to_be_confused_with:
        out.print("\nNot to be confused with:")
        _names(found.not_to_be_confused_with[:SHOWN_LOOKALIKES], out)
        more = len(found.not_to_be_confused_with) - SHOWN_LOOKALIKES
        if more > 0:
            out.print(f"  ... and {more:,} other names that begin with the same word; --json lists all.")
    if found.warnings:
        out.print()
        common.show_warnings(out, found.warnings)


def _names(rows: tuple[Row, ...], out: Console) -> None:
    for row in rows:
        awards = "1 award" if row["awards"] == 1 else f"{row['awards']:,} awards"
        span = f"{row['first_action']} to {row['last_action']}"
        out.print(escape(f"  {row['payee']}  {common.dollars(row['obligated'])}, {awards}, {span}"))
