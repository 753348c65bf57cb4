"""`tallylight check`: judge a text, or many, against the ledger."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from tallylight import claims, settings
from tallylight.articles import read_article
from tallylight.commands import common, files
from tallylight.errors import SourceError, UsageError
from tallylight.ledger import Edition
from tallylight.model import CheckedText, Verdict
from tallylight.report import as_json, terminal


def run(args: argparse.Namespace) -> int:
    """Check one text or a batch. 1 when a claim got a verdict that --fail-on names, else 0."""
    fatal = {_verdict(word) for word in args.fail_on}
    if args.page and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", args.page):
        raise UsageError(f"{args.page!r} is no web address", where="--page", do="Write it with https:// in front.")
    if args.batch:
        return _batch(args, fatal)
    if not args.file:
        raise UsageError("no text is named", do="Name a file, an address, or - for standard input.")
    if args.watch:
        from tallylight.commands.draft import watch

        return watch(args, check_once)
    return _code(check_once(args), fatal)


def check_once(
    args: argparse.Namespace, edition: Edition | None = None, records: claims.Records | None = None
) -> CheckedText:
    """Check the text that is named, write and print what was asked for, and return it.

    An edition that is open already, with its records, spares opening and reading it again.
    """
    given = common.day(args.date, "--date")
    article = read_article(args.file)
    edition = edition or common.opened(args)
    checked = claims.check_text(
        edition, article.text, path=args.file, title=article.title, text_date=given or article.published,
        today=date.today(), records=records,
    )  # fmt: skip
    checked = replace(checked, ledger=args.ledger or settings.ledger_from_environment(), extracted=article.extracted)
    if article.published and not given:
        checked = replace(checked, date_source="metadata")
    if args.explain:
        return _explained(args, checked, records or claims.Records(edition))
    if args.html:
        from tallylight.report import page

        files.write_text(args.html, page.html(checked, address=args.page or ""))
    if args.claimreview:
        from tallylight.report import claimreview

        reviews = claimreview.claimreview(checked, args.page or "")
        files.write_text(args.claimreview, json.dumps(reviews, ensure_ascii=False, indent=2) + "\n")
    if args.json:
        common.print_json(as_json.checked_text(checked))
    else:
        terminal.show(checked, common.console(args))
    return checked


def _explained(args: argparse.Namespace, checked: CheckedText, records: claims.Records) -> CheckedText:
    """Print the trace of one claim in place of the report. Raises UsageError when there is no such claim."""
    from tallylight.report import trace

    explanation = claims.explain(checked, args.explain, records)
    if explanation is None:
        last = len(checked.judgements)
        known = f"The text has claims c1 to c{last}." if last else "The text has no claims."
        raise UsageError(f"there is no claim {args.explain!r}", where="--explain", do=known)
    if args.json:
        common.print_json(trace.as_values(explanation))
    else:
        trace.show(explanation, common.console(args))
    return checked


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of a batch."""

    id: Any
    text: str
    day: date | None


def _batch(args: argparse.Namespace, fatal: set[Verdict]) -> int:
    """One JSON object a line out for each passage in; the lines are read before the first is checked."""
    if args.file or args.html or args.claimreview or args.page or args.watch or args.explain:
        raise UsageError("--batch takes no other file", do="Check a single text for --html and --claimreview.")
    passages = list(read_batch(args.batch))
    edition = common.opened(args)
    records = claims.Records(edition)
    today = date.today()
    code = 0
    for passage in passages:
        checked = claims.check_text(
            edition, passage.text, path=args.batch, text_date=passage.day, today=today, records=records
        )
        answer = {"id": passage.id} | as_json.checked_text(checked)
        print(json.dumps(answer, ensure_ascii=False, default=common.plain))
        code = max(code, _code(checked, fatal))
    return code


def read_batch(name: str) -> Iterator[Passage]:
    """The passages of a batch file ("-": standard input). Raises SourceError naming the line that is not one."""
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        lines = raw.decode("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise SourceError(f"the batch cannot be read: {reason}", where=name, do="Check the file.") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            told = json.loads(line)
            passage = Passage(told["id"], told["text"], common.day(told.get("date"), "date"))
            if not isinstance(passage.text, str):
                raise TypeError
        except (ValueError, KeyError, TypeError, AttributeError, UsageError) as error:
            raise SourceError(
                "this line is not a passage",
                where=f"{name}, line {number}",
                do='Write {"id": ..., "text": "...", "date": "YYYY-MM-DD"} on each line.',
            ) from error
        yield passage


def _verdict(word: str) -> Verdict:
    try:
        return Verdict(word.lower().replace("-", "_"))
    except ValueError:
        known = ", ".join(Verdict)
        raise UsageError(f"{word!r} is not a verdict", where="--fail-on", do=f"Choose from {known}.") from None


def _code(checked: CheckedText, fatal: set[Verdict]) -> int:
    return 1 if any(judgement.verdict in fatal for judgement in checked.judgements) else 0
