"""`tallylight award`: one award, action by action."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tallylight.commands import common
from tallylight.commands.changes import line as changed
from tallylight.figures import count
from tallylight.ledger import Edition, awards, changes, technologies
from tallylight.ledger.awards import Award
from tallylight.ledger.changes import Change
from tallylight.ledger.records import Row

SHOWN_SUBAWARDS = 5


def run(args: argparse.Namespace) -> int:
    """Show the award, or all awards that carry the number."""
    query, edition = common.asked(args.id), common.opened(args)
    found = awards.find(edition, query)
    history = {award.award_id: changes.of_award(edition, award.award_id) for award in found}
    bought = {award.award_id: technologies.of_award(edition, award.award_id) for award in found}
    if args.json:
        common.print_json(answer(edition, query, found, history, bought))
    else:
        show(query, found, history, bought, common.console(args))
    return 0


History = Mapping[str, tuple[Change, ...]]
"""Award key -> what its publisher changed about it."""

Bought = Mapping[str, tuple[Row, ...]]
"""Award key -> technologies, by words of the record or as the model proposes."""


def answer(edition: Edition, query: str, found: Sequence[Award], history: History, bought: Bought) -> dict[str, Any]:
    """`obligated` and `ceiling` are null when several awards carry the number: their money is not one sum."""
    rows = [row for award in found for row in award.actions]
    one = found[0] if len(found) == 1 else None
    return {
        "edition": edition.id,
        "query": query,
        "total": len(found),
        "results": rows,
        "actions": rows,
        "obligated": one.obligated if one else None,
        "ceiling": one.ceiling if one else None,
        "history": [asdict(change) for award in found for change in history[award.award_id]],
        "awards": [
            {
                "award_id": award.award_id,
                "piid": award.piid,
                "sub_agency": award.sub_agency,
                "payee": award.payee,
                "actions": len(award.actions),
                "obligated": award.obligated,
                "ceiling": award.ceiling,
                "has_base": award.has_base,
                "award_kind": award.actions[0]["award_kind"] if award.actions else None,
                "currency": award.actions[0]["currency"] if award.actions else "USD",
                "summary": award.summary,
                "technologies": list(bought[award.award_id]),
                "subawards": list(award.subawards),
                "notices": list(award.notices),
                "warnings": list(award.warnings),
            }
            for award in found
        ],
        "warnings": list(dict.fromkeys(warning for award in found for warning in award.warnings)),
    }


def show(query: str, found: Sequence[Award], history: History, bought: Bought, out: Console) -> None:
    """Each award for a person: a table of its actions with the running sum."""
    if not found:
        out.print(escape(f"The ledger holds no award {query!r}. See `tallylight status` for what it covers."))
    if len(found) > 1:
        out.print(escape(f"{len(found)} awards carry the number {query}. They are different awards.\n"))
    for award in found:
        out.print(f"[bold]{escape(award.award_id)}[/bold]", soft_wrap=True)
        out.print(escape(f"{award.payee} for {award.sub_agency}"))
        table = Table(box=None, pad_edge=False)
        table.add_column("date", no_wrap=True)
        table.add_column("mod", no_wrap=True)
        table.add_column("obligated", justify="right", no_wrap=True)
        table.add_column("so far", justify="right", no_wrap=True)
        table.add_column("description", overflow="fold")
        for row in award.actions:
            table.add_row(
                str(row["action_date"]),
                escape(row["modification"] or ""),
                common.money(row["obligated"], row["currency"]),
                common.money(row["running"], row["currency"]),
                escape(row["description"] or "") + (" (withdrawn by the publisher)" if row["removed"] else ""),
            )
        out.print(table)
        if award.actions:
            ceiling = f" Ceiling {common.dollars(award.ceiling)}." if award.ceiling is not None else ""
            first = award.actions[0]
            verb = {"process": "Agreed", "payment": "Paid"}.get(first["award_kind"], "Obligated")
            out.print(
                f"{verb} {common.money(award.obligated, first['currency'])} in {count(len(award.actions), 'action')}.{ceiling}"
            )
        for row in bought[award.award_id]:
            out.print(escape(_technology(row)))
        if award.summary:
            stated, seen = common.dollars(award.summary["obligated"]), award.summary["last_seen"]
            out.print(f"An award summary of {seen} states {stated} in all (the same money, not to be added).")
        if history[award.award_id]:
            out.print("What the publisher changed about it without a new modification:")
        for change in history[award.award_id]:
            out.print(escape(f"  {changed(change)}"), soft_wrap=True)
        for row in award.notices:
            out.print(escape(f"Notice of {row['posted']}: {row['notice_type']}, {row['title']}"))
        if award.subawards:
            reported = sum((row["amount"] for row in award.subawards), Decimal(0))
            out.print(
                f"Its recipient reported {count(len(award.subawards), 'sub-award')} of {common.dollars(reported)} in "
                "all: part of the money above, as reported, never to be added. The largest:"
            )
            for row in sorted(award.subawards, key=lambda row: -row["amount"])[:SHOWN_SUBAWARDS]:
                out.print(escape(f"  {row['action_date']}  {common.dollars(row['amount'])}  {row['payee']}"))
        common.show_warnings(out, award.warnings)
        out.print()


def _technology(row: Row) -> str:
    """One line on what was bought, or may have been."""
    what = ", ".join(word for word in (row["technology"], row["product"], row["maker"]) if word)
    many = "1 action" if row["actions"] == 1 else f"{row['actions']:,} actions"
    if row["basis"] == technologies.SUGGESTED:
        return f"Suggested by a statistical model, in no sum: {what} ({many}, {row['probability']:.2f} likely)"
    return f"Bought: {what} ({many}; {row['evidence']})"
