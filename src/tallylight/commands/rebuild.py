"""`tallylight rebuild`: a new edition of the same records, with today's knowledge files and decisions."""

from __future__ import annotations

import argparse

from tallylight import settings
from tallylight.commands import common
from tallylight.errors import UsageError
from tallylight.ledger import build


def run(args: argparse.Namespace) -> int:
    """Make the edition and say its name."""
    ledger = args.ledger or settings.ledger_from_environment()
    if not ledger:
        raise UsageError("name the ledger to rebuild", where="--ledger", do="Name it with --ledger DIR.")
    made = build.rebuild(ledger)
    if args.json:
        common.print_json({"edition": made.id, "parent": made.parent, "as_of": made.as_of})
    else:
        print(f"Made edition {made.id} of the same records as {made.parent}.")
    return 0
