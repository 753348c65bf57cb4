"""`tallylight map`: a first mapping file for any other table."""

from __future__ import annotations

import argparse
import sys

from tallylight import knowledge, sources
from tallylight.commands import common
from tallylight.commands.files import write_text
from tallylight.errors import UsageError
from tallylight.identity.normal import normal_form
from tallylight.sources.mapping.nodes import FILL_IN
from tallylight.sources.mapping.propose import propose


def run(args: argparse.Namespace) -> int:
    """Write the proposal. 1 when something is left to fill in, else 0."""
    inputs = sources.find_inputs([args.file])
    if len(inputs) != 1:
        raise UsageError(f"{len(inputs):,} files are in there", where=args.file, do="Name one table.")
    makers = knowledge.makers()
    names = {normal_form(name) for maker in makers for name in (maker.name, *maker.aliases)}
    text = propose(inputs[0], lambda name: normal_form(name) in names or any(one.is_payee(name) for one in makers))
    if args.out:
        write_text(args.out, text)
    else:
        sys.stdout.write(text)
    left = sum(f" {FILL_IN}" in line and not line.startswith("#") for line in text.splitlines())
    if left:
        common.say(f"{left} fields are left to fill in; docs/mapping.md describes them.")
    return 1 if left else 0
