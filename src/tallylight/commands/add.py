"""`tallylight add`: files into a new edition."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from tallylight import settings
from tallylight.commands import common
from tallylight.errors import UsageError
from tallylight.figures import count
from tallylight.ledger.build import AddResult
from tallylight.ledger.build import Progress as Report
from tallylight.ledger.build import add as add_files
from tallylight.ledger.listing import rejected_out
from tallylight.ledger.manifest import report_out
from tallylight.sources import mapping

SHOWN_REJECTED = 10
HEADINGS = ("read", "kept", "repeated", "rejected", "obligated")
SHORTEST_PATH = 20  # characters


def run(args: argparse.Namespace) -> int:
    """Add the files. 1 when rows were rejected, or an archive in an archive was passed over, else 0."""
    ledger = args.ledger or settings.ledger_from_environment()
    if not ledger:
        raise UsageError("no ledger is named", do="Say where to keep it: `tallylight --ledger DIR add ...`.")
    if args.edition:
        raise UsageError("files are always added to the current edition", where="--edition", do="Leave it out.")
    as_of = common.day(args.as_of, "--as-of")
    mappings = [mapping.load(path) for path in args.mapping]
    with progress_bar() as progress:
        result = add_files(args.paths, ledger, as_of, args.strict, args.selection, progress, mappings=mappings)
    if result.undated:
        files = result.undated[0] if len(result.undated) == 1 else f"{len(result.undated):,} files"
        common.say(f"no day was found in {files}: taken as shown today. If that is not so, say so with --as-of.")
    for skipped in result.skipped:
        common.say(f"{skipped.path} was passed over: {skipped.reason}")
    if args.json:
        common.print_json(answer(result))
    else:
        show(result, common.console(args))
    return 1 if result.rejected or any(skipped.may_hold_records for skipped in result.skipped) else 0


@contextmanager
def progress_bar() -> Iterator[Report | None]:
    """A bar on standard error that counts files; None where nobody is watching."""
    if not sys.stderr.isatty():
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def report(path: str, done: int, of_all: int) -> None:
            bar.update(task, description=escape(common.shortened(path, 50)), completed=done, total=of_all)

        yield report


def answer(result: AddResult) -> dict[str, Any]:
    """The result as contracts.md has it; `unchanged` is only there when it is true."""
    return {
        "edition": result.edition,
        "parent": result.parent,
        "as_of": result.as_of,
        "files": [report_out(report) for report in result.files],
        "rejected": [rejected_out(row) for row in result.rejected],
        "skipped": [{"path": skipped.path, "reason": skipped.reason} for skipped in result.skipped],
        "changes": result.changes,
        "warnings": list(result.warnings),
    } | ({"unchanged": True} if result.unchanged else {})


def show(result: AddResult, out: Console) -> None:
    """The accounts of each file, what was rejected, and what changed, for a person."""
    numbers = [
        (
            f"{report.rows_read:,}",
            f"{report.rows_kept:,}",
            f"{report.rows_repeated:,}",
            f"{report.rows_rejected:,}",
            common.total(report),
        )
        for report in result.files
    ]
    taken = sum(2 + max(len(text) for text in column) for column in zip(HEADINGS, *numbers, strict=True))
    table = Table(box=None, pad_edge=False)
    table.add_column("file", overflow="fold")
    for heading in HEADINGS:
        table.add_column(heading, justify="right", no_wrap=True)
    for report, texts in zip(result.files, numbers, strict=True):
        table.add_row(escape(common.shortened(report.path, max(out.width - taken, SHORTEST_PATH))), *texts)
    out.print(table)
    for row in result.rejected[:SHOWN_REJECTED]:
        out.print(escape(f"rejected: {row.path}, row {row.row}, {row.shown_as} {row.value!r}: {row.reason}"))
    if len(result.rejected) > SHOWN_REJECTED:
        out.print(f"... and {len(result.rejected) - SHOWN_REJECTED:,} more; --json lists all.")
    common.show_notes(out, result.files)
    if result.unchanged:
        out.print(f"\nNothing new: edition {result.edition} has all of this already.")
        return
    out.print(f"\nMade edition {result.edition}, as of {result.as_of}.")
    if result.parent:
        changes = result.changes
        out.print(
            f"Against {result.parent}: {count(changes['added'], 'action')} added, {changes['altered']:,} altered, "
            f"{changes['missing']:,} no longer shown by the newest answer (kept)."
        )
    common.show_warnings(out, result.warnings, folded=False)
