"""`tallylight cite`: how to cite an award, an action, or the edition itself."""

from __future__ import annotations

import argparse
import json

from tallylight.commands import common
from tallylight.errors import UsageError
from tallylight.export import cite


def run(args: argparse.Namespace) -> int:
    """Print the citation of each thing that the id names; without an id, of the edition."""
    edition = common.opened(args)
    found = cite.find(edition, common.asked(args.id)) if args.id else (cite.citation(edition),)
    if not found:
        raise UsageError(
            f"the ledger holds no award and no action {args.id!r}", do="See `tallylight search` for what there is."
        )
    if args.format == "csl-json":
        print(json.dumps([one.csl for one in found], ensure_ascii=False, indent=2))
    else:
        print("\n\n".join(one.bibtex if args.format == "bibtex" else one.text for one in found))
    return 0
