"""What commands share: opening the ledger, reading a day, printing JSON, money and tables."""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import IO, Any, cast

from rich.console import Console
from rich.markup import escape

from tallylight import figures
from tallylight.errors import UsageError
from tallylight.ledger import Edition, completeness, open_ledger
from tallylight.ledger.filters import Filter
from tallylight.model import FileReport

dollars, money = figures.dollars, figures.money
"""Money for people, as every command writes it."""


def opened(args: argparse.Namespace) -> Edition:
    """The edition that the command line names. Says on standard error when it is the starter ledger."""
    edition = open_ledger(args.ledger, args.edition)
    if edition.starter:
        say("no ledger was named, so this reads the starter ledger, which holds a few awards only; see --ledger.")
    return edition


def asked(word: str) -> str:
    """A word of the command line as a question. Bytes that are not UTF-8 become question marks: no record has them."""
    return word.encode("utf-8", "replace").decode()


def say(message: str) -> None:
    """Print a message for the person at the keyboard, on standard error."""
    print(f"tallylight: {message}", file=sys.stderr)


def day(text: str | None, option: str) -> date | None:
    """A day given as YYYY-MM-DD; None stays None. Raises UsageError naming the option."""
    if text is None:
        return None
    try:
        if len(text) != len("YYYY-MM-DD"):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is not a date", where=option, do="Write it as YYYY-MM-DD.") from None


def filtered(args: argparse.Namespace, words: Sequence[str]) -> Filter:
    """What `search` and `export` are limited to, from the options that they share."""
    since, until = day(args.since, "--since"), day(args.until, "--until")
    if since and until and since > until:
        raise UsageError("the first day is after the last", where="--since, --until", do="Exchange them.")
    agency, vendor = (asked(text) if text is not None else None for text in (args.agency, args.vendor))
    return Filter(tuple(map(asked, words)), agency, since, until, args.technology, vendor)


def print_json(answer: dict[str, Any]) -> None:
    """Print one JSON object. Money must be text by now; days become ISO dates."""
    print(json.dumps(answer, ensure_ascii=False, indent=2, default=plain))


def plain(value: object) -> str:
    """A Decimal or a date as JSON text: money with two decimals, days as YYYY-MM-DD."""
    if isinstance(value, Decimal):
        return figures.plain(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")


def total(report: FileReport) -> str:
    """The sum of a file's rows. Amounts of different currencies are never one sum."""
    if not report.amounts:
        return dollars(report.obligated)
    return "\n".join(money(amount, currency) for currency, amount in report.amounts)


def shortened(path: str, most: int) -> str:
    """The end of a path, `most` characters of it: the file's name tells files apart."""
    return path if len(path) <= most else "…" + path[-(most - 1) :]


def console(args: argparse.Namespace) -> Console:
    """A console for standard output: 80 columns where the width is unknown, plain text with --no-color or NO_COLOR."""
    if not sys.stdout.isatty():
        # A width alone would make rich ask the system for the height, time and again.
        out = cast(IO[str], Trimmed(sys.stdout))
        return Console(file=out, width=80, height=25, highlight=False, color_system=None)
    plain_text = args.no_color or bool(os.environ.get("NO_COLOR"))  # https://no-color.org
    # "no colour" would still be bold and underlined to rich; plain text is what the option says.
    return Console(highlight=False, color_system=None if plain_text else "auto")


class Trimmed(io.TextIOBase):
    """Standard output without the blanks that tables leave at the ends of lines."""

    def __init__(self, out: IO[str]) -> None:
        self._out = out

    def write(self, text: str, /) -> int:
        """Pass a text on; rich hands over whole lines."""
        self._out.write(re.sub(r" +$", "", text, flags=re.MULTILINE) if text.endswith("\n") else text)
        return len(text)

    def flush(self) -> None:
        """Pass on what is waiting."""
        self._out.flush()


def show_warnings(out: Console, warnings: Iterable[str], *, folded: bool = True) -> None:
    """Print what bears on the figures above: one line an agency, unless every sentence is asked for."""
    for warning in completeness.folded(warnings) if folded else warnings:
        out.print(f"[yellow]![/yellow] {escape(warning)}")


def show_notes(out: Console, files: Iterable[FileReport]) -> None:
    """Print what was odd about files, one line each."""
    for report in files:
        for note in report.notes:
            out.print(escape(f"{report.path}: {note}"))
