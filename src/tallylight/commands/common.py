"""What commands share: opening the ledger, reading a day, printing JSON, money and tables."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from rich.console import Console
from rich.markup import escape

from tallylight.errors import UsageError
from tallylight.ledger import Edition, open_ledger
from tallylight.ledger.filters import Filter
from tallylight.model import FileReport


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
        return f"{value:.2f}"
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")


def dollars(amount: Decimal | None) -> str:
    """Money for people: $1,234.56, with the minus sign in front of the dollar sign; a dash when unknown."""
    if amount is None:
        return "-"
    return f"{'-' if amount < 0 else ''}${abs(amount):,.2f}"


def money(amount: Decimal | None, currency: str | None) -> str:
    """As `dollars`, for an amount in any currency: its code (ISO 4217) stands in front of those that are no US dollars."""
    if amount is None or currency == "USD":
        return dollars(amount)
    return f"{currency or 'currency not stated'} {amount:,.2f}"


def total(report: FileReport) -> str:
    """The sum of a file's rows. Amounts of different currencies are never one sum."""
    if not report.amounts:
        return dollars(report.obligated)
    return "\n".join(money(amount, currency) for currency, amount in report.amounts)


def shortened(path: str, most: int) -> str:
    """The end of a path, `most` characters of it: the file's name tells files apart."""
    return path if len(path) <= most else "…" + path[-(most - 1) :]


def console(args: argparse.Namespace) -> Console:
    """A console for standard output: 80 columns where the width is unknown, no colours with --no-color or NO_COLOR."""
    width = None if sys.stdout.isatty() else 80
    return Console(no_color=args.no_color or None, width=width, highlight=False, soft_wrap=False)


def show_warnings(out: Console, warnings: Iterable[str]) -> None:
    """Print what bears on the figures above, one line each."""
    for warning in warnings:
        out.print(f"[yellow]![/yellow] {escape(warning)}")


def show_notes(out: Console, files: Iterable[FileReport]) -> None:
    """Print what was odd about files, one line each."""
    for report in files:
        for note in report.notes:
            out.print(escape(f"{report.path}: {note}"))
