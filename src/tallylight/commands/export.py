"""`tallylight export`: what the ledger holds, for another program."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from tallylight import export
from tallylight.commands import common
from tallylight.commands.files import binary_output, unwritable, write_text
from tallylight.errors import UsageError
from tallylight.export import ftm, ocds, package, sqlite
from tallylight.export.write import TABLES
from tallylight.ledger import Edition, engine
from tallylight.ledger.filters import Filter
from tallylight.model import CoverageState

ONLY_OF = {"ocds": ("awards", "actions"), "ftm": ("awards", "actions")}
"""Formats that are one shape for one thing; `sqlite` and `datapackage` hold everything, whatever is asked for."""


def run(args: argparse.Namespace) -> int:
    """Write it, in the order of its keys."""
    what, form, only = args.what, args.format, common.filtered(args, args.words or ())
    if form not in ("csv", "jsonl", "ocds", "ftm") and not args.out:
        raise UsageError(f"{form} is not text", where=f"--format {form}", do="Name a place with --out.")
    if what not in ONLY_OF.get(form, (what,)):
        wanted = " or ".join(ONLY_OF[form])
        raise UsageError(f"{form} cannot hold {what}", where=f"--format {form}", do=f"Export {wanted}.")
    edition = common.opened(args)
    place = Path(args.out).parent if args.out else None
    beside = place if place and os.access(place, os.W_OK) else None
    with (
        tempfile.TemporaryDirectory(prefix=".export-", dir=beside, ignore_cleanup_errors=True) as scratch,
        edition.reading(),
    ):
        engine.bound(edition.sql, Path(scratch))
        _write(args, edition, only)
        edition.close()
    gaps = sum(block.state is CoverageState.PARTIAL for block in edition.coverage)
    if gaps:
        lack = "agency-year lacks rows" if gaps == 1 else "agency-years lack rows"
        common.say(f"{gaps:,} {lack}, or probably: sums may be off. `tallylight status` says which.")
    return 0


def _write(args: argparse.Namespace, edition: Edition, only: Filter) -> None:
    """One file, one folder, or standard output."""
    what, form = args.what, args.format
    if form == "sqlite":
        _whole(args.out, lambda path: sqlite.write(edition, path, only), folder=False)
        about = Path(args.out).with_suffix(".metadata.json")
        write_text(str(about), json.dumps(sqlite.metadata(edition, Path(args.out).stem), indent=1, ensure_ascii=False))
        common.say(f"look at it with `datasette {args.out} --metadata {about}`")
    elif form == "datapackage":
        _whole(args.out, lambda path: package.write(edition, path, only), folder=True)
    else:
        with binary_output(args.out) as out:
            if form in TABLES:
                export.write(edition, what, form, out, as_published=args.as_published, only=only)
            elif form == "ocds":
                ocds.write(edition, out, only, args.ocid_prefix or ocds.PREFIX)
            else:
                ftm.write(edition, out, only)


def _whole(name: str, make: Callable[[Path], None], *, folder: bool) -> None:
    """Make a file or a folder beside its place, and move it there when it is whole."""
    target = Path(name)
    if folder and target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError("the folder is there and not empty", where=name, do="Name a new one.")
    if target.is_dir() and not folder:
        raise UsageError("this is a folder", where=name, do="Name a file.")
    try:
        beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:
        raise unwritable(name, error) from error
    try:
        made = beside if folder else beside / "made"
        make(made)
        if folder and target.is_dir():
            target.rmdir()
        made.replace(target)
        target.chmod(0o755 if folder else 0o644)
    except OSError as error:
        raise unwritable(name, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
