"""`tallylight export`: the current actions or awards for another program."""

from __future__ import annotations

import argparse

from tallylight import export
from tallylight.commands import common
from tallylight.commands.files import binary_output
from tallylight.errors import UsageError


def run(args: argparse.Namespace) -> int:
    """Write everything, in the order of the actions' keys."""
    if args.format == "parquet" and not args.out:
        raise UsageError("parquet is not text", where="--format parquet", do="Name a file with --out.")
    edition = common.opened(args)
    with binary_output(args.out) as out:
        export.write(edition, args.what, args.format, out, as_published=args.as_published)
    return 0
