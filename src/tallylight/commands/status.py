"""`tallylight status`: which editions there are, what the one read covers, and what it lacks."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tallylight.commands import common
from tallylight.figures import count
from tallylight.ledger import Edition, layout, verify
from tallylight.ledger.manifest import asked_out, coverage_out, report_out
from tallylight.model import CoverageState, StatedCoverage


def run(args: argparse.Namespace) -> int:
    """Show the ledger; with --verify, raise LedgerError at the first file that is not as it was written."""
    edition = common.opened(args)
    files = verify.check(edition) if args.verify else None
    if args.json:
        common.print_json(answer(edition, files))
    else:
        show(edition, files, common.console(args))
    return 0


def answer(edition: Edition, verified: int | None) -> dict[str, Any]:
    """Everything about an edition that is not a row. `verified` counts the files that were compared with their hash."""
    about = edition.manifest
    return {
        "ledger": str(ledger_of(edition)),
        "edition": edition.id,
        "sha256": edition.sha256,
        "parent": edition.parent,
        "as_of": edition.as_of,
        "created": about.created,
        "software": about.software,
        "starter": edition.starter,
        "editions": list(layout.editions(ledger_of(edition))),
        "counts": about.counts,
        "files": [
            report_out(entry.report)
            | {"as_of": entry.as_of, "selection": entry.selection}
            | ({"asked": asked_out(entry.asked)} if entry.asked else {})
            for entry in about.files
        ],
        "coverage": [coverage_out(block) | {"from": block.start, "to": block.end} for block in edition.coverage],
        "warnings": list(edition.warnings),
        "verified": verified,
    }


def ledger_of(edition: Edition) -> Path:
    """The ledger's folder, from that of an edition."""
    return edition.folder.parent.parent


def show(edition: Edition, verified: int | None, out: Console) -> None:
    """The same for a person: coverage as a table, then the warnings."""
    counts = edition.manifest.counts
    out.print(escape(f"Ledger {ledger_of(edition)}, edition {edition.id}, as of {edition.as_of}"), soft_wrap=True)
    out.print(f"SHA-256 of its manifest: {edition.sha256}", soft_wrap=True)
    others = [name for name in layout.editions(ledger_of(edition)) if name != edition.id]
    out.print(f"Other editions: {', '.join(others) or 'none'}")
    out.print(
        f"{count(counts['actions'], 'action')} in {count(counts['actions_versions'], 'version')}, "
        f"{count(counts['summaries'], 'award summary')}, from {count(len(edition.files), 'file')}."
    )
    if verified is not None:
        out.print(f"{count(verified, 'file')} compared: all as they were written, by their SHA-256.")
    out.print()
    table = Table(box=None, pad_edge=False)
    table.add_column("agency", overflow="fold")
    for name in ("year", "from", "to"):
        table.add_column(name, no_wrap=True)
    table.add_column("rows", justify="right", no_wrap=True)
    table.add_column("state", no_wrap=True)
    for block in edition.coverage:
        year, rows = str(block.fiscal_year), f"{block.rows:,}"
        table.add_row(
            escape(block.sub_agency), year, str(block.start), str(block.end), rows, state(block.state, block.cut_short)
        )
    out.print(table)
    for report in edition.files:
        if report.stated:
            out.print(escape(f"{report.path}: {stated(report.stated)}"), soft_wrap=True)
    out.print()
    common.show_warnings(out, edition.warnings, folded=False)
    common.show_notes(out, edition.files)


def state(held: CoverageState, cut_short: bool) -> str:
    """The state of a block in a word or two."""
    return "cut short" if cut_short else held.value


def stated(held: StatedCoverage) -> str:
    """What a mapping says of its table, in a sentence."""
    if not held.complete:
        return f"selected payments or awards of {held.publisher}: what it lacks says nothing."
    return f"{held.publisher} shows all of {held.agency} from {held.start} to {held.end}, as {held.mapping} states."
