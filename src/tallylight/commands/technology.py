"""`tallylight technology`: what was spent on one kind of technology, or on each."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from rich.console import Console, Group
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from tallylight.commands import common
from tallylight.errors import UsageError
from tallylight.figures import count
from tallylight.knowledge import Technology, technologies
from tallylight.ledger import Edition
from tallylight.ledger import technologies as ledger
from tallylight.ledger.records import Row
from tallylight.ledger.technologies import TechnologyAnswer

SHOWN_MAKERS = 15
SHOWN_SUGGESTIONS = 5
SHOWN_LINE = 110  # characters


def run(args: argparse.Namespace) -> int:
    """Show one technology, or without an id all of them; those that do not watch people stand apart."""
    kinds = {kind.id: kind for kind in technologies() if kind.id != "none"}
    if args.id is not None and args.id not in kinds:
        ids = ", ".join(sorted(kinds))
        raise UsageError(f"there is no technology {args.id!r}", where="ID", do=f"One of: {ids}.")
    edition = common.opened(args)
    out = common.console(args)
    if args.id is None:
        rows, warnings = ledger.overview(edition, with_suggested=args.with_suggested)
        if args.json:
            common.print_json(listed(edition, kinds, rows) | {"warnings": list(warnings)})
        else:
            show_all(kinds, rows, out)
            common.show_warnings(out, warnings)
        return 0
    found = ledger.find(edition, args.id, with_suggested=args.with_suggested)
    if args.json:
        common.print_json(answer(edition, kinds[args.id], found, with_suggested=args.with_suggested))
    else:
        show(kinds[args.id], found, out, with_suggested=args.with_suggested)
    return 0


def listed(edition: Edition, kinds: dict[str, Technology], rows: Iterable[Row]) -> dict[str, Any]:
    """Every technology of which the edition holds an action."""
    results = [
        {**row, "label": kinds[row["technology"]].label, "of_people": kinds[row["technology"]].of_people}
        for row in rows
    ]
    return {"edition": edition.id, "query": None, "total": len(results), "results": results}


def answer(edition: Edition, kind: Technology, found: TechnologyAnswer, *, with_suggested: bool) -> dict[str, Any]:
    """`results` are actions with the words that decided, newest first; `suggested` those that the model proposes."""
    return {
        "edition": edition.id,
        "query": kind.id,
        "label": kind.label,
        "of_people": kind.of_people,
        "total": len(found.actions),
        "awards": found.awards,
        "obligated": found.obligated,
        "by_maker": list(found.by_maker),
        "by_agency_year": list(found.by_agency_year),
        "by_channel": list(found.by_channel),
        "with_suggested": with_suggested,
        "suggested": list(found.suggested),
        "warnings": list(found.warnings),
        "results": list(found.actions),
    }


def show_all(kinds: dict[str, Technology], rows: tuple[Row, ...], out: Console) -> None:
    """One line a technology; what watches things only stands apart, and no sum runs over both."""
    for of_people, title in ((True, "Technology that watches people"), (False, "Technology that watches things")):
        some = [row for row in rows if kinds[row["technology"]].of_people is of_people]
        if some:
            out.print(f"{title}:")
            table = _table("technology")
            for row in some:
                # The id, which is what is typed, stands on a line of its own and is never broken.
                label = Padding(escape(kinds[row["technology"]].label), (0, 0, 0, 2))
                table.add_row(Group(row["technology"], label), *_sums(row))
            out.print(table)
            out.print()
    if not rows:
        out.print("The ledger holds no action that its words or payee tie to a surveillance technology.")


def show(kind: Technology, found: TechnologyAnswer, out: Console, *, with_suggested: bool) -> None:
    """Makers, agencies and years, channels; without the single actions."""
    out.print(f"[bold]{escape(kind.label)}[/bold] ({kind.id})")
    if not kind.of_people:
        out.print("It watches things, not people; its sums are kept apart from those of other technologies.")
    if not found.actions:
        out.print("\nThe ledger holds no such action. That means something only for what it covers.")
        _suggested(found.suggested, out, with_suggested)
        return
    out.print()
    table = _table("maker")
    for row in found.by_maker[:SHOWN_MAKERS]:
        table.add_row(escape(row["maker"] or "not known"), *_sums(row))
    out.print(table)
    if len(found.by_maker) > SHOWN_MAKERS:
        out.print(f"... and {len(found.by_maker) - SHOWN_MAKERS:,} more; --json lists all.")
    out.print()
    table = _table("agency", "fiscal")
    for row in found.by_agency_year:
        table.add_row(escape(row["sub_agency"] or ""), str(row["fiscal_year"]), *_sums(row))
    out.print(table)
    ways = [f"{common.dollars(row['obligated'])} {WAYS[row['channel']]}" for row in found.by_channel]
    out.print(f"\nBought {'; '.join(ways)}.")
    actions, awards = count(len(found.actions), "action"), count(found.awards, "award")
    out.print(f"In all {common.dollars(found.obligated)} obligated in {actions} on {awards}.")
    _suggested(found.suggested, out, with_suggested)
    if found.warnings:
        out.print()
        common.show_warnings(out, found.warnings)


def _suggested(rows: tuple[Row, ...], out: Console, counted: bool) -> None:
    """What the model proposes, apart from what the record says."""
    if not rows:
        return
    money = common.dollars(sum((row["obligated"] for row in rows), Decimal(0)))
    many = "1 action" if len(rows) == 1 else f"{len(rows):,} actions"
    how = "in the sums above, as asked" if counted else "in no sum; --with-suggested adds them"
    out.print(f"\nSuggested by a statistical model where no rule speaks: {many}, {money} ({how}):")
    for row in rows[:SHOWN_SUGGESTIONS]:
        line = f"{row['probability']:.2f}  {row['action_date']}  {row['payee']}: {row['description']}"
        out.print(escape(f"  {line[:SHOWN_LINE]}"), soft_wrap=True)
    if len(rows) > SHOWN_SUGGESTIONS:
        out.print(f"  ... and {len(rows) - SHOWN_SUGGESTIONS:,} more; --json lists all.")


WAYS = {
    ledger.DIRECT: "from the maker",
    ledger.RESELLER: "through resellers",
    ledger.UNKNOWN: "from payees of which it is not known whether they made it",
}


def _table(*words: str) -> Table:
    """A table with columns of words, then how many actions, and what they obligated."""
    table = Table(box=None, pad_edge=False)
    for word in words:
        table.add_column(word, overflow="fold")
    for name in ("actions", "obligated"):
        table.add_column(name, justify="right", no_wrap=True)
    return table


def _sums(row: Row) -> tuple[str, str]:
    return f"{row['actions']:,}", common.dollars(row["obligated"])
