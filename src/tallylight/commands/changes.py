"""`tallylight changes`: what publishers added, altered, withdrew or filled in, between two editions or days."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.markup import escape

from tallylight.commands import common
from tallylight.ledger import changes
from tallylight.ledger.changes import Change

SHOWN = 50


def run(args: argparse.Namespace) -> int:
    """Show the changes; with --json one object a line."""
    edition = common.opened(args)
    found = changes.between(edition, args.start, args.end)
    if args.json:
        for change in found:
            print(json.dumps(out(change), ensure_ascii=False, default=common.plain))
    else:
        show(found, args.start or edition.parent, common.console(args), args.limit)
    return 0


def out(change: Change) -> dict[str, Any]:
    """One change as JSON. Money is text with two decimals, days are YYYY-MM-DD."""
    return asdict(change)


def show(found: tuple[Change, ...], start: str | None, console: Console, limit: int) -> None:
    """The same for a person: counts, then the changes that altered something, then the others."""
    if start is None:
        console.print("There is no earlier edition to compare with. Give a day with --from.")
        return
    counts = changes.summary(found)
    told = ", ".join(f"{number:,} {kind}" for kind, number in counts.items())
    console.print(escape(f"Since {start}: {told}."))
    worth = sorted(found, key=lambda change: (change.kind in ("added", "backfilled"), change.seen_after))
    for change in worth[:limit]:
        console.print(escape(line(change)), soft_wrap=True)
    if len(found) > limit:
        console.print(f"... and {len(found) - limit:,} more; --json lists all, --limit shows more.")


def line(change: Change) -> str:
    """One change in one line."""
    where = f"{change.seen_after} {change.award_id} {change.modification or ''}".rstrip()
    match change.kind:
        case "altered":
            what = f"{change.field}: {_shown(change.before)} became {_shown(change.after)}"
            return f"{where}, {change.payee}: {what} (last seen as before {change.seen_before})"
        case "removed":
            return f"{where}, {change.payee}: withdrawn by its publisher, {common.dollars(change.obligated)}"
    word = "new" if change.kind == "added" else "filled in afterwards"
    return f"{where}, {change.payee}: {word}, {change.action_date}, {common.dollars(change.obligated)}"


def _shown(text: str | None) -> str:
    text = text or ""
    return text if len(text) <= 90 else text[:90] + "…"
