"""`tallylight check --watch FILE`: check a draft again each time it is saved, until it is told to stop."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path

from tallylight import claims
from tallylight.commands import common
from tallylight.errors import SourceError, UsageError
from tallylight.ledger import Edition
from tallylight.model import CheckedText

Check = Callable[[argparse.Namespace, Edition, claims.Records], CheckedText]


def watch(args: argparse.Namespace, check: Check, saves: Iterable[object] | None = None) -> int:
    """Check the draft now, and again after each of `saves` (by default: whenever the file changes). Ends with 0.

    The ledger is opened once: every round is judged against the edition that the first one was. A draft that cannot be
    read at the moment (an editor may be about to write it) is said so, and waited for.
    """
    path = Path(args.file)
    if not path.is_file():
        raise UsageError("only a file can be watched", where=args.file, do="Save the draft, and name that file.")
    edition = common.opened(args)
    records = claims.Records(edition)
    for _ in _now_and_after(saves if saves is not None else _saves(path)):
        try:
            checked = check(args, edition, records)
        except SourceError as error:
            common.say(f"{error} Waiting for it to be saved again.")
            continue
        common.say(f"checked {len(checked.judgements)} statements; waiting for {path.name} to change (Ctrl-C ends).")
    return 0


def _now_and_after(saves: Iterable[object]) -> Iterable[object]:
    yield None
    yield from saves


def _saves(path: Path) -> Iterable[object]:
    """One item each time a file is written anew, also by an editor that puts another file in its place."""
    from watchfiles import watch as changes

    here = path.resolve()
    return changes(here.parent, watch_filter=lambda _, name: Path(name) == here, recursive=False)
