"""`tallylight pull`: ask a publisher, make sure of the answer, and add it as one new edition."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tallylight import knowledge, settings
from tallylight.commands import add, common
from tallylight.commands.pull_progress import watching
from tallylight.errors import LedgerError, UsageError
from tallylight.knowledge.names import plain_name
from tallylight.ledger import publish
from tallylight.ledger.build import AddResult, Answer, add_answers
from tallylight.publishers import clock
from tallylight.publishers.hosts import Hosts, checked
from tallylight.publishers.usaspending.preview import preview
from tallylight.publishers.usaspending.pull import Pulled, finish, pull
from tallylight.publishers.usaspending.wanted import API, FILES, OLDEST, Buyer, Wanted
from tallylight.publishers.wire import Wire


def run(args: argparse.Namespace) -> int:
    """Pull and add. 1 when rows were rejected or the publisher counts more than it gave, else 0."""
    ledger = args.ledger or settings.ledger_from_environment()
    if not ledger:
        raise UsageError("no ledger is named", do="Say where to keep it: `tallylight --ledger DIR pull ...`.")
    if args.edition:
        raise UsageError("files are always added to the current edition", where="--edition", do="Leave it out.")
    wanted, hosts = wish(args), hosts_of(args)
    if args.dry_run:
        return show_preview(args, wanted, Path(ledger))
    place = Path(ledger)
    with publish.disk_errors(place), watching() as progress:
        wire = Wire(hosts, clock.SystemClock(), progress)
        with pull(wanted, place, wire) as pulled:
            given = [Answer(one.source, one.as_of, one.asked) for one in pulled.files(place)]
            result = add_answers(given, ledger)
            if result is None:
                raise LedgerError("the publisher has nothing of what was asked", where=ledger, do="Nothing was added.")
            finish(pulled, result.edition)
    show(args, pulled, result, wire.asked)
    return 1 if result.rejected or any(found.lacks for _, found in pulled.found) else 0


def wish(args: argparse.Namespace) -> Wanted:
    """What is wanted, from the options. Raises UsageError when they do not fit together."""
    ways = [
        name for name, given in (
            ("--award", args.award), ("--vendor", args.vendor), ("--monthly", args.monthly), ("--update", args.update)
        ) if given
    ]  # fmt: skip
    if len(ways) > 1:
        raise UsageError(f"{ways[0]} and {ways[1]} do not go together", where="pull", do="Ask for one at a time.")
    way = ways[0] if ways else "--agency"
    allowed = {
        "--agency": {"--agency", "--since", "--until", "--search"},
        "--award": set(),
        "--vendor": {"--since", "--until"},
        "--monthly": {"--agency", "--fiscal-year"},
        "--update": {"--agency"},
    }[way]
    options = {"--agency": args.agency, "--since": args.since, "--until": args.until, "--search": args.search,
               "--fiscal-year": args.fiscal_year}  # fmt: skip
    for name, given in options.items():
        if given and name not in allowed:
            raise UsageError(f"{name} does not go with {way}", where="pull", do=f"Leave {name} out.")
    if way in ("--agency", "--monthly") and not args.agency:
        raise UsageError("nothing is named to ask for", where="pull", do="Name an agency with --agency.")
    since, until = common.day(args.since, "--since"), common.day(args.until, "--until")
    if way == "--agency" and since is None:
        raise UsageError("--agency needs a first day", where="pull", do="Add --since, such as --since 2025-10-01.")
    if since and since < OLDEST:
        raise UsageError("the publisher's records begin later", where="--since", do=f"Begin with {OLDEST}.")
    if since and until and until < since:
        raise UsageError("the last day is before the first", where="--until", do="Exchange them.")
    return Wanted(
        buyers=tuple(dict.fromkeys(map(buyer, args.agency))),
        since=since,
        until=until,
        award=common.asked(args.award).strip() if args.award else None,
        vendor=common.asked(args.vendor).strip() if args.vendor else None,
        monthly=args.monthly,
        years=tuple(sorted(set(args.fiscal_year))),
        update=args.update,
        search=args.search,
    )


def buyer(name: str) -> Buyer:
    """An agency as the publisher names it, from any name that is known for it. Raises UsageError."""
    wanted = plain_name(name)
    for agency in knowledge.agencies():
        names = (agency.short, agency.name, agency.code or "", *agency.names)
        if wanted in {plain_name(known) for known in names if known}:
            above = agency.department if agency.department != agency.name else None
            return Buyer(agency.short or agency.name, agency.name, above)
    known = ", ".join(agency.short for agency in knowledge.agencies() if agency.short)
    raise UsageError(f"{name!r} is no agency that is known", where="--agency", do=f"Known: {known}.")


def hosts_of(args: argparse.Namespace) -> Hosts:
    """Whom to ask. A mirror keeps its own files unless it is said where they lie."""
    api = args.publisher_url or os.environ.get(settings.USASPENDING_VARIABLE)
    files = args.files_url or os.environ.get(settings.USASPENDING_FILES_VARIABLE)
    return Hosts(checked(api or API, "--publisher-url"), checked(files or api or FILES, "--files-url"))


def show(args: argparse.Namespace, pulled: Pulled, result: AddResult, asked: int) -> None:
    """What was asked and checked, then the accounts as `add` shows them."""
    if args.json:
        common.print_json(add.answer(result) | {"pull": answer(pulled, asked)})
        return
    out = common.console(args)
    add.show(result, out)
    out.print(f"Pull {pulled.pull.id}: {len(pulled.found):,} questions, {asked:,} requests.", highlight=False)
    for _, found in pulled.found:
        if found.lacks:
            out.print(f"[yellow]![/yellow] {found.lacks}")


def answer(pulled: Pulled, asked: int) -> dict[str, Any]:
    """The pull itself, as JSON: each question, what was understood, and how the answer was compared."""
    return {
        "id": pulled.pull.id,
        "resumed": pulled.resumed,
        "requests": asked,
        "questions": [
            {
                "words": piece.words,
                "request": piece.path,
                "question": piece.body,
                "understood": found.understood,
                "as_of": found.as_of,
                "rows": found.rows,
                "rows_told": found.told,
                "actions_counted": found.counted,
                "lacks": found.lacks or None,
                "answer": found.answer_name,
                "answer_sha256": found.answer_sha256 or None,
                "aliases": [list(pair) for pair in piece.aliases],
                "files": [file.path for file in found.files],
                "passed_over": list(found.passed_over),
            }
            for piece, found in pulled.found
        ],
    }


def show_preview(args: argparse.Namespace, wanted: Wanted, ledger: Path) -> int:
    """Print what would be asked. Nothing is asked."""
    questions = preview(wanted, ledger, date.today())
    if args.json:
        told = [{"words": q.words, "request": q.request, "question": q.question} for q in questions]
        common.print_json({"dry_run": True, "questions": told})
        return 0
    out = common.console(args)
    for number, question in enumerate(questions, 1):
        out.print(f"{number}. {question.words}", markup=False, soft_wrap=True)
        out.print(f"   {question.request}", markup=False, soft_wrap=True)
        for line in _lines(question.question):
            out.print(f"   {line}", markup=False, soft_wrap=True)
    out.print("Nothing was asked.")
    return 0


def _lines(body: dict[str, Any]) -> Sequence[str]:
    """A body for a person: one line a filter, long lists shortened."""
    found: list[str] = []
    for name, value in body.items():
        if isinstance(value, dict):
            found += _lines(value)
        elif isinstance(value, list) and all(isinstance(one, str) for one in value) and len(value) > 4:
            found.append(f"{name}: {', '.join(value[:3])}, ... ({len(value)})")
        else:
            found.append(f"{name}: {_plain(value)}")
    return found


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_plain(inner)}" for name, inner in value.items())
    return "; ".join(map(_plain, value)) if isinstance(value, list) else str(value)
