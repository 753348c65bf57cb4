"""`tallylight search`: actions by words."""

from __future__ import annotations

import argparse
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tallylight.commands import common
from tallylight.figures import count
from tallylight.ledger import Edition, search
from tallylight.ledger.search import SearchAnswer

KINDS = {
    "assistance": "actions of grants and loans",
    "payment": "payments of other governments",
    "process": "awards of other governments",
    "contract": "actions in other currencies",
}


def run(args: argparse.Namespace) -> int:
    """Show the newest actions that have all words, and what all of them add up to."""
    only, edition = common.filtered(args, args.words), common.opened(args)
    query, found = " ".join(only.words), search.find(edition, (), args.limit, only)
    if args.json:
        common.print_json(answer(edition, query, found))
    else:
        show(found, common.console(args))
    return 0


def answer(edition: Edition, query: str, found: SearchAnswer) -> dict[str, Any]:
    """`total` and `obligated` count every action found, `results` holds the newest of them, `beside` other kinds."""
    return {
        "edition": edition.id,
        "query": query,
        "total": found.total,
        "obligated": found.obligated,
        "beside": list(found.beside),
        "warnings": list(found.warnings),
        "results": list(found.actions),
    }


def show(found: SearchAnswer, out: Console) -> None:
    """The same for a person: two lines an action."""
    table = Table(box=None, pad_edge=False)
    table.add_column("date", no_wrap=True)
    table.add_column("obligated", justify="right", no_wrap=True)
    table.add_column("payee, number, description", overflow="fold")
    for row in found.actions:
        who = f"{row['payee'] or ''}, {row['piid'] or row['award_id']} {row['modification'] or ''}"
        what = f"[bold]{escape(who)}[/bold]\n{escape(row['description'] or '')}"
        table.add_row(str(row["action_date"]), common.dollars(row["obligated"]), what)
    if found.actions:
        out.print(table)
        out.print()
    shown = f"{len(found.actions):,} of " if len(found.actions) < found.total else ""
    out.print(f"{shown}{count(found.total, 'action')}, {common.dollars(found.obligated)} obligated in all of them.")
    for row in found.beside:
        what, amount = KINDS[row["award_kind"]], common.money(row["obligated"], row["currency"])
        out.print(f"Beside them, and in no total: {row['actions']:,} {what}, {amount}.")
    if not found.total and not found.beside:
        out.print("That nothing was found means something only for what the ledger covers; see `tallylight status`.")
    common.show_warnings(out, found.warnings)
