"""`tallylight knowledge check`: whether the knowledge files are whole and agree with each other."""

from __future__ import annotations

import argparse
from pathlib import Path

from tallylight import knowledge
from tallylight.commands import common
from tallylight.errors import UsageError
from tallylight.knowledge import checks


def run(args: argparse.Namespace) -> int:
    """Check the files that Tallylight ships, or those of another folder. 0 when all is well, 1 when something is not."""
    folder = Path(args.path) if args.path else knowledge.FOLDER / "makers"
    if not folder.is_dir():
        raise UsageError("there is no such folder", where=str(folder), do="Name a folder of maker files (*.yaml).")
    found = checks.check(folder)
    if args.json:
        common.print_json({"files": found.files, "problems": list(found.problems)})
    else:
        for problem in found.problems:
            print(problem)
        count = len(found.problems)
        print(f"{found.files:,} files, {count:,} problem{'' if count == 1 else 's'}.")
    return 1 if found.problems else 0
