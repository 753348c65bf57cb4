"""`tallylight vendor`: what payees of a name were paid."""

from __future__ import annotations

import argparse
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from tallylight.commands import beside, common
from tallylight.figures import count
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
        "organisations": list(found.organisations),
        "makers": list(found.makers),
        "family": list(found.family),
        "by_technology": list(found.by_technology),
        "resellers": list(found.resellers),
        "totals": list(found.totals),
        "beside": list(found.beside),
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
        _organisations(found, out)
        _totals(found, out)
        beside.show(found.beside, out)
        _behind(found, out)
    if found.not_to_be_confused_with:
        out.print("\nNot to be confused with:")
        _names(found.not_to_be_confused_with[:SHOWN_LOOKALIKES], out)
        more = len(found.not_to_be_confused_with) - SHOWN_LOOKALIKES
        if more > 0:
            out.print(f"  ... and {more:,} other names that begin with the same word; --json lists all.")
    if found.warnings:
        out.print()
        common.show_warnings(out, found.warnings)


def _totals(found: VendorAnswer, out: Console) -> None:
    """What each agency obligated year by year, and in all."""
    if not found.totals:
        out.print("\nNo contract action is held under these names.")
        return
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
        f"\nIn all {common.dollars(found.obligated)} obligated in {count(len(found.actions), 'action')} on "
        f"{count(found.awards, 'award')}."
    )


def _behind(found: VendorAnswer, out: Console) -> None:
    """Whose names these are, what else belongs with them, what was bought, and through whom else."""
    bought = [row for row in found.by_technology if row["technology"] != "none"]
    if bought:
        out.print("\nBought from these names:")
        for row in bought:
            out.print(f"  {row['technology']}  {common.dollars(row['obligated'])}, {count(row['actions'], 'action')}")
    if found.resellers:
        out.print("\nTheir products were also bought through:")
        for row in found.resellers[:SHOWN_LOOKALIKES]:
            out.print(escape(f"  {row['payee']}  {common.dollars(row['obligated'])}, {row['maker']}"))
    for maker in found.makers:
        for owner in maker["owners"]:
            text = f"{maker['maker']} belongs to {owner['name']}{_days(owner)}; {owner['source']}"
            out.print(escape(f"\n{text}"))
        if maker["not_to_be_confused_with"]:
            listed = ", ".join(maker["not_to_be_confused_with"])
            out.print(escape(f"\n{maker['maker']} is not to be confused with: {listed}"))
    owners: dict[str, list[Row]] = {}
    for row in found.family:
        owners.setdefault(row["family"], []).append(row)
    for owner, rows in owners.items():
        out.print(escape(f"\nUnder common ownership ({owner}):"))
        for row in rows:
            out.print(
                escape(f"  {row['name']}  ({row['family_basis']}: {row['family_words']}{_days(row)}; {row['source']})")
            )


def _days(row: Row) -> str:
    """Since and until when, where that is known."""
    return "".join(f", {word} {row[word]}" for word in ("since", "until") if row[word])


def _organisations(found: VendorAnswer, out: Console) -> None:
    """The published names by who is behind them, and the rule that ties each to the others."""
    sums = {row["payee"]: row for row in found.names}
    groups: dict[str, list[Row]] = {}
    for row in found.organisations:
        groups.setdefault(row["organisation_id"], []).append(row)
    for rows in sorted(groups.values(), key=lambda rows: -max(abs(sums[row["name"]]["obligated"]) for row in rows)):
        out.print(escape(f"{rows[0]['organisation']}, published as:"))
        for row in rows:
            _names((sums[row["name"]],), out)
            if row["basis"] != "own":
                out.print(escape(f"      ({row['basis']}: {row['words']})"))
            if len(groups) > 1 and row["family_basis"]:
                why = f"{row['family_basis']}: {row['family_words']}{_days(row)}; {row['source']}"
                out.print(escape(f"      (of the family {row['family']}, {why})"))
    if len(groups) > 1:
        families = {row["family_id"] or row["organisation_id"] for row in found.organisations}
        kin = "of one family" if len(families) == 1 else "not all of which have an owner in common"
        added = " The sums below add them all up." if found.totals else ""
        out.print(f"[bold]These are {len(groups)} organisations, {kin}.[/bold]{added}")


def _names(rows: tuple[Row, ...], out: Console) -> None:
    for row in rows:
        out.print(Padding(escape(row["payee"]), (0, 0, 0, 2)))
        if not row["actions"]:
            out.print(f"    no contract action; seen in {row['seen_in']}")
            continue
        span = f"{row['first_action']} to {row['last_action']}"
        out.print(f"    {common.dollars(row['obligated'])}, {count(row['awards'], 'award')}, {span}")
